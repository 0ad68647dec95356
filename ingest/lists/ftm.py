"""Entities of FollowTheMoney, one JSON object a line (entities.ftm.json): two passes, the first to know who is meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from ingest.lists.csv_rows import locator
from ingest.lists.ftm_entities import Reading
from ingest.lists.ftm_index import index_of
from ingest.lists.record import Notes, Record
from ingest.source import ListRefused

MAX_LINE: Final = 10_000_000
"""Bytes of one entity; the longest of OpenSanctions have some hundred thousand."""

_HALF_A_PAIR: Final = re.compile(rb"\\u[dD][89a-fA-F]")  # half of one is JSON, and no text that can be kept
_LOOKED_AT: Final = 20
_FETCH: Final = "fetch entities.ftm.json of the same dataset"
_OTHERS: Final = (
    ("op", "it is a delta: what changed between two versions"),
    ("datasets", "it is a catalogue of datasets, not their entities"),
    ("versions", "it is an index of deltas, not of entities"),
    ("RECORD_ID", "it is an export for Senzing"),
)


def read(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield the entities of all files, edges and sanctions among them; they may name each other across files."""
    if not paths:
        remedy = "give the entities.ftm.json of a dataset by --from; see its licence first"
        raise ListRefused(
            "FollowTheMoney entities", "they are fetched from nowhere, since their licence must be accepted", remedy
        )
    for path in paths:
        _refuse_others(path)
    with index_of((place, data) for path in paths for place, data in _entities(path, Notes())) as index:
        reading = Reading(index, notes)
        for path in paths:
            for place, data in _entities(path, notes):
                record = reading.record(place, data)
                if record is not None:
                    yield record


def _entities(path: Path, notes: Notes) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield place and entity of each good line; raises ListRefused where the last one is cut off."""
    for number, raw in _lines(path):
        if not raw.strip():
            continue
        where = locator(path, number)
        if len(raw) > MAX_LINE:
            notes.bad(where, f"a line of more than {MAX_LINE:,} bytes", raw[:1000].decode("utf-8", "replace"))
            continue
        data = _parsed(raw)
        rule = data if isinstance(data, str) else _rule(data)
        if rule is None and isinstance(data, dict):
            yield where, data
        elif isinstance(data, str) and not raw.endswith(b"\n"):
            raise ListRefused(
                f"{path}, line {number}", f"{data}, and there the file ends", "it is cut off: fetch it again"
            )
        else:
            notes.bad(where, str(rule), raw.decode("utf-8", "replace"))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of each line; of one that is too long only the start."""
    try:
        with path.open("rb") as stream:
            number = 0
            while raw := stream.readline(MAX_LINE + 1):
                number += 1
                yield number, raw
                while len(raw) > MAX_LINE and not raw.endswith(b"\n"):
                    raw = stream.readline(MAX_LINE + 1) or b"\n"
    except OSError as error:
        raise ListRefused(str(path), f"it cannot be read ({error.strerror})", "name a file that is there") from error


def _parsed(raw: bytes) -> Any:
    """What a line holds, or as text why it holds nothing."""
    try:
        data = json.loads(raw.decode("utf-8-sig"))
        if _HALF_A_PAIR.search(raw):
            json.dumps(data, ensure_ascii=False).encode()
        return "no object" if isinstance(data, str) else data
    except UnicodeDecodeError:
        return "no UTF-8"
    except UnicodeEncodeError:
        return "no text: half a surrogate pair stands in it"
    except RecursionError:
        return "nested too deeply"
    except ValueError as error:
        return f"no JSON ({getattr(error, 'msg', error)})"


def _rule(data: Any) -> str | None:
    """The rule by which it is no entity, or None."""
    if not isinstance(data, dict):
        return "no object"
    for name in ("id", "schema"):
        if not isinstance(data.get(name), str) or not data[name]:
            return f"it has no {name}"
    properties = data.get("properties")
    if not isinstance(properties, dict):
        return "it has no properties"
    if any(isinstance(value, dict) for values in properties.values() if isinstance(values, list) for value in values):
        return "entities are nested in it"
    return None


def _refuse_others(path: Path) -> None:
    """Refuse what is no file of entities by its first lines, saying what it is."""
    start: list[bytes] = []
    for _, raw in _lines(path):
        if raw.strip():
            start.append(raw)
            data = _parsed(raw)
            rule = _rule(data)
            if rule is None:
                return
            _refuse_other(path, data, rule)
        if len(start) >= _LOOKED_AT:
            break
    if not start:
        raise ListRefused(str(path), "the file is empty", "fetch it again")
    if start[0].lstrip(b"\xef\xbb\xbf \t").startswith((b"{\n", b"{\r", b'{"versions"', b'{"datasets"')):
        head = b"".join(start)
        rule = next(
            (said for key, said in _OTHERS if f'"{key}"'.encode() in head), "it is one JSON document, not one a line"
        )
        raise ListRefused(str(path), rule, _FETCH)
    raise ListRefused(f"{path}, line 1", "none of its first lines is an entity", _FETCH)


def _refuse_other(path: Path, data: Any, rule: str) -> None:
    if rule == "entities are nested in it":
        raise ListRefused(
            str(path), f"{rule}: it is a file of targets, whose edges are told twice or not at all", _FETCH
        )
    said = next((said for key, said in _OTHERS if isinstance(data, dict) and key in data), None)
    if said is not None:
        raise ListRefused(str(path), said, _FETCH)
