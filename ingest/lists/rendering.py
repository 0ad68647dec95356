"""A record in words: one sentence a statement, in one order whatever format it came in, with the places of its names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from kg.model import Span
from kg.ontology import EDGES, KINDS

_FACTS = {
    "alias": "also known as {}",
    "kind": "kind: {}",
    "birth_date": "born {}",
    "identifier": "identifier {}",
    "address": "address {}",
    "chain": "chain {}",
    "tag": "{}",
}
NOBODY = "somebody"
AND = ", "
_THEN, _NEXT = " | ", "; "
_ENDS = re.compile(r"(\{[ab]\})")


@dataclass(slots=True)
class Rendering:
    """The text of a record as it grows."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """All that was said, without what would part it from more."""
        said = "".join(self.parts)
        ending = next((mark for mark in (_NEXT, _THEN) if said.endswith(mark)), "")
        return said.removesuffix(ending)

    def name(self, words: str) -> Span:
        """Begin with what the record is about."""
        return self._add(words, "", _THEN)

    def fact(self, predicate: str, value: str) -> Span:
        """Say a literal; returns where its value stands."""
        before, after = _FACTS[predicate].split("{}")
        return self._add(value, before, f"{after}{_NEXT}")

    def link(self, predicate: str, source: str, target: str) -> tuple[Span | None, Span | None]:
        """Say an edge between two names; returns where they stand."""
        return self._pair(EDGES[predicate].phrase, source, target)

    def measure(
        self, kind: str, by: Sequence[str], against: Sequence[str], more: str
    ) -> tuple[list[Span | None], list[Span | None]]:
        """Say an action of some against others, either of whom may be unknown, and when; returns where each stands."""
        sides = (AND.join(by) or NOBODY, AND.join(against) or NOBODY)
        left, right = self._pair(KINDS[kind].phrase + more, *sides)
        return _each(left, by), _each(right, against)

    def _add(self, words: str, before: str, after: str) -> Span:
        start = self.length + len(before)
        self._put(f"{before}{words}{after}")
        return start, start + len(words)

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def _pair(self, phrase: str, a: str, b: str) -> tuple[Span | None, Span | None]:
        places: dict[str, Span] = {}
        for piece in _ENDS.split(phrase):
            words = {"{a}": a, "{b}": b}.get(piece, piece)
            places.setdefault(piece, (self.length, self.length + len(words)))
            self._put(words)
        self._put(_NEXT)
        return places.get("{a}"), places.get("{b}")


def _each(span: Span | None, names: Sequence[str]) -> list[Span | None]:
    """The places of names that were said as one, one after the other."""
    if span is None:
        return [None for _ in names]
    ends = list(accumulate((len(name) + len(AND) for name in names), initial=span[0]))
    return [(start, start + len(name)) for start, name in zip(ends, names, strict=False)]
