"""Persons by forename, title and kin; states by their abbreviations."""

from __future__ import annotations

from typing import Any

import pytest
import spacy

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
