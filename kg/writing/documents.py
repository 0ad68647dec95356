"""Write documents into the graph, all of one or nothing: truth first, then identity, then the sums, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.graph import Graph, Row, Transaction
from kg.ids import SHORT
from kg.model import DocumentClaims
from kg.schema import lock_for_writing
from kg.writing.deriving import derive, refs_of
from kg.writing.judged import (
    ON_CLAIMS,
    RETRACT,
    Judgement,
    honour,
    judgements_on,
    mark_confirmed,
    write_withdrawn,
)
from kg.writing.parking import set_aside, settle
from kg.writing.sketching import Traits, note_traits, page_keys, traits
from kg.writing.standing import resettle, settle_standing, withdraw
from kg.writing.truth import write_documents_and_passages
from kg.writing.withdrawing import Unlinked, forget_reading, unlink_documents, withdraw_documents

Outcome = Literal["written", "unchanged", "reread", "retracted", "older reader"]


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one document."""

    document_id: str
    outcome: Outcome
    claims: int = 0
    reason: str | None = None


def write_documents(graph: Graph, batch: Sequence[DocumentClaims], *, now: str, reread: bool = False) -> list[Written]:
    """Write a batch in one transaction and tell what became of each document; `now` is an ISO time in UTC.

    A document that is there already, read by the same reader, changes nothing. One read by another reader is left as
    it is, unless `reread` is set: then its claims are replaced. What a person judged about a claim or a document holds
    for what comes now: a rejected claim is there and does not live, a retracted document stays retracted.
    """
    # worked out before the graph is locked
    found = {item.document.id: traits(item.document.text, [item.document.url]) for item in batch}
    return graph.write(lambda tx: _write(tx, batch, found, now, reread))


def _write(
    tx: Transaction, batch: Sequence[DocumentClaims], found: Mapping[str, Traits], now: str, reread: bool
) -> list[Written]:
    lock_for_writing(tx)
    unique = {item.document.id: item for item in batch}
    known = _known(tx, unique)
    judgements = judgements_on(tx, unique)
    outcomes = {item.document.id: _outcome(item, known.get(item.document.id), reread) for item in unique.values()}
    changed = [item for item in unique.values() if outcomes[item.document.id].outcome in ("written", "reread")]
    old = [item.document.id for item in changed if item.document.id in known]
    addressed = [
        item.document.id
        for item in unique.values()
        if item.document.id in known and _note_where_seen(tx, item, known[item.document.id])
    ]
    if changed:
        unlinked = _take_back(tx, old)
        write_documents_and_passages(tx, changed, now, known=old)
        note_traits(tx, [(item.document.id, found[item.document.id]) for item in changed], keep_pages=old)
        barred = _withdraw_barred(tx, changed, judgements)
        live = [item for item in changed if item.document.id not in barred]
        came = [item.document.id for item in live if item.document.id not in known]
        unlinked = resettle(tx, unlinked, came)
        _derive_judged(tx, live, judgements, unlinked, new=_namespaces(unique.keys() - known.keys()))
        outcomes |= barred
    settle_standing(tx, [*(item.document.id for item in changed), *addressed], reread=old)
    # a document that comes twice in one batch is written once
    seen: set[str] = set()
    return [_once(outcomes[item.document.id], seen) for item in batch]


def _withdraw_barred(
    tx: Transaction, batch: Sequence[DocumentClaims], judgements: Iterable[Judgement]
) -> dict[str, Written]:
    """Withdraw documents that were retracted before they came; from now on they tell that themselves."""
    retracted = {one.document: one for one in judgements if one.verdict == RETRACT}
    out = {}
    for item in batch:
        if one := retracted.get(item.document.id):
            write_withdrawn(tx, [(claim, one) for claim in item.claims])
            withdraw_documents(tx, [item.document.id], now=str(one.at), reason=str(one.why))
            tx.run("MATCH (j:Judgement {id: $id}) DELETE j", id=one.id)
            out[item.document.id] = _retracted(item.document.id, str(one.at), str(one.why))
    return out


def _derive_judged(
    tx: Transaction,
    batch: Sequence[DocumentClaims],
    judgements: Sequence[Judgement],
    unlinked: Unlinked,
    *,
    new: Collection[str],
) -> None:
    """Derive what follows from documents, as judgements leave their claims; mentions of what nobody speaks of are parked."""
    told = honour(
        tx, [claim for item in batch for claim in item.claims], [one for one in judgements if one.verdict in ON_CLAIMS]
    )
    write_withdrawn(tx, told.rejected)
    spoken = refs_of(told.live)
    set_aside(tx, unlinked.refs - spoken, unlinked.nodes)
    mentions = [mention for item in batch for mention in item.mentions]
    derive(tx, told.live, [mention for mention in mentions if mention.ref in spoken], unlinked, new=new)
    settle(tx, spoken, [mention for mention in mentions if mention.ref not in spoken])
    mark_confirmed(tx, told.confirmed)


def _take_back(tx: Transaction, ids: Sequence[str]) -> Unlinked:
    """Make room for a newer reading of documents."""
    if not ids:
        return Unlinked()
    unlinked = unlink_documents(tx, ids)
    forget_reading(tx, ids)
    return unlinked


def _once(written: Written, seen: set[str]) -> Written:
    if written.document_id in seen:
        return Written(written.document_id, "unchanged")
    seen.add(written.document_id)
    return written


def _outcome(item: DocumentClaims, known: Row | None, reread: bool) -> Written:
    document_id = item.document.id
    if known is None:
        return Written(document_id, "written", len(item.claims))
    if known["withdrawn"]:
        return _retracted(document_id, known["withdrawn"], known["reason"])
    if known["reader"] == item.reader:
        return Written(document_id, "unchanged")
    if reread:
        return Written(document_id, "reread", len(item.claims))
    return Written(document_id, "older reader", reason=f"read by {known['reader']}; `kg reread` reads it again")


def _retracted(document_id: str, at: str, why: str) -> Written:
    return Written(document_id, "retracted", reason=f"retracted on {at[:10]}: {why}")


def _known(tx: Transaction, ids: Iterable[str]) -> dict[str, Row]:
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (d:Document {id: id})
        RETURN id, d.reader AS reader, d.withdrawn AS withdrawn, d.reason AS reason, d.urls AS urls, d.publishers AS publishers
        """,
        ids=sorted(ids),
    )
    return {row["id"]: row for row in rows}


def _note_where_seen(tx: Transaction, item: DocumentClaims, known: Row) -> bool:
    """One text at a second address is one document with two addresses, and speaks with one voice; True where it is new there."""
    document = item.document
    urls = sorted({*known["urls"], *([document.url] if document.url else [])})
    publishers = sorted({*known["publishers"], document.source.name})
    if urls == known["urls"] and publishers == known["publishers"]:
        return False
    tx.run(
        "MATCH (d:Document {id: $id}) SET d.urls = $urls, d.publishers = $publishers, d.pages = $pages",
        id=document.id,
        urls=urls,
        publishers=publishers,
        pages=list(page_keys(urls)) or None,
    )
    return bool(urls != known["urls"])


def _namespaces(documents: Iterable[str]) -> set[str]:
    """The beginnings of what only these documents can name."""
    return {f"{family}:{document[:SHORT]}" for document in documents for family in ("person", "action")}


def retract(graph: Graph, document_id: str, *, now: str, reason: str) -> None:
    """Withdraw a document and its claims, with the edges, entities, names and aliases that nothing else carries."""

    def work(tx: Transaction) -> None:
        lock_for_writing(tx)
        withdraw(tx, document_id, now=now, reason=reason)

    graph.write(work)
