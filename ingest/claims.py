"""Reading -> claims: every name, relation and party becomes a statement with its sentence, offsets, status and confidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.confidence import NAMED, confidence_of
from ingest.entities.bodies import official_name, one_body, publishing_body
from ingest.reading import Party, ReadAction, ReadEntity, Reading, ReadMention, ReadRelation
from ingest.statements.actions import distinct_actions
from ingest.statements.actions_merge import EventIndex, same_event
from kg.ids import SHORT, action_ref, claim_id, entity_ref, entry_ref, passage_id
from kg.model import Claim, Document, DocumentClaims, Mention, Passage, Span
from kg.names import is_generic, name_key
from kg.ontology import AGENCY, COUNTRY, ORGANISATIONS, STATUSES, WALLET


def to_claims(document: Document, reading: Reading, *, reader: str) -> DocumentClaims:
    """Turn what was read from a document into what is written: passages, mentions and claims, in the order of the text."""
    maker = _Maker(document, reading)
    claims = [*maker.names(), *maker.relations(), *maker.actions()]
    return DocumentClaims(document, reader, maker.passages, tuple(maker.mentions()), tuple(_distinct(claims)))


class _Maker:
    """Holds what every claim of one document shares: its passages, refs and the reliability of its source."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document = document
        self.reading = reading
        self.passages = tuple(
            Passage(passage_id(document.id, start, end), document.text[start:end], start, end)
            for start, end in reading.passages
        )
        self._starts = [start for start, _ in reading.passages]
        self._refs = {entity.index: self._ref(entity) for entity in reading.entities}
        self._names = {entity.index: entity.name for entity in reading.entities}

    def _ref(self, entity: ReadEntity) -> str:
        name = _wallet_key(entity) if entity.label == WALLET else entity.name
        if entity.label == AGENCY:
            name = self._body(entity) or name
        if entity.label in ORGANISATIONS and is_generic(name_key(entity.label, name)):
            # a court, a commission: whose it is only its document tells
            return entry_ref(entity.label, name, self.document.id[:SHORT])
        return entity_ref(entity.label, name, document_id=self.document.id, address_family=entity.family)

    def _body(self, entity: ReadEntity) -> str | None:
        """The official name of a public body, be it told by an abbreviation, or by who publishes the document."""
        surfaces = (mention.surface for mention in entity.mentions)
        known = official_name(entity.name) or one_body(surfaces)
        return known or publishing_body(entity.name, self.document.source.name)

    def _passage(self, offset: int) -> str | None:
        """The id of the sentence that holds a character, or None between sentences."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or offset >= self.passages[at].end_char:
            return None
        return self.passages[at].id

    def mentions(self) -> Iterator[Mention]:
        for entity in self.reading.entities:
            for mention in entity.mentions:
                passage = self._passage(mention.start)
                if passage is not None:
                    yield Mention(self._refs[entity.index], passage, mention.surface, mention.start, mention.end)

    def names(self) -> Iterator[Claim]:
        """The literal claims: name, aliases, label, kind, and a wallet's address and chains."""
        for entity in self.reading.entities:
            first = _naming_mention(entity)
            yield from self._literal(entity, "name", entity.name, first)
            yield from self._literal(entity, "label", entity.label, first, method=f"label:{entity.label_method}")
            for surface, mention in _other_surfaces(entity):
                yield from self._literal(entity, "alias", surface, mention)
            if entity.kind:
                yield from self._literal(entity, "kind", entity.kind, first)
            if entity.label == WALLET:
                yield from self._literal(entity, "address", entity.name, first)
                for chain in entity.chains:
                    yield from self._literal(entity, "chain", chain, first)

    def _literal(
        self, entity: ReadEntity, predicate: str, value: str, mention: ReadMention, *, method: str = "named"
    ) -> Iterator[Claim]:
        passage = self._passage(mention.start)
        if passage is None:
            return
        ref = self._refs[entity.index]
        yield Claim(
            id=claim_id(self.document.id, (passage,), predicate, ref, value),
            document_id=self.document.id,
            passage_ids=(passage,),
            predicate=predicate,
            subject_ref=ref,
            value=value,
            status="asserted",
            confidence=self._confidence(NAMED),
            method=method,
            subject_span=(mention.start, mention.end),
        )

    def relations(self) -> Iterator[Claim]:
        for relation in self.reading.relations:
            yield from self._statement(
                relation, relation.type, self._refs[relation.source.entity], self._refs[relation.target.entity],
                (relation.source, relation.target), relation.start, role=relation.role,
            )  # fmt: skip

    def actions(self) -> Iterator[Claim]:
        events = Events(distinct_actions(self.reading.actions))
        for action in self.reading.actions:
            ref = action_ref(self.document.id, action.kind, events.of(action).trigger[0])
            yield from self._kind(action, ref)
            for party in action.by:
                yield from self._statement(
                    action, "PERFORMED", self._refs[party.entity], ref, (party, None), action.date
                )
            for party in action.against:
                yield from self._statement(
                    action, "TARGETED", ref, self._refs[party.entity], (None, party), action.date
                )

    def _kind(self, action: ReadAction, ref: str) -> Iterator[Claim]:
        passage = self._passage(action.trigger[0])
        if passage is not None:
            yield Claim(
                id=claim_id(self.document.id, (passage,), "kind", ref, action.kind),
                document_id=self.document.id,
                passage_ids=(passage,),
                predicate="kind",
                subject_ref=ref,
                value=action.kind,
                status=action.status,
                confidence=self._confidence(confidence_of(action)),
                method=action.rule,
                subject_span=action.trigger,
            )

    def _statement(
        self,
        read: ReadRelation | ReadAction,
        predicate: str,
        subject: str,
        target: str,
        parties: tuple[Party | None, Party | None],
        start_date: str | None,
        *,
        role: str | None = None,
    ) -> Iterator[Claim]:
        passages = self._evidence(read.sentence, [party.span for party in parties if party is not None])
        # one government under two of its names
        if not passages or subject == target:
            return
        source, goal = parties
        yield Claim(
            id=claim_id(self.document.id, passages, predicate, subject, target),
            document_id=self.document.id,
            passage_ids=passages,
            predicate=predicate,
            subject_ref=subject,
            object_ref=target,
            status=read.status,
            confidence=self._confidence(confidence_of(read)),
            method=read.rule,
            subject_span=source.span if source else None,
            object_span=goal.span if goal else None,
            amount=read.amount,
            currency=read.currency,
            start_date=start_date,
            end_date=read.end,
            role=role,
            origin=self._names[read.origin] if read.origin is not None else None,
        )

    def _evidence(self, sentence: Span, spans: Iterable[Span]) -> tuple[str, ...]:
        """The sentence that tells it, and one more where a party is named outside it."""
        first = self._passage(sentence[0])
        found = [first] if first is not None else []
        for start, _ in spans:
            passage = self._passage(start)
            if passage is not None and passage not in found:
                found.append(passage)
        return tuple(found[:2])

    def _confidence(self, method: float) -> float:
        return round(self.document.source.reliability * method, 6)


class Events:
    """The events of a document, to find which of them a statement tells."""

    def __init__(self, events: list[ReadAction]) -> None:
        self._events = events
        self._index = EventIndex(events)
        self._told = {(event.kind, event.trigger): event for event in reversed(events)}

    def of(self, action: ReadAction) -> ReadAction:
        """The event that a statement tells: several sentences may tell one, each with some of its parties."""
        by, against = ({party.entity for party in side} for side in (action.by, action.against))
        if not by and not against:  # then nothing but its own place can tell which it is
            return self._told.get((action.kind, action.trigger), action)
        for event in (self._events[place] for place in self._index.near(action)):
            whole = by <= {party.entity for party in event.by} and against <= {party.entity for party in event.against}
            if whole and (event.trigger == action.trigger or same_event(event, action)):
                return event
        return action


def _wallet_key(entity: ReadEntity) -> str:
    """Hex addresses are one whatever their case; all others are case-sensitive."""
    return entity.name.lower() if entity.family == "evm" else entity.name


def _naming_mention(entity: ReadEntity) -> ReadMention:
    """The first mention that bears the full name, else the first of all."""
    key = name_key(entity.label, entity.name)
    return next(
        (mention for mention in entity.mentions if name_key(entity.label, mention.surface) == key), entity.mentions[0]
    )


def _other_surfaces(entity: ReadEntity) -> Iterator[tuple[str, ReadMention]]:
    """Other names the text uses, each at its first place. A country's adjectives are no names of it, nor a wallet's line breaks."""
    if entity.label in (COUNTRY, WALLET):
        return
    seen = {name_key(entity.label, entity.name)}
    for mention in entity.mentions:
        surface = " ".join(mention.surface.split())
        key = name_key(entity.label, surface)
        if key not in seen:
            seen.add(key)
            yield surface, mention


def _distinct(claims: Iterable[Claim]) -> Iterator[Claim]:
    """One claim an id: where two rules read one statement from one sentence, the stronger, with what the other adds."""
    best: dict[str, Claim] = {}
    for claim in claims:
        there = best.get(claim.id)
        best[claim.id] = claim if there is None else _merged(there, claim)
    return iter(best.values())


def _merged(a: Claim, b: Claim) -> Claim:
    strong, weak = sorted((a, b), key=lambda claim: (STATUSES.index(claim.status), -claim.confidence))
    fields = ("amount", "currency", "start_date", "end_date", "role", "origin", "subject_span", "object_span")
    return replace(strong, **{name: getattr(weak, name) for name in fields if getattr(strong, name) is None})
