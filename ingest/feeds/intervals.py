"""How often a feed brings something, when it has gone quiet, and times as users write them: 15m, 6h, 1d."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from kg.errors import UsageError

QUIET_AFTER: Final = 5
"""Usual intervals without anything new after which a feed counts as quiet."""
_LEAST_KNOWN: Final = 5
_LEAST: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_SPAN: Final = re.compile(r"(\d{1,6})\s*(s|m|h|d)")
_UNITS: Final = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


def seconds_of(span: str) -> int:
    """Read "90s", "15m", "6h" or "1d"; raises UsageError for anything else, and for less than ten seconds."""
    match = _SPAN.fullmatch(span.strip().lower())
    seconds = int(match[1]) * _UNITS[match[2]] if match else 0
    if seconds < 10:
        raise UsageError(span, "is no span of at least ten seconds", "write it as 90s, 15m, 6h or 1d")
    return seconds


def usual_interval(times: Sequence[str]) -> timedelta | None:
    """The median time between items, newest first; None where too few are known. Items of one day count as hours apart."""
    moments = [_moment(one) for one in times]
    gaps = [later - earlier for later, earlier in pairwise(moments)]
    if len(gaps) < _LEAST_KNOWN - 1:
        return None
    # half a day's items often bear the day alone
    usual = timedelta(seconds=median(gap.total_seconds() for gap in gaps))
    return max(usual, _DAY if all(len(one) == 10 for one in times) else _LEAST)


def is_quiet(times: Sequence[str], now: str) -> bool:
    """True where nothing new came for five times as long as usual."""
    usual = usual_interval(times)
    return usual is not None and _moment(now) - _moment(times[0]) > QUIET_AFTER * usual


def in_words(span: timedelta | None) -> str:
    """About how long a span is: "3 h", "2 d"."""
    if span is None:
        return ""
    hours = span.total_seconds() / 3_600
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} d"


def _moment(text: str) -> datetime:
    parts = text if len(text) >= 10 else f"{text}-01-01"[:10]
    moment = datetime.fromisoformat(parts)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
