// title: Who acts for whom
// question: For whom does this entity act, and who acts for it, in up to three steps?
// topic: links
// param: name: string -- name, alias or id
// param: min_confidence: float = 0.0 -- leave out what is less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, direction, party, type, hops, chain, edges, status, confidence, sources, evidence, url, claim

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
  MATCH path = (e)-[:ACTS_FOR*1..3]->(party:Entity)
  RETURN 'acts for' AS direction, party, path
  UNION ALL
  MATCH path = (e)<-[:ACTS_FOR*1..3]-(party:Entity)
  RETURN 'served by' AS direction, party, path
}
WITH e, direction, party, nodes(path) AS steps, relationships(path) AS links
WHERE party <> e
  AND all(
    link IN links
    WHERE link.status <> 'denied' AND link.confidence >= $min_confidence AND ($weak OR coalesce(link.shown, true))
  )
WITH e, direction, party, steps, links, reduce(
  rank = 0, step IN [link IN links | {asserted: 0, alleged: 1, proposed: 2, denied: 3}[link.status]]
  | CASE WHEN step > rank THEN step ELSE rank END
) AS rank, reduce(
  weakest = head(links), link IN tail(links)
  | CASE WHEN link.confidence < weakest.confidence THEN link ELSE weakest END
) AS weakest
ORDER BY direction, size(links), rank, weakest.confidence DESC, [link IN links | link.key]
LIMIT $limit
CALL (weakest) {
  MATCH (claim:Claim {edge: weakest.key})
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
RETURN e.name AS entity, direction, party.name AS party,
  head([label IN labels(party) WHERE label <> 'Entity']) AS type, size(links) AS hops,
  [step IN steps | step.name] AS chain, [link IN links | type(link)] AS edges,
  ['asserted', 'alleged', 'proposed', 'denied'][rank] AS status,
  weakest.confidence AS confidence, weakest.sources AS sources, evidence, url, claim_id AS claim
ORDER BY direction, hops, rank, confidence DESC, [link IN links | link.key]
LIMIT $limit
