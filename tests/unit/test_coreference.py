"""Whom a pronoun or a generic noun means, on hand-made tags."""

from __future__ import annotations

from typing import Any

import pytest
import spacy

from ingest.entities.coreference import resolve_anaphor
from ingest.pipeline import add_components


@pytest.fixture(scope="module")
def nlp() -> Any:
    return add_components(spacy.blank("en"))


def meant(nlp: Any, text: str, word: str, *, tag: str = "") -> list[str]:
    doc = nlp(text)
    token = [token for token in doc if token.lower_ == word][-1]
    token.tag_ = tag
    return [doc._.entities[index].name for index in resolve_anaphor(doc, token)]


CASES = [
    ("Robert Hale met James Quill in May. He paid him.", "he", "PRP", ["James Quill"]),
    ("The Lazarus Group robbed Bybit. The group fled.", "group", "NN", ["Lazarus Group"]),
    ("OFAC listed Tornado Cash. The mixer was closed.", "mixer", "NN", ["Tornado Cash"]),
    ("The FBI blamed Conti. The bureau named no one.", "bureau", "NN", ["FBI"]),
    ("OFAC listed Robert Hale and James Quill. The two men fled.", "men", "NNS", ["Robert Hale", "James Quill"]),
    ("OFAC listed Robert Hale and James Quill. They fled.", "they", "PRP", ["Robert Hale", "James Quill"]),
    ("Ms. Anna Hale sued Mr. Robert Quill. She won.", "she", "PRP", ["Anna Hale"]),
    ("OFAC listed Garantex. A group protested.", "group", "NN", []),
    ("Nobody was named. It rained.", "it", "PRP", []),
]


@pytest.mark.parametrize(("text", "word", "tag", "names"), CASES, ids=[case[0][:45] for case in CASES])
def test_an_anaphor_means_the_fitting_entity(nlp: Any, text: str, word: str, tag: str, names: list[str]) -> None:
    assert meant(nlp, text, word, tag=tag) == names
