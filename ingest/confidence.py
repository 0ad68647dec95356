"""How far a statement is believed: by its grounds (`ingest.statements.believing`), where nobody weighed them by its rule.

A rule alone is believed (tp + 1) / (tp + fp + 2) from its counts on the tuned gold, which stand in rule_counts.tsv.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from ingest.reading import ReadAction, ReadRelation

UNMEASURED = 0.5
"""A rule that never fired on the gold: as likely right as wrong, which the formula gives for no counts."""

NAMED = 0.95
"""A name, alias, kind or address: the words stand there; what can be wrong is where the name ends."""


@cache
def _counts() -> dict[str, tuple[int, int]]:
    table = files("ingest").joinpath("rule_counts.tsv")
    if not table.is_file():
        return {}
    rows = csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t")
    return {row["rule"]: (int(row["tp"]), int(row["fp"])) for row in rows}


def confidence_of(read: ReadRelation | ReadAction) -> float:
    """The chance, in 0..1, that a statement was read right."""
    return rule_confidence(read.rule) if read.confidence is None else read.confidence


def surest(read: Iterable[ReadRelation | ReadAction]) -> tuple[float | None, tuple[str, ...]]:
    """The highest confidence among statements of one thing, and why: the best sentence for it is proof enough."""
    best = max(read, key=lambda one: -1.0 if one.confidence is None else one.confidence)
    return best.confidence, best.why


def times_right(beginning: str) -> int:
    """How often the rules whose names begin so were right on the gold; of a rule's own name only whole ones count."""
    return sum(right for rule, (right, _) in _counts().items() if rule.startswith(beginning) and rule.count(":") > 2)


def rule_confidence(rule: str) -> float:
    """The chance, in 0..1, that what this rule reads is what the sentence says.

    A frame that never fired on the gold has the counts of all frames of its type, else of all frames.
    """
    parts = rule.split(":")
    names = (":".join(parts[:length]) for length in range(len(parts), 0, -1))
    right, wrong = next((_counts()[name] for name in names if name in _counts()), (0, 0))
    return (right + 1) / (right + wrong + 2)
