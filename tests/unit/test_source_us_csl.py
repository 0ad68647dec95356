"""The Consolidated Screening List: each row with the list that it comes from."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from ingest.lists import csl
from ingest.lists.record import Fact, Measure, Notes, Record, Thing
from ingest.source import ListRefused
from ingest.sources.us_csl import SOURCE
from kg.identifiers import identifier

FIXTURE = Path(__file__).parents[1] / "fixtures/sources/us_csl/consolidated.csv"
OFAC = Thing("Office of Foreign Assets Control", "Agency")


@pytest.fixture(autouse=True)
def plain_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tagger of names takes seconds to load; what it says is tested with the real list."""
    monkeypatch.setattr(csl, "label_of", lambda name: "Company" if "Co" in name else "Person")


def read(path: Path = FIXTURE) -> tuple[list[Record], Notes]:
    notes = Notes()
    return list(SOURCE.read([path], notes)), notes


def facts(record: Record, predicate: str) -> list[str]:
    return [fact.value for fact in record.facts if fact.predicate == predicate]


def links(record: Record) -> set[tuple[str, str]]:
    return {(link.predicate, link.target.name) for link in record.links}


def test_each_list_is_a_part_and_credits_its_keeper() -> None:
    found, notes = read()
    assert [(r.part, r.origin, r.subject and (r.subject.name, r.subject.label)) for r in found] == [
        ("specially-designated-nationals-sdn", "OFAC", ("Max MUSTER", "Person")),
        ("sectoral-sanctions-identifications-list-ssi", "OFAC", ("BEISPIEL BANK", None)),
        ("denied-persons-list-dpl", "Bureau of Industry and Security", ("JOHN SAMUEL MILLER", "Person")),
        ("entity-list-el", "Bureau of Industry and Security", ("Sample Trading Co., Ltd.", "Company")),
        ("nonproliferation-sanctions-isn", "U.S. Department of State", ("Sample Export Company", "Company")),
    ]
    assert dict(notes.left_out) == {"vessel": 1}


def test_a_person_with_all_that_is_said_of_them() -> None:
    found, notes = read()
    person = found[0]
    assert (person.id, person.locator) == ("90001", "consolidated.csv, line 3")
    assert facts(person, "alias") == ["Max MUSTERMANN", "MAX M"]
    assert [(f.value, f.confidence) for f in person.facts if f.predicate == "birth_date"] == [
        ("1978-12-05", 1.0), ("1977", 0.6), ("1975", 0.5), ("1976", 0.5),
    ]  # fmt: skip
    assert facts(person, "identifier") == [
        identifier("passport", "836238099", "kp"), identifier("made-up-paper", "12345", "cn"), identifier("ofac", "90001"),
    ]  # fmt: skip
    assert links(person) == {
        ("NATIONAL_OF", "North Korea"), ("NATIONAL_OF", "China"), ("LOCATED_IN", "South Korea"), ("LOCATED_IN", "North Korea"),
        ("HOLDS", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
    }  # fmt: skip
    assert set(facts(person, "tag")) >= {
        "position: Colonel", "program: CYBER2", "program: DPRK3", "gender: Male", "place of birth: Pyongyang",
        "address: 1 Sample Street, Busan, KR", "list: Specially Designated Nationals (SDN)", "remarks: remark",
    }  # fmt: skip
    assert person.measures == (Measure("sanction", (OFAC,), (Thing("Max MUSTER", "Person"),)),)
    assert notes.unknown == {"ids: Made Up Paper": 1}


def test_a_wallet_that_is_none_costs_itself_only() -> None:
    _, notes = read()
    assert [(bad.locator, bad.rule) for bad in notes.unreadable] == [
        ("consolidated.csv, line 3", "the address 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3 passes no checksum")
    ]


def test_ids_of_the_world_have_no_country() -> None:
    bank = read()[0][1]
    assert facts(bank, "identifier") == [
        identifier("registration", "1027739609399", "ru"), identifier("swift", "BEISRUMM"),
        identifier("website", "www.example.ru"), identifier("lei", "253400V1H6ART1UQ0N99"), identifier("ofac", "90002"),
    ]  # fmt: skip


def test_an_order_has_its_dates() -> None:
    measure = read()[0][2].measures[0]
    assert (measure.by[0].name, measure.start_date, measure.end_date) == (
        "Bureau of Industry and Security", "2002-03-04", "2056-06-29",
    )  # fmt: skip


def row(**changed: str) -> str:
    with FIXTURE.open(newline="") as stream:
        table = csv.DictReader(stream)
        next(table)
        first = next(table)
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, [*first, *(changed.keys() - first.keys())])
        writer.writeheader()
        writer.writerow({**first, "ids": "", **changed})
    return out.getvalue()


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"source": "Another List - Another Ministry"}, "the list Another List - Another Ministry is not known"),
        ({"name": ""}, "the name is empty"),
        ({"type": "Ghost"}, "the type Ghost is not known"),
        ({"entity_number": "x"}, "the entity number is none"),
        ({"start_date": "31/12/2020"}, "the start_date 31/12/2020 is no date"),
    ],
)
def test_a_row_that_cannot_be_read_is_noted(tmp_path: Path, changed: dict[str, str], rule: str) -> None:
    path = tmp_path / "csl.csv"
    path.write_text(row(**changed))
    found, notes = read(path)
    assert (found, [(bad.locator, bad.rule) for bad in notes.unreadable]) == ([], [("csl.csv, line 2", rule)])


def test_a_new_column_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "csl.csv"
    path.write_text(row(new_column="x", dates_of_birth="in spring"))
    found, notes = read(path)
    assert notes.unknown == {"new_column": 1}
    assert Fact("tag", "born: in spring") in found[0].facts


def test_an_entry_keeps_its_id_when_it_moves(tmp_path: Path) -> None:
    lines = FIXTURE.read_text().splitlines(keepends=True)
    path = tmp_path / "csl.csv"
    path.write_text("".join([lines[0], *reversed(lines[2:])]))
    assert {r.id for r in read(path)[0]} == {r.id for r in read()[0]}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("", "the file is empty"),
        ("id,name\n1,x\n", "the header lacks _id"),
    ],
)
def test_what_is_not_the_whole_list_is_refused(tmp_path: Path, content: str, rule: str) -> None:
    path = tmp_path / "csl.csv"
    path.write_text(content)
    with pytest.raises(ListRefused) as refused:
        read(path)
    assert refused.value.rule.startswith(rule)


def test_a_file_that_ends_within_a_row_is_read_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "csl.csv"
    path.write_text(FIXTURE.read_text()[:-300])
    found, notes = read(path)
    assert (len(found), notes.bad_records) == (len(read()[0]) - 1, 1 + read()[1].bad_records)
    assert len(notes.cut_off) == 1


def test_no_file_is_refused() -> None:
    with pytest.raises(ListRefused, match="no file was given"):
        list(SOURCE.read([], Notes()))
