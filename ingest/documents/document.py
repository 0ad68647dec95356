"""Bytes -> Document: JSON in the gold format, plain text, Markdown and HTML, normalised, with the source they come from."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from ingest.documents.cleaning import MAX_NAME, MAX_TITLE, clean_date, clean_line, clean_text, clean_url
from ingest.documents.decoding import decode
from ingest.documents.discovery import STDIN, discover, read_bytes
from ingest.documents.given import NOTHING, Given
from ingest.documents.limits import MAX_TEXT, allowed, remedy
from ingest.documents.pdf import read_pdf
from ingest.documents.walls import wall
from ingest.documents.webpage import declared_charset, read_webpage
from kg.errors import SkipDocument
from kg.model import Document
from kg.reliability import source_for

__all__ = ["MAX_TEXT", "STDIN", "discover", "load_document", "read_bytes"]

_KINDS: Final = {".json": "json", ".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".pdf": "pdf"}
_TYPES: Final = {
    "application/pdf": "pdf",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
}
_HTML: Final = re.compile(rb"(?i)<(!doctype html|html|head|body|article|div|p|h1|meta|title)[\s>]")
_SHORT_LINE: Final = 150
_EMPTY: Final = ("is empty", "give a file with text in it")


@dataclass(frozen=True, slots=True)
class _Fields:
    """What a format yields before it is cleaned."""

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None


def load_document(raw: bytes, *, name: str, encoding: str | None = None, given: Given = NOTHING) -> Document:
    """Read one document from the bytes of the file, page or stream called `name`, whose suffix tells its format.

    `given` is what the caller knows (from fetching it, say) and goes before what the document says of itself;
    `encoding` is for bytes that declare none and are not UTF-8. Raises SkipDocument with what is wrong with it.
    """
    fields = _READERS[_kind(raw, name, given)](raw, name, encoding)
    title = clean_line(given.title, limit=MAX_TITLE) or clean_line(fields.title, limit=MAX_TITLE)
    text = clean_text(fields.text)
    if not text:
        raise SkipDocument(name, *_EMPTY)
    if given.headline and title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    coded = text.encode("utf-8")
    if len(coded) > (most := allowed(MAX_TEXT)):
        size = f"{len(coded) / 1e6:.1f} MB of text"
        raise SkipDocument(name, f"{size} is more than {most // 1_000_000} MB", remedy(len(coded)))
    address = clean_url(given.url) or clean_url(fields.url)
    return Document(
        id=hashlib.sha256(coded).hexdigest(),
        text=text,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        source=source_for(clean_line(given.publisher or fields.publisher, limit=MAX_NAME), address),
        title=title,
        url=address,
        published=given.published or fields.published,
    )


def _kind(raw: bytes, name: str, given: Given) -> str:
    """Tell the format by the type that a server named, else by the file's suffix, else by how the bytes begin."""
    media = (given.content_type or "").partition(";")[0].strip().lower()
    return _TYPES.get(media) or _KINDS.get(PurePath(name).suffix.lower()) or _sniff(raw)


def _sniff(raw: bytes) -> str:
    """Tell PDF, JSON and HTML from text by how they begin."""
    if raw[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    start = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:2048]
    if re.match(rb'\{\s*(["}]|$)', start):
        return "json"
    return "html" if start.startswith(b"<") and _HTML.search(start) else "text"


def _from_json(raw: bytes, name: str, encoding: str | None) -> _Fields:
    try:
        record = json.loads(decode(raw, name=name, encoding=encoding))
    except (ValueError, RecursionError) as error:
        raise SkipDocument(name, f"is not JSON ({error})", "give one JSON object with a field 'text'") from error
    if not isinstance(record, dict):
        raise SkipDocument(name, "is JSON but no object", "give one JSON object with a field 'text'")
    text = _string(record, "text", name)
    if text is None:
        raise SkipDocument(name, "has no field 'text'", "put the article's words into 'text'")
    return _Fields(
        text, _string(record, "title", name), _string(record, "url", name), _string(record, "publisher", name),
        _date(_string(record, "published", name), name),
    )  # fmt: skip


def _string(record: dict[str, Any], field: str, name: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise SkipDocument(
            name, f"field {field!r} is {type(value).__name__}, not a string", "make it a string or leave it out"
        )
    return value


def _date(value: str | None, name: str) -> str | None:
    try:
        return clean_date(value)
    except ValueError as error:
        raise SkipDocument(
            name, f"field 'published' is {value!r:.60}, which is no date", "write YYYY, YYYY-MM or YYYY-MM-DD"
        ) from error


def _from_html(raw: bytes, name: str, encoding: str | None) -> _Fields:
    markup = decode(raw, name=name, encoding=encoding or declared_charset(raw))
    try:
        page = read_webpage(markup)
    except ValueError as error:
        raise SkipDocument(name, f"is HTML that cannot be parsed: {error}", "give its text as .txt") from error
    if not page.text:
        raise SkipDocument(name, "is HTML without any readable text", "give a page whose text does not need scripts")
    if instead := wall(page.text, markup):
        raise SkipDocument(name, instead, "open it in a browser, and save the article where you may read it")
    return _Fields(page.text, page.title, page.url, page.site, page.published)


def _from_pdf(raw: bytes, name: str, _encoding: str | None) -> _Fields:
    pdf = read_pdf(raw, name=name)
    return _Fields(pdf.text, pdf.title or _headline(clean_text(pdf.text)))


def _from_text(raw: bytes, name: str, encoding: str | None) -> _Fields:
    text = decode(raw, name=name, encoding=encoding)
    return _Fields(text, _headline(clean_text(text)))


def _headline(text: str) -> str | None:
    """Take the first line for a title where it is short and stands apart; it stays part of the text."""
    first, _, rest = text.partition("\n")
    if len(first) > _SHORT_LINE or not rest.startswith("\n"):
        return None
    return first.lstrip("# ")


_READERS: Final = {"json": _from_json, "html": _from_html, "text": _from_text, "pdf": _from_pdf}
