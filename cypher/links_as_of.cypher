// title: Links as of a date
// question: What was public of this entity's links at this date, or known here, summed anew from the claims of that time?
// topic: history
// param: name: string -- name, alias or id
// param: as_of: date = "9999" -- count what was published by this date
// param: known_on: date = "9999" -- count what was recorded by this date and not taken back by then
// param: min_confidence: float = 0.0 -- leave out what is less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, direction, edge, linked_to, status, confidence, claims, sources, denials, first_seen, last_seen, evidence, url, claim

WITH $name AS asked, toLower(trim($name)) AS typed
WITH asked, CASE WHEN typed STARTS WITH 'the ' THEN trim(substring(typed, 4)) ELSE typed END AS key
CALL (asked, key) {
  MATCH (e:Entity {id: asked})
  RETURN e, 0 AS rank, 0.0 AS score
  UNION ALL
  // a former id, from before two names were found to be one thing
  MATCH (:Claim {subject_ref: asked})-[:SUBJECT]->(e:Entity)
  RETURN e, 0 AS rank, 0.0 AS score
  LIMIT 1
  UNION ALL
  MATCH (e:Entity {name_key: key})
  RETURN e, 1 AS rank, 0.0 AS score
  UNION ALL
  CALL db.index.fulltext.queryNodes(
    'entity_names', '"' + replace(replace(key, '\\', '\\\\'), '"', '\\"') + '"', {limit: 200}
  ) YIELD node, score
  WITH node AS e, score
  WITH e, score, CASE
    WHEN toLower(e.name) IN [key, 'the ' + key] THEN 1
    WHEN any(alias IN e.aliases WHERE toLower(alias) IN [key, 'the ' + key]) THEN 2
    ELSE 3
  END AS rank
  RETURN e, rank, CASE rank WHEN 3 THEN score ELSE 0.0 END AS score
}
WITH e
ORDER BY rank, score DESC, COUNT { (e)--() } DESC, e.id
LIMIT 1
CALL (e) {
  UNWIND e.refs AS ref
  MATCH (claim:Claim {subject_ref: ref})
  WHERE claim.object_ref IS NOT NULL
    AND claim.predicate <> 'SAME_AS'
  RETURN claim, '->' AS direction, claim.object_ref AS far
  UNION
  UNWIND e.refs AS ref
  MATCH (claim:Claim {object_ref: ref})
  WHERE claim.predicate <> 'SAME_AS'
  RETURN claim, '<-' AS direction, claim.subject_ref AS far
}
MATCH (claim)-[:EVIDENCE {order: 0}]->(passage:Passage)-[:IN]->(document:Document)-[:FROM]->(source:Source)
WITH e, claim, CASE claim.predicate WHEN 'ASSOCIATED_WITH' THEN '--' ELSE direction END AS direction, far,
  passage, document, source, coalesce(claim.published, document.published, document.recorded) AS published
WHERE left(published, size($as_of)) <= $as_of
  AND left(claim.recorded, size($known_on)) <= $known_on
  AND (claim.withdrawn IS NULL OR left(claim.withdrawn, size($known_on)) > $known_on)
// a claim that was taken back points at nothing: whom it named is found by those that name the same
CALL (far) {
  MATCH (x:Entity|Action {id: far})
  RETURN x, 0 AS rank
  UNION ALL
  MATCH (:Claim {subject_ref: far})-[:SUBJECT]->(x)
  RETURN x, 1 AS rank
  LIMIT 1
  UNION ALL
  MATCH (:Claim {object_ref: far})-[:OBJECT]->(x)
  RETURN x, 2 AS rank
  LIMIT 1
}
WITH e, claim, direction, far, x, rank, passage, document, source, published
ORDER BY rank
WITH e, claim, direction, far, collect(x)[0] AS x, passage, document, source, published
WITH e, claim, direction, coalesce(x.id, far) AS far, coalesce(x.name, far) AS linked_to, passage, document, published,
  claim.status <> 'denied' AS said, coalesce(
    toLower(source.primary), toLower(claim.origin),
    [(document)-[:COPY_OF]->(copied) | copied.id][0], [(document)<-[:COPY_OF]-() | document.id][0],
    CASE source.name WHEN 'unknown publisher' THEN document.id ELSE toLower(source.name) END
  ) AS who, CASE
    WHEN document.list_name IS NULL AND claim.confidence < source.reliability THEN claim.confidence / source.reliability
    ELSE 1.0
  END AS sure
ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[claim.status], claim.confidence DESC, claim.id
WITH e, direction, claim.predicate AS edge, far, linked_to, collect({
  status: claim.status, confidence: claim.confidence, said: said, who: who, sure: sure, published: published,
  id: claim.id,
  evidence: passage.text, url: document.urls[0]
}) AS claims
WITH e, direction, edge, far, linked_to, claims, any(claim IN claims WHERE claim.said) AS said
WITH e, direction, edge, far, linked_to, claims, [claim IN claims WHERE claim.said = said] AS counted
CALL (counted) {
  UNWIND counted AS claim
  WITH claim.who AS who, max(claim.confidence) AS confidence, max(claim.sure) AS sure
  WITH collect(confidence) AS each, collect(sure) AS surely
  RETURN size(each) AS sources, round(1 - reduce(none = 1.0, one IN each | none * (1 - one)), 6) AS confidence,
    round(1 - reduce(none = 1.0, one IN surely | none * (1 - one)), 4) >= 0.65 AS shown
}
CALL (claims) {
  UNWIND claims AS claim
  RETURN min(claim.published) AS first_seen, max(claim.published) AS last_seen
}
WITH e, direction, edge, far, linked_to, claims, counted[0] AS best, sources, confidence, shown,
  first_seen, last_seen
WHERE confidence >= $min_confidence
  AND ($weak OR shown)
RETURN e.name AS entity, direction, edge, linked_to, best.status AS status, confidence, size(claims) AS claims, sources,
  size([claim IN claims WHERE claim.status = 'denied']) AS denials, first_seen, last_seen,
  best.evidence AS evidence, best.url AS url, best.id AS claim
ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[status], confidence DESC, edge, direction, far
LIMIT $limit
