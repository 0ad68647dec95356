// title: Not surely read
// question: Which links of this entity are not shown unasked, for their sentence was not surely read, and what does it say?
// topic: evidence
// param: name: string -- name, alias or id
// param: min_confidence: float = 0.0 -- leave out what is less sure than this, from 0 to 1
// param: limit: integer = 50 -- at most this many rows
// returns: entity, direction, edge, linked_to, status, confidence, sources, denials, first_seen, last_seen, method, evidence, url, claim

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
MATCH (e)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
            |SENT_FUNDS_TO|SUPPORTED|USED|LOCATED_IN|NATIONAL_OF|ASSOCIATED_WITH
            |PERFORMED|TARGETED]-(other)
WHERE NOT coalesce(r.shown, true)
  AND r.confidence >= $min_confidence
WITH e, r, other
ORDER BY r.confidence DESC, r.key
LIMIT $limit
CALL (r) {
  MATCH (claim:Claim {edge: r.key})
  WHERE claim.withdrawn IS NULL
  WITH claim
  ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[claim.status], claim.confidence DESC, claim.id
  LIMIT 1
  MATCH (claim)-[proof:EVIDENCE]->(passage:Passage)-[:IN]->(document:Document)
  WITH claim, passage, document
  ORDER BY proof.order
  WITH claim.id AS claim_id, collect(passage.text) AS texts, collect(document.urls[0])[0] AS url
  WHERE size(texts) > 0
  RETURN reduce(text = head(texts), more IN tail(texts) | text + ' [...] ' + more) AS evidence, url, claim_id
}
CALL (claim_id) {
  MATCH (claim:Claim {id: claim_id})
  RETURN claim.method AS method
}
RETURN e.name AS entity,
  CASE WHEN type(r) = 'ASSOCIATED_WITH' THEN '--' WHEN startNode(r) = e THEN '->' ELSE '<-' END AS direction,
  type(r) AS edge, other.name AS linked_to, r.status AS status, r.confidence AS confidence, r.sources AS sources,
  r.denials AS denials, r.first_seen AS first_seen, r.last_seen AS last_seen, method, evidence, url, claim_id AS claim
ORDER BY confidence DESC, r.key
LIMIT $limit
