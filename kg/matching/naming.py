"""How alike two names are: words that stand for one symbol meet first, then the rest by spelling; what is left over costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rigour.names import Alignment, NamePart, pair_symbols

from kg.matching import weights
from kg.matching.analysing import Analysed, analysed
from kg.matching.profile import Family
from kg.matching.words import latin, words_alike

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
    spelt = _spelt_alike(_rest(left, met, 0), _rest(right, met, 1), initials=family != "organisation")
    weighed = [(a, b, alike * _known_apart(left, right, a, b)) for a, b, alike in spelt]
    met += [pair for pair in weighed if pair[2] > 0]
    over = _rest(left, met, 0), _rest(right, met, 1)
    if _is_cut(left, right, *over):
        met.append((tuple(over[0]), tuple(over[1]), weights.CUT_ALIKE))
        over = [], []
    shares = [((left.weigh(a) + right.weigh(b)) / 2, alike) for a, b, alike in met]
    missing = left.weigh_extra(over[0]), right.weigh_extra(over[1])
    costs = weights.ORGANISATION if family == "organisation" else weights.PERSON
    total = (
        sum(share for share, _ in shares)
        + costs.doubt
        + costs.surplus * abs(missing[0] - missing[1])
        + costs.contradiction * 2 * min(missing)
    )
    score = sum(share * alike for share, alike in shares) / total * _structure(family, left, right)
    return Alike(score, tuple(part.form for part in over[0]), tuple(part.form for part in over[1]))


def _structure(family: Family, left: Analysed, right: Analysed) -> float:
    """What is left of a score after a look at the names as wholes."""
    if any((father, son) in right.descent for son, father in left.descent):
        return weights.TURNED
    few, many = sorted((left, right), key=lambda name: len(name.parts))
    # one long word may be all words of the other written as one
    lone = len(few.parts) == 1 < len(many.parts) and many.letters - few.letters > 1
    return weights.LONE if lone and family == "person" else 1.0


def _known_apart(left: Analysed, right: Analysed, a: Parts, b: Parts) -> float:
    """Less than one where both words are known names, and known to be spellings of other ones; nothing for numbers."""
    if len(a) == len(b) == 1 and a[0].form != b[0].form:
        if a[0] in left.numbers or b[0] in right.numbers:
            return 0.0
        names = left.known.get(a[0]), right.known.get(b[0])
        if names[0] and names[1] and names[0].isdisjoint(names[1]):
            return weights.KNOWN_APART
    return 1.0


def _is_cut(left: Analysed, right: Analysed, a: Sequence[NamePart], b: Sequence[NamePart]) -> bool:
    """True where all that is left over is the last word of a name, cut short by the width of some field."""
    if not len(a) == len(b) == 1 or min(len(left.parts), len(right.parts)) < 3:
        return False
    short, long, name = (a[0].form, b[0], left) if len(a[0].form) < len(b[0].form) else (b[0].form, a[0], right)
    return short == name.parts[-1].form and len(short) > 1 and long.form.startswith(short)


def _symbol_alike(edge: Alignment) -> float:
    if edge.qstr == edge.rstr or edge.symbol is None:
        return 1.0
    return weights.SYMBOL_ALIKE.get(edge.symbol.category.value, 0.9)


def _rest(name: Analysed, met: Sequence[tuple[Parts, Parts, float]], side: Literal[0, 1]) -> list[NamePart]:
    used = {part for pair in met for part in pair[side]}
    return [part for part in name.parts if part not in used]


def _spelt_alike(
    left: Sequence[NamePart], right: Sequence[NamePart], *, initials: bool
) -> Iterator[tuple[Parts, Parts, float]]:
    """Pair words by spelling, the likest first; one word may be written as two or three."""
    pairs = [
        (alike, len(a) + len(b), a, b)
        for a in _runs(left)
        for b in _runs(right)
        if (alike := _runs_alike(a, b, initials)) > 0
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


def _runs_alike(a: Parts, b: Parts, initials: bool) -> float:
    if len(a) == len(b) == 1:
        return words_alike(a[0].form, b[0].form, initials)
    joined = "".join(part.form for part in a), "".join(part.form for part in b)
    if len(a) > 1 < len(b) or min(len(latin(word)) for word in joined) < 4:
        return 0.0
    return weights.JOINED_ALIKE * words_alike(*joined)
