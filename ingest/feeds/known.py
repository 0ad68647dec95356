"""A feed as it is pulled: one that is shipped, or one that a user added."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from ingest.feed_source import FeedSource, feed_named, feed_sources
from kg.errors import UsageError
from kg.graph import Row

MAX_NAME: Final = 60
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Feed:
    """Where a feed is and how it is read. `publisher` None means that the address tells whose it is.

    `page` says that an item's page is fetched, otherwise the feed's own words are the document; `items` are the fewest
    and the most that a healthy answer holds. `links` says that the address is a page of news and which links are articles.
    """

    name: str
    url: str
    title: str
    publisher: str | None = None
    page: bool = True
    items: tuple[int, int] = (0, 10_000)
    shipped: bool = False
    links: str | None = None


def feed_of(row: Row) -> Feed:
    """Make a feed of what the graph remembers; of a shipped one the module tells, which may have been mended since."""
    if row.get("shipped") and (source := feed_sources().get(row["id"])):
        return shipped(source)
    return Feed(row["id"], row["url"], row.get("title") or row["id"], row.get("publisher"), bool(row.get("page", True)))


def shipped(source: FeedSource) -> Feed:
    """A shipped source as a feed."""
    return Feed(
        source.name, source.url, source.title, source.publisher, not source.whole, source.items, True, source.links
    )


def named_or_new(
    place: str, *, name: str | None = None, publisher: str | None = None, title: str | None = None, page: bool = True
) -> Feed:
    """The feed that a user means by a shipped name or by an address; raises UsageError."""
    if "://" not in place:
        return shipped(feed_named(place))
    parts = urlsplit(place)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(place, "is no http or https address", "give the feed's address, or the name of a shipped one")
    called = name or _slug(f"{parts.hostname.removeprefix('www.')}{parts.path}")
    if not _NAME.fullmatch(called) or len(called) > MAX_NAME:
        raise UsageError(called, "a feed's name is of a-z, 0-9, dots and hyphens, 60 at most", "give one with --name")
    if called in feed_sources():
        raise UsageError(called, "is the name of a shipped feed", "give another with --name")
    return Feed(called, place, title or called, publisher, page)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-.")[:MAX_NAME].rstrip("-.")


def remembered(feed: Feed) -> dict[str, Any]:
    """What the graph keeps of a feed; a shipped one's particulars stay in its module."""
    if feed.shipped:
        return {"shipped": True, "url": feed.url, "title": feed.title}
    return {"url": feed.url, "title": feed.title, "publisher": feed.publisher, "page": feed.page}
