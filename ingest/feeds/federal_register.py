"""The Federal Register's API (federalregister.gov/developers): documents as JSON, a page at a time, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest.feeds.fields import Fields, items_of
from ingest.feeds.items import FeedRefused, ParsedFeed


def is_federal_register(value: Mapping[str, Any]) -> bool:
    """True of an answer of its search for documents."""
    return isinstance(value.get("results"), list) and ("total_pages" in value or "count" in value)


def parse_federal_register(value: Mapping[str, Any], *, url: str, latest: str | None) -> ParsedFeed:
    """Take the documents out: the abstract is the summary, the text's own page is what is fetched. Raises FeedRefused."""
    results = value["results"]
    if not all(isinstance(one, dict) for one in results):
        raise FeedRefused(url, "holds results that are no objects", "check the address in a browser")
    items, notes = items_of((_fields(one) for one in results), url=url, latest=latest)
    following = value.get("next_page_url")
    return ParsedFeed(
        "federal-register",
        _text(value, "description"),
        "en",
        items,
        following if isinstance(following, str) else None,
        tuple(notes),
    )


def _fields(document: Mapping[str, Any]) -> Fields:
    agencies = [one.get("name") for one in document.get("agencies") or () if isinstance(one, dict)]
    return Fields(
        id=_text(document, "document_number"),
        url=_text(document, "html_url") or _text(document, "body_html_url"),
        title=_text(document, "title"),
        date=_text(document, "publication_date"),
        summary=_text(document, "abstract") or "",
        summary_is_plain=True,
        author=", ".join(one for one in agencies if isinstance(one, str)) or None,
        language="en",
    )


def _text(value: Mapping[str, Any], name: str) -> str | None:
    found = value.get(name)
    return found if isinstance(found, str) and found.strip() else None
