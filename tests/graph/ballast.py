"""Nodes that weigh: on a nearly empty graph the planner scans, since that is as quick there, and its plans tell nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.graph import Graph

SIZE = 5_000

_MAKE = """
UNWIND range(1, $size) AS n
CREATE (e:Entity:Ballast {id: 'ballast:' + n, name: 'Ballast ' + n, name_key: 'ballast ' + n, refs: [], aliases: []})
CREATE (s:Source:Ballast {name: 'Ballast ' + n})
CREATE (d:Document:Ballast {id: 'ballast:' + n, published: '1900-01-01', recorded: '1900-01-01', raw_sha256: 'ballast ' + n})
CREATE (p:Passage:Ballast {id: 'ballast:' + n, text: ''})
CREATE (c:Claim:Ballast {id: 'ballast:' + n, document: 'ballast:' + n, subject_ref: 'ballast:' + n, edge: 'ballast:' + n,
                         object_ref: 'ballast:' + n, value_key: 'ballast:' + n, withdrawn: '1900-01-01'})
CREATE (x:Action:Ballast {id: 'ballast:' + n, kind: 'ballast', start_date: '1900-01-01'})
CREATE (c)-[:SUBJECT]->(e) CREATE (c)-[:EVIDENCE {order: 0}]->(p) CREATE (p)-[:IN]->(d) CREATE (d)-[:FROM]->(s)
CREATE (x)-[:TARGETED]->(e) CREATE (e)-[:PERFORMED]->(x)
"""
_DROP = "MATCH (n:Ballast) WITH n LIMIT 10000 DETACH DELETE n RETURN count(*) AS gone"


@contextmanager
def ballast(graph: Graph) -> Iterator[None]:
    """Fill the graph for the block, and forget plans that were made before."""
    graph.command(_MAKE, size=SIZE)
    try:
        graph.command("CALL db.clearQueryCaches()")
        yield
    finally:
        while graph.command(_DROP)[0]["gone"]:
            continue
