"""Cuts a text into parse units (sentences, list items, headings) by its layout and punctuation, before any parsing.

The statistical parser's own sentence ends are wrong too often on notices ("U.S.", "No.", lists), so these rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.entities.gazetteer import word_set
from kg.model import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_BULLET = re.compile(r"\s*(?:[-–—*•·▪●◦‣o]\s+|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s+)")
_STOP = re.compile(r"(?:(?<![.!?…])[.!?…]+[\"'”’)\]»]*|;)(?=\s)")
_LAST_WORD = re.compile(r"[^\s(\[“\"']+$")
_WORD = re.compile(r"[^\W\d_][\w'’&.-]*")
_FIELD = re.compile(r"[A-Z][\w-]*(?: [\w-]+){0,2}:\s")
_FINAL = re.compile(r"[.!?;:…,][\"'”’)\]»]*$")

_OPEN_ENDS = re.compile(
    r"(?:,|\b(?:the|a|an|of|to|and|or|for|in|on|by|with|at|from|is|was|are|uses|used|that|as|its|his))$"
)
_SMALL = frozenset("a an and as at but by for from in into nor of on or per the to v vs via with against over".split())
_MAX_HEADING = 300
_MIN_WRAP = 40
_MAX_WRAP = 200


@dataclass(frozen=True, slots=True)
class Segment:
    """One parse unit of the text by offsets, without surrounding space; a heading is no prose."""

    start: int
    end: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap: bool
    """Whether an empty line stands before it."""


def segment(text: str, protected: tuple[Span, ...] = ()) -> tuple[Segment, ...]:
    """Return the parse units in order, none overlapping; no cut falls inside a `protected` span (a broken wallet)."""
    inside = _cover(protected)
    found: list[Segment] = []
    for start, end, heading in _blocks(text, inside):
        if heading:
            found.append(Segment(start, end, heading=True))
        else:
            found.extend(_sentences(text, start, end, inside))
    return tuple(found)


def _cover(spans: tuple[Span, ...]) -> frozenset[int]:
    """Collect the offsets at which a cut would fall inside one of the spans."""
    return frozenset(offset for start, end in spans for offset in range(start + 1, end))


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    last = 0
    for match in _LINE.finditer(text):
        body = match.group().strip()
        if not body:
            continue
        start = match.start() + match.group().index(body[0])
        between = text[last : match.start()]
        found.append(_Line(start, start + len(body), body, between.count("\n") > 1 or "\r\n\r\n" in between))
        last = start + len(body)
    return found


def _blocks(text: str, inside: frozenset[int]) -> Iterator[tuple[int, int, bool]]:
    """Yield runs of lines that belong to one paragraph, list item or heading."""
    lines = _lines(text)
    current: list[_Line] = []
    for index, line in enumerate(lines):
        if current and not _continues(current[-1], line, max(len(item.text) for item in current), inside):
            yield _block(current, lines[index - len(current) - 1] if index > len(current) else None)
            current = []
        current.append(line)
    if current:
        yield _block(current, lines[-len(current) - 1] if len(lines) > len(current) else None)


def _continues(before: _Line, line: _Line, width: int, inside: frozenset[int]) -> bool:
    """Tell whether a line break is a mere wrap inside running prose."""
    if line.start in inside or line.start - 1 in inside:
        return True
    if line.gap or _BULLET.match(line.text + " ") or _FIELD.match(line.text) or _FINAL.search(before.text.rstrip(",")):
        return False
    if line.text[0].islower() or _OPEN_ENDS.search(before.text):
        return not _BULLET.match(line.text + " ")
    first = line.text.split(None, 1)[0]
    wrapped = _MIN_WRAP <= len(before.text) <= _MAX_WRAP and len(line.text) <= _MAX_WRAP
    return wrapped and len(before.text) + len(first) + 1 >= 0.95 * max(width, 60) and not _titled(before.text)


def _block(lines: list[_Line], before: _Line | None) -> tuple[int, int, bool]:
    listed = before is not None and before.text.endswith(":")
    heading = len(lines) == 1 and not listed and _is_heading(lines[0].text)
    return lines[0].start, lines[-1].end, heading


def _is_heading(line: str) -> bool:
    if len(line) > _MAX_HEADING or _BULLET.match(line) or re.search(r"[.!?;][\"'”’)]*$", line):
        return False
    return _titled(line) and len(_WORD.findall(line)) > 1


def _titled(line: str) -> bool:
    """Tell whether nearly all words that matter bear capitals, as in a title."""
    words = [word for word in _WORD.findall(line) if word.casefold() not in _SMALL]
    capital = sum(1 for word in words if word[0].isupper() or not word[0].islower())
    return bool(words) and capital >= 0.8 * len(words)


def _sentences(text: str, start: int, end: int, inside: frozenset[int]) -> Iterator[Segment]:
    begin = start
    marker = _BULLET.match(text, start, end)
    position = marker.end() if marker else start
    for stop in _STOP.finditer(text, position, end):
        if stop.end() in inside or not _ends(text, begin, stop, end):
            continue
        yield Segment(begin, stop.end())
        begin = _skip_space(text, stop.end(), end)
    if text[begin:end].strip():
        yield Segment(begin, begin + len(text[begin:end].rstrip()))


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Decide whether this stop ends a sentence: what stands before it, what comes after it."""
    rest = text[stop.end() : stop.end() + 80].lstrip()
    if not rest or stop.end() >= end:
        return False
    if stop.group() == ";":
        head = text[begin : stop.start()]
        if re.search(r"&#?\w{1,8}$", head):
            return False
        return head.count("(") <= head.count(")") and len(head) > 20
    first = rest.lstrip("\"'“‘([«")[:1]
    if first.islower() or not first:
        return False
    if not stop.group().startswith(".") or (len(stop.group()) > 1 and stop.group()[1] in ".)]"):
        return True
    wide = (
        text[stop.end() : stop.end() + 2].isspace()
        and "\n" not in text[stop.end() : stop.end() + 2]
        and len(text) > stop.end() + 1
    )
    return _dot_ends(text[max(begin, stop.start() - 30) : stop.start()], rest, wide)


def _dot_ends(before: str, rest: str, wide: bool) -> bool:
    """Judge a full stop by the word before it and what comes after; two blanks are a typist's end of sentence."""
    match = _LAST_WORD.search(before)
    word = match.group() if match else ""
    lowered = word.casefold().rstrip(".")
    opener = re.match(r"[\"'“‘(]?(\w+)", rest)
    opens = bool(opener) and opener is not None and opener.group(1) in word_set("opener")
    if lowered in word_set("never_ends") and not (lowered == "no" and opens):
        return False
    if lowered in word_set("may_end"):
        return opens or wide
    if len(word) == 1 and word.isupper():
        return opens and len(opener.group(1)) > 1 if opener else False
    return not re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", word) or opens
