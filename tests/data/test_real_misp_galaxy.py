"""The real MISP galaxies: every entry is a record, bad, or left out, and the known actors are who they should be."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from ingest.lists.misp import CANADA, MICROSOFT, RANSOMWARE, THREAT_ACTORS
from ingest.lists.record import Notes, Record
from ingest.sources.misp_galaxy import PERSONS, SOURCE, read
from kg.ontology import allows

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "data" / "threat_actors" / "misp_galaxy"


@pytest.fixture(scope="module")
def pulled(folder: Path) -> tuple[list[Record], Notes]:
    notes = Notes()
    return list(read(sorted(folder.glob("*.json")), notes)), notes


def named(records: list[Record], part: str, name: str) -> Record:
    (found,) = (record for record in records if record.part == part and record.subject.name == name)
    return found


def aliases(record: Record) -> set[str]:
    return {fact.value for fact in record.facts if fact.predicate == "alias"}


def test_no_entry_is_lost_in_silence(folder, pulled):
    records, notes = pulled
    held = sum(len(json.loads(path.read_text()).get("values", ())) for path in folder.glob("*.json"))
    entries = ("ransomware family", "entry ", "revoked entry", "operation or campaign")
    left_out = sum(count for kind, count in notes.left_out.items() if kind.startswith(entries))
    assert len(records) + notes.bad_records + left_out == held
    assert notes.bad_records == 0
    assert not notes.unknown


def test_the_parts_are_as_large_as_they_should_be(pulled):
    records, notes = pulled
    assert Counter(record.part for record in records) == {
        THREAT_ACTORS: 1037,
        RANSOMWARE: 462,
        MICROSOFT: 179,
        CANADA: 90,
    }
    assert notes.left_out["ransomware family"] == 1672
    low, high = SOURCE.bounds["records"]
    assert low <= len(records) <= high


def test_each_uuid_is_one_record(pulled):
    assert max(Counter(record.id for record in pulled[0]).values()) == 1


def test_lazarus_is_called_what_the_galaxy_calls_it(pulled):
    record = named(pulled[0], THREAT_ACTORS, "Lazarus Group")
    assert {"Hidden Cobra", "Zinc", "APT38"} <= aliases(record)
    assert {"mitre id: G0032", "mitre id: G0082"} <= {fact.value for fact in record.facts}
    assert {fact.value for fact in record.facts if fact.weak} == {"Bluenoroff"}
    assert {(link.predicate, link.target.name) for link in record.links if link.target.label == "Country"} == {
        ("LOCATED_IN", "North Korea"), ("ACTS_FOR", "North Korea"),
    }  # fmt: skip
    assert {"Bangladesh Bank", "Sony Pictures Entertainment"} <= {each.name for each in record.measures[0].against}


def test_apt28_and_apt29_are_two_that_share_the_name_of_a_joint_operation(pulled):
    one, two = (named(pulled[0], THREAT_ACTORS, name) for name in ("APT28", "APT29"))
    assert {each.casefold() for each in aliases(one)} & {each.casefold() for each in aliases(two)} == {"grizzly steppe"}


def test_part_of_is_membership(pulled):
    members = {
        (r.subject.name, link.target.name) for r in pulled[0] for link in r.links if link.predicate == "MEMBER_OF"
    }
    assert members == {("TA406", "Kimsuky"), ("DEV-0270", "APT35")}


def test_what_is_not_the_lists_own_statement_is_alleged(pulled):
    records, _ = pulled
    assert {link.status for r in records for link in r.links if link.target.label == "Country"} == {"alleged"}
    assert {m.status for r in records for m in r.measures if m.kind == "attack"} == {"alleged"}


def test_every_link_is_allowed_and_ends_in_a_record(pulled):
    records, _ = pulled
    ids = {record.id for record in records}
    assert all(link.target.entry is None or link.target.entry in ids for record in records for link in record.links)
    assert all(
        allows(link.predicate, record.subject.label, link.target.label) for record in records for link in record.links
    )


def test_human_beings_in_the_canadian_list_are_persons(pulled):
    assert {record.subject.name for record in pulled[0] if record.subject.label == "Person"} == PERSONS
