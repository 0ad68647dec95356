// title: Charged and convicted
// question: Who was charged and then convicted or pleaded guilty, and what was the sentence?
// topic: measures
// scope: whole-graph
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, type, charged, verdict_kind, date, sentence, status, confidence, sources, evidence, url, claim

MATCH (verdict:Action)-[guilty:TARGETED]->(party:Entity)<-[accused:TARGETED]-(charge:Action {kind: 'charge'})
WHERE verdict.kind IN ['conviction', 'plea']
  AND guilty.status <> 'denied'
  AND accused.status <> 'denied'
  AND ($weak OR coalesce(guilty.shown, true))
  AND ($weak OR coalesce(accused.shown, true))
WITH party, verdict, guilty, charge
ORDER BY charge.start_date, charge.id
WITH party, verdict, guilty, collect(charge)[0] AS charge
ORDER BY verdict.start_date IS NULL, verdict.start_date DESC, verdict.id, party.id
LIMIT $limit
CALL (party) {
  MATCH (term:Action {kind: 'sentence'})-[suffered:TARGETED]->(party)
  WHERE suffered.status <> 'denied'
    AND ($weak OR coalesce(suffered.shown, true))
  WITH term
  ORDER BY term.start_date DESC, term.id
  RETURN collect(term.name)[0] AS sentence
}
CALL (guilty) {
  MATCH (claim:Claim {edge: guilty.key})
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
RETURN party.name AS entity, head([label IN labels(party) WHERE label <> 'Entity']) AS type,
  charge.start_date AS charged, verdict.kind AS verdict_kind,
  verdict.start_date AS date, sentence, guilty.status AS status, guilty.confidence AS confidence,
  guilty.sources AS sources, evidence, url, claim_id AS claim
ORDER BY date IS NULL, date DESC, verdict.id, party.id
LIMIT $limit
