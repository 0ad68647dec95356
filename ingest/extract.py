"""A Document and its Reading -> the dictionary that `kg extract` prints: the gold files' format plus offsets and rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ingest.confidence import confidence_of
from ingest.reading import Party, ReadAction, ReadEntity, Reading, ReadRelation, Rejected
from ingest.statements.actions import distinct_actions
from ingest.statements.relations import distinct_relations
from kg.model import Document, Span
from kg.reliability import UNKNOWN_PUBLISHER

Record = dict[str, Any]


def extract(document: Document, reading: Reading, *, reader: str) -> Record:
    """Render what was read of a document, ready for JSON; `reader` says which rules, model and version read it.

    Every offset pair points into `text`, and every evidence is the slice of it between its two offsets. Raises ValueError
    where the reading is of another text than the document's.
    """
    if reading.text != document.text:
        raise ValueError("the reading is of another text than the document")
    publisher = document.source.name
    return {
        "id": document.id,
        "title": document.title,
        "url": document.url,
        "publisher": None if publisher == UNKNOWN_PUBLISHER else publisher,
        "published": document.published,
        "reader": reader,
        "text": document.text,
        "entities": [_entity(entity) for entity in reading.entities],
        "relations": [_relation(relation, reading.text) for relation in distinct_relations(reading.relations)],
        "actions": [
            _action(action, reading.text) for action in distinct_actions(reading.actions) if action.by or action.against
        ],
        "rejected": [_rejected(candidate) for candidate in reading.rejected],
    }


def _entity(entity: ReadEntity) -> Record:
    mentions = sorted(entity.mentions, key=lambda mention: mention.start)
    record: Record = {
        "id": _id(entity.index),
        "type": entity.label,
        "name": entity.name,
        "mentions": list(dict.fromkeys(mention.surface for mention in mentions)),
        "offsets": [[mention.start, mention.end] for mention in mentions],
        "label_method": entity.label_method,
    }
    if entity.kind:
        record["kind"] = entity.kind
    if entity.family:
        record |= {"family": entity.family, "chains": list(entity.chains)}
    return record


def _relation(relation: ReadRelation, text: str) -> Record:
    return {
        "type": relation.type,
        "from": _id(relation.source.entity),
        "to": _id(relation.target.entity),
        "status": relation.status,
        "amount": _number(relation.amount),
        "currency": relation.currency,
        "start": relation.start,
        "end": relation.end,
        "role": relation.role,
        "origin": None if relation.origin is None else _id(relation.origin),
        **_evidence(relation.sentence, text),
        "from_span": list(relation.source.span),
        "to_span": list(relation.target.span),
        **_belief(relation),
    }


def _action(action: ReadAction, text: str) -> Record:
    by, against = _once(action.by), _once(action.against)
    return {
        "kind": action.kind,
        "by": [_id(party.entity) for party in by],
        "against": [_id(party.entity) for party in against],
        "status": action.status,
        "date": action.date,
        "end": action.end,
        "amount": _number(action.amount),
        "currency": action.currency,
        "origin": None if action.origin is None else _id(action.origin),
        **_evidence(action.sentence, text),
        "trigger": list(action.trigger),
        "by_spans": [list(party.span) for party in by],
        "against_spans": [list(party.span) for party in against],
        **_belief(action),
    }


def _belief(read: ReadRelation | ReadAction) -> Record:
    return {"rule": read.rule, "confidence": round(confidence_of(read), 4), "why": list(read.why)}


def _rejected(candidate: Rejected) -> Record:
    return {"surface": candidate.surface, "offsets": [candidate.start, candidate.end], "reason": candidate.reason}


def _evidence(sentence: Span, text: str) -> Record:
    start, end = sentence
    return {"evidence": text[start:end], "evidence_start": start, "evidence_end": end}


def _once(parties: Iterable[Party]) -> list[Party]:
    """Keep the first place of each entity in a role."""
    return list({party.entity: party for party in reversed(tuple(parties))}.values())[::-1]


def _number(amount: float | None) -> float | int | None:
    """Print whole amounts without a fraction, as gold files do."""
    return int(amount) if amount is not None and float(amount).is_integer() else amount


def _id(index: int) -> str:
    return f"E{index + 1}"
