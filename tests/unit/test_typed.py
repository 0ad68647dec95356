"""What a person types or pastes, before the graph is asked; and which part of a name is clear."""

from __future__ import annotations

import pytest

from kg.asking.partial import Part, clear_one, share_of
from kg.asking.typed import addresses, cleaned, shortened, words

EVM = "0x47666fab8bd0ac7003bce3f5c3585383f09486e2"


@pytest.mark.parametrize(
    "typed",
    ["Huione Group", "  Huione \t Group\n", "Hui\u200bone\u00ad Group\ufeff", '"Huione Group"', "“Huione Group”", "‘Huione Group’"],
)  # fmt: skip
def test_what_is_not_seen_goes(typed: str) -> None:
    assert cleaned(typed) == "Huione Group"


@pytest.mark.parametrize("typed", ["O'Hara", "'Ndrangheta", '"', ""])
def test_marks_that_belong_to_a_name_stay(typed: str) -> None:
    assert cleaned(typed) == typed


def test_lone_surrogates_become_signs_that_can_be_sent() -> None:
    cleaned("a\udcff").encode()


@pytest.mark.parametrize(
    "typed",
    [
        EVM.upper(),
        EVM[2:],
        f"{EVM[:12]} {EVM[12:30]}\n{EVM[30:]}",
        f"ethereum:{EVM}@1/transfer?value=1",
        f"ethereum:pay-{EVM}@1",
        f"https://{EVM}",
    ],
)
def test_an_address_is_found_however_it_is_pasted(typed: str) -> None:
    assert EVM in addresses(typed)


def test_a_payment_uri_keeps_the_case_of_its_address() -> None:
    assert "1BoatSLRHtKNngkdXEeobR76b53LETtpyT" in addresses("bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT?amount=1")


@pytest.mark.parametrize("typed", ["0x4766…86e2", "0x4766...86e2", "0x4766 .. 86e2"])
def test_a_shortened_address_has_a_head_and_a_tail(typed: str) -> None:
    assert shortened(typed) == ("0x4766", "86e2")


@pytest.mark.parametrize("typed", ["Huione", "a..b", "..."])
def test_what_is_no_shortened_address_has_none(typed: str) -> None:
    assert shortened(typed) is None


def test_words_of_another_script_come_in_latin_too() -> None:
    assert words("Лазарус AND") == [("лазарус", "lazarus"), ("and",)]


def test_a_part_is_measured_by_the_words_it_has_of_a_name() -> None:
    assert share_of(["lazarus"], ["lazarus", "group"]) == 0.8
    assert share_of(["lazarus", "group"], ["lazarus", "group"]) == 1
    assert share_of(["lazarus", "heist"], ["lazarus", "group"]) == 0


@pytest.mark.parametrize(
    ("parts", "meant"),
    [
        ([], None),
        ([Part("a", 0.3, 0)], "a"),
        ([Part("a", 0.8, 0), Part("b", 0.5, 9)], "a"),
        ([Part("a", 0.8, 1), Part("b", 0.7, 1)], None),
        ([Part("a", 0.8, 1), Part("b", 0.7, 4)], "b"),
        ([Part("a", 0.8, 2), Part("b", 0.7, 7)], None),
        ([Part("a", 0.8, 1), Part("b", 0.7, 4), Part("c", 0.1, 99)], "b"),
    ],
)
def test_a_part_is_clear_by_name_and_then_by_links(parts: list[Part], meant: str | None) -> None:
    clear = clear_one(parts)
    assert (clear[0].id if clear else None) == meant
