// title: New since a date
// question: Which links were first told of on or after this date, by whom?
// topic: history
// param: since: date -- first published on this date or later
// param: min_confidence: float = 0.0 -- leave out what is less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: from_name, edge, to_name, first_seen, status, confidence, sources, amount, currency, evidence, url, claim

MATCH (document:Document)
WHERE document.published >= $since
  AND document.withdrawn IS NULL
MATCH (document)<-[:IN]-(:Passage)<-[:EVIDENCE {order: 0}]-(claim:Claim)
WHERE claim.withdrawn IS NULL
  AND claim.edge IS NOT NULL
  AND coalesce(claim.published, document.published) >= $since
WITH DISTINCT claim.edge AS key
MATCH (claim:Claim {edge: key})-[:SUBJECT]->(subject)
WITH key, subject, min(claim.id) AS any_claim
MATCH (:Claim {id: any_claim})-[:OBJECT]->(object)
MATCH (subject)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
                  |SENT_FUNDS_TO|SUPPORTED|USED|LOCATED_IN|NATIONAL_OF|ASSOCIATED_WITH
                  |PERFORMED|TARGETED]-(object)
WHERE r.key = key
  AND r.first_seen >= $since
  AND r.confidence >= $min_confidence
  AND ($weak OR coalesce(r.shown, true))
WITH DISTINCT r
ORDER BY r.first_seen DESC, r.confidence DESC, r.key
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
RETURN startNode(r).name AS from_name, type(r) AS edge, endNode(r).name AS to_name, r.first_seen AS first_seen,
  r.status AS status, r.confidence AS confidence, r.sources AS sources, r.amount AS amount, r.currency AS currency,
  evidence, url, claim_id AS claim
ORDER BY first_seen DESC, confidence DESC, r.key
LIMIT $limit
