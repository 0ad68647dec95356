"""Whom a civil pleading charges, and how the parties to a case hang together."""

from __future__ import annotations

import pytest

from tests.unit.reading_pipeline import actions_in, relations_in

SEC = "Securities and Exchange Commission"
OPENING = f"The {SEC} (SEC) today charged a former broker. "


def _charged(text: str) -> set[str]:
    found = actions_in(text, publisher=f"U.S. {SEC}")
    return {name for kind, by, against, _ in found if kind == "charge" and SEC in by for name in against}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The SEC's complaint alleges that Ivan Petrov and Jane Miller violated Section 17(a) of the Securities Act.",
         {"Ivan Petrov", "Jane Miller"}),
        ("The complaint charges Ivan Petrov with violating Rule 10b-5, and charges Jane Miller with violating Section 15(a).",
         {"Ivan Petrov", "Jane Miller"}),
        ("The SEC's complaint charges Ivan Petrov and the two firms he controls (Ostwick Capital, LLC and Delmere Partners, LLC) with fraud.",
         {"Ivan Petrov", "Ostwick Capital, LLC", "Delmere Partners, LLC"}),
    ],
)  # fmt: skip
def test_whom_a_complaint_holds_to_have_broken_the_law_is_charged(text: str, names: set[str]) -> None:
    assert names <= _charged(OPENING + text)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Miller said that Ivan Petrov violated the rules of his club.",
        "The complaint seeks to keep others from violating the rules that Ivan Petrov wrote.",
    ],
)
def test_breach_that_no_complaint_alleges_is_no_charge(text: str) -> None:
    assert "Ivan Petrov" not in _charged("The SEC held a hearing. " + text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The SEC sued Ivan Petrov and two advisory firms he controlled, Ostwick Capital, LLC and Delmere Partners, LLC.",
         {("CONTROLS", "Ivan Petrov", "Ostwick Capital, LLC"), ("CONTROLS", "Ivan Petrov", "Delmere Partners, LLC")}),
        ("Ivan Petrov and Jane Miller settled, and the company they co-owned, Ostwick Capital, LLC, was fined.",
         {("OWNS", "Ivan Petrov", "Ostwick Capital, LLC"), ("OWNS", "Jane Miller", "Ostwick Capital, LLC")}),
        ("The suit names two entities controlled by Ivan Petrov, Ostwick Capital, LLC and Delmere Partners, LLC.",
         {("CONTROLS", "Ivan Petrov", "Delmere Partners, LLC")}),
        ("The SEC charged Jane Miller of Leeds with violating Section 5(a) and aiding and abetting Ivan Petrov's violations of Section 17(a).",
         {("SUPPORTED", "Jane Miller", "Ivan Petrov")}),
        ("The court appointed Jane Miller of Hill & Dale LLP as receiver over Ostwick Capital, LLC.",
         {("ASSOCIATED_WITH", "Jane Miller", "Ostwick Capital, LLC")}),
    ],
)  # fmt: skip
def test_tie_of_the_parties_to_a_case_is_read(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected <= {found[:3] for found in relations_in(text)}


def test_persons_of_a_caption_control_its_corporate_defendants() -> None:
    text = (
        f"{SEC} v. Oakmont Leasing Corp., Ivan Petrov, and Delmere Fund, Inc., Case No. 07-1234 (S.D. Fla.)\n\n"
        "The complaint alleges that Ivan Petrov controlled the corporate defendants."
    )
    firms = {to for kind, who, to, _ in relations_in(text) if kind == "CONTROLS" and who == "Ivan Petrov"}
    assert firms == {"Oakmont Leasing Corp.", "Delmere Fund, Inc."}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ivan Petrov praised firms that had competed with Ostwick Capital, LLC.", "CONTROLS"),
        ("The SEC charged Jane Miller with aiding and abetting Ivan Petrov's violations of the Act.", "OWNS"),
        ("A receiver met Jane Miller and Ostwick Capital, LLC in London.", "ASSOCIATED_WITH"),
    ],
)
def test_no_tie_is_read_where_none_is_told(text: str, kind: str) -> None:
    assert kind not in {found[0] for found in relations_in(text)}


def test_authority_that_charges_somebody_with_aiding_supports_nobody() -> None:
    text = "The SEC charged Jane Miller with fraud and aiding and abetting Ivan Petrov's violations of the Act."
    assert "SEC" not in {who for kind, who, *_ in relations_in(text) if kind == "SUPPORTED"}


def test_staff_of_a_division_are_not_staff_of_its_parent_too() -> None:
    text = (
        f"The {SEC} (SEC) charged Ivan Petrov. The SEC's investigation was conducted by Jane Miller, Ruth Archer, and Tom Sands of the "
        "SEC's Market Abuse Unit. The SEC's litigation was led by Mark Ellis of the Boston Regional Office."
    )
    offices = {found[1:3] for found in relations_in(text) if found[0] == "OFFICER_OF"}
    unit = "Market Abuse Unit"
    assert offices == {
        ("Jane Miller", unit),
        ("Ruth Archer", unit),
        ("Tom Sands", unit),
        ("Mark Ellis", "Boston Regional Office"),
    }


def test_all_in_a_list_of_friends_are_tied_to_the_person() -> None:
    text = "Ivan Petrov tipped his friends Jane Miller, Ruth Archer, and Tom Sands."
    tied = {who for kind, who, to, _ in relations_in(text) if kind == "ASSOCIATED_WITH" and to == "Ivan Petrov"}
    assert tied == {"Jane Miller", "Ruth Archer", "Tom Sands"}


def test_friend_of_one_is_not_tied_through_the_next_name() -> None:
    text = "Ivan Petrov tipped his friend Jane Miller, and Ruth Archer reported it."
    assert "Ruth Archer" not in {who for kind, who, *_ in relations_in(text) if kind == "ASSOCIATED_WITH"}
