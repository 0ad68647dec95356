"""MISP galaxy clusters read entry by entry, with what must be known of a whole file before its first entry is a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ingest.lists.json_stream import NoArray, items
from ingest.lists.record import Notes
from ingest.source import ListRefused

THREAT_ACTORS: Final = "threat-actor"
MICROSOFT: Final = "microsoft-activity-group"
RANSOMWARE: Final = "ransomware"
CANADA: Final = "canada-listed-terrorist-entities"
LOADED: Final = frozenset({THREAT_ACTORS, MICROSOFT, RANSOMWARE, CANADA})
"""The types of galaxies that are about somebody, and are not a copy of another list."""

NO_NAME: Final = frozenset({"unknown"})
"""What an entry is called that nobody has named: it would join all that is unknown."""


@dataclass(frozen=True, slots=True)
class Galaxy:
    """A file: the type of its entries and its version ("" where unstated), and the names of those that become records."""

    path: Path
    type: str
    version: str
    names: dict[str, str]


@dataclass(slots=True)
class Cluster:
    """An entry: its fields that have not been taken yet are in `rest` and `meta`."""

    locator: str
    id: str
    name: str
    meta: dict[str, Any] = field(default_factory=dict)
    related: list[Any] = field(default_factory=list)
    rest: dict[str, Any] = field(default_factory=dict)


def galaxy(path: Path) -> Galaxy | None:
    """Read a file once for its type and its entries' names; None for the description of a galaxy, which has no entries.

    Raises ListRefused where it is neither.
    """
    others: dict[str, Any] = {}
    names: dict[str, str] = {}
    families: set[str] = set()
    try:
        for item in items(path, "values", others):
            if item.fault or _fault(item.value):
                continue
            if _passed_over(item.value) is None:
                names[item.value["uuid"]] = _name(item.value)
            if not _is_somebody(item.value):
                families.add(item.value["uuid"])
    except NoArray:
        if {"namespace", "icon", "type"} <= others.keys():
            return None
        raise
    kind = others.get("type")
    if not isinstance(kind, str) or not kind:
        raise ListRefused(str(path), "it does not say which galaxy it is", "this seems to be another list")
    if kind == RANSOMWARE:
        names = {uuid: name for uuid, name in names.items() if uuid not in families}
    return Galaxy(path, kind, str(others.get("version", "")), names if kind in LOADED else {})


def clusters(found: Galaxy, notes: Notes) -> Iterator[Cluster]:
    """Yield the entries of a galaxy that become records; what cannot be read and what is left out is noted."""
    met: set[str] = set()
    for item in items(found.path, "values"):
        locator = f"{found.path.name}, line {item.line}"
        if found.type not in LOADED:
            notes.leave_out(f"entry of the galaxy {found.type}")
            continue
        rule = item.fault or _fault(item.value)
        if rule is None and item.value["uuid"] in met:
            rule = f"the uuid {item.value['uuid'][:40]} stands twice"
        if rule:
            notes.bad(locator, rule, json.dumps(item.value))
            continue
        met.add(item.value["uuid"])
        left_out = _left_out(found, item.value)
        if left_out:
            notes.leave_out(left_out)
        else:
            yield _cluster(locator, item.value)


def _left_out(found: Galaxy, value: dict[str, Any]) -> str | None:
    if found.type == RANSOMWARE and not _is_somebody(value):
        return "ransomware family"
    return _passed_over(value)


def _passed_over(value: dict[str, Any]) -> str | None:
    """Why an entry of any galaxy is about nobody; None where it is about somebody."""
    if value.get("revoked") is True:
        return "revoked entry"
    if _name(value).casefold() in NO_NAME:
        return "entry without a name of its own"
    classes = value.get("meta", {}).get("threat-actor-classification")
    if classes and isinstance(classes, list) and all(each in ("operation", "campaign") for each in classes):
        return "operation or campaign"
    return None


def _is_somebody(value: dict[str, Any]) -> bool:
    """True for ransomware of which the catalogue knows who runs it: it has sites of its own, or a country it is laid to.

    Malware without either is a program, and may have passed through many hands. Asked of other galaxies it says nothing.
    """
    meta = value.get("meta", {})
    return any(meta.get(name) for name in ("links", "country", "cfr-suspected-state-sponsor"))


def _cluster(locator: str, value: dict[str, Any]) -> Cluster:
    rest = dict(value)
    name, uuid = _name(value), rest.pop("uuid")
    rest.pop("value")
    rest.pop("revoked", None)
    return Cluster(locator, uuid, name, dict(rest.pop("meta", {})), rest.pop("related", []), rest)


def _name(value: dict[str, Any]) -> str:
    return " ".join(value["value"].split())


def _fault(value: Any) -> str | None:
    if not isinstance(value, dict):
        return "an entry is no object"
    if not isinstance(value.get("uuid"), str) or not value["uuid"]:
        return "an entry has no uuid"
    if not isinstance(value.get("value"), str) or not value["value"].strip():
        return "an entry has no name"
    if not isinstance(value.get("meta", {}), dict):
        return "its meta is no object"
    return None if isinstance(value.get("related", []), list) else "its related is no list"
