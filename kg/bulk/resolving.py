"""Who is who, for all that was gathered at once: blocks of what may belong together, each resolved as a writer resolves it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.bulk.gathering import Bearers, Gathered
from kg.events import EventFacts, resolve_events
from kg.identity import IDENTIFIED, Identities, Naming, Pair, PersonFacts, resolve_organisations, resolve_persons


@dataclass(slots=True)
class Resolved:
    """The refs that became part of another entity or action, with its id, and the pairs of entities left apart."""

    joined: dict[str, str] = field(default_factory=dict)
    candidates: list[Pair] = field(default_factory=list)

    def where(self, ref: str) -> str:
        """The id of a ref's entity or action; most are their own."""
        return self.joined.get(ref, ref)

    def take(self, identities: Identities) -> None:
        """Add what a block came to."""
        self.joined |= {ref: entity for ref, entity in identities.entity.items() if ref != entity}
        self.candidates += sorted(identities.candidates)


def resolve(gathered: Gathered) -> Resolved:
    """Organisations first, then persons, who may be told apart by them, then actions, whose parties both are."""
    out = Resolved()
    for namings in _blocks(gathered, "org").values():
        out.take(resolve_organisations(namings))
    blocks = _blocks(gathered, "person")
    facts = _person_facts(gathered, {naming.ref for block in blocks.values() for naming in block}, out)
    for namings in blocks.values():
        out.take(resolve_persons(namings, facts))
    _resolve_actions(gathered, out)
    return out


def _blocks(gathered: Gathered, family: str) -> dict[str, list[Naming]]:
    """What those are called that share a name with somebody, by the first ref of all who do so through each other."""
    blocks = _Blocks()
    for key, refs in gathered.bearers.shared():
        if key.startswith(f"{family}|") and _tells(key):
            blocks.join(refs)
    out: dict[str, list[Naming]] = defaultdict(list)
    for ref, key, is_name, document in gathered.namings:
        if (block := blocks.of(ref)) is not None:
            out[block].append(Naming(ref, key.split("|", 1)[1], is_name, document))
    return out


def _tells(key: str) -> bool:
    """False for the bare first or last name of a person: nobody joins on it, and thousands bear it."""
    return not key.startswith("person|") or " " in key or key.startswith(f"person|{IDENTIFIED}")


class _Blocks:
    """A union-find that refuses nothing."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def of(self, ref: str) -> str | None:
        """The block of a ref; None of one that was joined with nobody."""
        if ref not in self._parent:
            return None
        while (above := self._parent[ref]) != ref:
            self._parent[ref] = self._parent[above]
            ref = above
        return ref

    def join(self, refs: Iterable[str]) -> None:
        """Bring refs into one block."""
        first: str | None = None
        for ref in refs:
            self._parent.setdefault(ref, ref)
            root = self.of(ref) or ref
            first = first or root
            self._parent[root] = self.of(first) or first


def _person_facts(gathered: Gathered, wanted: set[str], known: Resolved) -> dict[str, PersonFacts]:
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for ref, what, value in gathered.facts:
        if ref in wanted:
            told[ref][what].add(known.where(value) if what == "organisation" else value)
    return {
        ref: PersonFacts(frozenset(one["birth_date"]), frozenset(one["identifier"]), frozenset(one["organisation"]))
        for ref, one in told.items()
    }


def _resolve_actions(gathered: Gathered, known: Resolved) -> None:
    """Only dated actions of one kind with one deciding party can be one event; most share theirs with no other."""
    suffered = {action for action, role, *_ in gathered.parties if role == "against"}
    dated = {action for action, _, _, date, *_ in gathered.parties if date}
    deciding = Bearers()
    for action, role, party, *_ in gathered.parties:
        if action in dated and (role == "against" or action not in suffered):
            deciding.add((action.split(":")[2], role, known.where(party)), action)
    blocks = _Blocks()
    for _, actions in deciding.shared():
        blocks.join(actions)
    told: dict[str, dict[str, set[object]]] = defaultdict(lambda: defaultdict(set))
    for action, role, party, date, amount, currency in gathered.parties:
        if blocks.of(action) is not None:
            told[action][role].add(known.where(party))
            told[action]["dates"].update([str(date)] if date else [])
            told[action]["amounts"].update([(float(amount), str(currency))] if isinstance(amount, int | float) else [])
    facts: dict[str, dict[str, EventFacts]] = defaultdict(dict)
    for action, one in told.items():
        facts[blocks.of(action) or action][action] = EventFacts(action.split(":")[2], *(
            frozenset(one[name]) for name in ("by", "against", "dates", "amounts")
        ))  # type: ignore[arg-type]  # fmt: skip
    for block in facts.values():
        known.take(resolve_events(block))
