"""Actors of a GraphSense ActorPack -> records, and an index by which tags find them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from ingest.lists.record import Fact, Link, Notes, Record, Thing
from ingest.lists.yaml_stream import entries
from kg.identifiers import identifier
from kg.names import country_name
from kg.ontology import COMPANY, COUNTRY, GROUP

KINDS: Final = {
    "exchange": "exchange",
    "defi_dex": "exchange",
    "mixing_service": "mixer",
    "coinjoin": "mixer",
    "market": "marketplace",
    "dark_web": "marketplace",
    "payment_processor": "payment",
    "gambling": "casino",
}
"""GraphSense's categories of a business -> kinds of a Company; the others are no kind here, and stay tags."""

_OFFENDERS: Final = {
    "ransomware": "ransomware",
    "phishing": "scam",
    "social_engineering": "scam",
    "service_hack": "other",
    "hacking": "other",
}
"""Categories that are deeds: who has these and no business is a Group."""

_KNOWN: Final = frozenset({"id", "label", "uri", "jurisdictions", "categories", "aliases", "context"})
_HEAD: Final = frozenset({"title", "creator", "description", "lastmod", "is_public"})
_USED_CONTEXT: Final = frozenset({"legal_name", "uris", "aliases"})
_OTHER_CONTEXT: Final = frozenset(
    "refs images twitter_handle defilama_ids coingecko_ids coingecko_trust_score coingecko_trust_score_rank "
    "coingecko_has_trading_incentive year_established active notes description start_activity end_activity "
    "github_organisation uri".split()
)


def actors(path: Path, notes: Notes) -> Iterator[Record]:
    """Yield one record an actor; raises ListRefused where the file is no whole ActorPack."""
    for entry in entries(path, frozenset({"actors"})):
        where = f"{path.name}, line {entry.line}"
        if entry.item:
            problem = entry.problem or _shape(entry.value)
            if problem:
                notes.bad(where, problem, str(entry.value))
            else:
                yield _record(where, entry.value, notes)
        elif entry.name == "lastmod" and isinstance(entry.value, str):
            notes.dated(entry.value[:10])
        elif entry.name not in _HEAD and entry.name != "actors":
            notes.unknown_field(f"actor pack: {entry.name}")


def _shape(value: Any) -> str | None:
    if not isinstance(value, dict):
        return "an actor is a mapping of fields to values"
    for name in ("id", "label"):
        if not isinstance(value.get(name), str) or not value[name].strip():
            return f"no {name} is stated"
    for name in ("jurisdictions", "categories", "aliases"):
        if not all(isinstance(word, str) for word in _words(value.get(name))):
            return f"the field {name} is no list of words"
    return None


def _words(value: Any) -> list[Any]:
    """A list as it is; a single word as a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _record(where: str, value: dict[str, Any], notes: Notes) -> Record:
    categories = _words(value.get("categories"))
    context = value["context"] if isinstance(value.get("context"), dict) else {}
    for name in value:
        if name not in _KNOWN:
            notes.unknown_field(f"actor: {name}")
    for name in context:
        if name not in _USED_CONTEXT | _OTHER_CONTEXT:
            notes.unknown_field(f"actor: context.{name}")
    label = label_of(categories)
    return Record(
        id=f"actor:{value['id']}",
        locator=where,
        subject=Thing(value["label"].strip(), label),
        facts=(
            *_aliases(value, context),
            *(Fact("kind", kind) for kind in _kinds(label, categories)),
            *_sites(value, context),
            *(Fact("tag", f"category: {category}") for category in dict.fromkeys(categories)),
        ),
        links=tuple(_places(value, notes)),
    )


def label_of(categories: list[str]) -> str:
    """A Group where only deeds are stated; whoever runs a business beside them is a Company."""
    deeds = [category for category in categories if category in _OFFENDERS]
    return (
        GROUP if deeds and all(category in _OFFENDERS or category == "sanction" for category in categories) else COMPANY
    )


def _kinds(label: str, categories: list[str]) -> list[str]:
    kinds = _OFFENDERS if label == GROUP else KINDS
    found = sorted({kinds[category] for category in categories if category in kinds})
    # of a group with deeds of several sorts the source does not say what sort of group it is
    return found if label == COMPANY or len(found) == 1 else []


def _aliases(value: dict[str, Any], context: dict[str, Any]) -> Iterator[Fact]:
    """A legal name, and the slugs that GraphSense also files the actor under: too short and plain to join by."""
    legal = context.get("legal_name")
    if isinstance(legal, str) and legal.strip() and legal.strip() != value["label"].strip():
        yield Fact("alias", legal.strip())
    slugs = [*_words(value.get("aliases")), *_words(context.get("aliases"))]
    for slug in dict.fromkeys(word.strip() for word in slugs if isinstance(word, str) and word.strip()):
        if slug != value["label"].strip():
            yield Fact("alias", slug, weak=True)


def _sites(value: dict[str, Any], context: dict[str, Any]) -> Iterator[Fact]:
    """Websites: hosts alone, since an address with a path is a page about the actor, and often somebody else's."""
    found = [
        word.strip() for word in (*_words(value.get("uri")), *_words(context.get("uris"))) if isinstance(word, str)
    ]
    for uri in dict.fromkeys(filter(None, found)):
        host = uri.partition("://")[2] or uri
        if "/" not in host.rstrip("/"):
            yield Fact("identifier", identifier("website", host.rstrip("/").lower()))
        else:
            yield Fact("tag", f"reference: {uri[:500]}")


def _places(value: dict[str, Any], notes: Notes) -> Iterator[Link]:
    for code in dict.fromkeys(_words(value.get("jurisdictions"))):
        name = country_name(code.strip().lower())
        if len(code.strip()) == 2 and name.lower() != code.strip().lower():
            yield Link("LOCATED_IN", Thing(name, COUNTRY))
        else:
            notes.unknown_field(f"jurisdiction: {code}")


class ActorIndex:
    """Actors by their id, in a file of SQLite without a name, so that memory does not grow with their number."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._database = sqlite3.connect("")  # a temporary file that goes with the connection
        self._database.execute("CREATE TABLE actors (id TEXT PRIMARY KEY, name TEXT, label TEXT) WITHOUT ROWID")
        self.thing = lru_cache(maxsize=4096)(self._thing)

    def add(self, record: Record) -> None:
        """Take an actor; of two with one id the first stands."""
        if record.subject is not None:
            row = (record.id, record.subject.name, record.subject.label)
            self._database.execute("INSERT OR IGNORE INTO actors VALUES (?, ?, ?)", row)

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def _thing(self, actor: str) -> Thing:
        entry = f"actor:{actor}"
        row = self._database.execute("SELECT name, label FROM actors WHERE id = ?", (entry,)).fetchone()
        if row is None:
            self._notes.remark(f"the actor {actor[:100]} is in no actor pack: its id is taken for its name")
            return Thing(actor)
        return Thing(row[0], row[1], entry=entry)
