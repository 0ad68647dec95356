"""A graph that is emptied and filled again: what it held, how far that got, and where its judgements wait meanwhile."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from dataclasses import asdict, dataclass, replace

from kg.checksum import fingerprint
from kg.errors import DatabaseRefused
from kg.graph import Graph, Row
from kg.moving.emptying import empty


@dataclass(frozen=True, slots=True)
class Before:
    """What the graph was: kept on it until it is whole again, so that a rebuild that was cut off can go on.

    `judgements` are files to be applied, by their absolute paths; `emptied` tells that nothing is left to remove.
    """

    checksum: str | None = None
    documents: int = 0
    readers: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    emptied: bool = False


def look(graph: Graph) -> Before:
    """Tell what the graph holds now; the checksum is None of one that holds no document."""
    row = graph.read("MATCH (d:Document) RETURN count(d) AS documents, collect(DISTINCT d.reader) AS readers")[0]
    checksum = fingerprint(graph).checksum if row["documents"] else None
    return Before(checksum, row["documents"], tuple(sorted(row["readers"])))


def unfinished(graph: Graph) -> Before | None:
    """What a rebuild that was cut off noted on the graph. Raises DatabaseRefused where an import was cut off instead."""
    row = graph.read("MATCH (s:Schema {id: 'graph'}) RETURN s.rebuilding AS noted, s.importing IS NOT NULL AS broken")[
        0
    ]
    if row["broken"]:
        raise DatabaseRefused(
            graph.endpoint.uri, "its graph is part of a dump only", "`kg import dump FILE` begins again"
        )
    if row["noted"] is None:
        return None
    noted = json.loads(row["noted"])
    return Before(**{**noted, "readers": tuple(noted["readers"]), "judgements": tuple(noted["judgements"])})


def begin(graph: Graph, before: Before) -> Before:
    """Note what was there, then remove it, some thousand a transaction; other commands refuse the graph from now on."""
    if not before.emptied:
        _note(graph, before)
        empty(graph, keep_diary=True)
        before = replace(before, emptied=True)
    _note(graph, before)
    return before


def end(graph: Graph) -> None:
    """Give the graph back to other commands."""
    graph.command("MATCH (s:Schema {id: 'graph'}) REMOVE s.rebuilding")


def _note(graph: Graph, before: Before) -> None:
    graph.command("MATCH (s:Schema {id: 'graph'}) SET s.rebuilding = $noted", noted=json.dumps(asdict(before)))


def documents_without(graph: Graph, archived: Container[str]) -> Iterator[Row]:
    """Yield id and title of each document whose bytes are not among those archived; withdrawn ones too."""
    rows = graph.stream("MATCH (d:Document) RETURN d.id AS id, d.title AS title, d.raw_sha256 AS raw ORDER BY d.id")
    for row in rows:
        if row["raw"] not in archived:
            yield row
