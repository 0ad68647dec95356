// title: Penalties and seizures by amount
// question: Which penalties and seizures were the largest, by whom and against whom?
// topic: measures
// scope: whole-graph
// param: currency: string = "" -- only amounts in this currency, such as USD; all of them where empty
// param: min_confidence: float = 0.0 -- leave out what is less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: amount, currency, kind, date, by, against, status, confidence, sources, evidence, url, claim

MATCH (action:Action)
WHERE action.kind IN ['penalty', 'seizure']
  AND (trim($currency) = '' OR action.currency = toUpper(trim($currency)))
MATCH (action)-[suffered:TARGETED]->(party:Entity)
WHERE suffered.status <> 'denied'
  AND suffered.confidence >= $min_confidence
  AND ($weak OR coalesce(suffered.shown, true))
WITH action, suffered, party
ORDER BY action.amount IS NULL, action.amount DESC, action.id, party.id
LIMIT $limit
CALL (action) {
  MATCH (doer:Entity)-[done:PERFORMED]->(action)
  WHERE done.status <> 'denied'
    AND ($weak OR coalesce(done.shown, true))
  WITH doer.name AS doer
  ORDER BY doer
  RETURN collect(DISTINCT doer) AS by
}
CALL (suffered) {
  MATCH (claim:Claim {edge: suffered.key})
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
RETURN action.amount AS amount, action.currency AS currency, action.kind AS kind, action.start_date AS date, by,
  party.name AS against, suffered.status AS status, suffered.confidence AS confidence, suffered.sources AS sources,
  evidence, url, claim_id AS claim
ORDER BY amount IS NULL, amount DESC, action.id, party.id
LIMIT $limit
