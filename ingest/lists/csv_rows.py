"""Delimited files read row by row: a row that cannot be read is noted with its line, and takes no other row with it.

A row may run over lines where a quoted field does; a quote that nothing closes costs only the line that it stands on.
"""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TextIO

from ingest.lists.record import Notes
from ingest.source import ListRefused

MAX_FIELD: Final = 100_000
MAX_ROW: Final = 1_000_000
MAX_LINES: Final = 100
"""The longest field and row in characters, and the most lines of one row; what is beyond is no table any more."""

_BLOCK: Final = 1 << 20
_END_OF_FILE: Final = "\x1a"  # old DOS programs, and OFAC's to this day, end a text with it
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Row(NamedTuple):
    """One row: the line of the file where it begins, from 1, and its values as they stand there."""

    line: int
    values: list[str]


class Table(NamedTuple):
    """How a file is written. `fields` is how many a row has (None: any; 0: as many as the first one), `skip` how many
    lines stand before the rows, `encoding` what it is in where that is known. One that `may_be_cut` is read up to a row in
    which it ends: whether that will do is for others to say."""

    delimiter: str = ","
    quote: str | None = '"'
    fields: int | None = None
    skip: int = 0
    encoding: str | None = None
    may_be_cut: bool = False


COMMAS: Final = Table()


def locator(path: Path, line: int) -> str:
    """Where a row stands, as every note about a delimited file says it."""
    return f"{path.name}, line {line}"


def rows(path: Path, notes: Notes, table: Table = COMMAS) -> Iterator[Row]:
    """Yield the rows of a file; blank ones and a closing 0x1A are passed over, broken ones go to `notes.bad`.

    Raises ListRefused where the file is missing or empty, in no encoding that it may be in, or ends within a row.
    """
    with _opened(path, notes, table.encoding) as stream:
        yield from _Reading(path, stream, notes, table).rows()


def records(
    path: Path, notes: Notes, table: Table = COMMAS, *, required: Sequence[str] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line and values by column of each row below the header; blanks around a value go, a header again is no row.

    Raises ListRefused also where the header lacks a required column or names one twice.
    """
    header: list[str] | None = None
    for line, values in rows(path, notes, table._replace(fields=0)):
        stripped = [value.strip() for value in values]
        if header is None:
            header = _header(path, line, stripped, required)
        elif stripped != header:
            yield line, dict(zip(header, stripped, strict=True))
    if header is None:
        raise ListRefused(str(path), "the file is empty", "fetch it again")


def _header(path: Path, line: int, names: list[str], required: Sequence[str]) -> list[str]:
    where = f"{path}, line {line}"
    missing = [name for name in required if name not in names]
    if missing:
        raise ListRefused(
            where, f"the header lacks {', '.join(missing)}", "it is another list, or its form has changed"
        )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ListRefused(
            where, f"the header names {', '.join(twice)} twice", "it is another list, or its form has changed"
        )
    return names


def _opened(path: Path, notes: Notes, encoding: str | None) -> TextIO:
    try:
        found = encoding or _encoding(path, notes)
        return path.open(encoding=found, errors="strict", newline="")
    except OSError as error:
        raise ListRefused(str(path), f"it cannot be read ({error.strerror})", "name a file that is there") from error


def _encoding(path: Path, notes: Notes) -> str:
    """UTF-8 where the whole file is that, else Windows' western one, which is said; neither is refused."""
    utf8 = western = True
    in_utf8, in_western = codecs.getincrementaldecoder("utf-8")(), codecs.getincrementaldecoder("cp1252")()
    with path.open("rb") as stream:
        start = stream.read(3)
        if not start.strip(b"\x1a\r\n "):
            raise ListRefused(str(path), "the file is empty", "fetch it again")
        if start.startswith(_WIDE):
            raise ListRefused(str(path), "it is UTF-16", "save it as UTF-8")
        stream.seek(0)
        while block := stream.read(_BLOCK):
            utf8 = utf8 and _decodes(in_utf8, block)
            western = western and _decodes(in_western, block)
    if utf8 and _decodes(in_utf8, b"", final=True):
        return "utf-8-sig"
    if not western:
        raise ListRefused(
            str(path), "it is neither UTF-8 nor Windows-1252", "it is no text, or was damaged: fetch it again"
        )
    notes.remark(f"{path.name} is no UTF-8: it was read as Windows-1252")
    return "cp1252"


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


class _Reading:
    """One file while it is read: the lines taken ahead of the row that they may belong to, and where they stand."""

    def __init__(self, path: Path, stream: TextIO, notes: Notes, table: Table) -> None:
        self._path, self._stream, self._notes, self._table = path, stream, notes, table
        self._fields = table.fields
        self._ahead: deque[str] = deque()
        self._line = 0
        self._whole = True

    def rows(self) -> Iterator[Row]:
        for _ in range(self._table.skip):
            self._next()
        while first := self._next():
            line = self._line
            if first.strip():
                values = self._read(first)
                if isinstance(values, str):
                    self._refuse(line, values, first)
                else:
                    yield Row(line, values)

    def _read(self, first: str) -> list[str] | str:
        """The values of the row that begins with this line, or the rule that it breaks; takes the lines it runs over."""
        if "\0" in first:
            return "a NUL byte stands in it"
        if len(first) > MAX_ROW:
            self._pass_over_line(first)
            return f"a row of more than {MAX_ROW:,} characters"
        values = self._values(first)
        if isinstance(values, str):
            return values
        self._fields = len(values) if self._fields == 0 else self._fields
        if self._fields is not None and len(values) != self._fields:
            return f"{len(values)} fields where {self._fields} are expected"
        if max(map(len, values)) > MAX_FIELD:
            return f"a field of more than {MAX_FIELD:,} characters"
        return values

    def _values(self, first: str) -> list[str] | str:
        quote = self._table.quote
        if quote is None or quote not in first:
            return first.rstrip("\r\n").split(self._table.delimiter)
        taken = [first]
        while True:
            values = self._parsed("".join(taken))
            if values != _OPEN:
                break
            more = self._up_to_quote(quote, MAX_LINES - len(taken), MAX_ROW - sum(map(len, taken)))
            taken += more
            if not more or quote not in more[-1]:
                break
        if isinstance(values, str):
            # the lines after the first may be good rows of their own
            self._ahead.extendleft(reversed(taken[1:]))
            self._line -= len(taken) - 1
        return values

    def _parsed(self, text: str) -> list[str] | str:
        reader = csv.reader((text,), delimiter=self._table.delimiter, quotechar=self._table.quote, strict=True)
        try:
            return next(reader)
        except csv.Error as error:
            if "unexpected end" in str(error):
                return _OPEN
            return _LONG if "field limit" in str(error) else _MISPLACED

    def _up_to_quote(self, quote: str, lines: int, characters: int) -> list[str]:
        """Take lines up to the next that has a quote, as far as the limits of a row allow."""
        taken: list[str] = []
        while lines > len(taken) and characters > 0 and (line := self._next()):
            taken.append(line)
            characters -= len(line)
            if quote in line:
                break
        return taken

    def _next(self) -> str:
        """The next line with its end, "" at the end of the file; raises ListRefused on bytes of another encoding."""
        self._line += 1
        if self._ahead:
            return self._ahead.popleft()
        try:
            line = self._stream.readline(MAX_ROW + 1)
        except UnicodeError as error:
            rule = f"it is not in {self._stream.encoding} ({error})"
            raise ListRefused(f"{self._path}, near line {self._line}", rule, "say which encoding it is in") from error
        if not line:
            self._line -= 1
            return ""
        self._whole = line[-1] in "\r\n" + _END_OF_FILE
        return line.rstrip(_END_OF_FILE) or "\n"

    def _pass_over_line(self, line: str) -> None:
        while line and line[-1] not in "\r\n":
            line = self._stream.readline(MAX_ROW)
            self._whole = not line or line[-1] in "\r\n"

    def _refuse(self, line: int, rule: str, raw: str) -> None:
        at_end = not self._ahead and not self._whole
        if at_end and not self._stream.read(1):
            where = f"{self._path}, line {line}"
            if not self._table.may_be_cut:
                raise ListRefused(where, f"{rule}, and there the file ends", "it is cut off: fetch it again")
            self._notes.cut_short(where)
        self._notes.bad(locator(self._path, line), rule, raw.rstrip("\r\n"))


_OPEN: Final = "a quote that nothing closes"
_LONG: Final = f"a field of more than {MAX_FIELD:,} characters"
_MISPLACED: Final = "a quote stands where none may"
