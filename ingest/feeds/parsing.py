"""The bytes of a feed -> its items, whatever its form; bytes that are none are refused with what they are instead."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.message import Message
from typing import Any, Final
from urllib.parse import urljoin

from ingest.feeds.decoding import decode_feed
from ingest.feeds.federal_register import is_federal_register, parse_federal_register
from ingest.feeds.items import FeedRefused, ParsedFeed
from ingest.feeds.json_feed import is_json_feed, parse_json_feed
from ingest.feeds.xml import parse_xml

MAX_BYTES: Final = 20_000_000
AHEAD: Final = timedelta(days=2)
"""How far in the future an item's date may lie: announcements are sometimes dated for the day they hold from."""

_JSON_FORMS: Final[tuple[tuple[Callable[[Mapping[str, Any]], bool], Callable[..., ParsedFeed]], ...]] = (
    (is_federal_register, parse_federal_register),
    (is_json_feed, parse_json_feed),
)
"""What JSON forms look like, and who parses them; one more is one row."""
_PAGE: Final = re.compile(r"(?i)<(!doctype html|html)[\s>]")
_ALTERNATE: Final = re.compile(
    r"""(?i)<link\b(?=[^>]{0,500}\btype\s*=\s*["']?application/(?:rss|atom|feed)\+(?:xml|json))[^>]{0,500}?\bhref\s*=\s*["']?([^"'\s>]{1,500})"""
)


def parse_feed(raw: bytes, *, url: str, content_type: str | None = None, now: str | None = None) -> ParsedFeed:
    """Parse what came from `url`. Raises FeedRefused where it is no feed, or is one that no reader should be given.

    `content_type` is the header; `now` an ISO time, after which items cannot lie by more than two days.
    """
    if not raw.strip(b"\x00 \t\r\n"):
        raise FeedRefused(url, "came empty", "look at the page that the feed is of: it may have moved")
    if len(raw) > MAX_BYTES:
        raise FeedRefused(url, f"is larger than {MAX_BYTES // 1_000_000} MB", "look whether it offers a shorter one")
    latest = latest_after(now)
    if re.match(rb"(\xef\xbb\xbf)?\s*[{\[]", raw):
        return _parse_json(raw, url=url, latest=latest)
    charset = _charset(content_type)
    _refuse_page(raw, url, charset)
    return parse_xml(raw, url=url, charset=charset, latest=latest)


def _parse_json(raw: bytes, *, url: str, latest: str | None) -> ParsedFeed:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise FeedRefused(url, f"begins as JSON and is none ({str(error)[:200]})", "tell its publisher") from error
    for looks_so, parse in _JSON_FORMS:
        if isinstance(value, dict) and looks_so(value):
            return parse(value, url=url, latest=latest)
    raise FeedRefused(url, "is JSON of a form that is not known", "JSON Feed and the Federal Register's are")


def _refuse_page(raw: bytes, url: str, charset: str | None) -> None:
    """Tell a web page from a feed, and name the feed that it points to."""
    head, _ = decode_feed(raw[:200_000], url=url, charset=charset)
    if not _PAGE.search(head[:2_000]):
        return
    found = _ALTERNATE.search(head)
    named = f"; it names this one: {urljoin(url, found.group(1))}" if found else ""
    raise FeedRefused(url, f"is a web page and no feed{named}", "give the feed's own address")


def latest_after(now: str | None) -> str | None:
    """The latest time that an item can bear which comes at this time; None where nobody said."""
    return (datetime.fromisoformat(now) + AHEAD).strftime("%Y-%m-%dT%H:%M:%SZ") if now else None


def _charset(content_type: str | None) -> str | None:
    message = Message()
    message["Content-Type"] = (content_type or "").replace("\n", " ").replace("\r", " ")
    found = message.get_param("charset")
    return found if isinstance(found, str) else None
