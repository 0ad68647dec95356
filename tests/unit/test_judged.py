"""A judgement meets its claim by id, else what says the same in overlapping words; the stronger and later one holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.writing.judged import CONFIRM, REJECT, Judgement, Stated, meet

CLAIM = Stated("claim-1", "doc", "USED", "org:a", "org:b", 10, 40)
REJECTION = Judgement(
    "j1", REJECT, by="ann", at="2026-01-01T00:00:00Z", why="misread", claim="claim-1",
    document="doc", predicate="USED", subject_ref="org:a", target="org:b", start=10, end=40,
)  # fmt: skip
NEWER = replace(REJECTION, claim="claim-of-another-reader")


def test_a_judgement_meets_the_claim_of_its_id_alone() -> None:
    twin = replace(CLAIM, id="claim-2")
    assert meet([REJECTION], [CLAIM, twin]) == {"claim-1": REJECTION}


def test_where_the_id_is_gone_it_meets_what_says_the_same_in_overlapping_words() -> None:
    assert meet([NEWER], [replace(CLAIM, start=39, end=80)]) == {"claim-1": NEWER}


@pytest.mark.parametrize(
    "other",
    [
        replace(CLAIM, start=40, end=80),
        replace(CLAIM, start=0, end=10),
        replace(CLAIM, document="other"),
        replace(CLAIM, predicate="OWNS"),
        replace(CLAIM, subject_ref="org:c"),
        replace(CLAIM, target="org:c"),
    ],
    ids=["after it", "before it", "document", "predicate", "subject", "object"],
)
def test_it_meets_nothing_else(other: Stated) -> None:
    assert meet([NEWER], [other]) == {}


def test_a_rejection_is_above_a_confirmation_whatever_came_first() -> None:
    later = replace(REJECTION, id="j2", verdict=CONFIRM, at="2027-01-01T00:00:00Z")
    assert meet([REJECTION, later], [CLAIM]) == meet([later, REJECTION], [CLAIM]) == {"claim-1": REJECTION}


def test_of_two_alike_the_later_holds() -> None:
    later = replace(REJECTION, id="j0", at="2027-01-01T00:00:00Z")
    assert meet([later, REJECTION], [CLAIM]) == {"claim-1": later}


def test_what_its_node_holds_is_what_is_known() -> None:
    assert Judgement("j", "same", left="org:a", right="org:b").properties() == {
        "id": "j", "verdict": "same", "left": "org:a", "right": "org:b",
    }  # fmt: skip
