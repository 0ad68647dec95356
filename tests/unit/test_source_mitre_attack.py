"""MITRE ATT&CK: who is called what, whose place was taken, who is said to have done a campaign."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.lists.record import Fact, Notes, Record, Thing
from ingest.source import ListRefused, source_named
from ingest.sources.mitre_attack import SOURCE, read

BUNDLE = Path(__file__).parents[1] / "fixtures" / "sources" / "mitre_attack" / "bundle.json"
HERON = "intrusion-set--00000001-0000-4000-8000-000000000000"


def objects() -> list[dict[str, Any]]:
    return json.loads(BUNDLE.read_text())["objects"]


def write(path: Path, held: list[Any], **more: Any) -> Path:
    path.write_text(json.dumps({"type": "bundle", "objects": held, **more}))
    return path


def pull(*paths: Path) -> tuple[dict[str, Record], Notes]:
    notes = Notes()
    return {record.id: record for record in read(paths, notes)}, notes


def aliases(record: Record) -> list[str]:
    return [fact.value for fact in record.facts if fact.predicate == "alias"]


def test_a_group_is_told_by_its_attack_id_names_and_stix_id():
    record = pull(BUNDLE)[0]["G9002"]
    assert record.subject == Thing("Copper Stoat", "Group")
    assert set(record.facts) == {
        Fact("alias", "Tin Stoat"),
        Fact("identifier", "mitre::G9002"),
        Fact("tag", "stix id: intrusion-set--00000002-0000-4000-8000-000000000000"),
    }


def test_names_of_the_revoked_go_along_the_chain_to_whom_they_were_replaced_by():
    record = pull(BUNDLE)[0]["G9001"]
    assert aliases(record) == ["GREY HERON", "Group Zero", "Older Heron", "Old Heron", "Marsh Bird"]
    assert {fact.value for fact in record.facts if fact.predicate == "identifier"} == {
        "mitre::G9001", "mitre::G9008", "mitre::G9009",
    }  # fmt: skip


def test_only_live_groups_and_attributed_campaigns_are_records():
    assert set(pull(BUNDLE)[0]) == {"G9001", "G9002", "C9001"}


def test_a_campaign_is_an_attack_by_those_it_is_attributed_to():
    record = pull(BUNDLE)[0]["C9001"]
    heron, stoat = Thing("Amber Heron", "Group", entry="G9001"), Thing("Copper Stoat", "Group", entry="G9002")
    (attack,) = record.measures
    assert record.subject is None
    assert (attack.kind, attack.by, attack.against, attack.key) == ("attack", (heron, stoat), (), "C9001")
    assert (attack.start_date, attack.end_date) == ("2023-05-01", "2023-09-01")
    assert set(record.facts) == {
        Fact("tag", f"campaign: {name}", group)
        for name in ("Operation Reed", "Operation Rush")
        for group in (heron, stoat)
    }


def test_all_that_is_left_out_is_counted():
    _, notes = pull(BUNDLE)
    assert dict(notes.left_out) == {
        "marking-definition": 1, "malware": 1, "relation: uses": 1, "older version: intrusion-set": 1,
        "revoked intrusion-set, its names kept": 2, "revoked intrusion-set without a successor": 1,
        "deprecated intrusion-set": 1, "deprecated campaign": 1, "campaign attributed to nobody": 1,
        "campaign of a group that is left out or not here": 1, "relation taken back: attributed-to": 1,
        "relation of what is not here: attributed-to": 1, "description": 3, "reference": 6, "contributor": 2,
    }  # fmt: skip
    assert not notes.unknown
    assert notes.bad_records == 0
    assert notes.published == "2025-01-02"


def test_a_folder_of_single_bundles_says_the_same(tmp_path):
    paths = [write(tmp_path / f"{place:03}.json", [each]) for place, each in enumerate(objects())]
    parts, part_notes = pull(*paths)
    whole, notes = pull(BUNDLE)
    assert {key: (r.subject, r.facts, r.measures) for key, r in parts.items()} == {
        key: (r.subject, r.facts, r.measures) for key, r in whole.items()
    }
    assert part_notes.left_out == notes.left_out


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_versions_the_newer_counts_wherever_it_stands(order, tmp_path):
    record = pull(write(tmp_path / "b.json", objects()[::order]))[0]["G9001"]
    assert record.subject == Thing("Amber Heron", "Group")
    assert "Never Used" not in aliases(record)


def test_a_relation_taken_back_in_a_newer_version_is_not_followed(tmp_path):
    held = objects()
    relations = [each for each in held if each.get("relationship_type") == "attributed-to"]
    newer = {**relations[0], "modified": "2026-01-01T00:00:00.000Z", "revoked": True}
    record = pull(write(tmp_path / "b.json", [newer, *held]))[0]["C9001"]
    assert [each.entry for each in record.measures[0].by] == ["G9002"]


def test_a_field_that_is_not_known_is_told_once_for_all(tmp_path):
    held = objects()
    for each in held:
        if each["type"] == "intrusion-set":
            each["x_mitre_mood"] = "grim"
    assert pull(write(tmp_path / "b.json", held))[1].unknown == {"x_mitre_mood": 2}


def test_optional_fields_are_tags(tmp_path):
    held = objects()
    held[2].update(first_seen="2014-03-02T00:00:00Z", goals=["money", "noise"])
    tags = {fact.value for fact in pull(write(tmp_path / "b.json", held))[0]["G9001"].facts if fact.predicate == "tag"}
    assert tags >= {"first seen: 2014-03-02", "goals: money", "goals: noise", "primary motivation: personal-gain"}


def _nameless(each: dict[str, Any]) -> None:
    del each["name"]


def _with_odd_aliases(each: dict[str, Any]) -> None:
    each["aliases"] = "GREY HERON"


def _without_id(each: dict[str, Any]) -> None:
    each["external_references"] = [{"source_name": "Example", "external_id": "G9001"}]


def _with_the_id_of_another(each: dict[str, Any]) -> None:
    each["external_references"][0]["external_id"] = "G9002"


def _of_another_type(each: dict[str, Any]) -> None:
    each["type"] = "campaign"


def _half_a_character(each: dict[str, Any]) -> None:
    each["name"] = "\ud800"


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (_nameless, "has no name"),
        (_with_odd_aliases, "aliases are no list"),
        (_without_id, "no ATT&CK id"),
        (_with_the_id_of_another, "already stands for another"),
        (_of_another_type, "is not that of a campaign"),
        (_half_a_character, "surrogate"),
    ],
)
def test_a_broken_object_is_named_and_the_rest_goes_on(spoil, rule, tmp_path):
    held = [each for each in objects() if each.get("modified") != "2023-01-01T00:00:00.000Z"]
    stoat = held.pop(next(place for place, each in enumerate(held) if each.get("name") == "Copper Stoat"))
    heron = next(each for each in held if each["id"] == HERON)
    spoil(heron)
    records, notes = pull(write(tmp_path / "b.json", [stoat, *held]))
    assert "G9002" in records
    assert "G9001" not in records
    assert any(rule in each.rule and each.locator.startswith("b.json, line ") for each in notes.unreadable)


@pytest.mark.parametrize("odd", [7, None, [], {"type": "malware"}, {"type": 1, "id": 2}])
def test_what_is_no_object_is_named(odd, tmp_path):
    records, notes = pull(write(tmp_path / "b.json", [odd, *objects()]))
    assert len(records) == 3
    assert notes.bad_records == 1


def test_a_campaign_with_a_date_that_is_none_is_named(tmp_path):
    held = objects()
    next(each for each in held if each.get("name") == "Operation Reed")["first_seen"] = "last summer"
    records, notes = pull(write(tmp_path / "b.json", held))
    assert "C9001" not in records
    assert [each.rule for each in notes.unreadable] == ["first_seen of C9001 is no date"]


def test_groups_that_replace_each_other_are_refused(tmp_path):
    held = objects()
    circle = {
        "type": "relationship", "id": "relationship--00000077-0000-4000-8000-000000000000", "relationship_type": "revoked-by",
        "source_ref": HERON, "target_ref": "intrusion-set--00000008-0000-4000-8000-000000000000",
    }  # fmt: skip
    for each in held:
        if each["id"] == HERON:
            each["revoked"] = True
    records, notes = pull(write(tmp_path / "b.json", [*held, circle]))
    assert "G9001" not in records
    assert {each.rule.partition(":")[0] for each in notes.unreadable} == {
        "G9001 was revoked in a circle", "G9008 was revoked in a circle", "G9009 was revoked in a circle",
    }  # fmt: skip


def test_a_successor_that_is_not_there_is_told(tmp_path):
    held = [each for each in objects() if each["id"] != HERON]
    _, notes = pull(write(tmp_path / "b.json", held))
    assert {each.rule for each in notes.unreadable} == {
        f"{old} was revoked by {HERON}, which is not here" for old in ("G9008", "G9009")
    }


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "empty"),
        (BUNDLE.read_text()[:3000], "line"),
        (json.dumps({"type": "bundle", "objects": []}), "no ATT&CK group"),
        (json.dumps({"type": "report", "objects": objects()}), "no STIX bundle"),
        (json.dumps({"type": "threat-actor", "values": []}), 'no list "objects"'),
        ("<sdnList/>", "no object"),
        ('{"type": "bundle", "objects": [NaN]}', "NaN"),
    ],
)
def test_files_that_are_not_this_list_are_refused_before_the_first_record(text, rule, tmp_path):
    path = tmp_path / "b.json"
    path.write_text(text)
    with pytest.raises(ListRefused, match=rule):
        next(read([path], Notes()))


def test_the_source_is_found_by_its_name():
    assert source_named("mitre-attack") is SOURCE
    assert SOURCE.catalogue
