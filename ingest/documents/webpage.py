"""HTML -> its readable lines and what it says of itself: title, author, site, date, address. Nothing in it is executed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from lxml import etree, html

from ingest.documents.article import narrowed
from ingest.documents.cleaning import clean_date
from ingest.text.wallets import find_wallets


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_DROPPED: Final = _tags(
    "script style noscript template iframe object embed applet svg math canvas audio video map nav form button select "
    "input textarea dialog menu title aside footer"
)  # not the head: where a page leaves out its body tag, as it may, the parser puts the article there
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCK, _PARAGRAPH, _CELL = "\x1d", "\x1e", "\x1f"
_GAP: Final = re.compile(r"[ \n\x1d-\x1f]+")
_PARAGRAPHS: Final = _tags("address blockquote caption dl figcaption h1 h2 h3 h4 h5 h6 ol p pre table ul")
_BLOCKS: Final = _tags(
    "article body center dd details div dt fieldset figure header hr html li main section summary tbody tfoot thead tr"
)
_MARKS: Final = dict.fromkeys(_PARAGRAPHS, _PARAGRAPH) | dict.fromkeys(_BLOCKS, _BLOCK)
_START_MARKS: Final = MappingProxyType(_MARKS | {"br": "\n"})
_END_MARKS: Final = MappingProxyType(_MARKS | {"td": _CELL, "th": _CELL})
_BODIES: Final = ("//article", "//main", '//*[@role="main"]', '//*[@itemprop="articleBody"]')
_LEAST_BODY: Final = 200
_SHOWN: Final = _tags("aside footer nav form")
_LONG_WORD: Final = re.compile(r"[A-Za-z0-9]{20}")
_TEASER, _CLEARLY = 4, 2
"""How much longer a page is than what it marks as its article for that to be doubted, and how much longer the other must be."""
_QUOTED: Final = re.compile(r"""=\s*+(?:"[^"]*+"?|'[^']*+'?)""")
_TAG: Final = re.compile(r"""<[a-zA-Z](?:[^>=]++|=\s*+(?:"[^"]*+"?|'[^']*+'?)?)*+""")
_MOST_ATTRIBUTES: Final = 2_000
_DATES: Final = (
    ("article:published_time", "datepublished", "dcterms.issued", "dcterms.date", "dc.date.issued", "dc.date", "date")
)  # fmt: skip
_WRITTEN: Final = re.compile(r"Article|BlogPosting|WebPage|Report")


@dataclass(frozen=True, slots=True)
class Webpage:
    """What a page holds; `url` is the canonical address that it claims, unproven, `published` an ISO date."""

    text: str
    title: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    published: str | None = None


def declared_charset(raw: bytes) -> str | None:
    """Read the character set that a page names in its first two kilobytes, if it names one."""
    match = re.search(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", raw[:2048], re.IGNORECASE)
    charset = match.group(1).decode("ascii", "replace") if match else None
    # Had the page been UTF-16, the words "charset=utf-16" could not have been read as ASCII.
    return "utf-8" if charset and charset.lower().startswith("utf-16") else charset


def read_webpage(markup: str) -> Webpage:
    """Parse a page and give its main text, one block a line; `text` is empty where nothing readable is left.

    Raises ValueError where the parser gave up before the end (nesting over 256 levels): half a page is no evidence; and
    where a tag has thousands of attributes, each of which the parser compares with all before it.
    """
    refuse_attributes(markup)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments, or no element at all
        return Webpage("")
    if parser.error_log.filter_from_fatals():
        raise ValueError("it is nested too deeply to be read to its end")
    metas, linked = _metas(tree), _linked_data(tree)
    dates = (*(metas.get(key) for key in _DATES), linked.get("datePublished"), *tree.xpath("//time/@datetime"))
    page = Webpage(
        text="",
        title=metas.get("og:title") or _first_text(tree, "title") or _first_text(tree, "h1"),
        author=metas.get("author") or linked.get("author"),
        site=metas.get("og:site_name") or linked.get("publisher"),
        url=next(iter(tree.xpath('//link[@rel="canonical"]/@href')), None) or metas.get("og:url"),
        published=_first_date(dates),
    )
    return replace(page, text=_main_text(tree, markup))  # last, for it takes the tree apart


def refuse_attributes(markup: str) -> None:
    """Raise ValueError where a tag has thousands of attributes, each of which a parser compares with all before it."""
    for tag in _TAG.finditer(markup):
        long = tag.end() - tag.start() > 2 * _MOST_ATTRIBUTES
        if long and len(_QUOTED.sub("= ", tag.group()).split()) > _MOST_ATTRIBUTES:
            raise ValueError(f"a tag of it has more than {_MOST_ATTRIBUTES:,} attributes")


def _main_text(tree: Any, markup: str) -> str:
    """Take the longest of the elements that pages mark as their body, or what looks like the article where none holds much."""
    _drop_furniture(tree)
    bodies = (_lines(element) for path in _BODIES for element in tree.xpath(path))
    longest = max(bodies, key=len, default="")
    whole = _lines(tree)
    # an element that is marked as an article and holds a small part of the page is often a teaser of another one
    if len(longest) >= _LEAST_BODY and len(whole) < _TEASER * len(longest):
        return longest
    article = narrowed(whole, markup) if len(whole) >= _LEAST_BODY else whole
    return article if len(article) > _CLEARLY * len(longest) or len(longest) < _LEAST_BODY else longest


def _drop_furniture(tree: Any) -> None:
    """Remove what a reader of the article does not see or does not read; the words that follow it stay."""
    for element in list(tree.iter(etree.Element)):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        page_header = element.tag == "header" and not any(
            up.tag in {"article", "main"} for up in element.iterancestors()
        )
        if (element.tag in _DROPPED or hidden or page_header) and element.getparent() is not None:
            if (element.tag == "form" and _holds_page(element)) or (element.tag in _SHOWN and _holds_wallet(element)):
                continue
            element.drop_tree()


def _holds_wallet(element: Any) -> bool:
    """True of a box or a footer that prints an address: it is what some pages are about."""
    text = element.text_content()
    return bool(_LONG_WORD.search(text)) and bool(find_wallets(text).wallets)


def _holds_page(form: Any) -> bool:
    """True of a form with paragraphs or a table: some servers put the whole page into one."""
    words = sum(len(block.text_content()) for block in form.iter("p", "article", "table"))
    return words >= _LEAST_BODY


def _lines(root: Any) -> str:
    """Render an element as a browser would break it: blocks as lines, paragraphs apart, a table row as one line."""
    return _GAP.sub(_gap, "".join(_pieces(root))).strip()


def _pieces(root: Any) -> Iterator[str]:
    """Yield the texts of an element in order, with marks where blocks, paragraphs and cells begin and end."""
    preformatted = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag == "pre":
            preformatted += 1 if event == "start" else -1
        if event == "start":
            yield _START_MARKS.get(element.tag, "")
            yield _flat(element.text, preformatted)
        else:
            yield _END_MARKS.get(element.tag, "")
            yield _flat(element.tail, preformatted) if element is not root else ""


def _gap(match: re.Match[str]) -> str:
    """Turn a run of marks and spaces into the strongest break that it holds."""
    run = match.group()
    if _PARAGRAPH in run or run.count("\n") > 1:
        return "\n\n"
    if _BLOCK in run or "\n" in run:
        return "\n"
    return " | " if _CELL in run else " "


def _flat(text: str | None, preformatted: int) -> str:
    """Fold white space as a browser does; inside preformatted text the line breaks count."""
    if not preformatted:
        return re.sub(r"\s+", " ", text or "")
    return re.sub(r"[^\S\n]+", " ", text or "")


def _metas(tree: Any) -> dict[str, str]:
    """Collect the page's meta elements by name, the first of each; names in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if key and (content := (meta.get("content") or "").strip()):
            found.setdefault(key, content)
    return found


def _linked_data(tree: Any) -> dict[str, str]:
    """Read author, publisher and date from the page's JSON-LD; a block that is no JSON says nothing."""
    found: dict[str, str] = {}
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            block = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in _items(block):
            for key in ("author", "publisher", "datePublished"):
                if name := _named(item.get(key)):
                    found.setdefault(key, name)
    return found


def _items(block: Any) -> Iterator[dict[str, Any]]:
    graph = block.get("@graph", block) if isinstance(block, dict) else block
    for item in graph if isinstance(graph, list) else [graph]:
        if isinstance(item, dict) and _WRITTEN.search(str(item.get("@type"))):
            yield item


def _named(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    value = value.get("name") if isinstance(value, dict) else value
    return value if isinstance(value, str) else None


def _first_text(tree: Any, tag: str) -> str | None:
    return next((text for element in tree.iter(tag) if (text := element.text_content().strip())), None)


def _first_date(values: Iterable[str | None]) -> str | None:
    """Take the first value that is an ISO date; one in words or in a national order is left out, not guessed."""
    for value in values:
        try:
            if date := clean_date(value):
                return date
        except ValueError:
            continue
    return None
