"""Hedges, accusations, proposals and denials colour exactly the statements in their scope."""

from __future__ import annotations

import pytest

from ingest.statements.scene import build_scene
from ingest.statements.status import is_future, is_hypothetical, origin_of, status_of
from tests.unit.reading_pipeline import doc_of


def trigger(text: str, word: str):
    return next(token for token in doc_of(text) if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Sinbad laundered money for Lazarus.", "laundered", "asserted"),
        ("Sinbad allegedly laundered money for Lazarus.", "laundered", "alleged"),
        ("Sinbad reportedly laundered money for Lazarus.", "laundered", "alleged"),
        ("Sinbad is accused of laundering money for Lazarus.", "laundering", "alleged"),
        ("Sinbad was charged with conspiring to launder money.", "launder", "alleged"),
        ("According to the indictment, Sinbad laundered money.", "laundered", "alleged"),
        ("The complaint alleges that Sinbad laundered money.", "laundered", "alleged"),
        ("Sinbad is believed to have laundered money.", "laundered", "alleged"),
        ("Sinbad denied that it laundered money.", "laundered", "denied"),
        ("Sinbad did not launder money.", "launder", "denied"),
        ("There is no evidence that Sinbad laundered money.", "laundered", "denied"),
        ("FinCEN said that Sinbad laundered money.", "laundered", "asserted"),
    ],
)
def test_status_of_conduct_follows_its_governors(text: str, word: str, status: str) -> None:
    assert status_of(trigger(text, word)) == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The complaint charges Sinbad with fraud.", "charges", "asserted"),
        ("FinCEN seeks penalties against Sinbad.", "penalties", "proposed"),
        ("FinCEN has proposed sanctions against Sinbad.", "sanctions", "proposed"),
        ("Sinbad was not arrested.", "arrested", "denied"),
    ],
)
def test_status_of_a_measure_ignores_what_it_is_about(text: str, word: str, status: str) -> None:
    assert status_of(trigger(text, word), conduct=False) == status


def test_hedge_of_one_clause_leaves_the_other_alone() -> None:
    text = "OFAC sanctioned Sinbad, which allegedly laundered money."
    assert status_of(trigger(text, "sanctioned"), conduct=False) == "asserted"


def test_what_is_forbidden_has_not_happened() -> None:
    assert is_hypothetical(trigger("The court enjoined Sinbad from violating the Act.", "violating"))


def test_a_date_in_court_is_no_sentence_yet() -> None:
    assert is_future(trigger("Changpeng Zhao is due to be sentenced next year.", "sentenced"))


@pytest.mark.parametrize(
    "text",
    [
        "According to FinCEN, Sinbad laundered money.",
        "FinCEN said that Sinbad laundered money.",
        "Sinbad laundered money, FinCEN said.",
    ],
)
def test_origin_is_who_is_credited(text: str) -> None:
    doc = doc_of(text)
    scene = build_scene(doc, lambda _doc, _token: ())
    found = origin_of(scene, next(token for token in doc if token.text == "laundered"))
    assert found is not None
    assert scene.entities[found].name == "FinCEN"
