"""What cannot all be true: a link that one asserts and another denies, two labels, two birth dates, two owners of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg.dossier.model import Action, Contradiction, Evidence, Fact, Relation, Side

_ONE_WAY = frozenset({"OWNS", "CONTROLS", "MEMBER_OF"})
"""Types of which the same link the other way round is another story."""
_GUESSED = "label:default"
_ABOUT = {"label": "what it is", "kind": "what kind it is", "birth_date": "when it was born"}


def contradictions(
    facts: Sequence[Fact], relations: Sequence[Relation], actions: Sequence[Action]
) -> tuple[Contradiction, ...]:
    """Find what is in dispute among facts, relations and actions, facts first."""
    found = [*_single(facts), *_denied(relations, actions), *_both_ways(relations)]
    return tuple(found)


def _single(facts: Sequence[Fact]) -> Iterator[Contradiction]:
    for about, words in _ABOUT.items():
        stated: dict[str, list[Evidence]] = {}
        for fact in facts:
            # a label that nobody stated, taken since nothing else was known, disputes nothing
            if fact.predicate == about and fact.evidence.method != _GUESSED:
                stated.setdefault(fact.value, []).append(fact.evidence)
        if any(_differ(about, *pair) for pair in combinations(stated, 2)):
            sides = tuple(Side(value, tuple(said)) for value, said in stated.items())
            yield Contradiction(about, f"Sources disagree on {words}: {' or '.join(stated)}", sides)


def _differ(about: str, a: str, b: str) -> bool:
    """True unless one is the other told less exactly, as a year is of a day in it."""
    return not (about == "birth_date" and (a.startswith(b) or b.startswith(a)))


def _denied(relations: Iterable[Relation], actions: Iterable[Action]) -> Iterator[Contradiction]:
    for about, statements in (("relation", relations), ("action", actions)):
        for one in statements:
            if one.denied_by:
                sides = (Side(one.sum.status, one.evidence), Side("denied", one.denied_by))
                yield Contradiction(about, f"{one.words}: {one.sum.status} and denied", sides)


def _both_ways(relations: Iterable[Relation]) -> Iterator[Contradiction]:
    pairs: dict[tuple[str, str], list[Relation]] = {}
    for one in relations:
        if one.type in _ONE_WAY:
            pairs.setdefault((one.type, one.other.id), []).append(one)
    for both in pairs.values():
        if len(both) > 1:
            sides = tuple(Side(one.words, one.evidence) for one in both)
            yield Contradiction("relation", " while ".join(one.words for one in both), sides)
