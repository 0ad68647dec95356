"""The MISP galaxy: names, countries, sponsors and victims as it states them; programs and copies of other lists left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.lists.misp_meta import country
from ingest.lists.record import Fact, Link, Measure, Notes, Record, Thing
from ingest.source import ListRefused, source_named
from ingest.sources.misp_galaxy import SOURCE, read
from kg.ontology import allows

FOLDER = Path(__file__).parents[1] / "fixtures" / "sources" / "misp_galaxy"
ACTORS = FOLDER / "threat-actor.json"


def uuid(number: int) -> str:
    return f"{number:08d}-1111-4111-8111-111111111111"


def pull(*paths: Path) -> tuple[dict[str, Record], Notes]:
    notes = Notes()
    return {record.id: record for record in read(paths, notes)}, notes


def whole() -> tuple[dict[str, Record], Notes]:
    return pull(*sorted(FOLDER.glob("*.json")))


def facts(record: Record, predicate: str) -> list[str]:
    return [fact.value for fact in record.facts if fact.predicate == predicate]


def changed(tmp_path: Path, *, of: Path = ACTORS, place: int = 0, **fields: Any) -> Path:
    """A copy of a galaxy with fields of one entry's meta changed; None takes one away."""
    held = json.loads(of.read_text())
    meta = held["values"][place]["meta"]
    meta.update(fields)
    held["values"][place]["meta"] = {name: value for name, value in meta.items() if value is not None}
    path = tmp_path / of.name
    path.write_text(json.dumps(held))
    return path


def test_each_galaxy_is_a_part_and_each_uuid_a_record():
    assert {(record.part, record.subject.name, record.subject.label) for record in whole()[0].values()} == {
        ("threat-actor", "Amber Heron", "Group"),
        ("threat-actor", "Copper Stoat", "Group"),
        ("threat-actor", "Tin Stoat", "Group"),
        ("ransomware", "LockReed", "Group"),
        ("ransomware", "OldReed", "Group"),
        ("microsoft-activity-group", "Reed Typhoon", "Group"),
        ("canada-listed-terrorist-entities", "Front of Reeds", "Group"),
        ("canada-listed-terrorist-entities", "James Mason", "Person"),
    }
    assert all(key == record.id for key, record in whole()[0].items())


def test_synonyms_are_aliases_once_and_never_the_own_name():
    record = whole()[0][uuid(1)]
    assert facts(record, "alias") == ["Hidden Heron", "Reedling", "APT-X-9"]


def test_the_name_of_a_subgroup_is_a_tag_and_too_weak_an_alias_to_join_by():
    record = whole()[0][uuid(1)]
    assert Fact("alias", "Reedling", weak=True) in record.facts
    assert "subgroup: Reedling" in facts(record, "tag")


def test_a_mitre_id_is_a_tag_and_identifies_nothing():
    record = whole()[0][uuid(1)]
    assert "mitre id: G9001" in facts(record, "tag")
    assert not facts(record, "identifier")


def test_who_gave_a_name_is_a_tag():
    assert {tag for tag in facts(whole()[0][uuid(1)], "tag") if "named by" in tag} == {
        "APT-X-9: named by Vendor Lab", "Hidden Heron: named by Vendor Lab",
    }  # fmt: skip


def test_place_and_sponsor_are_alleged_as_surely_as_the_attribution():
    korea = Thing("North Korea", "Country")
    links = [link for link in whole()[0][uuid(1)].links if link.target.label == "Country"]
    assert links == [
        Link("LOCATED_IN", korea, status="alleged", confidence=0.75),
        Link("ACTS_FOR", korea, status="alleged", confidence=0.75),
    ]
    assert facts(whole()[0][uuid(1)], "kind") == ["state"]


def test_an_unknown_sponsor_is_none():
    record = whole()[0][uuid(2)]
    assert [(link.predicate, link.target.name, link.confidence) for link in record.links] == [
        ("LOCATED_IN", "Russia", 0.5)
    ]
    assert not facts(record, "kind")


def test_victims_are_one_alleged_attack_and_regions_are_nobody():
    record = whole()[0][uuid(1)]
    assert record.measures == (
        Measure(
            "attack", (record.subject,), (Thing("South Korea", "Country"), Thing("Bangladesh Bank")), status="alleged"
        ),
    )
    assert "victim: Middle East" in facts(record, "tag")
    assert whole()[0][uuid(2)].measures[0].against == (Thing("Ukraine", "Country"),)


def test_relations_are_as_sure_as_their_estimative_language():
    stoat, tin = Thing("Copper Stoat", "Group", entry=uuid(2)), Thing("Tin Stoat", "Group", entry=uuid(3))
    assert [link for link in whole()[0][uuid(1)].links if link.target.label == "Group"] == [
        Link("MEMBER_OF", stoat, status="alleged", confidence=0.7),
        Link("ASSOCIATED_WITH", tin, status="asserted", confidence=0.95, role="similar"),
        Link("ASSOCIATED_WITH", tin, status="alleged", confidence=0.85, role="linked-to"),
    ]


def test_every_link_is_one_that_the_ontology_allows():
    assert all(
        allows(link.predicate, record.subject.label, link.target.label)
        for record in whole()[0].values()
        for link in record.links
    )


def test_ransomware_is_a_gang_where_it_has_sites_of_its_own():
    record = whole()[0][uuid(11)]
    assert facts(record, "kind") == ["ransomware"]
    assert facts(record, "tag") == ["payment method: Bitcoin"]
    assert [(link.target.name, link.role, link.confidence) for link in record.links] == [
        ("OldReed", "successor-of", 0.5)
    ]


def test_a_listing_in_canada_is_a_sanction_with_its_date_and_origin():
    record = whole()[0][uuid(31)]
    assert record.origin == "Public Safety Canada"
    assert record.measures == (
        Measure("sanction", (Thing("Public Safety Canada", "Agency"),), (record.subject,), start_date="2003-02-12"),
    )
    assert [fact for fact in record.facts if fact.predicate == "alias"] == [
        Fact("alias", "FOR", weak=True), Fact("alias", "Movement of the Marsh"),
    ]  # fmt: skip
    assert facts(record, "tag") == ["Public Safety Canada entry: 77", "listing reviewed: 2024-06-07"]
    assert facts(whole()[0][uuid(32)], "kind") == []


def test_all_that_is_left_out_is_counted():
    notes = whole()[1]
    assert dict(notes.left_out) == {
        "ransomware family": 2, "entry without a name of its own": 1, "operation or campaign": 1, "revoked entry": 1,
        "entry of the galaxy country": 1, "description of a galaxy": 1, "reference": 3, "description": 10,
        "address of a leak site": 2, "detail of malware": 1, "who coined a name, by a number of another galaxy": 1,
        "relation: uses": 1, "relation to another galaxy, or to what is left out": 3,
    }  # fmt: skip
    assert notes.bad_records == 0
    assert "threat-actor: version 7" in notes.remarks


def test_what_a_field_says_that_is_not_understood_is_told():
    assert whole()[1].unknown == {"attribution-confidence: high": 1}


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("mood", "grim", "mood"),
        ("country", "XX", "country: XX"),
        ("attribution-confidence", "101", "attribution-confidence: 101"),
        ("attribution-confidence", "²", "attribution-confidence: ²"),
        ("cfr-suspected-state-sponsor", "Atlantis", "cfr-suspected-state-sponsor: Atlantis"),
        ("synonyms", [{"name": "x"}], "synonyms that is no text"),
    ],
)
def test_an_unknown_field_or_value_is_told_and_the_record_kept(field, value, told, tmp_path):
    records, notes = pull(changed(tmp_path, **{field: value}))
    assert uuid(1) in records
    assert notes.unknown[told] == 1


def test_a_long_narrative_is_counted_and_not_copied(tmp_path):
    records, notes = pull(changed(tmp_path, place=1, victimology="w " * 400))
    assert not any(tag.startswith("victims") for tag in facts(records[uuid(2)], "tag"))
    assert notes.left_out["description"] == pull(ACTORS)[1].left_out["description"] + 1


@pytest.mark.parametrize("name", ["Middle East", "European Union", "Global", "Lebonon", "Kurdistan", ""])
def test_what_is_no_state_is_no_country(name):
    assert country(name) is None


@pytest.mark.parametrize(
    ("spoilt", "rule"),
    [
        ({"value": "No Number"}, "has no uuid"),
        ({"uuid": uuid(90)}, "has no name"),
        ({"uuid": uuid(90), "value": " "}, "has no name"),
        ({"uuid": uuid(90), "value": "Odd", "meta": []}, "meta is no object"),
        ({"uuid": uuid(90), "value": "Odd", "related": {}}, "related is no list"),
        ({"uuid": uuid(1), "value": "Second Heron"}, "stands twice"),
        ({"uuid": uuid(90), "value": "\ud800"}, "surrogate"),
        ("Heron", "is no object"),
    ],
)
def test_a_broken_entry_is_named_and_the_rest_goes_on(spoilt, rule, tmp_path):
    held = json.loads(ACTORS.read_text())
    held["values"].append(spoilt)
    path = tmp_path / "threat-actor.json"
    path.write_text(json.dumps(held, indent=1))
    records, notes = pull(path)
    assert set(records) == set(pull(ACTORS)[0])
    assert [rule in each.rule for each in notes.unreadable] == [True]
    assert notes.unreadable[0].locator.startswith("threat-actor.json, line ")


def test_a_relation_without_a_destination_is_told(tmp_path):
    held = json.loads(ACTORS.read_text())
    held["values"][1]["related"] = [{"type": "similar"}, 7]
    path = tmp_path / "threat-actor.json"
    path.write_text(json.dumps(held))
    assert pull(path)[1].unknown["related without type and dest-uuid"] == 2


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "empty"),
        (ACTORS.read_text()[:2000], "line"),
        (json.dumps({"type": "bundle", "objects": []}), 'no list "values"'),
        (json.dumps({"values": []}), "which galaxy"),
        (json.dumps({"type": 7, "values": []}), "which galaxy"),
        ((FOLDER / "country.json").read_text(), "no galaxy of"),
        ((FOLDER / "galaxy-description.json").read_text(), "no galaxy of"),
        ((FOLDER / "galaxy-description.json").read_text()[:-20], "ends early|JSON"),
        ('{"type": "threat-actor", "values": [Infinity]}', "Infinity"),
    ],
)
def test_files_that_are_not_this_list_are_refused_before_the_first_record(text, rule, tmp_path):
    path = tmp_path / "galaxy.json"
    path.write_text(text)
    with pytest.raises(ListRefused, match=rule):
        next(read([path], Notes()))


def test_one_broken_file_refuses_all(tmp_path):
    path = tmp_path / "ransomware.json"
    path.write_text((FOLDER / "ransomware.json").read_text()[:-30])
    with pytest.raises(ListRefused):
        next(read([ACTORS, path], Notes()))


def test_the_source_is_found_by_its_name():
    assert source_named("misp-galaxy") is SOURCE
    assert SOURCE.catalogue
