"""What must hold in the graph whatever was killed when: whole documents, sums that add up, nothing without evidence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kg.graph import Graph
from kg.ids import digest
from kg.ontology import RELATION_TYPES

Contents = Mapping[str, str]
"""For each document its contents as one hash: passages, claims with their evidence, places of mentions."""

LOCKS_OF_READERS = 2
"""What a reading transaction holds at most: on the schema, not on nodes."""

# each statement finds what must not be there, and says what it is
_NONE_OF_THESE = {
    "a passage without a document": "MATCH (n:Passage) WHERE NOT (n)-[:IN]->(:Document) RETURN n.id AS id",
    "a document without a source": "MATCH (n:Document) WHERE NOT (n)-[:FROM]->(:Source) RETURN n.id AS id",
    "a claim without evidence": "MATCH (n:Claim) WHERE NOT (n)-[:EVIDENCE {order: 0}]->(:Passage)-[:IN]->(:Document) RETURN n.id AS id",
    "a claim that points at nothing": "MATCH (n:Claim) WHERE NOT (n)-[:SUBJECT]->() RETURN n.id AS id",
    "a claim whose object points at nothing": (
        "MATCH (n:Claim) WHERE n.object_ref IS NOT NULL AND NOT (n)-[:OBJECT]->() RETURN n.id AS id"
    ),
    "an entity without a claim": "MATCH (n:Entity) WHERE NOT (n)<-[:SUBJECT|OBJECT]-(:Claim) RETURN n.id AS id",
    "an action without a claim": "MATCH (n:Action) WHERE NOT (n)<-[:SUBJECT|OBJECT]-(:Claim) RETURN n.id AS id",
    "a node of no kind": (
        "MATCH (n) WHERE NOT n:Source AND NOT n:Document AND NOT n:Passage AND NOT n:Claim AND NOT n:Entity AND NOT n:Action "
        "AND NOT n:Schema RETURN elementId(n) AS id"
    ),
    "an edge whose claims are not as many as it says": (
        "MATCH ()-[e]->() WHERE type(e) IN $types AND e.claims <> COUNT { MATCH (c:Claim {edge: e.key}) WHERE c.withdrawn IS NULL } "
        "RETURN e.key AS id"
    ),
    "a claim whose edge is not there": (
        "MATCH (a)-[e]->() WHERE type(e) IN $types WITH collect(e.key) AS keys "
        "MATCH (c:Claim) WHERE c.edge IS NOT NULL AND NOT c.edge IN keys RETURN c.id AS id"
    ),
    "two edges of one key": (
        "MATCH ()-[e]->() WHERE type(e) IN $types WITH e.key AS id, count(*) AS times WHERE times > 1 RETURN id"
    ),
}


def violations(graph: Graph, whole: Contents) -> list[str]:
    """Name everything that must not be: half documents, told by their contents in an undisturbed run, and broken sums."""
    found = contents(graph)
    out = [f"a document that no run wrote: {one[:12]}" for one in sorted(set(found) - set(whole))]
    out += [f"half a document: {one[:12]}" for one, held in sorted(found.items()) if whole.get(one, held) != held]
    for name, statement in _NONE_OF_THESE.items():
        rows = graph.read(statement, {"types": list(RELATION_TYPES)})
        if rows:
            out.append(f"{name}: {rows[0]['id']} and {len(rows) - 1} more")
    return out


def contents(graph: Graph) -> dict[str, str]:
    """Hash what hangs on each document, leaving out what other documents have a say in: whom a ref means, and sums."""
    held: dict[str, list[Any]] = {row["id"]: [row["properties"]] for row in graph.stream(_DOCUMENTS)}
    for statement in (_PASSAGES, _CLAIMS, _MENTIONS):
        for row in graph.stream(statement):
            # what hangs on no document is found by the other checks
            held.get(row.pop("document"), []).append(_plain(row))
    return {
        document: digest(*sorted(json.dumps(part, sort_keys=True) for part in parts))
        for document, parts in held.items()
    }


_DOCUMENTS = (
    "MATCH (d:Document) RETURN d.id AS id, d {.id, .text, .title, .reader, .published, .withdrawn} AS properties"
)
_PASSAGES = "MATCH (p:Passage)-[:IN]->(d:Document) RETURN d.id AS document, p AS node, properties(p) AS properties"
# SAME_AS claims are made where two documents meet
_CLAIMS = """
MATCH (c:Claim)
WHERE NOT c:Candidate
RETURN c.document AS document, c {.*, recorded: null, edge: null} AS properties,
       COLLECT { MATCH (c)-[e:EVIDENCE]->(p:Passage) RETURN [e.order, p.id] ORDER BY e.order, p.id } AS evidence
"""
_MENTIONS = """
MATCH (d:Document)<-[:IN]-(p:Passage)-[m:MENTIONS]->(:Entity)
UNWIND range(0, size(m.starts) - 1) AS place
RETURN d.id AS document, p.id AS passage, m.surfaces[place] AS surface, m.starts[place] AS start, m.ends[place] AS end,
       m.refs[place] AS ref
"""


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "node"}


def documents_of(graph: Graph) -> frozenset[str]:
    """The ids of the documents that a reader of the graph sees: each of them is acknowledged."""
    return frozenset(row["id"] for row in graph.stream("MATCH (d:Document) RETURN d.id AS id"))


def writes_now(graph: Graph) -> bool:
    """Tell whether a transaction is at work that holds more locks than one that only reads."""
    rows = graph.read(
        """
        SHOW TRANSACTIONS YIELD activeLockCount, currentQuery
        WHERE NOT currentQuery STARTS WITH 'SHOW' AND activeLockCount > $readers
        RETURN count(*) AS writers
        """,
        {"readers": LOCKS_OF_READERS},
    )
    return bool(rows and rows[0]["writers"])
