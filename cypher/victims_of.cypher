// title: Victims of an entity
// question: Whom did this entity rob, attack, extort or defraud, when, and of how much?
// topic: crimes
// param: name: string -- name, alias or id
// param: kind: string = "" -- only this kind of deed; all of them where empty
// param: min_confidence: float = 0.0 -- leave out what is less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, kind, against, type, date, amount, currency, status, confidence, sources, denials, evidence, url, claim

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
MATCH (e)-[done:PERFORMED]->(action:Action)
WHERE action.kind IN ['theft', 'attack', 'fraud', 'ransomware', 'trafficking', 'terrorism']
  AND (trim($kind) = '' OR action.kind = toLower(trim($kind)))
  AND done.confidence >= $min_confidence
  AND ($weak OR coalesce(done.shown, true))
OPTIONAL MATCH (action)-[suffered:TARGETED]->(victim:Entity)
WHERE suffered.status <> 'denied'
  AND ($weak OR coalesce(suffered.shown, true))
WITH e, done, action, victim
ORDER BY action.start_date IS NULL, action.start_date DESC, action.id, victim.id
LIMIT $limit
CALL (done) {
  MATCH (claim:Claim {edge: done.key})
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
RETURN e.name AS entity, action.kind AS kind, victim.name AS against,
  head([label IN labels(victim) WHERE label <> 'Entity']) AS type,
  action.start_date AS date, action.amount AS amount, action.currency AS currency, done.status AS status,
  done.confidence AS confidence, done.sources AS sources, done.denials AS denials, evidence, url, claim_id AS claim
ORDER BY date IS NULL, date DESC, action.id, victim.id
LIMIT $limit
