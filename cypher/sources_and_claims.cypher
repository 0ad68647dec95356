// title: What each source gave
// question: What did each source contribute: documents, claims, links, and links that no other source states?
// topic: sources
// scope: whole-graph
// param: limit: integer = 50 -- at most this many rows
// returns: source_name, primary, reliability, documents, claims, links, alone, first, latest

MATCH (origin:Source)
CALL (origin) {
  OPTIONAL MATCH (origin)<-[:FROM]-(document:Document)
  WHERE document.withdrawn IS NULL
  RETURN count(document) AS documents, min(document.published) AS first, max(document.published) AS latest
}
CALL (origin) {
  OPTIONAL MATCH (origin)<-[:FROM]-(:Document)<-[:IN]-(:Passage)<-[:EVIDENCE {order: 0}]-(claim:Claim)
  WHERE claim.withdrawn IS NULL
  RETURN count(claim) AS claims, collect(DISTINCT claim.edge) AS edges
}
CALL (origin, edges) {
  UNWIND edges AS edge
  WITH origin, edge
  WHERE NOT EXISTS {
    MATCH (claim:Claim {edge: edge})-[:EVIDENCE {order: 0}]->(:Passage)-[:IN]->(:Document)-[:FROM]->(other:Source)
    WHERE claim.withdrawn IS NULL
      AND other <> origin
  }
  RETURN count(edge) AS alone
}
RETURN origin.name AS source_name, origin.primary AS primary, origin.reliability AS reliability, documents, claims,
  size(edges) AS links, alone, first, latest
ORDER BY claims DESC, documents DESC, origin.name
LIMIT $limit
