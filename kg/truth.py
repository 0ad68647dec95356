"""What documents say, as nodes: sources, documents, passages, claims. Nothing in here is a sum of anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from kg.graph import Transaction
from kg.model import Claim, Document, DocumentClaims, Source
from kg.names import name_key
from kg.ontology import COMPANY, COUNTRY, PERSON, WALLET

Properties = dict[str, Any]

_LABEL_OF_FAMILY = {"org": COMPANY, "person": PERSON, "wallet": WALLET, "country": COUNTRY}


def write_truth(
    tx: Transaction, batch: Sequence[DocumentClaims], now: str, *, reread: Collection[str] = ()
) -> list[Claim]:
    """Write documents with all that hangs on them and return the claims that live; `now` is an ISO time in UTC.

    A document that knows when it first came bears that time, and so do its claims: a graph built anew tells the same.
    `reread` names the documents that were in the graph before: some of their claims may have been withdrawn by a person.
    """
    _write_sources(tx, {item.document.source for item in batch})
    _write_documents(tx, batch, now)
    _write_passages(tx, batch)
    claims = [claim for item in batch for claim in item.claims]
    withdrawn = _kept(tx, [claim.id for claim in claims if claim.document_id in reread])
    live = [claim for claim in claims if claim.id not in withdrawn]
    recorded = {item.document.id: item.document.recorded or now for item in batch}
    _write_claims(tx, live, recorded)
    return live


def _write_sources(tx: Transaction, sources: Iterable[Source]) -> None:
    rows = [
        {
            "name": source.name,
            "properties": _known(primary=source.primary, reliability=source.reliability, licence=source.licence),
        }
        for source in sorted(sources, key=lambda source: source.name)
    ]
    tx.run("UNWIND $rows AS row MERGE (s:Source {name: row.name}) ON CREATE SET s += row.properties", rows=rows)


def _write_documents(tx: Transaction, batch: Sequence[DocumentClaims], now: str) -> None:
    rows = [
        {
            "id": item.document.id,
            "source": item.document.source.name,
            "properties": _document(item.document, item.reader, now),
        }
        for item in batch
    ]
    tx.run(
        """
        UNWIND $rows AS row
        MATCH (s:Source {name: row.source})
        MERGE (d:Document {id: row.id})
        SET d += row.properties
        MERGE (d)-[:FROM]->(s)
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
        reader=reader,
        recorded=document.recorded or now,
    )


def _write_passages(tx: Transaction, batch: Sequence[DocumentClaims]) -> None:
    rows = [
        {
            "document": item.document.id,
            "passages": [
                {"id": passage.id, "text": passage.text, "start_char": passage.start_char, "end_char": passage.end_char}
                for passage in item.passages
            ],
        }
        for item in batch
    ]
    tx.run(
        """
        UNWIND $rows AS row
        MATCH (d:Document {id: row.document})
        UNWIND row.passages AS passage
        MERGE (p:Passage {id: passage.id})
        SET p = passage
        MERGE (p)-[:IN]->(d)
        """,
        rows=rows,
    )


def _kept(tx: Transaction, ids: Sequence[str]) -> set[str]:
    """Claims that are there although their document is read anew: a person withdrew them, and withdrawn they stay."""
    if not ids:
        return set()
    return {row["id"] for row in tx.run("UNWIND $ids AS id MATCH (c:Claim {id: id}) RETURN id", ids=list(ids))}


def _write_claims(tx: Transaction, claims: Sequence[Claim], recorded: Mapping[str, str]) -> None:
    """Create claims with their evidence, passage by passage; `recorded` gives the time of each document."""
    by_passage: dict[str, list[Properties]] = defaultdict(list)
    more = []
    for claim in claims:
        first, *others = claim.passage_ids
        by_passage[first].append(claim_properties(claim, recorded[claim.document_id]))
        more += [{"claim": claim.id, "passage": other, "order": place} for place, other in enumerate(others, 1)]
    rows = [{"passage": passage, "claims": stated} for passage, stated in by_passage.items()]
    if rows:
        tx.run(
            """
            UNWIND $rows AS row
            MATCH (p:Passage {id: row.passage})
            UNWIND row.claims AS properties
            CREATE (c:Claim)-[:EVIDENCE {order: 0}]->(p)
            SET c = properties
            """,
            rows=rows,
        )
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
        value_key=_value_key(claim),
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
        recorded=recorded,
    )


def _value_key(claim: Claim) -> str | None:
    family = claim.subject_ref.split(":", 1)[0]
    if claim.predicate not in ("name", "alias") or claim.value is None or family not in _LABEL_OF_FAMILY:
        return None
    return f"{family}|{name_key(_LABEL_OF_FAMILY[family], claim.value)}"


def _known(**properties: Any) -> Properties:
    return {name: value for name, value in properties.items() if value is not None}
