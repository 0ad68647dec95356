// title: Claims by the way they were read
// question: Which ways of reading gave how many claims, and how many of low confidence?
// topic: evidence
// scope: whole-graph
// param: below: float = 0.5 -- what counts as low confidence, from 0 to 1
// param: limit: integer = 50 -- at most this many rows
// returns: method, claims, low, mean, lowest, highest

MATCH (claim:Claim)
WHERE claim.withdrawn IS NULL
  AND claim.edge IS NOT NULL
  AND claim.predicate <> 'SAME_AS'
RETURN claim.method AS method, count(claim) AS claims, sum(CASE WHEN claim.confidence < $below THEN 1 ELSE 0 END) AS low,
  round(avg(claim.confidence), 3) AS mean, min(claim.confidence) AS lowest, max(claim.confidence) AS highest
ORDER BY low DESC, claims DESC, method
LIMIT $limit
