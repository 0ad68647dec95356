"""Two entities are compared by names and facts, and the score says why."""

from __future__ import annotations

import pytest

from kg.matching import THRESHOLD, Match, Profile, compare, family_of


def person(*names: str, **facts: object) -> Profile:
    return Profile("person", names, **facts)  # type: ignore[arg-type]


def firm(*names: str, **facts: object) -> Profile:
    return Profile("organisation", names, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ivan Petrov", "PETROV, Ivan"),
        ("Ivan Petrov", "Ivan Petroff"),
        ("Ivan Petrov", "Иван Петров"),
        ("Ivan Petrov", "Ivan Sergeyevich Petrov"),
        ("Ivan Petrov", "I. Petrov"),
        ("Ivan Petrov", "IvanPetrov"),
        ("Katherine Whitmore", "Catherine Whitmore"),
        ("Yusuf al-Harbi", "Yousef Al Harbi"),
        ("Li Ming", "李明"),
        ("Omar Harbi", "عمر حربي"),
        ("President Ivan Petrov", "Prezydent Ivan Petrov"),
        ("Ivan Sergeyevich Petrovsky", "Ivan Sergeyevich Petr"),
    ],
)
def test_spellings_of_one_person_reach_the_threshold(left: str, right: str) -> None:
    assert compare(person(left), person(right)).same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ivan Petrov", "Boris Petrov"),
        ("Ivan Petrov", "Ivan Smirnov"),
        ("Ivan Sergeyevich Petrov", "Ivan Borisovich Petrov"),
        ("I. Petrov", "B. Petrov"),
        ("Yusuf Ahmed al-Harbi", "Yusuf Ahmed al-Masri"),
        ("Petrov", "Ivan Sergeyevich Petrov"),
        ("Petrov", "Ivan Petrov"),
        ("Yusuf bin Omar al-Harbi", "Omar bin Yusuf al-Harbi"),
        ("金民", "金正"),
    ],
)
def test_other_persons_stay_below_the_threshold(left: str, right: str) -> None:
    assert not compare(person(left), person(right)).same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Meridian Freight Limited", "Meridian Freight Ltd."),
        ("Meridian Freight", "OOO Meridian Freight"),
        ("Meridian Freight GmbH", "Merydian Freight GmbH"),
        ("First Coastal Bank", "1st Coastal Bank"),
        ("The Harbour & Sons Company", "Harbour and Sons Co"),
        ("Brigade Twelve", "Brigade 12"),
    ],
)
def test_spellings_of_one_organisation_reach_the_threshold(left: str, right: str) -> None:
    assert compare(firm(left), firm(right)).same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Unit 1", "Unit 2"),
        ("Fund VII Partners", "Fund IX Partners"),
        ("Arandia Fund VII Partners", "Arandia Fund VIII Partners"),
        ("Arandia Loan Trust 2004-A1", "Arandia Loan Trust 2004-A2"),
        ("Arandia Freight 2", "Arandia Freight"),
        ("Meridian Freight", "Meridian Freight Arandia Cambodia"),
        ("Meridian Freight Ltd", "Meridian Dental Ltd"),
        ("Holding Company", "Meridian Holding Company"),
        ("Bank of Arandia", "Bank of Lusatia"),
    ],
)
def test_other_organisations_stay_below_the_threshold(left: str, right: str) -> None:
    assert not compare(firm(left), firm(right)).same


def test_order_of_the_two_makes_no_difference() -> None:
    left, right = person("Ivan S. Petrov", "Vanya"), person("Петров Иван Сергеевич")
    assert compare(left, right).score == compare(right, left).score


def test_best_pair_of_names_counts() -> None:
    assert compare(person("Nobody Known", "Ivan Petrov"), person("Ivan Petrov")).score == 1.0


def test_score_is_the_sum_of_its_reasons_within_bounds() -> None:
    match = compare(person("Ivan Petrov", birth_dates=frozenset({"1970-01-02"})), person("Ivan Petroff"))
    assert match.score == pytest.approx(sum(reason.amount for reason in match.reasons), abs=1e-3)
    assert 0 <= match.score <= 1


def texts(match: Match) -> list[str]:
    return [str(reason) for reason in match.reasons]


def test_names_are_a_reason_with_the_pair_that_is_likest() -> None:
    match = compare(person("Ivan Petrov"), person("Ivan Petroff"))
    assert texts(match)[0].startswith("names alike: 'Ivan Petrov' ~ 'Ivan Petroff': +0.")


def test_other_birth_dates_take_half_away() -> None:
    match = compare(
        person("Ivan Petrov", birth_dates=frozenset({"1970-01-02"})),
        person("Ivan Petrov", birth_dates=frozenset({"1981"})),
    )
    assert match.score == 0.5
    assert texts(match)[1] == "born on other days, 1970-01-02 and 1981: -0.50"


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ({"birth_dates": frozenset({"1970-01-02"})}, {"birth_dates": frozenset({"1970-01-02"})}, "both born on 1970-01-02: +0.15"),
        ({"birth_dates": frozenset({"1970-01-02"})}, {"birth_dates": frozenset({"1970"})}, "both born in 1970: +0.05"),
        ({"identifiers": frozenset({"imo::9000001"})}, {"identifiers": frozenset({"imo::9000001"})}, "both have imo::9000001: +0.60"),
        ({"identifiers": frozenset({"imo::9000001"})}, {"identifiers": frozenset({"imo::9000002"})}, "other numbers of one kind, imo: -0.30"),
        ({"wallets": frozenset({"wallet:btc:x"})}, {"wallets": frozenset({"wallet:btc:x"})}, "both hold wallet:btc:x: +0.40"),
        ({"countries": frozenset({"kh"})}, {"countries": frozenset({"ru"})}, "other countries, kh and ru: -0.10"),
        ({"website": "https://www.meridian.example/about"}, {"website": "meridian.example"}, "both at meridian.example: +0.25"),
    ],
)  # fmt: skip
def test_facts_are_reasons(left: dict[str, object], right: dict[str, object], reason: str) -> None:
    assert reason in texts(compare(firm("Meridian", **left), firm("Zephyr", **right)))


def test_what_one_side_does_not_know_is_no_reason() -> None:
    assert len(compare(firm("Meridian", countries=frozenset({"kh"})), firm("Meridian")).reasons) == 1


def test_passports_of_other_numbers_are_no_reason() -> None:
    passports = [frozenset({f"passport:ru:A{number}123"}) for number in (1, 2)]
    sides = [person("Ivan Petrov", identifiers=passport) for passport in passports]
    assert len(compare(*sides).reasons) == 1


def test_a_person_is_no_organisation() -> None:
    match = compare(person("Meridian"), firm("Meridian"))
    assert (match.score, match.reasons[0].text) == (0.0, "one is a person, one an organisation")


def test_names_of_signs_only_match_themselves() -> None:
    assert compare(firm("!!!"), firm("!!!")).score == 1.0
    assert compare(firm("!!!"), firm("???")).score == 0.0


def test_no_names_are_alike_in_nothing() -> None:
    assert compare(firm(), firm("Meridian")).reasons[0].text == "no names alike"


def test_labels_have_families() -> None:
    assert [family_of(label) for label in ("Person", "Agency", "Wallet")] == ["person", "organisation", "other"]
    assert 0 < THRESHOLD < 1
