// title: Countries by proposed measures
// question: In which countries are those against whom measures are proposed and not in force?
// topic: measures
// scope: whole-graph
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: country, measures, kinds, parties, date, status, confidence, evidence, url, claim

MATCH (measure:Action)-[aimed:TARGETED]->(party:Entity)
WHERE measure.kind IN ['rule', 'finding', 'sanction', 'penalty', 'seizure']
  AND aimed.status = 'proposed'
  AND ($weak OR coalesce(aimed.shown, true))
CALL (party) {
  WITH party
  WHERE party:Country
  RETURN party AS place
  UNION
  MATCH (party)-[placed:LOCATED_IN|NATIONAL_OF]->(place:Country)
  WHERE placed.status <> 'denied'
    AND ($weak OR coalesce(placed.shown, true))
  RETURN place
}
WITH place, measure, aimed, party
ORDER BY measure.start_date IS NULL, measure.start_date DESC, measure.id
WITH place, count(DISTINCT measure) AS measures, collect(DISTINCT measure.kind) AS kinds,
  collect(DISTINCT party.name) AS parties, collect(aimed)[0] AS latest, collect(measure.start_date)[0] AS date
ORDER BY measures DESC, date DESC, place.id
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
RETURN place.name AS country, measures, kinds, parties, date, latest.status AS status, latest.confidence AS confidence,
  evidence, url, claim_id AS claim
ORDER BY measures DESC, date DESC, place.id
LIMIT $limit
