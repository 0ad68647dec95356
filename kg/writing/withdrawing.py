"""Take documents back out: their claims withdrawn with a reason, and what nothing else carries gone with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.errors import NotFound, UsageError
from kg.graph import Graph, Row, Transaction
from kg.writing.closure import bearers
from kg.writing.pointing import Edge, edge_between


@dataclass(frozen=True, slots=True)
class Unlinked:
    """What must be looked at anew once claims were taken off it."""

    refs: frozenset[str] = frozenset()
    edges: frozenset[Edge] = frozenset()
    nodes: frozenset[str] = field(default=frozenset())


def unlink_documents(tx: Transaction, ids: Sequence[str]) -> Unlinked:
    """Take documents' claims and mentions off the entities and actions; the claims themselves stay."""
    unlinked = _unlink(tx, "document", ids)
    tx.run("UNWIND $ids AS id MATCH (:Document {id: id})<-[:IN]-(:Passage)-[m:MENTIONS]->() DELETE m", ids=list(ids))
    return unlinked


def unlink_claims(tx: Transaction, ids: Sequence[str]) -> Unlinked:
    """Take claims off the entities and actions that they point at; mentions stay where they are."""
    return _unlink(tx, "id", ids)


def _unlink(tx: Transaction, by: Literal["document", "id"], ids: Sequence[str]) -> Unlinked:
    rows = tx.run(
        f"""
        UNWIND $ids AS id
        MATCH (c:Claim {{{by}: id}})
        MATCH (c)-[:SUBJECT]->(s)
        OPTIONAL MATCH (c)-[:OBJECT]->(o)
        RETURN c.predicate AS predicate, s.id AS subject, s.refs AS subject_refs, o.id AS object, o.refs AS object_refs,
               [c.subject_ref, c.object_ref] AS own, c.value_key AS key
        """,
        ids=list(ids),
    )
    tx.run(
        f"""
        UNWIND $ids AS id
        MATCH (c:Claim {{{by}: id}})
        OPTIONAL MATCH (c)-[pointer:SUBJECT|OBJECT]->()
        REMOVE c.edge
        DELETE pointer
        """,
        ids=list(ids),
    )
    own = {ref for row in rows for side in ("subject_refs", "object_refs", "own") for ref in row[side] or () if ref}
    return Unlinked(
        refs=frozenset(own | bearers(tx, {row["key"] for row in rows if row["key"]})),
        edges=frozenset(_edge(row) for row in rows if row["object"]),
        nodes=frozenset(row[side] for row in rows for side in ("subject", "object") if row[side]),
    )


def _edge(row: Row) -> Edge:
    return edge_between(row["predicate"], row["subject"], row["object"])


def forget_reading(tx: Transaction, ids: Sequence[str]) -> None:
    """Delete unlinked documents' claims and sentences, so that they can be read again; what persons judged is kept apart."""
    tx.run("UNWIND $ids AS id MATCH (c:Claim {document: id}) DETACH DELETE c", ids=list(ids))
    tx.run(
        "UNWIND $ids AS id MATCH (:Document {id: id})<-[:IN]-(p:Passage) WHERE NOT EXISTS { (p)<-[:EVIDENCE]-() } DETACH DELETE p",
        ids=list(ids),
    )


def withdraw_documents(tx: Transaction, ids: Sequence[str], *, now: str, reason: str) -> None:
    """Mark documents and their live claims as withdrawn."""
    tx.run(
        """
        UNWIND $ids AS id
        MATCH (d:Document {id: id})
        SET d.withdrawn = $now, d.reason = $reason
        WITH d
        MATCH (c:Claim {document: d.id})
        WHERE c.withdrawn IS NULL
        SET c.withdrawn = $now, c.reason = $reason
        REMOVE c.value_key
        """,
        ids=list(ids),
        now=now,
        reason=reason,
    )


def find_documents(graph: Graph, wanted: str) -> list[Row]:
    """Find the live documents meant by an id, the beginning of one (8 digits or more), a URL or an exact title."""
    return graph.read(
        """
        MATCH (d:Document)
        WHERE d.withdrawn IS NULL
          AND (d.id = $wanted OR (size($wanted) >= 8 AND d.id STARTS WITH $wanted) OR $wanted IN d.urls OR d.title = $wanted)
        RETURN d.id AS id, d.title AS title, d.kind AS kind, d.list_name AS list_name
        ORDER BY id
        """,
        {"wanted": wanted},
    )


def one_document(graph: Graph, wanted: str) -> Row:
    """The one live document meant; raises NotFound where there is none, or more than one."""
    found = find_documents(graph, wanted)
    if len(found) == 1 and found[0]["kind"] == "list":
        name = found[0]["list_name"]
        raise UsageError(
            repr(wanted),
            "is a list, whose records come and end with its versions",
            f"`kg list drop {name}` withdraws it",
        )
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(
            repr(wanted), "no document in the graph has that id, URL or title", "`kg ask documents` lists them"
        )
    listed = ", ".join(f"{row['id'][:12]} ({row['title']})" for row in found[:5])
    raise NotFound(repr(wanted), f"{len(found)} documents fit: {listed}", "give more of the id")
