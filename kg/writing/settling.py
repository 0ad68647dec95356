"""After all records of a list: who acts in it keeps a name, and who does not act any more loses the one it gave."""

from __future__ import annotations

from kg.graph import Graph, Row, Transaction
from kg.ids import record_passage_id
from kg.model import ListRecord
from kg.schema import lock_for_writing
from kg.writing.records import HEADER, Change, apply_change, end_passages


def settle_list(graph: Graph, document_id: str, names: ListRecord | None, *, now: str, why: str) -> int:
    """After all records of a list: withdraw the names of those who do not act in it any more; returns how many claims.

    `names` is the record that names who acts, None where nobody does. Who acted in a listing that ended keeps a name.
    """
    where: Row = {
        "document": document_id,
        "passage": record_passage_id(document_id, HEADER),
        "said": [claim.id for claim in names.claims] if names else None,
    }

    def work(tx: Transaction) -> int:
        lock_for_writing(tx)
        idle = tuple(row["id"] for row in tx.run(_IDLE, **where) if row["id"] is not None)
        if idle:
            apply_change(tx, Change(gone=idle), (), now=now, why=why, new=())
        if names is None:
            end_passages(tx, [where["passage"]], now)
        return len(idle)

    return graph.write(work) if graph.read(_IDLE, where) else 0


_IDLE = """
MATCH (p:Passage {id: $passage})<-[:EVIDENCE {order: 0}]-(c:Claim)
WHERE c.unstated IS NULL AND NOT c.id IN coalesce($said, [])
CALL (c) {
  OPTIONAL MATCH (act:Claim {subject_ref: c.subject_ref})
  USING INDEX act:Claim(subject_ref)
  WHERE act.predicate = 'PERFORMED' AND act.document = $document AND act.withdrawn IS NULL
  RETURN act LIMIT 1
}
WITH c, act WHERE act IS NULL
RETURN c.id AS id
UNION
MATCH (p:Passage {id: $passage})
WHERE $said IS NULL AND p.hash IS NOT NULL
RETURN null AS id
"""
"""The claims that name who does not act, and a row without one where the record that made them is to end."""
