"""Bytes -> str by what they declare, never by a guess; what is no text is refused with the reason."""

from __future__ import annotations

import codecs
import re
from typing import Final

from kg.errors import SkipDocument

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_CONTROL: Final = frozenset(range(32)) - {9, 10, 12, 13} | {127}
_SAMPLE: Final = 65_536
# Character sets that hold letters: "zip" and "rot13" are codecs too, and "idna" is slow enough to be an attack.
_CHARSETS: Final = re.compile(
    r"ascii|utf-(8|16|16-le|16-be)|cp(125\d|437|85\d|866|874|932|936|949|950)|iso8859-\d+|koi8-[rtu]|mac-\w+"
    r"|gb(k|2312|18030)|big5(hkscs)?|euc_(jp|kr)|shift_jis"
)


def decode(raw: bytes, *, name: str, encoding: str | None = None) -> str:
    """Turn bytes into text: a byte-order mark decides, then `encoding`, then UTF-8; raises SkipDocument naming the byte.

    A wrong guess would put words into the evidence that nobody printed, so there is none.
    """
    if not raw.strip():
        raise SkipDocument(name, "the file is empty", "give a file with text in it")
    for mark, charset in _BOMS:
        if raw.startswith(mark):
            return _strict(raw[len(mark) :], charset, name)
    charset = _charset(encoding, name)
    if not charset.startswith("utf-16"):
        refuse_binary(raw, name=name)
    return _strict(raw, charset, name)


def refuse_binary(raw: bytes, *, name: str) -> None:
    """Raise SkipDocument where the bytes are a known binary format, hold a NUL or consist of control bytes by a tenth."""
    what = next((what for magic, what in _MAGIC if raw.startswith(magic)), None)
    if what:
        raise SkipDocument(name, f"looks binary: {what}", "give its text as .txt or .html")
    sample = raw[:_SAMPLE]
    odd = sum(byte in _CONTROL for byte in sample)
    if b"\x00" in raw or odd * 10 > len(sample):
        raise SkipDocument(name, "looks binary", "give plain text, or name the character set with --encoding")


def _strict(raw: bytes, charset: str, name: str) -> str:
    try:
        return raw.decode(charset)
    except UnicodeDecodeError as error:
        byte = raw[error.start]
        raise SkipDocument(
            name,
            f"byte {error.start} (0x{byte:02x}) is not valid {charset.upper()}",
            "save it as UTF-8 or name its character set, for example --encoding cp1252",
        ) from error


def _charset(encoding: str | None, name: str) -> str:
    """Give the codec's own name; a page that says Latin-1 means cp1252, as browsers read it."""
    if encoding is None:
        return "utf-8"
    charset = known_charset(encoding)
    if not charset:
        raise SkipDocument(name, f"{encoding!r:.60} is no known character set", "name one such as utf-8 or cp1252")
    return "cp1252" if charset in {"iso8859-1", "ascii"} else charset


def charset_of(raw: bytes, stated: str | None) -> str | None:
    """The character set of what a server sent: UTF-8 where the bytes are that, else the one it states, if it is known.

    Servers state ISO-8859-1 of UTF-8 pages by default; bytes that are UTF-8 by chance do not occur in texts.
    """
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return stated if stated and known_charset(stated) else None
    return "utf-8"


def known_charset(encoding: str) -> str | None:
    """The codec's own name, None where it is no character set of letters: "zip" and "idna" are codecs too."""
    try:
        charset = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return None
    return charset if _CHARSETS.fullmatch(charset) else None
