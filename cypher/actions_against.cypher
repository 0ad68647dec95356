// title: Actions against an entity
// question: What was done against this entity, by whom, and what was later lifted, dropped or decided in its favour?
// topic: measures
// param: name: string -- name, alias or id
// param: min_confidence: float = 0.0 -- leave out actions that are less sure than this, from 0 to 1
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: entity, kind, date, end_date, by, status, confidence, sources, amount, currency, answered_by, evidence, url, claim

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
MATCH (e)<-[suffered:TARGETED]-(action:Action)
WHERE suffered.confidence >= $min_confidence
  AND ($weak OR coalesce(suffered.shown, true))
WITH e, suffered, action
ORDER BY action.start_date IS NULL, action.start_date DESC, action.id
LIMIT $limit
CALL (action) {
  MATCH (party:Entity)-[done:PERFORMED]->(action)
  WHERE $weak OR coalesce(done.shown, true)
  WITH party.name + CASE done.status WHEN 'asserted' THEN '' ELSE ' (' + done.status + ')' END AS party
  ORDER BY party
  WITH collect(DISTINCT party) AS parties
  RETURN reduce(text = head(parties), party IN tail(parties) | text + ', ' + party) AS by
}
CALL (e, action) {
  // what lifts a measure is shown with it, unless it came earlier; dates are compared as exactly as both are known
  MATCH (e)<-[lifted:TARGETED]-(answer:Action)
  WHERE action.kind IN {delisting: ['sanction'], acquittal: ['charge', 'conviction'], dismissal: ['charge']}[answer.kind]
    AND ($weak OR coalesce(lifted.shown, true))
    AND coalesce(
      left(answer.start_date, size(action.start_date)) >= left(action.start_date, size(answer.start_date)), true
    )
  WITH answer, lifted
  ORDER BY answer.start_date, answer.id
  WITH collect(answer.kind + coalesce(' ' + answer.start_date, '') + ' (' + lifted.status + ')') AS answers
  RETURN reduce(text = head(answers), answer IN tail(answers) | text + ', ' + answer) AS answered_by
}
CALL (suffered) {
  MATCH (claim:Claim {edge: suffered.key})
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
RETURN e.name AS entity, action.kind AS kind, action.start_date AS date, action.end_date AS end_date, by,
  suffered.status AS status, suffered.confidence AS confidence, suffered.sources AS sources,
  action.amount AS amount, action.currency AS currency, answered_by, evidence, url, claim_id AS claim
ORDER BY date IS NULL, date DESC, action.id
LIMIT $limit
