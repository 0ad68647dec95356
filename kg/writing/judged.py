"""Judgements of persons, as nodes of their own, and what they do to claims: which claims each meets, and the marks it leaves.

A judgement names a claim by its id and by what it says where, so that it also meets what a newer reader makes of the
same words. A mark on a claim follows from the judgements that hold and from nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from kg.graph import Row, Transaction
from kg.model import Claim
from kg.writing.truth import claim_properties

REJECT, CONFIRM, SAME, DIFFERENT, RETRACT = "reject", "confirm", "same", "different", "retract"
ON_CLAIMS = (REJECT, CONFIRM)
ON_NAMES = (SAME, DIFFERENT)
VERDICTS = (*ON_CLAIMS, *ON_NAMES, RETRACT)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody (`by`) decided, when (`at`) and `why`; one that was undone tells when and by whom (`withdrawn`).

    About a claim it holds what the claim says and the characters of its sentence, about two names their refs (`left`,
    `right`; what was said at once of several shares a `decision`), about a document that has not come yet its id.
    """

    id: str
    verdict: str
    by: str | None = None
    at: str | None = None
    why: str | None = None
    claim: str | None = None
    document: str | None = None
    predicate: str | None = None
    subject_ref: str | None = None
    target: str | None = None
    start: int | None = None
    end: int | None = None
    left: str | None = None
    right: str | None = None
    decision: str | None = None
    withdrawn: str | None = None
    withdrawn_by: str | None = None

    def properties(self) -> Row:
        """What its node holds."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim as far as judgements look at it: what it says, and where its sentence begins and ends."""

    id: str
    document: str
    predicate: str
    subject_ref: str
    target: str
    start: int
    end: int


def meet(judgements: Iterable[Judgement], stated: Collection[Stated]) -> dict[str, Judgement]:
    """Which judgement holds for which claim: by id, else by the same statement in overlapping words.

    A rejection is above a confirmation, a later judgement above an earlier one. `stated` must hold all claims of the
    documents that say what was judged.
    """
    by_id = {one.id: one for one in stated}
    alike: dict[tuple[str | None, ...], list[Stated]] = defaultdict(list)
    for one in stated:
        alike[one.document, one.predicate, one.subject_ref, one.target].append(one)
    out: dict[str, Judgement] = {}
    for judgement in sorted(judgements, key=lambda one: (one.verdict == REJECT, one.at or "", one.id)):
        said = (judgement.document, judgement.predicate, judgement.subject_ref, judgement.target)
        met = [by_id[judgement.claim]] if judgement.claim in by_id else [
            one for one in alike[said] if one.start < (judgement.end or 0) and (judgement.start or 0) < one.end
        ]  # fmt: skip
        out |= {one.id: judgement for one in met}
    return out


def judgements_on(tx: Transaction, documents: Collection[str]) -> list[Judgement]:
    """The judgements that hold on these documents and their claims."""
    rows = tx.run(
        "MATCH (j:Judgement) WHERE j.document IN $documents AND j.withdrawn IS NULL RETURN properties(j) AS j",
        documents=sorted(documents),
    )
    return [judgement_of(row["j"]) for row in rows]


def judgement_of(properties: Mapping[str, Any]) -> Judgement:
    """A node's properties as a judgement."""
    known: dict[str, Any] = {name: properties.get(name) for name in Judgement.__slots__}
    return Judgement(**known)


def save(tx: Transaction, judgements: Sequence[Judgement]) -> None:
    """Write judgements, each once."""
    tx.run(
        "UNWIND $rows AS row MERGE (j:Judgement {id: row.id}) SET j += row",
        rows=[judgement.properties() for judgement in judgements],
    )


@dataclass(frozen=True, slots=True)
class Honoured:
    """Claims as judgements leave them: those that live, those that were rejected, and how sure confirmed ones were before."""

    live: list[Claim]
    rejected: list[tuple[Claim, Judgement]]
    confirmed: list[tuple[Claim, Judgement]]


def honour(tx: Transaction, claims: Sequence[Claim], judgements: Collection[Judgement]) -> Honoured:
    """Part claims in hand by what was judged about them; all claims of their documents must be here, and no marks on them.

    A confirmed claim is as sure as its source.
    """
    met = meet(judgements, _stated(tx, claims)) if judgements else {}
    sure = _reliabilities(tx, {claim.document_id for claim in claims if claim.id in met})
    live, rejected, confirmed = [], [], []
    for claim in claims:
        judgement = met.get(claim.id)
        if judgement is None:
            live.append(claim)
        elif judgement.verdict == REJECT:
            rejected.append((claim, judgement))
        else:
            confirmed.append((claim, judgement))
            live.append(replace(claim, confidence=sure[claim.document_id]))
    return Honoured(live, rejected, confirmed)


def _stated(tx: Transaction, claims: Sequence[Claim]) -> list[Stated]:
    rows = tx.run(
        "UNWIND $ids AS id MATCH (p:Passage {id: id}) RETURN id, coalesce(p.start_char, 0) AS start, coalesce(p.end_char, size(p.text)) AS end",
        ids=sorted({claim.passage_ids[0] for claim in claims}),
    )
    places = {row["id"]: (row["start"], row["end"]) for row in rows}
    return [
        Stated(claim.id, claim.document_id, claim.predicate, claim.subject_ref, claim.object_ref or claim.value or "",
               *places[claim.passage_ids[0]])
        for claim in claims
    ]  # fmt: skip


def _reliabilities(tx: Transaction, documents: Collection[str]) -> dict[str, float]:
    if not documents:
        return {}
    rows = tx.run(
        "UNWIND $ids AS id MATCH (:Document {id: id})-[:FROM]->(s:Source) RETURN id, s.reliability AS reliability",
        ids=sorted(documents),
    )
    return {row["id"]: row["reliability"] for row in rows}


def write_withdrawn(tx: Transaction, claims: Iterable[tuple[Claim, Judgement]]) -> None:
    """Write claims that do not live: with their sentences, but pointing at nothing and named by nobody."""
    rows = []
    for claim, judgement in claims:
        properties = claim_properties(claim, "") | {"withdrawn": judgement.at, "reason": judgement.why}
        del properties["recorded"]
        properties.pop("value_key", None)
        if judgement.verdict == REJECT:
            properties["judged"] = judgement.id
        rows.append({"properties": properties, "document": claim.document_id, "passages": list(claim.passage_ids)})
    if rows:
        tx.run(
            """
            UNWIND $rows AS row
            MATCH (d:Document {id: row.document})
            CREATE (c:Claim)
            SET c = row.properties, c.recorded = d.recorded
            WITH c, row
            UNWIND range(0, size(row.passages) - 1) AS order
            MATCH (p:Passage {id: row.passages[order]})
            CREATE (c)-[:EVIDENCE {order: order}]->(p)
            """,
            rows=rows,
        )


def mark_confirmed(tx: Transaction, claims: Iterable[tuple[Claim, Judgement]]) -> None:
    """Note on claims that were just written as confirmed by which judgement they are, and how sure they were as read."""
    rows = [{"claim": claim.id, "as_read": claim.confidence, "judged": judgement.id} for claim, judgement in claims]
    if rows:
        tx.run(
            "UNWIND $rows AS row MATCH (c:Claim {id: row.claim}) SET c.as_read = row.as_read, c.judged = row.judged",
            rows=rows,
        )


def take_claims(tx: Transaction, ids: Collection[str]) -> list[Claim]:
    """Take unlinked claims out of the graph as they were read, to be written again otherwise."""
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (c:Claim {id: id})-[e:EVIDENCE]->(p:Passage)
        WITH c, p ORDER BY e.order
        RETURN properties(c) AS claim, collect(p.id) AS passages
        ORDER BY claim.id
        """,
        ids=sorted(ids),
    )
    tx.run("UNWIND $ids AS id MATCH (c:Claim {id: id}) DETACH DELETE c", ids=sorted(ids))
    return [stored_claim(row["claim"], tuple(row["passages"])) for row in rows]


def stored_claim(stored: Row, passages: tuple[str, ...]) -> Claim:
    """A claim's node as the claim that it was read as; passages are not among its properties."""
    same = ("id", "predicate", "subject_ref", "object_ref", "value", "status", "method", "amount", "currency",
            "start_date", "end_date", "role", "origin", "published",
            "recorded")  # fmt: skip
    said: dict[str, Any] = {name: stored.get(name) for name in same}
    for side in ("subject", "object"):
        if f"{side}_start" in stored:
            said[f"{side}_span"] = (stored[f"{side}_start"], stored[f"{side}_end"])
    said["confidence"] = stored.get("as_read", stored["confidence"])
    return Claim(document_id=stored["document"], passage_ids=passages, **said)
