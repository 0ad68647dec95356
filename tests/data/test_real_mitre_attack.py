"""The real ATT&CK bundles: every object is a record, bad, or left out, and the known groups are who they should be."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from ingest.lists.record import Notes, Record
from ingest.sources.mitre_attack import SOURCE, read

pytestmark = pytest.mark.data

ENTERPRISE = "enterprise-attack-groups-bundle.json"
ICS = "ics-attack-bundle.json"
OF_FIELDS = ("description", "reference", "contributor")
FOLLOWED = (("attributed-to", "campaign", "intrusion-set"), ("revoked-by", "intrusion-set", "intrusion-set"))


def pull(*paths: Path) -> tuple[dict[str, Record], Notes]:
    notes = Notes()
    return {record.id: record for record in read(paths, notes)}, notes


def names(record: Record) -> set[str]:
    return {record.subject.name, *(fact.value for fact in record.facts if fact.predicate == "alias")}


def followed(objects: list[dict]) -> int:
    kinds = Counter(
        (each["relationship_type"], each["source_ref"].partition("--")[0], each["target_ref"].partition("--")[0])
        for each in objects
        if each["type"] == "relationship"
    )
    return sum(kinds[each] for each in FOLLOWED)


@pytest.mark.parametrize(("name", "groups", "campaigns"), [(ENTERPRISE, 172, 24), (ICS, 14, 5)])
def test_no_object_is_lost_in_silence(shared, name, groups, campaigns):
    path = shared / "data" / "threat_actors" / "mitre_attack" / name
    objects = json.loads(path.read_text())["objects"]
    records, notes = pull(path)
    left_out = sum(count for kind, count in notes.left_out.items() if kind not in OF_FIELDS)
    assert len(records) + notes.bad_records + left_out + followed(objects) == len(objects)
    assert Counter(record.subject is not None for record in records.values()) == {True: groups, False: campaigns}
    assert not notes.unknown
    assert notes.bad_records == 0


def test_both_bundles_are_one_list_within_its_bounds(shared):
    folder = shared / "data" / "threat_actors" / "mitre_attack"
    records, notes = pull(*sorted(folder.glob("*.json")))
    low, high = SOURCE.bounds["records"]
    assert low <= len(records) <= high
    assert notes.bad_records == 0
    assert notes.left_out["older version: intrusion-set"] == 14


def test_groups_are_called_what_attack_calls_them(shared):
    records, _ = pull(shared / "data" / "threat_actors" / "mitre_attack" / ENTERPRISE)
    assert {"Lazarus Group", "HIDDEN COBRA", "ZINC"} <= names(records["G0032"])
    assert {"APT38", "Bluenoroff"} <= names(records["G0082"])
    assert not names(records["G0032"]) & names(records["G0082"])
    assert not names(records["G0007"]) & names(records["G0016"])
    assert (records["G0007"].subject.name, records["G0016"].subject.name) == ("APT28", "APT29")


def test_who_was_revoked_lives_on_in_the_names_of_another(shared):
    records, _ = pull(shared / "data" / "threat_actors" / "mitre_attack" / ENTERPRISE)
    assert {"APT34", "OilRig"} <= names(records["G0049"])
    assert {"UNC2452", "APT29"} <= names(records["G0016"])
    assert "G0118" not in records


def test_operation_dream_job_is_laid_to_lazarus(shared):
    records, _ = pull(shared / "data" / "threat_actors" / "mitre_attack" / ENTERPRISE)
    (attack,) = records["C0022"].measures
    assert [by.entry for by in attack.by] == ["G0032"]
    assert (attack.start_date, attack.end_date) == ("2019-09-01", "2020-08-01")
