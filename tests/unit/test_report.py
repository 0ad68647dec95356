"""A run's report keeps so many reasons and counts the rest."""

from __future__ import annotations

from ingest.report import KEPT, Report
from kg.errors import SkipDocument
from kg.writing.documents import Written


def test_reasons_beyond_a_thousand_are_counted() -> None:
    report = Report()
    for number in range(KEPT + 7):
        report.skip(SkipDocument(f"{number}.txt", "is empty", ""))
        report.add(f"{number}.txt", Written("id", "retracted", reason="a hoax"))
    assert (len(report.skipped), report.skips) == (KEPT, KEPT + 7)
    assert (len(report.notes), report.unnamed_notes, report.documents) == (KEPT, 7, KEPT + 7)
    assert report.skipped[-1].thing == f"{KEPT - 1}.txt"
