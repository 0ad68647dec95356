// title: Holders of a wallet
// question: Who holds, uses or controls this wallet, and what does the evidence say of it?
// topic: wallets
// param: name: string -- address or id of the wallet
// param: min_confidence: float = 0.0 -- leave out holders that are less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: wallet, chain, holder, type, status, confidence, sources, denials, first_seen, last_seen, evidence, url, claim

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
MATCH (e:Wallet)<-[holds:HOLDS]-(owner:Entity)
WHERE holds.confidence >= $min_confidence
  AND ($weak OR coalesce(holds.shown, true))
WITH e, holds, owner
ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[holds.status], holds.confidence DESC, owner.id
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
RETURN e.name AS wallet, reduce(text = head(e.chains), chain IN tail(e.chains) | text + ', ' + chain) AS chain,
  owner.name AS holder, head([label IN labels(owner) WHERE label <> 'Entity']) AS type, holds.status AS status,
  holds.confidence AS confidence, holds.sources AS sources, holds.denials AS denials,
  holds.first_seen AS first_seen, holds.last_seen AS last_seen, evidence, url, claim_id AS claim
ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[status], confidence DESC, owner.id
LIMIT $limit
