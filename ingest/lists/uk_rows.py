"""The rows of OFSI's consolidated list, put together: those of one Group ID are one entry, and need not be neighbours."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from ingest.lists.csv_rows import Table, locator, records
from ingest.lists.record import Notes
from ingest.source import ListRefused

FORENAMES: Final = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5")
STREET: Final = ("Address 1", "Address 2", "Address 3", "Address 4", "Address 5", "Address 6", "Post/Zip Code")
REQUIRED: Final = ("Name 6", *FORENAMES, "Group Type", "Alias Type", "Regime", "Listed On", "Group ID")
COLUMNS: Final = frozenset({
    *REQUIRED, *STREET, "Title", "Name Non-Latin Script", "Non-Latin Script Type", "Non-Latin Script Language", "DOB",
    "Town of Birth", "Country of Birth", "Nationality", "Passport Number", "Passport Details",
    "National Identification Number", "National Identification Details", "Position", "Country", "Other Information",
    "Alias Quality", "UK Sanctions List Date Designated", "Last Updated",
})  # fmt: skip
_FIRST_LINE: Final = re.compile(rb'(?:\xef\xbb\xbf)?"?Last Updated"?\s*,\s*"?(\d\d)/(\d\d)/(\d{4})"?')
_SCHEMA: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE entry (id TEXT PRIMARY KEY, seq INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE item (entry TEXT, line INTEGER, text TEXT, PRIMARY KEY (entry, line)) STRICT, WITHOUT ROWID;
CREATE INDEX entry_by_seq ON entry (seq);
"""


class Item(NamedTuple):
    """A row: its line, and its values by column."""

    line: int
    values: dict[str, str]


def grouped(path: Path, notes: Notes) -> Iterator[tuple[str, list[Item]]]:
    """Yield each Group ID with its rows, in the order of the first; raises ListRefused where the file is not this list."""
    _check_first_line(path, notes)
    with TemporaryDirectory(prefix="kg-ofsi-") as folder, closing(sqlite3.connect(Path(folder) / "rows")) as database:
        database.executescript(_SCHEMA)
        _fill(database, path, notes)
        if database.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is None:
            raise ListRefused(str(path), "it holds no entry", "fetch it again")
        for (entry,) in database.execute("SELECT id FROM entry ORDER BY seq"):
            rows = database.execute("SELECT line, text FROM item WHERE entry = ? ORDER BY line", (entry,))
            yield entry, [Item(line, json.loads(text)) for line, text in rows]


def _check_first_line(path: Path, notes: Notes) -> None:
    try:
        with path.open("rb") as stream:
            first = stream.readline(1_000)
    except OSError as error:
        raise ListRefused(str(path), f"it cannot be read ({error.strerror})", "name a file that is there") from error
    found = _FIRST_LINE.match(first)
    if found is None:
        rule = "its first line is not `Last Updated,dd/mm/yyyy`" if first.strip() else "the file is empty"
        raise ListRefused(f"{path}, line 1", rule, "fetch OFSI's ConList.csv")
    day, month, year = (part.decode() for part in found.groups())
    notes.dated(f"{year}-{month}-{day}")


def _fill(database: sqlite3.Connection, path: Path, notes: Notes) -> None:
    for line, values in records(path, notes, Table(skip=1), required=REQUIRED):
        for column in values.keys() - COLUMNS:
            notes.unknown_field(column)
        entry = values["Group ID"]
        if not entry.isdecimal():
            notes.bad(
                locator(path, line), f"a Group ID that is no number: {entry!r}", json.dumps(values, ensure_ascii=False)
            )
            continue
        kept = {column: value for column, value in values.items() if value}
        database.execute("INSERT OR IGNORE INTO entry VALUES (?, ?)", (entry, line))
        database.execute("INSERT INTO item VALUES (?, ?, ?)", (entry, line, json.dumps(kept, ensure_ascii=False)))
