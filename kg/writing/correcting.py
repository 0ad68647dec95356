"""What a person says about a claim: rejected, confirmed, or neither again; who said so, when and why is kept.

A correction changes judgements alone. The marks on claims, and all sums, follow from the judgements that hold, in the
same transaction; so undoing one leaves the graph as it was.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from kg.errors import KgError, NotFound, UsageError
from kg.graph import Graph, Row, Transaction
from kg.ids import digest
from kg.schema import lock_for_writing
from kg.writing.deriving import derive, refs_of
from kg.writing.judged import (
    CONFIRM,
    ON_CLAIMS,
    REJECT,
    Judgement,
    Stated,
    honour,
    judgements_on,
    mark_confirmed,
    meet,
    save,
    take_claims,
    write_withdrawn,
)
from kg.writing.parking import lift, set_aside, settle
from kg.writing.withdrawing import unlink_claims

SHORTEST = 8
"""Hex digits of a claim's id that must be given at least."""


class AlreadyJudged(KgError):
    """Somebody has judged otherwise: undo that first."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What became of a correction: the judgement that holds now, or was undone, and whether it is `new`."""

    judgement: Judgement
    new: bool = True


def find_claim(graph: Graph, text: str) -> str:
    """The id of the one claim, live or judged, that an id or its beginning means; raises NotFound for none or several."""
    wanted = text.strip().lower()
    rows: list[Row] = []
    if len(wanted) >= SHORTEST:
        rows = graph.read(
            """
            MATCH (c:Claim) WHERE c.id STARTS WITH $wanted RETURN c.id AS id
            UNION
            MATCH (j:Judgement) WHERE j.claim STARTS WITH $wanted AND j.withdrawn IS NULL RETURN j.claim AS id
            """,
            {"wanted": wanted},
            limit=6,
        )
    if len(rows) == 1:
        return str(rows[0]["id"])
    if not rows:
        rule = "no claim in the graph has an id that begins so"
        raise NotFound(repr(text), rule, f"`kg show NAME --claims` lists claims; give {SHORTEST} digits of one or more")
    listed = ", ".join(sorted(row["id"] for row in rows)[:5])
    raise NotFound(repr(text), f"several claims begin so: {listed}", "give more of the id")


def reject(graph: Graph, claim: str, *, why: str, by: str, now: str) -> Corrected:
    """Take a claim out of edges, paths and questions, and all that only it carried with it."""
    if not why.strip():
        raise UsageError("--why", "a rejection needs a reason", "say what is wrong with the claim")
    return _judge(graph, claim, Judgement("", REJECT, by=by, at=now, why=why))


def confirm(graph: Graph, claim: str, *, by: str, now: str, why: str | None = None) -> Corrected:
    """Say that a sentence was read right: the claim is then as sure as its source."""
    return _judge(graph, claim, Judgement("", CONFIRM, by=by, at=now, why=why))


def unreject(graph: Graph, claim: str, *, by: str, now: str) -> list[Judgement]:
    """Undo what was judged about a claim, and return it; raises NotFound where nothing was."""

    def work(tx: Transaction) -> list[Judgement]:
        lock_for_writing(tx)
        found = _holding(tx, claim)
        if not found:
            raise NotFound(f"claim {claim[:12]}", "nobody has judged it", "`kg show --rejected` lists what is rejected")
        undone = [replace(judgement, withdrawn=now, withdrawn_by=by) for judgement in found]
        save(tx, undone)
        apply_to_claims(tx, {str(judgement.document) for judgement in undone})
        return undone

    return graph.write(work)


def _judge(graph: Graph, claim: str, judgement: Judgement) -> Corrected:
    def work(tx: Transaction) -> Corrected:
        lock_for_writing(tx)
        for held in _holding(tx, claim):
            if held.verdict == judgement.verdict:
                return Corrected(held, new=False)
            said = f"it was judged otherwise ({held.verdict}) by {held.by} on {str(held.at)[:10]}"
            raise AlreadyJudged(f"claim {claim[:12]}", said, f"`kg unreject {claim[:12]}` undoes that")
        made = _about(tx, claim, judgement)
        save(tx, [made])
        apply_to_claims(tx, {str(made.document)})
        return Corrected(made)

    return graph.write(work)


def _about(tx: Transaction, claim: str, judgement: Judgement) -> Judgement:
    """Fill in what the claim says where, so that the judgement also meets what a newer reader makes of it.

    A list's claim is met by its id alone, which no newer version changes: its record has no place among others.
    """
    rows = tx.run(
        """
        MATCH (c:Claim {id: $claim})-[:EVIDENCE {order: 0}]->(p:Passage)-[:IN]->(d:Document)
        RETURN c.document AS document, c.predicate AS predicate, c.subject_ref AS subject_ref, d.withdrawn AS withdrawn, d.superseded AS superseded,
               coalesce(c.object_ref, c.value) AS target, coalesce(p.start_char, 0) AS start, coalesce(p.end_char, 0) AS end,
               COUNT { (j:Judgement {claim: $claim}) } AS before
        """,
        claim=claim,
    )
    if not rows:
        raise NotFound(f"claim {claim[:12]}", "is not in the graph any more", "`kg show NAME --claims` lists claims")
    row = rows[0]
    before, withdrawn, superseded = row.pop("before"), row.pop("withdrawn"), row.pop("superseded")
    if row["document"] is None:
        rule = "it is a candidate that was computed from two names, and no document states it"
        raise UsageError(f"claim {claim[:12]}", rule, "reject a claim that a sentence makes")
    if withdrawn:
        raise NotFound(f"claim {claim[:12]}", "its document was retracted, and the claim with it", "nothing is to do")
    if superseded:
        rule = "a newer text of its page superseded its document, and the claim counts for nothing"
        raise NotFound(f"claim {claim[:12]}", rule, "nothing is to do")
    # the number of judgements before tells two of one second apart
    made = digest("judgement", judgement.verdict, claim, judgement.at, judgement.by, before)[:32]
    return replace(judgement, id=made, claim=claim, **row)


def _holding(tx: Transaction, claim: str) -> list[Judgement]:
    """The judgements that hold for a claim, also where the reader of today does not make it any more."""
    rows = tx.run(
        """
        MATCH (c:Claim {id: $claim})
        WHERE c.document IS NOT NULL
        RETURN c.document AS document
        UNION
        MATCH (j:Judgement)
        WHERE j.claim = $claim AND j.withdrawn IS NULL
        RETURN j.document AS document
        """,
        claim=claim,
    )
    documents = {row["document"] for row in rows}
    stated = [_stated(row) for row in _rows(tx, documents)]
    on_claims = [one for one in judgements_on(tx, documents) if one.verdict in ON_CLAIMS]
    return [one for one in on_claims if one.claim == claim or claim in meet([one], stated)]


def apply_to_claims(tx: Transaction, documents: Collection[str]) -> None:
    """Bring documents' claims in line with the judgements that hold, and derive what follows from it.

    Claims that are judged otherwise than before are taken out of the graph and written again, as they are to be now.
    """
    rows = [row for row in _rows(tx, documents) if not row["retracted"]]
    holding = [one for one in judgements_on(tx, documents) if one.verdict in ON_CLAIMS]
    wanted = {claim: one.id for claim, one in meet(holding, [_stated(row) for row in rows]).items()}
    changed = [row["claim"]["id"] for row in rows if row["claim"].get("judged") != wanted.get(row["claim"]["id"])]
    if not changed:
        return
    unlinked, lifted = unlink_claims(tx, changed), lift(tx, changed)
    told = honour(tx, take_claims(tx, changed), [one for one in holding if one.id in wanted.values()])
    write_withdrawn(tx, told.rejected)
    spoken = refs_of(told.live)
    set_aside(tx, unlinked.refs - spoken, unlinked.nodes)
    derive(tx, told.live, [], unlinked)
    settle(tx, spoken, [], lifted)
    mark_confirmed(tx, told.confirmed)


def _rows(tx: Transaction, documents: Collection[str]) -> list[Row]:
    """The claims of documents that a judgement may meet, with the places of their sentences."""
    return tx.run(
        """
        MATCH (j:Judgement)
        WHERE j.document IN $documents AND j.claim IS NOT NULL
        WITH j.document AS document, collect(DISTINCT j.predicate) AS predicates
        MATCH (c:Claim {document: document})
        USING INDEX c:Claim(document)
        WHERE c.predicate IN predicates
        MATCH (c)-[:EVIDENCE {order: 0}]->(p:Passage)-[:IN]->(d:Document)
        RETURN properties(c) AS claim, coalesce(p.start_char, 0) AS start, coalesce(p.end_char, 0) AS end,
               d.withdrawn IS NOT NULL OR d.superseded IS NOT NULL OR c.unstated IS NOT NULL AS retracted
        """,
        documents=sorted(documents),
    )


def _stated(row: Row) -> Stated:
    claim = row["claim"]
    return Stated(
        claim["id"], claim["document"], claim["predicate"], claim["subject_ref"],
        claim.get("object_ref") or claim.get("value") or "", row["start"], row["end"],
    )  # fmt: skip
