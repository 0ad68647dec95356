// title: Named together, never linked
// question: With whom is this entity named in the same sentences, though nothing links the two?
// topic: links
// param: name: string -- name, alias or id
// param: min_documents: integer = 2 -- in at least this many documents
// param: limit: integer = 50 -- at most this many rows
// returns: entity, named_with, type, documents, sentences, latest, evidence, url

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
MATCH (e)<-[:MENTIONS]-(passage:Passage)-[:MENTIONS]->(other:Entity)
WHERE other <> e
MATCH (passage)-[:IN]->(document:Document)
WHERE document.withdrawn IS NULL
WITH e, other, passage, document
ORDER BY document.published DESC, passage.id
WITH e, other, collect(DISTINCT document) AS documents, collect(passage) AS sentences
WHERE size(documents) >= $min_documents
  AND NOT EXISTS {
    MATCH (e)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
                |SENT_FUNDS_TO|SUPPORTED|USED|LOCATED_IN|NATIONAL_OF|ASSOCIATED_WITH]-(other)
    WHERE r.status <> 'denied'
  }
  AND NOT EXISTS { (e)-[:PERFORMED|TARGETED]-(:Action)-[:PERFORMED|TARGETED]-(other) }
RETURN e.name AS entity, other.name AS named_with, head([label IN labels(other) WHERE label <> 'Entity']) AS type,
  size(documents) AS documents,
  size(sentences) AS sentences, documents[0].published AS latest, sentences[0].text AS evidence,
  documents[0].urls[0] AS url
ORDER BY documents DESC, sentences DESC, other.id
LIMIT $limit
