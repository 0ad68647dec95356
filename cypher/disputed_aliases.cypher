// title: Names that several claim
// question: Which names do sources give to more than one organisation, so that none of them gets the other's evidence?
// topic: entities
// scope: whole-graph
// param: limit: integer = 50 -- at most this many rows
// returns: name, bearers, entity, type, called_as, sources, evidence, url, claim

MATCH (claim:Claim)-[:SUBJECT]->(bearer:Entity)
WHERE claim.value_key IS NOT NULL
  AND claim.withdrawn IS NULL
  AND claim.predicate IN ['name', 'alias']
  AND NOT bearer:Person
WITH claim.value_key AS key, count(DISTINCT bearer) AS bearers
WHERE bearers > 1
MATCH (claim:Claim {value_key: key})-[:SUBJECT]->(bearer:Entity)
WHERE claim.withdrawn IS NULL
  AND claim.predicate IN ['name', 'alias']
MATCH (claim)-[:EVIDENCE {order: 0}]->(passage:Passage)-[:IN]->(document:Document)-[:FROM]->(source:Source)
WITH key, bearers, bearer, claim, passage, document, source
ORDER BY claim.predicate DESC, claim.confidence DESC, claim.id
WITH key, bearers, bearer, collect(claim)[0] AS best, collect(passage)[0] AS passage, collect(document)[0] AS document,
  count(DISTINCT source) AS sources
RETURN best.value AS name, bearers, bearer.name AS entity,
  head([label IN labels(bearer) WHERE label <> 'Entity']) AS type, best.predicate AS called_as, sources,
  passage.text AS evidence, document.urls[0] AS url, best.id AS claim
ORDER BY bearers DESC, key, bearer.id
LIMIT $limit
