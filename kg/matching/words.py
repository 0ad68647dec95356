"""How alike two words of names are: spelling within a budget of slips, sound, initials, consonants across scripts."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler
from rigour.text import ascii_text, metaphone

from kg.matching import weights

_VOWELS = str.maketrans("", "", "aeiouyw'-` ")


@lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """A word in small Latin letters and digits, as far as its script can be written so."""
    return "".join(sign for sign in ascii_text(word).casefold() if sign.isalnum()) or word


@lru_cache(maxsize=65536)
def words_alike(a: str, b: str) -> float:
    """How alike two words are, in 0..1; 0 where they are too different to be one word misspelt."""
    if a == b:
        return 1.0
    if a.isdigit() or b.isdigit():
        return 0.0
    left, right = latin(a), latin(b)
    if left == right:
        return 0.98
    if min(len(left), len(right)) == 1:
        return weights.INITIAL_ALIKE if left[0] == right[0] else 0.0
    spelt = _spelt(left, right)
    if a.isascii() != b.isascii():
        spelt = max(spelt, _skeleton(left, right))
    return spelt


def _spelt(left: str, right: str) -> float:
    longest, shortest = max(len(left), len(right)), min(len(left), len(right))
    slips = OSA.distance(left, right)
    if slips <= budget(longest):
        return max(1 - slips / longest, 0.55 * JaroWinkler.similarity(left, right) + 0.45 * (1 - slips / longest))
    if shortest >= 4 and slips <= budget(longest) + 1 and metaphone(left) == metaphone(right):
        return weights.SOUND_ALIKE
    return 0.0


def budget(length: int) -> int:
    """How many letters of a word may be wrong: one up to five letters, two up to nine, then three."""
    return 1 if length <= 5 else 2 if length <= 9 else 3


def _skeleton(left: str, right: str) -> float:
    """Scripts that leave vowels out are compared by consonants."""
    a, b = left.translate(_VOWELS), right.translate(_VOWELS)
    if len(a) < 2 or len(b) < 2:
        return 0.0
    return 0.85 if a == b else 0.75 if max(len(a), len(b)) >= 4 and OSA.distance(a, b) == 1 else 0.0
