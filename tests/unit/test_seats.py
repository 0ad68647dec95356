"""Bare titles: whose office "Detective Inspector A" or "the chief executive, B" is, told by what the text names besides."""

from __future__ import annotations

import pytest

from tests.unit.reading_pipeline import relations_in


def officers(text: str) -> set[tuple[str, str]]:
    return {(one, body) for kind, one, body, _ in relations_in(text) if kind == "OFFICER_OF"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Northumbria Police arrested two men in Gateshead. Detective Inspector Joanne Hurst said the gang was cruel.",
            ("Joanne Hurst", "Northumbria Police"),
        ),
        (
            "The case is heard at Leeds Crown Court, not by West Yorkshire Police. Recorder Piers Holloway adjourned it.",
            ("Piers Holloway", "Leeds Crown Court"),
        ),
        (
            "The U.S. Attorney's Office charged him with fraud. U.S. Attorney Dana Whitlock praised the agents.",
            ("Dana Whitlock", "U.S. Attorney's Office"),
        ),
        (
            "Marlow Analytics Inc. will hire sixty people. Plant manager Rosa Delgado told reporters so on Friday.",
            ("Rosa Delgado", "Marlow Analytics Inc."),
        ),
    ],
)
def test_a_bare_title_is_of_the_body_of_its_kind(text: str, expected: tuple[str, str]) -> None:
    assert expected in officers(text)


def test_all_of_a_list_share_the_body_in_their_title() -> None:
    found = officers("He met two former Barclays bankers, Peter Lonsdale and Maria Keane, in Lisbon.")
    assert {("Peter Lonsdale", "Barclays"), ("Maria Keane", "Barclays")} <= found


@pytest.mark.parametrize(
    "text",
    [
        "Detective Inspector Joanne Hurst praised Marlow Analytics Inc. for its help.",
        "Marlow Analytics Inc. opened an office in France, where President Henri Dubois spoke.",
        "Marlow Analytics Inc. was robbed by a courier, Tim Foster.",
    ],
)
def test_a_title_that_the_body_does_not_give_is_no_office_of_it(text: str) -> None:
    assert not officers(text)


def test_a_firm_is_meant_by_its_first_word_though_the_model_takes_it_for_a_place() -> None:
    text = (
        "The SEC charged Belvantica Bio-Energy Corp. with fraud. It asked a court to order Belvantica's accountant, Marvin Hale, "
        "to comply. While he and Luiz Prado, Belvantica's former President, assisted Belvantica's filing, nobody noticed."
    )
    assert ("Marvin Hale", "Belvantica Bio-Energy Corp.") in officers(text)


def test_a_title_behind_a_name_is_of_the_body_before_it() -> None:
    text = (
        "Sanctioned were Ismet Dorul, Norvex Ltd.'s president; and Adam Lindqvist, Norvex Ltd.'s former vice president."
    )
    assert {("Ismet Dorul", "Norvex Ltd."), ("Adam Lindqvist", "Norvex Ltd.")} <= officers(text)
