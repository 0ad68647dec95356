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
PARTICLE: Final = 0.25
SHORT: Final = 0.6
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
