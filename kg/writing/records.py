"""Write records of lists: a list is one document for good, its records come, change and end; whole records in one transaction.

What a list does not say any more is withdrawn with a reason, and not erased. A listing that vanished ends: its measures
get an end date, and the rest of what was stated about it stays stated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.graph import Graph, Row, Transaction
from kg.ids import record_passage_id, ref_origin
from kg.model import Claim, Document, ListRecord
from kg.ontology import PARTY_TYPES
from kg.schema import lock_for_writing
from kg.writing.deriving import derive, refs_of
from kg.writing.judged import ON_CLAIMS, Judgement, honour, judgements_on, mark_confirmed, stored_claim, write_withdrawn
from kg.writing.parking import set_aside
from kg.writing.truth import write_list_documents, write_list_passages
from kg.writing.withdrawing import Unlinked, unlink_claims

HEADER = ""
"""The id of the record that says who acts in a list; it is made of what the others say."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One list as a document, with records of it to be written; `gone` are ids of passages that it does not hold any more."""

    document: Document
    records: Sequence[ListRecord] = ()
    gone: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RecordsWritten:
    """How many records were new, changed, the same as before, and ended; and how many claims came and went."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    ended: int = 0
    claims_added: int = 0
    claims_withdrawn: int = 0

    def __add__(self, other: RecordsWritten) -> RecordsWritten:
        return RecordsWritten(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def list_hashes(graph: Graph, document_id: str) -> Iterator[tuple[str, str]]:
    """Yield id and hash of the records of a list that have not ended."""
    rows = graph.stream(
        "MATCH (:Document {id: $id})<-[:IN]-(p:Passage) WHERE p.hash IS NOT NULL RETURN p.record AS record, p.hash AS hash",
        {"id": document_id},
    )
    return ((row["record"], row["hash"]) for row in rows)


def write_records(
    graph: Graph, listed: Listed, *, reader: str, now: str, ended_on: str | None = None
) -> RecordsWritten:
    """Write some records of a list in one transaction; those that the graph holds as they are stay untouched.

    `now` is an ISO time in UTC, `ended_on` the date of the version that lacks what is `gone`. Killed between two calls,
    the same calls again do the rest.
    """
    return graph.write(lambda tx: _write(tx, listed, reader, now, ended_on))


def _write(tx: Transaction, listed: Listed, reader: str, now: str, ended_on: str | None) -> RecordsWritten:
    lock_for_writing(tx)
    is_new = write_list_documents(tx, [listed.document], reader, now)
    known = {} if is_new else _known(tx, [record.passage_id for record in listed.records])
    changed = [record for record in listed.records if known.get(record.passage_id) != record.hash]
    fresh = [record for record in changed if record.passage_id not in known]
    old = stored_claims(tx, [record.passage_id for record in changed if record.passage_id in known])
    judgements = judgements_on(tx, [listed.document.id])
    write_list_passages(tx, listed.document.id, fresh, again=False)
    write_list_passages(
        tx, listed.document.id, [record for record in changed if record.passage_id in known], again=True
    )
    change = Change.between(old, [claim for record in changed for claim in record.claims], judgements)
    change = _naming_who_acted(change, old)
    change += _endings(tx, listed.gone, now, ended_on)
    apply_change(tx, change, judgements, now=now, why=no_longer(listed.document), new=_new_actions(fresh))
    end_passages(tx, listed.gone, now)
    came, others = _entries(fresh), _entries(changed)
    return RecordsWritten(
        added=came, changed=others - came, unchanged=_entries(listed.records) - others,
        ended=len(listed.gone), claims_added=len(change.new), claims_withdrawn=len(change.gone),
    )  # fmt: skip


def _entries(records: Sequence[ListRecord]) -> int:
    """How many are records of the list; the one that names who acts in it is ours."""
    return sum(record.record != HEADER for record in records)


def no_longer(document: Document) -> str:
    """The reason of what a list withdraws."""
    return f"no longer stated by {document.title}"


def _naming_who_acted(change: Change, old: Mapping[str, Row]) -> Change:
    """Keep the names of those who act: the measures that were theirs may end, and come up only after the names."""
    kept = {one for one in change.gone if old[one]["passage"] == record_passage_id(old[one]["document"], HEADER)}
    return replace(change, gone=tuple(one for one in change.gone if one not in kept)) if kept else change


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of claims: `new` ones are created, `replaced` ones deleted before, `gone` ones withdrawn, `moved` ones only
    stand elsewhere in the text of their record."""

    new: tuple[Claim, ...] = ()
    replaced: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    moved: tuple[Claim, ...] = ()

    def __add__(self, other: Change) -> Change:
        return Change(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @classmethod
    def between(cls, old: Mapping[str, Row], claims: Iterable[Claim], judgements: Collection[Judgement]) -> Change:
        """Compare what the graph holds of some records with what they say now."""
        new, replaced, moved = [], [], []
        said = {claim.id: claim for claim in claims}
        rejected = {one.claim for one in judgements if one.verdict in ON_CLAIMS}
        for claim in said.values():
            there = old.get(claim.id)
            if there is None:
                new.append(claim)
            elif (_is_live(there) or (_is_stated(there) and claim.id in rejected)) and _same(
                stored_claim(there, claim.passage_ids), claim
            ):
                moved.append(claim)
            else:
                new.append(claim)
                replaced.append(claim.id)
        gone = [one for one, there in old.items() if one not in said and _is_stated(there)]
        return cls(tuple(new), tuple(replaced), tuple(gone), tuple(moved))


def _is_live(claim: Row) -> bool:
    return claim.get("withdrawn") is None


def _is_stated(claim: Row) -> bool:
    """True where the list says it, be it that a person rejected it."""
    return claim.get("unstated") is None


def _same(old: Claim, new: Claim) -> bool:
    """True where two claims of one id say the same, be it in other words and since another day."""
    blank: dict[str, Any] = {"subject_span": None, "object_span": None, "published": None, "recorded": None}
    return replace(old, **blank) == replace(new, **blank)


def apply_change(
    tx: Transaction, change: Change, judgements: Collection[Judgement], *, now: str, why: str, new: Collection[str]
) -> None:
    touched = [*change.replaced, *change.gone]
    unlinked = unlink_claims(tx, touched) if touched else Unlinked()
    _withdraw(tx, change.gone, now, why)
    if change.replaced:
        tx.run("UNWIND $ids AS id MATCH (c:Claim {id: id}) DETACH DELETE c", ids=list(change.replaced))
    _move(tx, change.moved)
    told = honour(tx, change.new, [one for one in judgements if one.verdict in ON_CLAIMS])
    write_withdrawn(tx, told.rejected)
    if touched:
        set_aside(tx, unlinked.refs - refs_of(told.live), unlinked.nodes)
    if told.live or touched:
        derive(tx, told.live, [], unlinked, new=new)
    mark_confirmed(tx, told.confirmed)


def _new_actions(records: Iterable[ListRecord]) -> set[str]:
    """The beginnings of the actions of records that are new; a person may have been named by another record before."""
    refs = {ref for record in records for claim in record.claims for ref in (claim.subject_ref, claim.object_ref)}
    return {f"action:{ref_origin(ref)}" for ref in refs if ref is not None and ref.startswith("action:")}


def _known(tx: Transaction, passages: Sequence[str]) -> dict[str, str | None]:
    """The records that the graph has ever held, with their hashes; None for those that ended."""
    rows = tx.run(
        "UNWIND $ids AS id MATCH (p:Passage {id: id}) RETURN id, p.hash AS hash", ids=list(passages)
    ) if passages else []  # fmt: skip
    return {row["id"]: row["hash"] for row in rows}


def stored_claims(tx: Transaction, passages: Sequence[str]) -> dict[str, Row]:
    """The claims that records make, withdrawn ones too, by their ids."""
    if not passages:
        return {}
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (:Passage {id: id})<-[:EVIDENCE {order: 0}]-(c:Claim)
        WHERE NOT c:Candidate
        RETURN properties(c) AS claim, id AS passage
        """,
        ids=list(passages),
    )
    return {row["claim"]["id"]: row["claim"] | {"passage": row["passage"]} for row in rows}


def _endings(tx: Transaction, gone: Sequence[str], now: str, ended_on: str | None) -> Change:
    """Give the measures of records that vanished an end; where a record states none, what it says is withdrawn."""
    change = Change()
    by_passage: dict[str, list[Row]] = {}
    for row in stored_claims(tx, gone).values():
        if _is_stated(row):
            by_passage.setdefault(row["passage"], []).append(row)
    for passage, rows in by_passage.items():
        measures = [row for row in rows if row["predicate"] in PARTY_TYPES]
        open_ones = [stored_claim(row, (passage,)) for row in measures if _is_live(row) and row.get("end_date") is None]
        if measures:
            ended = tuple(replace(claim, end_date=ended_on or now[:10], recorded=now) for claim in open_ones)
            change += Change(new=ended, replaced=tuple(claim.id for claim in ended))
        else:
            change += Change(gone=tuple(row["id"] for row in rows))
    return change


def _withdraw(tx: Transaction, claims: Sequence[str], now: str, why: str) -> None:
    if claims:
        tx.run(
            """
            UNWIND $ids AS id
            MATCH (c:Claim {id: id})
            SET c.withdrawn = $now, c.reason = $why, c.unstated = true
            REMOVE c.value_key, c.judged
            """,
            ids=list(claims),
            now=now,
            why=why,
        )


def _move(tx: Transaction, claims: Sequence[Claim]) -> None:
    """Note where the names of claims stand in the text as it is now."""
    if claims:
        tx.run(
            """
            UNWIND $rows AS row
            MATCH (c:Claim {id: row[0]})
            SET c.subject_start = row[1], c.subject_end = row[2], c.object_start = row[3], c.object_end = row[4]
            """,
            rows=[
                [claim.id, *(claim.subject_span or (None, None)), *(claim.object_span or (None, None))]
                for claim in claims
            ],
        )


def end_passages(tx: Transaction, passages: Sequence[str], now: str) -> None:
    """Mark records as ended."""
    if passages:
        tx.run(
            "UNWIND $ids AS id MATCH (p:Passage {id: id}) SET p.ended = $now REMOVE p.hash", ids=list(passages), now=now
        )
