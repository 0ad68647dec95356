// title: Launderers by amount or by evidence
// question: Who laundered the most, or is said to by the most independent sources, and for whom?
// topic: money
// scope: whole-graph
// param: by: string = "amount" -- what comes first: amount, or sources
// param: min_confidence: float = 0.0 -- leave out what is less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: launderer, type, amount, currency, sources, clients, names, status, confidence, evidence, url, claim

MATCH (washer:Entity)-[r:LAUNDERED_FOR]->(client:Entity)
WHERE r.status <> 'denied'
  AND r.confidence >= $min_confidence
  AND ($weak OR coalesce(r.shown, true))
WITH washer, r, client
ORDER BY CASE $by WHEN 'sources' THEN toFloat(r.sources) ELSE coalesce(r.amount, 0.0) END DESC,
  {asserted: 0, alleged: 1, proposed: 2, denied: 3}[r.status], r.confidence DESC, client.id
// amounts in two currencies are not compared, and those for two clients not added
WITH washer, r.currency AS currency, collect(r) AS links, collect(client.name) AS clients
WITH washer, currency, clients, links[0] AS best, reduce(
  most = 0, link IN links | CASE WHEN link.sources > most THEN link.sources ELSE most END
) AS sources
ORDER BY CASE $by WHEN 'sources' THEN toFloat(sources) ELSE coalesce(best.amount, 0.0) END DESC,
  sources DESC, best.confidence DESC, washer.id, currency
LIMIT $limit
CALL (best) {
  MATCH (claim:Claim {edge: best.key})
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
RETURN washer.name AS launderer, head([label IN labels(washer) WHERE label <> 'Entity']) AS type,
  best.amount AS amount, currency,
  sources, size(clients) AS clients, clients AS names, best.status AS status, best.confidence AS confidence,
  evidence, url, claim_id AS claim
ORDER BY CASE $by WHEN 'sources' THEN toFloat(sources) ELSE coalesce(amount, 0.0) END DESC,
  sources DESC, confidence DESC, washer.id, currency
LIMIT $limit
