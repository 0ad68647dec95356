"""What a web address or a feed's item holds -> bytes for the reader, with what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ingest.documents.given import Given
from ingest.feeds.items import FeedItem
from ingest.feeds.known import Feed
from ingest.fetch import Client, FetchFailed, FetchRefused
from ingest.job import Job
from ingest.webpages import fetch_page

LEAST_WORDS: Final = 80
"""Characters of a feed's own words that make a document; below, an item without its page says nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item that is to be read, with what the graph knows of it: whether it was met before, how often it was tried in vain."""

    feed: Feed
    item: FeedItem
    hash: str
    tries: int = 0
    known: bool = False

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.item.url or f"{self.feed.name}: {self.item.title or self.item.id}"


def job_of_item(client: Client, wanted: Wanted) -> Job:
    """Fetch an item's page, or take the feed's own words where that is how the feed is read, or where the page is shut.

    Raises FetchFailed or FetchRefused where neither is to be had.
    """
    if not wanted.feed.page or wanted.item.url is None:
        words = own_words(wanted)
        if words is None:
            rule = "the feed gives it neither an address nor words enough to read"
            raise FetchRefused(wanted.name, rule, "nothing can be done here")
        return words
    try:
        return fetch_page(client, wanted.item.url, _given(wanted, headline=False))
    except (FetchFailed, FetchRefused) as error:
        shut = isinstance(error, FetchRefused) or not error.temporary
        if shut and (words := own_words(wanted)) is not None:
            return words
        raise


def own_words(wanted: Wanted) -> Job | None:
    """The feed's own words of an item as a document, None where they are too few."""
    item = wanted.item
    given = _given(wanted, headline=True)
    if item.content and len(item.content) >= LEAST_WORDS:
        return Job(wanted.name, item.content.encode(), encoding="utf-8", given=_typed(given, "text/html"))
    if item.summary and len(item.summary) >= LEAST_WORDS:
        return Job(wanted.name, item.summary.encode(), encoding="utf-8", given=_typed(given, "text/plain"))
    return None


def _given(wanted: Wanted, *, headline: bool) -> Given:
    item = wanted.item
    day = item.published[:10] if item.published else None
    return Given(item.url, wanted.feed.publisher, item.title, day, headline=headline)


def _typed(given: Given, content_type: str) -> Given:
    return Given(given.url, given.publisher, given.title, given.published, content_type, given.headline)
