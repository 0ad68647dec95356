"""What a terminal would obey, as escapes: file names, titles and names come from strangers."""

from __future__ import annotations

import re
from typing import Final

# C0 but for newline and C1, what ends a line elsewhere, what turns the direction of writing, lone surrogates (bytes of
# a file's name that are no UTF-8)
OBEYED: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSEEN: Final = re.compile("[\n\u200b\u2060-\u2065\ufeff]")


def printable(text: str) -> str:
    """Give a text as one line with nothing in it that moves the cursor, turns the writing or is not seen: "a\\x1b[2Jb"."""
    return _UNSEEN.sub(_escape, OBEYED.sub(_escape, text))


def printable_json(text: str) -> str:
    """Write what a terminal might obey as JSON escapes, which mean the same; line ends stay."""
    return OBEYED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _escape(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode("ascii")
