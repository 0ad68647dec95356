"""Each row's example sentence yields the claim that the row promises, through the real pipeline."""

from __future__ import annotations

import pytest

from kg.ontology import EDGES, KINDS
from tests.unit.reading_pipeline import actions_in, relations_in

READ_EDGES = [name for name in EDGES if name != "SAME_AS"]


@pytest.mark.parametrize("name", READ_EDGES)
def test_edge_example_yields_its_claim(name: str) -> None:
    example = EDGES[name].example
    assert (name, example.left, example.right, example.status) in relations_in(example.sentence)


@pytest.mark.parametrize("name", list(KINDS))
def test_action_example_yields_its_claim(name: str) -> None:
    example = KINDS[name].example
    by = frozenset({example.left} if example.left else ())
    against = frozenset({example.right} if example.right else ())
    assert (name, by, against, example.status) in actions_in(example.sentence)


def test_likeness_is_never_read_from_a_text() -> None:
    assert relations_in(EDGES["SAME_AS"].example.sentence) == set()
