"""Places told by layout and commas rather than by a verb."""

from __future__ import annotations

import pytest

from tests.unit.reading_pipeline import relations_in


def seats(text: str) -> set[tuple[str, str]]:
    return {(a, b) for kind, a, b, _ in relations_in(text) if kind == "LOCATED_IN"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Brightwater Trading LLC, Dubai, United Arab Emirates, was added.",
            ("Brightwater Trading LLC", "United Arab Emirates"),
        ),
        ("Minh Quoc Tran, 49, of Hanoi, Vietnam, ran the site.", ("Minh Quoc Tran", "Vietnam")),
        ("Dmitry Orlov, 31, of Voronezh in Russia, was named.", ("Dmitry Orlov", "Russia")),
        ("The Federal Criminal Police Office (Germany) took part.", ("Federal Criminal Police Office", "Germany")),
        ("Kampala thanked the Uganda Wildlife Authority; Uganda is at peace.", ("Uganda Wildlife Authority", "Uganda")),
        ("Brightwater Ltd, a payment processor from Estonia, closed.", ("Brightwater Ltd", "Estonia")),
        ("It was bought by Japan's Brightwater Ltd in May.", ("Brightwater Ltd", "Japan")),
        ("Yin Ho, a Shanghai-based trader, fled to a town in China.", ("Yin Ho", "China")),
    ],
)
def test_an_address_seats_whom_it_follows(text: str, expected: tuple[str, str]) -> None:
    assert expected in seats(text)


def test_a_bracket_holds_for_both_of_two_joined_names() -> None:
    text = "The Federal Bureau of Investigation and Homeland Security Investigations (United States) helped."
    assert len(seats(text)) == 2


def test_a_place_of_all_holds_for_each() -> None:
    text = "Brightwater Ltd and Coldwater Ltd, both in Israel, were added."
    assert seats(text) == {("Brightwater Ltd", "Israel"), ("Coldwater Ltd", "Israel")}


@pytest.mark.parametrize(
    "text",
    [
        "The rule concerns Brightwater Ltd, Iran and Russia.",
        "The site was seized by Europol, the Dutch police and others.",
        "He serves in Unit 74455 of Russia's army.",
        "The Russia-linked gang LockBit struck again.",
    ],
)
def test_what_is_no_address_seats_nobody(text: str) -> None:
    assert seats(text) == set()


def test_a_court_or_embassy_sits_where_it_likes() -> None:
    assert seats("The Russian embassy in Washington spoke of Russia.") == set()
