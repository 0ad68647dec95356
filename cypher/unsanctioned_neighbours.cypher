// title: Unsanctioned, with sanctioned neighbours
// question: Who is linked to the most sanctioned parties without being sanctioned?
// topic: links
// scope: whole-graph
// param: min_parties: integer = 1 -- at least this many sanctioned parties
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, type, parties, names, edge, status, confidence, sources, evidence, url, claim

MATCH (:Action {kind: 'sanction'})-[:TARGETED]->(party:Entity)
WITH DISTINCT party
WHERE EXISTS {
  MATCH (party)<-[listed:TARGETED]-(measure:Action {kind: 'sanction'})
  WHERE listed.status = 'asserted'
    AND ($weak OR coalesce(listed.shown, true))
    AND NOT EXISTS {
      MATCH (party)<-[lifted:TARGETED]-(answer:Action {kind: 'delisting'})
      WHERE lifted.status = 'asserted'
        AND coalesce(
          left(answer.start_date, size(measure.start_date)) >= left(measure.start_date, size(answer.start_date)), true
        )
    }
}
MATCH (party)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
                |SENT_FUNDS_TO|SUPPORTED|USED|ASSOCIATED_WITH]-(near:Entity)
WHERE r.status <> 'denied'
  AND NOT near:Country
  AND NOT near:Agency
  AND ($weak OR coalesce(r.shown, true))
WITH near, party, r
ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[r.status], r.confidence DESC, r.key
WITH near, party, collect(r) AS links
WITH near, party, links[0] AS link
ORDER BY {asserted: 0, alleged: 1, proposed: 2, denied: 3}[link.status], link.confidence DESC, party.id
WITH near, collect(party.name) AS parties, collect(link) AS links
WHERE size(parties) >= $min_parties
  AND NOT EXISTS {
    MATCH (near)<-[listed:TARGETED]-(measure:Action {kind: 'sanction'})
    WHERE listed.status = 'asserted'
      AND ($weak OR coalesce(listed.shown, true))
      AND NOT EXISTS {
        MATCH (near)<-[lifted:TARGETED]-(answer:Action {kind: 'delisting'})
        WHERE lifted.status = 'asserted'
          AND coalesce(
            left(answer.start_date, size(measure.start_date)) >= left(measure.start_date, size(answer.start_date)), true
          )
      }
  }
WITH near, parties, links[0] AS strongest
ORDER BY size(parties) DESC, {asserted: 0, alleged: 1, proposed: 2, denied: 3}[strongest.status],
  strongest.confidence DESC, near.id
LIMIT $limit
CALL (strongest) {
  MATCH (claim:Claim {edge: strongest.key})
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
RETURN near.name AS entity, head([label IN labels(near) WHERE label <> 'Entity']) AS type, size(parties) AS parties,
  parties AS names,
  type(strongest) AS edge, strongest.status AS status, strongest.confidence AS confidence,
  strongest.sources AS sources, evidence, url, claim_id AS claim
ORDER BY parties DESC, {asserted: 0, alleged: 1, proposed: 2, denied: 3}[status], confidence DESC, near.id
LIMIT $limit
