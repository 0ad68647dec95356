// title: Perhaps one thing
// question: Which pairs of names may be one thing, and how many neighbours do they share?
// topic: entities
// scope: whole-graph
// param: limit: integer = 50 -- at most this many rows
// returns: name, id, other, other_id, type, confidence, shared, evidence, url, other_evidence, other_url, claim

MATCH (one:Entity)-[r:SAME_AS]->(two:Entity)
CALL (one, two) {
  MATCH (one)-[:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
               |SENT_FUNDS_TO|SUPPORTED|USED|LOCATED_IN|NATIONAL_OF|ASSOCIATED_WITH]-(both:Entity)
  WHERE EXISTS {
    (both)-[:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
            |SENT_FUNDS_TO|SUPPORTED|USED|LOCATED_IN|NATIONAL_OF|ASSOCIATED_WITH]-(two)
  }
  RETURN count(DISTINCT both) AS shared
}
WITH one, two, r, shared
ORDER BY shared DESC, r.confidence DESC, one.id, two.id
LIMIT $limit
CALL (r) {
  MATCH (claim:Claim {edge: r.key})-[proof:EVIDENCE]->(passage:Passage)-[:IN]->(document:Document)
  WHERE claim.withdrawn IS NULL
  WITH passage, document, claim, proof
  ORDER BY claim.id, proof.order
  RETURN collect(passage.text) AS texts, collect(document.urls[0]) AS urls, collect(claim.id)[0] AS claim_id
}
RETURN one.name AS name, one.id AS id, two.name AS other, two.id AS other_id,
  head([label IN labels(one) WHERE label <> 'Entity']) AS type, r.confidence AS confidence, shared,
  texts[0] AS evidence, urls[0] AS url, texts[1] AS other_evidence, urls[1] AS other_url, claim_id AS claim
ORDER BY shared DESC, confidence DESC, one.id, two.id
LIMIT $limit
