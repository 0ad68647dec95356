// title: Sanctioned since a date
// question: Who was sanctioned since this date and not taken off again, by whom?
// topic: measures
// param: since: date -- from this date on
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, type, date, by, status, confidence, sources, evidence, url, claim

MATCH (measure:Action)-[listed:TARGETED]->(party:Entity)
WHERE measure.start_date >= $since
  AND measure.kind = 'sanction'
  AND listed.status <> 'denied'
  AND ($weak OR coalesce(listed.shown, true))
  AND NOT EXISTS {
    MATCH (party)<-[lifted:TARGETED]-(answer:Action {kind: 'delisting'})
    WHERE lifted.status = 'asserted'
      AND coalesce(
        left(answer.start_date, size(measure.start_date)) >= left(measure.start_date, size(answer.start_date)), true
      )
  }
WITH measure, listed, party
ORDER BY measure.start_date DESC, measure.id, party.id
LIMIT $limit
CALL (measure) {
  MATCH (doer:Entity)-[done:PERFORMED]->(measure)
  WHERE done.status <> 'denied'
  WITH doer.name AS doer
  ORDER BY doer
  RETURN collect(DISTINCT doer) AS by
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
RETURN party.name AS entity, head([label IN labels(party) WHERE label <> 'Entity']) AS type,
  measure.start_date AS date, by, listed.status AS status,
  listed.confidence AS confidence, listed.sources AS sources, evidence, url, claim_id AS claim
ORDER BY date DESC, measure.id, party.id
LIMIT $limit
