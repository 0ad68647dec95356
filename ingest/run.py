"""The loop, and the only place that knows the order: bytes -> document -> reading -> claims -> batch -> graph."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.disguised import disguised_names
from ingest.intake import Store, jobs_of_paths
from ingest.job import Done, Job, our_bug, read_job
from ingest.report import Report
from ingest.workers import Workers
from kg.errors import DatabaseDown, DatabaseRefused
from kg.graph import Graph
from kg.model import DocumentClaims
from kg.stored import known_documents, stored_documents
from kg.writing.documents import Written, write_documents

if TYPE_CHECKING:
    from ingest.fetch import Client

__all__ = ["Loader", "Report", "ingest", "load", "reread", "with_known"]

log = logging.getLogger(__name__)

BATCH, BATCH_CHARACTERS = 50, 5_000_000
"""Documents in one transaction, and what they may hold together; one by one costs twice the time."""


@dataclass(frozen=True, slots=True)
class Loader:
    """What a run needs: the graph, the reading pipeline with its version, and the time it stamps on what it records.

    `workers` read instead of `nlp` where they are given. `store` keeps bytes, `stop` is asked before each document, and
    `on_written` is told of each document once its transaction is through,
    `on_skipped` of each that came to nothing.
    """

    graph: Graph
    nlp: Any
    reader: str
    now: str
    reread: bool = False
    on_document: Callable[[str], None] = lambda _: None
    workers: Workers | None = None
    store: Store | None = None
    stop: Callable[[], bool] = lambda: False
    on_written: Callable[[str, Written], None] = lambda _name, _written: None
    on_skipped: Callable[[Done], None] = lambda _: None


def ingest(
    loader: Loader,
    paths: Iterable[str | Path],
    *,
    encoding: str | None = None,
    any_language: bool = False,
    client: Client | None = None,
) -> Report:
    """Load files, folders, standard input ("-") and web addresses, which `client` fetches, into the graph.

    A document that cannot be read is skipped and named, the rest goes on. Raises DatabaseDown or DatabaseRefused where
    nothing more can be written; what was written until then stays, whole documents only.
    """
    report = Report()

    def left(count: int) -> None:
        report.left = count

    jobs = jobs_of_paths(
        paths,
        encoding=encoding,
        any_language=any_language,
        store=loader.store,
        stop=loader.stop,
        on_left=left,
        client=client,
    )
    return load(loader, with_known(loader, jobs), report)


def reread(loader: Loader) -> Report:
    """Read again every live document that another reader has read, from the text the graph holds."""
    report = Report()
    return load(loader, _stale(loader, report), report)


def load(loader: Loader, jobs: Iterable[Job], report: Report) -> Report:
    """Read jobs and write them, some at a time, in the order in which they come."""
    for batch in _batches(_read(loader, jobs), lambda done: _skip(loader, done, report)):
        _write(loader, batch, report)
    report.stopped = loader.stop()
    return report


def with_known(loader: Loader, jobs: Iterable[Job]) -> Iterator[Job]:
    """Tell with each job which documents of its bytes need no reading; asked early, it costs no worker time."""
    for job in jobs:
        loader.on_document(job.name)
        if job.error is not None:
            yield job
            continue
        raw = hashlib.sha256(job.raw).hexdigest()
        known = known_documents(loader.graph, raw, reader=loader.reader, reread=loader.reread)
        yield replace(job, known=known)


def _stale(loader: Loader, report: Report) -> Iterator[Job]:
    for document in stored_documents(loader.graph, not_by=loader.reader):
        if loader.stop():
            report.left += 1
            continue
        name = document.title or document.id[:12]
        loader.on_document(name)
        yield Job(name, document=document, recorded=document.recorded)


def _read(loader: Loader, jobs: Iterable[Job]) -> Iterator[Done]:
    if loader.workers is not None:
        return loader.workers.read(jobs)
    return (read_job(loader.nlp, loader.reader, job) for job in jobs)


def _batches(answers: Iterable[Done], on_skip: Callable[[Done], None]) -> Iterator[list[tuple[str, DocumentClaims]]]:
    """Gather what was read into batches; one text twice goes into two, so that the first to come is the first written.

    A full batch goes on its way at once, before anything more is read.
    """
    batch: list[tuple[str, DocumentClaims]] = []
    ids: set[str] = set()
    size = 0
    for done in answers:
        if done.claims is None:
            on_skip(done)
            continue
        document = done.claims.document
        if batch and (size + len(document.text) > BATCH_CHARACTERS or document.id in ids):
            yield batch
            batch, ids, size = [], set(), 0
        batch.append((done.job.name, done.claims))
        ids.add(document.id)
        size += len(document.text)
        if len(batch) >= BATCH:
            yield batch
            batch, ids, size = [], set(), 0
    if batch:
        yield batch


def _skip(loader: Loader, done: Done, report: Report) -> None:
    if done.error is None:
        return
    report.skip(done.error)
    if done.refused and loader.store is not None:
        loader.store.refuse(done)
    loader.on_skipped(done)


def _write(loader: Loader, batch: list[tuple[str, DocumentClaims]], report: Report) -> None:
    """Write one batch; where it fails as a whole, each document is tried alone, so that one cannot take others along."""
    names = {claims.document.id: name for name, claims in batch}
    read = [claims for _, claims in batch]
    try:
        written = write_documents(loader.graph, read, now=loader.now, reread=loader.reread)
    except (DatabaseDown, DatabaseRefused):
        raise
    except Exception:
        log.debug("writing a batch", exc_info=True)
        written = [one for claims in read for one in _write_alone(loader, claims, names, report)]
    for one in written:
        report.add(names[one.document_id], one)
        loader.on_written(names[one.document_id], one)
    for name, claims in batch:
        for note in disguised_names(claims):
            report.note(name, note)


def _write_alone(loader: Loader, claims: DocumentClaims, names: dict[str, str], report: Report) -> list[Written]:
    try:
        return write_documents(loader.graph, [claims], now=loader.now, reread=loader.reread)
    except (DatabaseDown, DatabaseRefused):
        raise
    except Exception as error:
        log.debug("writing %s", names[claims.document.id], exc_info=True)
        skipped = our_bug(names[claims.document.id], error)
        report.skip(skipped)
        loader.on_skipped(Done(Job(names[claims.document.id]), error=skipped))
        return []
