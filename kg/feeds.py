"""Feeds and their items as the graph remembers them: nodes beside the evidence, which move with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from kg.errors import UsageError
from kg.graph import Graph, Row
from kg.ids import digest

LOADED, REFUSED, FAILED = "loaded", "refused", "failed"
"""What became of an item: its document is in the graph; it holds nothing that can be read; it is to be tried again."""
_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed. `key` is the feed's own id for it, `hash` covers what the feed says of it; times are UTC.

    `document` is the id of what it became, `reason` why it became nothing, `retry_at` when a failed one is tried again.
    """

    feed: str
    key: str
    hash: str
    state: str
    at: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    document: str | None = None
    reason: str | None = None
    tries: int = 0
    retry_at: str | None = None

    @property
    def id(self) -> str:
        """The id of its node."""
        return item_id(self.feed, self.key)


def item_id(feed: str, key: str) -> str:
    """Make the id of an item's node from its feed's name and the feed's own id for it."""
    return digest("feed item", feed, key)[:32]


def add_feed(graph: Graph, name: str, properties: dict[str, Any], *, now: str) -> bool:
    """Remember a feed; False where one of that name is there, which is left as it is."""
    rows = graph.command(
        """
        MERGE (f:Feed {id: $name})
        ON CREATE SET f += $properties, f.added = $now, f.fresh = true
        WITH f, f.fresh IS NOT NULL AS added
        REMOVE f.fresh
        RETURN added
        """,
        name=name,
        properties=properties,
        now=now,
    )
    return bool(rows[0]["added"])


def remove_feed(graph: Graph, name: str) -> int:
    """Forget a feed and its items; what they brought stays. Returns how many items; raises UsageError for an unknown name."""
    known_feed(graph, name)
    gone = 0
    while some := graph.command(
        "MATCH (i:FeedItem {feed: $name}) WITH i LIMIT 10000 DELETE i RETURN count(*) AS gone", name=name
    )[0]["gone"]:
        gone += some
    graph.command("MATCH (f:Feed {id: $name}) DELETE f", name=name)
    return gone


def feeds(graph: Graph) -> list[Row]:
    """The properties of all feeds, by name."""
    return [row["feed"] for row in graph.read("MATCH (f:Feed) RETURN properties(f) AS feed ORDER BY f.id")]


def known_feed(graph: Graph, name: str) -> Row:
    """The properties of one feed; raises UsageError where it was never added."""
    found = {feed["id"]: feed for feed in feeds(graph)}
    if name in found:
        return found[name]
    there = ", ".join(found) or "none yet"
    raise UsageError(name, "no feed of that name was added", f"`kg feed add` adds one; there are: {there}")


def note_feed(graph: Graph, name: str, **properties: Any) -> None:
    """Set properties of a feed; None takes one away."""
    graph.command("MATCH (f:Feed {id: $name}) SET f += $properties", name=name, properties=properties)


def note_items(graph: Graph, items: Sequence[Item]) -> None:
    """Remember what became of items; `seen` keeps when each was first met."""
    rows = [{"id": item.id, "properties": asdict(item)} for item in items]
    graph.command(
        """
        UNWIND $rows AS row
        MERGE (i:FeedItem {id: row.id})
        ON CREATE SET i.seen = row.properties.at
        SET i += row.properties
        """,
        rows=rows,
    )


def known_items(graph: Graph, feed: str, keys: Iterable[str]) -> dict[str, Row]:
    """Those of a feed's items that are remembered, by the feed's own ids: hash, state, tries and retry_at."""
    ids = [item_id(feed, key) for key in keys]
    found: dict[str, Row] = {}
    for start in range(0, len(ids), _AT_ONCE):
        rows = graph.read(
            "UNWIND $ids AS id MATCH (i:FeedItem {id: id}) RETURN i {.key, .hash, .state, .tries, .retry_at} AS item",
            {"ids": ids[start : start + _AT_ONCE]},
        )
        found |= {row["item"]["key"]: row["item"] for row in rows}
    return found


def failed_items(graph: Graph, feed: str, *, due: str) -> Iterator[Item]:
    """Yield a feed's items that failed and are due to be tried again at this time, the oldest first."""
    rows = graph.read(
        """
        MATCH (i:FeedItem {feed: $feed})
        WHERE i.state = $failed AND i.retry_at <= $due
        RETURN properties(i) AS item
        ORDER BY i.seen, i.id
        """,
        {"feed": feed, "failed": FAILED, "due": due},
    )
    for row in rows:
        yield Item(**{name: value for name, value in row["item"].items() if name not in ("id", "seen")})


def settle_item(graph: Graph, url: str, document: str) -> None:
    """Note what the items of an address became after all."""
    graph.command(
        "MATCH (i:FeedItem {url: $url}) WHERE i.document IS NULL SET i.document = $document, i.state = $loaded "
        "REMOVE i.reason, i.retry_at",
        url=url,
        document=document,
        loaded=LOADED,
    )


def document_at(graph: Graph, url: str) -> str | None:
    """The id of the document that another feed's item of this address became, if one did."""
    rows = graph.read(
        "MATCH (i:FeedItem {url: $url}) WHERE i.document IS NOT NULL RETURN i.document AS id ORDER BY i.seen, i.id LIMIT 1",
        {"url": url},
    )
    return rows[0]["id"] if rows else None


def counted(graph: Graph) -> dict[str, Row]:
    """How many items of each feed there are, by what became of them."""
    rows = graph.read(
        """
        MATCH (i:FeedItem)
        RETURN i.feed AS feed, count(*) AS items,
               count(CASE WHEN i.state = $loaded THEN 1 END) AS loaded,
               count(CASE WHEN i.state = $refused THEN 1 END) AS refused,
               count(CASE WHEN i.state = $failed THEN 1 END) AS failed
        ORDER BY feed
        """,
        {"loaded": LOADED, "refused": REFUSED, "failed": FAILED},
    )
    return {row["feed"]: row for row in rows}


def latest_times(graph: Graph, feed: str, *, most: int = 60) -> list[str]:
    """When the newest items of a feed came out, or were first met where it does not say, the newest first."""
    rows = graph.read(
        """
        MATCH (i:FeedItem {feed: $feed})
        RETURN coalesce(i.published, i.seen) AS at
        ORDER BY at DESC
        LIMIT $most
        """,
        {"feed": feed, "most": most},
    )
    return [row["at"] for row in rows]
