// title: Said and denied
// question: Which links does one source state and another deny?
// topic: evidence
// scope: whole-graph
// param: min_confidence: float = 0.0 -- leave out what is less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: from_name, edge, to_name, status, confidence, sources, denials, evidence, url, denial, denial_url, claim

MATCH (subject)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
                  |SENT_FUNDS_TO|SUPPORTED|USED|LOCATED_IN|NATIONAL_OF|ASSOCIATED_WITH
                  |PERFORMED|TARGETED]->(object)
WHERE r.denials > 0
  AND r.status <> 'denied'
  AND r.confidence >= $min_confidence
  AND ($weak OR coalesce(r.shown, true))
WITH subject, r, object
ORDER BY r.denials DESC, r.confidence DESC, r.key
LIMIT $limit
CALL (r) {
  MATCH (claim:Claim {edge: r.key})
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
CALL (r) {
  MATCH (claim:Claim {edge: r.key, status: 'denied'})
  WHERE claim.withdrawn IS NULL
  WITH claim
  ORDER BY claim.confidence DESC, claim.id
  LIMIT 1
  MATCH (claim)-[:EVIDENCE {order: 0}]->(passage:Passage)-[:IN]->(document:Document)
  RETURN passage.text AS denial, document.urls[0] AS denial_url
}
RETURN subject.name AS from_name, type(r) AS edge, object.name AS to_name, r.status AS status, r.confidence AS confidence,
  r.sources AS sources, r.denials AS denials, evidence, url, denial, denial_url, claim_id AS claim
ORDER BY denials DESC, confidence DESC, r.key
LIMIT $limit
