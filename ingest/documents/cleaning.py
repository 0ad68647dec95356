"""Raw strings -> the one form that is kept: text, titles, URLs and dates of a document. No I/O."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit, urlunsplit

MAX_TITLE: Final = 300
MAX_NAME: Final = 200
MAX_URL: Final = 2_000

_LINE_ENDS: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES: Final = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Control characters, soft hyphens, zero-width spaces and joiners, marks of writing direction, variation selectors of
# plain text, byte-order marks. Pages put them inside long addresses so that these may wrap: without them the address is
# whole again. The two joiners spell Persian and Indic words and stay between two letters that are not ASCII.
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    r"|(?<=[\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\x7f])"
)
# A table laid out with blanks has no wider gap. Many a pattern of the reader begins with white space, and takes quadratic
# time on a run of it that has no end.
_MOST_SPACES: Final = 80
_WIDE_GAP: Final = re.compile(f" {{{_MOST_SPACES + 1},}}")
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:?\d{2}.*)?)?)?", re.ASCII)


def clean_text(raw: str) -> str:
    """Give the text that offsets point into: NFC, "\\n" line ends, no invisible characters, at most 80 spaces and two blank lines in a row.

    Letters and digits are never touched (no NFKC, no case), so an address survives as printed. Cleaning twice changes nothing.
    """
    text = _LINE_ENDS.sub("\n", raw)
    text = _WIDE_GAP.sub(" " * _MOST_SPACES, _INVISIBLE.sub("", _SPACES.sub(" ", text)))
    # A lone surrogate (JSON can spell one) has no UTF-8 form: it could be neither hashed nor stored.
    text = unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))
    # Not by a pattern: one for "spaces before a line end" takes quadratic time on a line of a million spaces.
    text = "\n".join(line.rstrip(" ") for line in text.split("\n"))
    return re.sub(r"\n{4,}", "\n\n\n", text).strip()


def clean_line(raw: str | None, *, limit: int) -> str | None:
    """Give a title or a name as one line of at most `limit` characters, or None where nothing is left."""
    line = " ".join(clean_text(raw or "").split())
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return line or None


def clean_url(raw: str | None) -> str | None:
    """Give an http or https URL without user name and password, or None: nothing else is ever shown as a link."""
    url = (raw or "").strip()
    if not url or len(url) > MAX_URL or re.search(r"[\s\x00-\x1f\x7f<>\"\\]", url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:  # a port that is no number, a bracket without its fellow
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    if parts.username is None and parts.password is None:
        return url
    host = f"[{host}]" if ":" in host else host
    return urlunsplit(parts._replace(netloc=host if port is None else f"{host}:{port}"))


def clean_date(raw: str | None) -> str | None:
    """Give YYYY, YYYY-MM or YYYY-MM-DD of an ISO date or time; anything else raises ValueError, since guessing would date an edge."""
    if not (raw or "").strip():
        return None
    match = _DATE.fullmatch((raw or "").strip())
    if not match:
        raise ValueError(raw)
    year, month, day = match.groups()
    datetime.date(int(year), int(month or 1), int(day or 1))
    return "-".join(filter(None, (year, month, day)))
