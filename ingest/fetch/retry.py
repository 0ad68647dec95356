"""When a failed request is tried again: as the server says, else after pauses that double, spread by chance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final

from ingest.fetch.errors import FetchFailed, OutOfTime

BUSY: Final = frozenset({429, 502, 503, 504})
"""Statuses after which the same request may succeed."""
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
LONGEST_ASKED: Final = 86_400.0
"""Seconds of a Retry-After that are believed: a host that asks for a year is asked again tomorrow."""


def retry_after(header: str | None, wall: Callable[[], float]) -> float | None:
    """Seconds that a Retry-After header asks for, in seconds or as a date; None where it says nothing that is understood."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return min(LONGEST_ASKED, float(text))
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    date = date if date.tzinfo is not None else date.replace(tzinfo=UTC)
    return min(LONGEST_ASKED, max(0.0, date.timestamp() - wall()))


def pause(attempt: int, chance: float) -> float:
    """Seconds after the `attempt`-th failure (from 1 on): half of a doubling pause, and up to as much by chance (0..1)."""
    whole = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempt - 1, 10))
    return whole / 2 + whole / 2 * chance


def next_try(error: FetchFailed, attempt: int, attempts: int, longest: float, chance: float) -> float | None:
    """Seconds until the next try, None where there is none: not worth it, tried enough, or asked to wait longer."""
    is_worth_it = error.temporary and error.status in {None, *BUSY} and not isinstance(error, OutOfTime)
    if not is_worth_it or attempt >= attempts:
        return None
    wait = max(pause(attempt, chance), error.retry_after or 0.0)
    return None if wait > longest else wait
