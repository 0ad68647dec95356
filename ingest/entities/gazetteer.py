"""Finds the names that the shipped tables know (agencies, groups, services, countries, places) in a text.

Matching works on words, in one pass, longest name first; a name counts in the table's own capitals or all in capitals.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from kg.ontology import AGENCY, COMPANY, COUNTRY, GROUP

_WORD = re.compile(r"\w+|[^\w\s]")
_QUOTES = str.maketrans("’‘ʼ`", "''''")
_MIN_SHOUTED = 5
"""A name shorter than this must stand in its own capitals: "Tick" is a group, "TICK" in a headline is not."""
ADJECTIVE, PLACE = "adjective", "place"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table; `label` is an ontology label, or `PLACE` for a town or region that is no entity."""

    label: str
    name: str
    kind: str | None = None
    country: str | None = None
    needs_cue: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the tables in a text; several entries where several things share the name."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    adjective: bool = False


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    names: list[tuple[str, Entry, bool]] = field(default_factory=list)


def table(name: str) -> list[dict[str, str]]:
    """Read one shipped table as rows by column name."""
    text = (resources.files("ingest.entities") / "tables" / f"{name}.tsv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def words_of(name: str, column: str) -> frozenset[str]:
    """Give one column of a shipped table as a set."""
    return frozenset(row[column] for row in table(name))


@cache
def word_set(name: str) -> frozenset[str]:
    """Give one of the sets of `words.tsv`, such as the nouns that close a law's title ("law_tail")."""
    return frozenset(row["word"] for row in table("words") if row["set"] == name)


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """Map the ISO code of each state to its common English name."""
    return {row["iso2"]: row["name"] for row in table("countries")}


@lru_cache(maxsize=1)
def _organisations() -> _Node:
    root = _Node()
    for row in table("agencies"):
        _add_row(root, row, Entry(AGENCY, row["name"], country=row["country"] or None))
    for row in table("groups"):
        entry = Entry(GROUP, row["name"], row["kind"] or None, row["country"] or None, row["needs"] == "cue")
        _add_row(root, row, entry)
    for row in table("services"):
        _add_row(root, row, Entry(COMPANY, row["name"], row["kind"] or None, needs_cue=row["needs"] == "cue"))
    return root


@lru_cache(maxsize=1)
def _places() -> _Node:
    root = _Node()
    for row in table("countries"):
        entry = Entry(COUNTRY, row["name"], country=row["iso2"])
        for form in (row["name"], *filter(None, (row["forms"] or "").split("|"))):
            _add(root, form, entry)
        for form in filter(None, (row["adjectives"] or "").split("|")):
            _add(root, form, entry, adjective=True)
            for people in _people(form):
                _add(root, people, entry, adjective=True)
    for row in table("places"):
        _add(root, row["name"], Entry(PLACE, row["name"], row["level"], row["iso2"] or None))
    return root


def _people(adjective: str) -> Iterator[str]:
    """What the people of a country are called by its adjective: "Russians", "Israelis", "Frenchman"."""
    if adjective.endswith(("an", "i", "Greek", "Thai", "Cypriot", "Croat", "Serb", "Filipino")):
        yield adjective + "s"
    if adjective in {"French", "Dutch", "Irish", "English", "Welsh"}:
        yield from (adjective + "man", adjective + "men", adjective + "woman")


def _add_row(root: _Node, row: dict[str, str], entry: Entry) -> None:
    for form in (row["name"], *filter(None, (row["aliases"] or "").split("|"))):
        _add(root, form, _of_form(entry, form))


def _of_form(entry: Entry, form: str) -> Entry:
    """A form of several words needs no cue even where the bare name does ("Hydra Market")."""
    if entry.needs_cue and " " in form:
        return Entry(entry.label, entry.name, entry.kind, entry.country)
    return entry


def _add(root: _Node, form: str, entry: Entry, *, adjective: bool = False) -> None:
    node = root
    for word in _WORD.findall(form.translate(_QUOTES)):
        node = node.following.setdefault(word.casefold(), _Node())
    node.names.append((_squeeze(form), entry, adjective))


def _squeeze(form: str) -> str:
    return "".join(form.translate(_QUOTES).split())


def find_organisations(text: str) -> tuple[Hit, ...]:
    """Find every agency, group and service of the tables, none overlapping, in order."""
    return _find(text, _organisations())


def is_listed(name: str) -> bool:
    """Tell whether a shipped table holds this very name, be it of an organisation or a place."""
    return any(hit.start == 0 and hit.end == len(name) for hit in (*find_organisations(name), *find_places(name)))


def find_places(text: str) -> tuple[Hit, ...]:
    """Find every country, adjective of a country, city, state and region of the tables, in order."""
    return _find(text, _places())


def _find(text: str, root: _Node) -> tuple[Hit, ...]:
    words = [
        (match.group().casefold(), match.start(), match.end()) for match in _WORD.finditer(text.translate(_QUOTES))
    ]
    found: list[Hit] = []
    position = 0
    while position < len(words):
        hit, length = _longest(text, words, position, root)
        if hit is not None:
            found.append(hit)
        position += length
    return tuple(found)


def _longest(text: str, words: list[tuple[str, int, int]], position: int, root: _Node) -> tuple[Hit | None, int]:
    node: _Node | None = root
    best: Hit | None = None
    length = 1
    for offset in range(position, len(words)):
        node = node.following.get(words[offset][0]) if node else None
        if node is None:
            break
        start, end = words[position][1], words[offset][2]
        entries = _accept(text, start, end, node) if node.names else ()
        if entries:
            distinct = {(entry.label, entry.name): entry for entry, _ in reversed(entries)}
            best = Hit(start, end, tuple(reversed(distinct.values())), entries[0][1])
            length = offset - position + 1
    return best, length


def _accept(text: str, start: int, end: int, node: _Node) -> list[tuple[Entry, bool]]:
    """Keep the names whose capitals agree with the printed ones and that are whole words there."""
    if (start and (text[start - 1].isalnum() or text[start - 1] in "_@")) or (end < len(text) and text[end] in "_@"):
        return []
    if end + 1 < len(text) and text[end] == "." and text[end + 1].isalpha():
        return []
    surface = _squeeze(text[start:end])
    return [
        (entry, adjective)
        for form, entry, adjective in node.names
        if surface == form or (len(form) >= _MIN_SHOUTED and surface == form.upper()) or _first_capital(surface, form)
    ]


def _first_capital(surface: str, form: str) -> bool:
    """Let "the Ronin Bridge" be "Ronin bridge": inner words may differ in case, the first letter not."""
    return (
        len(form) > 8 and surface[0] == form[0] and surface.casefold() == form.casefold() and surface != surface.lower()
    )
