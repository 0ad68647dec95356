"""The rows of OFAC's delimited and fixed-width files: checked, in the order of the entries' numbers, in flat memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from ingest.lists.csv_rows import Table, locator, rows
from ingest.lists.record import Notes
from ingest.source import ListRefused

MAIN, ALIASES, ADDRESSES, COMMENTS = "main", "aliases", "addresses", "comments"

_WIDTHS: Final = {
    MAIN: (10, 350, 12, 50, 200, 8, 25, 14, 8, 40, 150, 1000),
    ALIASES: (10, 10, 8, 350, 200),
    ADDRESSES: (10, 10, 750, 116, 250, 200),
    COMMENTS: (10, None),
}
"""The columns of each file and their widths, as in OFAC's dat_spec.txt; None runs to the end of the line."""

_DELIMITERS: Final = {".csv": ",", ".pip": "|", ".del": "@"}
FORMS: Final = (".csv", ".pip", ".del", ".ff")
_EMPTY: Final = "-0-"
_TAIL: Final = 4_096
_FIRST: Final = 50
_DIGITS: Final = 18  # what SQLite holds as an integer


class Row(NamedTuple):
    """A row of one entry: its number, the line that it stands on, and its fields, empty where the file says -0-.

    Blanks around a field are gone, but for the last one.
    """

    number: int
    line: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of a set: which of the four it is, and whether its rows stand in the order of their numbers."""

    path: Path
    part: str
    ordered: bool
    ended: bool


def look(path: Path, part: str) -> Listed:
    """Read a file once to see that it is what its name says; raises ListRefused where it is not, or is cut off."""
    if not any(_row(path, part, *row) for row in islice(_read(path, Notes()), _FIRST)):
        raise _another_list(path, part)
    unheard, good, ordered, highest = Notes(), 0, True, -1
    for row in _rows(path, part, unheard):
        good += 1
        ordered, highest = ordered and row.number >= highest, max(highest, row.number)
    if good <= unheard.bad_records:
        raise _another_list(path, part)
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        tail = stream.read()
    _refuse_cut_line(path, part, tail)
    return Listed(path, part, ordered, tail.rstrip().endswith(b"\x1a"))


def _another_list(path: Path, part: str) -> ListRefused:
    rule = f"no rows of {len(_WIDTHS[part])} fields with a number first, as OFAC's {part} file has"
    return ListRefused(str(path), rule, "it is another list under this name: fetch OFAC's")


def ordered_rows(listed: Listed, notes: Notes) -> Iterator[Row]:
    """Yield the rows in the order of their entries' numbers; what is no row goes to `notes.bad`."""
    found = _rows(listed.path, listed.part, notes)
    return found if listed.ordered else _sorted(found)


def _rows(path: Path, part: str, notes: Notes) -> Iterator[Row]:
    expected = len(_WIDTHS[part])
    for line, values in _read(path, notes):
        row = _row(path, part, line, values)
        if row is not None:
            yield row
        else:
            rule = f"no {expected} fields with a number first: {len(values)}, the first '{values[0].strip()[:20]}'"
            notes.bad(locator(path, line), rule, "|".join(values)[:10_000])


def _read(path: Path, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    if path.suffix.lower() != ".ff":
        return rows(path, notes, Table(_DELIMITERS[path.suffix.lower()]))
    # no line of fixed width is parted before its columns are cut
    return rows(path, notes, Table("\x1f", None, encoding=_encoding(path, notes)))


def _row(path: Path, part: str, line: int, values: list[str]) -> Row | None:
    fixed = path.suffix.lower() == ".ff"
    parted = _cut(values[0], part) if fixed else values
    # remarks run on in the comments, and may have been cut at a blank
    fields = [*(field.strip() for field in parted[:-1]), *parted[-1:]]
    if len(fields) != len(_WIDTHS[part]) or not fields[0].isdecimal() or len(fields[0]) > _DIGITS:
        return None
    return Row(int(fields[0]), line, tuple("" if field.strip() == _EMPTY else field for field in fields))


def _encoding(path: Path, notes: Notes) -> str:
    """What a file of fixed width is in: it begins with blanks, so that its first bytes do not tell that it is not empty."""
    try:
        with path.open(encoding="utf-8") as stream:
            for _ in stream:
                continue
    except UnicodeDecodeError:
        notes.remark(f"{path.name} is no UTF-8: it was read as Windows-1252")
        return "cp1252"
    return "utf-8"


def _cut(line: str, part: str) -> list[str]:
    """Part a line of fixed width; columns that the line is too short for are missing."""
    fields, at = [], 0
    for width in _WIDTHS[part]:
        if at >= len(line):
            break
        end = len(line) if width is None else at + width
        fields.append(line[at:end])
        at = end
    return fields


def _refuse_cut_line(path: Path, part: str, tail: bytes) -> None:
    """A last line that begins like a row, has no end and lacks fields is one that a download lost the rest of."""
    last = tail.split(b"\n")[-1]
    if not last[:6].strip()[:1].isdigit():
        return
    if path.suffix.lower() == ".ff":
        whole = part == COMMENTS or len(last) > sum(width or 0 for width in _WIDTHS[part][:-1])
    else:
        whole = last.count(_DELIMITERS[path.suffix.lower()].encode()) >= len(_WIDTHS[part]) - 1
    if not whole:
        raise ListRefused(str(path), "the file ends within a row", "it is cut off: fetch it again")


def _sorted(found: Iterator[Row]) -> Iterator[Row]:
    """Sort rows in a file of SQLite, where a list of any size finds room; rows of one entry keep their order."""
    with (
        TemporaryDirectory(prefix="kg-ofac-") as folder,
        closing(sqlite3.connect(Path(folder) / "rows.db", isolation_level=None)) as database,
    ):
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
        database.execute("CREATE TABLE rows (number INTEGER, line INTEGER, fields TEXT)")
        database.executemany(
            "INSERT INTO rows VALUES (?, ?, ?)", ((row.number, row.line, json.dumps(row.fields)) for row in found)
        )
        database.execute("CREATE INDEX by_number ON rows (number, line)")
        for number, line, fields in database.execute("SELECT number, line, fields FROM rows ORDER BY number, line"):
            yield Row(number, line, tuple(json.loads(fields)))


def refuse_unended(files: list[Listed], notes: Notes) -> None:
    """Compare the end marks (0x1A) of a set: where some files have one, a file without is cut off."""
    named = [listed for listed in files if listed.part != COMMENTS]
    if not any(listed.ended for listed in named):
        notes.remark("the files have no end mark (0x1A): whether they are whole cannot be told")
        return
    for one in named:
        if not one.ended:
            rule = "it lacks the end mark (0x1A) that the other files of the set have"
            raise ListRefused(str(one.path), rule, "it is cut off: fetch it again")
