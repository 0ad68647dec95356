"""Spares the attribute ruler its matcher: what it sets on a token hangs, but for a few pairs of words, on that token alone.

The model's ruler tries 179 patterns at each token, a tenth of its whole time. Nearly all of them look at one token's word, tag
and dependency, and a text has few different ones: the matches of each are kept. What is set, and in which order, stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

NAME: Final = "attribute_ruler"
LOOKED_AT: Final = (LOWER, TAG, DEP, IS_SPACE)
KEYS: Final = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
MOST_KEPT: Final = 100_000
"""Beyond so many different tokens all that is kept is dropped, so that memory stays flat whatever is read."""

Match = tuple[int, int, int, int]


def spare_matching(nlp: Language) -> None:
    """Let a pipeline's attribute ruler keep what it has matched; one with patterns of another kind is left as it is."""
    if NAME not in nlp.pipe_names:
        return
    ruler: Any = nlp.get_pipe(NAME)
    alone: list[tuple[str, Any]] = []
    wider: list[tuple[str, Any]] = []
    for number, row in enumerate(ruler.patterns):
        for pattern in row["patterns"]:
            if any(set(token) - KEYS or "OP" in token for token in pattern):
                return
            (alone if len(pattern) == 1 else wider).append((str(number), pattern))
    ruler.match = Kept(nlp, alone, wider).matches


class Kept:
    """The matches of single tokens by what is looked at, and a small matcher for what spans two."""

    def __init__(self, nlp: Language, alone: Iterable[tuple[str, Any]], wider: Iterable[tuple[str, Any]]) -> None:
        self._nlp = nlp
        self._alone = _matcher(nlp, alone)
        self._wider = _matcher(nlp, wider)
        self._known: dict[tuple[int, ...], tuple[tuple[int, int], ...]] = {}

    def matches(self, doc: Doc) -> list[Match]:
        """Give what the ruler's own `match` gives: number and name of each pattern, and the tokens, in the patterns' order."""
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        rows = [tuple(row) for row in doc.to_array(list(LOOKED_AT)).tolist()]
        if any(row not in self._known for row in rows):
            self._learn(doc, rows)
        found = [(number, name, at, at + 1) for at, row in enumerate(rows) for number, name in self._known[row]]
        found += self._numbered(self._wider(doc, allow_missing=True, as_spans=False))
        found.sort()
        return found

    def _learn(self, doc: Doc, rows: list[tuple[int, ...]]) -> None:
        by_token: dict[int, list[tuple[int, int]]] = {}
        for number, name, start, _ in self._numbered(self._alone(doc, allow_missing=True, as_spans=False)):
            by_token.setdefault(start, []).append((number, name))
        for at, row in enumerate(rows):
            self._known.setdefault(row, tuple(by_token.get(at, ())))

    def _numbered(self, found: Iterable[tuple[int, int, int]]) -> list[Match]:
        strings: Mapping[int, str] = self._nlp.vocab.strings
        return [(int(strings[name]), name, start, end) for name, start, end in found]


def _matcher(nlp: Language, patterns: Iterable[tuple[str, Any]]) -> Matcher:
    by_number: dict[str, list[Any]] = {}
    for number, pattern in patterns:
        by_number.setdefault(number, []).append(pattern)
    matcher = Matcher(nlp.vocab)
    for number, rows in by_number.items():
        matcher.add(number, rows)
    return matcher
