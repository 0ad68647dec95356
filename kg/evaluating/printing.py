"""An evaluation as text: figures by type, intervals, rules, calibration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.evaluating.bootstrap import f1_intervals
from kg.evaluating.calibration import bands, threshold
from kg.evaluating.report import Judged, Report

HEAD = f"{'':28}{'P':>8}{'R':>8}{'F1':>8}{'tp':>7}{'fp':>7}{'fn':>7}"


def table_lines(report: Report) -> list[str]:
    """Lay the figures out as text, one line a kind of thing, the attributes below."""
    lines = [HEAD]
    figures = report.as_dict()
    attributes = figures.pop("attributes")
    for name, row in figures.items():
        ratios = "".join(f"{row[key]:8.3f}" for key in ("p", "r", "f1"))
        lines.append(f"{name:28}{ratios}{row['tp']:7}{row['fp']:7}{row['fn']:7}")
    lines += [f"{name:28}{row['accuracy']:8.3f}  ({row['right']} of {row['of']})" for name, row in attributes.items()]
    return lines


def interval_lines(report: Report) -> Iterator[str]:
    """Tell the headline F1s with their 95 % intervals over documents, and that of names no shipped table knows."""
    documents = list(report.documents.values())
    yield f"F1 with its 95 % interval over {len(documents)} documents"
    for name, (low, high) in f1_intervals(documents).items():
        yield f"{name:28}{report.tallies[name].ratios()[2]:8.3f}   {low:.3f} to {high:.3f}"
    p, r, f1 = report.unlisted.ratios()
    yield f"{'ENTITY in no table':28}{f1:8.3f}   precision {p:.3f}, recall {r:.3f}"


def rule_lines(report: Report) -> Iterator[str]:
    """Tell how often each rule was right."""
    yield f"{'right':>7}{'wrong':>7}  rule"
    for rule, tally in report.rules().items():
        yield f"{tally.tp:7}{tally.fp:7}  {rule}"


def attribute_lines(report: Report) -> Iterator[str]:
    """Tell what is wrong of matched statements: the item as gold has it, then which attribute was read as what."""
    yield from report.attribute_errors


def calibration_lines(report: Report) -> Iterator[str]:
    """Tell how often statements of each confidence were right, and from which confidence on nine of ten are."""
    for part in ("relation", "action"):
        yield from _calibration(part, [one for one in report.judged if one.part == part])
    yield from _calibration("both", report.judged)


def _calibration(part: str, judged: Sequence[Judged]) -> Iterator[str]:
    yield f"{part:12}{'statements':>12}{'believed':>10}{'right':>8}"
    for band in bands(judged):
        yield f"{band.low:.2f} - {band.high:.2f} {band.statements:12}{band.believed:10.3f}{band.right:8.3f}"
    found = threshold(judged)
    yield f"{'':12}nine of ten are right from {'no confidence' if found is None else f'{found:.3f}'} on"
