"""What is stated of an entity, claim by claim, and what a person rejected: each with its sentence and who stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kg.asking.lookup import Found, find_entity
from kg.asking.quoting import narrowed
from kg.errors import NotFound
from kg.graph import Graph, Row
from kg.names import name_key
from kg.ontology import COMPANY, PERSON

STATED = ("fact", "value", "status", "confidence", "source", "published", "sentence", "claim")
REJECTED = ("fact", "subject", "object", "by", "at", "why", "sentence", "document", "claim")

_STATED = """
MATCH (e:Entity {id: $id})<-[side:SUBJECT|OBJECT]-(c:Claim)
WHERE c.withdrawn IS NULL
MATCH (c)-[:EVIDENCE {order: 0}]->(p:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
OPTIONAL MATCH (c)-[other:SUBJECT|OBJECT]->(far)
WHERE type(other) <> type(side)
RETURN c.predicate + CASE WHEN far IS NULL THEN '' WHEN type(side) = 'SUBJECT' THEN ' ->' ELSE ' <-' END AS fact,
       coalesce(far.name, c.value) AS value, c.status AS status, c.confidence AS confidence, s.name AS source,
       coalesce(c.published, d.published) AS published, p.text AS sentence, left(c.id, 12) AS claim, p.record AS record,
       [c.subject_start, c.subject_end, c.object_start, c.object_end] AS spans
ORDER BY far IS NOT NULL, fact, value, confidence DESC, published, c.id
"""

_OTHERS = """
UNWIND $keys AS key
MATCH (c:Claim {value_key: key})-[:SUBJECT]->(e:Entity)
WHERE e.id <> $id AND c.withdrawn IS NULL
MATCH (c)-[:EVIDENCE {order: 0}]->(p:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
RETURN c.predicate + ' of another' AS fact, e.name + ' (' + e.id + ')' AS value, c.status AS status, c.confidence AS confidence,
       s.name AS source, coalesce(c.published, d.published) AS published, p.text AS sentence, left(c.id, 12) AS claim,
       p.record AS record, [c.subject_start, c.subject_end, c.object_start, c.object_end] AS spans
ORDER BY e.name, e.id, confidence DESC, published, c.id
LIMIT $limit
"""
OTHERS_SHOWN = 50

_REJECTED = """
MATCH (j:Judgement)
WHERE j.verdict = 'reject' AND j.withdrawn IS NULL
OPTIONAL MATCH (d:Document {id: j.document})
RETURN j.predicate AS fact, j.subject_ref AS subject, j.target AS object, j.by AS by, j.at AS at, j.why AS why,
       substring(d.text, j.start, j.end - j.start) AS sentence, left(j.document, 12) AS document, left(j.claim, 12) AS claim
ORDER BY at, j.id
"""


def stated_of(graph: Graph, name: str) -> tuple[str, Iterator[Row], list[Row]]:
    """The entity that a name means, every live claim about it, names first, then links; and who else is called so."""
    entity = find_entity(graph, name)
    stated = (narrowed(row) for row in graph.stream(_STATED, {"id": entity.id}))
    return str(entity), stated, _others(graph, entity, name)


def _others(graph: Graph, entity: Found, name: str) -> list[Row]:
    """The claims by which some source gives a name to another entity: a second opinion on who is meant by it."""
    typed = entity.name if name == entity.id else name
    keys = {f"{family}|{name_key(label, typed)}" for family, label in (("org", COMPANY), ("person", PERSON))}
    rows = graph.read(_OTHERS, {"id": entity.id, "keys": sorted(keys), "limit": OTHERS_SHOWN})
    return [dict(narrowed(row)) for row in rows]


def rejected(graph: Graph, name: str | None = None) -> list[Row]:
    """Every rejection that holds, or those about one name, also of an entity that is gone with what was rejected."""
    rows = graph.stream(_REJECTED)
    if name is None:
        return list(rows)
    refs, keys = _meant(graph, name)
    found = [row for row in rows if _is_about(row, refs, keys)]
    if not found and not refs:
        find_entity(graph, name)  # tells what is near
    return found


def _meant(graph: Graph, name: str) -> tuple[set[str], set[str]]:
    keys = {name, *(name_key(label, name) for label in (COMPANY, PERSON))}
    try:
        entity = find_entity(graph, name)
    except NotFound:
        return set(), keys
    return set(graph.read("MATCH (e:Entity {id: $id}) RETURN e.refs AS refs", {"id": entity.id})[0]["refs"]), keys


def _is_about(row: Row, refs: Iterable[str], keys: Iterable[str]) -> bool:
    said: set[Any] = {row["subject"], row["object"]}
    return bool(said & {*refs, *keys} or {str(one).rsplit(":", 1)[-1] for one in said} & set(keys))
