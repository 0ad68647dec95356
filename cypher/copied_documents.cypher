// title: Copied and superseded
// question: Which documents are copies of another, or took another's place?
// topic: sources
// scope: whole-graph
// param: limit: integer = 50 -- at most this many rows
// returns: relation, title, publisher, published, url, earlier_title, earlier_publisher, earlier_published, earlier_url, id, earlier_id

MATCH (document:Document)-[r:COPY_OF|SUPERSEDES]->(earlier:Document)
MATCH (document)-[:FROM]->(source:Source)
MATCH (earlier)-[:FROM]->(first:Source)
RETURN CASE type(r) WHEN 'COPY_OF' THEN 'copy of' ELSE 'supersedes' END AS relation, document.title AS title,
  source.name AS publisher, document.published AS published, document.urls[0] AS url, earlier.title AS earlier_title,
  first.name AS earlier_publisher, earlier.published AS earlier_published, earlier.urls[0] AS earlier_url,
  document.id AS id, earlier.id AS earlier_id
ORDER BY published DESC, relation, id, earlier_id
LIMIT $limit
