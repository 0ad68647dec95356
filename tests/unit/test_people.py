"""Persons by forename, title and kin; states by their abbreviations."""

from __future__ import annotations

from typing import Any

import pytest
import spacy

from ingest.entities.clusters import Cluster
from ingest.entities.mentions import Mention
from ingest.entities.plausible import doubted
from ingest.pipeline import add_components


@pytest.fixture(scope="module")
def nlp() -> Any:
    return add_components(spacy.blank("en"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Councillor Winifred Aldous spoke against it.", {("Person", "Winifred Aldous")}),
        ("Recorder Ottoline Marsh gave her two years.", {("Person", "Ottoline Marsh")}),
        ("It went to Mr. Selvam s/o Rajan last year.", {("Person", "Selvam s/o Rajan")}),
        ("It was bought by his brother Zdravko in May.", {("Person", "Zdravko")}),
        ("The firm is not registered in the UK.", {("Country", "United Kingdom")}),
        ("The text was short.\nB. Hostile acts\nThe rest follows.", set()),
    ],
)
def test_persons_and_states_are_told_without_a_model(nlp: Any, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(entity.label, entity.name) for entity in nlp(text)._.entities} == expected


@pytest.mark.parametrize(
    ("surface", "opens", "expected"),
    [
        ("Vexel", False, ["Company"]),
        ("Refresher", True, []),
        ("Zdravko", False, ["Person"]),
        ("QBV Dorne", False, ["Company"]),
        ("KOVAL Zdravko", False, ["Person"]),
        ("Mirt Oulens", False, ["Person"]),
    ],
)
def test_a_lone_word_that_only_the_model_calls_a_person_is_none(surface: str, opens: bool, expected: list[str]) -> None:
    mention = Mention(0, len(surface), surface, opens=opens)
    found = doubted([Cluster([mention], label="Person")])
    assert [item.label for item in found] == expected
