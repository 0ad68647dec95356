"""Which refs are one real thing: a pure function of what documents call them and of recorded judgements.

Nothing here depends on the order in which documents came. Everything is sorted before it is joined, and a join that
would bring together two things which one document keeps apart, or which a person judged different, does not happen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from kg.names import joins_across_documents
from kg.ontology import COMPANY, PERSON

Pair = tuple[str, str]
IDENTIFIED = "#"
"""What the key of an identifier begins with; no name's key does."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One document's word for a ref: its `name` there, an `alias`, or an identifier; `key` is the name key, or IDENTIFIED and the identifier."""

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
    """Join organisations on an identifier, or an alias that one other name claims; one of two claims none and proposes candidates.

    Two that call each other by their names are one though a third claims one of these names as well. Names that are
    equal by key are one ref already, but for namesakes of one list. Judgements come first: what a person called the
    same is joined, what a person called different never is, and a person's word is above what a document keeps apart.
    """
    facts = sorted(set(namings), key=lambda naming: (naming.ref, naming.key, naming.is_name, naming.document_id))
    partition = Partition(Apart(facts, same, different))
    own: dict[str, set[str]] = defaultdict(set)
    aliased: dict[str, set[str]] = defaultdict(set)
    for naming in facts:
        partition.add(naming.ref)
        (own if naming.is_name else aliased)[naming.key].add(naming.ref)
    _join_judged(partition, same)
    _join_identified(partition, aliased)
    keys = [key for key in sorted(aliased) if joins_across_documents(COMPANY, key) and not key.startswith(IDENTIFIED)]
    claims = [(own.get(key, set()), aliased[key]) for key in keys]
    open_ones = [
        (min(owners), others) for owners, claimants in claims if (others := _others(partition, owners, claimants))
    ]
    calls = _Calls(partition, own, aliased)
    while any(_join_on_alias(partition, owner, others, calls) for owner, others in open_ones):
        continue  # a join may have made one claimant of two
    shared = (key for key in aliased if key.startswith(IDENTIFIED))
    namesakes = (key for key in own if len(own[key]) > 1 and joins_across_documents(COMPANY, key))
    return partition.identities(
        _star(
            (own.get(key, set()) | aliased.get(key, set()) for key in sorted({*keys, *shared, *namesakes})),
            partition.apart,
        )
    )


def _join_identified(partition: Partition, bearers: Mapping[str, set[str]]) -> None:
    """Join all that bear one identifier, unless a source keeps two of them apart: then it tells nobody who is meant."""
    for key in sorted(bearers):
        if key.startswith(IDENTIFIED) and not partition.apart.keeps_any(bearers[key]):
            for a, b in pairwise(sorted(bearers[key])):
                partition.join(a, b)


class _Calls:
    """Who is called how, to find two that call each other by their names."""

    def __init__(self, partition: Partition, own: Mapping[str, set[str]], aliased: Mapping[str, set[str]]) -> None:
        self._partition = partition
        self._own: dict[str, set[str]] = defaultdict(set)
        self._aliases: dict[str, set[str]] = defaultdict(set)
        for calls, keys in ((own, self._own), (aliased, self._aliases)):
            for key, refs in calls.items():
                for ref in refs:
                    keys[ref].add(key)

    def each_other(self, a: str, b: str) -> bool:
        """True where some source's name of each is an alias of the other."""
        sides = [self._partition.members(ref) for ref in (a, b)]
        names, aliases = (
            [set().union(*(keys[ref] for ref in side)) for side in sides] for keys in (self._own, self._aliases)
        )
        return not names[0].isdisjoint(aliases[1]) and not names[1].isdisjoint(aliases[0])


def _join_judged(partition: Partition, same: Iterable[Pair]) -> None:
    for a, b in sorted(same):
        partition.add(a)
        partition.add(b)
        partition.join(a, b)


def _others(partition: Partition, owners: set[str], claimants: set[str]) -> set[str]:
    """Those who claim a name that is another's; nobody where namesakes bear it, for then it is open who is meant."""
    if len({min(partition.members(owner)) for owner in owners}) != 1:
        return set()
    return claimants - partition.members(min(owners))


def _join_on_alias(partition: Partition, owner: str, claimants: set[str], calls: _Calls) -> bool:
    """Join the one that bears a name with the only one that claims it as an alias; True where something changed.

    Of several claimants the only one whose own name the bearer claims in turn; with that the claim of the others is no
    better than before.
    """
    groups = {min(partition.members(claimant)) for claimant in claimants}
    if len(groups) > 1:
        groups = {group for group in groups if calls.each_other(owner, group)} - {min(partition.members(owner))}
    return len(groups) == 1 and partition.join(owner, groups.pop())


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What would tell one bearer of a name from another: birth dates, identifiers, resolved organisations."""

    birth_dates: frozenset[str] = frozenset()
    identifiers: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()

    def may_be_born_with(self, other: PersonFacts) -> bool:
        """False where birth dates contradict; a year alone contradicts no day in it."""
        dates, others = self.birth_dates, other.birth_dates
        return not (dates and others) or any(a.startswith(b) or b.startswith(a) for a in dates for b in others)

    def agree(self, other: PersonFacts) -> bool:
        """True where a second fact beside the name is shared and no birth date contradicts."""
        if not self.may_be_born_with(other):
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
    """Join persons on an identifier, or on one full name and a second fact that agrees; namesakes else stay candidates."""
    known = sorted(set(namings), key=lambda naming: (naming.ref, naming.key))
    partition = Partition(Apart(known, same, different))
    by_key: dict[str, set[str]] = defaultdict(set)
    identified: dict[str, set[str]] = defaultdict(set)
    for naming in known:
        partition.add(naming.ref)
        if naming.key.startswith(IDENTIFIED):
            identified[naming.key].add(naming.ref)
        elif joins_across_documents(PERSON, naming.key):
            by_key[naming.key].add(naming.ref)
    _join_judged(partition, same)
    _join_identified(partition, {key: refs for key, refs in identified.items() if _one_birth(refs, facts)})
    for a, b in sorted({pair for refs in by_key.values() for pair in _agreeing(refs, facts, partition.apart)}):
        partition.join(a, b)
    return partition.identities(_star(by_key.values(), partition.apart))


def _one_birth(refs: Collection[str], facts: Mapping[str, PersonFacts]) -> bool:
    """False where two were not born on the same day: a number was mistyped, or a passport lent."""
    known = {facts[ref].birth_dates: facts[ref] for ref in refs if ref in facts}
    return all(a.may_be_born_with(b) for a, b in combinations(known.values(), 2))


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


def _star(groups: Iterable[Iterable[str]], apart: Apart) -> Iterator[Pair]:
    """Pairs from the smallest of each group to every other: a hundred namesakes are 99 candidates, not 4,950.

    Who must stay apart from the smallest is paired with the first who may be one with it.
    """
    for refs in groups:
        known = sorted(refs)
        for ref in known:
            mate = next((one for one in known if one != ref and not apart.keeps(one, ref)), None)
            if mate is not None:
                yield ref, mate
