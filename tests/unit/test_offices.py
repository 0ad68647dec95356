"""Offices named by title alone, and lists of staff."""

from __future__ import annotations

import pytest

from tests.unit.reading_pipeline import relations_in


def officers(text: str) -> set[tuple[str, str]]:
    return {(a, b) for kind, a, b, _ in relations_in(text) if kind == "OFFICER_OF"}


@pytest.mark.parametrize(
    "text",
    [
        "Brightwater Ltd closed its doors. Jane Roe, the chief executive officer, wept.",
        "Brightwater Ltd closed its doors in May. President Jane Roe bowed on television.",
        "Brightwater Ltd lost the money, and Jane Roe, 44, then its managing director, knew it.",
    ],
)
def test_a_title_alone_is_an_office_of_the_company_in_mind(text: str) -> None:
    assert officers(text) == {("Jane Roe", "Brightwater Ltd")}


def test_a_title_with_its_own_body_is_of_no_other() -> None:
    text = "Brightwater Ltd closed its doors. SEC Chair Gary Gensler welcomed it."
    assert ("Gary Gensler", "Brightwater Ltd") not in officers(text)


def test_a_title_without_any_company_is_of_nobody() -> None:
    assert officers("Jane Roe, the chief executive officer, wept.") == set()


def test_all_of_a_list_are_staff_of_the_office_after_it() -> None:
    text = "The SEC is represented by Jane Roe, John Doe, and Mary Major of the Atlanta Regional Office."
    assert {("Jane Roe", "Atlanta Regional Office"), ("John Doe", "Atlanta Regional Office")} <= officers(text)


def test_a_case_that_an_office_handles_is_its_staffs() -> None:
    text = "The SEC sued. The case was handled in the New York Regional Office by Jane Roe and John Doe."
    assert officers(text) == {("Jane Roe", "New York Regional Office"), ("John Doe", "New York Regional Office")}


def test_a_list_without_a_word_of_work_is_no_staff() -> None:
    assert ("Jane Roe", "Brightwater Ltd") not in officers("He met Jane Roe and John Doe of Brightwater Ltd.")


def test_all_of_a_list_behind_its_heading_are_staff() -> None:
    text = "The Norwood Authority staff on the case are Anna Kessel, Piet Brandt and Omar Haddad."
    assert {one for one, body in officers(text)} == {"Anna Kessel", "Piet Brandt", "Omar Haddad"}


def test_a_list_behind_other_words_is_no_staff() -> None:
    assert not officers("The victims of the Norwood Authority are Anna Kessel, Piet Brandt and Omar Haddad.")
