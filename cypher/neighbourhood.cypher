// title: Neighbourhood of an entity
// question: To whom is this entity linked, directly or as the other side of one action, and in which direction?
// topic: links
// param: name: string -- name, alias or id
// param: edge: string = "" -- only this type of edge or kind of action; all of them where empty
// param: min_confidence: float = 0.0 -- leave out links that are less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, direction, edge, neighbour, type, status, confidence, sources, denials, date, evidence, url, claim

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
  MATCH (e)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
        |SENT_FUNDS_TO|SUPPORTED|USED|LOCATED_IN|NATIONAL_OF|ASSOCIATED_WITH]-(near:Entity)
  WHERE $weak OR coalesce(r.shown, true)
  RETURN near, type(r) AS edge,
    CASE WHEN type(r) = 'ASSOCIATED_WITH' THEN '--' WHEN startNode(r) = e THEN '->' ELSE '<-' END AS direction,
    {asserted: 0, alleged: 1, proposed: 2, denied: 3}[r.status] AS rank, r.confidence AS confidence,
    r.sources AS sources, r.denials AS denials, r.start_date AS date, r.key AS key
  UNION ALL
  MATCH (e)-[mine:PERFORMED|TARGETED]-(action:Action)-[theirs:PERFORMED|TARGETED]-(near:Entity)
  WHERE type(mine) <> type(theirs)
    AND near <> e
    AND ($weak OR coalesce(mine.shown, true) AND coalesce(theirs.shown, true))
  WITH mine, action, theirs, near, {asserted: 0, alleged: 1, proposed: 2, denied: 3}[mine.status] AS mine_rank,
    {asserted: 0, alleged: 1, proposed: 2, denied: 3}[theirs.status] AS theirs_rank
  RETURN near, action.kind AS edge, CASE type(mine) WHEN 'PERFORMED' THEN '->' ELSE '<-' END AS direction,
    CASE WHEN mine_rank > theirs_rank THEN mine_rank ELSE theirs_rank END AS rank,
    CASE WHEN mine.confidence < theirs.confidence THEN mine.confidence ELSE theirs.confidence END AS confidence,
    CASE WHEN mine.sources < theirs.sources THEN mine.sources ELSE theirs.sources END AS sources,
    mine.denials + theirs.denials AS denials, action.start_date AS date,
    // the sentence shown is that of the weaker half
    CASE WHEN mine_rank > theirs_rank OR mine_rank = theirs_rank AND mine.confidence < theirs.confidence
      THEN mine.key ELSE theirs.key
    END AS key
}
WITH e, near, edge, direction, rank, confidence, sources, denials, date, key
WHERE confidence >= $min_confidence
  AND (trim($edge) = '' OR toLower(edge) = toLower(trim($edge)))
WITH e, near, edge, direction, rank, confidence, sources, denials, date, key
ORDER BY rank, confidence DESC, sources DESC, edge, near.id, key
LIMIT $limit
CALL (key) {
  MATCH (claim:Claim {edge: key})
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
RETURN e.name AS entity, direction, edge, near.name AS neighbour,
  head([label IN labels(near) WHERE label <> 'Entity']) AS type,
  ['asserted', 'alleged', 'proposed', 'denied'][rank] AS status,
  confidence, sources, denials, date, evidence, url, claim_id AS claim
ORDER BY rank, confidence DESC, sources DESC, edge, near.id, key
LIMIT $limit
