"""A sentence as HTML with the words of the two names marked, and an address as a link only where it is a web address."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise

from kg.dossier.model import Words
from kg.model import Span
from kg.printable import printable

_WEB = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)


def plain(text: str | None) -> str:
    """A text from anywhere as harmless HTML: one line, escaped, with what turns the writing or hides shown as escapes."""
    return escape(printable(" ".join((text or "").split())))


def name(text: str) -> str:
    """A name, kept from turning the writing around it."""
    return f"<bdi>{plain(text)}</bdi>"


def marked(words: Words) -> str:
    """A passage with its subject and object marked by their offsets; where both overlap, each piece is marked as either."""
    spans = {"subject": _within(words, words.subject), "object": _within(words, words.object)}
    cuts = sorted({0, len(words.text), *(edge for span in spans.values() if span for edge in span)})
    return "".join(_piece(words.text[start:end], _classes(spans, start, end)) for start, end in pairwise(cuts))


def _within(words: Words, span: Span | None) -> Span | None:
    return (span[0] - words.start_char, span[1] - words.start_char) if span else None


def _classes(spans: dict[str, Span | None], start: int, end: int) -> str:
    return " ".join(what for what, span in spans.items() if span and span[0] <= start and end <= span[1])


def _piece(text: str, classes: str) -> str:
    html = escape(printable(re.sub(r"\s+", " ", text)))
    return f'<mark class="{classes}" title="{classes.replace(" ", " and ")}">{html}</mark>' if classes else html


def address(url: str | None) -> str:
    """A web address as a link that tells nobody where it was clicked; anything else as text."""
    if not url:
        return ""
    if _WEB.fullmatch(url):
        return f'<a class="url" href="{escape(url)}" rel="noopener noreferrer nofollow">{plain(url)}</a>'
    return f'<span class="url">{plain(url)}</span>'
