"""Whether a shipped feed still is what it was: fetched, parsed and compared with its bounds, without any graph."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.feed_source import FeedSource
from ingest.feeds.collect import ACCEPT, parse
from ingest.feeds.items import FeedRefused, ParsedFeed
from ingest.feeds.known import shipped
from ingest.fetch import Client, Fetched, FetchFailed, FetchRefused


@dataclass(frozen=True, slots=True)
class Checked:
    """How one feed is: "well", "odd" where it came and is not quite as it was, or "failed"; `said` tells what is wrong."""

    name: str
    state: str
    said: str
    items: int = 0


def check(source: FeedSource, client: Client, *, now: str) -> Checked:
    """Fetch a feed and tell how it is; what goes wrong is an answer, not a raise."""
    feed = shipped(source)
    try:
        got = client.fetch(feed.url, accept=ACCEPT)
        if not isinstance(got, Fetched):
            return Checked(source.name, "failed", "the server answers 304 to a request that names no version")
        parsed = parse(feed, got, now=now)
    except (FetchFailed, FetchRefused, FeedRefused) as error:
        return Checked(source.name, "failed", error.rule)
    odd = _oddities(source, parsed)
    return Checked(source.name, "odd" if odd else "well", "; ".join(odd), len(parsed.items))


def _oddities(source: FeedSource, parsed: ParsedFeed) -> list[str]:
    fewest, most = source.items
    odd = list(parsed.notes)
    # a feed in pages shows its newest ones only
    if len(parsed.items) < fewest or (not parsed.next_url and len(parsed.items) > most):
        odd.append(f"holds {len(parsed.items)} items, and {fewest} to {most:,} are usual")
    if parsed.language and not parsed.language.startswith(source.language):
        odd.append(f"says that it is in {parsed.language!r}")
    if parsed.items and not any(item.url for item in parsed.items):
        odd.append("names no addresses")
    return odd
