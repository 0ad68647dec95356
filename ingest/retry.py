"""What stands in quarantine, read once more: what becomes a document leaves it, and the item of a feed that it was is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.archive import Sighting
from ingest.intake import Store
from ingest.job import Job
from ingest.quarantine import Kept
from ingest.report import Report
from ingest.run import Loader, load, with_known
from kg.errors import SkipDocument
from kg.feeds import settle_item
from kg.writing.documents import Written


def retry(loader: Loader, kept: Iterable[Kept]) -> Report:
    """Read quarantined bytes as they once came; `loader` has the store whose quarantine it is."""
    store = loader.store
    if store is None:
        raise ValueError("nothing is in quarantine without a store")
    by_name: dict[str, Kept] = {}

    def jobs() -> Iterator[Job]:
        for one in kept:
            name = one.name if one.name not in by_name else f"{one.name} ({one.sha256[:12]})"
            by_name[name] = one
            try:
                raw = store.quarantine.read(one.sha256)
            except SkipDocument as error:
                yield Job(name, error=error)
                continue
            yield Job(name, raw, encoding=one.encoding, recorded=one.recorded or None, given=one.given)

    def written(name: str, outcome: Written) -> None:
        _move(store, by_name[name])
        if one_url := by_name[name].given.url:
            settle_item(loader.graph, one_url, outcome.document_id)
        loader.on_written(name, outcome)

    return load(replace(loader, on_written=written), with_known(loader, jobs()), Report())


def _move(store: Store, one: Kept) -> None:
    """Into the archive, then out of the quarantine: killed in between, it is in both, and nothing is lost."""
    store.archive.put(store.quarantine.read(one.sha256), Sighting(one.name, one.encoding, given=one.given))
    store.quarantine.forget(one.sha256)
