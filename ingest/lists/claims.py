"""Records -> claims: refs from what the whole list says, a text with the places of all names, and a hash of it all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ingest.entities.bodies import official_name
from ingest.lists.record import Fact, Link, Measure, Record, Thing
from ingest.lists.rendering import Rendering
from ingest.lists.spool import Entry, Spool
from ingest.source import ListSource
from kg.ids import claim_id, digest, entity_ref, entry_action_ref, entry_origin, entry_ref, list_id, record_passage_id
from kg.model import Claim, ListRecord, Span
from kg.ontology import AGENCY, COMPANY, COUNTRY, PERSON, WALLET, allows
from kg.writing.fresh import WEAK_ALIAS
from kg.writing.records import HEADER

_FACT_ORDER = ("alias", "kind", "birth_date", "identifier", "address", "chain", "tag")


@dataclass(frozen=True, slots=True)
class Made:
    """A record as it is written, and its origin; `refused` tells what of it the ontology does not allow."""

    part: str
    origin: str
    record: ListRecord
    refused: tuple[str, ...] = ()


class ClaimMaker:
    """Makes the claims of one list; what other records of it say is asked of the spool."""

    def __init__(self, source: ListSource, spool: Spool, *, published: str | None, now: str) -> None:
        self.source = source
        self.spool = spool
        self.acting = cache(lambda part: frozenset(spool.acting(part)))
        self.when: dict[str, Any] = {"published": published, "recorded": now}

    def all(self) -> Iterator[Made]:
        """Make every record, and for each part one that names who acts in it."""
        for part in self.spool.parts():
            if (header := self.header(part)) is not None:
                yield header
        for record in self.spool:
            yield self.make(record)

    def header(self, part: str) -> Made | None:
        """Make the record that names who acts in a part, None where nobody does."""
        names = self.spool.acting(part)
        return self.make(_header(part, names)) if names else None

    def make(self, record: Record) -> Made:
        """Make one record."""
        return _Making(self, record).made()

    def subject_ref(self, entry: Entry) -> str:
        """The ref of what an entry is about: its name, and the entry too where a name alone would not do."""
        thing = entry.subject
        label = thing.label or COMPANY
        origin = entry_origin(self.source.name, entry.part, entry.id)
        if label == WALLET:
            return entity_ref(label, thing.key or thing.name, document_id="", address_family=thing.family)
        if label == PERSON or (label != COUNTRY and len(self.spool.bearers(entry.part, label, thing.name)) > 1):
            return entry_ref(label, thing.name, origin)
        return entity_ref(label, thing.name, document_id="")


def _organisation_ref(label: str, name: str) -> str:
    """A public body's is made of its official name, as it is where a text names it."""
    return entity_ref(label, (label == AGENCY and official_name(name)) or name, document_id="")


def _header(part: str, names: Iterable[str]) -> Record:
    facts = tuple(Fact("name", name, Thing(name, AGENCY)) for name in names)
    return Record(HEADER, "", None, facts, part=part)


class _Making:
    """What the claims of one record share."""

    def __init__(self, maker: ClaimMaker, record: Record) -> None:
        self.maker = maker
        self.record = record
        self.source = maker.source
        self.document = list_id(self.source.name, record.part)
        self.passage = record_passage_id(self.document, record.id)
        self.origin = entry_origin(self.source.name, record.part, record.id)
        self.sure = maker.source.reliability * record.confidence
        self.text = Rendering()
        self.claims: dict[str, Claim] = {}
        self.refused: list[str] = []
        self.method = f"list:{self.source.name}"
        self.subject = maker.subject_ref(Entry(record.part, record.id, record.subject)) if record.subject else None
        self._known: set[str] = set()

    def made(self) -> Made:
        if self.record.subject is not None and self.subject is not None:
            span = self.text.name(self.record.subject.name)
            self._introduce(self.record.subject, self.subject, span)
        for fact in sorted(self.record.facts, key=_fact_order):
            self._fact(fact)
        for link in sorted(self.record.links, key=_link_order):
            self._link(link)
        for measure in sorted(self.record.measures, key=_measure_order):
            self._measure(measure)
        text = self.text.text or self.record.id
        claims = tuple(self.claims.values())
        said = digest(text, *(_said(claim) for claim in claims))
        when = self.maker.when
        dated = tuple(replace(claim, **when) for claim in claims)
        made = ListRecord(self.passage, self.record.id, text, said, self.record.locator, dated)
        return Made(self.record.part, self.origin, made, tuple(self.refused))

    def _introduce(self, thing: Thing, ref: str, span: Span | None) -> None:
        """Say what a thing is called and is, once a record."""
        if ref in self._known:
            return
        self._known.add(ref)
        if thing.label == WALLET:
            if thing.key != thing.name:
                self._literal(ref, "address", thing.name, span)
            for chain in thing.chains:
                self._literal(ref, "chain", chain, span)
            return
        if thing.label == COUNTRY:
            return
        self._literal(ref, "name", thing.name, span)
        if thing.label is not None and thing.label != PERSON:
            method = "label:catalogue" if self.source.catalogue else "label:list"
            self._literal(ref, "label", thing.label, span, method=method)

    def _ref(self, thing: Thing) -> tuple[str, Entry | None]:
        """The ref of a thing that a record names, and the entry of the list that is about it."""
        label, part = thing.label, self.record.part
        if label == WALLET:
            return entity_ref(WALLET, thing.key or thing.name, document_id="", address_family=thing.family), None
        if label == COUNTRY:
            return entity_ref(COUNTRY, thing.name, document_id=""), None
        entry = self.maker.spool.entry(part, thing.entry) if thing.entry is not None else None
        entry = entry or self.maker.spool.meant(part, label, thing.name)
        if entry is not None:
            return self.maker.subject_ref(entry), entry
        if label == PERSON:
            return entry_ref(PERSON, thing.name, self.origin), None
        return _organisation_ref(label or COMPANY, thing.name), None

    def _party(self, thing: Thing | None) -> tuple[str, str, str | None]:
        """Ref, name and label of an end; the record's own subject where none is named."""
        if thing is None or thing == self.record.subject:
            own = self.record.subject
            if own is None or self.subject is None:
                raise ValueError("a record without a subject must name both ends")
            return self.subject, own.name, own.label
        ref, entry = self._ref(thing)
        return ref, thing.name, entry.subject.label if entry else thing.label

    def _named(self, thing: Thing | None, ref: str, span: Span | None) -> None:
        """Introduce who is no entry of the list, and is named here alone; an entry introduces itself."""
        if thing is None or self._acts(thing):
            return
        if thing.label in (WALLET, COUNTRY) or self._ref(thing)[1] is None:
            self._introduce(thing, ref, span)

    def _acts(self, thing: Thing) -> bool:
        return self.record.id != HEADER and thing.label == AGENCY and thing.name in self.maker.acting(self.record.part)

    def _fact(self, fact: Fact) -> None:
        ref, _, _ = self._party(fact.about)
        if fact.predicate == "name":
            if fact.about is not None:
                self._introduce(fact.about, ref, self.text.name(fact.value))
            return
        span = self.text.fact(fact.predicate, fact.value)
        method = WEAK_ALIAS if fact.weak else None
        self._literal(ref, fact.predicate, fact.value, span, confidence=fact.confidence, method=method)

    def _literal(
        self,
        ref: str,
        predicate: str,
        value: str,
        span: Span | None,
        *,
        confidence: float = 1.0,
        method: str | None = None,
    ) -> None:
        self._claim(
            predicate,
            ref,
            value,
            value=value,
            status="asserted",
            confidence=confidence,
            subject_span=span,
            method=method,
        )

    def _link(self, link: Link) -> None:
        source, source_name, source_label = self._party(link.source)
        target, target_name, target_label = self._party(link.target)
        predicate = link.predicate
        if not allows(predicate, source_label or COMPANY, target_label or COMPANY):
            self.refused.append(f"{predicate} from a {source_label or COMPANY} to a {target_label or COMPANY}")
            predicate = "ASSOCIATED_WITH"
        if source == target:
            self.refused.append(f"{predicate} to itself")
            return
        spans = self.text.link(predicate, source_name, target_name)
        self._named(link.source, source, spans[0])
        self._named(link.target, target, spans[1])
        self._claim(
            predicate, source, target, object_ref=target, status=link.status, confidence=link.confidence,
            subject_span=spans[0], object_span=spans[1], role=link.role, start_date=link.start_date, end_date=link.end_date,
            amount=link.amount, currency=link.currency,
        )  # fmt: skip

    def _measure(self, measure: Measure) -> None:
        if not measure.by and not measure.against:
            return
        action = entry_action_ref(self.origin, measure.kind, measure.key)
        by, against = self._side(measure.by), self._side(measure.against)
        who, whom = ([name for _, _, name in side] for side in (by, against))
        left, right = self.text.measure(measure.kind, who, whom, _when(measure))
        told: dict[str, Any] = {
            "status": measure.status, "confidence": measure.confidence, "start_date": measure.start_date,
            "end_date": measure.end_date, "amount": measure.amount, "currency": measure.currency,
        }  # fmt: skip
        for (thing, ref, _), span in zip(by, left, strict=True):
            self._named(thing, ref, span)
            self._claim("PERFORMED", ref, action, object_ref=action, subject_span=span, **told)
        for (thing, ref, _), span in zip(against, right, strict=True):
            self._named(thing, ref, span)
            self._claim("TARGETED", action, ref, object_ref=ref, object_span=span, **told)

    def _side(self, things: Iterable[Thing]) -> list[tuple[Thing, str, str]]:
        """The parties on one side with their refs and names, in one order whatever the source's is."""
        found = ((thing, *self._party(thing)[:2]) for thing in things)
        return sorted(found, key=lambda party: (party[2], party[1]))

    def _claim(
        self, predicate: str, subject: str, target: str, *, confidence: float, method: str | None = None, **more: Any
    ) -> None:
        made = claim_id(self.document, (self.passage,), predicate, subject, target)
        if made in self.claims and self.claims[made].confidence >= confidence * self.sure:
            return
        self.claims[made] = Claim(
            id=made, document_id=self.document, passage_ids=(self.passage,), predicate=predicate, subject_ref=subject,
            confidence=round(self.sure * confidence, 6), method=method or self.method, origin=self.record.origin,
            **more,
        )  # fmt: skip


def _when(measure: Measure) -> str:
    return "".join(
        f" {word} {date}" for word, date in (("on", measure.start_date), ("until", measure.end_date)) if date
    )


def _said(claim: Claim) -> str:
    """All that a claim says, without when it came."""
    return repr((claim.id, claim.status, claim.confidence, claim.method, claim.subject_span, claim.object_span, claim.amount,
                 claim.currency, claim.start_date, claim.end_date, claim.role, claim.origin))  # fmt: skip


def _fact_order(fact: Fact) -> tuple[int, str, bool, float, str]:
    place = _FACT_ORDER.index(fact.predicate) if fact.predicate in _FACT_ORDER else -1
    return place, fact.value, fact.weak, -fact.confidence, fact.about.name if fact.about else ""


def _link_order(link: Link) -> tuple[str | float, ...]:
    ends = (link.predicate, link.target.name, link.source.name if link.source else "", link.role or "")
    return *ends, *_told_order(link), link.target.entry or "", link.target.label or ""


def _measure_order(measure: Measure) -> tuple[str | float, ...]:
    return measure.kind, measure.key, *_told_order(measure)


def _told_order(one: Link | Measure) -> tuple[str | float, ...]:
    """Of two that make one claim the first is kept: which one that is must not hang on the order in which they came."""
    return (
        one.start_date or "", -one.confidence, one.status, one.end_date or "", one.amount or 0.0, one.currency or ""
    )  # fmt: skip
