"""Paths, addresses and archived bytes -> jobs: bytes are archived before anybody reads them, and what the graph knows is said so."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.archive import Archive, Sighting
from ingest.documents.discovery import STDIN, discover, read_bytes
from ingest.job import Done, Job
from ingest.quarantine import Quarantine
from kg.errors import SkipDocument

if TYPE_CHECKING:
    from ingest.fetch import Client


@dataclass(frozen=True, slots=True)
class Store:
    """Where bytes are kept: those that became a document, and those that could not."""

    archive: Archive
    quarantine: Quarantine

    def keep(self, job: Job) -> Job:
        """Archive a job's bytes and return it with the time at which they first came."""
        entry = self.archive.put(job.raw, Sighting(job.name, job.encoding, given=job.given))
        return replace(job, recorded=to_the_second(entry.recorded))

    def refuse(self, done: Done) -> None:
        """Move bytes that no document can be made of out of the archive, to where the reason stands beside them."""
        if done.error is None or not done.job.raw:
            return
        sighting = Sighting(done.job.name, done.job.encoding, given=done.job.given)
        job = done.job
        self.quarantine.put(job.raw, done.error, now=job.recorded or "", encoding=job.encoding, given=job.given)
        self.archive.forget(hashlib.sha256(done.job.raw).hexdigest(), sighting)


def to_the_second(moment: str) -> str:
    """The form of a time that the graph keeps; the archive keeps it finer, for the order."""
    return f"{moment[:19]}Z"


def jobs_of_paths(
    paths: Iterable[str | Path],
    *,
    encoding: str | None,
    any_language: bool = False,
    store: Store | None,
    stop: Callable[[], bool],
    on_left: Callable[[int], None],
    client: Client | None = None,
) -> Iterator[Job]:
    """Yield a job for each file and web address, and one that is wrong already for each that cannot be had.

    Where `stop` tells so it ends, and `on_left` is told how many files it did not come to.
    """
    wrong: list[SkipDocument] = []
    given = [str(path) for path in paths]
    found: Iterator[str | Path] = chain(
        (url for url in given if is_address(url)),
        discover((p for p in given if not is_address(p)), on_skip=wrong.append),
    )
    for place in found:
        yield from _drained(wrong)
        if stop():
            on_left(1 + sum(1 for _ in found))
            return
        job = _fetched(place, client, store) if isinstance(place, str) else _job(place, encoding, store)
        yield replace(job, any_language=any_language)
    yield from _drained(wrong)


def is_address(place: str) -> bool:
    """True of what is to be fetched from the web."""
    return place.startswith(("http://", "https://"))


def _fetched(url: str, client: Client | None, store: Store | None) -> Job:
    from ingest.fetch import Client, FetchFailed, FetchRefused
    from ingest.webpages import fetch_page

    try:
        job = fetch_page(client or Client(), url)
    except (FetchFailed, FetchRefused) as error:
        return Job(error.thing, error=SkipDocument(error.thing, error.rule, error.remedy))
    return job if store is None else store.keep(job)


def _drained(wrong: list[SkipDocument]) -> Iterator[Job]:
    for error in wrong:
        yield Job(error.thing, error=error)
    wrong.clear()


def _job(path: Path, encoding: str | None, store: Store | None) -> Job:
    name = "standard input" if path == STDIN else str(path)
    try:
        job = Job(name, read_bytes(path), encoding=encoding)
    except SkipDocument as error:
        return Job(name, error=error)
    return job if store is None else store.keep(job)
