"""What an evaluation counted: hits, inventions and misses a kind of thing, and every statement with whether it was right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Tally:
    """Hits, inventions and misses of one kind of thing."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, tp: int, fp: int, fn: int) -> None:
        """Count more of each."""
        self.tp, self.fp, self.fn = self.tp + tp, self.fp + fp, self.fn + fn

    def ratios(self) -> tuple[float, float, float]:
        """Give precision, recall and F1, each in 0..1; a ratio of nothing is 0."""
        p = self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0
        r = self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    def figures(self) -> dict[str, float | int]:
        """Give the three ratios, to four digits, and the counts behind them."""
        p, r, f1 = self.ratios()
        return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "tp": self.tp, "fp": self.fp, "fn": self.fn}


@dataclass(frozen=True, slots=True)
class Judged:
    """One predicted relation or action: the rule that read it, how far it was believed (0..1), and whether it was right."""

    part: str
    kind: str
    rule: str
    confidence: float
    right: bool


@dataclass(slots=True)
class Report:
    """What was counted in one document or many.

    `errors` lists every spurious (+) and missed (-) item, `attribute_errors` every amount, date and status that is not
    as gold has it, `missing` the gold files without a prediction, `unlisted` counts the entities whose names stand in no shipped table, `documents` holds a report of each document.
    """

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    attributes: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    unlisted: Tally = field(default_factory=Tally)
    judged: list[Judged] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    attribute_errors: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    documents: dict[str, Report] = field(default_factory=dict)

    def count(self, part: str, kind: str, counts: tuple[int, int, int]) -> None:
        """Count hits, inventions and misses of one kind, and with all kinds of its part."""
        for name in (part.upper(), f"{part} {kind}"):
            self.tallies[name].add(*counts)

    def include(self, other: Report) -> None:
        """Add another report's counts, errors and judgements to these."""
        for mine, theirs in ((self.tallies, other.tallies), (self.attributes, other.attributes)):
            for name, tally in theirs.items():
                mine[name].add(tally.tp, tally.fp, tally.fn)
        self.unlisted.add(other.unlisted.tp, other.unlisted.fp, other.unlisted.fn)
        self.judged += other.judged
        self.errors += other.errors
        self.attribute_errors += other.attribute_errors
        self.missing += other.missing

    def rules(self) -> dict[str, Tally]:
        """Give hits and inventions of each rule, those that fired most first."""
        found: dict[str, Tally] = defaultdict(Tally)
        for one in self.judged:
            found[f"{one.part} {one.kind} {one.rule}"].add(one.right, not one.right, 0)
        return dict(sorted(found.items(), key=lambda item: (-item[1].tp - item[1].fp, item[0])))

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """Give the figures by name, ready for JSON, in the shape of the gold files' scorer."""
        figures: dict[str, dict[str, Any]] = {name: tally.figures() for name, tally in sorted(self.tallies.items())}
        figures["attributes"] = {
            name: {"right": tally.tp, "of": tally.tp + tally.fn, "accuracy": tally.figures()["r"]}
            for name, tally in sorted(self.attributes.items())
        }
        return figures


def total(reports: Iterable[Report]) -> Report:
    """Sum the reports of many documents."""
    whole = Report()
    for report in reports:
        whole.include(report)
    return whole
