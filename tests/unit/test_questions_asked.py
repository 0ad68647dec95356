"""Questions say nothing, what they take for granted stands."""

from __future__ import annotations

import pytest

from tests.unit.reading_pipeline import relations_in


@pytest.mark.parametrize("text", ["Does Binance own WazirX?", "Q. Did Binance ever own WazirX? A. Ask the court."])
def test_what_is_asked_is_not_said(text: str) -> None:
    assert not [kind for kind, *_ in relations_in(text) if kind == "OWNS"]


@pytest.mark.parametrize(
    "text",
    [
        "Binance owns WazirX, doesn't it?",
        "Has Binance, which owns WazirX, paid the fine?",
        "Since 2019 Binance owns WazirX, an exchange.",
    ],
)
def test_what_a_question_takes_for_granted_stands(text: str) -> None:
    assert ("OWNS", "Binance", "WazirX") in {row[:3] for row in relations_in(text)}
