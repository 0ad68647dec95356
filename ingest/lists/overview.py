"""Which lists there are, and what the graph holds of each."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.source import sources
from kg.graph import Graph, Row

COLUMNS = (
    "name",
    "title",
    "publisher",
    "primary",
    "reliability",
    "licence",
    "version",
    "records",
    "ended",
    "last_pull",
)

IN_SHORT = ("name", "publisher", "version", "records", "ended", "last_pull")
"""What a terminal has room for."""

_HELD = """
MATCH (d:Document {kind: 'list'})
RETURN d.list_name AS name, max(d.published) AS version,
       sum(COUNT { (d)<-[:IN]-(p:Passage) WHERE p.hash IS NOT NULL AND p.record <> '' }) AS records,
       sum(COUNT { (d)<-[:IN]-(p:Passage) WHERE p.ended IS NOT NULL AND p.record <> '' }) AS ended
"""
_RUNS = "MATCH (r:Run {kind: 'list pull'}) RETURN r.what AS name, max(r.at) AS last_pull"


def overview(graph: Graph) -> Iterator[Row]:
    """A row for each shipped list; its version is the list's own date."""
    held = {row["name"]: row for row in graph.read(_HELD, timeout=120)}
    pulled = {row["name"]: row["last_pull"] for row in graph.read(_RUNS)}
    for source in sources().values():
        there = held.get(source.name, {})
        yield {
            "name": source.name, "title": source.title, "publisher": source.publisher, "primary": source.primary,
            "reliability": source.reliability, "licence": source.licence, "version": there.get("version"),
            "records": there.get("records", 0), "ended": there.get("ended", 0), "last_pull": pulled.get(source.name),
        }  # fmt: skip
