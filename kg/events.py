"""Which actions are one event: a pure function of their kinds, parties, dates and amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kg.identity import Identities

SAME_EVENT_DAYS = 7


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What tells whether two actions are one event; parties are resolved entities."""

    kind: str
    by: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    amounts: frozenset[tuple[float, str]] = frozenset()


def resolve_events(facts: Mapping[str, EventFacts]) -> Identities:
    """Join actions that are one event: kind and a party agree, dates agree, no amount contradicts; undated ones never join.

    An action joins the first group all of whose members it agrees with, in order of date and ref.
    """
    groups: list[list[str]] = []
    for ref in sorted(facts, key=lambda ref: (min(facts[ref].dates, default="~"), ref)):
        home = next((group for group in groups if all(_one_event(facts[ref], facts[member]) for member in group)), None)
        if home is None:
            groups.append([ref])
        else:
            home.append(ref)
    return Identities({ref: min(group) for group in groups for ref in group})


def _one_event(a: EventFacts, b: EventFacts) -> bool:
    if a.kind != b.kind or not a.dates or not b.dates:
        return False
    parties = a.against & b.against if a.against or b.against else a.by & b.by
    if not parties or not any(_dates_agree(x, y) for x in a.dates for y in b.dates):
        return False
    return not _amounts_contradict(a.amounts, b.amounts)


def _dates_agree(a: str, b: str) -> bool:
    """True where two dates are equal at the coarser precision, or whole dates lie within seven days."""
    if a.startswith(b) or b.startswith(a):
        return True
    try:
        return abs(date.fromisoformat(a) - date.fromisoformat(b)) <= timedelta(days=SAME_EVENT_DAYS)
    except ValueError:
        return False


def _amounts_contradict(a: frozenset[tuple[float, str]], b: frozenset[tuple[float, str]]) -> bool:
    """True where both state amounts in one currency and none is within five percent of another."""
    shared = {currency for _, currency in a} & {currency for _, currency in b}
    return any(
        not any(abs(x - y) <= 0.05 * max(x, y) for x, c in a if c == currency for y, d in b if d == currency)
        for currency in shared
    )
