// title: Between two names
// question: Who is linked to both of these, directly or as the other side of an action?
// topic: links
// param: name: string -- name, alias or id
// param: other: string -- name, alias or id of the other
// param: hubs: boolean = false -- also through agencies and what has more than 200 links
// param: min_confidence: float = 0.0 -- leave out what is less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: bridge, type, first_edge, second_edge, status, confidence, first_evidence, first_url, first_claim, second_evidence, second_url, second_claim

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
UNWIND [{place: 0, end: one, far: two}, {place: 1, end: two, far: one}] AS side
WITH side.place AS place, side.end AS end, side.far AS far
CALL (end) {
  MATCH (end)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
                |SENT_FUNDS_TO|SUPPORTED|USED|LOCATED_IN|NATIONAL_OF|ASSOCIATED_WITH]-(via:Entity)
  WHERE r.status <> 'denied'
    AND ($weak OR coalesce(r.shown, true))
  RETURN via, type(r) AS edge, {asserted: 0, alleged: 1, proposed: 2, denied: 3}[r.status] AS rank,
  r.confidence AS confidence, r.key AS key
  UNION ALL
  MATCH (end)-[mine:PERFORMED|TARGETED]-(action:Action)-[theirs:PERFORMED|TARGETED]-(via:Entity)
  WHERE type(mine) <> type(theirs)
    AND via <> end
    AND mine.status <> 'denied'
    AND theirs.status <> 'denied'
    AND ($weak OR coalesce(mine.shown, true))
    AND ($weak OR coalesce(theirs.shown, true))
  WITH action, via, CASE WHEN mine.confidence < theirs.confidence THEN mine ELSE theirs END AS weaker,
    {asserted: 0, alleged: 1, proposed: 2, denied: 3}[mine.status] AS mine_rank,
    {asserted: 0, alleged: 1, proposed: 2, denied: 3}[theirs.status] AS theirs_rank
  RETURN via, action.kind AS edge, CASE WHEN mine_rank > theirs_rank THEN mine_rank ELSE theirs_rank END AS rank,
    weaker.confidence AS confidence, weaker.key AS key
}
WITH place, far, via, edge, rank, confidence, key
WHERE via <> far
  AND confidence >= $min_confidence
  AND ($hubs OR NOT via:Country AND NOT via:Agency)
ORDER BY rank, confidence DESC, key
WITH place, via, collect({place: place, edge: edge, rank: rank, confidence: confidence, key: key})[0] AS best
ORDER BY place
WITH via, collect(best) AS sides
WHERE size(sides) = 2
WITH via, sides[0] AS first, sides[1] AS second
WITH via, first, second, CASE WHEN first.rank > second.rank THEN first.rank ELSE second.rank END AS rank,
  CASE WHEN first.confidence < second.confidence THEN first.confidence ELSE second.confidence END AS confidence
ORDER BY rank, confidence DESC, via.id
LIMIT $limit
CALL (first) {
  MATCH (claim:Claim {edge: first.key})
  WHERE claim.withdrawn IS NULL
  WITH claim
  ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[claim.status], claim.confidence DESC, claim.id
  LIMIT 1
  MATCH (claim)-[proof:EVIDENCE]->(passage:Passage)-[:IN]->(document:Document)
  WITH claim, passage, document
  ORDER BY proof.order
  WITH claim.id AS claim_id, collect(passage.text) AS texts, collect(document.urls[0])[0] AS url
  WHERE size(texts) > 0
  RETURN reduce(text = head(texts), more IN tail(texts) | text + ' [...] ' + more) AS first_evidence, url AS first_url,
  claim_id AS first_claim
}
CALL (second) {
  MATCH (claim:Claim {edge: second.key})
  WHERE claim.withdrawn IS NULL
  WITH claim
  ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[claim.status], claim.confidence DESC, claim.id
  LIMIT 1
  MATCH (claim)-[proof:EVIDENCE]->(passage:Passage)-[:IN]->(document:Document)
  WITH claim, passage, document
  ORDER BY proof.order
  WITH claim.id AS claim_id, collect(passage.text) AS texts, collect(document.urls[0])[0] AS url
  WHERE size(texts) > 0
  RETURN reduce(text = head(texts), more IN tail(texts) | text + ' [...] ' + more) AS second_evidence,
  url AS second_url, claim_id AS second_claim
}
RETURN via.name AS bridge, head([label IN labels(via) WHERE label <> 'Entity']) AS type, first.edge AS first_edge,
  second.edge AS second_edge, ['asserted', 'alleged', 'proposed', 'denied'][rank] AS status,
  confidence, first_evidence, first_url, first_claim, second_evidence, second_url, second_claim
ORDER BY rank, confidence DESC, via.id
LIMIT $limit
