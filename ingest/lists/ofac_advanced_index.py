"""What OFAC's advanced XML keeps apart from its parties, gathered in a first pass: small sets in memory, the rest in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from ingest.lists.ofac_entry import Address, tidy
from ingest.lists.record import Notes
from ingest.lists.xml import elements, local, text_of

SECTIONS: Final = frozenset({
    *("DateOfIssue", "ReferenceValueSets", "Locations", "IDRegDocuments", "DistinctParties", "ProfileRelationships"),
    *("SanctionsEntries", "SanctionsEntryLinks"),
})  # fmt: skip
_SCHEMA: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE location (id TEXT PRIMARY KEY, street TEXT, city TEXT, country TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE paper (seq INTEGER PRIMARY KEY, identity TEXT, clause TEXT) STRICT;
CREATE TABLE relation (seq INTEGER PRIMARY KEY, start TEXT, finish TEXT, kind TEXT, former INTEGER) STRICT;
CREATE TABLE listing (profile TEXT, day TEXT) STRICT;
CREATE TABLE program (seq INTEGER PRIMARY KEY, profile TEXT, name TEXT) STRICT;
CREATE TABLE party (profile TEXT PRIMARY KEY, uid TEXT, kind TEXT, name TEXT, clauses TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX paper_of ON paper (identity);
CREATE INDEX relation_of ON relation (start);
CREATE INDEX listing_of ON listing (profile);
CREATE INDEX program_of ON program (profile);
"""
_STREET: Final = ("ADDRESS1", "ADDRESS2", "ADDRESS3")
_OTHER_PLACES: Final = ("REGION", "Unknown")


@dataclass(slots=True)
class Sets:
    """The reference sets: text and attributes of each value by its set ("FeatureType") and id."""

    values: dict[tuple[str, str], tuple[str, dict[str, str]]] = field(default_factory=dict)

    def take(self, element: Any) -> None:
        """Take all sets of the file's ReferenceValueSets."""
        for values in element:
            for value in values:
                if isinstance(value.tag, str):
                    found = (" ".join((value.text or "").split()), dict(value.attrib))
                    self.values[local(value), value.get("ID", "")] = found

    def text(self, kind: str, key: str | None, notes: Notes) -> str:
        """The words of a value; "" where there are none, which is noted where the file points to a value it lacks."""
        if key is None:
            return ""
        found = self.values.get((kind, key))
        if found is None:
            notes.unknown_field(f"{kind} {key}")
            return ""
        return found[0]

    def attribute(self, kind: str, key: str | None, name: str) -> str:
        """An attribute of a value, "" where it has none."""
        return self.values.get((kind, key or ""), ("", {}))[1].get(name, "")


class Index:
    """What the parties of one file point to."""

    def __init__(self, database: sqlite3.Connection, notes: Notes) -> None:
        self.sets = Sets()
        self.seen: set[str] = set()
        self._database, self._notes = database, notes
        database.executescript(_SCHEMA)

    def fill(self, path: Path) -> Iterator[Any]:
        """Take all sections of a file; yields each DistinctParty on the way, to be put with `add_party`."""
        takers = {
            "DateOfIssue": self._take_date,
            "ReferenceValueSets": self.sets.take,
            "Location": self._take_location,
            "IDRegDocument": self._take_paper,
            "ProfileRelationship": self._take_relation,
            "SanctionsEntry": self._take_entry,
        }
        for element in elements(path, "DistinctParty", *takers):
            self._see(element)
            if local(element) == "DistinctParty":
                yield element
            else:
                takers[local(element)](element)
        for section in sorted(self.seen - SECTIONS):
            self._notes.unknown_field(f"section {section}")

    def add_party(self, profile: str, uid: str, kind: str, name: str, clauses: tuple[str, ...]) -> None:
        """Keep what the relations of others need to know of a party."""
        row = (profile, uid, kind, name, "\n".join(clauses))
        self._database.execute("INSERT OR IGNORE INTO party VALUES (?, ?, ?, ?, ?)", row)

    def location(self, key: str) -> Address | None:
        """The address of that id."""
        row = self._one("SELECT street, city, country FROM location WHERE id = ?", key)
        return None if row is None else Address(*row)

    def papers(self, identity: str) -> tuple[str, ...]:
        """The documents of an identity, each as a clause."""
        return tuple(row[0] for row in self._all("SELECT clause FROM paper WHERE identity = ? ORDER BY seq", identity))

    def relations(self, profile: str) -> list[tuple[str, str, bool]]:
        """Where a profile's relations lead, of what kind they are, and whether they are of the past."""
        query = "SELECT finish, kind, former FROM relation WHERE start = ? ORDER BY seq"
        return [(to, kind, bool(former)) for to, kind, former in self._all(query, profile)]

    def programs(self, profile: str) -> tuple[str, ...]:
        """The programs under which a profile is listed, in the order of the file."""
        query = "SELECT name FROM program WHERE profile = ? GROUP BY name ORDER BY min(seq)"
        return tuple(row[0] for row in self._all(query, profile))

    def listed(self, profile: str) -> tuple[bool, str | None]:
        """Whether a profile has an entry of a list, and the day of the first."""
        row = self._one("SELECT count(*), min(nullif(day, '')) FROM listing WHERE profile = ?", profile)
        return (False, None) if row is None else (bool(row[0]), row[1])

    def party(self, profile: str) -> tuple[str, str, str, tuple[str, ...]] | None:
        """The uid, kind, name and clauses of a party that was added."""
        row = self._one("SELECT uid, kind, name, clauses FROM party WHERE profile = ?", profile)
        return None if row is None else (row[0], row[1], row[2], tuple(filter(None, row[3].split("\n"))))

    def _one(self, query: str, key: str) -> Any:
        return self._database.execute(query, (key,)).fetchone()

    def _all(self, query: str, key: str) -> list[Any]:
        return self._database.execute(query, (key,)).fetchall()

    def _see(self, element: Any) -> None:
        while (parent := element.getparent()) is not None and parent.getparent() is not None:
            element = parent
        self.seen.add(local(element))

    def _lacks(self, element: Any, *names: str) -> bool:
        """True where an element lacks what it is found by, which is noted: it says nothing of anybody then."""
        missing = [name for name in names if not element.get(name)]
        if missing:
            rule = f"{local(element)} without {', '.join(missing)}"
            self._notes.bad(f"line {element.sourceline}", rule, " ".join("".join(element.itertext()).split()))
        return bool(missing)

    def _take_date(self, element: Any) -> None:
        if day := day_of(element):
            self._notes.dated(day)

    def _take_location(self, element: Any) -> None:
        if self._lacks(element, "ID"):
            return
        parts: dict[str, str] = {}
        area = country = ""
        for child in element:
            name = local(child) if isinstance(child.tag, str) else ""
            if name == "LocationPart":
                kind = self.sets.text("LocPartType", child.get("LocPartTypeID"), self._notes)
                parts[kind] = ", ".join(filter(None, (text_of(value, "Value") for value in child)))
            elif name == "LocationCountry":
                country = self.sets.text("Country", child.get("CountryID"), self._notes)
            elif name == "LocationAreaCode":
                area = self.sets.attribute("AreaCode", child.get("AreaCodeID"), "Description")
        street = ", ".join(filter(None, (parts.get(kind) for kind in _STREET)))
        city = ", ".join(filter(None, (parts.get("CITY"), parts.get("STATE/PROVINCE"))))
        city = " ".join(filter(None, (city, parts.get("POSTAL CODE"))))
        country = (
            country
            or area.replace("undetermined", "")
            or next(filter(None, (parts.get(kind) for kind in _OTHER_PLACES)), "")
        )
        row = (element.get("ID"), tidy(street), tidy(city), tidy(country))
        self._database.execute("INSERT OR IGNORE INTO location VALUES (?, ?, ?, ?)", row)

    def _take_paper(self, element: Any) -> None:
        if self._lacks(element, "IdentityID"):
            return
        kind = self.sets.text("IDRegDocType", element.get("IDRegDocTypeID"), self._notes)
        country = self.sets.text("Country", element.get("IssuedBy-CountryID"), self._notes)
        number = text_of(element, "IDRegistrationNo") or ""
        clause = " ".join(filter(None, (kind, number, f"({country})" if country else "")))
        row = (element.get("IdentityID"), clause)
        self._database.execute("INSERT INTO paper (identity, clause) VALUES (?, ?)", row)

    def _take_relation(self, element: Any) -> None:
        if self._lacks(element, "From-ProfileID", "To-ProfileID"):
            return
        kind = self.sets.text("RelationType", element.get("RelationTypeID"), self._notes)
        former = element.get("Former") == "true"
        row = (element.get("From-ProfileID"), element.get("To-ProfileID"), kind, int(former))
        self._database.execute("INSERT INTO relation (start, finish, kind, former) VALUES (?, ?, ?, ?)", row)

    def _take_entry(self, element: Any) -> None:
        if self._lacks(element, "ProfileID"):
            return
        profile = element.get("ProfileID")
        for child in element:
            name = local(child) if isinstance(child.tag, str) else ""
            if name == "EntryEvent":
                self._take_event(child, profile)
            elif name == "SanctionsMeasure":
                if self.sets.text("SanctionsType", child.get("SanctionsTypeID"), self._notes) == "Program":
                    program = (profile, tidy(text_of(child, "Comment") or ""))
                    self._database.execute("INSERT INTO program (profile, name) VALUES (?, ?)", program)
            elif name:
                self._notes.unknown_field(f"SanctionsEntry/{name}")

    def _take_event(self, element: Any, profile: str) -> None:
        kind = self.sets.text("EntryEventType", element.get("EntryEventTypeID"), self._notes)
        if kind != "Created":
            self._notes.unknown_field(f"entry event: {kind}")
            return
        days = (day_of(child) for child in element if isinstance(child.tag, str) and local(child) == "Date")
        self._database.execute("INSERT INTO listing VALUES (?, ?)", (profile, next(days, "")))


def day_of(element: Any) -> str:
    """The day of an element with Year, Month and Day, in ISO; "" where it is none."""
    parts = [text_of(element, name) or "" for name in ("Year", "Month", "Day")]
    if not all(part.isdecimal() for part in parts):
        return ""
    try:
        return date(*map(int, parts)).isoformat()
    except (ValueError, OverflowError):
        return ""
