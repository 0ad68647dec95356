// title: Actions by agency and month
// question: Which agency took how many measures of which kind, month by month?
// topic: measures
// scope: whole-graph
// param: since: date = "1900" -- from this date on
// param: until: date = "9999" -- up to this date
// param: kind: string = "" -- only this kind of action; all of them where empty
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: agency, month, kind, actions, against

MATCH (action:Action)
WHERE action.start_date >= $since
  AND left(action.start_date, size($until)) <= $until
  AND (trim($kind) = '' OR action.kind = toLower(trim($kind)))
MATCH (doer:Agency)-[done:PERFORMED]->(action)
WHERE done.status <> 'denied'
  AND ($weak OR coalesce(done.shown, true))
OPTIONAL MATCH (action)-[suffered:TARGETED]->(party:Entity)
WHERE suffered.status <> 'denied'
  AND ($weak OR coalesce(suffered.shown, true))
WITH doer, left(action.start_date, 7) AS month, action.kind AS kind, action, party
ORDER BY party.name, party.id
WITH doer, month, kind, count(DISTINCT action) AS actions, collect(DISTINCT party.name) AS against
RETURN doer.name AS agency, month, kind, actions, against
ORDER BY month DESC, actions DESC, doer.id, kind
LIMIT $limit
