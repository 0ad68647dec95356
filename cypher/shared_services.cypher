// title: Services that several groups use
// question: Through which exchanges, mixers and banks does more than one group move its money?
// topic: money
// scope: whole-graph
// param: min_groups: integer = 2 -- at least this many groups
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: service, groups, names, status, confidence, sources, evidence, url, claim

MATCH (party:Group)-[r:USED|SENT_FUNDS_TO|LAUNDERED_FOR]-(used:Company)
WHERE (startNode(r) = party) = (type(r) <> 'LAUNDERED_FOR')
  AND r.status <> 'denied'
  AND ($weak OR coalesce(r.shown, true))
WITH used, party, r
ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[r.status], r.confidence DESC, r.key
WITH used, party, collect(r) AS links
WITH used, party, links[0] AS best
ORDER BY best.confidence DESC, party.id
WITH used, collect(party.name) AS groups, collect(best) AS links
WHERE size(groups) >= $min_groups
// as sure as the second of them
WITH used, groups, coalesce(links[1], links[0]) AS second
ORDER BY size(groups) DESC, second.confidence DESC, used.id
LIMIT $limit
CALL (second) {
  MATCH (claim:Claim {edge: second.key})
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
RETURN used.name AS service, size(groups) AS groups, groups AS names, second.status AS status,
  second.confidence AS confidence, second.sources AS sources, evidence, url, claim_id AS claim
ORDER BY groups DESC, confidence DESC, used.id
LIMIT $limit
