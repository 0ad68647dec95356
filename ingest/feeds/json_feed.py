"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest.feeds.fields import Fields, items_of
from ingest.feeds.items import FeedRefused, ParsedFeed
from ingest.feeds.moments import moment_of


def is_json_feed(value: Mapping[str, Any]) -> bool:
    """True of what says that it is one, or looks like one without saying so."""
    return "jsonfeed.org" in str(value.get("version")) or isinstance(value.get("items"), list)


def parse_json_feed(value: Mapping[str, Any], *, url: str, latest: str | None) -> ParsedFeed:
    """Take the items out; raises FeedRefused where there is no list of them."""
    found = value.get("items")
    if not isinstance(found, list):
        raise FeedRefused(url, "is a JSON feed without a list of items", "tell its publisher")
    items, notes = items_of((_fields(one) for one in found if isinstance(one, dict)), url=url, latest=latest)
    odd = sum(not isinstance(one, dict) for one in found)
    said = [*notes, *([f"{odd} items are no objects and were left out"] if odd else [])]
    return ParsedFeed(
        "json", _text(value, "title"), _text(value, "language"), items, _text(value, "next_url"), tuple(said)
    )


def _fields(item: Mapping[str, Any]) -> Fields:
    plain = _text(item, "content_text") or _text(item, "summary") or ""
    author = item.get("author") or next(iter(item.get("authors") or ()), None)
    date = _text(item, "date_published") or _text(item, "date_modified")
    return Fields(
        id=str(item["id"]) if isinstance(item.get("id"), str | int) else None,
        url=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        date=date,
        moment=moment_of(date),
        summary=plain,
        summary_is_plain=True,
        content=_text(item, "content_html") or "",
        author=_text(author, "name") if isinstance(author, dict) else None,
        language=_text(item, "language"),
    )


def _text(value: Mapping[str, Any], name: str) -> str | None:
    found = value.get(name)
    return found if isinstance(found, str) and found.strip() else None
