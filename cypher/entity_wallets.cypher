// title: Wallets of an entity
// question: Which wallets does the evidence tie to this entity, within two steps?
// topic: wallets
// param: name: string -- name, alias or id
// param: hubs: boolean = false -- also step over agencies, which are linked with very many
// param: min_confidence: float = 0.0 -- leave out wallets whose weakest step is less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: wallet, chain, holder, hops, status, confidence, sources, evidence, url, claim

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
  MATCH (e)-[holds:HOLDS]->(w:Wallet)
  RETURN e AS owner, holds, w, 1 AS hops, holds.confidence AS confidence, holds.sources AS sources,
    {asserted: 0, alleged: 1, proposed: 2, denied: 3}[holds.status] AS status
  UNION ALL
  MATCH (e)-[step:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
           |SENT_FUNDS_TO|SUPPORTED|USED|ASSOCIATED_WITH]-(owner:Entity)
  WHERE owner <> e
    AND NOT owner:Country
    AND ($hubs OR NOT owner:Agency)
    AND step.status <> 'denied'
    AND ($weak OR coalesce(step.shown, true))
  MATCH (owner)-[holds:HOLDS]->(w:Wallet)
  WITH owner, holds, w, step, {asserted: 0, alleged: 1, proposed: 2, denied: 3}[step.status] AS step_status,
    {asserted: 0, alleged: 1, proposed: 2, denied: 3}[holds.status] AS holds_status
  RETURN owner, holds, w, 2 AS hops,
    CASE WHEN step.confidence < holds.confidence THEN step.confidence ELSE holds.confidence END AS confidence,
    CASE WHEN step.sources < holds.sources THEN step.sources ELSE holds.sources END AS sources,
    CASE WHEN step_status > holds_status THEN step_status ELSE holds_status END AS status
}
WITH owner, holds, w, hops, status, confidence, sources
WHERE holds.status <> 'denied'
  AND ($weak OR coalesce(holds.shown, true))
  AND confidence >= $min_confidence
ORDER BY hops, confidence DESC, sources DESC, status
WITH owner, holds, w, collect({hops: hops, status: status, confidence: confidence, sources: sources})[0] AS best
ORDER BY best.hops, best.confidence DESC, w.id, owner.id
LIMIT $limit
CALL (holds) {
  MATCH (claim:Claim {edge: holds.key})
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
RETURN w.name AS wallet, reduce(text = head(w.chains), chain IN tail(w.chains) | text + ', ' + chain) AS chain,
  owner.name AS holder, best.hops AS hops, ['asserted', 'alleged', 'proposed'][best.status] AS status,
  best.confidence AS confidence, best.sources AS sources, evidence, url, claim_id AS claim
ORDER BY hops, confidence DESC, w.id, owner.id
LIMIT $limit
