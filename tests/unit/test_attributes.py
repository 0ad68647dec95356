"""The attribute ruler with kept matches: the same matches, token for token, as without."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.pipeline import AttributeRuler

from ingest.attributes import MOST_KEPT, Kept, spare_matching
from ingest.pipeline import build_nlp

GOLD = Path(__file__).parents[1] / "gold"
ODD = (
    "I ain't gonna say y'all got ta go. Let's go! C'm on, 'nuff said.",
    "There's a man here. There are two. It wo n't do, he'd have done it, they'd gone.",
    "  \n\n \t odd   spaces\u00a0here .",
    "",
    "Something that he did not do, though he had, was what they might have been doing while it rained.",
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    return build_nlp()


def test_the_matches_are_the_rulers_own(nlp: Any) -> None:
    ruler = nlp.get_pipe("attribute_ruler")
    texts = [json.loads(path.read_text("utf-8"))["text"] for path in sorted((GOLD / "train").glob("*.json"))[:12]]
    for text in (*ODD, *texts, *texts[:2]):
        doc = nlp.make_doc(text)
        for name, step in nlp.pipeline:
            if name == "attribute_ruler":
                assert ruler.match(doc) == AttributeRuler.match(ruler, doc), text
            doc = step(doc)


def test_the_ruler_is_spared(nlp: Any) -> None:
    assert isinstance(nlp.get_pipe("attribute_ruler").match.__self__, Kept)


def test_patterns_of_another_kind_are_left_to_the_ruler() -> None:
    blank = spacy.blank("en")
    ruler: Any = blank.add_pipe("attribute_ruler")
    ruler.add([[{"SHAPE": "Xx"}]], {"POS": "NOUN"})
    spare_matching(blank)
    assert "match" not in vars(ruler)


def test_what_is_kept_is_bounded(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = nlp.get_pipe("attribute_ruler").match.__self__
    assert MOST_KEPT == 100_000
    monkeypatch.setattr("ingest.attributes.MOST_KEPT", 3)
    for word in ("one two three four", "five six seven eight", "nine ten eleven twelve"):
        nlp(word)
    assert len(kept._known) <= 3 + 4
