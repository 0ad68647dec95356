"""What became of the items of a pull, kept in the graph as soon as their documents are there, and of each feed once all are."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final, Protocol, TypeVar, cast

from ingest.feeds.collect import Collected
from ingest.feeds.known import Feed
from ingest.feeds.pages import Wanted
from ingest.fetch import FetchFailed
from kg.errors import KgError
from kg.feeds import FAILED, LOADED, REFUSED, Item, note_feed, note_items
from kg.graph import Graph, Row
from kg.writing.runs import Run, write_run

AT_ONCE: Final = 50
MAX_TRIES: Final = 6
"""An item that could not be had so often, over three days, is given up."""
FIRST_PAUSE: Final = 3_600.0
NAMED: Final = 200
"""Reasons of a feed that are kept to be printed; what is beyond is counted."""


Method = TypeVar("Method", bound=Callable[..., None])


def _one_at_a_time(method: Method) -> Method:
    @wraps(method)
    def locked(self: Outcomes, *given: Any, **more: Any) -> None:
        with self._lock:
            method(self, *given, **more)

    return cast(Method, locked)


class Tell(Protocol):
    """Told what happens, as an event and its particulars."""

    def __call__(self, event: str, **fields: object) -> None: ...


@dataclass(slots=True)
class Pulled:
    """What a pull of one feed came to. `state` is "pulled", "not modified", "failed", "busy", "waiting" or "stopped".

    `seen` counts the items of the feed, `new` those that were read or tried, of which `added` became documents.
    """

    feed: Feed
    row: Row
    began: float
    state: str = "stopped"
    collected: Collected = field(default_factory=Collected)
    new: int = 0
    added: int = 0
    unchanged: int = 0
    refused: int = 0
    failed: int = 0
    claims: int = 0
    pending: int = 0
    ended: bool = False
    error: KgError | None = None
    said: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Outcomes:
    """Takes what a loader tells and writes it down; `now` is the time of the pull, `reader` who reads."""

    def __init__(self, graph: Graph, *, now: str, reader: str, tell: Tell) -> None:
        self.now = now
        self._graph = graph
        self._reader = reader
        self._tell = tell
        self._items: list[Item] = []
        # with workers, items arrive in one thread and their documents are written in another
        self._lock = threading.RLock()

    @_one_at_a_time
    def loaded(self, pulled: Pulled, wanted: Wanted, document: str, outcome: str, claims: int) -> None:
        """Note that an item's document is in the graph."""
        if outcome in ("written", "reread"):
            pulled.added += 1
        else:
            pulled.unchanged += 1
        pulled.claims += claims
        self._tell("item", feed=pulled.feed.name, item=wanted.name, outcome=outcome, document=document, claims=claims)
        self._note(pulled, wanted, LOADED, document=document)

    @_one_at_a_time
    def skipped(self, pulled: Pulled, wanted: Wanted, error: KgError, *, temporary: bool) -> None:
        """Note that an item came to nothing: for good, or to be tried again."""
        again = temporary and wanted.tries + 1 < MAX_TRIES
        if again:
            pulled.failed += 1
        else:
            pulled.refused += 1
        if len(pulled.said) < NAMED:
            pulled.said.append(f"{'to be tried again' if again else 'not read'}: {error}")
        self._tell("skipped", feed=pulled.feed.name, item=wanted.name, reason=str(error), again=again)
        retry = _later(self.now, _pause(wanted, error)) if again else None
        self._note(pulled, wanted, FAILED if again else REFUSED, reason=str(error), retry_at=retry)

    @_one_at_a_time
    def end(self, pulled: Pulled, error: KgError | None = None, state: str | None = None) -> None:
        """Note that no more items of a feed come; it is closed once all that came are dealt with."""
        pulled.ended, pulled.error = True, error
        pulled.state = state or ("failed" if error else "not modified" if pulled.collected.unchanged else "pulled")
        self._close_if_done(pulled)

    @_one_at_a_time
    def flush(self) -> None:
        """Write down what is not yet."""
        if self._items:
            note_items(self._graph, self._items)
            self._items = []

    def _note(
        self,
        pulled: Pulled,
        wanted: Wanted,
        state: str,
        *,
        document: str | None = None,
        reason: str | None = None,
        retry_at: str | None = None,
    ) -> None:
        item = wanted.item
        tries = wanted.tries + (state != LOADED)
        self._items.append(
            Item(pulled.feed.name, item.id, wanted.hash, state, self.now, item.url, item.title, item.published,
                 document, reason, tries, retry_at)
        )  # fmt: skip
        if len(self._items) >= AT_ONCE:
            self.flush()
        pulled.pending -= 1
        self._close_if_done(pulled)

    def _close_if_done(self, pulled: Pulled) -> None:
        if not pulled.ended or pulled.pending:
            return
        self.flush()
        pulled.seconds = round(time.monotonic() - pulled.began, 3)
        if pulled.state in ("busy", "waiting"):
            self._tell("feed", **summary(pulled))
            return
        note_feed(self._graph, pulled.feed.name, **_state(pulled, self.now))
        write_run(self._graph, _run(pulled, self.now, self._reader))
        self._tell("feed", **summary(pulled))

    def stopped(self, pulled: Sequence[Pulled]) -> None:
        """Note the runs of feeds that were broken off: the next pull goes on with them."""
        self.flush()
        for one in pulled:
            if one.state == "stopped":
                write_run(self._graph, _run(one, self.now, self._reader))


def summary(pulled: Pulled) -> Row:
    """The figures of one feed's pull, as logs and tables show them."""
    return {
        "feed": pulled.feed.name, "state": pulled.state, "seen": pulled.collected.seen, "new": pulled.new,
        "added": pulled.added, "unchanged": pulled.unchanged, "refused": pulled.refused, "failed": pulled.failed,
        "claims": pulled.claims, "seconds": pulled.seconds, "error": str(pulled.error) if pulled.error else None,
    }  # fmt: skip


def _state(pulled: Pulled, now: str) -> Row:
    if pulled.error is not None:
        wait = pulled.error.retry_after if isinstance(pulled.error, FetchFailed) else None
        return {
            "last_pull": now, "last_error": str(pulled.error), "last_error_at": now,
            "failures": (pulled.row.get("failures") or 0) + 1, "not_before": _later(now, wait) if wait else None,
        }  # fmt: skip
    collected = pulled.collected
    state: Row = {"last_pull": now, "last_success": now, "failures": 0, "not_before": None, "complete": True}
    if not collected.unchanged:
        # while items are to be tried again the feed is fetched anew, for their own words may be all there is of them
        whole = not pulled.failed
        state |= {
            "etag": collected.etag if whole else None,
            "last_modified": collected.last_modified if whole else None,
        }
        state |= {"items_seen": collected.seen, "sha256": collected.sha256, "notes": collected.notes[:20]}
    return state


def _run(pulled: Pulled, now: str, reader: str) -> Run:
    return Run(
        "feed pull", pulled.feed.name, now, reader, pulled.collected.sha256, added=pulled.added,
        unreadable=pulled.refused, stopped=pulled.state == "stopped", seen=pulled.collected.seen, failed=pulled.failed,
        error=str(pulled.error) if pulled.error else None, seconds=pulled.seconds,
    )  # fmt: skip


def _pause(wanted: Wanted, error: KgError) -> float:
    asked = error.retry_after if isinstance(error, FetchFailed) else None
    return max(FIRST_PAUSE * 2.0**wanted.tries, asked or 0.0)


def _later(now: str, seconds: float) -> str:
    moment = datetime.fromisoformat(now) + timedelta(seconds=seconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
