"""What the words of a name weigh, and what it costs when they differ: constants fitted on labelled pairs of names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Costs:
    """What leftover words cost, in shares of a matched word: on one side only, on both, and against how much that agrees."""

    surplus: float
    contradiction: float
    doubt: float
    """Weight that is never matched, so that little that agrees is no proof."""


PERSON: Final = Costs(surplus=0.2, contradiction=1.6, doubt=0.12)
ORGANISATION: Final = Costs(surplus=0.45, contradiction=1.4, doubt=0.1)

# by the kind of symbol that a word stands for: a legal form says little, a number much
WORD: Final[Mapping[str, float]] = {
    "ORGCLS": 0.25,
    "SYMBOL": 0.4,
    "DOMAIN": 0.7,
    "LOC": 0.7,
    "NUM": 1.3,
    "INITIAL": 0.5,
    "NICK": 1.0,
    "NAME": 1.0,
}
# of words that the other name has not: a country or a number makes another company of it
EXTRA: Final[Mapping[str, float]] = {"LOC": 2.0, "NUM": 2.5, "SYMBOL": 1.0, "DOMAIN": 1.0}
ASIDE: Final = 0.4
"""A region, or what stands in brackets."""
PARTICLE: Final = 0.25
OFFICE: Final = 0.6
INITIAL: Final = 0.5

# how alike two different spellings of one symbol are taken to be
SYMBOL_ALIKE: Final[Mapping[str, float]] = {
    "ORGCLS": 0.9,
    "SYMBOL": 0.95,
    "DOMAIN": 0.95,
    "LOC": 0.95,
    "NUM": 1.0,
    "INITIAL": 0.85,
    "NICK": 0.72,
    "NAME": 0.93,
}
INITIAL_ALIKE: Final = 0.85
JOINED_ALIKE: Final = 0.97
SOUND_ALIKE: Final = 0.82
CUT_ALIKE: Final = 0.8
TURNED: Final = 0.6
"""What is left of a score where son and father change places."""
LONE: Final = 0.85
"""What is left of it where one of two names is a single word."""
KNOWN_APART: Final = 0.85
"""What is left of the likeness of two words that are both known names, of other people."""
