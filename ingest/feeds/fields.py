"""The fields of items, as any form of feed gives them -> items: capped, with ids, absolute addresses and plausible dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urljoin

from lxml import etree, html

from ingest.documents.cleaning import MAX_TITLE, clean_line, clean_text, clean_url
from ingest.feeds.items import FeedItem
from kg.ids import digest

MAX_ITEMS: Final = 10_000
MAX_SUMMARY: Final = 20_000
MAX_CONTENT: Final = 1_000_000
"""Characters that are kept of each; beyond are no news but attacks."""
MAX_ID: Final = 1_000
MAX_NOTES: Final = 20
EARLIEST: Final = "1990"
UNDATED: Final = "items have no date that is understood"
_MARKUP: Final = re.compile(r"<[a-zA-Z/!]|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{2,31});")
_DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Fields:
    """What a feed says of one item, before any of it is believed. `moment` is year to second in UTC."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    date: str | None = None
    moment: tuple[int, ...] | None = None
    summary: str = ""
    summary_is_plain: bool = False
    content: str = ""
    author: str | None = None
    language: str | None = None


def text_of(value: str | None, *, plain: bool = False) -> str:
    """Reduce a title or a summary to its text; a value that says it is plain keeps its angle brackets."""
    text = (value or "")[:MAX_CONTENT]
    if plain or not _MARKUP.search(text):
        return clean_text(text)
    try:
        parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
        tree = html.document_fromstring(f"<div>{text}</div>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return clean_text(re.sub(r"<[^>]{0,2000}>", " ", text))
    for element in list(tree.iter("script", "style")):
        element.drop_tree()
    for element in tree.iter("br", "p", "li", "div", "tr", "h1", "h2", "h3", "h4"):
        element.tail = f"\n{element.tail or ''}"
    return clean_text(str(tree.text_content()))


def items_of(found: Iterable[Fields], *, url: str, latest: str | None) -> tuple[tuple[FeedItem, ...], list[str]]:
    """Make items, and tell what was odd: each kind of oddity once, with how often it came."""
    items: dict[str, FeedItem] = {}
    odd: dict[str, int] = {}

    def note(what: str) -> None:
        odd[what] = odd.get(what, 0) + 1

    for fields in found:
        if len(items) >= MAX_ITEMS:
            note(f"items beyond the first {MAX_ITEMS:,} were left out")
            continue
        item, said = _item(fields, url, latest)
        for one in said:
            note(one)
        if item is None:
            continue
        if (other := items.get(item.id)) is not None:
            if other.url == item.url:
                note("items were left out that bear the id of another")
                continue
            item = _with_id(item, digest(item.id, item.url)[:32])
            note("items bear the id of another and have another address: both were kept")
        items.setdefault(item.id, item)
    return tuple(items.values()), [f"{what} ({count} x)" for what, count in sorted(odd.items())][:MAX_NOTES]


def _item(fields: Fields, url: str, latest: str | None) -> tuple[FeedItem | None, list[str]]:
    said: list[str] = []
    link = _absolute(fields.url, url)
    if fields.url and link is None:
        said.append("addresses are no http or https links and were left out")
    title = clean_line(fields.title, limit=MAX_TITLE)
    summary = text_of(fields.summary, plain=fields.summary_is_plain)[:MAX_SUMMARY] or None
    if not (title or summary or link):
        return None, [*said, "items are empty and were left out"]
    published, oddity = _published(fields, latest)
    if oddity:
        said.append(oddity)
    content = fields.content
    if not content and not fields.summary_is_plain and _MARKUP.search(fields.summary):
        content = fields.summary
    item_id = (fields.id or "").strip()[:MAX_ID]
    if not item_id:
        item_id = link or digest("item", title, published, summary)[:32]
        said.append("items have no id; their address, or a hash of their words, serves")
    author = clean_line(fields.author, limit=200)
    kept = content[:MAX_CONTENT] or None
    return FeedItem(item_id, link, title, published, summary, kept, author, fields.language), said


def _with_id(item: FeedItem, item_id: str) -> FeedItem:
    return FeedItem(
        item_id, item.url, item.title, item.published, item.summary, item.content, item.author, item.language
    )


def _absolute(link: str | None, base: str) -> str | None:
    try:
        return clean_url(urljoin(base, (link or "").strip())) if (link or "").strip() else None
    except ValueError:  # a bracket without its fellow
        return None


def _published(fields: Fields, latest: str | None) -> tuple[str | None, str | None]:
    """An item's date, as exact as it was given, or None with what is wrong with it."""
    date = (fields.date or "").strip()
    if _DAY.fullmatch(date):
        stated: str | None = date
    elif fields.moment is not None:
        stated = _moment(fields.moment)
    else:
        return None, UNDATED
    if stated is None or not stated >= EARLIEST or (latest is not None and stated[:10] > latest[:10]):
        return None, "dates are impossible or in the future and were left out"
    return stated, None


def _moment(parts: tuple[int, ...]) -> str | None:
    try:
        return datetime(*parts[:6], tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # type: ignore[misc, arg-type]
    except ValueError:
        return None
