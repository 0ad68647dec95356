"""Fetches one URL after the other from the hosts of the world: safely for this machine, politely to theirs."""

from __future__ import annotations

import io
import os
import tempfile
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

import httpx

from ingest.fetch.errors import FetchFailed, FetchRefused, shown, unwritten
from ingest.fetch.exchange import Answer, Call, Exchange, Unchanged
from ingest.fetch.limits import LIST, MAX_REDIRECTS, PAGE, ROBOTS, Limits
from ingest.fetch.outside import Outside
from ingest.fetch.pace import Pace
from ingest.fetch.results import Downloaded, Fetched, Head, NotModified
from ingest.fetch.retry import next_try
from ingest.fetch.robots import Rules
from ingest.fetch.robots_cache import RobotsCache
from ingest.fetch.urls import bare, basic, file_name, origin, parse, redirected


@dataclass(frozen=True, slots=True)
class Manners:
    """How one behaves. `contact` is an e-mail or web address for the User-Agent (KG_CONTACT); `interval` seconds lie
    between two requests to a host; `attempts` are made at most, with pauses of at most `longest_wait` seconds;
    `proxied` False goes past the proxies that the environment names.
    """

    contact: str | None = None
    allow_private: bool = False
    interval: float = 1.0
    attempts: int = 4
    longest_wait: float = 120.0
    proxied: bool = True


class Client:
    """Remembers, while it lives, when each host was asked and what its robots.txt says; no cookies, no connections.

    Threads may share one: a host is asked by one of them at a time.
    """

    def __init__(self, manners: Manners | None = None, outside: Outside | None = None) -> None:
        self.manners = manners or Manners()
        self._outside = outside or Outside()
        self._pace = Pace(self._outside.now, self._outside.sleep, self.manners.longest_wait)
        self._robots = RobotsCache(self._outside.now, self._read_robots)

    @cached_property
    def _exchange(self) -> Exchange:
        manners = self.manners
        return Exchange(manners.contact, self._outside, allow_private=manners.allow_private, proxied=manners.proxied)

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        limits: Limits = PAGE,
        robots: bool = True,
        accept: str = "*/*",
    ) -> Fetched | NotModified:
        """Fetch a feed or a page into memory; raises FetchRefused or FetchFailed."""
        out = io.BytesIO()
        answer = self._persist(_call(url, limits, robots, accept, etag, last_modified), out)
        if isinstance(answer, Unchanged):
            return NotModified(answer.url_final, answer.etag or etag, answer.last_modified or last_modified)
        return Fetched(**_told(answer), content=out.getvalue(), sha256=answer.sha256)

    def download(
        self,
        url: str,
        folder: Path,
        *,
        name: str | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        limits: Limits = LIST,
        robots: bool = False,
    ) -> Downloaded | NotModified:
        """Fetch a file that its publisher offers for download into `folder`.

        A file called `name` is replaced, at once and only when the new one is whole and on the disk. Without a name it is
        called like the last word of the URL, with a number where that is taken. Raises FetchRefused or FetchFailed; then
        the folder is as it was.
        """
        call = _call(url, limits, robots, "*/*", etag, last_modified)
        try:
            handle, part = tempfile.mkstemp(prefix=".part-", dir=folder)
        except OSError as error:
            raise unwritten(url, error) from error
        try:
            with os.fdopen(handle, "w+b") as out:
                answer = self._persist(call, out)
                out.flush()
                os.fsync(out.fileno())
            if isinstance(answer, Unchanged):
                return NotModified(answer.url_final, answer.etag or etag, answer.last_modified or last_modified)
            path = folder / name if name else _free(folder / file_name(call.url))
            Path(part).replace(path)
        except OSError as error:
            raise unwritten(url, error) from error
        finally:
            Path(part).unlink(missing_ok=True)
        return Downloaded(**_told(answer), path=path, sha256=answer.sha256, size=answer.size)

    def _persist(self, call: Call, out: BinaryIO) -> Answer | Unchanged:
        """Try until it comes, or another try is not worth it."""
        for attempt in count(1):
            out.seek(0)
            out.truncate()
            try:
                return self._follow(call, out)
            except FetchFailed as error:
                manners, chance = self.manners, self._outside.chance()
                wait = next_try(error, attempt, manners.attempts, manners.longest_wait, chance)
                if wait is None:
                    raise
            self._outside.sleep(wait)
        raise RuntimeError("a count from 1 on has no end")

    def _follow(self, call: Call, out: BinaryIO) -> Answer | Unchanged:
        """Follow redirects, each of which is checked like the first."""
        seconds = call.limits.seconds
        seen: list[httpx.URL] = []
        while len(seen) <= MAX_REDIRECTS:
            seen.append(call.url)
            rules = self._allowed(call)
            host = call.url.raw_host.decode("ascii")
            with self._pace.turn(host, max(self.manners.interval, rules.delay), str(call.url)):
                began = self._outside.now()
                try:
                    answer = self._exchange.ask(call, seconds, out)
                except FetchFailed as error:
                    self._pace.defer(host, error.retry_after or 0.0)
                    raise
                seconds -= self._outside.now() - began
            if isinstance(answer, Answer | Unchanged):
                return answer
            call = replace(call, url=redirected(call.url, answer.location))
            if call.url in seen:
                raise FetchRefused(str(seen[0]), f"redirects in a circle, to {shown(str(call.url))}")
        raise FetchRefused(str(seen[0]), f"redirects more than {MAX_REDIRECTS} times")

    def _allowed(self, call: Call) -> Rules:
        """What the host's robots.txt says; raises FetchRefused where it forbids the URL."""
        if not call.robots:
            return Rules()
        rules = self._robots.rules(call.url)
        if not rules.allows(call.url.raw_path.decode("ascii")):
            raise FetchRefused(str(call.url), "robots.txt forbids it", "ask the site, or save the page by hand")
        return rules

    def _read_robots(self, url: httpx.URL) -> bytes:
        out = io.BytesIO()
        self._persist(Call(url, ROBOTS, robots=False), out)
        return out.getvalue()


def _call(url: str, limits: Limits, robots: bool, accept: str, etag: str | None, last_modified: str | None) -> Call:
    read = parse(url)
    header = basic(read)
    secret = (header, origin(read)) if header else None
    return Call(bare(read), limits, robots, accept=accept, etag=etag, last_modified=last_modified, secret=secret)


def _free(path: Path) -> Path:
    """The path itself where nothing is there yet, else with the first free number: list-2.xml."""
    others = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return path if not path.exists() else next(one for one in others if not one.exists())


def _told(answer: Answer) -> dict[str, Any]:
    return {field.name: getattr(answer, field.name) for field in fields(Head)}
