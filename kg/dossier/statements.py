"""The Cypher of a dossier. Every statement enters by an index (an id, a key of an edge, a key of a name) and is bounded."""

from __future__ import annotations

from kg.ontology import KINDS, STATUSES, WALKED

ANSWERING = tuple(name for name, kind in KINDS.items() if kind.answers)
_STRENGTH = "{" + ", ".join(f"{status}: {rank}" for rank, status in enumerate(STATUSES)) + "}"

_CLAIM = """{claim: c.id, predicate: c.predicate, value: c.value, status: c.status, confidence: c.confidence,
  origin: c.origin, method: c.method, subject_start: c.subject_start, subject_end: c.subject_end,
  object_start: c.object_start, object_end: c.object_end, document: d.id, title: d.title, publisher: s.name, url: d.urls[0],
  published: coalesce(c.published, d.published), kind: d.kind, reader: d.reader,
  retrieved: CASE WHEN d.text IS NULL THEN c.recorded ELSE d.recorded END,
  passages: COLLECT { MATCH (c)-[proof:EVIDENCE]->(q:Passage) ORDER BY proof.order
                      RETURN {text: q.text, start: q.start_char, end: q.end_char, record: q.record} }}"""
"""A claim with its passages, document and publisher, as a map; the pattern binds c, d and s."""

_PUBLIC = "($as_of IS NULL OR coalesce(c.published, d.published) <= $as_of)"
_WHO_SAYS = "coalesce(s.primary, c.origin, d.origin, CASE s.name WHEN 'unknown publisher' THEN d.id ELSE s.name END)"

WHO = """
MATCH (e:Entity {id: $id})
RETURN e.id AS id, [l IN labels(e) WHERE l <> 'Entity'][0] AS label, properties(e) AS properties
"""

FACTS = f"""
MATCH (e:Entity {{id: $id}})<-[:SUBJECT]-(c:Claim)
WHERE c.value IS NOT NULL AND c.withdrawn IS NULL
MATCH (c)-[:EVIDENCE {{order: 0}}]->(p:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
WHERE {_PUBLIC}
WITH c, d, s ORDER BY {_STRENGTH}[c.status], c.confidence DESC, coalesce(c.published, d.published), c.id
WITH c.predicate AS predicate, c.value AS value, CASE WHEN c.predicate IN ['label', 'kind'] THEN c.method END AS method,
     collect(c)[0] AS c, collect(d)[0] AS d, collect(s)[0] AS s,
     count(*) AS claims, count(DISTINCT {_WHO_SAYS}) AS sources
ORDER BY predicate, {_STRENGTH}[c.status], sources DESC, c.confidence DESC, value, c.id
WITH predicate, count(*) AS total, collect({{value: value, claims: claims, sources: sources, c: c, d: d, s: s}})[..$most] AS best
UNWIND best AS one
WITH predicate, total, one, one.c AS c, one.d AS d, one.s AS s
RETURN predicate, total, one.value AS value, one.claims AS claims, one.sources AS sources, {_CLAIM} AS evidence
"""


def _relations(types: tuple[str, ...]) -> str:
    """One part a type, each with a limit of its own, so that a hub's links of one type crowd out no other type."""
    part = """
  MATCH (e)-[r:{type}]-(o:Entity)
  WHERE ($weak OR coalesce(r.shown, true) OR type(r) = 'SAME_AS') AND ($as_of IS NULL OR r.first_seen <= $as_of)
  WITH r, o ORDER BY r.confidence DESC, r.sources DESC, o.id LIMIT $most
  RETURN r, o"""
    parts = "\n  UNION ALL".join(part.replace("{type}", name) for name in types)
    return f"""
MATCH (e:Entity {{id: $id}})
CALL (e) {{{parts}
}}
RETURN type(r) AS type, startNode(r) = e AS outward, properties(r) AS edge,
       {{id: o.id, name: o.name, label: [l IN labels(o) WHERE l <> 'Entity'][0]}} AS other, o.address AS address
"""


RELATIONS = _relations((*WALKED, "SAME_AS"))

COUNTS = f"""
MATCH (e:Entity {{id: $id}})-[r:{"|".join((*WALKED, "SAME_AS", "PERFORMED", "TARGETED"))}]-()
RETURN type(r) AS type, sum(CASE WHEN ($weak OR coalesce(r.shown, true) OR type(r) = 'SAME_AS') AND ($as_of IS NULL OR r.first_seen <= $as_of)
                            THEN 1 ELSE 0 END) AS total,
       sum(CASE WHEN NOT coalesce(r.shown, true) AND type(r) <> 'SAME_AS' THEN 1 ELSE 0 END) AS weak
"""

ACTIONS = """
MATCH (e:Entity {id: $id})-[r:PERFORMED|TARGETED]-(x:Action)
WHERE ($weak OR coalesce(r.shown, true) OR x.kind IN $answering) AND ($as_of IS NULL OR r.first_seen <= $as_of)
WITH x, collect(r) AS own, max(r.confidence) AS sure
ORDER BY x.kind IN $answering DESC, sure DESC, x.id LIMIT $most
CALL (x) {
  MATCH (x)-[r:PERFORMED|TARGETED]-(o:Entity)
  WHERE $as_of IS NULL OR r.first_seen <= $as_of
  WITH r, o ORDER BY r.confidence DESC, o.id LIMIT $parties
  RETURN collect({type: type(r), edge: properties(r), id: o.id, name: o.name,
                  label: [l IN labels(o) WHERE l <> 'Entity'][0]}) AS parties
}
RETURN x.id AS id, x.kind AS kind, x.start_date AS start_date, x.end_date AS end_date,
       [r IN own | {type: type(r), edge: properties(r)}] AS own, parties
"""

QUOTES = f"""
UNWIND $keys AS key
CALL (key) {{
  MATCH (c:Claim {{edge: key}})-[:EVIDENCE {{order: 0}}]->(:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
  WHERE c.withdrawn IS NULL AND {_PUBLIC}
  WITH c, d, s ORDER BY {_STRENGTH}[c.status], c.confidence DESC, coalesce(c.published, d.published), c.id
  WITH c.status = 'denied' AS denies, s.name AS publisher, collect(c)[0] AS c, collect(d)[0] AS d, collect(s)[0] AS s
  ORDER BY denies, {_STRENGTH}[c.status], c.confidence DESC, coalesce(c.published, d.published), c.id
  WITH denies, collect({{c: c, d: d, s: s}})[..$quotes] AS best
  UNWIND best AS one
  RETURN denies, one.c AS c, one.d AS d, one.s AS s
}}
RETURN key, {_CLAIM} AS evidence
"""

VOICES = f"""
UNWIND $keys AS key
MATCH (c:Claim {{edge: key}})-[:EVIDENCE {{order: 0}}]->(:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
WHERE c.withdrawn IS NULL AND {_PUBLIC}
RETURN key, {{id: c.id, status: c.status, confidence: c.confidence, origin: coalesce(c.origin, d.origin), amount: c.amount, currency: c.currency,
  start_date: c.start_date, end_date: c.end_date, published: coalesce(c.published, d.published), document_id: d.id,
  publisher: CASE s.name WHEN 'unknown publisher' THEN null ELSE s.name END, primary: s.primary,
  reliability: CASE WHEN d.list_name IS NULL THEN s.reliability END,
  copy_cluster: coalesce([(d)-[:COPY_OF]->(first) | first.id][0], [(d)<-[:COPY_OF]-() | d.id][0])}} AS statement
"""

CHAINS = f"""
UNWIND $ids AS id
MATCH (w:Entity {{id: id}})<-[:SUBJECT]-(c:Claim {{predicate: 'chain'}})
WHERE c.withdrawn IS NULL
MATCH (c)-[:EVIDENCE {{order: 0}}]->(:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
WHERE {_PUBLIC}
WITH id, c, d, s ORDER BY c.confidence DESC, coalesce(c.published, d.published), c.id
WITH id, c.value AS value, collect(c)[0] AS c, collect(d)[0] AS d, collect(s)[0] AS s, count(*) AS claims,
     count(DISTINCT {_WHO_SAYS}) AS sources
RETURN id, value, claims, sources, {_CLAIM} AS evidence
ORDER BY id, sources DESC, c.confidence DESC, value
"""

NAMESAKES = f"""
UNWIND $keys AS key
MATCH (c:Claim {{value_key: key}})-[:SUBJECT]->(o:Entity)
WHERE o.id <> $id AND c.withdrawn IS NULL
MATCH (c)-[:EVIDENCE {{order: 0}}]->(:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
WHERE {_PUBLIC}
WITH o, c, d, s ORDER BY c.confidence DESC, coalesce(c.published, d.published), c.id
WITH o, collect(c)[0] AS c, collect(d)[0] AS d, collect(s)[0] AS s
ORDER BY o.name, o.id
WITH collect({{o: o, c: c, d: d, s: s}}) AS found
UNWIND found[..$most] AS one
WITH size(found) AS total, one.o AS o, one.c AS c, one.d AS d, one.s AS s
RETURN total, c.value AS value, {{id: o.id, name: o.name, label: [l IN labels(o) WHERE l <> 'Entity'][0]}} AS other,
       {_CLAIM} AS evidence
"""

DOCUMENTS = """
MATCH (e:Entity {id: $id})<-[:MENTIONS]-(p:Passage)-[:IN]->(d:Document)
WHERE d.withdrawn IS NULL AND d.superseded IS NULL AND ($as_of IS NULL OR d.published <= $as_of)
WITH d, count(p) AS passages
ORDER BY d.id IN $cited DESC, passages DESC, d.published DESC, d.id
WITH collect({d: d, passages: passages}) AS found
UNWIND found[..$most] AS one
WITH size(found) AS total, one.passages AS passages, one.d AS d
MATCH (d)-[:FROM]->(s:Source)
RETURN total, passages, d.id AS id, d.title AS title, s.name AS publisher, d.urls[0] AS url, d.published AS published,
       d.recorded AS retrieved, d.kind AS kind, d.reader AS reader
"""

REJECTED = """
MATCH (j:Judgement)
WHERE j.verdict = 'reject' AND j.withdrawn IS NULL AND (j.subject_ref IN $refs OR j.target IN $refs)
RETURN count(j) AS rejected
"""
