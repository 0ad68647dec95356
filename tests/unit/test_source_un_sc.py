"""The Security Council's list: what each field becomes, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.lists.record import Fact, Link, Measure, Notes, Record, Thing
from ingest.lists.un_records import COUNCIL
from ingest.source import ListRefused
from ingest.sources.un_sc import SOURCE

LIST = Path(__file__).parents[1] / "fixtures" / "sources" / "un_sc" / "list.xml"


def read(path: Path) -> tuple[dict[str, Record], Notes]:
    notes = Notes()
    return {record.id: record for record in SOURCE.read([path], notes)}, notes


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = LIST.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "list.xml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    return read(LIST)[0]


def test_a_person_is_named_in_the_order_of_the_parts(records: dict[str, Record]) -> None:
    assert records["100001"].subject == Thing("AMIR NOORI", "Person", "100001")
    assert records["100003"].subject == Thing("JEAN PAUL MBALA", "Person", "100003")


def test_the_kind_of_an_entity_is_left_open(records: dict[str, Record]) -> None:
    assert records["100004"].subject == Thing("NORTH RIVER TRADING CO., LTD (NRT)", None, "100004")


def test_aliases_are_parted_put_forward_and_weak_where_the_list_says_so(records: dict[str, Record]) -> None:
    assert {fact for fact in records["100001"].facts if fact.predicate == "alias"} == {
        Fact("alias", "امیر نوری"),
        Fact("alias", "Mullah Amir NURI"),
        Fact("alias", "Trader", weak=True),
        Fact("alias", "Ustad", weak=True),
        Fact("alias", "Amir Khan"),
        Fact("alias", "امیر خان"),
    }


def test_the_initials_of_an_entity_are_a_name_of_their_own(records: dict[str, Record]) -> None:
    assert {fact.value for fact in records["100004"].facts if fact.predicate == "alias"} == {
        "NORTH RIVER TRADING CO., LTD",
        "NRT",
        "NORTHRIVER",
    }


def test_birth_dates_are_as_exact_and_as_sure_as_stated(records: dict[str, Record]) -> None:
    assert {(fact.value, fact.confidence) for fact in records["100001"].facts if fact.predicate == "birth_date"} == {
        ("1962-03-17", 1.0),
        ("1961", 0.6),
        ("1958", 0.5),
        ("1963", 0.5),
        ("1959-11", 1.0),
        ("1960-02-01", 0.5),
    }


def test_documents_are_identifiers_unless_forged(records: dict[str, Record]) -> None:
    assert {fact.value for fact in records["100001"].facts if fact.predicate == "identifier"} == {
        "un::TAI901",
        "passport:af:OA454044",
        "national-id:pk:54201246",
        "drivers-licence::77001",
    }
    assert Fact("tag", "false document: Passport K99999") in records["100001"].facts


def test_nationality_address_and_entries_named_by_number_are_edges(records: dict[str, Record]) -> None:
    assert set(records["100001"].links) == {
        Link("NATIONAL_OF", Thing("Afghanistan", "Country")),
        Link("LOCATED_IN", Thing("Pakistan", "Country")),
        Link("ASSOCIATED_WITH", Thing("NORTH RIVER TRADING CO., LTD (NRT)", None, "100004")),
    }


def test_what_has_no_edge_is_a_tag(records: dict[str, Record]) -> None:
    assert {fact.value for fact in records["100001"].facts if fact.predicate == "tag"} == {
        "list: UN Taliban",
        "gender: male",
        "remark: Runs a trading house in Quetta (TAi.901). Agent of North River Trading (KPe.904) and of the late Kim (KPi.999).",
        "title: Haji",
        "position: Deputy Minister of Trade",
        "position: Consul",
        "place of birth: Herat, Afghanistan",
        "place of birth: Kandahar, Afghanistan",
        "note: NURI, Mullah Amir: previously listed as",
        "address: Jinnah Road 4, Quetta, Pakistan",
        "address note: as of 2010",
        "birth date note: about 60 years old",
        "false document: Passport K99999",
    }


def test_a_listing_is_a_sanction_with_its_date(records: dict[str, Record]) -> None:
    record = records["100001"]
    assert record.measures == (Measure("sanction", (COUNCIL,), (record.subject,), start_date="2001-01-25"),)


def test_a_stated_delisting_ends_the_sanction(records: dict[str, Record]) -> None:
    record = records["100003"]
    assert record.measures == (
        Measure("sanction", (COUNCIL,), (record.subject,), start_date="2010-12-01", end_date="2020-05-06"),
        Measure("delisting", (COUNCIL,), (record.subject,), start_date="2020-05-06"),
    )


def test_nothing_is_passed_over_in_silence() -> None:
    found, notes = read(LIST)
    assert set(found) == {"100001", "100003", "100004"}
    assert notes.published == "2025-03-04"
    assert [(bad.locator, bad.rule) for bad in notes.unreadable] == [("list.xml, line 39", "an entry without name")]
    assert dict(notes.unknown) == {"INDIVIDUAL/SHOE_SIZE": 1, "country: Sudan/South Sudan": 1, "reference KPi.999": 1}
    assert notes.remarks == ["list.xml, line 58: LISTED_ON is no date: some day"]


def test_a_list_without_its_date_says_so(tmp_path: Path) -> None:
    _, notes = read(changed(tmp_path, ' dateGenerated="2025-03-04T00:00:09.554Z"', ""))
    assert notes.published is None
    assert notes.remarks[0] == "the list does not say when it was made (dateGenerated: missing)"


def test_a_list_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(LIST.read_bytes()[:4000])
    with pytest.raises(ListRefused, match="cut off"):
        read(path)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "well-formed XML"),
        (b"<html><body>Down for maintenance</body></html>", "not the Security Council's"),
        (b'<sdnList xmlns="http://tempuri.org/sdnList.xsd"/>', "not the Security Council's"),
        (b"<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>", "holds no entry"),
        (b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>', "document type"),
        ('<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST>é</CONSOLIDATED_LIST>'.encode("latin-1"), "well-formed XML"),
        ("<CONSOLIDATED_LIST/>".encode("utf-16-le"), "well-formed XML"),
    ],
)  # fmt: skip
def test_what_is_not_this_list_whole_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(content)
    with pytest.raises(ListRefused, match=rule):
        read(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="no such file"):
        read(tmp_path / "list.xml")


def test_broken_bytes_in_the_middle_refuse_the_list(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(LIST.read_bytes().replace(b"Quetta", b"\xe9\xff", 1))
    with pytest.raises(ListRefused, match="well-formed XML"):
        read(path)
