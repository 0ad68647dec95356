"""YAML files read event by event: a mapping whose one long list is given out item by item, in flat memory.

Only plain data is read. An anchor or alias (a few lines of which can stand for gigabytes) and a tag (by which a file
could ask for an object to be made) are refused wherever they stand, and so is a file that cannot be read to its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from ingest.source import ListRefused

MAX_DEPTH: Final = 20
MAX_NODES: Final = 100_000
"""The deepest nesting, and the most values within one item or one field beside the list."""

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Entry(NamedTuple):
    """A field of the file's mapping, or (`item`) one of the values of a listed field; lines count from 1.

    Scalars are words as they stand, None for a null. `problem` says what is wrong with a value that could be read.
    The first entry of a listed field has no value and is no item: it says that the list begins.
    """

    name: str
    line: int
    value: Any
    item: bool = False
    problem: str | None = None


def entries(path: Path, listed: frozenset[str]) -> Iterator[Entry]:
    """Yield the fields of the one mapping of a file, those of `listed` item by item; raises ListRefused as told above."""
    try:
        with path.open("rb") as stream:
            yield from _Reading(path, yaml.parse(stream, Loader=_LOADER)).entries(listed)
    except OSError as error:
        raise ListRefused(str(path), f"it cannot be read ({error.strerror})", "name a file that is there") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{path}, line {mark.line + 1}" if mark else str(path)
        rule = f"no well-formed YAML ({error.problem or error.context})"
        raise ListRefused(where, rule, "it may be cut off: fetch it again") from error
    except yaml.YAMLError as error:
        raise ListRefused(
            str(path), f"no YAML text ({_first_line(error)})", "it must be UTF-8: fetch it again"
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200]


class _Reading:
    """The events of one file while they are read."""

    def __init__(self, path: Path, events: Iterator[Any]) -> None:
        self._path, self._events = path, events
        self._nodes = 0
        self._problem: str | None = None

    def entries(self, listed: frozenset[str]) -> Iterator[Entry]:
        event = self._root()
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            name = self._key(event)
            event = self._plain(next(self._events))
            if name not in listed:
                yield self._entry(name, line, event, item=False)
                continue
            if not isinstance(event, yaml.SequenceStartEvent):
                raise self._refused(event, f"{name} is no list", "this is another file, or its form has changed")
            yield Entry(name, line, None)
            while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
                yield self._entry(name, event.start_mark.line + 1, event, item=True)
        self._end()

    def _root(self) -> Any:
        event = next(self._events)
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            raise ListRefused(str(self._path), "the file is empty", "fetch it again")
        if not isinstance(self._plain(event), yaml.MappingStartEvent):
            raise self._refused(
                event, "no mapping of fields to values", "this is another file, or its form has changed"
            )
        return event

    def _end(self) -> None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise self._refused(event, "a second document begins", "keep one document a file")

    def _key(self, event: Any) -> str:
        if not isinstance(self._plain(event), yaml.ScalarEvent):
            raise self._refused(event, "a field's name is no word", "correct it")
        name: str = event.value
        return name

    def _entry(self, name: str, line: int, event: Any, *, item: bool) -> Entry:
        self._nodes, self._problem = 0, None
        value = self._value(event, 1)
        return Entry(name, line, value, item, self._problem)

    def _value(self, event: Any, depth: int) -> Any:
        self._nodes += 1
        kind = type(event)
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            rule = (
                f"more than {MAX_DEPTH} values within each other" if depth > MAX_DEPTH else f"over {MAX_NODES:,} values"
            )
            raise self._refused(event, rule, "this is no list to be read")
        self._plain(event)
        if kind is yaml.ScalarEvent:
            return None if event.value in _NULLS and event.implicit[0] else event.value
        return self._mapping(depth) if kind is yaml.MappingStartEvent else self._sequence(depth)

    def _mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self._events:
            if type(event) is yaml.MappingEndEvent:
                break
            name = self._key(event)
            if name in found:
                self._problem = f"the field {name[:100]} stands twice"
            found[name] = self._value(next(self._events), depth + 1)
        return found

    def _sequence(self, depth: int) -> list[Any]:
        found = []
        for event in self._events:
            if type(event) is yaml.SequenceEndEvent:
                break
            found.append(self._value(event, depth + 1))
        return found

    def _plain(self, event: Any) -> Any:
        """The event itself; raises ListRefused where it is an alias, bears an anchor or a tag."""
        if type(event) is yaml.AliasEvent or event.anchor is not None:
            rule = "an anchor or alias (YAML's & and *), by which a small file can grow without bound"
            raise self._refused(event, rule, "fetch the official file")
        if event.tag is not None:
            rule = f"the tag {event.tag[:100]}: a list holds plain data and asks for no objects"
            raise self._refused(event, rule, "fetch the official file")
        return event

    def _refused(self, event: Any, rule: str, remedy: str) -> ListRefused:
        return ListRefused(f"{self._path}, line {event.start_mark.line + 1}", rule, remedy)
