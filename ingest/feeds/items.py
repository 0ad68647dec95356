"""What a feed holds, whatever its form: items with an id, an address, words and a date."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import KgError


class FeedRefused(KgError):
    """The bytes are no feed that may be read; the other feeds go on."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item. `id` is the feed's own, or made of what it says; `published` an ISO date, or a time in UTC.

    `summary` is plain text; `content` is HTML, where the feed carries the whole article.
    """

    id: str
    url: str | None
    title: str | None
    published: str | None
    summary: str | None
    content: str | None
    author: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as it came. `form` is "rss20", "atom10", "json" or the like; `next_url` is where older items are.

    `notes` tell what was odd, such as items that were left out and why.
    """

    form: str
    title: str | None
    language: str | None
    items: tuple[FeedItem, ...]
    next_url: str | None = None
    notes: tuple[str, ...] = field(default=())
