// title: Ransomware by victims
// question: Which ransomware groups have the most victims?
// topic: crimes
// scope: whole-graph
// param: min_victims: integer = 1 -- at least this many victims
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, type, victims, attacks, names, date, status, confidence, evidence, url, claim

MATCH (action:Action {kind: 'ransomware'})
MATCH (gang:Entity)-[done:PERFORMED]->(action)-[suffered:TARGETED]->(victim:Entity)
WHERE done.status <> 'denied'
  AND suffered.status <> 'denied'
  AND ($weak OR coalesce(done.shown, true))
  AND ($weak OR coalesce(suffered.shown, true))
WITH gang, done, action, victim
ORDER BY action.start_date IS NULL, action.start_date DESC, action.id, victim.id
WITH gang, collect(DISTINCT victim.name) AS names, count(DISTINCT victim) AS victims, count(DISTINCT action) AS attacks,
  collect(done)[0] AS latest, collect(action.start_date)[0] AS date
WHERE victims >= $min_victims
WITH gang, names, victims, attacks, latest, date
ORDER BY victims DESC, attacks DESC, gang.id
LIMIT $limit
CALL (latest) {
  MATCH (claim:Claim {edge: latest.key})
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
RETURN gang.name AS entity, head([label IN labels(gang) WHERE label <> 'Entity']) AS type, victims, attacks, names,
  date, latest.status AS status,
  latest.confidence AS confidence, evidence, url, claim_id AS claim
ORDER BY victims DESC, attacks DESC, gang.id
LIMIT $limit
