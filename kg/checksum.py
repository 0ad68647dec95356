"""A fingerprint of the live graph: equal where two graphs say the same, whatever the order in which they learnt it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.graph import Graph, Row, iso
from kg.ids import digest

# where a record stands in a file, and in which file, differs between formats of one list
# and when a newer text came is told by the edge to it
_IGNORED = frozenset({"recorded", "locator", "superseded"})
_MODULUS = 1 << 256

# withdrawn documents and claims, and what hangs on them alone, are history and no part of what the graph says
_NODES = """
MATCH (n)
WHERE (n:Entity OR n:Action OR n:Document OR n:Passage OR n:Claim OR n:Source) AND n.withdrawn IS NULL
  AND NOT (n:Passage AND EXISTS { (n)-[:IN]->(d:Document) WHERE d.withdrawn IS NOT NULL })
  AND NOT (n:Source AND NOT EXISTS { (n)<-[:FROM]-(d:Document) WHERE d.withdrawn IS NULL })
"""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Counts and checksum of the live graph; the checksum leaves out when things were recorded."""

    nodes: int
    edges: int
    checksum: str


def fingerprint(graph: Graph) -> Fingerprint:
    """Stream the whole live graph and sum the hashes of its nodes and edges."""
    total = nodes = edges = 0
    for row in _all_nodes(graph):
        nodes += 1
        total += _hash(sorted(row["labels"]), row["properties"])
    for row in _all_edges(graph):
        edges += 1
        total += _hash([row["type"], row["start"], row["end"]], row["properties"])
    return Fingerprint(nodes, edges, f"{total % _MODULUS:064x}"[:32])


def _hash(head: list[str], properties: dict[str, Any]) -> int:
    kept = {name: iso(value) for name, value in properties.items() if name not in _IGNORED}
    return int(digest(*head, json.dumps(kept, sort_keys=True, ensure_ascii=True)), 16)


def _all_nodes(graph: Graph) -> Iterator[Row]:
    statement = _NODES + "RETURN labels(n) AS labels, properties(n) AS properties"
    return graph.stream(statement)


def _all_edges(graph: Graph) -> Iterator[Row]:
    statement = (
        _NODES
        + """
        MATCH (n)-[e]->(m)
        WHERE m.withdrawn IS NULL
        RETURN type(e) AS type, coalesce(n.id, n.name) AS start, coalesce(m.id, m.name) AS end, properties(e) AS properties
        """
    )
    return graph.stream(statement)
