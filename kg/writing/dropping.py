"""Withdraw a list as a whole: all its claims with a reason, some records at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from kg.errors import NotFound
from kg.graph import Graph, Transaction
from kg.schema import lock_for_writing
from kg.writing.records import Change, apply_change, stored_claims

AT_ONCE: Final = 500


def drop_list(graph: Graph, name: str, *, now: str, why: str) -> int:
    """Withdraw a list with all its claims; returns how many records. Raises NotFound.

    Cut off, the same call does the rest; pulled again, the list is there again.
    """
    documents = graph.read(
        "MATCH (d:Document {kind: 'list', list_name: $name}) WHERE d.withdrawn IS NULL RETURN d.id AS id",
        {"name": name},
    )
    if not documents:
        raise NotFound(name, "the graph holds no such list", "`kg list show` tells which it holds")
    return sum(_drop_document(graph, row["id"], now, why) for row in documents)


def _drop_document(graph: Graph, document: str, now: str, why: str) -> int:
    dropped = 0
    while some := graph.read(
        "MATCH (:Document {id: $id})<-[:IN]-(p:Passage) WHERE p.dropped IS NULL RETURN p.id AS id LIMIT $limit",
        {"id": document, "limit": AT_ONCE},
    ):
        graph.write(partial(_drop, [row["id"] for row in some], now, why))
        dropped += len(some)
    graph.command("MATCH (d:Document {id: $id}) SET d.withdrawn = $now, d.reason = $why", id=document, now=now, why=why)
    return dropped


def _drop(passages: Sequence[str], now: str, why: str, tx: Transaction) -> None:
    lock_for_writing(tx)
    live = [one for one, row in stored_claims(tx, passages).items() if row.get("withdrawn") is None]
    apply_change(tx, Change(gone=tuple(live)), (), now=now, why=why, new=())
    tx.run(
        "UNWIND $ids AS id MATCH (p:Passage {id: id}) SET p.dropped = $now REMOVE p.hash", ids=list(passages), now=now
    )
