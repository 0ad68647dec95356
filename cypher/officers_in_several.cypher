// title: Officers of several companies
// question: Who is an officer or the head of more than one company?
// topic: links
// scope: whole-graph
// param: min_companies: integer = 2 -- at least this many companies
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: person, companies, names, edges, status, confidence, sources, evidence, url, claim

MATCH (officer:Person)-[r:OFFICER_OF|OPERATES]->(company:Company)
WHERE r.status <> 'denied'
  AND ($weak OR coalesce(r.shown, true))
WITH officer, company, r
ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[r.status], r.confidence DESC, r.key
WITH officer, company, collect(r) AS links
WITH officer, company, links[0] AS link
ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[link.status], link.confidence DESC, company.id
WITH officer, collect(company.name) AS companies, collect(link) AS links
WHERE size(companies) >= $min_companies
WITH officer, companies, links, last(links) AS weakest
ORDER BY size(companies) DESC, weakest.confidence DESC, officer.id
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
RETURN officer.name AS person, size(companies) AS companies, companies AS names, [link IN links | type(link)] AS edges,
  weakest.status AS status, weakest.confidence AS confidence, weakest.sources AS sources, evidence, url, claim_id AS claim
ORDER BY companies DESC, confidence DESC, officer.id
LIMIT $limit
