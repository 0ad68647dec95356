"""What layout tells: lists behind a colon, profiles with labels, lines that are a name, places that explain a name."""

from __future__ import annotations

import pytest

from tests.unit.reading_pipeline import relations_in


def found(text: str) -> set[tuple[str, str, str]]:
    return {(kind, one, other) for kind, one, other, _ in relations_in(text)}


def test_what_is_said_of_a_list_is_said_of_all_in_it() -> None:
    text = (
        "Denis Orlov serves as the General Director of three Russia-based businesses, each designated for being owned by him: "
        "Stolitsa Trading Ltd.; Optima Invest Ltd.; and Vertikal Holding Ltd."
    )
    bodies = {other for kind, one, other in found(text) if (kind, one) == ("OFFICER_OF", "Denis Orlov")}
    assert {body.rstrip(".") for body in bodies} == {
        "Stolitsa Trading Ltd",
        "Optima Invest Ltd",
        "Vertikal Holding Ltd",
    }


def test_a_colon_before_other_words_is_no_list() -> None:
    text = "Denis Orlov is director of three firms: so he told a court in Leeds, where Optima Invest Ltd. had sued him."
    assert not [one for kind, one, _ in found(text) if kind == "OFFICER_OF"]


def test_a_profile_tells_by_its_labels() -> None:
    text = (
        "The Council listed two on Monday.\n\nName: Ivan Petrov\nNationality: Russian\n\nNORVEX TRADING LTD.\n"
        "Address: 4 Main St, Dubai, United Arab Emirates\n"
    )
    assert ("NATIONAL_OF", "Ivan Petrov", "Russia") in found(text)
    assert any(
        kind == "LOCATED_IN" and one.startswith("NORVEX") and place == "United Arab Emirates"
        for kind, one, place in found(text)
    )


@pytest.mark.parametrize(
    ("text", "person", "country"),
    [
        ("Moazu Kromah, a Liberian known as Kampala Man, was arrested in May.", "Moazu Kromah", "Liberia"),
        ("Mark Karpel, the Frenchman who ran the exchange, was tried in Tokyo.", "Mark Karpel", "France"),
        ("Two Russians, Alexey Bily and Aleksandr Verner, were charged in Ohio.", "Aleksandr Verner", "Russia"),
    ],
)
def test_an_adjective_alone_tells_a_national(text: str, person: str, country: str) -> None:
    assert ("NATIONAL_OF", person, country) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norvex Ltd., the largest bank in Estonia, was fined on Monday.",
        "Norvex Ltd. (NVX), Estonia's biggest lender, was fined on Monday.",
        "Norvex Ltd., registered in Estonia, was fined on Monday.",
    ],
)
def test_a_place_that_explains_a_name_is_where_it_sits(text: str) -> None:
    assert any(kind == "LOCATED_IN" and place == "Estonia" for kind, _, place in found(text))


def test_a_country_that_a_firm_deals_with_is_not_where_it_sits() -> None:
    assert not [
        k
        for k, *_ in found("Norvex Ltd., the firm charged with selling arms in Estonia, was fined on Monday.")
        if k == "LOCATED_IN"
    ]


def test_money_moved_for_a_client_is_not_laundered_for_it() -> None:
    text = "The courier firm Norvex Ltd. transferred the funds for Marlow Analytics Inc. to a bank in Leeds."
    assert not [k for k, *_ in found(text) if k == "LAUNDERED_FOR"]
