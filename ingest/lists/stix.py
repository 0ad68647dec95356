"""STIX 2 bundles read object by object: the newest version of each, who took whose place, what is attributed to whom."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ingest.lists.json_stream import items
from ingest.lists.record import Notes
from ingest.source import ListRefused

GROUP_TYPE: Final = "intrusion-set"
CAMPAIGN_TYPE: Final = "campaign"
KEPT_TYPES: Final = frozenset({GROUP_TYPE, CAMPAIGN_TYPE})
LIVE, REVOKED, DEPRECATED = "live", "revoked", "deprecated"

_ATTACK_ID: Final = {GROUP_TYPE: re.compile(r"G\d{4}"), CAMPAIGN_TYPE: re.compile(r"C\d{4}")}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?=$|T)")


@dataclass(frozen=True, slots=True)
class Head:
    """What other objects need to know of a group or campaign: its ATT&CK id, its own name first among its names, its state."""

    attack_id: str
    names: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class _Relation:
    """A version of a relation that is followed; `live` is False where MITRE has taken it back."""

    modified: str
    type: str
    source: str
    target: str
    live: bool


@dataclass(slots=True)
class Index:
    """What must be known of all objects before the first is turned into a record; it holds no descriptions.

    `heads` gives for a STIX id its head, or the rule that it breaks. `attributed` lists the groups of a campaign,
    `successor` who took a revoked object's place.
    """

    newest: dict[str, tuple[str, int]] = field(default_factory=dict)
    heads: dict[str, Head | str] = field(default_factory=dict)
    relations: dict[str, _Relation] = field(default_factory=dict)
    attributed: dict[str, list[str]] = field(default_factory=dict)
    successor: dict[str, str] = field(default_factory=dict)

    def last_of(self, stix_id: str) -> str | None:
        """The id of the object that stands for this one in the end; None where each has been replaced by another in turn."""
        met = {stix_id}
        while self._revoked(stix_id) and stix_id in self.successor:
            stix_id = self.successor[stix_id]
            if stix_id in met:
                return None
            met.add(stix_id)
        return stix_id

    def _revoked(self, stix_id: str) -> bool:
        head = self.heads.get(stix_id)
        return isinstance(head, Head) and head.state == REVOKED


def objects(paths: Sequence[Path], notes: Notes) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield each object of the bundles with its place among all and where it stands; raises ListRefused on other files."""
    place = 0
    for path in paths:
        others: dict[str, Any] = {}
        for item in items(path, "objects", others):
            place += 1
            locator = f"{path.name}, line {item.line}"
            rule = item.fault or _fault(item.value)
            if rule:
                notes.bad(locator, rule, json.dumps(item.value)[:10_000])
            else:
                yield place, locator, item.value
        if others.get("type") != "bundle":
            raise ListRefused(str(path), "it is no STIX bundle", "fetch the official file")


def index(paths: Sequence[Path]) -> Index:
    """Read the bundles once for what their objects say about each other."""
    found = Index()
    # what cannot be read is noted when the objects are read for their records
    for place, _, value in objects(paths, Notes()):
        kind, stix_id, modified = value["type"], value["id"], modified_of(value)
        if kind in KEPT_TYPES and (stix_id not in found.newest or modified > found.newest[stix_id][0]):
            found.newest[stix_id] = (modified, place)
            found.heads[stix_id] = _head(value)
        elif kind == "relationship" and followed(value):
            known = found.relations.get(stix_id)
            if known is None or modified > known.modified:
                found.relations[stix_id] = _relation(value, modified)
    for relation in sorted(found.relations.values(), key=lambda each: (each.modified, each.source, each.target)):
        if not relation.live:
            continue
        if relation.type == "revoked-by":
            found.successor[relation.source] = relation.target
        elif relation.target not in (groups := found.attributed.setdefault(relation.source, [])):
            groups.append(relation.target)
    return found


def followed(value: dict[str, Any]) -> bool:
    """True for a relation between groups and campaigns that says who did something, or who took whose place."""
    kind = value.get("relationship_type")
    source, target = kind_of(value.get("source_ref")), kind_of(value.get("target_ref"))
    if kind == "attributed-to":
        return source == CAMPAIGN_TYPE and target == GROUP_TYPE
    return kind == "revoked-by" and source in KEPT_TYPES and target in KEPT_TYPES


def kind_of(stix_id: Any) -> str:
    """The type that a STIX id begins with; "" for what is no id."""
    return stix_id.partition("--")[0] if isinstance(stix_id, str) else ""


def modified_of(value: dict[str, Any]) -> str:
    """When this version was made, so that of two the greater is the newer; "" where it does not say."""
    modified = value.get("modified") or value.get("created")
    return modified.rstrip("Z") if isinstance(modified, str) else ""


def day(value: Any) -> str | None:
    """The day of a STIX time; None for what is none."""
    found = _DAY.match(value) if isinstance(value, str) else None
    return found.group() if found else None


def taken_back(value: dict[str, Any]) -> bool:
    """True where the object is revoked or deprecated."""
    return value.get("revoked") is True or value.get("x_mitre_deprecated") is True


def _relation(value: dict[str, Any], modified: str) -> _Relation:
    return _Relation(
        modified, value["relationship_type"], value["source_ref"], value["target_ref"], not taken_back(value)
    )


def _head(value: dict[str, Any]) -> Head | str:
    name, aliases = value.get("name"), value.get("aliases", [])
    if not isinstance(name, str) or not name.strip():
        return f"a {value['type']} has no name"
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        return "its aliases are no list of names"
    attack_id = _attack_id(value)
    if attack_id is None:
        return f"a {value['type']} has no ATT&CK id among its references"
    state = LIVE
    if value.get("revoked") is True:
        state = REVOKED
    elif value.get("x_mitre_deprecated") is True:
        state = DEPRECATED
    names = dict.fromkeys(" ".join(each.split()) for each in (name, *aliases) if each.strip())
    return Head(attack_id, tuple(names), state)


def _attack_id(value: dict[str, Any]) -> str | None:
    references = value.get("external_references")
    for reference in references if isinstance(references, list) else ():
        # older bundles of the other two matrices write mitre-ics-attack and mitre-mobile-attack
        if isinstance(reference, dict) and str(reference.get("source_name", "")).startswith("mitre"):
            attack_id = reference.get("external_id")
            if isinstance(attack_id, str) and _ATTACK_ID[value["type"]].fullmatch(attack_id):
                return attack_id
    return None


def _fault(value: Any) -> str | None:
    if not isinstance(value, dict):
        return "an object of the bundle is no object"
    kind, stix_id = value.get("type"), value.get("id")
    if not isinstance(kind, str) or not isinstance(stix_id, str):
        return "an object has no type or no id"
    return None if kind_of(stix_id) == kind else f"the id {stix_id[:80]} is not that of a {kind[:40]}"
