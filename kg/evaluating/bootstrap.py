"""How far a figure would move with other documents: 95 % intervals by resampling whole documents."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from kg.evaluating.report import Report, Tally

ROUNDS = 1000
SEED = 20
HEADLINES = ("ENTITY", "RELATION", "ACTION", "ACTION roles")


def f1_intervals(
    documents: Sequence[Report], names: Iterable[str] = HEADLINES, rounds: int = ROUNDS
) -> dict[str, tuple[float, float]]:
    """Give (low, high) of F1 for each named tally: the 2.5th and 97.5th percentile over resampled sets of documents.

    Documents are drawn, not items, since the errors of one document go together. The seed is fixed, so that the same
    documents give the same interval.
    """
    return {name: _interval([report.tallies.get(name, Tally()) for report in documents], rounds) for name in names}


def _interval(tallies: Sequence[Tally], rounds: int) -> tuple[float, float]:
    draw = random.Random(SEED)  # noqa: S311 - resampling, no secret
    found = []
    for _ in range(rounds):
        whole = Tally()
        for tally in draw.choices(tallies, k=len(tallies)):
            whole.add(tally.tp, tally.fp, tally.fn)
        found.append(whole.ratios()[2])
    found.sort()
    return found[int(0.025 * rounds)], found[int(0.975 * rounds) - 1]
