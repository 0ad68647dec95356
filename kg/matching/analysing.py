"""A name taken apart: its words, the symbols they stand for, and what each weighs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rigour.names import Name, NamePart, NamePartTag, NameTypeTag, analyze_names

from kg.matching import weights
from kg.matching.profile import Family
from kg.matching.words import latin

_TAGS: Final = {"person": NameTypeTag.PER, "organisation": NameTypeTag.ORG, "other": NameTypeTag.ENT}
_PARTICLES: Final = frozenset(
    "al el bin ben ibn bint abu abd ul ur de da di do del la le van von der den the of and for".split()
)
_REGIONS: Final = frozenset("africa america americas asia europe european global international worldwide".split())
_RANK: Final = ("NUM", "LOC", "DOMAIN", "SYMBOL", "ORGCLS", "INITIAL", "NICK", "NAME")
"""Kinds of symbols from the most telling on: what is a number as well as a legal form is a number."""
_OFFICE: Final = "headofstate"
_OFFICES: Final = dict.fromkeys(
    "president präsident président presidente presiden presidentti prezident prezydent predsjednik predsednik "
    "președintele președinte elnök президент президенту πρόεδρος cumhurbaşkanı رئیس الرئيس 总统 總統 대통령".split(),
    _OFFICE,
)
"""An office in any language: it tells little, and more than the courtesy titles that are left out."""
_SON_OF: Final = frozenset("bin ben ibn bint".split())
_ASIDE: Final = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Analysed:
    """A name's words in order, with what each weighs."""

    name: Name
    parts: tuple[NamePart, ...]
    letters: int
    weights: dict[NamePart, float]
    extra: dict[NamePart, float]
    """What each weighs where the other name has no counterpart."""
    known: dict[NamePart, frozenset[str]]
    """The names of persons that a word is known to be a spelling of."""
    descent: frozenset[tuple[str, str]]
    """Son and father, where a word between two says so."""
    numbers: frozenset[NamePart]
    """Words that are numbers, Roman ones too: another spelling is another number."""

    def weigh(self, parts: Iterable[NamePart]) -> float:
        """What these words weigh together."""
        return sum(self.weights[part] for part in parts)

    def weigh_extra(self, parts: Iterable[NamePart]) -> float:
        """What these words weigh together where they are left over."""
        return sum(self.extra[part] for part in parts)


@lru_cache(maxsize=65536)
def analysed(family: Family, name: str) -> Analysed | None:
    """A name in words; None where nothing is left of it. The first call reads tables of names for some seconds."""
    words = [_OFFICES.get(word.casefold(), word) for word in name.split()] if family == "person" else [name]
    found = next(iter(analyze_names(_TAGS[family], [" ".join(words)])), None)
    if found is None or not found.parts:
        return None
    kinds = {part: kind for kind in reversed(_RANK) for part in _of_kind(found, kind)}
    asides = {word for aside in _ASIDE.findall(name.casefold()) for word in aside.split()}
    parts = tuple(found.parts)
    return Analysed(
        found,
        parts,
        sum(len(latin(part.form)) for part in parts),
        {part: _weight(part, kinds.get(part, "NAME")) for part in parts},
        {part: _extra(part, kinds.get(part, "NAME"), asides) for part in parts},
        _known(found),
        frozenset(
            (a.form, b.form) for a, of, b in zip(parts, parts[1:], parts[2:], strict=False) if of.form in _SON_OF
        ),
        frozenset(part for part, kind in kinds.items() if kind == "NUM" and family != "person"),
    )


def _known(name: Name) -> dict[NamePart, frozenset[str]]:
    symbols: dict[NamePart, set[str]] = defaultdict(set)
    for span in name.spans:
        if span.symbol.category.value in ("NAME", "NICK") and len(span.parts) == 1:
            symbols[span.parts[0]].add(span.symbol.id)
    return {part: frozenset(ids) for part, ids in symbols.items()}


def _of_kind(name: Name, kind: str) -> Iterator[NamePart]:
    for span in name.spans:
        if span.symbol.category.value == kind:
            yield from span.parts


def _weight(part: NamePart, kind: str) -> float:
    form = latin(part.form)
    if form == _OFFICE:
        return weights.OFFICE
    if part.tag == NamePartTag.STOP or form in _PARTICLES:
        return weights.PARTICLE
    if len(form) == 1 and not form.isdigit():
        return weights.INITIAL
    return weights.WORD.get(kind, 1.0)


def _extra(part: NamePart, kind: str, asides: Collection[str]) -> float:
    if part.form in asides or part.form in _REGIONS:
        return weights.ASIDE
    return weights.EXTRA.get(kind) or _weight(part, kind)
