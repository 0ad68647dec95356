// title: Recent documents
// question: Which documents were published since this date, and what did they bring?
// topic: sources
// param: since: date -- published on this date or later
// param: limit: integer = 50 -- at most this many rows
// returns: published, title, publisher, kind, claims, links, new_links, names, url, id

MATCH (document:Document)
WHERE document.published >= $since
  AND document.withdrawn IS NULL
WITH document
ORDER BY document.published DESC, document.id
LIMIT $limit
MATCH (document)-[:FROM]->(source:Source)
CALL (document) {
  OPTIONAL MATCH (document)<-[:IN]-(:Passage)<-[:EVIDENCE {order: 0}]-(claim:Claim)
  WHERE claim.withdrawn IS NULL
  RETURN count(claim) AS claims, collect(DISTINCT claim.edge) AS edges
}
CALL (document, edges) {
  UNWIND edges AS edge
  WITH document, edge
  WHERE NOT EXISTS {
    MATCH (claim:Claim {edge: edge})-[:EVIDENCE {order: 0}]->(:Passage)-[:IN]->(other:Document)
    WHERE claim.withdrawn IS NULL
      AND other <> document
      AND coalesce(claim.published, other.published, other.recorded) <= document.published
  }
  RETURN count(edge) AS new_links
}
CALL (document) {
  OPTIONAL MATCH (document)<-[:IN]-(:Passage)-[:MENTIONS]->(named:Entity)
  WITH DISTINCT named.name AS named
  ORDER BY named
  RETURN collect(named) AS names
}
RETURN document.published AS published, document.title AS title, source.name AS publisher, document.kind AS kind, claims,
  size(edges) AS links, new_links, names, document.urls[0] AS url, document.id AS id
ORDER BY published DESC, id
LIMIT $limit
