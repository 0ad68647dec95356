// title: Evidence between two names
// question: Which sentences say that these two are linked, directly or as the two sides of one action?
// topic: evidence
// param: name: string -- name, alias or id of the one
// param: other: string -- name, alias or id of the other
// param: min_confidence: float = 0.0 -- leave out claims that are less sure than this, from 0 to 1
// param: limit: integer = 100 -- at most this many rows
// returns: subject, edge, object, status, confidence, sentence, start_char, end_char, source, published, url, method, claim

UNWIND [$name, $other] AS asked
WITH asked, toLower(trim(asked)) AS typed
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
WITH asked, e
ORDER BY rank, score DESC, COUNT { (e)--() } DESC, e.id
WITH asked, collect(e)[0] AS e
WITH collect({asked: asked, e: e}) AS found
WITH [it IN found WHERE it.asked = $name | it.e][0] AS one, [it IN found WHERE it.asked = $other | it.e][0] AS two
WHERE one <> two
CALL (one, two) {
  MATCH (one)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
          |SENT_FUNDS_TO|SUPPORTED|USED|LOCATED_IN|NATIONAL_OF|ASSOCIATED_WITH]-(two)
  RETURN r.key AS key, type(r) AS edge
  UNION
  MATCH (one)-[done:PERFORMED]->(action:Action)-[suffered:TARGETED]->(two)
  UNWIND [done, suffered] AS r
  RETURN r.key AS key, type(r) + ' ' + action.kind AS edge
  UNION
  MATCH (two)-[done:PERFORMED]->(action:Action)-[suffered:TARGETED]->(one)
  UNWIND [done, suffered] AS r
  RETURN r.key AS key, type(r) + ' ' + action.kind AS edge
}
MATCH (claim:Claim {edge: key})-[proof:EVIDENCE]->(passage:Passage)-[:IN]->(document:Document)-[:FROM]->(source:Source)
WHERE claim.withdrawn IS NULL
  AND claim.confidence >= $min_confidence
MATCH (claim)-[:SUBJECT]->(said)
MATCH (claim)-[:OBJECT]->(of)
RETURN said.name AS subject, edge, of.name AS object, claim.status AS status, claim.confidence AS confidence,
  passage.text AS sentence, passage.start_char AS start_char, passage.end_char AS end_char, source.name AS source,
  coalesce(claim.published, document.published) AS published, document.urls[0] AS url, claim.method AS method, claim.id AS claim
ORDER BY edge, {asserted: 0, alleged: 1, proposed: 2, denied: 3}[status], confidence DESC, claim, proof.order
LIMIT $limit
