"""Verdicts, pleas and custody in many words, and the crime for which a measure was taken."""

from __future__ import annotations

import pytest

from tests.unit.reading_pipeline import actions_in

PETROV = frozenset({"Ivan Petrov"})
NOBODY: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("sentence", "kind", "by"),
    [
        ("Ivan Petrov was found not guilty of fraud by a jury in Leeds.", "acquittal", NOBODY),
        ("Officers of the National Crime Agency arrested Ivan Petrov at his home.", "arrest", frozenset({"National Crime Agency"})),
        ("Ivan Petrov was seized by agents in Bangkok.", "arrest", NOBODY),
        ("Ivan Petrov was remanded in custody until May.", "arrest", NOBODY),
        ("Ivan Petrov was sent to prison for nine years.", "sentence", NOBODY),
        ("Ivan Petrov pleaded not guilty to two counts of perjury.", "charge", NOBODY),
    ],
)  # fmt: skip
def test_measure_against_a_person_is_read(sentence: str, kind: str, by: frozenset[str]) -> None:
    assert (kind, by, PETROV, "asserted") in actions_in(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Ivan Petrov pleaded not guilty.", "plea"),
        ("Ivan Petrov was found not guilty.", "conviction"),
        ("A warrant for the arrest of Ivan Petrov was issued.", "arrest"),
        ("Ivan Petrov spent two years as a public defender.", "sentence"),
    ],
)
def test_what_was_no_such_measure_is_not_read(sentence: str, kind: str) -> None:
    assert kind not in {found for found, *_ in actions_in(sentence)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ivan Petrov faces eight counts of fraud.", ("fraud", PETROV, NOBODY, "alleged")),
        ("Ivan Petrov was arrested on suspicion of money laundering.", ("laundering", PETROV, NOBODY, "alleged")),
        ("Ivan Petrov was jailed for six years for laundering.", ("laundering", PETROV, NOBODY, "asserted")),
    ],
)
def test_the_crime_of_a_measure_is_a_deed(
    sentence: str, expected: tuple[str, frozenset[str], frozenset[str], str]
) -> None:
    assert expected in actions_in(sentence)


def test_a_crime_that_is_someone_elses_business_is_no_deed() -> None:
    assert "fraud" not in {
        kind for kind, *_ in actions_in("Ivan Petrov, charged last year, said fraud harmed his bank.")
    }


@pytest.mark.parametrize(
    ("sentence", "kind", "by", "against"),
    [
        ("Ivan Petrov was told to forfeit $53.8 million.", "seizure", NOBODY, PETROV),
        ("The National Crime Agency obtained a confiscation order against Ivan Petrov.", "seizure", frozenset({"National Crime Agency"}), PETROV),
        ("Ivan Petrov was placed under EU sanctions.", "sanction", frozenset({"EU"}), PETROV),
        ("OneCoin is a Ponzi scheme.", "fraud", frozenset({"OneCoin"}), NOBODY),
        ("The EU lifted the listing of Ivan Petrov.", "delisting", frozenset({"EU"}), PETROV),
        ("The FCA banned Ivan Petrov for nine years.", "sanction", frozenset({"FCA"}), PETROV),
    ],
)  # fmt: skip
def test_measures_are_read_in_british_and_european_words(
    sentence: str, kind: str, by: frozenset[str], against: frozenset[str]
) -> None:
    assert (kind, by, against) in {found[:3] for found in actions_in(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ivan Petrov is barred from serving as officer or director of a public company.",
        "The campaign targets Ivan Petrov.",
        "Binance took its customers down with it, Bybit and Kraken.",
        "Ivan Petrov used the money to pay $2 million to the IRS for his taxes, the SEC says.",
    ],
)
def test_bans_from_office_and_other_targets_are_no_measures(sentence: str) -> None:
    assert not {kind for kind, *_ in actions_in(sentence)} & {"sanction", "seizure"}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Ivan Petrov stole a march on Pavel Frolov.", "theft"),
        ("Bybit charged its customers, among them Ivan Petrov, a fee.", "charge"),
        ("The National Crime Agency infiltrated LockBit.", "attack"),
    ],
)
def test_triggers_that_tell_no_event_are_passed_over(sentence: str, kind: str) -> None:
    assert kind not in {found for found, *_ in actions_in(sentence)}


def test_a_fine_by_a_criminal_court_is_a_sentence() -> None:
    found = actions_in("Acme Bank Plc was fined £264 million at Southwark Crown Court.")
    assert {(kind, by) for kind, by, *_ in found} == {("sentence", frozenset({"Southwark Crown Court"}))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme Bank Plc pleaded guilty in May. FinCEN assessed a penalty of $184 million.",
            ("penalty", frozenset({"FinCEN"}), frozenset({"Acme Bank Plc"})),
        ),
        (
            "OFSI imposed penalties totalling £20,471,809 on Acme Bank Plc.",
            ("penalty", frozenset({"OFSI"}), frozenset({"Acme Bank Plc"})),
        ),
        ("Ivan Petrov was given 16 months on Friday.", ("sentence", NOBODY, PETROV)),
        ("A grand jury returned an indictment of Ivan Petrov.", ("charge", NOBODY, PETROV)),
        ("Ivan Petrov will forfeit $586 million.", ("seizure", NOBODY, PETROV)),
    ],
)
def test_parties_are_found_beyond_the_measure_itself(
    text: str, expected: tuple[str, frozenset[str], frozenset[str]]
) -> None:
    assert expected in {found[:3] for found in actions_in(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Petrov received the robots two months before Pavel Frolov.",
        "The exchange proposed the listing and trading of shares of Acme Bank Plc.",
        "Acme Bank Plc and Bybit pleaded guilty. Bybit was fined. FinCEN imposed a fine of $9 million on nine banks.",
    ],
)
def test_no_party_is_taken_from_elsewhere(text: str) -> None:
    found = {(kind, by) for kind, by, *_ in actions_in(text)}
    assert not {kind for kind, _ in found} & {"sanction", "sentence"}
    assert ("penalty", frozenset({"FinCEN"})) not in found
