"""Rows on disk in between: written once, read once or twice, all at once in memory never."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

AT_ONCE = 2000
"""Rows that are packed together: one by one costs several times as much."""
PARTS = 32

Row = tuple[Any, ...]


class Spool:
    """A file of rows of plain values. Only this process, in a folder of its own, reads what it wrote."""

    def __init__(self, path: Path, *, at_once: int = AT_ONCE) -> None:
        self.path = path
        self._at_once = at_once
        self._rows: list[Row] = []
        self._file = path.open("wb")

    def add(self, row: Row) -> None:
        """Keep a row."""
        self._rows.append(row)
        if len(self._rows) >= self._at_once:
            self._pack()

    def _pack(self) -> None:
        packed = marshal.dumps(self._rows)
        self._file.write(len(packed).to_bytes(8, "big"))
        self._file.write(packed)
        self._rows = []

    def __iter__(self) -> Iterator[Row]:
        """Read all rows in the order in which they came."""
        if self._rows:
            self._pack()
        self._file.flush()
        with self.path.open("rb") as file:
            while head := file.read(8):
                # marshal runs nothing, and what it reads is what `add` wrote
                yield from marshal.loads(file.read(int.from_bytes(head, "big")))  # noqa: S302

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Delete the file."""
        self._file.close()
        self.path.unlink(missing_ok=True)


class Parts:
    """Rows about things with numbers, parted so that all about one thing is in one part, and a part fits in memory."""

    def __init__(self, folder: Path, name: str) -> None:
        self._parts = [Spool(folder / f"{name}.{part}") for part in range(PARTS)]

    def add(self, number: int, row: Row) -> None:
        """Keep a row about the thing of this number."""
        self._parts[number % PARTS].add((number, *row))

    def __iter__(self) -> Iterator[Spool]:
        """Give the parts; each row begins with its number."""
        for part in self._parts:
            yield part
            part.close()
