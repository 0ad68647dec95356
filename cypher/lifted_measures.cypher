// title: Lifted, dropped, acquitted
// question: Which sanctions were lifted, which charges dropped, who was acquitted, and how long after?
// topic: measures
// scope: whole-graph
// param: kind: string = "" -- only sanction, charge or conviction; all of them where empty
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, measure, measure_date, answered_by, date, by, status, confidence, sources, evidence, url, claim

MATCH (answer:Action)-[lifted:TARGETED]->(party:Entity)<-[suffered:TARGETED]-(action:Action)
WHERE answer.kind IN ['delisting', 'acquittal', 'dismissal']
  AND action.kind IN {delisting: ['sanction'], acquittal: ['charge', 'conviction'], dismissal: ['charge']}[answer.kind]
  AND (trim($kind) = '' OR action.kind = toLower(trim($kind)))
  AND lifted.status <> 'denied'
  AND suffered.status <> 'denied'
  AND ($weak OR coalesce(lifted.shown, true))
  AND ($weak OR coalesce(suffered.shown, true))
  AND coalesce(
    left(answer.start_date, size(action.start_date)) >= left(action.start_date, size(answer.start_date)), true
  )
WITH party, action, answer, lifted
ORDER BY answer.start_date IS NULL, answer.start_date DESC, answer.id, action.id, party.id
LIMIT $limit
CALL (answer) {
  MATCH (doer:Entity)-[done:PERFORMED]->(answer)
  WHERE done.status <> 'denied'
  WITH doer.name AS doer
  ORDER BY doer
  RETURN collect(DISTINCT doer) AS by
}
CALL (lifted) {
  MATCH (claim:Claim {edge: lifted.key})
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
RETURN party.name AS entity, action.kind AS measure, action.start_date AS measure_date, answer.kind AS answered_by,
  answer.start_date AS date, by, lifted.status AS status, lifted.confidence AS confidence, lifted.sources AS sources,
  evidence, url, claim_id AS claim
ORDER BY date IS NULL, date DESC, answer.id, action.id, party.id
LIMIT $limit
