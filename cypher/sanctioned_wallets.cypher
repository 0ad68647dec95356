// title: Wallets under sanctions
// question: Which wallets are sanctioned, themselves or through their holder, and were not taken off again?
// topic: wallets
// scope: whole-graph
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: wallet, chains, listed_is, holder, by, since, status, confidence, evidence, url, claim

MATCH (measure:Action {kind: 'sanction'})-[listed:TARGETED]->(party:Entity)
WHERE listed.status = 'asserted'
  AND ($weak OR coalesce(listed.shown, true))
  AND NOT EXISTS {
    MATCH (party)<-[lifted:TARGETED]-(answer:Action {kind: 'delisting'})
    WHERE lifted.status = 'asserted'
      AND coalesce(
        left(answer.start_date, size(measure.start_date)) >= left(measure.start_date, size(answer.start_date)), true
      )
  }
CALL (party) {
  WITH party
  WHERE party:Wallet
  RETURN party AS w, null AS owner, null AS holds
  UNION ALL
  MATCH (party)-[holds:HOLDS]->(w:Wallet)
  WHERE holds.status <> 'denied'
    AND ($weak OR coalesce(holds.shown, true))
  RETURN w, party AS owner, holds
}
WITH measure, listed, w, owner, holds
ORDER BY measure.start_date IS NULL, measure.start_date DESC, measure.id, w.id, owner.id
LIMIT $limit
CALL (measure) {
  MATCH (agency:Entity)-[done:PERFORMED]->(measure)
  WHERE done.status <> 'denied'
  WITH agency.name AS agency
  ORDER BY agency
  RETURN collect(DISTINCT agency) AS by
}
CALL (listed) {
  MATCH (claim:Claim {edge: listed.key})
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
RETURN w.name AS wallet, w.chains AS chains, CASE WHEN owner IS NULL THEN 'wallet' ELSE 'holder' END AS listed_is,
  owner.name AS holder, by, measure.start_date AS since,
  coalesce(holds.status, listed.status) AS status, coalesce(holds.confidence, listed.confidence) AS confidence,
  evidence, url, claim_id AS claim
ORDER BY since IS NULL, since DESC, measure.id, w.id, owner.id
LIMIT $limit
