"""What became of a run: counts by outcome, and what was no plain success with its reason, so many of them and no more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kg.errors import KgError
from kg.writing.documents import Written

KEPT: Final = 1_000
"""Notes, and skipped documents, that are kept to be printed; what is beyond is counted."""


@dataclass(slots=True)
class Report:
    """Counts of everything that came in; `left` is what a run that was stopped did not come to."""

    outcomes: dict[str, int] = field(default_factory=dict)
    claims: int = 0
    notes: list[str] = field(default_factory=list)
    skipped: list[KgError] = field(default_factory=list)
    unnamed_notes: int = 0
    unnamed_skipped: int = 0
    left: int = 0
    stopped: bool = False

    def add(self, name: str, written: Written) -> None:
        """Count one document; what is no plain success is noted with its reason."""
        self.outcomes[written.outcome] = self.outcomes.get(written.outcome, 0) + 1
        self.claims += written.claims
        if written.reason:
            self.note(name, written.reason)

    def note(self, name: str, remark: str) -> None:
        """Keep what a user should know of a document that was loaded."""
        if len(self.notes) < KEPT:
            self.notes.append(f"{name}: {remark}")
        else:
            self.unnamed_notes += 1

    def skip(self, error: KgError) -> None:
        """Count one document that could not be read or written."""
        if len(self.skipped) < KEPT:
            self.skipped.append(error)
        else:
            self.unnamed_skipped += 1

    @property
    def documents(self) -> int:
        """How many documents were looked at, skipped ones left out."""
        return sum(self.outcomes.values())

    @property
    def skips(self) -> int:
        """How many were skipped."""
        return len(self.skipped) + self.unnamed_skipped
