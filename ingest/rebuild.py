"""The archive -> the same documents in the same order, read anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ingest.archive import Archive, ArchiveDamaged
from ingest.documents.given import NOTHING, Given
from ingest.intake import to_the_second
from ingest.job import Job
from ingest.report import Report
from ingest.run import Loader, load, with_known
from kg.errors import SkipDocument


@dataclass(frozen=True, slots=True, order=True)
class Archived:
    """One way in which bytes once came. `came` orders them, `recorded` is when these bytes first came in any way."""

    came: str
    sha256: str
    name: str
    encoding: str | None
    recorded: str
    given: Given = field(default=NOTHING, compare=False)


def archived(archive: Archive, *, on_damaged: Callable[[ArchiveDamaged], None]) -> list[Archived]:
    """List what the archive holds, in the order in which it came; every byte is checked, what is damaged is left out."""
    found: list[Archived] = []
    for entry in archive.entries(on_damaged=on_damaged):
        try:
            archive.read(entry.sha256)
        except ArchiveDamaged as error:
            on_damaged(error)
            continue
        recorded = to_the_second(entry.recorded)
        found += [
            Archived(sighting.recorded, entry.sha256, sighting.name, sighting.encoding, recorded, sighting.given)
            for sighting in entry.sightings
        ]
    return sorted(found, key=lambda one: (one.came, one.sha256, one.name))


def rebuild(loader: Loader, archive: Archive, documents: Iterable[Archived]) -> Report:
    """Load archived documents into the graph, in their order, as `ingest` would; those that are there are passed over."""
    report = Report()
    return load(loader, with_known(loader, _jobs(loader, archive, documents, report)), report)


def _jobs(loader: Loader, archive: Archive, documents: Iterable[Archived], report: Report) -> Iterator[Job]:
    for one in documents:
        if loader.stop():
            report.left += 1
            continue
        try:
            raw = archive.read(one.sha256)
        except ArchiveDamaged as error:
            yield Job(one.name, error=SkipDocument(error.thing, error.rule, error.remedy))
            continue
        # what another language kept out is not in the archive: whatever is there was let in
        yield Job(one.name, raw, encoding=one.encoding, recorded=one.recorded, any_language=True, given=one.given)
