"""How often a feed brings something, and when it has gone quiet."""

from __future__ import annotations

import pytest

from ingest.feeds.intervals import in_words, is_quiet, seconds_of, usual_interval
from kg.errors import UsageError

DAILY = [f"2026-03-{day:02d}T08:00:00Z" for day in range(10, 0, -1)]


@pytest.mark.parametrize(("span", "seconds"), [("15m", 900), ("6H", 21_600), ("1d", 86_400), ("90 s", 90)])
def test_spans_are_read(span: str, seconds: int) -> None:
    assert seconds_of(span) == seconds


@pytest.mark.parametrize("span", ["", "15", "m", "5s", "-1h", "1.5h", "1w"])
def test_what_is_no_span_is_refused(span: str) -> None:
    with pytest.raises(UsageError, match="write it as"):
        seconds_of(span)


@pytest.mark.parametrize(("now", "quiet"), [("2026-03-15T08:00:00Z", False), ("2026-03-15T09:00:00Z", True)])
def test_a_feed_is_quiet_after_five_times_its_interval(now: str, quiet: bool) -> None:
    assert in_words(usual_interval(DAILY)) == "24 h"
    assert is_quiet(DAILY, now) is quiet


def test_items_of_one_day_do_not_make_a_feed_quiet_the_next() -> None:
    assert not is_quiet(["2026-03-01"] * 30, "2026-03-05T00:00:00Z")
    assert is_quiet(["2026-03-01"] * 30, "2026-03-07T00:00:00Z")


def test_too_few_items_tell_nothing() -> None:
    assert usual_interval(DAILY[:3]) is None
    assert not is_quiet(DAILY[:3], "2030-01-01T00:00:00Z")
    assert in_words(None) == ""
