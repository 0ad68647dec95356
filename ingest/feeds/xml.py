"""RSS and Atom by feedparser, which nothing else imports: it gets decoded bytes without declarations, never a string."""

from __future__ import annotations

import io
import re
from typing import Any, Final
from xml.parsers import expat

import feedparser

from ingest.feeds.decoding import decode_feed
from ingest.feeds.fields import Fields, items_of, text_of
from ingest.feeds.items import FeedRefused, ParsedFeed

MAX_BROKEN: Final = 1_000_000
"""Characters of a feed that is not well-formed; whole ones may be longer."""
_PUBLISHED: Final = ("published", "created", "updated")
_PROLOG: Final = re.compile(r"\s*(?:<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->)", re.DOTALL)
_DECLARES: Final = re.compile(r"<!(ENTITY|ATTLIST|ELEMENT|NOTATION)", re.IGNORECASE)
_ELEMENT: Final = re.compile(r"<\w")


def parse_xml(raw: bytes, *, url: str, charset: str | None, latest: str | None) -> ParsedFeed:
    """Parse RSS 0.9x, 1.0, 2.0 or Atom; raises FeedRefused where nothing of it can be used.

    Of a feed that is broken in the middle what came before is kept, with a note. `latest` is the latest date that an
    item can have, in ISO form.
    """
    markup, notes = decode_feed(raw, url=url, charset=charset)
    refuse_declarations(markup, url)
    _refuse_long_and_broken(markup, url)
    # neither cleaned nor resolved: what is kept of markup is its text, or is read as any page is
    parsed = feedparser.parse(
        io.BytesIO(markup.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    broken = parsed.get("bozo_exception") if parsed.get("bozo") else None
    if not parsed.get("version") and not parsed.entries:
        raise FeedRefused(url, f"is no feed{_reason(broken)}", "check the address in a browser")
    if broken is not None and not parsed.entries:
        raise FeedRefused(url, f"is a broken feed without a whole item{_reason(broken)}", "tell its publisher")
    if broken is not None:
        notes.append(f"it is broken{_reason(broken)}; what could be read of it was")
    items, dropped = items_of((_fields(entry) for entry in parsed.entries), url=url, latest=latest)
    head = parsed.feed
    following = next((link.get("href") for link in head.get("links", ()) if link.get("rel") == "next"), None)
    return ParsedFeed(
        parsed.get("version") or "unknown",
        text_of(head.get("title"), plain=_is_plain(head, "title")) or None,
        (head.get("language") or "").lower() or None,
        items,
        following,
        (*notes, *dropped),
    )


def refuse_declarations(markup: str, url: str) -> None:
    """Raise FeedRefused where a document type declares entities, or anything else, before the first element."""
    first = _ELEMENT.search(_without_prolog(markup))
    head = _without_prolog(markup)[: first.start() if first else None]
    if _DECLARES.search(head) or "[" in head:
        raise FeedRefused(url, "declares entities or a document type of its own, as no feed needs to", "do not add it")


def _refuse_long_and_broken(markup: str, url: str) -> None:
    """Raise FeedRefused for what would keep the parser for broken feeds busy for minutes: it takes seconds a megabyte."""
    if len(markup) <= MAX_BROKEN:
        return
    parser = expat.ParserCreate()
    try:
        parser.Parse(markup.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        rule = f"is broken ({error}), and longer than {MAX_BROKEN // 1_000_000} million characters"
        raise FeedRefused(url, rule, "tell its publisher") from error


def _without_prolog(markup: str) -> str:
    place = 0
    while match := _PROLOG.match(markup, place):
        place = match.end()
    return markup[place:]


def _reason(error: Any) -> str:
    words = " ".join(str(error).split())[:200] if error is not None else ""
    return f" ({words})" if words else ""


def _is_plain(holder: Any, name: str) -> bool:
    return (holder.get(f"{name}_detail") or {}).get("type") == "text/plain"


def _fields(entry: Any) -> Fields:
    date = next((entry.get(name) for name in _PUBLISHED if entry.get(f"{name}_parsed")), None)
    moment = next((entry.get(f"{name}_parsed") for name in _PUBLISHED if entry.get(f"{name}_parsed")), None)
    contents = [one.get("value") or "" for one in entry.get("content", ()) if "html" in (one.get("type") or "")]
    plain = [one.get("value") or "" for one in entry.get("content", ()) if "html" not in (one.get("type") or "")]
    return Fields(
        id=entry.get("id"),
        # a service that counts readers stands between; the address that it hides is the article's own
        url=entry.get("feedburner_origlink") or entry.get("link"),
        title=text_of(entry.get("title"), plain=_is_plain(entry, "title")),
        date=date,
        moment=tuple(moment[:6]) if moment else None,
        summary=entry.get("summary") or max(plain, key=len, default=""),
        summary_is_plain=_is_plain(entry, "summary") if entry.get("summary") else True,
        content=max(contents, key=len, default=""),
        author=entry.get("author"),
        language=(entry.get("title_detail") or {}).get("language"),
    )
