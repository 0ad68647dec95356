"""The lines of a dump: what each may hold, how they are written, and how a file is checked before any of it is believed.

A dump is gzipped JSON, one value a line: a header, the nodes, the edges, a trailer with the sha256 of all lines before it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Protocol

from kg.errors import KgError
from kg.ontology import ENTITY_LABELS, RELATION_TYPES, STRUCTURE_TYPES

FORMAT: Final = 1
KIND: Final = "illicit-kg dump"
MAX_LINE: Final = 256 * 1024 * 1024
"""Bytes; the longest document that is loaded takes less, and a line without end must not fill the memory."""

KEYS: Final[Mapping[str, str]] = MappingProxyType({
    "Source": "name", "Document": "id", "Passage": "id", "Entity": "id", "Action": "id", "Claim": "id",
    "Judgement": "id", "Run": "id", "Feed": "id", "FeedItem": "id", "Watch": "id",
})  # fmt: skip
"""By which property a node of each kind is found; every node has exactly one of these labels."""

EDGE_TYPES: Final = (*RELATION_TYPES, *STRUCTURE_TYPES)
_SECOND_LABELS: Final = MappingProxyType({"Entity": ENTITY_LABELS, "Claim": ("Candidate",)})
_PROPERTY: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_INTEGERS: Final = range(-(2**63), 2**63)


class DumpError(KgError):
    """The dump is not to be trusted, or cannot be written: nothing was changed."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a dump says of itself before it begins; `checksum` is that of the live graph."""

    schema: int
    kg: str
    nodes: int
    edges: int
    checksum: str
    kind: str = KIND
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Node:
    """A node: all its labels, of which `label` tells the kind, and its properties."""

    label: str
    labels: tuple[str, ...]
    properties: dict[str, Any]

    @property
    def key(self) -> Any:
        """The value by which edges name it."""
        return self.properties[KEYS[self.label]]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge, its ends named by kind and key."""

    type: str
    start: tuple[str, Any]
    end: tuple[str, Any]
    properties: dict[str, Any]


class Output(Protocol):
    """Where a dump's lines go."""

    def write(self, line: bytes, /) -> object:
        """Take a line."""


class Writer:
    """Writes lines and keeps their hash."""

    def __init__(self, file: Output, name: str) -> None:
        self._file = file
        self._name = name
        self._hash = hashlib.sha256()

    def header(self, header: Header) -> None:
        """Write the first line."""
        self._line(asdict(header))

    def node(self, node: Node) -> None:
        """Write a node."""
        self._line(["n", list(node.labels), node.properties])

    def edge(self, edge: Edge) -> None:
        """Write an edge."""
        self._line(["e", edge.type, *edge.start, *edge.end, edge.properties])

    def close(self) -> str:
        """Write the trailer and return the sha256 of all before it."""
        found = self._hash.hexdigest()
        self._line({"sha256": found})
        return found

    def _line(self, value: Any) -> None:
        try:
            line = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"
        except (TypeError, ValueError) as error:
            raise DumpError(self._name, f"the graph holds what a dump cannot ({error})", "report it") from error
        self._hash.update(line)
        self._file.write(line)


def labelled(labels: list[str], name: str) -> tuple[str, tuple[str, ...]]:
    """The kind of a node and all its labels in order; raises DumpError where they are not of the ontology."""
    kinds = [label for label in labels if label in KEYS]
    others = sorted(set(labels) - set(kinds))
    if len(kinds) != 1 or len(others) > 1 or not set(others) <= set(_SECOND_LABELS.get(kinds[0], ())):
        raise DumpError(name, f"{':'.join(map(str, labels)) or 'no label'} is no label of this project", "mend it")
    return kinds[0], (kinds[0], *others)


def read_header(path: Path) -> Header:
    """The first line of a dump; raises DumpError where the file is none, or of a newer format."""
    return _header(next(_lines(path), b""), path)


def verify(path: Path) -> tuple[Header, str]:
    """Read a whole dump without believing it; returns its header and hash, raises DumpError where anything is amiss."""
    lines = _lines(path)
    first = next(lines, b"")
    header, found = _header(first, path), hashlib.sha256(first)
    counts = {Node: 0, Edge: 0}
    for line in lines:
        if line.startswith(b"{"):
            _check_end(line, found.hexdigest(), counts, header, path)
            if next(lines, None) is not None:
                raise _damaged(path, "it goes on after its end")
            return header, found.hexdigest()
        found.update(line)
        counts[type(_record(line, path))] += 1
        if counts[Node] > header.nodes or counts[Edge] > header.edges:
            raise _damaged(path, "it holds more than its first line says")
    raise _damaged(path, "it is cut off")


def records(path: Path) -> Iterator[Node | Edge]:
    """The nodes and edges of a verified dump."""
    lines = _lines(path)
    next(lines, None)
    for line in lines:
        if not line.startswith(b"{"):
            yield _record(line, path)


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path, "rb") as file:
            while line := file.readline(MAX_LINE + 1):
                if len(line) > MAX_LINE:
                    raise _damaged(path, "it has a line without end")
                yield line
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _damaged(path, "it is cut off" if isinstance(error, EOFError) else "it is no gzip file") from error
    except OSError as error:
        raise DumpError(str(path), f"cannot be read ({error.strerror or error})", "name a dump") from error


def _header(line: bytes, path: Path) -> Header:
    found = _json(line, path)
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise DumpError(str(path), "is no dump of a graph", "`kg export dump FILE` makes one")
    if found.get("format") != FORMAT:
        raise DumpError(str(path), f"has format {found.get('format')}, this kg knows {FORMAT}", "install a newer kg")
    try:
        header = Header(**found)
    except TypeError as error:
        raise _damaged(path, "its first line is out of shape") from error
    numbers = (header.schema, header.nodes, header.edges)
    if not all(type(number) is int and number >= 0 for number in numbers) or not isinstance(header.checksum, str):
        raise _damaged(path, "its first line is out of shape")
    return header


def _check_end(line: bytes, found: str, counts: dict[Any, int], header: Header, path: Path) -> None:
    if _json(line, path) != {"sha256": found}:
        raise _damaged(path, "its hash is another than it says")
    if (counts[Node], counts[Edge]) != (header.nodes, header.edges):
        raise _damaged(path, "it holds less than its first line says")


def _record(line: bytes, path: Path) -> Node | Edge:
    match _json(line, path):
        case ["n", list(labels), dict(properties)] if all(isinstance(label, str) for label in labels):
            label, ordered = labelled(labels, str(path))
            node = Node(label, ordered, _properties(properties, path))
            if not isinstance(properties.get(KEYS[label]), str):
                raise _damaged(path, f"a {label} has no {KEYS[label]}")
            return node
        case ["e", str(kind), str(a), str(a_key), str(b), str(b_key), dict(properties)]:
            if kind not in EDGE_TYPES or a not in KEYS or b not in KEYS:
                raise DumpError(str(path), f"({a})-[{kind}]->({b}) is no edge of this project", "mend it")
            return Edge(kind, (a, a_key), (b, b_key), _properties(properties, path))
    raise _damaged(path, "a line is neither node nor edge")


def _properties(properties: dict[str, Any], path: Path) -> dict[str, Any]:
    for name, value in properties.items():
        if not _PROPERTY.fullmatch(name) or not _is_storable(value):
            raise DumpError(str(path), f"the property {name[:40]!r} is of no known shape", "mend it")
    return properties


def _is_storable(value: Any) -> bool:
    """What Neo4j keeps as it is: a number, text, a truth value, or a list of one kind of these."""
    if isinstance(value, list):
        return len({type(item) for item in value}) <= 1 and all(
            _is_storable(item) and not isinstance(item, list) for item in value
        )
    if isinstance(value, str):
        return value.isascii() or not _SURROGATE.search(value)
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, bool) or (isinstance(value, int) and value in _INTEGERS)


def _json(line: bytes, path: Path) -> Any:
    try:
        return json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise _damaged(path, "a line is no JSON") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _damaged(path: Path, how: str) -> DumpError:
    return DumpError(str(path), f"the dump is damaged: {how}", "make it anew with `kg export dump FILE`")
