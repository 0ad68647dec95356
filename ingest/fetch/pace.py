"""One request at a time to a host, and a pause after each: nobody's server notices that kg reads it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from ingest.fetch.errors import OutOfTime

REMEMBERED: Final = 2_000
"""Hosts that are kept in mind; those that need no pause any more are forgotten first."""


@dataclass(slots=True)
class _Host:
    turn: threading.Lock = field(default_factory=threading.Lock)
    not_before: float = 0.0
    waiting: int = 0


class Pace:
    """Who may be asked when, by threads of one process. `longest` seconds is what a call waits for its turn at most."""

    def __init__(self, now: Callable[[], float], sleep: Callable[[float], None], longest: float) -> None:
        self._now = now
        self._sleep = sleep
        self._longest = longest
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, pause: float, url: str) -> Iterator[None]:
        """Wait until no other asks this host and its pause is over; raises OutOfTime where that would take too long.

        Afterwards nobody asks it for `pause` seconds.
        """
        entry = self._enter(host)
        try:
            with entry.turn:
                self._wait(entry, host, url)
                try:
                    yield
                finally:
                    entry.not_before = max(entry.not_before, self._now() + pause)
        finally:
            with self._lock:
                entry.waiting -= 1

    def defer(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long: it asked for that."""
        with self._lock:
            entry = self._hosts.setdefault(host, _Host())
            entry.not_before = max(entry.not_before, self._now() + seconds)

    def _wait(self, entry: _Host, host: str, url: str) -> None:
        wait = entry.not_before - self._now()
        if wait > self._longest:
            rule = f"{host} asked not to be asked for another {wait:,.0f} seconds"
            raise OutOfTime(url, rule, "try again then", temporary=True, retry_after=wait)
        if wait > 0:
            self._sleep(wait)

    def _enter(self, host: str) -> _Host:
        with self._lock:
            if len(self._hosts) >= REMEMBERED:
                now = self._now()
                kept = {name: one for name, one in self._hosts.items() if one.waiting or one.not_before > now}
                self._hosts = kept
            entry = self._hosts.setdefault(host, _Host())
            entry.waiting += 1
            return entry
