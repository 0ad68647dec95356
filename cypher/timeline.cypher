// title: Timeline of an entity
// question: What happened to this entity and by it, and which links have a date, in order?
// topic: history
// param: name: string -- name, alias or id
// param: since: date = "0001" -- from this date on
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, date, end_date, direction, what, others, amount, currency, status, confidence, sources, evidence, url, claim

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
  MATCH (e)-[r:PERFORMED|TARGETED]-(action:Action)
  OPTIONAL MATCH (action)-[theirs:PERFORMED|TARGETED]-(other:Entity)
  WHERE type(theirs) <> type(r)
    AND theirs.status <> 'denied'
    AND ($weak OR coalesce(theirs.shown, true))
  WITH r, action, other
  ORDER BY other.name, other.id
  RETURN r, action.kind AS what, action.start_date AS date, action.end_date AS end_date,
    CASE type(r) WHEN 'PERFORMED' THEN '->' ELSE '<-' END AS direction, collect(DISTINCT other.name) AS others,
    action.amount AS amount, action.currency AS currency
  UNION ALL
  MATCH (e)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
              |SENT_FUNDS_TO|SUPPORTED|USED|LOCATED_IN|NATIONAL_OF|ASSOCIATED_WITH]-(other:Entity)
  RETURN r, type(r) AS what, r.start_date AS date, r.end_date AS end_date,
    CASE WHEN type(r) = 'ASSOCIATED_WITH' THEN '--' WHEN startNode(r) = e THEN '->' ELSE '<-' END AS direction,
    [other.name] AS others, r.amount AS amount, r.currency AS currency
}
WITH e, r, what, date, end_date, direction, others, amount, currency
WHERE date >= $since
  AND ($weak OR coalesce(r.shown, true))
ORDER BY date, what, r.key
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
RETURN e.name AS entity, date, end_date, direction, what, others, amount, currency, r.status AS status,
  r.confidence AS confidence, r.sources AS sources, evidence, url, claim_id AS claim
ORDER BY date, what, r.key
LIMIT $limit
