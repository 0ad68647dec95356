"""The six types that a question's parameter can have, and how a raw value becomes one of them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,19}")
_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_YES_NO: Final = MappingProxyType({"true": True, "yes": True, "false": False, "no": False})
_WIDEST: Final = 2**63


class BadValue(ValueError):
    """A value that is not of the type; its text says which value and why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason if len(reason) <= 160 else f"{reason[:80]}...{reason[-60:]}")


def convert(kind: str, value: Any) -> Any:
    """Turn a value into one of the type `kind`, a key of TYPES; text is read as a user types it. Raises BadValue."""
    return _CONVERTERS[kind](value)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise BadValue(f"{value!r} is not text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadValue(f"{value!r} is not valid Unicode") from error
    return value


def _integer(value: Any) -> int:
    if isinstance(value, str) and _INTEGER.fullmatch(text := value.strip()):
        value = int(text)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadValue(f"{value!r} is not a whole number")
    if not -_WIDEST <= value < _WIDEST:
        raise BadValue("the number is outside 64 bits")
    return value


def _float(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise BadValue(f"{value!r} is not a number")
    try:
        number = float(value)
    except OverflowError as error:
        raise BadValue("the number is outside the range of a float") from error
    except ValueError as error:
        raise BadValue(f"{value!r} is not a number") from error
    if not math.isfinite(number):
        raise BadValue(f"{value!r} is not a finite number")
    return number


def _boolean(value: Any) -> bool:
    if isinstance(value, str):
        value = _YES_NO.get(value.strip().lower(), value)
    if not isinstance(value, bool):
        raise BadValue(f"{value!r} is neither true nor false")
    return value


def _date(value: Any) -> str:
    """Keep a date as text: the graph holds dates as exact as their source gives them, and they compare as text."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        raise BadValue(f"{value!r} is not a date")
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError as error:
        raise BadValue(f"{value!r} is not in the calendar") from error
    return match[0]


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        value = _listed(value)
    if not isinstance(value, (list, tuple)):
        raise BadValue(f"{value!r} is not a list")
    return [_string(item) for item in value]


def _listed(text: str) -> Any:
    """Read a list as a user types it: JSON where it begins with a bracket, else words between commas."""
    if not text.lstrip().startswith("["):
        return [item.strip() for item in text.split(",") if item.strip()]
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadValue(f"{text!r} is not a JSON list") from error


_CONVERTERS: Final[Mapping[str, Callable[[Any], Any]]] = MappingProxyType(
    {
        "string": _string,
        "integer": _integer,
        "float": _float,
        "boolean": _boolean,
        "date": _date,
        "list<string>": _strings,
    }
)
TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "string": "a text",
        "integer": "a whole number, such as 50",
        "float": "a number, such as 0.5",
        "boolean": "true or false",
        "date": "a date: YYYY, YYYY-MM or YYYY-MM-DD",
        "list<string>": 'words between commas, or a JSON list such as ["a", "b"]',
    }
)
"""Each type with the words that ask for one."""
