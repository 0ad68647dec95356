"""OFAC's advanced XML: the claims of the simple formats, and what only this form states."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from ingest.lists.ofac_advanced import is_advanced, read_advanced
from ingest.lists.ofac_advanced_party import period
from ingest.lists.ofac_entry import INDIVIDUAL, Address, Entry
from ingest.lists.ofac_record import OFAC, record
from ingest.lists.record import Fact, Link, Measure, Notes, Record, Thing
from ingest.source import ListRefused
from ingest.sources.ofac_sdn import SOURCE

LIST = Path(__file__).parents[1] / "fixtures" / "sources" / "ofac_advanced" / "list.xml"
COMPANY = Thing("LESNAYA TRADING OOO", None, "40003")
GROUP = Thing("BLACK PINE FRONT", "Group", "40004")
PERSON = Thing("Pyotr Ilyich SOROKIN", "Person", "40001")


def read(path: Path) -> tuple[dict[str, Record], Notes]:
    notes = Notes()
    return {made.id: made for made in read_advanced(path, notes)}, notes


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    return read(LIST)[0]


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = LIST.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "list.xml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_form_is_known_by_its_root(tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_text("<sdnList/>")
    assert (is_advanced(LIST), is_advanced(other)) == (True, False)


def test_a_party_gives_the_facts_that_the_simple_formats_give(records: dict[str, Record]) -> None:
    entry = Entry(
        id="40001",
        locator="",
        kind=INDIVIDUAL,
        name="SOROKIN, Pyotr Ilyich",
        programs=("CYBER2", "SDGT"),
        title="Director",
        aliases=("SOROCHKIN, Peter",),
        addresses=(Address("4 Lesnaya St", "Tver 170000", "Russia"),),
        clauses=(
            "DOB Mar 1975",
            "POB Narva, Estonia",
            "citizen Estonia",
            "Gender Male",
            "Digital Currency Address - XBT 1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
            "Passport 71 1234567 (Russia)",
            "a.k.a. 'MAGPIE'",
            "Secondary sanctions risk: section 1(b)",
        ),
    )
    simple = record(entry, Notes())
    assert simple is not None
    made = records["40001"]
    assert made.subject == simple.subject
    assert set(made.facts) == {*simple.facts, Fact("alias", "Пётр СОРОКИН")}
    assert set(simple.links) <= set(made.links)


def test_the_day_of_the_first_listing_begins_the_sanction(records: dict[str, Record]) -> None:
    subject = Thing("Pyotr Ilyich SOROKIN", "Person")
    assert records["40001"].measures == (Measure("sanction", (OFAC,), (subject,), start_date="2018-02-03"),)


def test_a_party_that_no_list_names_is_not_sanctioned(records: dict[str, Record]) -> None:
    assert records["40003"].measures == ()
    assert any("no entry of a list names it" in remark for remark in read(LIST)[1].remarks)


def test_what_is_owned_or_controlled_is_controlled_by_the_other(records: dict[str, Record]) -> None:
    assert Link("CONTROLS", COMPANY, source=PERSON, role="owned or controlled by") in records["40003"].links


def test_relations_run_the_way_that_they_are_stated(records: dict[str, Record]) -> None:
    assert {link for link in records["40003"].links if link.source is None} == {
        Link("SUPPORTED", GROUP),
        Link("ACTS_FOR", GROUP),
    }


def test_a_leader_is_an_officer_of_a_company_and_a_member_of_a_group(records: dict[str, Record]) -> None:
    assert {link for link in records["40001"].links if link.target.entry} == {
        Link("MEMBER_OF", GROUP, role="leader or official of"),
        Link("OFFICER_OF", COMPANY, role="former: leader or official of"),
    }


def test_vague_and_unknown_relations_are_associations(records: dict[str, Record]) -> None:
    assert set(records["40004"].links) == {
        Link("ASSOCIATED_WITH", PERSON, role="associate of"),
        Link("ASSOCIATED_WITH", COMPANY, role="neighbour of"),
    }


def test_a_relation_that_no_edge_allows_is_an_association(tmp_path: Path) -> None:
    path = changed(tmp_path, 'From-ProfileID="140004" To-ProfileID="140001" RelationTypeID="15001"',
                   'From-ProfileID="140004" To-ProfileID="140001" RelationTypeID="15005"')  # fmt: skip
    assert Link("ASSOCIATED_WITH", PERSON, role="leader or official of") in read(path)[0]["40004"].links


def test_the_wallet_is_held(records: dict[str, Record]) -> None:
    held = [link.target.name for link in records["40001"].links if link.predicate == "HOLDS"]
    assert held == ["1BoatSLRHtKNngkdXEeobR76b53LETtpyT"]


def test_nothing_is_passed_over_in_silence() -> None:
    found, notes = read(LIST)
    assert set(found) == {"40001", "40003", "40004"}
    assert notes.published == "2024-05-06"
    assert [(bad.locator.rpartition(", ")[2], bad.rule) for bad in notes.unreadable] == [
        ("entry 40001", "the address 1BoatSLRHtKNngkdXEeobR76b53LETtpyU passes no checksum"),
        ("entry 40002", "a party without a primary name"),
        ("entry 40004", "a relation (Family member of) with profile 149999, which is not in the file"),
    ]
    assert dict(notes.left_out) == {"relation with a vessel": 1, "vessel": 1}
    assert {"Seal", "FeatureType 999", "entry event: Amended", "relation: neighbour of"} == set(notes.unknown)


@pytest.mark.parametrize(
    ("old", "rule"),
    [
        (' IdentityID="501"', "IDRegDocument without IdentityID"),
        (' From-ProfileID="140003" To-ProfileID="140001"', "ProfileRelationship without From-ProfileID, To-ProfileID"),
        ('<SanctionsEntry ID="3" ProfileID="140004"', "SanctionsEntry without ProfileID"),
        ('Location ID="1"', "Location without ID"),
        (' PartySubTypeID="4"', "a party without a profile of a known kind"),
        (' ID="140004"', "a party without a profile of a known kind"),
        ('<DistinctParty FixedRef="40004"', "a party without FixedRef"),
    ],
)
def test_what_is_found_by_nothing_is_noted_and_the_rest_goes_on(tmp_path: Path, old: str, rule: str) -> None:
    found, notes = read(changed(tmp_path, old, old.split(maxsplit=1)[0] if old[0] != " " else ""))
    assert rule in {bad.rule for bad in notes.unreadable}
    assert len(found) >= 2


def test_a_second_profile_is_told(tmp_path: Path) -> None:
    _, notes = read(
        changed(tmp_path, "<Seal>blue</Seal>\n      </Profile>", '</Profile><Profile ID="1" PartySubTypeID="3"/>')
    )
    assert any("only the first of its profiles" in remark for remark in notes.remarks)


def test_the_list_of_the_same_source_reads_the_form() -> None:
    notes = Notes()
    made = {found.id: found for found in SOURCE.read([LIST], notes)}
    assert {key: replace(value, locator="") for key, value in made.items()} == {
        key: replace(value, locator="") for key, value in read(LIST)[0].items()
    }


@pytest.mark.parametrize(
    ("first", "last", "approximate", "written"),
    [
        ("1962-01-01", "1962-12-31", False, "1962"),
        ("1962-01-01", "1962-12-31", True, "circa 1962"),
        ("1960-01-01", "1962-12-31", False, "1960 to 1962"),
        ("1960-02-01", "1960-02-29", False, "Feb 1960"),
        ("1960-02-05", "1960-02-05", False, "05 Feb 1960"),
        ("1960-02-05", "1961-03-06", False, "05 Feb 1960 to 06 Mar 1961"),
        ("1960-02-31", "1961-03-06", False, ""),
        ("99999999999-01-01", "1961-03-06", False, ""),
        ("1960-xx-01", "1961-03-06", False, ""),
    ],
)
def test_a_period_is_written_as_exactly_as_it_is_known(first: str, last: str, approximate: bool, written: str) -> None:
    def edge(name: str, inner: str, day: str) -> str:
        year, month, number = day.split("-")
        date = f"<Year>{year}</Year><Month>{month}</Month><Day>{number}</Day>"
        return f'<{name} Approximate="{str(approximate).lower()}"><{inner}>{date}</{inner}></{name}>'

    text = f"<DatePeriod>{edge('Start', 'From', first)}{edge('End', 'To', last)}</DatePeriod>"
    assert period(etree.fromstring(text)) == written


def test_a_list_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(LIST.read_bytes()[:-3000])
    with pytest.raises(ListRefused, match="cut off"):
        read(path)


def test_a_list_without_entries_of_sanctions_is_refused(tmp_path: Path) -> None:
    text = LIST.read_text(encoding="utf-8")
    path = changed(tmp_path, text[text.index("<SanctionsEntries>") : text.index("<SanctionsEntryLinks")], "")
    with pytest.raises(ListRefused, match="no entries in SanctionsEntries"):
        read(path)


def test_a_new_namespace_is_told(tmp_path: Path) -> None:
    _, notes = read(changed(tmp_path, "http://www.un.org/sanctions/1.0", "http://example.org/2.0"))
    assert notes.unknown["namespace http://example.org/2.0"] == 1


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "well-formed XML"),
        (b"<sdnList/>", "its root is <sdnList>"),
        (b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><Sanctions>&b;</Sanctions>', "document type"),
        ('<?xml version="1.0" encoding="UTF-8"?><Sanctions>é</Sanctions>'.encode("latin-1"), "well-formed XML"),
        (b"<Sanctions/>", "no entries in DistinctParties"),
    ],
)
def test_what_is_not_this_list_whole_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(content)
    with pytest.raises(ListRefused, match=rule):
        read(path)
