"""Chains of things called the same, and pairs called different that they join."""

from __future__ import annotations

import pytest

from kg.conflicts import Said, chain, contradiction

SAME = [Said("a", "b", "1"), Said("c", "b", "2"), Said("c", "d", "3"), Said("x", "y", "4")]


@pytest.mark.parametrize(
    ("start", "end", "steps"),
    [("a", "d", ["1", "2", "3"]), ("d", "a", ["3", "2", "1"]), ("a", "a", []), ("a", "x", None), ("a", "nobody", None)],
)
def test_the_shortest_chain_is_found(start: str, end: str, steps: list[str] | None) -> None:
    found = chain(SAME, start, end)
    assert (None if found is None else [one.label for one in found]) == steps


def test_a_contradiction_names_the_pair_and_its_chain() -> None:
    pair = Said("d", "a", "not")
    assert contradiction(SAME, [Said("a", "x"), pair]) == (pair, [SAME[2], SAME[1], SAME[0]])
    assert contradiction(SAME, [Said("a", "x")]) is None
