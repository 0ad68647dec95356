"""What documents say, as nodes: sources, documents, passages, claims. Nothing in here is a sum of anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from kg.graph import Transaction
from kg.model import Claim, Document, DocumentClaims, ListRecord, Source
from kg.ontology import RELATION_TYPES
from kg.writing.fresh import Fresh, called
from kg.writing.pointing import edge_between, node_label

Properties = dict[str, Any]


def write_documents_and_passages(
    tx: Transaction, batch: Sequence[DocumentClaims], now: str, *, known: Collection[str] = ()
) -> None:
    """Write documents with their sources and sentences; `now` is an ISO time in UTC.

    A document that knows when it first came bears that time, and so do its claims: a graph built anew tells the same.
    `known` names the documents that are in the graph already and are read again: they and some of their sentences are there.
    """
    _write_sources(tx, {item.document.source for item in batch})
    for again in (False, True):
        if some := [item for item in batch if (item.document.id in known) == again]:
            _write_documents(tx, some, now, again=again)
            _write_passages(tx, some, again=again)


def _write_sources(tx: Transaction, sources: Iterable[Source]) -> None:
    rows = [
        {
            "name": source.name,
            "properties": _known(primary=source.primary, reliability=source.reliability, licence=source.licence),
        }
        for source in sorted(sources, key=lambda source: source.name)
    ]
    tx.run("UNWIND $rows AS row MERGE (s:Source {name: row.name}) ON CREATE SET s += row.properties", rows=rows)


def _write_documents(tx: Transaction, batch: Sequence[DocumentClaims], now: str, *, again: bool) -> None:
    # where else a document was seen is noted on it, and no new reading knows that
    noted = ("urls", "publishers") if again else ()
    rows = [
        {
            "id": item.document.id,
            "source": item.document.source.name,
            "properties": {
                name: value for name, value in _document(item.document, item.reader, now).items() if name not in noted
            },
        }
        for item in batch
    ]
    # what is known to be new is created: asking first whether it is there costs half as much again
    verb = "MERGE" if again else "CREATE"
    tx.run(
        f"""
        UNWIND $rows AS row
        MATCH (s:Source {{name: row.source}})
        {verb} (d:Document {{id: row.id}})
        SET d += row.properties
        {verb} (d)-[:FROM]->(s)
        """,
        rows=rows,
    )


def _document(document: Document, reader: str, now: str) -> Properties:
    return _known(
        text=document.text,
        raw_sha256=document.raw_sha256,
        title=document.title,
        urls=[document.url] if document.url else [],
        publishers=[document.source.name],
        published=document.published,
        kind=document.kind,
        list_name=document.list_name,
        list_part=document.list_part,
        reader=reader,
        recorded=document.recorded or now,
    )


def _write_passages(tx: Transaction, batch: Sequence[DocumentClaims], *, again: bool) -> None:
    rows = [
        {
            "document": item.document.id,
            "passages": [[passage.id, passage.text, passage.start_char, passage.end_char] for passage in item.passages],
        }
        for item in batch
    ]
    verb = "MERGE" if again else "CREATE"
    tx.run(
        f"""
        UNWIND $rows AS row
        MATCH (d:Document {{id: row.document}})
        UNWIND row.passages AS passage
        {verb} (p:Passage {{id: passage[0]}})
        SET p.text = passage[1], p.start_char = passage[2], p.end_char = passage[3]
        {verb} (p)-[:IN]->(d)
        """,
        rows=rows,
    )


def write_list_documents(tx: Transaction, documents: Sequence[Document], reader: str, now: str) -> bool:
    """Write lists as documents without a text, or note a newer version's date and bytes; True where all of them are new."""
    _write_sources(tx, {document.source for document in documents})
    rows = []
    for document in documents:
        properties = _document(document, reader, now)
        del properties["text"]
        lasting = {name: properties.pop(name) for name in ("recorded", "urls")}
        rows.append({"id": document.id, "source": document.source.name, "new": lasting, "properties": properties})
    found = tx.run(
        """
        UNWIND $rows AS row
        MATCH (s:Source {name: row.source})
        OPTIONAL MATCH (known:Document {id: row.id})
        MERGE (d:Document {id: row.id})
        ON CREATE SET d += row.new
        SET d += row.properties
        REMOVE d.withdrawn, d.reason
        MERGE (d)-[:FROM]->(s)
        RETURN known IS NULL AS new
        """,
        rows=rows,
    )
    return all(row["new"] for row in found)


def write_list_passages(tx: Transaction, document: str, records: Sequence[ListRecord], *, again: bool) -> None:
    """Write records as passages; `again` says that the graph has held them before."""
    if not records:
        return
    verb = "MERGE" if again else "CREATE"
    tx.run(
        f"""
        MATCH (d:Document {{id: $document}})
        UNWIND $rows AS row
        {verb} (p:Passage {{id: row[0]}})
        SET p.record = row[1], p.text = row[2], p.hash = row[3], p.locator = row[4]
        {"REMOVE p.ended, p.dropped" if again else ""}
        {verb} (p)-[:IN]->(d)
        """,
        document=document,
        rows=[[one.passage_id, one.record, one.text, one.hash, one.locator] for one in records],
    )


def write_claims(tx: Transaction, fresh: Fresh, assignment: Mapping[str, str]) -> None:
    """Create claims with their evidence, pointing at what their refs are, and with the key of the edge they add to."""
    by_ends: dict[tuple[str, str | None], dict[tuple[str, str | None], list[Claim]]] = defaultdict(
        lambda: defaultdict(list)
    )
    more = []
    for claim in fresh.claims:
        first, *others = claim.passage_ids
        target = claim.object_ref and node_label(assignment[claim.object_ref])
        by_ends[node_label(assignment[claim.subject_ref]), target][first, claim.recorded].append(claim)
        more += [{"claim": claim.id, "passage": other, "order": place} for place, other in enumerate(others, 1)]
    for (subject, target), by_passage in by_ends.items():
        rows = [_passage_row(passage, stated, fresh, assignment) for (passage, _), stated in by_passage.items()]
        tx.run(_claims_statement(subject, target), rows=rows)
    if more:
        tx.run(
            """
            UNWIND $rows AS row
            MATCH (c:Claim {id: row.claim})
            MATCH (p:Passage {id: row.passage})
            CREATE (c)-[:EVIDENCE {order: row.order}]->(p)
            """,
            rows=more,
        )


def _passage_row(passage: str, claims: Sequence[Claim], fresh: Fresh, assignment: Mapping[str, str]) -> Properties:
    document = claims[0].document_id
    recorded = claims[0].recorded or fresh.voices[document].recorded
    stated = [_claim_row(claim, assignment) for claim in claims]
    return {"passage": passage, "document": document, "recorded": recorded, "claims": stated}


_LITERAL = (
    "subject_ref", "id", "predicate", "status", "confidence", "value", "value_key", "subject_start", "subject_end", "origin",
    "method", "published",
)  # fmt: skip
_STATEMENT = (
    "subject_ref", "object_ref", "id", "predicate", "status", "confidence", "subject_start", "subject_end", "object_start",
    "object_end", "amount", "currency", "start_date", "end_date", "role", "origin", "method", "published", "edge",
)  # fmt: skip
"""The order in which a claim's properties travel: sent by name, the names were half of all that went to the server."""


def _claim_row(claim: Claim, assignment: Mapping[str, str]) -> list[Any]:
    """Where the claim points if not where its refs say, then its properties."""
    subject = assignment[claim.subject_ref]
    properties = claim_properties(claim, "")
    ends = [None if subject == claim.subject_ref else subject]
    if claim.object_ref is None:
        return [*ends, *map(properties.get, _LITERAL)]
    target = assignment[claim.object_ref]
    if claim.predicate in RELATION_TYPES:
        properties["edge"] = edge_between(claim.predicate, subject, target).key
    return [*ends, None if target == claim.object_ref else target, *map(properties.get, _STATEMENT)]


def _claims_statement(subject: str, target: str | None) -> str:
    columns, first = (_STATEMENT, 2) if target else (_LITERAL, 1)
    listed = ", ".join(f"{name}: claim[{place}]" for place, name in enumerate(columns, first))
    return f"""
        UNWIND $rows AS row
        MATCH (p:Passage {{id: row.passage}})
        UNWIND row.claims AS claim
        MATCH (s:{subject} {{id: coalesce(claim[0], claim[{first}])}})
        {f"MATCH (o:{target} {{id: coalesce(claim[1], claim[{first + 1}])}})" if target else ""}
        CREATE (c:Claim {{document: row.document, recorded: row.recorded, {listed}}})
        CREATE (p)<-[:EVIDENCE {{order: 0}}]-(c)-[:SUBJECT]->(s)
        {"CREATE (c)-[:OBJECT]->(o)" if target else ""}
        """


def claim_properties(claim: Claim, recorded: str) -> Properties:
    """The properties of a claim's node; `value_key` is set on names and aliases and finds who else is called so."""
    subject_start, subject_end = claim.subject_span or (None, None)
    object_start, object_end = claim.object_span or (None, None)
    return _known(
        id=claim.id,
        document=claim.document_id,
        predicate=claim.predicate,
        status=claim.status,
        confidence=claim.confidence,
        subject_ref=claim.subject_ref,
        object_ref=claim.object_ref,
        value=claim.value,
        value_key=called(claim),
        subject_start=subject_start,
        subject_end=subject_end,
        object_start=object_start,
        object_end=object_end,
        amount=claim.amount,
        currency=claim.currency,
        start_date=claim.start_date,
        end_date=claim.end_date,
        role=claim.role,
        origin=claim.origin,
        method=claim.method,
        published=claim.published,
        recorded=recorded,
    )


def _known(**properties: Any) -> Properties:
    return {name: value for name, value in properties.items() if value is not None}
