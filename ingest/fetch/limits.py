"""How much of a stranger's answer is taken, and for how long it is waited for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MAX_REDIRECTS: Final = 5
MAX_URL: Final = 4_000
"""Characters of a URL."""
PIECE: Final = 65_536
"""Bytes that are unpacked at a time, however small what they are packed in."""
UNPACKED_FLOOR: Final = 10_000_000
"""Bytes below which a body may be packed as tightly as it likes: a page of spaces is no attack."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`size` in bytes, unpacked; `seconds` from the first connection to the last byte, redirects included, pauses for
    politeness not; `idle` seconds without a byte; `connect` seconds for one address; `ratio` of unpacked to sent bytes.
    With `cut`, what is beyond `size` is left unread; otherwise it refuses the whole.
    """

    size: int
    seconds: float
    idle: float = 30.0
    connect: float = 10.0
    ratio: int = 200
    cut: bool = False


LIST: Final = Limits(size=500_000_000, seconds=1_800.0, idle=60.0)
PAGE: Final = Limits(size=20_000_000, seconds=90.0)
ROBOTS: Final = Limits(size=512_000, seconds=30.0, cut=True)
"""RFC 9309 asks for 500 KiB at least; rules beyond are not read."""
