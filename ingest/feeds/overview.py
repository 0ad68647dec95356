"""What is to be told of each feed: when it last came, what it brought, and what is wrong with it."""

from __future__ import annotations

from typing import Final

from ingest.feeds.intervals import in_words, is_quiet, usual_interval
from ingest.feeds.known import feed_of
from kg.feeds import counted, feeds, latest_times
from kg.graph import Graph, Row

COLUMNS: Final = (
    "name", "title", "url", "state", "last_pull", "last_success", "last_error", "last_error_at", "items_seen", "items",
    "loaded", "refused", "failed", "usual_interval", "newest_item", "notes",
)  # fmt: skip
IN_SHORT: Final = (
    "name",
    "state",
    "last_success",
    "items",
    "loaded",
    "refused",
    "failed",
    "usual_interval",
    "last_error",
)


def overview(graph: Graph, *, now: str) -> list[Row]:
    """One row a feed. `state` is "new" before the first pull, "well", "failing", "quiet" or "waiting" until a time."""
    counts = counted(graph)
    return [_told(graph, row, counts.get(row["id"], {}), now) for row in feeds(graph)]


def _told(graph: Graph, row: Row, count: Row, now: str) -> Row:
    feed, times = feed_of(row), latest_times(graph, row["id"])
    failing = bool(row.get("failures"))
    return {
        **{name: row.get(name) for name in COLUMNS},
        "name": feed.name,
        "title": feed.title,
        "url": feed.url,
        "state": _state(row, times, now),
        # an error that was followed by a success is history
        "last_error": row.get("last_error") if failing else None,
        **{name: count.get(name, 0) for name in ("items", "loaded", "refused", "failed")},
        "usual_interval": in_words(usual_interval(times)),
        "newest_item": times[0] if times else None,
        "notes": "; ".join(row.get("notes") or ()),
    }


def _state(row: Row, times: list[str], now: str) -> str:
    if not row.get("last_pull"):
        return "new"
    if (until := row.get("not_before") or "") > now:
        return f"waiting until {until}"
    if row.get("failures"):
        return f"failing ({row['failures']})"
    return "quiet" if is_quiet(times, now) else "well"
