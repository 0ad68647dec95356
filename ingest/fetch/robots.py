"""Reads robots.txt as RFC 9309 says: the group of our name, else of everybody; the longest rule decides, Allow at a tie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

PRODUCT: Final = "illicit-kg"
"""The name to address in a robots.txt."""
LONGEST_DELAY: Final = 30.0
"""Seconds of Crawl-delay that are kept; the directive is no part of the RFC, and some ask for a day."""
_LINE = re.compile(r"[ \t]*(user-agent|allow|disallow|crawl-delay)[ \t]*:[ \t]*([^#]*)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_-]+|\*")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt says to us: path patterns with whether they allow, and seconds between two requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, target: str) -> bool:
        """Tell whether a path with its query may be fetched; /robots.txt always may."""
        path = _normal(target)
        found = [(len(pattern), allow) for pattern, allow in self.rules if _matches(pattern, path)]
        return path == "/robots.txt" or not found or max(found)[1]


def parse(text: str, product: str = PRODUCT) -> Rules:
    """Gather the rules of all groups that name the product; those of `*` where none does. Other lines say nothing to us."""
    ours: list[tuple[str, str]] = []
    everybody: list[tuple[str, str]] = []
    is_named = False
    for names, lines in _groups(text):
        if product.lower() in names:
            is_named = True
            ours += lines
        elif "*" in names:
            everybody += lines
    return _rules(ours if is_named else everybody)


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Each group: who it names, in lower case, and its lines as (field, value)."""
    names: set[str] = set()
    lines: list[tuple[str, str]] = []
    for line in text.removeprefix("\ufeff").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue  # sitemaps, blank lines, remarks and errors do not end a group
        field, value = match[1].lower(), match[2].strip()
        if field != "user-agent":
            lines.append((field, value))
            continue
        if lines:
            yield names, lines
            names, lines = set(), []
        name = _NAME.match(value)
        names |= {name[0].lower()} if name else set()
    yield names, lines


def _rules(lines: list[tuple[str, str]]) -> Rules:
    patterns = tuple((_normal(value), field == "allow") for field, value in lines if field != "crawl-delay" and value)
    delays = [
        float(value) for field, value in lines if field == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d+)?", value)
    ]
    return Rules(patterns, min(LONGEST_DELAY, max(delays, default=0.0)))


def _normal(path: str) -> str:
    """Write a path in one way: percent signs for all but plain characters, letters of hexadecimal numbers as capitals."""
    quoted = quote(path, safe="/?=&%:@!$'()*+,;~#[]-._", encoding="utf-8", errors="replace")
    return re.sub(r"%[0-9a-fA-F]{2}", _plain, quoted)


def _plain(match: re.Match[str]) -> str:
    letter = chr(int(match[0][1:], 16))
    return letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else match[0].upper()


def _matches(pattern: str, path: str) -> bool:
    """Match a prefix in which * stands for anything and $ at the end for the end, in time that grows with the length."""
    is_whole = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not parts:
        return not is_whole or path == first
    at = len(first)
    for part in parts[:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    last = parts[-1]
    return path.endswith(last) and len(path) - len(last) >= at if is_whole else path.find(last, at) >= 0
