"""Documents as the graph holds them, for those who would read them, or read them again."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph import Graph
from kg.model import Document, Source


def stored_documents(graph: Graph, *, not_by: str) -> Iterator[Document]:
    """Yield the live prose documents that another reader than `not_by` has read."""
    rows = graph.stream(
        """
        MATCH (d:Document)-[:FROM]->(s:Source)
        WHERE d.withdrawn IS NULL AND d.text IS NOT NULL AND d.reader <> $reader
        RETURN d {.id, .text, .raw_sha256, .title, .published, .kind, .recorded} AS document, d.urls[0] AS url,
               s {.name, .reliability, .primary, .licence} AS source
        ORDER BY d.id
        """,
        {"reader": not_by},
    )
    for row in rows:
        yield Document(**row["document"], url=row["url"], source=Source(**row["source"]))


def known_documents(graph: Graph, raw_sha256: str, *, reader: str, reread: bool) -> frozenset[str]:
    """The ids of documents that these bytes made and that this reader need not read (again); withdrawn ones too."""
    rows = graph.read(
        """
        MATCH (d:Document {raw_sha256: $raw})
        WHERE d.reader = $reader OR d.withdrawn IS NOT NULL OR NOT $reread
        RETURN d.id AS id
        """,
        {"raw": raw_sha256, "reader": reader, "reread": reread},
    )
    return frozenset(row["id"] for row in rows)
