"""FollowTheMoney entities: things, edges between them, sanctions and passports, each a record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.lists import ftm
from ingest.lists.ftm_words import origin_of
from ingest.lists.record import Fact, Link, Notes, Record, Thing
from ingest.source import ListRefused
from ingest.sources.opensanctions import SOURCE
from kg.identifiers import identifier

FIXTURE = Path(__file__).parents[1] / "fixtures/sources/opensanctions/entities.ftm.json"
WALLET = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"
MAX, WORKS, GANG = (
    Thing("Max Muster", "Person", "NK-1"),
    Thing("Sample Works JSC", "Company", "NK-2"),
    Thing("Sample Gang", "Group", "NK-3"),
)


def read(path: Path = FIXTURE) -> tuple[dict[str, Record], Notes]:
    notes = Notes()
    return {record.id: record for record in SOURCE.read([path], notes)}, notes


def written(tmp_path: Path, *lines: Any, end: str = "\n") -> Path:
    path = tmp_path / "entities.ftm.json"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + end)
    return path


def entity(entity_id: str, schema: str = "Person", **properties: list[Any]) -> dict[str, Any]:
    return {"id": entity_id, "schema": schema, "properties": properties or {"name": [f"Name of {entity_id}"]}}


def facts(record: Record, predicate: str) -> list[str]:
    return [fact.value for fact in record.facts if fact.predicate == predicate]


def test_what_the_things_are() -> None:
    found, _ = read()
    things = {record.subject.name: record.subject.label for record in found.values() if record.subject}
    assert things == {
        "Max Muster": "Person", "Moritz Muster": "Person", "Sample Works JSC": "Company", "Sample Gang": "Group",
        "Ministry of Samples": "Agency", "Office of Samples": "Agency", "Some Body": None, WALLET: "Wallet",
    }  # fmt: skip


def test_a_person_with_all_that_is_said_of_them() -> None:
    found, notes = read()
    person = found["NK-1"]
    aliases = [(fact.value, fact.weak) for fact in person.facts if fact.predicate == "alias"]
    assert aliases == [("Макс Мустер", False), ("M. Muster", False), ("Maxi", True)]
    assert facts(person, "birth_date") == ["1971-01-22"]
    assert set(facts(person, "identifier")) == {
        identifier("passport", "AB1234567"), identifier("tax-id", "366510784399"), identifier("wikidata", "Q42"),
        identifier("ofac", "90001"), identifier("eu", "eu-1-2"),
    }  # fmt: skip
    assert {(link.predicate, link.target.name) for link in person.links} == {
        ("NATIONAL_OF", "Russia"), ("LOCATED_IN", "Belarus"),
    }  # fmt: skip
    tags = facts(person, "tag")
    assert {"position: Director of a plant", "country: by", "address: Sample Street 1, Minsk"} <= set(tags)
    assert max(map(len, tags)) == 500
    assert notes.unknown == {
        "Person.shoeSize": 1, "Person.birthDate that is no date": 1, "addressEntity that is not in the file": 1,
    }  # fmt: skip


def test_a_firm_s_numbers_have_its_country_where_one_country_issues_them() -> None:
    firm = read()[0]["NK-2"]
    assert set(facts(firm, "identifier")) == {
        identifier("inn", "7707083893"), identifier("ogrn", "1027700132195"), identifier("lei", "253400V1H6ART1UQ0N98"),
        identifier("registration", "12345", "ru"), identifier("swift", "SABRRUMM"),
    }  # fmt: skip
    assert Link("OWNS", Thing("Sample Works JSC", "Company"), GANG) in firm.links


@pytest.mark.parametrize(
    ("entry", "link"),
    [
        ("own-1", Link("OWNS", WORKS, MAX, role="51 %", start_date="2015-03", end_date="2020-01-01")),
        ("dir-1", Link("OFFICER_OF", WORKS, MAX, role="General Director")),
        ("emp-1", Link("OFFICER_OF", Thing("Office of Samples", "Agency", "NK-6"), MAX, role="clerk")),
        ("mem-1", Link("MEMBER_OF", GANG, MAX)),
        ("mem-2", Link("ASSOCIATED_WITH", WORKS, MAX, role="membership")),
        ("rep-1", Link("ACTS_FOR", MAX, WORKS)),
        ("fam-1", Link("ASSOCIATED_WITH", Thing("Moritz Muster", "Person", "NK-7"), MAX, role="brother")),
        ("unk-1", Link("ASSOCIATED_WITH", GANG, WORKS)),
        ("pay-1", Link("SENT_FUNDS_TO", WORKS, MAX, start_date="2011-12-29", amount=100000.0, currency="EUR")),
    ],
)
def test_an_edge_is_a_record_of_its_own(entry: str, link: Link) -> None:
    record = read()[0][entry]
    assert (record.subject, record.links) == (None, (link,))


def test_a_wallet_its_holder_and_what_it_paid() -> None:
    found, notes = read()
    held = found["wal-1"].links[0]
    assert (held.predicate, held.source, held.target.name) == ("HOLDS", GANG, WALLET)
    paid = found["pay-2"].links[0]
    assert (paid.source and paid.source.key, paid.amount, paid.currency) == (held.target.key, 12.5, "BTC")
    assert [(bad.locator, bad.rule) for bad in notes.unreadable] == [
        ("entities.ftm.json, line 9", "the address 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3 passes no checksum")
    ]


def test_a_sanction_is_a_measure_of_its_authority() -> None:
    record = read()[0]["san-1"]
    measure = record.measures[0]
    assert (measure.kind, measure.by, measure.against, measure.start_date, measure.end_date) == (
        "sanction", (Thing("Office of Foreign Assets Control", "Agency"),), (MAX,), "2020-03-02", "2024-01-01",
    )  # fmt: skip
    assert record.facts == (Fact("tag", "program: CYBER2", about=MAX),)


def test_a_passport_is_a_fact_about_its_holder() -> None:
    assert read()[0]["pas-1"].facts == (
        Fact("identifier", identifier("passport", "CD7654321", "ru"), about=Thing("Moritz Muster", "Person", "NK-7")),
    )


def test_nothing_is_lost_unsaid() -> None:
    found, notes = read()
    assert notes.left_out == {"Vessel": 1, "Ownership of a Vessel": 1, "Address": 1, "Passport without a number": 1}
    lines = len(FIXTURE.read_text().splitlines())
    assert len(found) + notes.bad_records + notes.left_out.total() == lines


def test_records_credit_whom_their_dataset_copies() -> None:
    found, _ = read()
    assert {entry: found[entry].origin for entry in ("NK-1", "NK-2", "NK-3", "NK-4", "NK-5", "NK-6")} == {
        "NK-1": "OFAC", "NK-2": "OFAC", "NK-3": "United Nations Security Council", "NK-4": None, "NK-5": None, "NK-6": None,
    }  # fmt: skip


def test_a_dataset_that_is_not_known_credits_nobody() -> None:
    assert origin_of(["us_ofac_sdn", "xx_new_list"]) is None


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('{"id": "b", "schema": "Person", "prop', "no JSON (Invalid control character at)"),
        ("[" * 100_000, "nested too deeply"),
        ("[1]", "no object"),
        (
            '{"id": "b", "schema": "Person", "properties": {"name": ["\\ud800"]}}',
            "no text: half a surrogate pair stands in it",
        ),
        ('{"schema": "Person", "properties": {}}', "it has no id"),
        ('{"id": "b", "properties": {}}', "it has no schema"),
        ('{"id": "b", "schema": "Person"}', "it has no properties"),
        (entity("b", "Dragon"), "the schema Dragon is not known"),
        (entity("b", "Person", gender=["male"]), "it has no name"),
        (entity("a"), "the id a stands already on entities.ftm.json, line 1"),
        (entity("b", "Ownership", owner=["a"]), "it has no asset"),
        (entity("b", "Ownership", owner=["a"], asset=["zz"]), "its asset zz is not in the file"),
        (entity("b", "Associate", person=["a"], associate=["a"]), "both its ends are one"),
        (entity("b", "Person", name=[{"id": "c"}]), "entities are nested in it"),
    ],
)
def test_a_broken_line_in_the_middle_costs_itself_only(tmp_path: Path, line: Any, rule: str) -> None:
    found, notes = read(written(tmp_path, entity("a"), line, entity("z")))
    assert set(found) == {"a", "z"}
    assert [(bad.locator, bad.rule) for bad in notes.unreadable] == [("entities.ftm.json, line 2", rule)]


def test_bytes_of_another_encoding_cost_their_line_only(tmp_path: Path) -> None:
    path = tmp_path / "entities.ftm.json"
    good = [json.dumps(entity(name)).encode() for name in "az"]
    path.write_bytes(b"\n".join([good[0], b'{"id": "\xff"}', good[1]]) + b"\n")
    found, notes = read(path)
    assert (set(found), [bad.rule for bad in notes.unreadable]) == ({"a", "z"}, ["no UTF-8"])


def test_an_endless_line_costs_itself_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ftm, "MAX_LINE", 200)
    found, notes = read(written(tmp_path, entity("a"), "x" * 1000, entity("z")))
    assert (set(found), [bad.rule for bad in notes.unreadable]) == ({"a", "z"}, ["a line of more than 200 bytes"])


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("", "the file is empty"),
        ('{"op":"ADD","entity":{"id":"a"}}\n', "it is a delta: what changed between two versions"),
        ('{"versions": \n {"1": "https://example.org"}}\n', "it is an index of deltas, not of entities"),
        ('{\n  "datasets": [\n {"name": "x"}]\n}\n', "it is a catalogue of datasets, not their entities"),
        ('{"DATA_SOURCE":"X","RECORD_ID":"1"}\n', "it is an export for Senzing"),
        ('{\n  "some": "thing"\n}\n', "it is one JSON document, not one a line"),
        ("id,name\n1,x\n", "none of its first lines is an entity"),
        (
            json.dumps(entity("a", "Person", name=["A B"], sanctions=[{"id": "s"}])) + "\n",
            "entities are nested in it: it is a file of targets, whose edges are told twice or not at all",
        ),
    ],
)
def test_other_files_are_refused_by_what_they_are(tmp_path: Path, content: str, rule: str) -> None:
    path = tmp_path / "entities.ftm.json"
    path.write_text(content)
    with pytest.raises(ListRefused) as refused:
        read(path)
    assert refused.value.rule == rule


def test_a_file_that_ends_within_a_line_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, entity("a"), '{"id": "b", "sch', end="")
    with pytest.raises(ListRefused, match=r"line 2: no JSON .* and there the file ends"):
        read(path)


def test_without_a_file_it_says_why_there_is_none() -> None:
    with pytest.raises(ListRefused, match="--from"):
        list(SOURCE.read([], Notes()))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="cannot be read"):
        read(tmp_path / "none.json")
