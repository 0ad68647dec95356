"""Which part of a page is the article, where the page does not mark it: as far as trafilatura finds it, with our lines."""

from __future__ import annotations

import logging
import re
from typing import Final

LEAST: Final = 200
"""Characters that trafilatura must find for its word to count."""
_LINE: Final = 25
"""Characters of a line that can be told again: "Share" stands anywhere."""
_BLANKS: Final = re.compile(r"[\s|]+")


def narrowed(text: str, markup: str) -> str:
    """Cut what stands before and after the article from a page's lines.

    trafilatura knows menus, teasers and footers better than any rule of ours, and drops rows of tables and items of lists
    that a notice is about. So only where its text begins and ends is taken from it: what is in between stays whole.
    """
    # it is slow to load, and most pages mark their article
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.extract(markup, include_comments=False, include_tables=True, deduplicate=False)
    article = _BLANKS.sub(" ", found or "")
    if len(article) < LEAST:
        return text
    lines = text.split("\n")
    told = [
        place for place, line in enumerate(lines) if len(line) >= _LINE and _BLANKS.sub(" ", line).strip() in article
    ]
    return "\n".join(lines[told[0] : told[-1] + 1]).strip() if told else text
