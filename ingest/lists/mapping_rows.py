"""The rows of a user's own table as records, by its mapping; a row with anything wrong in it is not loaded."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from ingest.lists.addresses import wallet
from ingest.lists.csl import slug
from ingest.lists.csv_rows import Table, locator, records
from ingest.lists.drafting import Draft, state
from ingest.lists.mapping import LABELS, Many, Meaning, read_mapping
from ingest.lists.record import Link, Measure, Notes, Record, Thing
from ingest.source import ListRefused
from kg.ontology import AGENCY, COMPANY, WALLET, allows

_MAPPINGS: Final = (".yaml", ".yml")
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Wrong(Exception):
    """The row is not loaded; says why."""


def read(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield the rows of all tables; one of the paths is the mapping. Raises ListRefused where either is no such file."""
    mappings = [path for path in paths if path.suffix.lower() in _MAPPINGS]
    tables = [path for path in paths if path not in mappings]
    if len(mappings) != 1 or not tables:
        seen = f"{len(tables)} tables and {len(mappings)} mappings were given"
        raise ListRefused("a list of one's own", seen, "give a CSV file by --from and its YAML mapping by --mapping")
    meaning = read_mapping(mappings[0])
    with _Seen() as seen_ids:
        for path in tables:
            yield from _rows(path, meaning, notes, seen_ids)


def _rows(path: Path, meaning: Meaning, notes: Notes, seen: _Seen) -> Iterator[Record]:
    table = Table(meaning.delimiter, encoding=meaning.encoding)
    named = meaning.columns()
    for line, row in records(path, notes, table, required=named):
        where = locator(path, line)
        for column in row.keys() - set(named):
            notes.unknown_field(column)
        try:
            record = _Row(row, meaning, where, notes).record()
            before = seen.before(record.id, where)
            if before is not None:
                raise Wrong(f"the id {record.id} stands already on {before}")
        except Wrong as wrong:
            notes.bad(where, str(wrong), meaning.delimiter.join(row.values()))
        else:
            yield record


class _Seen:
    """Ids and where they stood, on disk: a long list is not kept in memory."""

    def __enter__(self) -> _Seen:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, place TEXT) WITHOUT ROWID")
        self._connection.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def before(self, entry: str, place: str) -> str | None:
        """Where the id stood before, if it did."""
        done = self._connection.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (entry, place))
        if done.rowcount:
            return None
        return str(self._connection.execute("SELECT place FROM seen WHERE id = ?", (entry,)).fetchone()[0])


class _Row:
    """One row while it is read."""

    def __init__(self, row: dict[str, str], meaning: Meaning, where: str, notes: Notes) -> None:
        self._row, self._meaning, self._where = row, meaning, where
        if not row[meaning.id]:
            raise Wrong("the id is empty")
        if not row[meaning.name]:
            raise Wrong("the name is empty")
        self._draft = Draft(self._subject(), notes)

    def record(self) -> Record:
        meaning, draft = self._meaning, self._draft
        for key, weak in (("alias", False), ("weak_alias", True)):
            for name, _ in self._values(key):
                draft.alias(name, weak=weak)
        for value, _ in self._values("birth_date"):
            draft.born(_iso(value, "birth date"))
        for value, one in self._values("identifier"):
            draft.identify(one.of or "other", value, one.country or self._country_of(one))
        self._places()
        self._links()
        for value, one in self._values("tag"):
            draft.tag(one.of or one.column, value)
        if meaning.licence:
            draft.tag("licence", meaning.licence)
        record = draft.record(self._row[meaning.id], self._where, self._measures(), slug(meaning.title))
        return replace(record, origin=meaning.publisher, confidence=meaning.reliability)

    def _subject(self) -> Thing:
        meaning, name = self._meaning, " ".join(self._row[self._meaning.name].split())
        label = meaning.label
        if meaning.label_column is not None:
            said = self._row[meaning.label_column]
            label = meaning.labels.get(said.casefold(), said)
            if label not in LABELS:
                raise Wrong(f"the label {said or '(empty)'} is none of {', '.join((*meaning.labels, *LABELS))}")
        return self._wallet(name, None) if label == WALLET else Thing(name, label)

    def _wallet(self, address: str, asset: str | None) -> Thing:
        found = wallet(address, asset)
        if found is None:
            raise Wrong(f"the address {address[:200]} passes no checksum")
        return found

    def _values(self, key: str) -> Iterator[tuple[str, Many]]:
        for one in self._meaning.plain.get(key, ()):
            cell = self._row[one.column]
            for value in cell.split(one.split) if one.split else [cell]:
                if value.strip():
                    yield value.strip(), one

    def _country_of(self, one: Many) -> str | None:
        words = self._row[one.by] if one.by else ""
        return self._state(words) if words else None

    def _state(self, words: str) -> str:
        code = state(words)
        if code is None:
            raise Wrong(f"the country {words[:100]} is not known")
        return code

    def _places(self) -> None:
        for value, _ in self._values("country"):
            self._state(value)
            self._draft.located_in(value)
        for value, _ in self._values("nationality"):
            self._state(value)
            self._draft.national_of(value)

    def _links(self) -> None:
        for address, one in self._values("wallet"):
            asset = one.of or (self._row[one.by] if one.by else None)
            self._draft.link(Link("HOLDS", self._wallet(address, asset)))
        for name, one in self._values("link"):
            predicate = one.of or "ASSOCIATED_WITH"
            if not allows(predicate, self._draft.subject.label or COMPANY, one.label or COMPANY):
                raise Wrong(f"no {predicate} runs from {self._draft.subject.label} to {one.label}")
            self._draft.link(Link(predicate, Thing(" ".join(name.split()), one.label)))

    def _measures(self) -> tuple[Measure, ...]:
        sanction = self._meaning.sanction
        if sanction is None:
            return ()
        start, end = (self._row[column] if column else "" for column in (sanction.date, sanction.end_date))
        return (
            Measure(
                "sanction",
                (Thing(sanction.by, AGENCY),),
                (self._draft.subject,),
                start_date=_iso(start, "date of the sanction") if start else None,
                end_date=_iso(end, "end of the sanction") if end else None,
            ),
        )


def _iso(text: str, what: str) -> str:
    """A date as exact as it is given; raises Wrong on what is none."""
    if _DATE.fullmatch(text):
        try:
            date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 7 else f"{text}-01"[:10])
        except ValueError:
            pass
        else:
            return text
    raise Wrong(f"the {what} {text[:40]} is none; write 1970, 1970-03 or 1970-03-05")
