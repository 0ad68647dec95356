"""Records on their way: spooled to a file of SQLite, so that a list is counted, joined and compared before a write, in flat memory."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from ingest.lists.record import Notes, Record, Thing
from kg.names import name_key
from kg.ontology import AGENCY, COMPANY, COUNTRY, PERSON, WALLET, family

_SCHEMA = """
CREATE TABLE records (seq INTEGER PRIMARY KEY, part TEXT, id TEXT, payload BLOB, UNIQUE (part, id)) STRICT;
CREATE TABLE named (part TEXT, key TEXT, seq INTEGER, PRIMARY KEY (part, key, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE known (part TEXT, id TEXT, hash TEXT, PRIMARY KEY (part, id)) STRICT, WITHOUT ROWID;
CREATE TABLE acting (part TEXT, name TEXT, PRIMARY KEY (part, name)) STRICT, WITHOUT ROWID;
"""
_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(Record).decode
CACHED = 4_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What links need to know of a record: which it is, and what it is about."""

    part: str
    id: str
    subject: Thing


class Spool:
    """The records of one list, each once, in the order in which they came."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.executescript(_SCHEMA)
        self.labels: Counter[str] = Counter()
        self.entry = lru_cache(CACHED)(self._entry)
        self.bearers = lru_cache(CACHED)(self._bearers)

    def fill(self, records: Iterable[Record], notes: Notes) -> None:
        """Take all records; one whose id stood before, or that holds what is no text, is noted as unreadable."""
        acting: set[tuple[str, str]] = set()
        for record in records:
            try:
                payload = _ENCODE(record)
            except (UnicodeEncodeError, ValueError) as error:
                notes.bad(record.locator, f"holds what is no text ({error})")
                continue
            row = self._database.execute(
                "INSERT INTO records (part, id, payload) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (record.part, record.id, payload),
            )
            if not row.rowcount:
                self._note_again(record, notes)
                continue
            self._count(record, row.lastrowid)
            acting.update(
                (record.part, by.name)
                for measure in record.measures
                for by in measure.by
                if by.label == AGENCY and by.entry is None
            )
        self._database.executemany("INSERT INTO acting VALUES (?, ?)", sorted(acting))
        self._database.commit()

    def _note_again(self, record: Record, notes: Notes) -> None:
        """Note an id that stood before: the same words twice do no harm, others make both of them doubtful."""
        before = self.record(record.part, record.id)
        if before is not None and replace(before, locator="") == replace(record, locator=""):
            notes.leave_out("record that stands twice, word for word")
        else:
            notes.bad(record.locator, f"the id {record.id} stands twice", record.subject.name if record.subject else "")

    def _count(self, record: Record, seq: int | None) -> None:
        self.labels["records"] += 1
        if record.subject is None:
            return
        label = record.subject.label or COMPANY
        self.labels[label] += 1
        if label not in (WALLET, COUNTRY):
            key = name_key(label, record.subject.name)
            self._database.execute("INSERT INTO named VALUES (?, ?, ?)", (record.part, f"{family(label)}|{key}", seq))

    def __len__(self) -> int:
        return self.labels["records"]

    def __iter__(self) -> Iterator[Record]:
        for (payload,) in self._database.execute("SELECT payload FROM records ORDER BY seq"):
            yield _DECODE(payload)

    def parts(self) -> list[str]:
        """The lists within this source."""
        return [part for (part,) in self._database.execute("SELECT DISTINCT part FROM records ORDER BY part")]

    def acting(self, part: str) -> list[str]:
        """The agencies whose measures a part states."""
        return [
            name for (name,) in self._database.execute("SELECT name FROM acting WHERE part = ? ORDER BY name", (part,))
        ]

    def record(self, part: str, record: str) -> Record | None:
        """The record of that part and id."""
        row = self._database.execute("SELECT payload FROM records WHERE part = ? AND id = ?", (part, record)).fetchone()
        return _DECODE(row[0]) if row else None

    def _entry(self, part: str, entry: str) -> Entry | None:
        """The record of that id, of the same part where there is one."""
        rows = self._database.execute(
            "SELECT part, id, payload FROM records WHERE id = ? ORDER BY part <> ?, part LIMIT 1", (entry, part)
        ).fetchall() if part else self._database.execute(
            "SELECT part, id, payload FROM records WHERE part = '' AND id = ?", (entry,)
        ).fetchall()  # fmt: skip
        return next(iter(self._entries(rows)), None)

    def _bearers(self, part: str, label: str, name: str) -> tuple[Entry, ...]:
        """The records of a part that are about somebody of that family and name; of more than two, two."""
        key = f"{family(label)}|{name_key(label, name)}"
        rows = self._database.execute(
            "SELECT r.part, r.id, r.payload FROM named n JOIN records r USING (seq) WHERE n.part = ? AND n.key = ? LIMIT 2",
            (part, key),
        ).fetchall()
        return tuple(self._entries(rows))

    def _entries(self, rows: Iterable[tuple[str, str, bytes]]) -> Iterator[Entry]:
        for part, entry, payload in rows:
            subject = _DECODE(payload).subject
            if subject is not None:
                yield Entry(part, entry, subject)

    def meant(self, part: str, label: str | None, name: str) -> Entry | None:
        """The only record of a part that a name can mean: an organisation's, or a person's where the label allows that."""
        labels = (COMPANY, PERSON) if label is None else (label,)
        found = [entry for one in labels for entry in self.bearers(part, one, name)]
        return found[0] if len(found) == 1 else None

    def compare(self, known: Iterable[tuple[str, str, str]]) -> None:
        """Take part, id and hash of the records that the graph holds."""
        self._database.executemany("INSERT INTO known VALUES (?, ?, ?)", known)
        self._database.commit()

    def known_hash(self, part: str, record: str) -> str | None:
        """The hash under which the graph holds a record, None where it holds none."""
        row = self._database.execute("SELECT hash FROM known WHERE part = ? AND id = ?", (part, record)).fetchone()
        return row[0] if row else None

    def gone(self) -> Iterator[tuple[str, str]]:
        """Part and id of the records that the graph holds and the list does not any more."""
        yield from self._database.execute(
            "SELECT k.part, k.id FROM known k LEFT JOIN records r ON r.part = k.part AND r.id = k.id "
            "WHERE r.seq IS NULL AND k.id <> '' ORDER BY k.part, k.id"
        )


@contextmanager
def spool(folder: Path) -> Iterator[Spool]:
    """An empty spool in a temporary file below a folder, which is made where it is missing; gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=folder, prefix="list-") as place:
        database = sqlite3.connect(Path(place) / "records.sqlite")
        try:
            # what is lost with the process may be: the list is read again then
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("PRAGMA cache_size = -8000")
            yield Spool(database)
        finally:
            database.close()
