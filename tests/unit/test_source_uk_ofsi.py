"""OFSI's consolidated list: rows put together, what each column becomes, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.lists.record import Fact, Link, Measure, Notes, Record, Thing
from ingest.lists.uk_records import CLOSED, OFSI
from ingest.source import ListRefused
from ingest.sources.uk_ofsi import SOURCE

LIST = Path(__file__).parents[1] / "fixtures" / "sources" / "uk_ofsi" / "ConList.csv"
HEADER = b"".join(LIST.read_bytes().splitlines(keepends=True)[:2])
BANK = Thing("RIVER BANK PLC", "Company", "7002")


def read(path: Path) -> tuple[dict[str, Record], Notes]:
    notes = Notes()
    return {record.id: record for record in SOURCE.read([path], notes)}, notes


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    return read(LIST)[0]


def values(record: Record, predicate: str) -> set[str]:
    return {fact.value for fact in record.facts if fact.predicate == predicate}


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = LIST.read_bytes().decode()
    assert old in text
    path = tmp_path / "ConList.csv"
    path.write_bytes(text.replace(old, new).encode())
    return path


def test_rows_of_one_group_that_stand_apart_are_one_record(records: dict[str, Record]) -> None:
    assert list(records) == ["7001", "7002", "7005"]
    assert records["7001"].locator == "ConList.csv, line 3"


def test_the_primary_name_names_wherever_it_stands(records: dict[str, Record]) -> None:
    assert records["7001"].subject == Thing("Amir Khan NOORI", "Person", "7001")
    assert records["7005"].subject == Thing("BLACK PINE FRONT", "Group", "7005")


def test_a_label_is_what_the_list_calls_an_entity(records: dict[str, Record], tmp_path: Path) -> None:
    assert records["7002"].subject == BANK
    untold = read(changed(tmp_path, "(Type of entity):Armed group", ""))[0]["7005"]
    assert untold.subject == Thing("BLACK PINE FRONT", None, "7005")


def test_other_names_are_aliases_weak_where_of_low_quality(records: dict[str, Record]) -> None:
    assert {fact for fact in records["7001"].facts if fact.predicate == "alias"} == {
        Fact("alias", "امیر نوری"),
        Fact("alias", "Amir NOORI"),
        Fact("alias", "USTAD", weak=True),
    }


def test_birth_dates_are_as_exact_as_stated(records: dict[str, Record]) -> None:
    assert values(records["7001"], "birth_date") == {"1962-03-17", "1961", "1959-11"}


def test_documents_and_contacts_are_identifiers(records: dict[str, Record]) -> None:
    assert values(records["7001"], "identifier") == {
        "uk::7001",
        "uk::AFG0901",
        "uk::GHR0902",
        "un::TAI901",
        "passport:af:OA454044",
        "national-id:pk:54201246",
        "phone::+92 81 000",
    }
    assert values(records["7002"], "identifier") == {
        "uk::7002",
        "registration::1027700342890",
        "website::https://river.example",
    }


def test_what_has_no_edge_is_a_tag(records: dict[str, Record]) -> None:
    assert values(records["7001"], "tag") == {
        "program: Afghanistan",
        "title: Haji",
        "title: Mullah",
        "position: Deputy Minister of Trade",
        "address: Jinnah Road 4, Quetta, 87300, Pakistan",
        "place of birth: Kandahar, Afghanistan",
        "false document: passport K99999",
        "passport details: (1) Afghanistan number, issued in Kabul (2) Pakistan. False passport",
        "national-id details: (Pakistani) (tazkira)",
        "gender: male",
        "colour: green",
        "remark: Runs a trading house.",
        "remark: Came back in 2010.",
        "remark: Listed under two regimes",
        "remark: Brother of Karim (TAi.902)",
    }


def test_nationality_and_address_are_edges(records: dict[str, Record]) -> None:
    assert set(records["7001"].links) == {
        Link("NATIONAL_OF", Thing("Afghanistan", "Country")),
        Link("NATIONAL_OF", Thing("Pakistan", "Country")),
        Link("LOCATED_IN", Thing("Pakistan", "Country")),
    }


def test_parents_own_and_subsidiaries_are_owned(records: dict[str, Record]) -> None:
    assert {link for link in records["7002"].links if link.predicate == "OWNS"} == {
        Link("OWNS", BANK, source=Thing("River Holding", "Company")),
        Link("OWNS", Thing("River Leasing", "Company")),
        Link("OWNS", Thing("River Life", "Company")),
    }


def test_the_day_of_listing_begins_the_sanction_else_that_of_designation(records: dict[str, Record]) -> None:
    starts = {key: [measure.start_date for measure in record.measures] for key, record in records.items()}
    assert starts == {"7001": ["2001-02-23"], "7002": ["2022-03-05"], "7005": ["2016-02-02"]}
    assert records["7002"].measures == (Measure("sanction", (OFSI,), (BANK,), start_date="2022-03-05"),)


def test_nothing_is_passed_over_in_silence() -> None:
    _, notes = read(LIST)
    assert notes.published == "2022-08-09"
    assert [(bad.locator, bad.rule) for bad in notes.unreadable] == [
        ("ConList.csv, line 8", "4 fields where 36 are expected"),
        ("ConList.csv, line 9", "a Group ID that is no number: 'seven'"),
        ("ConList.csv, line 10", "an entry without a name"),
    ]
    assert dict(notes.left_out) == {"vessel": 1}
    assert dict(notes.unknown) == {"Other Information: colour": 1, "country: Atlantis": 1}
    assert notes.remarks == [CLOSED, "ConList.csv, line 11: Listed On is no date: 31/31/2016"]


def test_a_column_that_is_not_known_is_told(tmp_path: Path) -> None:
    _, notes = read(changed(tmp_path, "Non-Latin Script Language", "Script Colour"))
    assert "Script Colour" in notes.unknown


def test_a_group_of_two_kinds_is_noted(tmp_path: Path) -> None:
    found, notes = read(changed(tmp_path, ",Individual,AKA,", ",Entity,AKA,"))
    assert "7001" not in found
    assert "Group Type entity, individual" in {bad.rule for bad in notes.unreadable}


def test_a_list_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ConList.csv"
    path.write_bytes(LIST.read_bytes()[:-60])
    with pytest.raises(ListRefused, match="there the file ends"):
        read(path)


def test_windows_encoding_is_read_and_told(tmp_path: Path) -> None:
    path = changed(tmp_path, "امیر نوری", "")
    path.write_bytes(path.read_bytes().replace(b"Quetta", b"Qu\xe9tta"))
    found, notes = read(path)
    assert any("Quétta" in tag for tag in values(found["7001"], "tag"))
    assert any("Windows-1252" in remark for remark in notes.remarks)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "the file is empty"),
        (b"\r\n", "the file is empty"),
        (b"Name 6,Name 1\r\nNOORI,Amir\r\n", "its first line is not"),
        (b"<html>Down for maintenance</html>", "its first line is not"),
        (b"Last Updated,09/08/2022\r\n", "it holds no entry|the file is empty"),
        (HEADER, "it holds no entry"),
        (b"Last Updated,09/08/2022\r\nName,Address\r\nNOORI,Quetta\r\n", "the header lacks Name 6"),
        ("Last Updated,09/08/2022\r\n".encode("utf-16"), "its first line is not"),
    ],
)
def test_what_is_not_this_list_whole_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "ConList.csv"
    path.write_bytes(content)
    with pytest.raises(ListRefused, match=rule):
        read(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="cannot be read"):
        read(tmp_path / "ConList.csv")
