"""From refs to entities in the graph: gather what decides identity, resolve, and point claims at what came out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.closure import closure, current, with_mates
from kg.graph import Transaction
from kg.identity import (
    EventFacts,
    Pair,
    PersonFacts,
    resolve_events,
    resolve_organisations,
    resolve_persons,
)
from kg.ontology import EDGES, PARTY_TYPES

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
    def touched(self) -> set[str]:
        """All entities that gained or lost a ref, or of which something new is said: those to be summed anew."""
        refs = self.asked | self.before.keys() | self.after.keys()
        changed = [ref for ref in refs if ref in self.asked or self.before.get(ref) != self.after.get(ref)]
        return {where[ref] for where in (self.before, self.after) for ref in changed if ref in where}


def family_of(ref: str) -> str:
    """The identity family of a ref: org, person, wallet, country or action."""
    return ref.split(":", 1)[0]


def link_names(tx: Transaction, refs: Iterable[str]) -> Linked:
    """Resolve organisations, wallets and countries, which need nothing but names."""
    wanted = frozenset(ref for ref in refs if family_of(ref) in ("org", "wallet", "country"))
    found = closure(tx, {ref for ref in wanted if family_of(ref) == "org"})
    identities = resolve_organisations(found.namings, found.same, found.different)
    plain = wanted - found.refs
    after = {ref: ref for ref in plain | found.alone} | dict(identities.entity)
    return Linked(found.before | current(tx, plain), after, identities.candidates, wanted)


def link_persons(tx: Transaction, refs: Iterable[str], known: Assignment) -> Linked:
    """Resolve persons, by full name and a second fact; organisations must be linked before, `known` says to what."""
    wanted = frozenset(ref for ref in refs if family_of(ref) == "person")
    found = closure(tx, wanted)
    facts = _person_facts(tx, found.contested, known)
    identities = resolve_persons(found.namings, facts, found.same, found.different)
    after = {ref: ref for ref in found.alone} | dict(identities.entity)
    return Linked(found.before, after, identities.candidates, wanted)


def link_actions(tx: Transaction, refs: Iterable[str]) -> Linked:
    """Resolve actions to events, by kind, party and date; their parties must be linked before."""
    wanted = frozenset(ref for ref in refs if family_of(ref) == "action")
    before: dict[str, str] = {}
    facts = _event_facts(tx, with_mates(tx, wanted, before))
    fresh = facts
    while new := _events_beside(tx, fresh) - facts.keys():
        fresh = _event_facts(tx, with_mates(tx, new, before) - facts.keys())
        facts |= fresh
    return Linked(before, resolve_events(facts).entity, asked=wanted)


def _person_facts(tx: Transaction, refs: Collection[str], known: Assignment) -> dict[str, PersonFacts]:
    if not refs:
        return {}
    rows = tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim {subject_ref: ref})
        USING INDEX c:Claim(subject_ref)
        WHERE c.withdrawn IS NULL AND c.predicate IN $telling
        RETURN ref, c.predicate AS predicate, coalesce(c.value, c.object_ref) AS value
        UNION
        UNWIND $refs AS ref
        MATCH (c:Claim {object_ref: ref})
        USING INDEX c:Claim(object_ref)
        WHERE c.withdrawn IS NULL AND c.predicate IN $telling
        RETURN ref, c.predicate AS predicate, c.subject_ref AS value
        """,
        refs=sorted(refs),
        telling=["birth_date", "identifier", *EDGES],
    )
    organisations = {row["value"] for row in rows if family_of(row["value"]) == "org"}
    others = organisations - known.keys()
    resolved = {ref: ref for ref in others} | dict(known) | dict(link_names(tx, others).after)
    facts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        if row["predicate"] in ("birth_date", "identifier"):
            facts[row["ref"]][row["predicate"]].add(row["value"])
        elif row["value"] in organisations:
            facts[row["ref"]]["organisations"].add(resolved[row["value"]])
    return {
        ref: PersonFacts(
            frozenset(known["birth_date"]), frozenset(known["identifier"]), frozenset(known["organisations"])
        )
        for ref, known in facts.items()
    }


def _event_facts(tx: Transaction, refs: set[str]) -> dict[str, EventFacts]:
    """What decides whether actions are one event; parties as the entities that their claims point at now."""
    if not refs:
        return {}
    rows = tx.run(
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
        refs=sorted(refs),
    )
    by_ref: dict[str, list[dict[str, object]]] = {ref: [] for ref in refs}
    for row in rows:
        by_ref[row["ref"]].append(row)
    return {ref: _one_event(ref, stated) for ref, stated in by_ref.items()}


def _one_event(ref: str, rows: list[dict[str, object]]) -> EventFacts:
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
    if not kinds:
        return set()
    rows = tx.run(
        """
        UNWIND $wanted AS row
        MATCH (e:Entity {id: row.party})<-[:SUBJECT|OBJECT]-(c:Claim {predicate: row.predicate})
        WHERE c.withdrawn IS NULL AND c.start_date IS NOT NULL
        WITH row, CASE row.predicate WHEN 'TARGETED' THEN c.subject_ref ELSE c.object_ref END AS ref
        WHERE split(ref, ':')[2] IN row.kinds
        RETURN DISTINCT ref
        """,
        wanted=[
            {"predicate": predicate, "party": party, "kinds": sorted(found)}
            for (predicate, party), found in sorted(kinds.items())
        ],
    )
    return {row["ref"] for row in rows}


def actions_of(tx: Transaction, entities: Iterable[str]) -> set[str]:
    """Refs of the actions in which these entities take part."""
    ids = sorted(entities)
    if not ids:
        return set()
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (e:Entity {id: id})<-[:SUBJECT|OBJECT]-(c:Claim)
        WHERE c.predicate IN $parties AND c.withdrawn IS NULL
        RETURN DISTINCT CASE c.predicate WHEN 'TARGETED' THEN c.subject_ref ELSE c.object_ref END AS ref
        """,
        ids=ids,
        parties=list(PARTY_TYPES),
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
