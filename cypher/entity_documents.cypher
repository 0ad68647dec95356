// title: Documents about an entity
// question: Which documents speak of this entity, the latest first, and in which sentence?
// topic: sources
// param: name: string -- name, alias or id
// param: limit: integer = 50 -- at most this many rows
// returns: entity, published, title, publisher, kind, sentences, links, evidence, url, id

WITH $name AS asked, toLower(trim($name)) AS typed
WITH asked, CASE WHEN typed STARTS WITH 'the ' THEN trim(substring(typed, 4)) ELSE typed END AS key
CALL (asked, key) {
  MATCH (e:Entity {id: asked})
  RETURN e, 0 AS rank, 0.0 AS score
  UNION ALL
  // a former id, from before two names were found to be one thing
  MATCH (:Claim {subject_ref: asked})-[:SUBJECT]->(e:Entity)
  RETURN e, 0 AS rank, 0.0 AS score
  LIMIT 1
  UNION ALL
  MATCH (e:Entity {name_key: key})
  RETURN e, 1 AS rank, 0.0 AS score
  UNION ALL
  CALL db.index.fulltext.queryNodes(
    'entity_names', '"' + replace(replace(key, '\\', '\\\\'), '"', '\\"') + '"', {limit: 200}
  ) YIELD node, score
  WITH node AS e, score
  WITH e, score, CASE
    WHEN toLower(e.name) IN [key, 'the ' + key] THEN 1
    WHEN any(alias IN e.aliases WHERE toLower(alias) IN [key, 'the ' + key]) THEN 2
    ELSE 3
  END AS rank
  RETURN e, rank, CASE rank WHEN 3 THEN score ELSE 0.0 END AS score
}
WITH e
ORDER BY rank, score DESC, COUNT { (e)--() } DESC, e.id
LIMIT 1
CALL (e) {
  MATCH (e)<-[:MENTIONS]-(passage:Passage)
  RETURN passage, null AS edge
  UNION
  MATCH (e)<-[:SUBJECT|OBJECT]-(claim:Claim)-[:EVIDENCE]->(passage:Passage)
  WHERE claim.withdrawn IS NULL
  RETURN passage, claim.edge AS edge
}
MATCH (passage)-[:IN]->(document:Document)-[:FROM]->(source:Source)
WHERE document.withdrawn IS NULL
WITH e, document, source, passage, edge
ORDER BY coalesce(passage.start_char, 0), passage.id
WITH e, document, source, collect(DISTINCT passage) AS passages, count(DISTINCT edge) AS links
WITH e, document, source, passages, links
ORDER BY document.published IS NULL, document.published DESC, document.id
LIMIT $limit
RETURN e.name AS entity, document.published AS published, document.title AS title, source.name AS publisher,
  document.kind AS kind, size(passages) AS sentences, links, passages[0].text AS evidence, document.urls[0] AS url,
  document.id AS id
ORDER BY published IS NULL, published DESC, id
LIMIT $limit
