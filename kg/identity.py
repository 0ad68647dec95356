"""Which refs are one real thing: a pure function of what documents call them and of recorded judgements.

Nothing here depends on the order in which documents came. Everything is sorted before it is joined, and a join that
would bring together two things which one document keeps apart, or which a person judged different, does not happen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

from kg.names import joins_across_documents
from kg.ontology import COMPANY, PERSON

Pair = tuple[str, str]
SAME_EVENT_DAYS = 7


@dataclass(frozen=True, slots=True)
class Naming:
    """One document's word for a ref: its `name` there, or an `alias`; `key` is the name key."""

    ref: str
    key: str
    is_name: bool
    document_id: str


@dataclass(frozen=True, slots=True)
class Identities:
    """The outcome: `entity` maps each ref to its entity's id (the smallest ref), `candidates` are pairs left apart."""

    entity: Mapping[str, str]
    candidates: frozenset[Pair] = frozenset()

    def groups(self) -> dict[str, tuple[str, ...]]:
        """Each entity's refs, sorted."""
        out: dict[str, list[str]] = defaultdict(list)
        for ref in sorted(self.entity):
            out[self.entity[ref]].append(ref)
        return {entity: tuple(refs) for entity, refs in out.items()}


class Apart:
    """What must not become one thing: what one document names as two, unless a person called it the same, and what a
    person called different."""

    def __init__(self, namings: Iterable[Naming], same: Iterable[Pair], different: Iterable[Pair]) -> None:
        self.documents: dict[str, set[str]] = defaultdict(set)
        for naming in namings:
            self.documents[naming.ref].add(naming.document_id)
        self._same = {frozenset(pair) for pair in same}
        self._different = {frozenset(pair) for pair in different}

    def keeps(self, a: str, b: str) -> bool:
        """True where these two must not be one."""
        pair = frozenset((a, b))
        if pair in self._different:
            return True
        return pair not in self._same and not self.documents[a].isdisjoint(self.documents[b])

    def keeps_groups(self, a: Collection[str], b: Collection[str], share_document: bool) -> bool:
        """True where a pair across two groups must not be one; a pair of ten thousand is looked at only where one can be."""
        return (share_document or bool(self._different)) and any(self.keeps(x, y) for x in a for y in b)

    def keeps_any(self, refs: Collection[str]) -> bool:
        """True where two of these must not be one."""
        documents = [document for ref in refs for document in self.documents[ref]]
        return len(set(documents)) < len(documents) or any(pair <= set(refs) for pair in self._different)


class Partition:
    """A union-find over refs that refuses a join of two sides which must stay apart."""

    def __init__(self, apart: Apart) -> None:
        self.apart = apart
        self._groups: dict[str, tuple[set[str], set[str]]] = {}
        """Each ref's group: its members, and the documents that name them."""

    def add(self, ref: str) -> None:
        """Know a ref, alone at first."""
        if ref not in self._groups:
            self._groups[ref] = {ref}, set(self.apart.documents[ref])

    def members(self, ref: str) -> set[str]:
        """All refs joined with this one, itself included."""
        return self._groups[ref][0]

    def join(self, left: str, right: str) -> bool:
        """Join two groups; False where they are one already, or where a pair of them must stay apart."""
        small, large = sorted((self._groups[left], self._groups[right]), key=lambda group: len(group[0]))
        if small is large or self.apart.keeps_groups(small[0], large[0], not small[1].isdisjoint(large[1])):
            return False
        large[0].update(small[0])
        large[1].update(small[1])
        for ref in small[0]:
            self._groups[ref] = large
        return True

    def identities(self, candidates: Iterable[Pair] = ()) -> Identities:
        """Freeze the outcome; candidates that became one thing, or must stay apart, are dropped."""
        smallest = {id(group): min(group[0]) for group in self._groups.values()}
        entity = {ref: smallest[id(group)] for ref, group in self._groups.items()}
        open_pairs = [(a, b) for a, b in candidates if not self.apart.keeps(a, b)]
        pairs = {tuple(sorted((entity[a], entity[b]))) for a, b in open_pairs}
        return Identities(entity, frozenset((a, b) for a, b in pairs if a != b))


def resolve_organisations(
    namings: Iterable[Naming], same: Iterable[Pair] = (), different: Iterable[Pair] = ()
) -> Identities:
    """Join organisations on an alias that one other name claims; an alias of two claims none and proposes candidates.

    Names that are equal by key are one ref already. Judgements come first: what a person called the same is joined,
    what a person called different never is, and a person's word is above what a document keeps apart.
    """
    facts = sorted(set(namings), key=lambda naming: (naming.ref, naming.key, naming.is_name, naming.document_id))
    partition = Partition(Apart(facts, same, different))
    own: dict[str, set[str]] = defaultdict(set)
    aliased: dict[str, set[str]] = defaultdict(set)
    for naming in facts:
        partition.add(naming.ref)
        (own if naming.is_name else aliased)[naming.key].add(naming.ref)
    _join_judged(partition, same)
    keys = [key for key in sorted(aliased) if joins_across_documents(COMPANY, key)]
    while any(_join_on_alias(partition, own.get(key, set()), aliased[key]) for key in keys):
        continue  # a join may have made one claimant of two
    return partition.identities(_star(own.get(key, set()) | aliased[key] for key in keys))


def _join_judged(partition: Partition, same: Iterable[Pair]) -> None:
    for a, b in sorted(same):
        partition.add(a)
        partition.add(b)
        partition.join(a, b)


def _join_on_alias(partition: Partition, owners: set[str], claimants: set[str]) -> bool:
    """Join the one that bears a name with the only one that claims it as an alias; True where something changed."""
    joined = False
    for owner in sorted(owners):
        others = claimants - partition.members(owner)
        groups = {min(partition.members(other)) for other in others}
        if len(groups) == 1:
            joined |= partition.join(owner, groups.pop())
    return joined


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What would tell one bearer of a name from another: birth dates, identifiers, resolved organisations."""

    birth_dates: frozenset[str] = frozenset()
    identifiers: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()

    def agree(self, other: PersonFacts) -> bool:
        """True where a second fact beside the name is shared and no birth date contradicts."""
        if self.birth_dates and other.birth_dates and not self.birth_dates & other.birth_dates:
            return False
        return bool(
            self.birth_dates & other.birth_dates
            or self.identifiers & other.identifiers
            or self.organisations & other.organisations
        )


def resolve_persons(
    namings: Iterable[Naming],
    facts: Mapping[str, PersonFacts],
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> Identities:
    """Join persons of one full name only where a second fact agrees; the others stay apart, as candidates."""
    known = sorted(set(namings), key=lambda naming: (naming.ref, naming.key))
    partition = Partition(Apart(known, same, different))
    by_key: dict[str, set[str]] = defaultdict(set)
    for naming in known:
        partition.add(naming.ref)
        if joins_across_documents(PERSON, naming.key):
            by_key[naming.key].add(naming.ref)
    _join_judged(partition, same)
    for a, b in sorted({pair for refs in by_key.values() for pair in _agreeing(refs, facts, partition.apart)}):
        partition.join(a, b)
    return partition.identities(_star(by_key.values()))


def _agreeing(refs: Collection[str], facts: Mapping[str, PersonFacts], apart: Apart) -> Iterator[Pair]:
    """Pairs of namesakes to be joined.

    Where nothing keeps any of them apart, a chain through all who share a fact joins what all their pairs would: a
    thousand documents that name one director of one bank are 999 pairs and not half a million.
    """
    known = {ref: facts.get(ref, PersonFacts()) for ref in sorted(refs)}
    if len({fact.birth_dates for fact in known.values() if fact.birth_dates}) > 1 or apart.keeps_any(refs):
        yield from ((a, b) for a, b in combinations(known, 2) if known[a].agree(known[b]))
        return
    sharing: dict[tuple[int, str], list[str]] = defaultdict(list)
    for ref, fact in known.items():
        for kind, values in enumerate((fact.birth_dates, fact.identifiers, fact.organisations)):
            for value in values:
                sharing[kind, value].append(ref)
    for holders in sharing.values():
        yield from pairwise(holders)


def _star(groups: Iterable[Iterable[str]]) -> Iterator[Pair]:
    """Pairs from the smallest of each group to every other: a hundred namesakes are 99 candidates, not 4,950."""
    for refs in groups:
        first, *others = sorted(refs)
        yield from ((first, other) for other in others)


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What tells whether two actions are one event; parties are resolved entities."""

    kind: str
    by: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    amounts: frozenset[tuple[float, str]] = frozenset()


def resolve_events(facts: Mapping[str, EventFacts]) -> Identities:
    """Join actions that are one event: kind and a party agree, dates agree, no amount contradicts; undated ones never join.

    An action joins the first group all of whose members it agrees with, in order of date and ref.
    """
    groups: list[list[str]] = []
    for ref in sorted(facts, key=lambda ref: (min(facts[ref].dates, default="~"), ref)):
        home = next((group for group in groups if all(_one_event(facts[ref], facts[member]) for member in group)), None)
        if home is None:
            groups.append([ref])
        else:
            home.append(ref)
    return Identities({ref: min(group) for group in groups for ref in group})


def _one_event(a: EventFacts, b: EventFacts) -> bool:
    if a.kind != b.kind or not a.dates or not b.dates:
        return False
    parties = a.against & b.against if a.against or b.against else a.by & b.by
    if not parties or not any(_dates_agree(x, y) for x in a.dates for y in b.dates):
        return False
    return not _amounts_contradict(a.amounts, b.amounts)


def _dates_agree(a: str, b: str) -> bool:
    """True where two dates are equal at the coarser precision, or whole dates lie within seven days."""
    if a.startswith(b) or b.startswith(a):
        return True
    try:
        return abs(date.fromisoformat(a) - date.fromisoformat(b)) <= timedelta(days=SAME_EVENT_DAYS)
    except ValueError:
        return False


def _amounts_contradict(a: frozenset[tuple[float, str]], b: frozenset[tuple[float, str]]) -> bool:
    """True where both state amounts in one currency and none is within five percent of another."""
    shared = {currency for _, currency in a} & {currency for _, currency in b}
    return any(
        not any(abs(x - y) <= 0.05 * max(x, y) for x, c in a if c == currency for y, d in b if d == currency)
        for currency in shared
    )
