// title: Profile of an entity
// question: Who or what is this, by which names and marks, on whose word, and how many links of each type has it?
// topic: entities
// param: name: string -- name, alias or id
// param: min_confidence: float = 0.0 -- leave out facts that are less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 100 -- at most this many rows
// returns: entity, fact, value, status, confidence, sources, evidence, url, claim

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
  UNWIND [{fact: 'id', value: e.id}, {fact: 'type', value: head([label IN labels(e) WHERE label <> 'Entity'])}] AS own
  RETURN 0 AS part, own.fact AS fact, own.value AS value, null AS status, null AS confidence, null AS sources,
    null AS evidence, null AS url, null AS claim_id
  UNION ALL
  MATCH (e)<-[:SUBJECT]-(claim:Claim)-[proof:EVIDENCE]->(passage:Passage)-[:IN]->(document:Document)
  MATCH (document)-[:FROM]->(source:Source)
  WHERE claim.value IS NOT NULL
    AND claim.withdrawn IS NULL
    AND claim.confidence >= $min_confidence
  WITH claim, passage, document, source
  ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[claim.status], claim.confidence DESC, claim.id, proof.order
  WITH claim.predicate AS fact, claim.value AS value, collect(claim)[0] AS best, collect(passage)[0] AS passage,
    collect(document)[0] AS document, count(DISTINCT coalesce(
      source.primary, claim.origin, CASE source.name WHEN 'unknown publisher' THEN document.id ELSE source.name END
    )) AS sources
  RETURN 1 AS part, fact, value, best.status AS status, best.confidence AS confidence, sources,
    passage.text AS evidence, document.urls[0] AS url, best.id AS claim_id
  UNION ALL
  MATCH (e)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
        |SENT_FUNDS_TO|SUPPORTED|USED|LOCATED_IN|NATIONAL_OF|ASSOCIATED_WITH
        |PERFORMED|TARGETED]-()
  WHERE r.confidence >= $min_confidence
    AND ($weak OR coalesce(r.shown, true))
  WITH r, CASE WHEN type(r) = 'ASSOCIATED_WITH' THEN ' --' WHEN startNode(r) = e THEN ' ->' ELSE ' <-' END AS direction
  WITH type(r) + direction AS fact, count(r) AS links, max(r.confidence) AS confidence,
    min({asserted: 0, alleged: 1, proposed: 2, denied: 3}[r.status]) AS status
  RETURN 2 AS part, fact, toString(links) AS value, ['asserted', 'alleged', 'proposed', 'denied'][status] AS status,
    confidence, null AS sources, null AS evidence, null AS url, null AS claim_id
}
RETURN e.name AS entity, fact, value, status, confidence, sources, evidence, url, claim_id AS claim
ORDER BY part, fact, confidence DESC, value
LIMIT $limit
