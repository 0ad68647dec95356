"""Bodies called by their state and a common noun."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.pipeline import build_nlp, read


@pytest.fixture(scope="module")
def nlp() -> Any:
    return build_nlp()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ukrainian police arrested six men in Kyiv on Monday.", "Ukrainian police"),
        ("On Monday China's foreign ministry denied all of it.", "China's foreign ministry"),
        ("The yacht was seized by the Indonesian navy off Bali.", "Indonesian navy"),
    ],
)
def test_a_state_and_a_noun_name_a_body(nlp: Any, text: str, name: str) -> None:
    assert ("Agency", name) in {(entity.label, entity.name) for entity in read(nlp, text).entities}


@pytest.mark.parametrize(
    "text", ["Two Peruvian police officers watched the harbour.", "In Germany police were called to a bar."]
)
def test_other_words_name_none(nlp: Any, text: str) -> None:
    assert not [entity.name for entity in read(nlp, text).entities if entity.label == "Agency"]
