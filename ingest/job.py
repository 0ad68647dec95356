"""One document in hand: from the bytes, or the stored document, to its claims. What goes wrong is an answer, not a raise."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ingest.claims import to_claims
from ingest.documents.document import load_document
from ingest.documents.given import NOTHING, Given
from ingest.documents.language import refuse_other_language
from ingest.pipeline import read
from kg.errors import SkipDocument
from kg.model import Document, DocumentClaims

log = logging.getLogger(__name__)

WORDS_REMEMBERED: Final = 50_000
"""Lemmas that the model's lemmatizer may remember; it has no limit of its own, and names never end."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a reader is given: bytes as they came, or a document that the graph holds already.

    `known` are the ids that need no reading; `recorded` is when the bytes first came; `error` is why there are none.
    `any_language` reads bytes whatever language they are in; `given` is what whoever brought them knows of them.
    """

    name: str
    raw: bytes = b""
    document: Document | None = None
    encoding: str | None = None
    recorded: str | None = None
    known: frozenset[str] = field(default=frozenset())
    error: SkipDocument | None = None
    any_language: bool = False
    given: Given = NOTHING

    @property
    def size(self) -> int:
        """Bytes, or characters of a document that is known."""
        return len(self.document.text) if self.document is not None else len(self.raw)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: claims, or why there are none. `refused` tells bytes that are no document from a mishap."""

    job: Job
    claims: DocumentClaims | None = None
    error: SkipDocument | None = None
    refused: bool = False


def read_job(nlp: Any, reader: str, job: Job) -> Done:
    """Read one document; one that is known is loaded only, and gives no claims."""
    if job.error is not None:
        return Done(job, error=job.error)
    try:
        document = job.document or _loaded(job)
        if document.id in job.known:
            return Done(job, DocumentClaims(document, reader))
        # what the graph holds stays readable, and so do its bytes: they were let in once
        if job.document is None and not job.any_language:
            refuse_other_language(document.text, name=job.name)
    except SkipDocument as error:
        return Done(job, error=error, refused=True)
    except Exception as error:
        log.debug("loading %s", job.name, exc_info=True)
        return Done(job, error=our_bug(job.name, error))
    try:
        return Done(job, _claims(nlp, reader, document))
    except Exception as error:
        log.debug("reading %s", job.name, exc_info=True)
        return Done(job, error=our_bug(job.name, error))


def _loaded(job: Job) -> Document:
    document = load_document(job.raw, name=job.name, encoding=job.encoding, given=job.given)
    return replace(document, recorded=job.recorded)


def _claims(nlp: Any, reader: str, document: Document) -> DocumentClaims:
    # words that only this document has are given back after it: the model would keep each for ever
    with nlp.memory_zone():
        reading = read(nlp, document.text, published=document.published, publisher=document.source.name)
    _forget_words(nlp)
    return to_claims(document, reading, reader=reader)


def _forget_words(nlp: Any) -> None:
    for _, component in nlp.pipeline:
        remembered = getattr(component, "cache", None)
        if isinstance(remembered, dict) and len(remembered) > WORDS_REMEMBERED:
            remembered.clear()


def our_bug(name: str, error: Exception) -> SkipDocument:
    """The words for a fault that is no document's."""
    said = (f"{type(error).__name__}: {error}".splitlines() or [""])[0][:200]
    return SkipDocument(
        name, f"could not be loaded ({said})", "this is a fault of kg: please report it with the document"
    )
