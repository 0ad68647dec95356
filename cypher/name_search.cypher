// title: Search by name
// question: Which entities bear a name like this one?
// topic: entities
// param: name: string -- a name, an alias, an id, or some words of one; small misspellings are forgiven
// param: limit: integer = 20 -- at most this many rows
// returns: entity, type, matched, aliases, links, score, id

WITH $name AS asked, toLower(trim($name)) AS typed
WITH asked, CASE WHEN typed STARTS WITH 'the ' THEN trim(substring(typed, 4)) ELSE typed END AS key
WITH asked, key, [
  word IN split(reduce(
    text = key,
    mark IN split('+ - & | ! ( ) { } [ ] ^ " ~ * ? : \\ / . , ; < > =', ' ') | replace(text, mark, ' ')
  ), ' ') WHERE word <> ''
][0..12] AS words
WITH asked, key, reduce(
  query = '""',
  word IN words | query + ' ' + left(word, 64) + CASE WHEN size(word) > 4 THEN '^2 ' + left(word, 64) + '~1' ELSE '' END
) AS query
CALL (asked, key, query) {
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
  CALL db.index.fulltext.queryNodes('entity_names', query, {limit: 200}) YIELD node, score
  WITH node AS e, score
  RETURN e, CASE
    WHEN toLower(e.name) IN [key, 'the ' + key] THEN 1
    WHEN any(alias IN e.aliases WHERE toLower(alias) IN [key, 'the ' + key]) THEN 2
    ELSE 3
  END AS rank, score
}
WITH e, min(rank) AS rank, max(score) AS score
RETURN e.name AS entity, head([label IN labels(e) WHERE label <> 'Entity']) AS type,
  ['id', 'name', 'alias', 'words'][rank] AS matched, e.aliases AS aliases, COUNT {
    (e)-[:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
          |SENT_FUNDS_TO|SUPPORTED|USED|LOCATED_IN|NATIONAL_OF|ASSOCIATED_WITH
          |PERFORMED|TARGETED]-()
  } AS links, round(score, 3) AS score, e.id AS id
ORDER BY rank, score DESC, links DESC, id
LIMIT $limit
