"""The loop, and the only place that knows the order: bytes -> document -> reading -> claims -> batch -> graph."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from ingest.claims import to_claims
from ingest.documents.discovery import discover, read_bytes
from ingest.documents.document import load_document
from ingest.pipeline import read
from kg.errors import DatabaseDown, DatabaseRefused, KgError, SkipDocument
from kg.graph import Graph
from kg.model import Document, DocumentClaims
from kg.stored import stored_documents
from kg.writing import Written, write_documents

log = logging.getLogger(__name__)

BATCH = 50
"""Documents in one transaction; one by one costs twice the time."""


@dataclass(slots=True)
class Report:
    """What became of everything that came in: counts by outcome, and each document that was skipped, with the reason."""

    outcomes: dict[str, int] = field(default_factory=dict)
    claims: int = 0
    notes: list[str] = field(default_factory=list)
    skipped: list[KgError] = field(default_factory=list)

    def add(self, name: str, written: Written) -> None:
        """Count one document; what is no plain success is noted with its reason."""
        self.outcomes[written.outcome] = self.outcomes.get(written.outcome, 0) + 1
        self.claims += written.claims
        if written.reason:
            self.notes.append(f"{name}: {written.reason}")

    def skip(self, error: KgError) -> None:
        """Count one document that could not be read or written."""
        self.skipped.append(error)

    @property
    def documents(self) -> int:
        """How many documents were looked at, skipped ones left out."""
        return sum(self.outcomes.values())


@dataclass(frozen=True, slots=True)
class Loader:
    """What a run needs: the graph, the reading pipeline with its version, and the time it stamps on what it records."""

    graph: Graph
    nlp: Any
    reader: str
    now: str
    reread: bool = False
    on_document: Callable[[str], None] = lambda _: None


def ingest(loader: Loader, paths: Iterable[str | Path], *, encoding: str | None = None) -> Report:
    """Load files, folders and standard input ("-") into the graph.

    A document that cannot be read is skipped and named, the rest goes on. Raises DatabaseDown or DatabaseRefused where
    nothing more can be written; what was written until then stays, whole documents only.
    """
    report = Report()
    documents = _documents(paths, report, encoding)
    while batch := list(islice(documents, BATCH)):
        _load(loader, batch, report)
    return report


def reread(loader: Loader) -> Report:
    """Read again every live document that another reader has read, from the text the graph holds."""
    report = Report()
    stale = _stale(loader)
    while batch := list(islice(stale, BATCH)):
        _load(loader, batch, report)
    return report


def _documents(paths: Iterable[str | Path], report: Report, encoding: str | None) -> Iterator[tuple[str, Document]]:
    for path in discover(paths, on_skip=report.skip):
        name = "standard input" if str(path) == "-" else str(path)
        try:
            yield name, load_document(read_bytes(path), name=name, encoding=encoding)
        except SkipDocument as error:
            report.skip(error)
        except Exception as error:
            log.debug("loading %s", name, exc_info=True)
            report.skip(_our_bug(name, error))


def _stale(loader: Loader) -> Iterator[tuple[str, Document]]:
    yield from (
        (document.title or document.id[:12], document)
        for document in stored_documents(loader.graph, not_by=loader.reader)
    )


def _load(loader: Loader, batch: list[tuple[str, Document]], report: Report) -> None:
    """Read and write one batch; where it fails as a whole, each document is tried alone, so that one cannot take others along."""
    names = {document.id: name for name, document in batch}
    read = [claims for name, document in batch if (claims := _read(loader, name, document, report)) is not None]
    try:
        written = write_documents(loader.graph, read, now=loader.now, reread=loader.reread)
    except (DatabaseDown, DatabaseRefused):
        raise
    except Exception:
        log.debug("writing a batch", exc_info=True)
        written = [one for claims in read for one in _write_alone(loader, claims, names, report)]
    for one in written:
        report.add(names[one.document_id], one)


def _read(loader: Loader, name: str, document: Document, report: Report) -> DocumentClaims | None:
    """Read one document; one that the graph already holds from this reader needs no reading."""
    loader.on_document(name)
    if _is_known(loader, document):
        return DocumentClaims(document, loader.reader)
    try:
        reading = read(loader.nlp, document.text, published=document.published, publisher=document.source.name)
        return to_claims(document, reading, reader=loader.reader)
    except Exception as error:
        log.debug("reading %s", name, exc_info=True)
        report.skip(_our_bug(name, error))
        return None


def _is_known(loader: Loader, document: Document) -> bool:
    rows = loader.graph.read(
        "MATCH (d:Document {id: $id}) RETURN d.reader = $reader OR d.withdrawn IS NOT NULL OR NOT $reread AS known",
        {"id": document.id, "reader": loader.reader, "reread": loader.reread},
    )
    return bool(rows and rows[0]["known"])


def _write_alone(loader: Loader, claims: DocumentClaims, names: dict[str, str], report: Report) -> list[Written]:
    try:
        return write_documents(loader.graph, [claims], now=loader.now, reread=loader.reread)
    except (DatabaseDown, DatabaseRefused):
        raise
    except Exception as error:
        log.debug("writing %s", names[claims.document.id], exc_info=True)
        report.skip(_our_bug(names[claims.document.id], error))
        return []


def _our_bug(name: str, error: Exception) -> SkipDocument:
    said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return SkipDocument(
        name, f"could not be loaded ({said})", "this is a fault of kg: please report it with the document"
    )
