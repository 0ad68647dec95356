"""From refs to entities in the graph: gather what decides identity, resolve, and point claims at what came out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.events import EventFacts, resolve_events
from kg.graph import Row, Transaction
from kg.identity import (
    Pair,
    PersonFacts,
    resolve_organisations,
    resolve_persons,
)
from kg.model import Claim
from kg.ontology import EDGES, PARTY_TYPES
from kg.writing.closure import closure, current, with_mates
from kg.writing.fresh import Fresh

_TELLING = ["birth_date", "identifier"]
"""What may tell one bearer of a person's name from another, beside an edge to an organisation."""

Assignment = Mapping[str, str]
"""From a ref to the id of its entity or action."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What resolving a set of refs came to: where each was before, where it belongs now, and candidate pairs."""

    before: Assignment
    after: Assignment
    candidates: frozenset[Pair] = frozenset()
    asked: frozenset[str] = frozenset()
    """The refs that something new is said of; the others were only looked at, since they may belong together with these."""

    @property
    def moved(self) -> dict[str, str]:
        """Refs that belong elsewhere than before, with their new entity; refs that are new are not among them."""
        return {ref: entity for ref, entity in self.after.items() if self.before.get(ref, entity) != entity}

    @property
    def regrouped(self) -> set[str]:
        """Entities that lost or gained refs with claims in the graph."""
        return {self.before[ref] for ref in self.moved} | set(self.moved.values())

    @property
    def touched(self) -> set[str]:
        """All entities that gained or lost a ref, or of which something new is said: those to be summed anew."""
        refs = self.asked | self.before.keys() | self.after.keys()
        changed = [ref for ref in refs if ref in self.asked or self.before.get(ref) != self.after.get(ref)]
        return {where[ref] for where in (self.before, self.after) for ref in changed if ref in where}


def family_of(ref: str) -> str:
    """The identity family of a ref: org, person, wallet, country or action."""
    return ref.split(":", 1)[0]


def link_names(tx: Transaction, refs: Iterable[str], fresh: Fresh) -> Linked:
    """Resolve organisations, wallets and countries, which need nothing but names."""
    wanted = frozenset(ref for ref in refs if family_of(ref) in ("org", "wallet", "country"))
    found = closure(tx, {ref for ref in wanted if family_of(ref) == "org"}, fresh)
    identities = resolve_organisations(found.namings, found.same, found.different)
    plain = wanted - found.refs
    after = {ref: ref for ref in plain | found.alone} | dict(identities.entity)
    return Linked(found.before | current(tx, plain), after, identities.candidates, wanted)


def link_persons(tx: Transaction, refs: Iterable[str], known: Assignment, fresh: Fresh) -> Linked:
    """Resolve persons, by full name and a second fact; organisations must be linked before, `known` says to what."""
    wanted = frozenset(ref for ref in refs if family_of(ref) == "person")
    found = closure(tx, wanted, fresh)
    facts = _person_facts(tx, found.contested, known, fresh)
    identities = resolve_persons(found.namings, facts, found.same, found.different)
    after = {ref: ref for ref in found.alone} | dict(identities.entity)
    return Linked(found.before, after, identities.candidates, wanted)


def link_actions(tx: Transaction, refs: Iterable[str], known: Assignment, fresh: Fresh) -> Linked:
    """Resolve actions to events, by kind, party and date; their parties must be linked before, `known` says to what."""
    wanted = frozenset(ref for ref in refs if family_of(ref) == "action")
    before: dict[str, str] = {}
    facts = _event_facts(tx, with_mates(tx, wanted, before, fresh), known, fresh)
    some = facts
    while new := _events_beside(tx, some) - facts.keys():
        some = _event_facts(tx, with_mates(tx, new, before, fresh) - facts.keys(), known, fresh)
        facts |= some
    return Linked(before, resolve_events(facts).entity, asked=wanted)


def _person_facts(tx: Transaction, refs: Collection[str], known: Assignment, fresh: Fresh) -> dict[str, PersonFacts]:
    told = [*_stored_person_facts(tx, fresh.old(refs)), *_fresh_person_facts(refs, fresh)]
    organisations = {value for row in told if row["what"] == "organisation" for value in row["values"]}
    others = organisations - known.keys()
    # what nothing new is said of stays where it is
    resolved = {ref: ref for ref in others} | current(tx, others) | dict(known)
    facts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in told:
        values = row["values"]
        facts[row["ref"]][row["what"]].update(
            (resolved[value] for value in values) if row["what"] == "organisation" else values
        )
    return {
        ref: PersonFacts(
            frozenset(known["birth_date"]), frozenset(known["identifier"]), frozenset(known["organisation"])
        )
        for ref, known in facts.items()
    }


def _stored_person_facts(tx: Transaction, refs: Collection[str]) -> list[Row]:
    """What is told of persons, and the organisations and wallets that they have an edge to or from; some values in one row."""
    if not refs:
        return []
    return tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim {subject_ref: ref})
        USING INDEX c:Claim(subject_ref)
        WHERE c.withdrawn IS NULL
          AND (c.predicate IN $literal OR (c.predicate IN $edges AND (c.object_ref STARTS WITH 'org:' OR c.object_ref STARTS WITH 'wallet:')))
        RETURN ref, CASE WHEN c.value IS NULL THEN 'organisation' ELSE c.predicate END AS what,
               collect(DISTINCT coalesce(c.value, c.object_ref)) AS values
        UNION ALL
        UNWIND $refs AS ref
        MATCH (c:Claim {object_ref: ref})
        USING INDEX c:Claim(object_ref)
        WHERE c.withdrawn IS NULL AND c.predicate IN $edges
          AND (c.subject_ref STARTS WITH 'org:' OR c.subject_ref STARTS WITH 'wallet:')
        RETURN ref, 'organisation' AS what, collect(DISTINCT c.subject_ref) AS values
        """,
        refs=list(refs),
        literal=_TELLING,
        edges=list(EDGES),
    )


def _fresh_person_facts(refs: Collection[str], fresh: Fresh) -> Iterator[Row]:
    for ref in refs:
        for claim in fresh.about(ref):
            other = claim.subject_ref if claim.object_ref == ref else claim.object_ref
            if claim.predicate in _TELLING:
                yield {"ref": ref, "what": claim.predicate, "values": [claim.value]}
            elif claim.predicate in EDGES and other is not None and family_of(other) in ("org", "wallet"):
                yield {"ref": ref, "what": "organisation", "values": [other]}


def _event_facts(tx: Transaction, refs: set[str], known: Assignment, fresh: Fresh) -> dict[str, EventFacts]:
    """What decides whether actions are one event; parties as the entities that their claims point at now."""
    by_ref: dict[str, list[Row]] = {ref: [] for ref in refs}
    for row in (*_stored_event_facts(tx, fresh.old(refs)), *_fresh_event_facts(refs, known, fresh)):
        by_ref[row["ref"]].append(row)
    return {ref: _one_event(ref, stated) for ref, stated in by_ref.items()}


def _stored_event_facts(tx: Transaction, refs: Collection[str]) -> list[Row]:
    if not refs:
        return []
    return tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim {object_ref: ref, predicate: 'PERFORMED'})-[:SUBJECT]->(e:Entity)
        USING INDEX c:Claim(object_ref)
        WHERE c.withdrawn IS NULL
        RETURN ref, 'by' AS role, e.id AS entity, c.start_date AS date, c.amount AS amount, c.currency AS currency
        UNION ALL
        UNWIND $refs AS ref
        MATCH (c:Claim {subject_ref: ref, predicate: 'TARGETED'})-[:OBJECT]->(e:Entity)
        USING INDEX c:Claim(subject_ref)
        WHERE c.withdrawn IS NULL
        RETURN ref, 'against' AS role, e.id AS entity, c.start_date AS date, c.amount AS amount, c.currency AS currency
        """,
        refs=list(refs),
    )


def _fresh_event_facts(refs: Collection[str], known: Assignment, fresh: Fresh) -> Iterator[Row]:
    for ref in refs:
        for claim in fresh.about(ref):
            if claim.predicate in PARTY_TYPES:
                role, party = _party(claim)
                yield {
                    "ref": ref, "role": role, "entity": known[party],
                    "date": claim.start_date, "amount": claim.amount, "currency": claim.currency,
                }  # fmt: skip


def _party(claim: Claim) -> tuple[str, str]:
    if claim.predicate == "PERFORMED":
        return "by", claim.subject_ref
    return "against", str(claim.object_ref)


def _one_event(ref: str, rows: list[Row]) -> EventFacts:
    def party(role: str) -> frozenset[str]:
        return frozenset(str(row["entity"]) for row in rows if row["role"] == role)

    return EventFacts(
        kind=ref.split(":")[2],
        by=party("by"),
        against=party("against"),
        dates=frozenset(str(row["date"]) for row in rows if row["date"]),
        amounts=frozenset(
            (float(row["amount"]), str(row["currency"])) for row in rows if isinstance(row["amount"], int | float)
        ),
    )


def _events_beside(tx: Transaction, facts: Mapping[str, EventFacts]) -> set[str]:
    """Other actions of the same kind that share the deciding party; an undated action joins none and has none."""
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in facts.values():
        for party in (fact.against or fact.by) if fact.dates else ():
            kinds["TARGETED" if fact.against else "PERFORMED", party].add(fact.kind)
    found: set[str] = set()
    for predicate in PARTY_TYPES:
        wanted = [
            {"party": party, "kinds": sorted(some)}
            for (told, party), some in sorted(kinds.items())
            if told == predicate
        ]
        found |= {row["ref"] for row in tx.run(_BESIDE[predicate], rows=wanted)} if wanted else set()
    return found


# the party's own end is named, since an agency has few parts in actions and is named in thousands of claims
_BESIDE = {
    "PERFORMED": """
        UNWIND $rows AS row
        MATCH (:Entity {id: row.party})<-[:SUBJECT]-(c:Claim {predicate: 'PERFORMED'})
        WHERE c.withdrawn IS NULL AND c.start_date IS NOT NULL AND split(c.object_ref, ':')[2] IN row.kinds
        RETURN DISTINCT c.object_ref AS ref
        """,
    "TARGETED": """
        UNWIND $rows AS row
        MATCH (:Entity {id: row.party})<-[:OBJECT]-(c:Claim {predicate: 'TARGETED'})
        WHERE c.withdrawn IS NULL AND c.start_date IS NOT NULL AND split(c.subject_ref, ':')[2] IN row.kinds
        RETURN DISTINCT c.subject_ref AS ref
        """,
}


def actions_of(tx: Transaction, entities: Iterable[str]) -> set[str]:
    """Refs of the actions in which these entities take part."""
    ids = sorted(entities)
    if not ids:
        return set()
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (:Entity {id: id})<-[:SUBJECT]-(c:Claim {predicate: 'PERFORMED'})
        WHERE c.withdrawn IS NULL
        RETURN c.object_ref AS ref
        UNION
        UNWIND $ids AS id
        MATCH (:Entity {id: id})<-[:OBJECT]-(c:Claim {predicate: 'TARGETED'})
        WHERE c.withdrawn IS NULL
        RETURN c.subject_ref AS ref
        """,
        ids=ids,
    )
    return {row["ref"] for row in rows}


def persons_beside(tx: Transaction, refs: Iterable[str]) -> set[str]:
    """Refs of persons whose second fact is an edge to one of these organisations."""
    wanted = sorted(refs)
    if not wanted:
        return set()
    rows = tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim {object_ref: ref})
        USING INDEX c:Claim(object_ref)
        WHERE c.withdrawn IS NULL AND c.subject_ref STARTS WITH 'person:'
        RETURN DISTINCT c.subject_ref AS ref
        UNION
        UNWIND $refs AS ref
        MATCH (c:Claim {subject_ref: ref})
        USING INDEX c:Claim(subject_ref)
        WHERE c.withdrawn IS NULL AND c.object_ref STARTS WITH 'person:'
        RETURN DISTINCT c.object_ref AS ref
        """,
        refs=wanted,
    )
    return {row["ref"] for row in rows}
