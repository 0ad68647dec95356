"""JSON lists read item by item: the items of one array are yielded as they come, and what was read is let go.

Memory holds one item and a window of text, whatever the size of the file; limits keep a hostile file from filling it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TextIO

from ingest.source import ListRefused

CHUNK: Final = 1 << 16
MAX_ITEM: Final = 16_000_000
"""Characters that one item may have, and one member beside the array."""
MAX_DEPTH: Final = 100
"""Levels that one item may be nested; beyond, it was made to exhaust its readers."""

_BLANKS: Final = " \t\r\n"
_AFTER_NUMBER: Final = 3
"""Characters that must be seen behind a number: "1", "1.", "1e" and "1e+" may each go on."""


class NoArray(ListRefused):
    """The file is a whole JSON object, without the array that was asked for."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an array: the line that it starts in, and its value.

    `fault` says why the value must not be used (it holds half a character), without the rest of the file being broken.
    """

    line: int
    value: Any
    fault: str | None = None


def items(path: Path, array: str | None, others: dict[str, Any] | None = None) -> Iterator[Item]:
    """Yield the items of the array of that name in the file's top object, or of the file itself where it is None.

    The object's other members are put into `others` as they are met: those that stand behind the array, at its end.
    Raises ListRefused where the file is empty, cut off, no JSON, no UTF-8, beyond the limits, or has no such array.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        text = _Text(stream, path)
        if not text.peek():
            raise ListRefused(str(path), "the file is empty", "fetch it again")
        if array is None:
            yield from _array(text, "the file")
        else:
            yield from _top_object(text, array, {} if others is None else others)
        if text.peek():
            raise text.refused("something follows the end of the list")


def _top_object(text: _Text, array: str, others: dict[str, Any]) -> Iterator[Item]:
    if text.peek() != "{":
        raise ListRefused(str(text.path), f'it is no object with a list "{array}"', "this seems to be another list")
    found = False
    for _ in _separated(text, "{", "}"):
        key = text.value().value
        if not isinstance(key, str):
            raise text.refused("a member has no name")
        text.take(":")
        if key == array:
            found = True
            yield from _array(text, f'"{array}"')
        else:
            others[key] = text.value().value
    if not found:
        raise NoArray(str(text.path), f'it has no list "{array}"', "this seems to be another list")


def _array(text: _Text, name: str) -> Iterator[Item]:
    if text.peek() != "[":
        raise text.refused(f"{name} is no list")
    for _ in _separated(text, "[", "]"):
        yield text.value()


def _separated(text: _Text, opening: str, closing: str) -> Iterator[None]:
    """Pause at each element between the brackets, for the caller to read it, and see to the commas."""
    text.take(opening)
    if text.peek() == closing:
        text.take(closing)
        return
    while True:
        yield
        if text.peek() == closing:
            text.take(closing)
            return
        text.take(",")


class _Text:
    """A window on a file's text that moves on as it is read, and knows in which line it is."""

    def __init__(self, stream: TextIO, path: Path) -> None:
        self.path = path
        self._stream = stream
        self._window = ""
        self._at = 0
        self._line = 1
        self._ended = False

    def peek(self) -> str:
        """The next character that is no blank, not yet taken; "" at the end of the file."""
        while True:
            end = len(self._window)
            at = self._at
            while at < end and self._window[at] in _BLANKS:
                at += 1
            self._move(at)
            if at < end:
                return self._window[at]
            if not self._grow():
                return ""

    def take(self, expected: str) -> None:
        """Go past that character; raises ListRefused where another stands there, or none."""
        found = self.peek()
        if found != expected:
            raise self.refused("the file ends early" if not found else f'"{expected}" is expected and "{found}" found')
        self._move(self._at + 1)

    def value(self) -> Item:
        """Read one whole value; raises ListRefused where it is none, is cut off, or is beyond the limits."""
        if not self.peek():
            raise self.refused("the file ends early")
        line = self._line
        value, end = self._decoded()
        raw = self._window[self._at : end]
        if raw.count("[") + raw.count("{") > MAX_DEPTH and _too_deep(value):
            raise self.refused(f"an item is nested deeper than {MAX_DEPTH} levels")
        self._move(end)
        # only an escape can make half a character: the file itself is sound UTF-8
        fault = "it holds half of a surrogate pair" if "\\u" in raw and _halved(value) else None
        return Item(line, value, fault)

    def refused(self, rule: str, line: int | None = None) -> ListRefused:
        """The error for what stands here."""
        return ListRefused(
            f"{self.path}, line {line or self._line}", rule, "it may be cut off or damaged: fetch it again"
        )

    def _decoded(self) -> tuple[Any, int]:
        while True:
            fault: str | None = None
            try:
                value, end = _DECODER.raw_decode(self._window, self._at)
                if not isinstance(value, int | float) or self._ended or end + _AFTER_NUMBER < len(self._window):
                    return value, end
            except json.JSONDecodeError as error:
                line = self._line + self._window.count("\n", self._at, error.pos)
                fault = f"no well-formed JSON ({error.msg})"
            except _Unusable as error:
                raise self.refused(str(error)) from error
            except RecursionError as error:
                raise self.refused(f"an item is nested deeper than {MAX_DEPTH} levels") from error
            if fault and len(self._window) - self._at > MAX_ITEM:
                raise self.refused(f"an item is longer than {MAX_ITEM:,} characters, or {fault}")
            if not self._grow() and fault:
                raise self.refused(fault, line)

    def _grow(self) -> bool:
        """Read on, as much again as is held, so that a long item is not tried again for every few lines of it."""
        if self._ended:
            return False
        kept = self._window[self._at :]
        try:
            more = self._stream.read(max(CHUNK, len(kept)))
        except UnicodeDecodeError as error:
            raise ListRefused(f"{self.path}, after line {self._line}", "it is not UTF-8", "fetch it again") from error
        self._window, self._at = kept + more, 0
        self._ended = not more
        return True

    def _move(self, to: int) -> None:
        self._line += self._window.count("\n", self._at, to)
        self._at = to


class _Unusable(Exception):
    """A number that is none, met inside an item."""


def _no_constant(name: str) -> Any:
    raise _Unusable(f"{name} is no JSON number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _Unusable(f"the number {digits[:40]} is too large")
    return number


def _integer(digits: str) -> int:
    if len(digits) > 400:
        raise _Unusable(f"a number has {len(digits)} digits")
    return int(digits)


_DECODER: Final = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite, parse_int=_integer)


def _too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        inner: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                inner.extend(each.values())
            elif isinstance(each, list):
                inner.extend(each)
        if not inner:
            return False
        level = inner
    return any(isinstance(each, dict | list) for each in level)


def _halved(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False
