"""A record in words: one sentence a statement, in one order whatever format it came in, with the places of its names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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
_ENDS = re.compile(r"(\{[ab]\})")


@dataclass(slots=True)
class Rendering:
    """The text of a record as it grows."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """All that was said."""
        return "".join(self.parts)

    def name(self, words: str) -> Span:
        """Begin with what the record is about."""
        return self._add(words, "", " | ")

    def fact(self, predicate: str, value: str) -> Span:
        """Say a literal; returns where its value stands."""
        before, after = _FACTS[predicate].split("{}")
        return self._add(value, before, f"{after}; ")

    def link(self, predicate: str, source: str, target: str) -> tuple[Span | None, Span | None]:
        """Say an edge between two names; returns where they stand."""
        return self._pair(EDGES[predicate].phrase, source, target)

    def measure(self, kind: str, by: str, against: str, more: str) -> tuple[Span | None, Span | None]:
        """Say an action of one party against another, either of which may be unknown, and when."""
        return self._pair(KINDS[kind].phrase + more, by, against)

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
        self._put("; ")
        return places.get("{a}"), places.get("{b}")
