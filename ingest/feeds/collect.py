"""One feed in hand: fetched unless it is as it was, parsed, and of its items those that are new, changed or to be tried again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from ingest.documents.decoding import charset_of
from ingest.feeds.items import FeedItem, FeedRefused, ParsedFeed
from ingest.feeds.known import Feed
from ingest.feeds.listing import parse_listing
from ingest.feeds.pages import Wanted
from ingest.feeds.parsing import latest_after, parse_feed
from ingest.fetch import Client, Fetched, NotModified
from kg.feeds import FAILED, failed_items, known_items
from kg.graph import Graph, Row
from kg.ids import digest

MAX_PAGES: Final = 50
"""Further pages of a feed that has them; a page without a new item is the last one that is asked for."""
ACCEPT: Final = "application/rss+xml, application/atom+xml, application/feed+json, application/json, application/xml;q=0.9, */*;q=0.5"


@dataclass(slots=True)
class Collected:
    """What fetching a feed came to, filled while its items are taken: how many were `seen`, and what to ask with next time."""

    seen: int = 0
    unchanged: bool = False
    etag: str | None = None
    last_modified: str | None = None
    sha256: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Collector:
    """What collecting needs; `row` is what the graph remembers of the feed, `now` the time of the pull."""

    graph: Graph
    client: Client
    now: str
    stop: Callable[[], bool] = lambda: False

    def wanted(self, feed: Feed, row: Row, collected: Collected) -> Iterator[Wanted]:
        """Yield what is to be read of a feed, one page of it at a time; raises FetchFailed, FetchRefused or FeedRefused.

        What failed before and is due comes last, also where the server says that the feed is as it was.
        """
        taken: set[str] = set()
        for items in self._pages(feed, row, collected):
            new = list(self._new(feed, items, taken))
            yield from new
            # a pull that was cut off may have left items on any page
            if (not new and row.get("complete")) or self.stop():
                break
        self._check(feed, collected)
        for item in failed_items(self.graph, feed.name, due=self.now):
            if item.key not in taken:
                again = FeedItem(item.key, item.url, item.title, item.published, None, None, None, None)
                yield Wanted(feed, again, item.hash, item.tries, known=True)

    def _pages(self, feed: Feed, row: Row, collected: Collected) -> Iterator[tuple[FeedItem, ...]]:
        got = self.client.fetch(feed.url, etag=row.get("etag"), last_modified=row.get("last_modified"), accept=ACCEPT)
        if isinstance(got, NotModified):
            collected.unchanged = True
            collected.etag, collected.last_modified = got.etag, got.last_modified
            return
        collected.etag, collected.last_modified, collected.sha256 = got.etag, got.last_modified, got.sha256
        seen = {feed.url}
        while True:
            parsed = parse(feed, got, now=self.now)
            collected.seen += len(parsed.items)
            collected.notes += parsed.notes
            yield parsed.items
            if not parsed.next_url or parsed.next_url in seen or len(seen) >= MAX_PAGES:
                break
            seen.add(parsed.next_url)
            further = self.client.fetch(parsed.next_url, accept=ACCEPT)
            if not isinstance(further, Fetched):
                break
            got = further

    def _check(self, feed: Feed, collected: Collected) -> None:
        fewest, most = feed.items
        if collected.unchanged or fewest <= collected.seen <= most:
            return
        rule = f"holds {collected.seen} items, and {fewest} to {most:,} are usual"
        if not collected.seen:
            raise FeedRefused(feed.url, rule, "look at the page that the feed is of: it may have moved")
        collected.notes.append(rule)

    def _new(self, feed: Feed, items: tuple[FeedItem, ...], taken: set[str]) -> Iterator[Wanted]:
        known = known_items(self.graph, feed.name, (item.id for item in items))
        for item in items:
            if item.id in taken:
                continue
            taken.add(item.id)
            before, said = known.get(item.id), hash_of(item)
            if before is None or before["hash"] != said:
                yield Wanted(feed, item, said, known=before is not None)
            elif before["state"] == FAILED and before["retry_at"] <= self.now:
                # the feed still carries it, with more words than the graph keeps
                yield Wanted(feed, item, said, before["tries"], known=True)


def parse(feed: Feed, got: Fetched, *, now: str) -> ParsedFeed:
    """Parse what was fetched of a feed, or of the page that stands for one; raises FeedRefused."""
    if feed.links is None:
        return parse_feed(got.content, url=got.url_final, content_type=got.content_type, now=now)
    markup = got.content.decode(charset_of(got.content, got.encoding) or "cp1252", "replace")
    return parse_listing(markup, url=got.url_final, links=feed.links, latest=latest_after(now))


def hash_of(item: FeedItem) -> str:
    """A hash of what a feed says of an item: another one means that the item was changed."""
    return digest("item", json.dumps([item.url, item.title, item.published, item.summary, item.content]))[:32]
