"""Dates and sums of thefts and penalties that other sentences tell."""

from __future__ import annotations

import pytest

from ingest.pipeline import build_nlp, read
from ingest.statements.actions import distinct_actions


@pytest.fixture(scope="module")
def actions_of():
    nlp = build_nlp()

    def actions(text, kind, published="2023-09-20"):
        reading = read(nlp, text, published=published)
        return [(a.date, a.amount) for a in distinct_actions(reading.actions) if a.kind == kind]

    return actions


def test_a_theft_is_dated_by_the_sentence_that_says_when_it_took_place(actions_of):
    text = (
        "The FBI has blamed the Lazarus Group for the theft of $41 million from Marlow Finch Exchange. "
        "The raid, which took place on September 4, was noticed within hours."
    )
    assert actions_of(text, "theft") == [("2023-09-04", 41_000_000)]


def test_a_theft_is_not_dated_by_who_spoke_of_it(actions_of):
    text = (
        "The FBI has blamed the Lazarus Group for the theft of $41 million from Marlow Finch Exchange. "
        "The exchange confirmed this in a statement on September 12."
    )
    assert actions_of(text, "theft") == [(None, 41_000_000)]


def test_a_ransom_is_the_sum_of_the_attack(actions_of):
    text = (
        "Marlow Finch Pipelines was struck on May 7 by DarkSide, a ransomware gang. "
        "The company paid a ransom of $4.4 million, its chief executive said."
    )
    assert actions_of(text, "ransomware") == [("2023-05-07", 4_400_000)]


def test_a_penalty_takes_what_its_judgment_says_is_owed(actions_of):
    text = (
        "A federal court entered a final judgment against Daniel Kowalski. "
        "The final judgment holds Daniel Kowalski liable for $12,650 in disgorgement."
    )
    assert {amount for _, amount in actions_of(text, "penalty")} == {12_650}


def test_a_penalty_does_not_take_what_another_owes(actions_of):
    text = (
        "A federal court entered a final judgment against Daniel Kowalski. "
        "The final judgment holds Peter Brandt liable for $12,650 in disgorgement."
    )
    assert {amount for _, amount in actions_of(text, "penalty")} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Today the Treasury Department took action against the gang. Daniel Kowalski is being designated for his help.",
        "Today the Treasury Department sanctioned Peter Brandt. Concurrently, the Department of Justice charged Daniel Kowalski.",
    ],
)
def test_what_is_done_with_the_news_is_of_its_day(actions_of, text):
    kind = "charge" if "charged" in text else "sanction"
    assert {date for date, _ in actions_of(text, kind)} == {"2023-09-20"}
