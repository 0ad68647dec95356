"""From refs to entities in the graph: gather what decides identity, resolve, and point claims at what came out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph import Transaction
from kg.identity import (
    EventFacts,
    Naming,
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

    @property
    def moved(self) -> dict[str, str]:
        """Refs that belong elsewhere than before, with their new entity; refs that are new are not among them."""
        return {ref: entity for ref, entity in self.after.items() if self.before.get(ref, entity) != entity}

    @property
    def touched(self) -> set[str]:
        """All entities that gained, lost or kept one of the refs."""
        return set(self.before.values()) | set(self.after.values())


def family_of(ref: str) -> str:
    """The identity family of a ref: org, person, wallet, country or action."""
    return ref.split(":", 1)[0]


def link_names(tx: Transaction, refs: Iterable[str]) -> Linked:
    """Resolve organisations, wallets and countries, which need nothing but names."""
    wanted = {ref for ref in refs if family_of(ref) in ("org", "wallet", "country")}
    named = {ref for ref in wanted if family_of(ref) == "org"}
    closure, namings = _closure(tx, named)
    same, different = _judgements(tx, closure)
    identities = resolve_organisations(namings, same, different)
    after = {ref: ref for ref in wanted - closure} | dict(identities.entity)
    return Linked(current(tx, wanted | closure), after, identities.candidates)


def link_persons(tx: Transaction, refs: Iterable[str]) -> Linked:
    """Resolve persons, by full name and a second fact; organisations must be linked before."""
    closure, namings = _closure(tx, {ref for ref in refs if family_of(ref) == "person"})
    same, different = _judgements(tx, closure)
    identities = resolve_persons(namings, _person_facts(tx, closure), same, different)
    return Linked(current(tx, closure), identities.entity, identities.candidates)


def link_actions(tx: Transaction, refs: Iterable[str]) -> Linked:
    """Resolve actions to events, by kind, party and date; their parties must be linked before."""
    wanted = {ref for ref in refs if family_of(ref) == "action"}
    facts = _event_facts(tx, wanted | _entity_mates(tx, wanted))
    seen = set(facts)
    while new := _events_beside(tx, facts) - seen:
        new |= _entity_mates(tx, new)
        seen |= new
        facts |= _event_facts(tx, new)
    return Linked(current(tx, facts), resolve_events(facts).entity)


def current(tx: Transaction, refs: Iterable[str]) -> dict[str, str]:
    """Where refs belong now; refs that no claim points from yet are left out."""
    rows = tx.run(
        """
        UNWIND $refs AS ref
        CALL (ref) { MATCH (c:Claim {subject_ref: ref})-[:SUBJECT]->(e) RETURN e.id AS entity LIMIT 1 }
        RETURN ref, entity
        """,
        refs=sorted(refs),
    )
    return {row["ref"]: row["entity"] for row in rows}


def _closure(tx: Transaction, refs: set[str]) -> tuple[set[str], list[Naming]]:
    """All refs that share a name or alias with these, directly or through others, or an entity; and how they are named."""
    seen: set[str] = set()
    new = refs | _entity_mates(tx, refs)
    while new:
        seen |= new
        new = (_called_alike(tx, new) | _judged_with(tx, new)) - seen
        new |= _entity_mates(tx, new) - seen
    return seen, _namings(tx, seen)


def _entity_mates(tx: Transaction, refs: set[str]) -> set[str]:
    """Refs that are in one entity or action with these now: where a join falls away, both sides must be looked at."""
    mates: set[str] = set()
    now = current(tx, refs)
    for label in ("Entity", "Action"):
        ids = sorted({node for node in now.values() if (family_of(node) == "action") == (label == "Action")})
        rows = tx.run(
            f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) UNWIND n.refs AS ref RETURN DISTINCT ref", ids=ids
        )
        mates |= {row["ref"] for row in rows}
    return mates


def _called_alike(tx: Transaction, refs: set[str]) -> set[str]:
    rows = tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim {subject_ref: ref})
        WHERE c.value_key IS NOT NULL AND c.withdrawn IS NULL
        WITH DISTINCT c.value_key AS key
        WHERE NOT key STARTS WITH 'person|' OR key CONTAINS ' '
        MATCH (other:Claim {value_key: key})
        WHERE other.withdrawn IS NULL
        RETURN DISTINCT other.subject_ref AS ref
        """,
        refs=sorted(refs),
    )
    return {row["ref"] for row in rows}


def _judged_with(tx: Transaction, refs: set[str]) -> set[str]:
    same, _ = _judgements(tx, refs)
    return {ref for pair in same for ref in pair}


def _namings(tx: Transaction, refs: set[str]) -> list[Naming]:
    rows = tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim {subject_ref: ref})
        WHERE c.value_key IS NOT NULL AND c.withdrawn IS NULL
        RETURN DISTINCT ref, c.value_key AS key, c.predicate = 'name' AS is_name, c.document AS document
        """,
        refs=sorted(refs),
    )
    return [Naming(row["ref"], row["key"].split("|", 1)[1], row["is_name"], row["document"]) for row in rows]


def _judgements(tx: Transaction, refs: set[str]) -> tuple[list[Pair], list[Pair]]:
    """The judgements about these refs that hold: pairs judged the same, pairs judged different."""
    rows = tx.run(
        """
        MATCH (j:Judgement)
        WHERE j.withdrawn IS NULL AND (j.left IN $refs OR j.right IN $refs)
        RETURN j.left AS left, j.right AS right, j.verdict AS verdict
        ORDER BY left, right
        """,
        refs=sorted(refs),
    )
    same = [(row["left"], row["right"]) for row in rows if row["verdict"] == "same"]
    different = [(row["left"], row["right"]) for row in rows if row["verdict"] == "different"]
    return same, different


def _person_facts(tx: Transaction, refs: set[str]) -> dict[str, PersonFacts]:
    rows = tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim {subject_ref: ref})
        WHERE c.withdrawn IS NULL AND c.predicate IN $telling
        RETURN ref, c.predicate AS predicate, coalesce(c.value, c.object_ref) AS value
        UNION
        UNWIND $refs AS ref
        MATCH (c:Claim {object_ref: ref})
        WHERE c.withdrawn IS NULL AND c.predicate IN $telling
        RETURN ref, c.predicate AS predicate, c.subject_ref AS value
        """,
        refs=sorted(refs),
        telling=["birth_date", "identifier", *EDGES],
    )
    organisations = {row["value"] for row in rows if family_of(row["value"]) == "org"}
    resolved = {ref: ref for ref in organisations} | dict(link_names(tx, organisations).after)
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
    rows = tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim {object_ref: ref, predicate: 'PERFORMED'})-[:SUBJECT]->(e:Entity)
        WHERE c.withdrawn IS NULL
        RETURN ref, 'by' AS role, e.id AS entity, c.start_date AS date, c.amount AS amount, c.currency AS currency
        UNION ALL
        UNWIND $refs AS ref
        MATCH (c:Claim {subject_ref: ref, predicate: 'TARGETED'})-[:OBJECT]->(e:Entity)
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
    wanted = {
        (fact.kind, "TARGETED" if fact.against else "PERFORMED", party)
        for fact in facts.values()
        if fact.dates
        for party in (fact.against or fact.by)
    }
    rows = tx.run(
        """
        UNWIND $wanted AS row
        MATCH (e:Entity {id: row.party})<-[:SUBJECT|OBJECT]-(c:Claim {predicate: row.predicate})
        WHERE c.withdrawn IS NULL AND c.start_date IS NOT NULL
        RETURN DISTINCT CASE row.predicate WHEN 'TARGETED' THEN c.subject_ref ELSE c.object_ref END AS ref, row.kind AS kind
        """,
        wanted=[{"kind": kind, "predicate": predicate, "party": party} for kind, predicate, party in sorted(wanted)],
    )
    return {row["ref"] for row in rows if row["ref"].split(":")[2] == row["kind"]}


def actions_of(tx: Transaction, entities: Iterable[str]) -> set[str]:
    """Refs of the actions in which these entities take part."""
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (e:Entity {id: id})<-[:SUBJECT|OBJECT]-(c:Claim)
        WHERE c.predicate IN $parties AND c.withdrawn IS NULL
        RETURN DISTINCT CASE c.predicate WHEN 'TARGETED' THEN c.subject_ref ELSE c.object_ref END AS ref
        """,
        ids=sorted(entities),
        parties=list(PARTY_TYPES),
    )
    return {row["ref"] for row in rows}


def persons_beside(tx: Transaction, refs: Iterable[str]) -> set[str]:
    """Refs of persons whose second fact is an edge to one of these organisations."""
    rows = tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim) WHERE c.object_ref = ref OR c.subject_ref = ref
        WITH c WHERE c.object_ref IS NOT NULL AND c.withdrawn IS NULL
        UNWIND [c.subject_ref, c.object_ref] AS other
        WITH DISTINCT other WHERE other STARTS WITH 'person:'
        RETURN other AS ref
        """,
        refs=sorted(refs),
    )
    return {row["ref"] for row in rows}
