"""What is compared, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.ontology import ORGANISATIONS, PERSON

Family = Literal["person", "organisation", "other"]

THRESHOLD = 0.7
"""From this score on, in 0..1, two profiles are taken for one thing; chosen on labelled pairs of names."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What tells one entity from another.

    `names` holds the name and every alias, in any script. Birth dates are ISO dates, whole or cut to month or year;
    identifiers as `kg.identifiers.identifier` writes them; countries ISO 3166 alpha-2 codes; wallets entity ids.
    """

    family: Family
    names: tuple[str, ...]
    birth_dates: frozenset[str] = frozenset()
    identifiers: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    wallets: frozenset[str] = frozenset()
    website: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground of a score: a sentence, and what it adds or takes away."""

    text: str
    amount: float

    def __str__(self) -> str:
        return f"{self.text}: {self.amount:+.2f}"


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two profiles are, in 0..1, and why; the reasons' amounts add up to the score but for its bounds."""

    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def same(self) -> bool:
        """True where the score reaches the threshold."""
        return self.score >= THRESHOLD


def family_of(label: str) -> Family:
    """Give the family of an ontology label: companies, groups and agencies are organisations."""
    if label == PERSON:
        return "person"
    return "organisation" if label in ORGANISATIONS else "other"
