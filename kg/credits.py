"""Whom a text credits with itself: a wire agency in its dateline, an agency's byline, a line that names where it appeared first."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

_NAME: Final = r"[A-Z][\w&.'’]*(?:[ -](?:of|the|and|for|de|[A-Z][\w&.'’]*)){0,6}"
_AGENCIES: Final = MappingProxyType({
    "ap": "Associated Press", "the associated press": "Associated Press", "afp": "Agence France-Presse",
    "upi": "United Press International", "pa": "PA Media", "press association": "PA Media", "dpa": "dpa", "pti": "Press Trust of India",
    "thomson reuters": "Reuters", "reuters": "Reuters", "bloomberg news": "Bloomberg", "bloomberg": "Bloomberg", "xinhua": "Xinhua",
    "tass": "TASS", "kyodo": "Kyodo", "yonhap": "Yonhap", "ans": "IANS", "ians": "IANS", "ani": "ANI", "interfax": "Interfax",
    "pr newswire": "PR Newswire", "prnewswire": "PR Newswire", "business wire": "Business Wire", "globe newswire": "GlobeNewswire",
    "globenewswire": "GlobeNewswire",
})  # fmt: skip
"""Agencies by the ways in which a dateline or byline names them. A newswire for announcements prints whose they are: it is no origin."""
_ANNOUNCING: Final = frozenset({"PR Newswire", "Business Wire", "GlobeNewswire"})
_PLACE: Final = r"(?:[A-Z][\w.'’-]*|\d{1,4}|de|of|and)"
_DATELINE: Final = re.compile(rf"{_PLACE}(?:[ ,/]{{1,2}}{_PLACE}){{0,8}},?\s?\(({_NAME})\)\s*(?:[-–—]{{1,2}}|:)\s*\S")
_BARE_DATELINE: Final = re.compile(r"\(?(Reuters|AP|AFP|UPI|Bloomberg|dpa)\)?\s*[-–—]{1,2}\s*\S")
_BYLINE: Final = re.compile(
    r"by (?:the )?(reuters|ap|afp|associated press|agence france-presse)(?: (?:staff|news))?\.?", re.IGNORECASE
)
_CREDIT: Final = re.compile(
    rf"[\[(*]?(?:this (?:article|story|report|post|piece) (?:was )?(?:was )?(?:originally |first )(?:published|appeared)(?: first)? "
    rf"(?:by|in|on|at)|(?:originally|first) (?:published|appeared) (?:by|in|on|at)|(?:republished|reprinted|reproduced) (?:from|with permission (?:from|of))|"
    rf"source:|via:)\s+(?:the )?(?-i:({_NAME}))", re.IGNORECASE
)  # fmt: skip
_PAPER: Final = re.compile(
    r"\s+(?:press (?:release|statement|notice)|news release|release|statement|announcement|notice)s?$", re.IGNORECASE
)
_HEAD_LINES, _TAIL_LINES, _LONGEST = 6, 8, 200


def credited(text: str) -> str | None:
    """The name of whom a text credits with itself as a whole, None where it credits nobody.

    Only its first and last lines are looked at: what a sentence in between credits is that sentence's alone.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[:_HEAD_LINES]:
        if found := _DATELINE.match(line):
            if (agency := _AGENCIES.get(found.group(1).casefold())) and agency not in _ANNOUNCING:
                return agency
        elif found := _BARE_DATELINE.match(line):
            return _AGENCIES[found.group(1).casefold()]
        elif found := _BYLINE.fullmatch(line):
            return _called(found.group(1))
    edges = lines[:_HEAD_LINES] + lines[_HEAD_LINES:][-_TAIL_LINES:]
    for line in edges:
        if len(line) <= _LONGEST and (found := _CREDIT.match(line)):
            return _called(_PAPER.sub("", found.group(1)))
    return None


def _called(name: str) -> str:
    plain = name.strip(" .,'’")
    return _AGENCIES.get(plain.casefold(), plain)
