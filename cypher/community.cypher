// title: What hangs together
// question: What hangs together with this entity, in up to three links and not through hubs?
// topic: links
// param: name: string -- name, alias or id
// param: hubs: boolean = false -- also through agencies and what has more than 200 links
// param: min_confidence: float = 0.0 -- leave out what is less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, member, type, hops, links, id

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
  MATCH (e)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
              |SENT_FUNDS_TO|SUPPORTED|USED|ASSOCIATED_WITH]-(near:Entity)
  WHERE r.status <> 'denied'
    AND r.confidence >= $min_confidence
    AND ($weak OR coalesce(r.shown, true))
    AND NOT near:Country
  RETURN collect(DISTINCT near) AS first
}
CALL (first) {
  UNWIND first AS step
  WITH step
  WHERE $hubs OR NOT step:Agency AND COUNT { (step)--() } <= 200
  MATCH (step)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
                 |SENT_FUNDS_TO|SUPPORTED|USED|ASSOCIATED_WITH]-(near:Entity)
  WHERE r.status <> 'denied'
    AND r.confidence >= $min_confidence
    AND ($weak OR coalesce(r.shown, true))
    AND NOT near:Country
  RETURN collect(DISTINCT near) AS second
}
CALL (second) {
  UNWIND second AS step
  WITH step
  WHERE $hubs OR NOT step:Agency AND COUNT { (step)--() } <= 200
  MATCH (step)-[r:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
                 |SENT_FUNDS_TO|SUPPORTED|USED|ASSOCIATED_WITH]-(near:Entity)
  WHERE r.status <> 'denied'
    AND r.confidence >= $min_confidence
    AND ($weak OR coalesce(r.shown, true))
    AND NOT near:Country
  RETURN collect(DISTINCT near) AS third
}
UNWIND [{hops: 1, found: first}, {hops: 2, found: second}, {hops: 3, found: third}] AS ring
WITH e, ring.hops AS hops, ring.found AS found
UNWIND found AS member
WITH e, member, min(hops) AS hops
WHERE member <> e
RETURN e.name AS entity, member.name AS member, head([label IN labels(member) WHERE label <> 'Entity']) AS type, hops,
  COUNT {
    (member)-[:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
              |SENT_FUNDS_TO|SUPPORTED|USED|ASSOCIATED_WITH]-()
  } AS links, member.id AS id
ORDER BY hops, links DESC, id
LIMIT $limit
