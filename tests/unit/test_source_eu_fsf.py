"""The EU's list of financial sanctions: what each element becomes, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.lists.eu_records import COUNCIL
from ingest.lists.record import Fact, Link, Measure, Notes, Record, Thing
from ingest.source import ListRefused
from ingest.sources.eu_fsf import SOURCE

LIST = Path(__file__).parents[1] / "fixtures" / "sources" / "eu_fsf" / "list.xml"


def read(path: Path) -> tuple[dict[str, Record], Notes]:
    notes = Notes()
    return {record.id: record for record in SOURCE.read([path], notes)}, notes


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    return read(LIST)[0]


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = LIST.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "list.xml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def values(record: Record, predicate: str) -> set[str]:
    return {fact.value for fact in record.facts if fact.predicate == predicate}


def test_the_first_strong_name_in_latin_letters_is_the_name(records: dict[str, Record]) -> None:
    assert records["13"].subject == Thing("Amir Khan NOORI", "Person", "13")


def test_a_name_that_is_not_strong_names_where_there_is_no_other(records: dict[str, Record]) -> None:
    assert records["16"].subject == Thing("Banque du Sud", None, "16")


def test_an_enterprise_is_of_no_stated_kind(records: dict[str, Record]) -> None:
    assert records["15"].subject == Thing("North River Shipping", None, "15")


def test_other_names_are_aliases_weak_where_not_strong(records: dict[str, Record]) -> None:
    assert {fact for fact in records["13"].facts if fact.predicate == "alias"} == {
        Fact("alias", "Амир Нури"),
        Fact("alias", "Ustad", weak=True),
        Fact("alias", "Amir Nuri", weak=True),
    }


def test_birth_dates_are_as_exact_and_as_sure_as_stated(records: dict[str, Record]) -> None:
    assert {(fact.value, fact.confidence) for fact in records["13"].facts if fact.predicate == "birth_date"} == {
        ("1962-03-17", 1.0),
        ("1961", 0.6),
        ("1958", 0.5),
        ("1963", 0.5),
        ("1959-11", 1.0),
    }


def test_documents_and_contacts_are_identifiers(records: dict[str, Record]) -> None:
    assert values(records["13"], "identifier") == {
        "eu::13",
        "un::TAI901",
        "passport:af:OA454044",
        "electoral-number:pk:77001",
        "email::amir@example.org",
        "phone::+92 81 000",
    }
    assert values(records["15"], "identifier") == {"eu::15", "registration:ru:1027700342890"}


def test_what_has_no_edge_is_a_tag(records: dict[str, Record]) -> None:
    assert values(records["13"], "tag") == {
        "EU reference: EU.1.23",
        "remark: Runs a trading house.",
        "program: AFG",
        "regulation: 1210/2003 (OJ L169)",
        "gender: male",
        "title: Haji",
        "position: Deputy Minister of Trade",
        "remark: by birth",
        "place of birth: Kandahar, AFGHANISTAN",
        "birth date: 1391 (islamic calendar)",
        "address: Jinnah Road 4, 87300, Quetta, PAKISTAN",
        "radio: channel 9",
        "false document: National passport K99999",
    }
    assert "sector: shipping" in values(records["15"], "tag")


def test_nationality_and_address_are_edges(records: dict[str, Record]) -> None:
    assert set(records["13"].links) == {
        Link("NATIONAL_OF", Thing("Afghanistan", "Country")),
        Link("LOCATED_IN", Thing("Pakistan", "Country")),
    }


def test_without_a_designation_the_first_publication_begins_the_sanction(records: dict[str, Record]) -> None:
    record = records["13"]
    assert record.measures == (Measure("sanction", (COUNCIL,), (record.subject,), start_date="2002-03-04"),)


def test_a_designation_begins_and_a_stated_delisting_ends_the_sanction(records: dict[str, Record]) -> None:
    record = records["15"]
    assert record.measures == (
        Measure("sanction", (COUNCIL,), (record.subject,), start_date="2014-05-06", end_date="2020-01-02"),
        Measure("delisting", (COUNCIL,), (record.subject,), start_date="2020-01-02"),
    )


def test_nothing_is_passed_over_in_silence() -> None:
    found, notes = read(LIST)
    assert set(found) == {"13", "15", "16"}
    assert notes.published == "2024-06-07"
    assert [(bad.locator, bad.rule) for bad in notes.unreadable] == [("list.xml, line 32", "an entry without name")]
    assert dict(notes.unknown) == {"nameAlias@shade": 1, "seal": 1, "country: ATLANTIS": 1}
    assert notes.remarks == ["list.xml, line 45: designationDate is no date: soon"]
    assert found["16"].measures[0].start_date == "2015-05-12"


def test_a_list_without_its_date_says_so(tmp_path: Path) -> None:
    _, notes = read(changed(tmp_path, ' generationDate="2024-06-07T08:09:10.111+02:00"', ""))
    assert notes.remarks[0] == "the list does not say when it was made (generationDate: missing)"


def test_another_version_of_the_form_is_told(tmp_path: Path) -> None:
    found, notes = read(changed(tmp_path, "eu.europa.ec/fpi/fsd/export", "eu.europa.ec/fpi/fsd/export/2"))
    assert notes.unknown["namespace http://eu.europa.ec/fpi/fsd/export/2"] == 1
    assert len(found) == 3


def test_an_entry_of_no_known_subject_type_is_noted(tmp_path: Path) -> None:
    found, notes = read(
        changed(tmp_path, 'code="enterprise" classificationCode="E"', 'code="ship" classificationCode="S"')
    )
    assert set(found) == {"13"}
    assert {bad.rule for bad in notes.unreadable} == {"an entry without name", "an entry without subject type"}


def test_a_list_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(LIST.read_bytes()[:-300])
    with pytest.raises(ListRefused, match="cut off"):
        read(path)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "well-formed XML"),
        (b"<CONSOLIDATED_LIST/>", "not the EU's list"),
        (b"<export/>", "not the EU's list"),
        (b'<export xmlns="http://eu.europa.ec/fpi/fsd/export"/>', "holds no entry"),
        (b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><export>&b;</export>', "document type"),
        (
            '<?xml version="1.0" encoding="UTF-8"?><export xmlns="http://eu.europa.ec/fpi/fsd/export">é</export>'.encode(
                "latin-1"
            ),
            "well-formed XML",
        ),
    ],
)
def test_what_is_not_this_list_whole_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(content)
    with pytest.raises(ListRefused, match=rule):
        read(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="no such file"):
        read(tmp_path / "list.xml")
