"""Documents as the graph holds them, for those who read them again."""

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
