"""SAME_AS: pairs of names that may be one thing and were not joined, kept as claims so that a person can decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.graph import Row, Transaction
from kg.identity import Pair
from kg.ids import digest
from kg.writing.fresh import Fresh, called, own_key
from kg.writing.linking import Linked
from kg.writing.pointing import Edge, edge_between

CONFIDENCE = 0.3
METHOD = "candidate"


def write_candidates(tx: Transaction, fresh: Fresh, *linked: Linked) -> set[Edge]:
    """Make the SAME_AS claims of the refs just resolved what they should be; returns the edges to be summed anew."""
    refs = {ref for part in linked for ref in part.after}
    wanted = {candidate_id(pair): pair for part in linked for pair in part.candidates}
    evidence = _evidence(tx, {ref for pair in wanted.values() for ref in pair}, fresh)
    rows = {
        claim: _row(claim, pair, evidence) for claim, pair in wanted.items() if all(ref in evidence for ref in pair)
    }
    there = _existing(tx, fresh.old(refs))
    stale = [row for row in there.values() if row["id"] not in rows or rows[row["id"]]["passages"] != row["passages"]]
    new = [
        row for claim, row in sorted(rows.items()) if claim not in there or there[claim]["passages"] != row["passages"]
    ]
    touched = {edge_between("SAME_AS", row["start"], row["end"]) for row in stale}
    if stale:
        _delete(tx, [row["id"] for row in stale])
    if new:
        _create(tx, new)
    return touched | {edge_between("SAME_AS", row["subject"], row["object"]) for row in new}


def _delete(tx: Transaction, ids: list[str]) -> None:
    """Take the key off first: 5.26 finds a deleted node again by an index of what this transaction wrote on it."""
    tx.run("UNWIND $ids AS id MATCH (c:Claim {id: id}) REMOVE c.edge", ids=ids)
    tx.run("UNWIND $ids AS id MATCH (c:Claim {id: id}) DETACH DELETE c", ids=ids)


def candidate_id(pair: Pair) -> str:
    """Make the id of the claim that two names may be one."""
    return digest("SAME_AS", *pair)[:32]


def _row(claim: str, pair: Pair, evidence: dict[str, str]) -> Row:
    subject, target = pair
    return {
        "id": claim,
        "subject": subject,
        "object": target,
        "edge": edge_between("SAME_AS", subject, target).key,
        "passages": [evidence[subject], evidence[target]],
    }


def _evidence(tx: Transaction, refs: Iterable[str], fresh: Fresh) -> dict[str, str]:
    """A passage that names each ref: the one of its smallest claim, so that the choice depends on no order."""
    wanted = set(refs)
    naming = [
        (claim.id, ref, claim.passage_ids[0])
        for ref in wanted
        for claim in fresh.by_subject.get(ref, ())
        if claim.predicate == "name" and called(claim) == own_key(ref)
    ]
    naming += [(row["claim"], row["ref"], row["passage"]) for row in _stored_evidence(tx, fresh.old(wanted))]
    return {ref: passage for _, ref, passage in sorted(naming, reverse=True)}


def _stored_evidence(tx: Transaction, refs: Sequence[str]) -> list[Row]:
    if not refs:
        return []
    return tx.run(
        """
        UNWIND $rows AS row
        MATCH (c:Claim)
        USING INDEX c:Claim(subject_ref, value_key)
        WHERE c.subject_ref = row.ref AND c.value_key = row.key AND c.predicate = 'name'
        WITH row, min(c.id) AS first
        MATCH (:Claim {id: first})-[:EVIDENCE {order: 0}]->(p:Passage)
        RETURN row.ref AS ref, first AS claim, p.id AS passage
        """,
        rows=[{"ref": ref, "key": own_key(ref)} for ref in refs],
    )


def _existing(tx: Transaction, refs: Sequence[str]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for role in ("subject_ref", "object_ref") if refs else ():
        rows = tx.run(
            f"""
            UNWIND $refs AS ref
            MATCH (c:Candidate {{{role}: ref}})
            USING INDEX c:Candidate({role})
            WHERE c.withdrawn IS NULL
            MATCH (c)-[evidence:EVIDENCE]->(p:Passage)
            WITH c, p ORDER BY evidence.order
            RETURN c.id AS id, c.subject_ref AS start, c.object_ref AS end, collect(p.id) AS passages
            """,
            refs=list(refs),
        )
        found |= {row["id"]: row for row in rows}
    return found


def _create(tx: Transaction, rows: list[Row]) -> None:
    tx.run(
        """
        UNWIND $rows AS row
        MATCH (s:Entity {id: row.subject})
        MATCH (o:Entity {id: row.object})
        CREATE (s)<-[:SUBJECT]-(c:Claim:Candidate)-[:OBJECT]->(o)
        SET c += {id: row.id, predicate: 'SAME_AS', status: 'proposed', confidence: $confidence, method: $method,
                  subject_ref: row.subject, object_ref: row.object, edge: row.edge}
        WITH c, row
        UNWIND range(0, size(row.passages) - 1) AS order
        MATCH (p:Passage {id: row.passages[order]})
        CREATE (c)-[:EVIDENCE {order: order}]->(p)
        """,
        rows=rows,
        confidence=CONFIDENCE,
        method=METHOD,
    )
