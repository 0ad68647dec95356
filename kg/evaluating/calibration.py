"""Whether a confidence says how often it is right, and above which confidence nine of ten statements are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.evaluating.report import Judged

EDGES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
WANTED = 0.90


@dataclass(frozen=True, slots=True)
class Band:
    """Statements whose confidence lies in [low, high): how many, the mean confidence, the share that was right."""

    low: float
    high: float
    statements: int
    believed: float
    right: float


def bands(judged: Sequence[Judged], edges: Sequence[float] = EDGES) -> list[Band]:
    """Lay statements out by confidence; a band without statements is left out, the last one holds its upper edge too."""
    found = []
    for low, high in pairwise(edges):
        last = high == edges[-1]
        inside = [one for one in judged if low <= one.confidence < high or (last and one.confidence == high)]
        if inside:
            believed = sum(one.confidence for one in inside) / len(inside)
            found.append(Band(low, high, len(inside), believed, sum(one.right for one in inside) / len(inside)))
    return found


def threshold(judged: Sequence[Judged], wanted: float = WANTED) -> float | None:
    """Give the lowest confidence at and above which at least `wanted` of the statements are right; None if there is none."""
    best, right = None, 0
    ordered = sorted(judged, key=lambda one: -one.confidence)
    for at, one in enumerate(ordered, 1):
        right += one.right
        is_last_of_equals = at == len(ordered) or ordered[at].confidence < one.confidence
        if is_last_of_equals and right / at >= wanted:
            best = one.confidence
    return best
