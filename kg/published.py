"""Dates as exact as their sources give them: how far two of them are apart at least."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def apart(one: str | None, other: str | None) -> int:
    """The least number of days between two dates (YYYY, YYYY-MM or longer); 0 where one of them is not known."""
    mine, theirs = _span(one), _span(other)
    if mine is None or theirs is None:
        return 0
    return max(0, (mine[0] - theirs[1]).days, (theirs[0] - mine[1]).days)


def _span(told: str | None) -> tuple[date, date] | None:
    """The first and the last day that a date may mean."""
    found = _DATE.match(told or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is not None and month is not None and day is not None:
            return date(year, month, day), date(year, month, day)
        last = month or 12
        return date(year or 1, month or 1, 1), date(year or 1, last, monthrange(year or 1, last)[1])
    except ValueError:
        return None
