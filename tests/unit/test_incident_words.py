"""Intrusions, thefts, extortions told by nouns and verbs around them, and whom measures list beyond their own clause."""

from __future__ import annotations

import pytest

from tests.unit.reading_pipeline import actions_in

Action = tuple[str, frozenset[str], frozenset[str]]


def read(text: str, **more: str) -> set[Action]:
    return {(kind, by, against) for kind, by, against, _ in actions_in(text, **more)}


def one(kind: str, by: set[str], against: set[str]) -> Action:
    return (kind, frozenset(by), frozenset(against))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Lazarus Group was behind the $60 million theft from Bybit.", one("theft", {"Lazarus Group"}, {"Bybit"})),
        ("Investigators say that Lazarus Group was responsible for the attack on Binance.", one("attack", {"Lazarus Group"}, {"Binance"})),
        ("LockBit claimed responsibility for the ransomware attack on Boeing.", one("ransomware", {"LockBit"}, {"Boeing"})),
        ("Colonial Pipeline was hit by a ransomware attack by DarkSide.", one("ransomware", {"DarkSide"}, {"Colonial Pipeline"})),
        ("Salt Typhoon intruded into the systems of AT&T and Verizon.", one("attack", {"Salt Typhoon"}, {"AT&T", "Verizon"})),
        ("BlackCat listed Reddit on its leak site.", one("ransomware", {"BlackCat"}, {"Reddit"})),
        ("Microsoft blamed Midnight Blizzard for an intrusion into its systems.", one("attack", {"Midnight Blizzard"}, {"Microsoft"})),
    ],
)  # fmt: skip
def test_incident_is_read_with_doer_and_victim(sentence: str, expected: Action) -> None:
    assert expected in read(sentence)


def test_sums_taken_from_several_are_as_many_thefts() -> None:
    found = read("The Lazarus Group took about $60 million from Alphapo and some $37 million from CoinsPaid.")
    assert found == {one("theft", {"Lazarus Group"}, {"Alphapo"}), one("theft", {"Lazarus Group"}, {"CoinsPaid"})}


@pytest.mark.parametrize(
    "sentence",
    [
        "KuCoin disclosed a security breach in which $280 million in tokens was stolen.",
        "Binance got $5.6 million from Bybit for the licence.",
        "Binance was found to have breached the rule twice.",
    ],
)
def test_who_tells_or_earns_or_breaks_a_rule_has_stolen_nothing(sentence: str) -> None:
    assert not [by for kind, by, _ in read(sentence) if kind in {"theft", "attack"} and by]


def test_a_measure_goes_on_after_semicolons() -> None:
    text = "OFAC today designated Acme Trading LLC, a firm in Dubai; its owner, Ivan Petrov; and Blue Sea Shipping Ltd., which he runs."
    assert one("sanction", {"OFAC"}, {"Acme Trading LLC", "Ivan Petrov", "Blue Sea Shipping Ltd."}) in read(text)


def test_a_measure_names_the_items_under_its_colon() -> None:
    text = "OFAC sanctioned the following individuals:\n\n- Ivan Petrov, a banker\n- Pavel Frolov, his aide\n\nOFAC thanked Interpol."
    assert one("sanction", {"OFAC"}, {"Ivan Petrov", "Pavel Frolov"}) in read(text)


def test_the_defendants_are_all_whom_the_text_charges() -> None:
    text = "The SEC charged Acme Capital LLC and its founder, John Smith. A judge froze the assets of the defendants."
    assert one("seizure", set(), {"Acme Capital LLC", "John Smith"}) in read(text)


def test_the_relief_defendants_are_not_all() -> None:
    text = "The SEC charged Acme Capital LLC and its founder, John Smith. A judge froze the assets of the relief defendants."
    assert one("seizure", set(), {"Acme Capital LLC", "John Smith"}) not in read(text)


def test_a_court_named_as_the_place_passes_the_sentence() -> None:
    assert one("sentence", {"Southwark Crown Court"}, {"John Smith"}) in read(
        "John Smith was jailed for three years at Southwark Crown Court."
    )


def test_a_regulator_tells_its_own_fines_in_the_passive() -> None:
    text = "The FCA supervises banks. Acme Capital LLC was fined £3 million."
    assert one("penalty", {"FCA"}, {"Acme Capital LLC"}) in read(text, publisher="FCA")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Phemex's hot wallets were drained of $70 million.", one("theft", set(), {"Phemex"})),
        ("LockBit has attacked more than 2,000 victims worldwide.", one("ransomware", {"LockBit"}, set())),
        ("Lapsus$ stole source code from Nvidia.", one("theft", {"Lapsus$"}, {"Nvidia"})),
    ],
)
def test_victims_own_wallets_and_victims_unnamed_are_read(sentence: str, expected: Action) -> None:
    assert expected in read(sentence)


def test_a_penalty_that_is_only_sought_is_not_asserted() -> None:
    found = actions_in("The SEC seeks civil penalties against Ivan Petrov.")
    assert {status for kind, *_, status in found if kind == "penalty"} == {"proposed"}
