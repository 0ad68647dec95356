"""What is new since a day: claims that came, claims that were withdrawn, what persons judged, and what ran."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.asking.quoting import narrowed
from kg.graph import Graph, Row
from kg.ontology import RELATION_TYPES

COLUMNS: Final = (
    "at",
    "change",
    "fact",
    "a",
    "b",
    "status",
    "confidence",
    "source",
    "published",
    "sentence",
    "url",
    "claim",
)
_TOLD: Final = """
CASE WHEN c.withdrawn IS NULL THEN 'new' ELSE 'withdrawn' END AS change, c.predicate AS fact, c.status AS status,
c.confidence AS confidence, s.name AS source, coalesce(c.published, d.published) AS published, p.text AS sentence,
d.urls[0] AS url, c.id AS claim, p.record AS record, p.start_char AS start_char, p.end_char AS end_char,
[c.subject_start, c.subject_end, c.object_start, c.object_end] AS spans
"""

_NEW = f"""
MATCH (d:Document)
WHERE d.recorded >= $since AND d.withdrawn IS NULL AND d.list_name IS NULL
MATCH (c:Claim {{document: d.id}})-[:EVIDENCE {{order: 0}}]->(p:Passage)
WHERE c.withdrawn IS NULL AND c.predicate IN $facts
MATCH (c)-[:SUBJECT]->(x) MATCH (c)-[:OBJECT]->(y) MATCH (d)-[:FROM]->(s:Source)
RETURN c.recorded AS at, x.name AS a, y.name AS b, {_TOLD}
ORDER BY at, claim
LIMIT $limit
"""

_NEW_ABOUT = f"""
MATCH (e:Entity {{id: $id}})<-[side:SUBJECT|OBJECT]-(c:Claim)-[:EVIDENCE {{order: 0}}]->(p:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
WHERE c.recorded >= $since AND c.withdrawn IS NULL
OPTIONAL MATCH (c)-[:SUBJECT]->(x)
OPTIONAL MATCH (c)-[:OBJECT]->(y)
RETURN DISTINCT c.recorded AS at, x.name AS a, coalesce(y.name, c.value) AS b, {_TOLD}
ORDER BY at, claim
LIMIT $limit
"""

_WITHDRAWN = f"""
MATCH (c:Claim)
WHERE c.withdrawn >= $since AND ($refs IS NULL OR c.subject_ref IN $refs OR c.object_ref IN $refs)
  AND ($refs IS NOT NULL OR c.predicate IN $facts)
MATCH (c)-[:EVIDENCE {{order: 0}}]->(p:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
RETURN c.withdrawn AS at, c.subject_ref AS a, coalesce(c.object_ref, c.value) + coalesce(' (' + c.reason + ')', '') AS b, {_TOLD}
ORDER BY at, claim
LIMIT $limit
"""

_JUDGED = """
MATCH (j:Judgement)
WHERE coalesce(j.withdrawn, j.at) >= $since
  AND ($refs IS NULL OR j.subject_ref IN $refs OR j.target IN $refs OR j.left IN $refs OR j.right IN $refs)
RETURN coalesce(j.withdrawn, j.at) AS at, CASE WHEN j.withdrawn IS NULL THEN 'judged' ELSE 'judgement undone' END AS change,
       j.verdict AS fact, coalesce(j.left, j.subject_ref) AS a, coalesce(j.right, j.target) AS b,
       null AS status, null AS confidence, coalesce(j.withdrawn_by, j.by) AS source, null AS published, j.why AS sentence,
       null AS url, j.claim AS claim
ORDER BY at, j.id
LIMIT $limit
"""

_RAN = """
MATCH (r:Run)
WHERE r.at >= $since
RETURN r.at AS at, 'ran' AS change, r.kind AS fact, r.what AS a,
       toString(r.added) + ' added, ' + toString(r.changed) + ' changed, ' + toString(r.ended) + ' ended' AS b,
       r.error AS status, null AS confidence, r.what AS source, null AS published, null AS sentence, null AS url, null AS claim
ORDER BY at, a
LIMIT $limit
"""


def changes(graph: Graph, *, since: str, about: str | None = None, limit: int = 200) -> list[Row]:
    """What changed since a day or time (ISO, UTC), oldest first, at most `limit` rows of each kind.

    With `about`, an entity's id, all that is stated of it; otherwise the links and actions that documents brought, and of
    lists what each pull came to.
    """
    parameters: Row = {"since": since, "limit": limit, "facts": list(RELATION_TYPES), "id": about, "refs": None}
    if about is not None:
        parameters["refs"] = graph.read("MATCH (e:Entity {id: $id}) RETURN e.refs AS refs", {"id": about})[0]["refs"]
    statements = (_NEW, _WITHDRAWN, _JUDGED, _RAN) if about is None else (_NEW_ABOUT, _WITHDRAWN, _JUDGED)
    rows = [row for statement in statements for row in _told(graph, statement, parameters)]
    return sorted(rows, key=lambda row: (row["at"], row["change"], row["claim"] or "", row["fact"]))


def _told(graph: Graph, statement: str, parameters: Row) -> Iterator[Row]:
    for row in graph.read(statement, parameters):
        found = narrowed(row) if "spans" in row else row
        yield {name: found.get(name) for name in COLUMNS}
