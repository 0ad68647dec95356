"""Whole lists for a bulk load: each read, counted and checked as a pull does, then given on as it would be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path

from ingest.lists.claims import ClaimMaker, Made
from ingest.lists.pull import Progress, Pulled, list_document, take_in
from ingest.lists.spool import spool
from ingest.source import ListSource
from kg.writing.records import Listed, RecordsWritten

AT_ONCE = 1_000


def listed(
    lists: Sequence[tuple[ListSource, Sequence[Path]]],
    *,
    folder: Path,
    now: str,
    any_size: bool,
    progress: Progress,
    on_done: Callable[[Pulled], object],
) -> Iterator[Listed]:
    """Yield all records of these lists, some at a time; `folder` is for what is on its way. Raises ListRefused as a pull does."""
    for source, paths in lists:
        pulled = Pulled(source)
        with spool(folder) as records:
            take_in(paths, records, pulled, any_size=any_size, progress=progress)
            maker = ClaimMaker(source, records, published=pulled.notes.published, now=now)
            for part, made in groupby(maker.all(), key=lambda one: one.part):
                document = list_document(source, part, paths, pulled.notes)
                while some := _taken(made, pulled):
                    yield Listed(document, [one.record for one in some])
        on_done(pulled)


def _taken(made: Iterator[Made], pulled: Pulled) -> list[Made]:
    some = list(islice(made, AT_ONCE))
    for one in some:
        for rule in one.refused:
            pulled.refused[rule] = pulled.refused.get(rule, 0) + 1
    pulled.written += RecordsWritten(added=len(some), claims_added=sum(len(one.record.claims) for one in some))
    return some
