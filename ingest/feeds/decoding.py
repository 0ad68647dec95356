"""The bytes of an XML feed -> text, without its declaration: a mark decides, then what the bytes are, then what is said of them."""

from __future__ import annotations

import codecs
import re
from typing import Final

from ingest.documents.decoding import known_charset
from ingest.feeds.items import FeedRefused

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STARTS: Final = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARATION: Final = re.compile(rb"""\s*<\?xml[^>]{0,500}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARED: Final = re.compile(r"\s*<\?xml[^>]{0,1000}\?>")


def decode_feed(raw: bytes, *, url: str, charset: str | None) -> tuple[str, list[str]]:
    """Give the markup and notes on what was odd; `charset` is the header's. Raises FeedRefused where the bytes are no text."""
    notes: list[str] = []
    for mark, wide in (*_BOMS, *_STARTS):
        if raw.startswith(mark):
            body = raw[len(mark) :] if (mark, wide) in _BOMS else raw
            return _undeclared(_lenient(body, wide, notes)), notes
    match = _DECLARATION.match(raw[:2_000])
    declared = match.group(1).decode("ascii") if match else None
    if declared and charset and known_charset(declared) != known_charset(charset):
        notes.append(f"its header says {charset} and the feed itself {declared}")
    for name in ("utf-8", declared, charset):
        codec = known_charset(name) if name else None
        if codec is None:
            continue
        try:
            return _undeclared(raw.decode(codec)), notes
        except UnicodeDecodeError:
            continue
    if b"\x00" in raw:
        raise FeedRefused(url, "holds NUL bytes and is no text", "check the address in a browser")
    codec = (known_charset(declared) if declared else None) or "cp1252"
    notes.append(f"its bytes are not all {declared or charset or 'UTF-8'}; read as {codec}")
    return _undeclared(raw.decode(codec, "replace")), notes


def _lenient(raw: bytes, name: str, notes: list[str]) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        notes.append(f"its bytes are not all {name}")
        return raw.decode(name, "replace")


def _undeclared(markup: str) -> str:
    return _DECLARED.sub("", markup.lstrip("\ufeff"), count=1)
