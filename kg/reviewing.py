"""Pairs of entities that may be one: found by what they share, scored by `kg.matching`, the best first, for a person to judge.

Comparing everybody with everybody would take days; only those are compared who share a block: a name's key or the same
words in another order, sounds, an identifier, a wallet. A block that half the graph shares tells nothing and is left out.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from rapidfuzz.fuzz import token_sort_ratio
from rigour.text import metaphone

from kg.graph import Graph, Row
from kg.matching import Match, Profile, compare, family_of
from kg.names import name_key
from kg.writing.judged import ON_NAMES

MOST_IN_BLOCK: Final = 40
"""Entities that may share a block; of more it is too common to tell who is meant."""
LEAST: Final = 0.5
"""A pair below this score is not proposed."""
_ROUGHLY: Final = 55
"""How alike the nearest two names must be, of 100, for the pair to be looked at closely: a tenth of the time."""
JUDGED_LABELS: Final = ("Company", "Group", "Agency", "Person")


@dataclass(frozen=True, slots=True)
class Known:
    """An entity as far as a review needs it."""

    id: str
    name: str
    label: str
    profile: Profile
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one, and why; `proposed` tells that the graph holds them as SAME_AS already."""

    left: Known
    right: Known
    match: Match
    proposed: bool = False

    @property
    def rank(self) -> tuple[float, str, str]:
        """Sorts the likeliest first, then by ids."""
        return -self.match.score, self.left.id, self.right.id


@dataclass(slots=True)
class Found:
    """What looking for candidates came to: the best ones, and the blocks that were too common and the pairs that one list keeps apart."""

    candidates: list[Candidate] = field(default_factory=list)
    entities: int = 0
    compared: int = 0
    too_common: int = 0
    kept_apart: int = 0


_ENTITIES: Final = """
MATCH (e:Entity)
WHERE e:Company OR e:Group OR e:Agency OR e:Person
RETURN e.id AS id, e.name AS name, [l IN labels(e) WHERE l <> 'Entity'][0] AS label, coalesce(e.aliases, []) AS aliases,
       e.refs AS refs, e.birth_date AS birth_date, e.website AS website,
       COLLECT { MATCH (e)<-[:SUBJECT]-(c:Claim) WHERE c.predicate = 'identifier' AND c.withdrawn IS NULL RETURN DISTINCT c.value } AS identifiers,
       [(e)-[:LOCATED_IN|NATIONAL_OF]->(c:Country) | c.iso2] AS countries, [(e)-[:HOLDS]->(w:Wallet) | w.id] AS wallets
"""

_PROPOSED: Final = "MATCH (a:Entity)-[:SAME_AS]-(b:Entity) WHERE a.id < b.id RETURN a.id AS a, b.id AS b"
_JUDGED: Final = (
    "MATCH (j:Judgement) WHERE j.verdict IN $verdicts AND j.withdrawn IS NULL RETURN j.left AS left, j.right AS right"
)


_LISTED: Final = """
UNWIND $pairs AS pair
MATCH (:Entity {id: pair[0]})<-[:SUBJECT]-(c:Claim)
WHERE c.predicate = 'name' AND c.withdrawn IS NULL
WITH pair, collect(DISTINCT c.document) AS documents
MATCH (:Entity {id: pair[1]})<-[:SUBJECT]-(other:Claim)
WHERE other.predicate = 'name' AND other.withdrawn IS NULL AND other.document IN documents
MATCH (d:Document {id: other.document})
WHERE d.list_name IS NOT NULL
RETURN DISTINCT pair[0] AS a, pair[1] AS b
"""


def find_candidates(graph: Graph, *, limit: int, least: float = LEAST) -> Found:
    """The likeliest pairs that nobody has judged and that no source keeps apart, at most `limit`."""
    known = {one.id: one for one in map(_known, graph.stream(_ENTITIES))}
    proposed = {(row["a"], row["b"]) for row in graph.stream(_PROPOSED)}
    decided = {frozenset((row["left"], row["right"])) for row in graph.stream(_JUDGED, {"verdicts": list(ON_NAMES)})}
    found = Found(entities=len(known))
    pairs = {*_pairs(known.values(), found), *(pair for pair in proposed if set(pair) <= known.keys())}
    best: list[Candidate] = []
    for a, b in sorted(pairs):
        left, right = known[a], known[b]
        if _is_decided(left, right, decided) or not ((a, b) in proposed or _is_roughly_alike(left, right)):
            continue
        found.compared += 1
        match = compare(left.profile, right.profile)
        if match.score >= least or (a, b) in proposed:
            best.append(Candidate(left, right, match, (a, b) in proposed))
    likely = heapq.nsmallest(2 * limit, best, key=lambda one: one.rank)
    apart = _kept_apart(graph, likely)
    found.kept_apart = sum((one.left.id, one.right.id) in apart for one in likely)
    found.candidates = [one for one in likely if (one.left.id, one.right.id) not in apart][:limit]
    return found


def _kept_apart(graph: Graph, candidates: Iterable[Candidate]) -> set[tuple[str, str]]:
    """The pairs of which one list has an entry for each: it keeps them apart, and means it."""
    rows = graph.stream(_LISTED, {"pairs": [[one.left.id, one.right.id] for one in candidates]})
    return {(row["a"], row["b"]) for row in rows}


def _known(row: Row) -> Known:
    wallets = frozenset(one for one in row["wallets"] if one)
    profile = Profile(
        family=family_of(row["label"]),
        names=tuple(dict.fromkeys((row["name"], *row["aliases"]))),
        birth_dates=frozenset([row["birth_date"]] if row["birth_date"] else []),
        identifiers=frozenset(row["identifiers"]),
        countries=frozenset(one.lower() for one in row["countries"] if one),
        wallets=wallets,
        website=row["website"],
    )
    return Known(row["id"], row["name"], row["label"], profile, tuple(row["refs"]))


def _pairs(entities: Iterable[Known], found: Found) -> Iterator[tuple[str, str]]:
    blocks: dict[str, set[str]] = defaultdict(set)
    for one in entities:
        for key in _keys(one):
            blocks[key].add(one.id)
    for members in blocks.values():
        if len(members) > MOST_IN_BLOCK:
            found.too_common += 1
            continue
        yield from combinations(sorted(members), 2)


def _keys(one: Known) -> Iterator[str]:
    """What an entity is found by; families are kept apart, for a person is no company."""
    family = one.profile.family
    for name in one.profile.names:
        words = name_key(one.label, name).split()
        if not words:
            continue
        yield f"{family} {' '.join(sorted(words))}"
        sounds = sorted(filter(None, (metaphone(word) for word in words)))
        if sounds:
            yield f"{family} ~{' '.join(sounds)}"
        # one word that is spelt otherwise or left out leaves the others
        for place in range(len(words)) if 2 <= len(words) <= 5 else ():
            rest = sorted(word for number, word in enumerate(words) if number != place)
            if sum(map(len, rest)) >= 5:
                yield f"{family} -{' '.join(rest)}"
        if len(words) == 1 and len(words[0]) >= 6:
            yield f"{family} ^{words[0][:5]}"
    yield from (f"#{identifier}" for identifier in one.profile.identifiers)
    yield from (f"${wallet}" for wallet in one.profile.wallets)


def _is_decided(left: Known, right: Known, decided: set[frozenset[str]]) -> bool:
    return any(frozenset((a, b)) in decided for a in left.refs for b in right.refs) if decided else False


def _is_roughly_alike(left: Known, right: Known) -> bool:
    if left.profile.identifiers & right.profile.identifiers or left.profile.wallets & right.profile.wallets:
        return True
    return any(
        token_sort_ratio(a, b, score_cutoff=_ROUGHLY) for a in left.profile.names[:8] for b in right.profile.names[:8]
    )
