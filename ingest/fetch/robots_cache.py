"""Keeps what the robots.txt of each host says, so that it is asked for once a day."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import httpx

from ingest.fetch.errors import FetchFailed, FetchRefused
from ingest.fetch.robots import Rules, parse
from ingest.fetch.urls import origin

KEPT_SECONDS: Final = 86_400.0
"""RFC 9309 allows a day."""
FAILURE_SECONDS: Final = 600.0
REMEMBERED: Final = 2_000
"""Hosts whose rules are kept; the oldest go first."""


@dataclass(frozen=True, slots=True)
class _Entry:
    until: float
    found: Rules | FetchFailed


class RobotsCache:
    """`read` fetches a robots.txt, raising FetchRefused or FetchFailed; `now` is a clock that only goes forward."""

    def __init__(self, now: Callable[[], float], read: Callable[[httpx.URL], bytes]) -> None:
        self._now = now
        self._read = read
        self._entries: dict[tuple[str, str, int], _Entry] = {}
        self._lock = threading.Lock()

    def rules(self, url: httpx.URL) -> Rules:
        """The rules of a URL's host; raises FetchFailed where they cannot be known, since then all is forbidden."""
        key = origin(url)
        with self._lock:
            entry = self._entries.get(key)
        if entry is None or entry.until <= self._now():
            entry = self._renewed(url)
            with self._lock:
                self._entries.pop(key, None)
                while len(self._entries) >= REMEMBERED:
                    del self._entries[next(iter(self._entries))]
                self._entries[key] = entry
        if isinstance(entry.found, Rules):
            return entry.found
        raise self._forbidden(url, entry.found, entry.until)

    def _forbidden(self, url: httpx.URL, error: FetchFailed, until: float) -> FetchFailed:
        rule = f"the host's robots.txt cannot be read, so nothing of it is: {error.rule}"
        temporary, wait = error.temporary or error.status is not None, max(0.0, until - self._now())
        return FetchFailed(
            str(url),
            rule,
            error.remedy,
            status=error.status,
            temporary=temporary,
            retry_after=wait if temporary else None,
        )

    def _renewed(self, url: httpx.URL) -> _Entry:
        """RFC 9309, 2.3.1: none (4xx) allows all, an unreachable one (5xx, no answer, 429) nothing."""
        seconds = KEPT_SECONDS
        found: Rules | FetchFailed = Rules()
        try:
            found = parse(self._read(url.copy_with(raw_path=b"/robots.txt")).decode("utf-8", "replace"))
        except FetchRefused:
            pass  # it redirects in a circle, say: there is none, and the page itself is checked anyhow
        except FetchFailed as error:
            if error.status is None or not 400 <= error.status < 500 or error.status == 429:
                found, seconds = error, FAILURE_SECONDS
        return _Entry(self._now() + seconds, found)
