"""A name taken apart: its words, the symbols they stand for, and what each weighs."""

from __future__ import annotations

from collections.abc import Iterable
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


@dataclass(frozen=True, slots=True)
class Analysed:
    """A name's words in order, with what each weighs."""

    name: Name
    parts: tuple[NamePart, ...]
    weights: dict[NamePart, float]

    def weigh(self, parts: Iterable[NamePart]) -> float:
        """What these words weigh together."""
        return sum(self.weights[part] for part in parts)


@lru_cache(maxsize=65536)
def analysed(family: Family, name: str) -> Analysed | None:
    """A name in words; None where nothing is left of it. The first call reads tables of names for some seconds."""
    found = next(iter(analyze_names(_TAGS[family], [name])), None)
    if found is None or not found.parts:
        return None
    kinds = _kinds(found)
    return Analysed(found, tuple(found.parts), {part: _weight(part, kinds.get(part, "NAME")) for part in found.parts})


def _kinds(name: Name) -> dict[NamePart, str]:
    """The kind of symbol each word stands for; that it is some person's name as well says the least."""
    kinds: dict[NamePart, str] = {}
    for span in name.spans:
        kind = span.symbol.category.value
        for part in span.parts:
            if part not in kinds or kind not in ("NAME", "NICK", "PHON"):
                kinds[part] = kind
    return kinds


def _weight(part: NamePart, kind: str) -> float:
    form = latin(part.form)
    if part.tag == NamePartTag.STOP or form in _PARTICLES:
        return weights.PARTICLE
    if len(form) == 1 and not form.isdigit():
        return weights.INITIAL
    return weights.WORD.get(kind, 1.0)
