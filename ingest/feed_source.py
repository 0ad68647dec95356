"""What a shipped feed is, and where they are: one module each in `ingest.sources.feeds`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from kg.errors import UsageError
from kg.reliability import Publisher, publishers


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A feed of news or notices that is known by name.

    `publisher` is a row of kg/publishers.csv, which tells how far it is believed and why. `items` are the fewest and the
    most in a healthy answer. Each item's page is fetched, unless the feed carries it `whole`. Where the publisher offers
    no feed, `url` is its page of news and `links` a pattern of the paths of its articles. `dated` says that its items
    bear dates. `seen` is the day on which the address was last known to work, None where nobody has tried it.
    """

    name: str
    title: str
    publisher: str
    url: str
    kind: str
    items: tuple[int, int]
    language: str = "en"
    whole: bool = False
    links: str | None = None
    dated: bool = True
    seen: str | None = None
    note: str = ""

    @property
    def _row(self) -> Publisher:
        return _publishers()[self.publisher]

    @property
    def reliability(self) -> float:
        """How far its publisher is believed, in 0..1."""
        return self._row.reliability

    @property
    def reason(self) -> str:
        """Why it is believed so far."""
        return self._row.reason

    @property
    def primary(self) -> str | None:
        """Whose statements it repeats, where they are not its publisher's own."""
        return self._row.primary

    @property
    def licence(self) -> str | None:
        """Under which terms it may be used."""
        return self._row.licence


@cache
def feed_sources() -> Mapping[str, FeedSource]:
    """All shipped feeds by name, in the order of their names."""
    import ingest.sources.feeds as package

    found = (
        importlib.import_module(f"{package.__name__}.{module.name}").SOURCE
        for module in pkgutil.iter_modules(package.__path__)
    )
    return {source.name: source for source in sorted(found, key=lambda source: source.name)}


def feed_named(name: str) -> FeedSource:
    """The shipped feed of that name; raises UsageError with names that are near, or all there are."""
    known = feed_sources()
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3)
    remedy = f"did you mean {', '.join(near)}?" if near else f"one of: {', '.join(known)}; or give an address"
    raise UsageError(name, "no shipped feed is called so", remedy)


@cache
def _publishers() -> Mapping[str, Publisher]:
    return {row.name: row for row in publishers()}
