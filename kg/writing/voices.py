"""Whose voice a document's claims are: its publisher's and primary's, or, of a near copy, those of the cluster's first document."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from kg.graph import Row, Transaction
from kg.reliability import UNKNOWN_PUBLISHER


@dataclass(frozen=True, slots=True)
class Voice:
    """What a claim takes from its document: who stands behind it, when that was published, and when it came in.

    Near copies speak with one voice (`kg.writing.voices`). `origin` is whom the text credits with itself as a whole.

    `publisher` is None where nobody knows it: nobody is not one publisher, and such documents are each their own source.
    `reliability` is None of a list, which is not read but taken at its word.
    """

    document_id: str
    recorded: str
    published: str | None = None
    publisher: str | None = None
    primary: str | None = None
    copy_cluster: str | None = None
    reliability: float | None = None
    origin: str | None = None


def voices(tx: Transaction, documents: Iterable[str]) -> dict[str, Voice]:
    """The voices of documents in the graph, by their ids."""
    ids = sorted(set(documents))
    if not ids:
        return {}
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (d:Document {id: id})-[:FROM]->(s:Source)
        RETURN id AS document_id, d.recorded AS recorded, d.published AS published, s.name AS publisher, s.primary AS primary,
               CASE WHEN d.list_name IS NULL THEN s.reliability END AS reliability, d.origin AS origin,
               coalesce([(d)-[:COPY_OF]->(first) | first.id][0], [(d)<-[:COPY_OF]-() | d.id][0]) AS copy_cluster
        """,
        ids=ids,
    )
    found = {row["document_id"]: Voice(**row | {"publisher": _known(row["publisher"])}) for row in rows}
    spoken = _of_clusters(tx, {voice.copy_cluster for voice in found.values() if voice.copy_cluster is not None})
    return {one: _joined(voice, spoken) for one, voice in found.items()}


def _known(publisher: str) -> str | None:
    return None if publisher == UNKNOWN_PUBLISHER else publisher


def _joined(voice: Voice, spoken: Mapping[str, Row]) -> Voice:
    """A copy says what the first of its cluster says: without this, a copy of a paper would make two sources of that paper."""
    first = spoken.get(voice.copy_cluster or "")
    if first is None:
        return voice
    publisher = _known(first["publisher"])
    # a known publisher tells more than the cluster: what else it publishes is no other source
    cluster = voice.copy_cluster if publisher is None else None
    return replace(voice, primary=first["primary"], origin=first["origin"], publisher=publisher, copy_cluster=cluster)


def _of_clusters(tx: Transaction, firsts: Collection[str]) -> dict[str, Row]:
    """Who speaks in a cluster: the first that has a primary, the first that credits somebody, and the publisher of the first of all."""
    if not firsts:
        return {}
    rows = tx.run(
        """
        UNWIND $firsts AS first
        MATCH (d:Document {id: first})
        CALL (d) {
          RETURN d AS member
          UNION
          MATCH (d)<-[:COPY_OF]-(member:Document)
          RETURN member
        }
        MATCH (member)-[:FROM]->(s:Source)
        WITH first, member, s
        ORDER BY coalesce(member.published, '9999'), member.recorded, member.id
        RETURN first, collect(s.name)[0] AS publisher, collect(s.primary)[0] AS primary, collect(member.origin)[0] AS origin
        """,
        firsts=sorted(firsts),
    )
    return {row["first"]: row for row in rows}
