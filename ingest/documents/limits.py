"""How much one file and one text may hold, so that a wrong path fills no memory; KG_MAX_MB says otherwise."""

from __future__ import annotations

import os
from typing import Final

from kg.errors import SettingsError

VARIABLE: Final = "KG_MAX_MB"
MAX_FILE: Final = 25_000_000
"""Bytes of one file, page or stream; a page's markup is much more than its text."""
MAX_TEXT: Final = 5_000_000
"""Bytes of UTF-8 that the text of one document may hold: a book of 800,000 words."""


def allowed(usual: int) -> int:
    """Give `usual`, one of the limits above, or what KG_MAX_MB sets for both; raises SettingsError where that is no number."""
    wanted = os.environ.get(VARIABLE)
    if not wanted:
        return usual
    if not wanted.isascii() or not wanted.isdigit() or not 0 < int(wanted[:9]) < 10_000:
        raise SettingsError(f"{VARIABLE}={wanted}", "megabytes are a whole number from 1 to 9999", f"unset {VARIABLE}")
    return int(wanted) * 1_000_000


def remedy(size: int) -> str:
    """What a user can do about so many bytes."""
    return f"split it into its documents, or set {VARIABLE}={-(-size // 1_000_000)} where memory allows"
