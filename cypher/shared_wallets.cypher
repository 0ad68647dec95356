// title: Wallets that several hold
// question: Which wallets are said to be held by more than one?
// topic: wallets
// scope: whole-graph
// param: min_holders: integer = 2 -- at least this many holders
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: wallet, chains, holders, names, status, confidence, sources, evidence, url, claim

MATCH (holder:Entity)-[holds:HOLDS]->(w:Wallet)
WHERE holds.status <> 'denied'
  AND ($weak OR coalesce(holds.shown, true))
WITH w, holder, holds
ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[holds.status], holds.confidence DESC, holder.id
WITH w, collect(holder.name) AS holders, collect(holds) AS links
WHERE size(holders) >= $min_holders
WITH w, holders, last(links) AS weakest
ORDER BY size(holders) DESC, weakest.confidence DESC, w.id
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
RETURN w.name AS wallet, w.chains AS chains, size(holders) AS holders, holders AS names, weakest.status AS status,
  weakest.confidence AS confidence, weakest.sources AS sources, evidence, url, claim_id AS claim
ORDER BY holders DESC, confidence DESC, w.id
LIMIT $limit
