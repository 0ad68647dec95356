"""How alike two words of names are: spelling within a budget of slips, sound, initials, consonants across scripts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler
from rigour.text import ascii_text, metaphone
from rigour.text.scripts import text_scripts

from kg.matching import weights

_LETTER = re.compile(r" LETTER (?:[A-Z]+ )*?([A-Z]+)$")
# what scripts leave out, and what they write with one sign
_VOWELS = str.maketrans("b", "v", "aeiouywh")
_DIGIT = re.compile(r"\d")
_DOUBLED = re.compile(r"(.)\1+|ng\b")


_SYLLABIC = frozenset({"Han", "Hangul", "Hiragana", "Katakana"})


@lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """A word in small Latin letters and digits, as far as its script can be written so."""
    if word.isascii():
        return "".join(sign for sign in word.casefold() if sign.isalnum()) or word
    written = ascii_text(word)
    if "?" in written:
        written = "".join(_sign(sign) for sign in word)
    return "".join(sign for sign in written.casefold() if sign.isalnum()) or word


def _sign(sign: str) -> str:
    """One letter; what no table writes in Latin goes by its sound in the Unicode name: KHMER LETTER VO is a v."""
    written = str(ascii_text(sign))
    if "?" not in written:
        return written
    named = _LETTER.search(unicodedata.name(sign, ""))
    return named[1] if named else ""


@lru_cache(maxsize=65536)
def words_alike(a: str, b: str, initials: bool = True) -> float:
    """How alike two words are, in 0..1; 0 where they are too different to be one word misspelt.

    With `initials` a single letter stands for any word that begins with it.
    """
    if a == b:
        return 1.0
    if _DIGIT.findall(a) != _DIGIT.findall(b):
        return 0.0
    if syllabic(a) and syllabic(b):
        return _spelt(a, b) if max(len(a), len(b)) > 4 else 0.0
    left, right = latin(a), latin(b)
    if left == right:
        return 0.98
    if min(len(left), len(right)) == 1:
        return weights.INITIAL_ALIKE if initials and left[0] == right[0] else 0.0
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


def syllabic(word: str) -> bool:
    """True for Chinese, Japanese and Korean, where one sign is a syllable and another sign another name."""
    return not word.isascii() and not text_scripts(word).isdisjoint(_SYLLABIC)


def budget(length: int) -> int:
    """How many letters of a word may be wrong: one up to five letters, two up to nine, then three."""
    return 1 if length <= 5 else 2 if length <= 9 else 3


def _skeleton(left: str, right: str) -> float:
    """Scripts that leave vowels out are compared by consonants."""
    a, b = (_DOUBLED.sub(lambda found: found[1] or "n", word.translate(_VOWELS)) for word in (left, right))
    if len(a) < 2 or len(b) < 2:
        return 0.0
    return 0.85 if a == b else 0.75 if max(len(a), len(b)) >= 4 and OSA.distance(a, b) == 1 else 0.0
