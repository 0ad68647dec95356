"""The yardstick of writing: the bare driver, MERGE on id, no evidence to weigh and no identity to resolve.

It is given a finished graph and writes exactly that: every node and every edge once, in the batch of the first document
that carries it, one transaction a batch, as a loader would that knew beforehand what comes out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import neo4j

from kg.graph import Endpoint, Graph, Row

_BATCHED = ("Document", "Passage", "Claim", "Entity", "Action", "Source")
_KEY = {"Source": "name"}

# which documents carry a node: itself, its passages and claims, and through these the things they name
_CARRIERS = {
    "Document": "MATCH (n:Document) RETURN elementId(n) AS node, [n.id] AS documents",
    "Passage": "MATCH (n:Passage)-[:IN]->(d) RETURN elementId(n) AS node, [d.id] AS documents",
    "Claim": "MATCH (n:Claim)-[:EVIDENCE]->()-[:IN]->(d) RETURN elementId(n) AS node, collect(DISTINCT d.id) AS documents",
    "Source": "MATCH (n:Source)<-[:FROM]-(d) RETURN elementId(n) AS node, collect(DISTINCT d.id) AS documents",
    "Thing": """
        MATCH (n)<-[:SUBJECT|OBJECT]-()-[:EVIDENCE]->()-[:IN]->(d)
        RETURN elementId(n) AS node, collect(DISTINCT d.id) AS documents
    """,
}


@dataclass(slots=True)
class Batch:
    """What one transaction writes: nodes by their labels, edges by their type and the labels of their ends."""

    nodes: dict[tuple[str, ...], list[Row]] = field(default_factory=lambda: defaultdict(list))
    edges: dict[tuple[str, str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))


def finished(graph: Graph, batches: Sequence[Sequence[str]]) -> list[Batch]:
    """Read a finished graph into the batches (lists of document ids) in which it was written."""
    number = {document: place for place, batch in enumerate(batches) for document in batch}
    first = {
        row["node"]: min(number[document] for document in row["documents"])
        for statement in _CARRIERS.values()
        for row in graph.stream(statement)
    }
    out = [Batch() for _ in batches]
    ends = {}
    for row in graph.stream(
        "MATCH (n) WHERE NOT n:Schema RETURN elementId(n) AS node, labels(n) AS labels, properties(n) AS properties"
    ):
        main = next(label for label in _BATCHED if label in row["labels"])
        others = [label for label in sorted(row["labels"]) if label != main]
        ends[row["node"]] = (main, row["properties"][_KEY.get(main, "id")])
        out[first[row["node"]]].nodes[main, *others].append(
            {"id": ends[row["node"]][1], "properties": row["properties"]}
        )
    for row in graph.stream(
        "MATCH (a)-[r]->(b) RETURN elementId(a) AS a, type(r) AS type, elementId(b) AS b, properties(r) AS properties"
    ):
        (start_label, start), (end_label, end) = ends[row["a"]], ends[row["b"]]
        # an edge can be written once both its ends are there
        place = max(first[row["a"]], first[row["b"]])
        out[place].edges[start_label, row["type"], end_label].append(
            {"start": start, "end": end, "properties": row["properties"]}
        )
    return out


def write(endpoint: Endpoint, batches: Sequence[Batch]) -> None:
    """Write the batches, one managed transaction each."""
    driver = neo4j.GraphDatabase.driver(endpoint.uri, auth=(endpoint.username, endpoint.password))
    with driver, driver.session(database=endpoint.database) as session:
        for batch in batches:
            session.execute_write(_write, batch)


def _write(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    for labels, rows in batch.nodes.items():
        tx.run(_node_statement(labels), rows=rows).consume()
    for (start, kind, end), rows in batch.edges.items():
        tx.run(_edge_statement(start, kind, end), rows=rows).consume()


def _node_statement(labels: tuple[str, ...]) -> str:
    main, *others = labels
    more = "".join(f" SET n:{label}" for label in others)
    return f"UNWIND $rows AS row MERGE (n:{main} {{{_KEY.get(main, 'id')}: row.id}}) SET n = row.properties{more}"


def _edge_statement(start: str, kind: str, end: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{{_KEY.get(start, 'id')}: row.start}}) "
        f"MATCH (b:{end} {{{_KEY.get(end, 'id')}: row.end}}) MERGE (a)-[r:{kind}]->(b) SET r = row.properties"
    )


def count(batches: Sequence[Batch]) -> tuple[int, int]:
    """How many nodes and edges the batches hold together."""
    nodes = sum(len(rows) for batch in batches for rows in batch.nodes.values())
    edges = sum(len(rows) for batch in batches for rows in batch.edges.values())
    return nodes, edges


def same(graph: Graph, batches: Sequence[Batch]) -> bool:
    """Tell whether the graph holds as many nodes and edges as the batches, so that both contenders did the same work."""
    found: Any = graph.read(
        "CALL () { MATCH (n) WHERE NOT n:Schema RETURN count(n) AS nodes } CALL () { MATCH ()-[r]->() RETURN count(r) AS edges } "
        "RETURN nodes, edges"
    )[0]
    return (found["nodes"], found["edges"]) == count(batches)
