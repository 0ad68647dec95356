"""How alike two names are: words that stand for one symbol meet first, then the rest by spelling; what is left over costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rigour.names import Alignment, NamePart, pair_symbols

from kg.matching import weights
from kg.matching.analysing import Analysed, analysed
from kg.matching.profile import Family
from kg.matching.words import words_alike

_MOST_PAIRINGS = 6
_JOINABLE = 3
"""How many words one long word may be written as."""

Parts = tuple[NamePart, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike two names are, and the words of each that have no counterpart."""

    score: float
    left_over: tuple[str, ...] = ()
    right_over: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def alikeness(family: Family, a: str, b: str) -> Alike:
    """How alike two names are, in 0..1; the order of the two makes no difference."""
    if b < a:
        turned = alikeness(family, b, a)
        return Alike(turned.score, turned.right_over, turned.left_over)
    left, right = analysed(family, a), analysed(family, b)
    if left is None or right is None:
        return Alike(1.0 if a.casefold() == b.casefold() else 0.0)
    if left.name.comparable == right.name.comparable:
        return Alike(1.0)
    pairings = pair_symbols(left.name, right.name)[:_MOST_PAIRINGS]
    return max((_scored(family, left, right, edges) for edges in pairings), key=lambda alike: alike.score)


def _scored(family: Family, left: Analysed, right: Analysed, edges: Sequence[Alignment]) -> Alike:
    met = [(tuple(edge.qps), tuple(edge.rps), _symbol_alike(edge)) for edge in edges]
    met += _spelt_alike(_rest(left, [a for a, _, _ in met]), _rest(right, [b for _, b, _ in met]))
    shares = [((left.weigh(a) + right.weigh(b)) / 2, alike) for a, b, alike in met]
    over = _rest(left, [a for a, _, _ in met]), _rest(right, [b for _, b, _ in met])
    missing = left.weigh(over[0]), right.weigh(over[1])
    costs = weights.ORGANISATION if family == "organisation" else weights.PERSON
    total = (
        sum(share for share, _ in shares)
        + costs.doubt
        + costs.surplus * abs(missing[0] - missing[1])
        + costs.contradiction * 2 * min(missing)
    )
    score = sum(share * alike for share, alike in shares) / total
    return Alike(score, tuple(part.form for part in over[0]), tuple(part.form for part in over[1]))


def _symbol_alike(edge: Alignment) -> float:
    if edge.qstr == edge.rstr or edge.symbol is None:
        return 1.0
    return weights.SYMBOL_ALIKE.get(edge.symbol.category.value, 0.9)


def _rest(name: Analysed, used: Sequence[Parts]) -> list[NamePart]:
    met = {part for parts in used for part in parts}
    return [part for part in name.parts if part not in met]


def _spelt_alike(left: Sequence[NamePart], right: Sequence[NamePart]) -> Iterator[tuple[Parts, Parts, float]]:
    """Pair words by spelling, the likest first; one word may be written as two or three."""
    pairs = [
        (alike, len(a) + len(b), a, b) for a in _runs(left) for b in _runs(right) if (alike := _runs_alike(a, b)) > 0
    ]
    used: set[NamePart] = set()
    taken: set[NamePart] = set()
    for alike, _, a, b in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
        if used.isdisjoint(a) and taken.isdisjoint(b):
            used.update(a)
            taken.update(b)
            yield a, b, alike


def _runs(parts: Sequence[NamePart]) -> list[Parts]:
    return [
        tuple(parts[start : start + length])
        for length in range(1, _JOINABLE + 1)
        for start in range(len(parts) - length + 1)
    ]


def _runs_alike(a: Parts, b: Parts) -> float:
    if len(a) == len(b) == 1:
        return words_alike(a[0].form, b[0].form)
    joined = "".join(part.form for part in a), "".join(part.form for part in b)
    if len(a) > 1 < len(b) or min(map(len, joined)) < 4:
        return 0.0
    return weights.JOINED_ALIKE * words_alike(*joined)
