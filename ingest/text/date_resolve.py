"""Give a written form the date that it means, from the day of publication and the dates told before it. No clock."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.text.date_forms import Form

_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Published:
    """When the text came out: the last day that it can have been, and how many characters of the date are known."""

    day: date
    known: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known where a form stands.

    `told` is the date last given, `told_day` the last one exact to the day, `anchor` the dated event that is being told
    (none where the report is of its own time), `ahead` whether the words point to the future.
    """

    published: Published | None = None
    told: str | None = None
    told_day: str | None = None
    anchor: str | None = None
    ahead: bool = False


def read_published(published: str | None) -> Published | None:
    """Return the day of publication from an ISO date as exact as it is; None where it is absent or no date."""
    try:
        parts = [int(part) for part in (published or "")[:10].split("-")]
        year, month = parts[0], parts[1] if len(parts) > 1 else 12
        day = parts[2] if len(parts) > 2 else monthrange(year, month)[1]
        return Published(date(year, month, day), {1: 4, 2: 7}.get(len(parts), 10))
    except (ValueError, IndexError):
        return None


def stamp(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD."""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def resolve(form: Form, scene: Scene) -> tuple[str, str | None] | None:
    """Return the date and, for a week, its last day; None where what it hangs on is not known."""
    try:
        if form.year is not None:
            return stamp(form.year, form.month, form.day), None
        if form.weekday is not None:
            return _weekday(form, scene)
        if form.base is not None:
            return _step(form, scene)
        year = year_of(form, scene)
        return None if year is None else (stamp(year, form.month, form.day), None)
    except (OverflowError, ValueError):
        # "two thousand years ago" leaves the calendar.
        return None


def year_of(form: Form, scene: Scene) -> int | None:
    """Return the year of a month or day that is written without one.

    An old event that is being told lends its year; else it is the last such day not after publication, or the next one
    where the words point ahead.
    """
    if scene.published is None:
        return int(scene.anchor[:4]) if scene.anchor else None
    latest = scene.published.day
    if scene.anchor is not None and not scene.ahead and _is_old(scene.anchor, latest):
        return _year_in_story(form, scene.anchor, latest)
    step = 1 if scene.ahead else -1
    for year in range(latest.year, latest.year + 9 * step, step):
        if _fits(form, year, latest, ahead=scene.ahead):
            return year
    return None


def _fits(form: Form, year: int, latest: date, *, ahead: bool) -> bool:
    month = form.month or 1
    if form.day is None:
        return (year, month) >= (latest.year, latest.month) if ahead else (year, month) <= (latest.year, latest.month)
    if form.day > monthrange(year, month)[1]:
        return False
    when = date(year, month, form.day)
    return when >= latest if ahead else when <= latest


def _is_old(anchor: str, latest: date) -> bool:
    if len(anchor) == 4:
        return int(anchor) < latest.year
    year, month = int(anchor[:4]), int(anchor[5:7])
    return (latest - date(year, month, 1)).days > _A_YEAR


def _year_in_story(form: Form, anchor: str, latest: date) -> int:
    # A story goes on: January after a November is the next year's.
    year = int(anchor[:4])
    later = len(anchor) > 4 and (form.month or 1) + 6 < int(anchor[5:7])
    return year + 1 if later and _fits(form, year + 1, latest, ahead=False) else year


def _weekday(form: Form, scene: Scene) -> tuple[str, str | None] | None:
    published = scene.published
    if published is None or published.known < 10 or form.weekday is None:
        return None
    back = (published.day.weekday() - form.weekday) % 7
    if form.count > 0 or (scene.ahead and form.count == 0):
        return (published.day + timedelta(days=7 - back)).isoformat(), None
    if form.count < 0 and back == 0:
        back = 7
    return (published.day - timedelta(days=back)).isoformat(), None


def _step(form: Form, scene: Scene) -> tuple[str, str | None] | None:
    if form.base == "published":
        origin = scene.published.day.isoformat()[: scene.published.known] if scene.published else None
    else:
        origin = scene.told_day if form.unit in ("day", "week") else scene.told
    if origin is None:
        return None
    if form.unit == "year":
        return stamp(int(origin[:4]) + form.count), None
    if form.unit == "month":
        return _months_from(origin, form.count)
    return _days_from(origin, form)


def _months_from(origin: str, count: int) -> tuple[str, None] | None:
    if len(origin) < 7:
        return None
    months = int(origin[:4]) * 12 + int(origin[5:7]) - 1 + count
    return stamp(months // 12, months % 12 + 1), None


def _days_from(origin: str, form: Form) -> tuple[str, str | None] | None:
    if len(origin) < 10:
        # "Today" in a text of which only the month is known.
        return (origin, None) if form.count == 0 and form.unit == "day" else None
    day = date.fromisoformat(origin)
    if form.unit == "day":
        return (day + timedelta(days=form.count)).isoformat(), None
    if form.base == "told":
        # "Three weeks later" is no exact day.
        return (day + timedelta(weeks=form.count)).isoformat()[:7], None
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=form.count)
    last = min(monday + timedelta(days=6), max(day, monday))
    # A week is no exact day either; where it lies in one month, that is as exact as the text allows.
    return (monday.isoformat()[:7], None) if monday.month == last.month else (monday.isoformat(), last.isoformat())
