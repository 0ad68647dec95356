// title: Wallets on several chains
// question: Which addresses can live on more than one chain, and who holds them?
// topic: wallets
// scope: whole-graph
// param: min_chains: integer = 2 -- at least this many chains
// param: weak: boolean = false -- also what was not surely read right
// param: limit: integer = 50 -- at most this many rows
// returns: wallet, chains, holder, status, confidence, sources, transfers

MATCH (w:Wallet)
WHERE size(w.chains) >= $min_chains
OPTIONAL MATCH (owner:Entity)-[holds:HOLDS]->(w)
WHERE holds.status <> 'denied'
  AND ($weak OR coalesce(holds.shown, true))
WITH w, holds, owner
ORDER BY size(w.chains) DESC, w.id, {asserted: 0, alleged: 1, proposed: 2, denied: 3}[holds.status],
  holds.confidence DESC, owner.id
LIMIT $limit
RETURN w.name AS wallet, w.chains AS chains, owner.name AS holder, holds.status AS status,
  holds.confidence AS confidence, holds.sources AS sources, COUNT { (w)-[:SENT_FUNDS_TO]-() } AS transfers
ORDER BY size(chains) DESC, w.id, {asserted: 0, alleged: 1, proposed: 2, denied: 3}[status], confidence DESC, owner.id
LIMIT $limit
