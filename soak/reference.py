"""What an undisturbed run gives: the checksum and contents of the whole, and of any part of the documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.local import wipe
from ingest.claims import to_claims
from ingest.documents.document import discover, load_document, read_bytes
from ingest.pipeline import build_nlp, read, reader_version
from kg.checksum import fingerprint
from kg.graph import Graph
from kg.model import DocumentClaims
from kg.writing.documents import write_documents

SOME = 50
NOW = "2026-01-02T03:04:05Z"


@dataclass(frozen=True, slots=True)
class Reference:
    """The documents as read once, what each of them holds in an undisturbed run, and that run's checksum."""

    readings: Mapping[str, DocumentClaims]
    contents: Mapping[str, str]
    checksum: str

    def checksum_of(self, graph: Graph, documents: Collection[str]) -> str:
        """The checksum of a graph that holds just these documents, written anew into a graph of the soak's own."""
        wipe(graph)
        # in another order than the loader's, since order must not matter
        chosen = sorted(
            (self.readings[one] for one in documents if one in self.readings), key=lambda one: one.document.id
        )
        for start in range(0, len(chosen), SOME):
            write_documents(graph, chosen[start : start + SOME], now=NOW)
        return fingerprint(graph).checksum


def read_all(folder: Path) -> dict[str, DocumentClaims]:
    """Read every document of a folder once, as the loader does."""
    nlp = build_nlp()
    reader = reader_version(nlp)
    out = {}
    for path in discover([folder], on_skip=_refuse):
        document = load_document(read_bytes(path), name=str(path))
        reading = read(nlp, document.text, published=document.published, publisher=document.source.name)
        out[document.id] = to_claims(document, reading, reader=reader)
    return out


def _refuse(error: Exception) -> None:
    raise error
