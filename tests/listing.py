"""A list of the tests' own: its entries are lines of JSON, so that a test writes down what it wants and pulls it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from ingest.lists.record import Fact, Link, Measure, Notes, Record, Thing
from ingest.source import ListRefused, ListSource

OFFICE = Thing("Office of Made-up Affairs", "Agency")
DATE = "# of "


def read(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """A line is a record, or the list's date, or the end that tells a whole file from one cut off."""
    for path in paths:
        *lines, last = path.read_bytes().splitlines() or [b""]
        if last != b"# end":
            raise ListRefused(str(path), "is cut off", "fetch it again")
        for number, line in enumerate(lines, 1):
            if line.startswith(DATE.encode()):
                notes.dated(line[len(DATE) :].decode())
                continue
            try:
                yield msgspec.json.decode(line, type=Record)
            except msgspec.MsgspecError:
                notes.bad(f"{path.name}:{number}", "is no record", line.decode())


SOURCE = ListSource(
    name="made-up",
    title="The Made-up List",
    publisher="Made-up Press",
    primary=None,
    urls=(),
    licence="free",
    reliability=0.9,
    reason="it was made up for a test",
    bounds={"records": (1, 1000)},
    read=read,
    suffixes=(".list",),
)


def source(**fields: Any) -> ListSource:
    """That list, but for some fields."""
    return replace(SOURCE, **fields)


def write(path: Path, records: Sequence[Record], *, published: str | None = None, more: Sequence[str] = ()) -> Path:
    """Write a file of the list; `more` lines are no records."""
    dated = [f"{DATE}{published}"] if published else []
    lines = [*dated, *(msgspec.json.encode(record).decode() for record in records), *more, "# end"]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def entry(
    id: str,  # noqa: A002 (as a record calls it)
    name: str,
    label: str | None = "Company",
    *,
    aliases: Sequence[str] = (),
    facts: Sequence[Fact] = (),
    links: Sequence[Link] = (),
    sanctioned: str | None = "2020-01-02",
    by: Thing = OFFICE,
    part: str = "",
    locator: str = "line 1",
) -> Record:
    """A record: somebody with other names, whom an office sanctioned on a day unless that is None."""
    subject = Thing(name, label)
    told = (*(Fact("alias", alias) for alias in aliases), *facts)
    measures = (Measure("sanction", (by,), (subject,), start_date=sanctioned),) if sanctioned else ()
    return Record(id, locator, subject, told, tuple(links), measures, part)
