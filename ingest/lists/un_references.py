"""Who is meant where the comments of a UN entry name another by its permanent reference number, "Al-Qaida (QDe.004)"."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from ingest.lists.record import Thing
from ingest.lists.xml import elements, text_of

_REFERENCE: Final = re.compile(r"\b([A-Z]{2}[ei]\.\d{3})\b")


class References:
    """The entries of a list by reference number, kept in a file."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute(
            "CREATE TABLE entry (reference TEXT PRIMARY KEY, id TEXT, name TEXT, label TEXT) STRICT, WITHOUT ROWID"
        )

    def add(self, reference: str, thing: Thing) -> None:
        """Keep who bears a reference number; the first keeps it."""
        row = (reference, thing.entry, thing.name, thing.label)
        self._database.execute("INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?)", row)

    def named_in(self, text: str, own: str) -> Iterator[tuple[str, Thing | None]]:
        """Yield each reference number in a text but the entry's own, and who bears it; None where nobody does."""
        for reference in dict.fromkeys(_REFERENCE.findall(text)):
            if reference != own:
                row = self._database.execute(
                    "SELECT name, label, id FROM entry WHERE reference = ?", (reference,)
                ).fetchone()
                yield reference, None if row is None else Thing(*row)


@contextmanager
def references(path: Path, subject: Callable[[Any], Thing | None]) -> Iterator[References]:
    """The reference numbers of a whole file, which is read for them; `subject` tells whom an element is about."""
    with (
        TemporaryDirectory(prefix="kg-un-") as folder,
        closing(sqlite3.connect(Path(folder) / "references")) as database,
    ):
        found = References(database)
        for element in elements(path, "INDIVIDUAL", "ENTITY"):
            thing = subject(element)
            if thing is not None:
                found.add(text_of(element, "REFERENCE_NUMBER") or "", thing)
        yield found
