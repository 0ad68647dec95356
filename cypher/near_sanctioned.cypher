// title: Around a sanctioned party
// question: Who stands within two links of this sanctioned party without being sanctioned?
// topic: links
// param: name: string -- name, alias or id
// param: hubs: boolean = false -- also through agencies and what has more than 200 links
// param: min_confidence: float = 0.0 -- leave out what is less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, other, type, hops, edges, via, status, confidence, sources, evidence, url, claim

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
WITH e
WHERE EXISTS {
  MATCH (e)<-[listed:TARGETED]-(measure:Action {kind: 'sanction'})
  WHERE listed.status = 'asserted'
    AND ($weak OR coalesce(listed.shown, true))
    AND NOT EXISTS {
      MATCH (e)<-[lifted:TARGETED]-(answer:Action {kind: 'delisting'})
      WHERE lifted.status = 'asserted'
        AND coalesce(
          left(answer.start_date, size(measure.start_date)) >= left(measure.start_date, size(answer.start_date)), true
        )
    }
}
CALL (e) {
  MATCH (e)-[one:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
                |SENT_FUNDS_TO|SUPPORTED|USED|ASSOCIATED_WITH]-(found:Entity)
  RETURN found, null AS through, [one] AS links
  UNION ALL
  MATCH (e)-[one:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
                |SENT_FUNDS_TO|SUPPORTED|USED|ASSOCIATED_WITH]-(through:Entity)
  WHERE NOT through:Country
    AND ($hubs OR NOT through:Agency AND COUNT { (through)--() } <= 200)
    AND one.status <> 'denied'
    AND ($weak OR coalesce(one.shown, true))
  MATCH (through)-[two:OWNS|CONTROLS|OPERATES|OFFICER_OF|MEMBER_OF|ACTS_FOR|HOLDS|LAUNDERED_FOR
                      |SENT_FUNDS_TO|SUPPORTED|USED|ASSOCIATED_WITH]-(found:Entity)
  WHERE found <> e
  RETURN found, through, [one, two] AS links
}
WITH e, found, through, links
WHERE all(
  link IN links
  WHERE link.status <> 'denied' AND link.confidence >= $min_confidence AND ($weak OR coalesce(link.shown, true))
)
WITH e, found, through, links, reduce(
  rank = 0, step IN [link IN links | {asserted: 0, alleged: 1, proposed: 2, denied: 3}[link.status]]
  | CASE WHEN step > rank THEN step ELSE rank END
) AS rank, reduce(
  weakest = head(links), link IN tail(links)
  | CASE WHEN link.confidence < weakest.confidence THEN link ELSE weakest END
) AS weakest
ORDER BY size(links), rank, weakest.confidence DESC, [link IN links | link.key]
WITH e, found, collect({through: through, links: links, rank: rank, weakest: weakest})[0] AS best
WHERE NOT EXISTS {
  MATCH (found)<-[listed:TARGETED]-(measure:Action {kind: 'sanction'})
  WHERE listed.status = 'asserted'
    AND ($weak OR coalesce(listed.shown, true))
    AND NOT EXISTS {
      MATCH (found)<-[lifted:TARGETED]-(answer:Action {kind: 'delisting'})
      WHERE lifted.status = 'asserted'
        AND coalesce(
          left(answer.start_date, size(measure.start_date)) >= left(measure.start_date, size(answer.start_date)), true
        )
    }
}
WITH e, found, best.through AS through, best.links AS links, best.rank AS rank, best.weakest AS weakest
ORDER BY size(links), rank, weakest.confidence DESC, found.id
LIMIT $limit
CALL (weakest) {
  MATCH (claim:Claim {edge: weakest.key})
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
RETURN e.name AS entity, found.name AS other, head([label IN labels(found) WHERE label <> 'Entity']) AS type,
  size(links) AS hops,
  [link IN links | type(link)] AS edges, through.name AS via,
  ['asserted', 'alleged', 'proposed', 'denied'][rank] AS status,
  weakest.confidence AS confidence, weakest.sources AS sources, evidence, url, claim_id AS claim
ORDER BY hops, rank, confidence DESC, found.id
LIMIT $limit
