"""A publisher's page of news where it offers no feed: the links to its articles, each with its words and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree, html

from ingest.documents.webpage import refuse_attributes
from ingest.feeds.fields import Fields, items_of
from ingest.feeds.items import FeedRefused, ParsedFeed

_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE: Final = re.compile(
    rf"\b({_MONTHS})\s+(\d{{1,2}}),\s+(\d{{4}})\b|\b(\d{{4}}-\d\d-\d\d)\b|\b(\d\d/\d\d/\d{{4}})\b"
)
_ROWS: Final = 5
"""How many elements further out an article's date may stand, as long as no other article is in between."""
_BRIEF: Final = ("span", "div", "p", "td", "li", "small", "strong", "em")
_BESIDE_LINKS: Final = ".//text()[not(ancestor::a)]"
"""A date in a title is what the article is about, not when it was published."""


def parse_listing(markup: str, *, url: str, links: str, latest: str | None) -> ParsedFeed:
    """Take the articles out of a page; `links` is a pattern that the path of an article's address must match as a whole.

    Raises FeedRefused where there is no such link: the page was changed, or is another.
    """
    try:
        refuse_attributes(markup)
        tree = html.document_fromstring(markup, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise FeedRefused(url, f"is no page that can be read ({error})", "look at it in a browser") from error
    found = list(_articles(tree, url, re.compile(links)))
    if not found:
        raise FeedRefused(url, "names no article any more: the page was changed", "kg feed check tells when it is well")
    items, notes = items_of(found, url=url, latest=latest)
    title = tree.findtext(".//title")
    return ParsedFeed("listing", (title or "").strip() or None, None, items, None, tuple(notes))


def _articles(tree: Any, url: str, path: re.Pattern[str]) -> Iterator[Fields]:
    base = urlsplit(url).hostname
    best: dict[str, Fields] = {}
    for link in tree.iter("a"):
        try:
            address = urldefrag(urljoin(url, link.get("href") or "")).url
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.hostname != base or not path.fullmatch(parts.path):
            continue
        title = " ".join(str(link.text_content()).split())
        known = best.get(address)
        if known is None or len(title) > len(known.title or ""):
            # one article is often linked twice: by its picture, by its title and by "read more"
            best[address] = Fields(id=address, url=address, title=title, date=_date_near(link, path))
    yield from best.values()


def _date_near(link: Any, path: re.Pattern[str]) -> str | None:
    element = link
    for _ in range(_ROWS):
        element = element.getparent()
        if element is None or _others(element, link, path):
            return None
        for time in element.iter("time"):
            if match := re.match(r"\d{4}-\d\d-\d\d", time.get("datetime") or ""):
                return match.group()
        if match := _stated_alone(element) or _DATE.search(" ".join(element.xpath(_BESIDE_LINKS))):
            return _iso(match)
    return None


def _stated_alone(element: Any) -> re.Match[str] | None:
    """A date that is all an element says: the day of an article, where its teaser may tell of other days."""
    for inner in element.iter(*_BRIEF):
        words = " ".join(str(inner.text_content()).split())
        if match := _DATE.fullmatch(words):
            return match
    return None


def _others(element: Any, link: Any, path: re.Pattern[str]) -> bool:
    """True where an element holds another article too: a date in it may be that one's."""
    mine = link.get("href")
    hrefs = (one.get("href") or "" for one in element.iter("a"))
    return any(href != mine and path.fullmatch(re.sub(r"^https?://[^/]+|[?#].*$", "", href)) for href in hrefs)


def _iso(match: re.Match[str]) -> str | None:
    month, day, year, iso, american = match.groups()
    try:
        if iso:
            return datetime.strptime(iso, "%Y-%m-%d").date().isoformat()  # noqa: DTZ007 a day has no zone
        if american:
            return datetime.strptime(american, "%m/%d/%Y").date().isoformat()  # noqa: DTZ007
        return datetime.strptime(f"{month} {day} {year}", "%B %d %Y").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return None
