"""Paths and archived bytes -> jobs: bytes are archived before anybody reads them, and what the graph knows is said so."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.archive import Archive, Sighting
from ingest.documents.discovery import STDIN, discover, read_bytes
from ingest.job import Done, Job
from ingest.quarantine import Quarantine
from kg.errors import SkipDocument


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
        self.quarantine.put(done.job.raw, done.error, now=done.job.recorded or "")
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
) -> Iterator[Job]:
    """Yield a job for each file, and one that is wrong already for each that cannot be had.

    Where `stop` tells so it ends, and `on_left` is told how many files it did not come to.
    """
    wrong: list[SkipDocument] = []
    found = discover(paths, on_skip=wrong.append)
    for path in found:
        yield from _drained(wrong)
        if stop():
            on_left(1 + sum(1 for _ in found))
            return
        yield replace(_job(path, encoding, store), any_language=any_language)
    yield from _drained(wrong)


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
