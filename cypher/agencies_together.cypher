// title: Who acts together with an agency
// question: Which others took the same measures as this agency, or did the same deeds as this group, and how often?
// topic: measures
// param: name: string -- name, alias or id
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, acted_with, type, actions, kinds, date, status, confidence, evidence, url, claim

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
MATCH (e)-[mine:PERFORMED]->(action:Action)<-[theirs:PERFORMED]-(other:Entity)
WHERE other <> e
  AND mine.status <> 'denied'
  AND theirs.status <> 'denied'
  AND ($weak OR coalesce(mine.shown, true))
  AND ($weak OR coalesce(theirs.shown, true))
WITH e, other, action, theirs
ORDER BY action.start_date IS NULL, action.start_date DESC, action.id
WITH e, other, collect(action) AS actions, collect(DISTINCT action.kind) AS kinds, collect(theirs)[0] AS latest
WITH e, other, size(actions) AS actions, kinds, actions[0].start_date AS date, latest
ORDER BY actions DESC, date DESC, other.id
LIMIT $limit
CALL (latest) {
  MATCH (claim:Claim {edge: latest.key})
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
RETURN e.name AS entity, other.name AS acted_with, head([label IN labels(other) WHERE label <> 'Entity']) AS type,
  actions, kinds, date, latest.status AS status,
  latest.confidence AS confidence, evidence, url, claim_id AS claim
ORDER BY actions DESC, date DESC, other.id
LIMIT $limit
