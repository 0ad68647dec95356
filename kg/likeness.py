"""Near copies: a sketch of a text by which its likes are found, and a comparison of two texts, sentence by sentence.

A sketch is a MinHash over runs of three words. It is the same on every machine, since nothing in it depends on a library's
choice of hash; `VERSION` changes with anything that changes it. What limits it uses, and how they were chosen: docs/copies.md.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from kg.facts import COMMON, WORD, facts_of, sentences_of, telling

VERSION: Final = 1
SHINGLE: Final = 3
"""Words in a run."""
ROWS: Final = 2
BANDS: Final = 40
"""Two texts meet where all rows of one band agree: at a resemblance of 0.3 in 98 of 100 cases, at 0.02 in 1.6."""
MIN_WORDS: Final = 20
"""A shorter text has no sketch: its words are too few to tell a copy from a common phrase."""
WORTH_READING: Final = 0.12
"""The resemblance that signatures must estimate before two texts are compared: of 80 values a tenth agree by chance."""
KEPT: Final = 0.6
"""The share of the shorter text that must stand in the other, sentence for sentence with the same facts."""
CHANGED: Final = 0.2
"""The share of what stands in both that may tell other facts; in notices from one template most does."""
REWORDED: Final = 0.5
"""The share of what stands in both that may be in other words on both sides: a final rule is no copy of what was proposed."""
SHORT: Final = 130
"""Words up to which a text is too short to bear a changed fact: there each word that tells something is a fact."""
KEPT_SHORT: Final = 0.7
SHARED: Final = 6
SHARED_SHORT: Final = 4
"""Facts that tell stories apart which both texts must have: what only names its author and the law it goes by, all notices share."""
_MATCHED: Final = 0.6
"""The share of word pairs of the shorter of two sentences that makes them one sentence in two wordings."""
_MIN_SENTENCE: Final = 4
_MOST_WORDS: Final = 20_000
"""Words that are looked at; what is longer than a book's chapter is known by its beginning."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What finds a text's likes: `keys` of its bands, one equal key making a candidate, and the `signature` behind them."""

    keys: tuple[str, ...]
    signature: tuple[int, ...]

    def resemblance(self, signature: Sequence[int]) -> float:
        """Estimate the share of runs of words that two texts have in common, in 0..1."""
        same = sum(mine == other for mine, other in zip(self.signature, signature, strict=True))
        return same / len(self.signature)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How the shorter of two texts, of `words` words, stands in the other: shares of its words in 0..1.

    `kept` stands in sentences that the other has with no other fact, `changed` in sentences that it has with other facts,
    `reworded` in sentences that it has with other words that may matter, be they facts or not. `shared`
    counts the facts of both that tell stories apart.
    """

    words: int
    kept: float
    changed: float
    reworded: float
    shared: int

    @property
    def is_copy(self) -> bool:
        """True where one text is the other's, cut, reworded here and there or with something added."""
        if self.words < SHORT:
            return self.shared >= SHARED_SHORT and self.kept >= KEPT_SHORT and not self.reworded
        both = self.kept + self.changed
        return (
            self.shared >= SHARED
            and self.kept >= KEPT
            and self.changed <= CHANGED * both
            and self.reworded <= REWORDED * both
        )


def words_of(text: str) -> list[str]:
    """The words of a text as copies share them: no case, no punctuation, no points in abbreviations."""
    return [word.replace(".", "").replace(",", "") for word in WORD.findall(text.casefold())[:_MOST_WORDS]]


def sketch(text: str) -> Sketch | None:
    """Sketch a text; None where it is too short."""
    words = words_of(text)
    if len(words) < MIN_WORDS:
        return None
    import numpy as np

    hashed = np.array([_hash(word) for word in words], dtype=np.uint64)
    runs = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for place in range(SHINGLE):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + hashed[place : place + len(runs)]
    mixed = _mixed(np.unique(runs))
    least = np.concatenate([_mixed(mixed ^ salt[:, None]).min(axis=1) for salt in np.array_split(_salts(), 8)])
    signature = tuple(int(value) for value in least >> np.uint64(32))
    return Sketch(tuple(_keys(signature)), signature)


def _keys(signature: Sequence[int]) -> Iterable[str]:
    for band in range(BANDS):
        row = signature[band * ROWS : (band + 1) * ROWS]
        told = hashlib.blake2b(f"{VERSION}.{band}.{row}".encode(), digest_size=6).hexdigest()
        yield f"k{told}"


def _mixed(values: Any) -> Any:
    """Mix the bits of 64-bit numbers (splitmix64), so that any of them is as likely to be the least."""
    import numpy as np

    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@lru_cache(maxsize=1)
def _salts() -> Any:
    import numpy as np

    return np.array([_hash(f"{VERSION} {place}") for place in range(BANDS * ROWS)], dtype=np.uint64)


@lru_cache(maxsize=50_000)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence for comparing: its words, its pairs of neighbouring words, and its facts."""

    words: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    facts: frozenset[str]
    telling: frozenset[str]


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[_Sentence, ...]:
    found = []
    left = _MOST_WORDS
    for sentence in sentences_of(text):
        words = tuple(words_of(sentence))
        if left <= 0:
            break
        left -= len(words)
        if words:
            pairs = frozenset(pairwise(words))
            found.append(_Sentence(words, pairs, facts_of(sentence), telling(words)))
    return tuple(found)


def compare(one: str, other: str) -> Likeness:
    """Compare two texts; which is given first does not matter."""
    short, long = sorted((one, other), key=lambda text: (len(words_of(text)), text))
    mine, theirs = _sentences(short), _sentences(long)
    my_words, their_words = _all_words(mine), _all_words(theirs)
    where: dict[tuple[str, str], list[int]] = {}
    for place, sentence in enumerate(theirs):
        for pair in sentence.pairs:
            where.setdefault(pair, []).append(place)
    total = kept = changed = reworded = 0
    for sentence in mine:
        size = len(sentence.words)
        total += size
        found = _counterpart(sentence, theirs, where)
        if found is None:
            continue
        if _differ(sentence.facts - their_words, found.facts - my_words):
            changed += size
        else:
            kept += size
        if _differ(sentence.telling - their_words, found.telling - my_words):
            reworded += size
    shared = len((_all_facts(mine) & _all_facts(theirs)) - COMMON)
    size = max(total, 1)
    return Likeness(total, kept / size, changed / size, reworded / size, shared)


def _all_words(sentences: Iterable[_Sentence]) -> frozenset[str]:
    return frozenset(word for sentence in sentences for word in sentence.words)


def _all_facts(sentences: Iterable[_Sentence]) -> frozenset[str]:
    return frozenset(fact for sentence in sentences for fact in sentence.facts)


def _counterpart(
    sentence: _Sentence, theirs: Sequence[_Sentence], where: dict[tuple[str, str], list[int]]
) -> _Sentence | None:
    """The sentence of the other text that shares most pairs of words, if it is the same sentence."""
    if len(sentence.words) < _MIN_SENTENCE:
        return None
    votes = Counter(place for pair in sentence.pairs for place in where.get(pair, ()))
    best: tuple[float, int, int] | None = None
    for place, shared in votes.items():
        other = theirs[place]
        if len(other.words) < _MIN_SENTENCE:
            continue
        share = shared / max(1, min(len(sentence.pairs), len(other.pairs)))
        if share >= _MATCHED and (best is None or (shared, share, -place) > (best[1], best[0], -best[2])):
            best = (share, shared, place)
    return theirs[best[2]] if best is not None else None


def _differ(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """True where each of two wordings has something that the other text does not know: more on one side alone is an addition."""
    return bool(mine) and bool(theirs)
