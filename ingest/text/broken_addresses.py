"""Put an address together again that a line end or spaces between groups have broken into words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.text.address_decoys import is_transaction_hash
from ingest.text.addresses import FAMILIES, Family, begins, is_one_case

_BLANK = "[ \t\u00a0\u2000-\u200a\u202f\u3000]"
_GAP = re.compile(f"{_BLANK}{{1,16}}|-?{_BLANK}{{0,16}}(?:\r\n?|\n|\u2028){_BLANK}{{0,16}}")
_MOST_PIECES = 30
_HASH = 66
_LONGEST = max(family.lengths[-1] for family in FAMILIES)
# Prose without a digit in reach is not worth a closer look.
_DIGIT = re.compile("[0-9]")
_FIRST_LETTERS = frozenset("013478ABDGLMPQTXblpqrt")

Joined = tuple[int, str, Family | str]


@dataclass(frozen=True, slots=True)
class Words:
    """A text and the spans of its words."""

    text: str
    spans: Sequence[tuple[int, int]]

    def word(self, at: int) -> str:
        """Return the word of that number."""
        start, end = self.spans[at]
        return self.text[start:end]

    def follows(self, at: int) -> bool:
        """Say whether only blanks, or one line end, stand between a word and the next."""
        if at + 1 >= len(self.spans):
            return False
        return _GAP.fullmatch(self.text, self.spans[at][1], self.spans[at + 1][0]) is not None


def join(words: Words, at: int, *, whole: Family | None) -> Joined | None:
    """Return number of words, address and family of a broken address that begins at a word, or None.

    `whole` is the family for which the first word is an address by itself: then it stands, unless it carries no
    checksum and the next words make it a transaction hash, which is given back as the reason to reject it.
    """
    start = words.spans[at][0]
    if (
        words.text[start] not in _FIRST_LETTERS
        or not _DIGIT.search(words.text, start, start + _HASH)
        or not words.follows(at)
    ):
        return None
    if whole is not None:
        one_case = whole.name == "evm" and is_one_case(words.word(at))
        return _broken_hash(_pieces(words, at, whole)) if one_case else None
    word = words.word(at)
    for family in _families_begun(word) if len(word) < _LONGEST else ():
        joined = _join_as(family, _pieces(words, at, family))
        if joined is not None:
            return joined
    return None


@lru_cache(maxsize=4096)
def _families_begun(word: str) -> tuple[Family, ...]:
    """The rows of which the word could be the first piece; prose has the same few words again and again."""
    return tuple(family for family in FAMILIES if not family.cues and begins(family, word))


def _pieces(words: Words, at: int, family: Family) -> list[str]:
    """Return the words from here that may belong together, the first included."""
    pieces, length = [words.word(at)], len(words.word(at))
    longest = max(family.lengths[-1], _HASH if family.name == "evm" else 0)
    while words.follows(at) and len(pieces) < _MOST_PIECES:
        at += 1
        word = words.word(at)
        length += len(word)
        if length > longest or not family.letters.fullmatch(word):
            break
        pieces.append(word)
    return pieces


def _join_as(family: Family, pieces: Sequence[str]) -> Joined | None:
    if family.name == "evm":
        broken_hash = _broken_hash(pieces)
        if broken_hash is not None:
            return broken_hash
    address = pieces[0]
    for count, piece in enumerate(pieces[1:], start=2):
        address += piece
        if len(address) in family.lengths and _may_be_one(family, address, pieces[:count]):
            failure = family.check(address)
            if failure is None:
                return count, address, family
            if family.name == "evm" and _halves(pieces[:count]):
                return count, address, failure
    return None


def _may_be_one(family: Family, address: str, pieces: Sequence[str]) -> bool:
    if family.name == "evm" and is_one_case(address):
        return _even(pieces) or all(_is_code(piece) for piece in pieces)
    # Words of prose and columns of numbers are not worth a checksum.
    return (
        (len(pieces) <= 4 or _even(pieces))
        and not address.isdigit()
        and any(character.isdigit() for character in address)
    )


def _broken_hash(pieces: Sequence[str]) -> Joined | None:
    joined = pieces[0]
    for count, piece in enumerate(pieces[1:], start=2):
        joined += piece
        if is_transaction_hash(joined) and (_even(pieces[:count]) or _halves(pieces[:count])):
            return count, joined, "a transaction hash: 0x and 64 hex digits"
    return None


def _even(pieces: Sequence[str]) -> bool:
    """Say whether the pieces are groups of one size, the last one perhaps shorter, the first one with or without 0x."""
    size = len(pieces[1])
    return (
        size >= 2
        and len(pieces) > 2
        and len(pieces[0]) in (2, size, size + 2)
        and all(len(piece) == size for piece in pieces[1:-1])
        and len(pieces[-1]) <= size
    )


def _is_code(piece: str) -> bool:
    # Short pieces and those without a digit may be words: "be", "added", "facade".
    return len(piece) >= 6 and any(character.isdigit() for character in piece)


def _halves(pieces: Sequence[str]) -> bool:
    return len(pieces) <= 3 and all(len(piece) >= 8 for piece in pieces)
