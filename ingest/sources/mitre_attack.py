"""MITRE ATT&CK: threat groups with their other names, and the campaigns that are attributed to them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ingest.lists import stix
from ingest.lists.record import Fact, Measure, Notes, Record, Thing
from ingest.source import ListRefused, ListSource
from kg.identifiers import identifier
from kg.ontology import GROUP

_REPOSITORY: Final = "https://raw.githubusercontent.com/mitre/cti/master"

_BOOKKEEPING: Final = frozenset(
    "type spec_version id created modified created_by_ref revoked lang confidence extensions object_marking_refs "
    "granular_markings name aliases x_mitre_version x_mitre_deprecated x_mitre_domains x_mitre_attack_spec_version "
    "x_mitre_modified_by_ref x_mitre_first_seen_citation x_mitre_last_seen_citation".split()
)
_LEFT_OUT: Final = {
    "description": "description",
    "external_references": "reference",
    "x_mitre_contributors": "contributor",
}
_TAGS: Final = ("labels", "goals", "resource_level", "primary_motivation", "secondary_motivations", "objective")


@dataclass(slots=True)
class _Reading:
    """A pull of the list: what is known beforehand, whose names go to whom, and which ATT&CK ids have been used."""

    index: stix.Index
    notes: Notes
    inherited: dict[str, list[stix.Head]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)


def read(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield a record a group and a campaign; what is revoked gives its names to whom it was replaced by.

    Raises ListRefused on files that are no bundles, and where there is no ATT&CK group in any.
    """
    index = stix.index(paths)
    if not any(
        isinstance(head, stix.Head) and stix.kind_of(key) == stix.GROUP_TYPE for key, head in index.heads.items()
    ):
        raise ListRefused(", ".join(map(str, paths)), "no ATT&CK group stands in it", "this seems to be another list")
    reading = _Reading(index, notes)
    for stix_id, head in index.heads.items():
        last = index.last_of(stix_id)
        if isinstance(head, stix.Head) and head.state == stix.REVOKED and last not in (None, stix_id):
            reading.inherited.setdefault(str(last), []).append(head)
    for place, locator, value in stix.objects(paths, notes):
        if day := stix.day(value.get("modified")):
            notes.dated(day)
        record = _record(reading, place, locator, value)
        if record is not None:
            yield record


def _record(reading: _Reading, place: int, locator: str, value: dict[str, Any]) -> Record | None:
    notes, kind = reading.notes, value["type"]
    if kind == "relationship":
        _note_relation(reading, value)
        return None
    if kind not in stix.KEPT_TYPES:
        notes.leave_out(kind)
        return None
    if reading.index.newest[value["id"]][1] != place:
        notes.leave_out(f"older version: {kind}")
        return None
    head = reading.index.heads[value["id"]]
    rule = head if isinstance(head, str) else _rule(reading.index, value["id"], head)
    if isinstance(head, str) or rule:
        notes.bad(locator, rule, json.dumps(value))
        return None
    if head.state != stix.LIVE:
        notes.leave_out(f"{head.state} {kind}{_why_lost(reading.index, value['id'], head)}")
        return None
    if head.attack_id in reading.given:
        notes.bad(locator, f"{head.attack_id} already stands for another object", json.dumps(value))
        return None
    reading.given.add(head.attack_id)
    if kind == stix.GROUP_TYPE:
        return _group(reading, locator, value, head)
    return _campaign(reading, locator, value, head)


def _rule(index: stix.Index, stix_id: str, head: stix.Head) -> str:
    """The rule that a revoked object breaks by what it was replaced by; "" for none."""
    if head.state != stix.REVOKED or stix_id not in index.successor:
        return ""
    last = index.last_of(stix_id)
    if last is None:
        return f"{head.attack_id} was revoked in a circle: each stands for the other"
    return (
        ""
        if isinstance(index.heads.get(last), stix.Head)
        else f"{head.attack_id} was revoked by {last}, which is not here"
    )


def _why_lost(index: stix.Index, stix_id: str, head: stix.Head) -> str:
    """Say of a revoked object where its names went, where not to a record."""
    if head.state != stix.REVOKED:
        return ""
    last = index.heads.get(index.last_of(stix_id) or "")
    if isinstance(last, stix.Head) and last.state == stix.LIVE:
        return ", its names kept"
    return " without a successor"


def _note_relation(reading: _Reading, value: dict[str, Any]) -> None:
    kind = str(value.get("relationship_type"))
    if not stix.followed(value):
        reading.notes.leave_out(f"relation: {kind}")
    elif stix.taken_back(value):
        reading.notes.leave_out(f"relation taken back: {kind}")
    elif value["source_ref"] not in reading.index.heads:
        reading.notes.leave_out(f"relation of what is not here: {kind}")


def _group(reading: _Reading, locator: str, value: dict[str, Any], head: stix.Head) -> Record:
    older = sorted(reading.inherited.get(value["id"], ()), key=lambda each: each.attack_id)
    facts = [Fact("alias", alias) for alias in _other_names(head, older)]
    facts += [Fact("identifier", identifier("mitre", each.attack_id)) for each in (head, *older)]
    facts.append(Fact("tag", f"stix id: {value['id']}"))
    facts += [
        Fact("tag", f"{word}: {found}")
        for name, word in (("first_seen", "first seen"), ("last_seen", "last seen"))
        if (found := stix.day(value.get(name)))
    ]
    facts += _common_tags(reading.notes, value, ("first_seen", "last_seen"))
    return Record(head.attack_id, locator, Thing(head.names[0], GROUP), tuple(facts))


def _other_names(head: stix.Head, older: Sequence[stix.Head]) -> list[str]:
    met = {head.names[0].casefold()}
    found = []
    for name in (*head.names[1:], *(name for each in older for name in each.names)):
        if name.casefold() not in met:
            met.add(name.casefold())
            found.append(name)
    return found


def _campaign(reading: _Reading, locator: str, value: dict[str, Any], head: stix.Head) -> Record | None:
    dates = {name: stix.day(value.get(name)) for name in ("first_seen", "last_seen")}
    for name, found in dates.items():
        if value.get(name) is not None and found is None:
            reading.notes.bad(locator, f"{name} of {head.attack_id} is no date", json.dumps(value))
            return None
    groups = _attributed_to(reading.index, value["id"])
    if isinstance(groups, str):
        reading.notes.leave_out(groups)
        return None
    older = sorted(reading.inherited.get(value["id"], ()), key=lambda each: each.attack_id)
    names = [head.names[0], *_other_names(head, older)]
    tags = [Fact("tag", f"campaign: {name}", group) for group in groups for name in names]
    _common_tags(reading.notes, value, ("first_seen", "last_seen"))
    attack = Measure("attack", groups, start_date=dates["first_seen"], end_date=dates["last_seen"], key=head.attack_id)
    return Record(head.attack_id, locator, None, tuple(tags), measures=(attack,))


def _attributed_to(index: stix.Index, stix_id: str) -> tuple[Thing, ...] | str:
    """The groups that a campaign is attributed to, or why none is named: an act without a doer says nothing here."""
    named = index.attributed.get(stix_id, ())
    if not named:
        return "campaign attributed to nobody"
    heads = (index.heads.get(index.last_of(each) or "") for each in named)
    live = {head.attack_id: head for head in heads if isinstance(head, stix.Head) and head.state == stix.LIVE}
    if not live:
        return "campaign of a group that is left out or not here"
    return tuple(Thing(head.names[0], GROUP, entry=key) for key, head in sorted(live.items()))


def _common_tags(notes: Notes, value: dict[str, Any], handled: Sequence[str]) -> list[Fact]:
    """Turn the optional fields into tags, count what is not loaded and what is not known."""
    tags: list[Fact] = []
    for name, found in value.items():
        if name in _LEFT_OUT:
            for _ in found if isinstance(found, list) else (found,):
                notes.leave_out(_LEFT_OUT[name])
        elif name in _TAGS:
            tags += [
                Fact("tag", f"{name.replace('_', ' ')}: {each}")
                for each in (found if isinstance(found, list) else [found])
            ]
        elif name not in _BOOKKEEPING and name not in handled:
            notes.unknown_field(name)
    return tags


SOURCE = ListSource(
    name="mitre-attack",
    title="MITRE ATT&CK: groups and campaigns",
    publisher="MITRE",
    primary="MITRE",
    urls=(
        f"{_REPOSITORY}/enterprise-attack/enterprise-attack.json",
        f"{_REPOSITORY}/ics-attack/ics-attack.json",
        f"{_REPOSITORY}/mobile-attack/mobile-attack.json",
    ),
    licence="ATT&CK terms of use",
    reliability=0.85,
    reason="curated by analysts from public reports, each statement with its reference",
    bounds={"records": (100, 900), "Group": (85, 700)},
    read=read,
    suffixes=(".json",),
    catalogue=True,
)
