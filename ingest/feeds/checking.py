"""Whether a shipped feed still is what it was: fetched, parsed and compared with its bounds, without any graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from ingest.feed_source import FeedSource
from ingest.feeds.collect import ACCEPT, parse
from ingest.feeds.fields import UNDATED
from ingest.feeds.items import FeedRefused, ParsedFeed
from ingest.feeds.known import shipped
from ingest.fetch import Client, Fetched, FetchFailed, FetchRefused

AT_ONCE: Final = 6
STALE: Final = timedelta(days=180)
"""The age of a feed's newest item from which it looks given up: some are left standing when their publisher moves on."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How one feed is: "well", "odd" where it came and is not quite as it was, or "failed"; `said` tells what is wrong."""

    name: str
    state: str
    said: str
    items: int = 0


def check_all(sources: Sequence[FeedSource], client: Client, *, now: str) -> Iterator[Checked]:
    """Check several at once; the answers come in the order of the sources."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(partial(check, client=client, now=now), sources)


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
    if got.url_final != feed.url:
        odd.append(f"came from {got.url_final}")
    if (newest := _newest(parsed)) and newest < (date.fromisoformat(now[:10]) - STALE).isoformat():
        odd.append(f"brought nothing since {newest}")
    return Checked(source.name, "odd" if odd else "well", "; ".join(odd), len(parsed.items))


def _oddities(source: FeedSource, parsed: ParsedFeed) -> list[str]:
    fewest, most = source.items
    odd = [note for note in parsed.notes if source.dated or UNDATED not in note]
    # a feed in pages shows its newest ones only
    if len(parsed.items) < fewest or (not parsed.next_url and len(parsed.items) > most):
        odd.append(f"holds {len(parsed.items)} items, and {fewest} to {most:,} are usual")
    if parsed.language and not parsed.language.startswith(source.language):
        odd.append(f"says that it is in {parsed.language!r}")
    if parsed.items and not any(item.url for item in parsed.items):
        odd.append("names no addresses")
    return odd


def _newest(parsed: ParsedFeed) -> str | None:
    """The day of its newest item that bears one as exact as that."""
    return max(
        (item.published[:10] for item in parsed.items if len(item.published or "") >= 10 and item.published),
        default=None,
    )
