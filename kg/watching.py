"""Watches: what somebody wants to be told of as soon as it is new, kept in the graph with what was told already."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from kg.asking.changes import COLUMNS
from kg.asking.quoting import narrowed
from kg.errors import NotFound, UsageError
from kg.graph import Graph, Row
from kg.ids import digest

MOST: Final = 20_000
"""What a watch remembers of what it told; of one with more the oldest may be told twice."""
ENTITY, QUERY = "entity", "query"


@dataclass(frozen=True, slots=True)
class Watch:
    """One watch: on an entity as somebody types it (`target`), or on a canned question with its parameters."""

    id: str
    kind: str
    target: str
    parameters: str = "{}"
    added: str = ""
    last_run: str | None = None
    seen: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What is new for a watch, and what it will remember; `gone` counts what was told once and is not there any more."""

    watch: Watch
    rows: tuple[Row, ...]
    gone: int
    seen: tuple[str, ...]
    note: str = ""


_ABOUT: Final = """
MATCH (e:Entity {id: $id})<-[:SUBJECT|OBJECT]-(c:Claim)-[:EVIDENCE {order: 0}]->(p:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
WHERE c.withdrawn IS NULL
OPTIONAL MATCH (c)-[:SUBJECT]->(x)
OPTIONAL MATCH (c)-[:OBJECT]->(y)
RETURN DISTINCT c.recorded AS at, 'new' AS change, c.predicate AS fact, x.name AS a, coalesce(y.name, c.value) AS b,
       c.status AS status, c.confidence AS confidence, s.name AS source, coalesce(c.published, d.published) AS published,
       p.text AS sentence, d.urls[0] AS url, c.id AS claim, p.record AS record, p.start_char AS start_char,
       p.end_char AS end_char, [c.subject_start, c.subject_end, c.object_start, c.object_end] AS spans
ORDER BY at, claim
"""


def add_watch(graph: Graph, kind: str, target: str, parameters: dict[str, Any], *, now: str) -> tuple[str, bool]:
    """Add a watch and return its id, and whether it is new; the first run tells nothing and remembers all."""
    said = json.dumps(parameters, sort_keys=True, ensure_ascii=False)
    watch_id = digest("watch", kind, target, said)[:12]
    rows = graph.command(
        "MERGE (w:Watch {id: $id}) ON CREATE SET w += $properties, w.fresh = true "
        "WITH w, w.fresh IS NOT NULL AS added REMOVE w.fresh RETURN added",
        id=watch_id,
        properties={"kind": kind, "target": target, "parameters": said, "added": now},
    )
    return watch_id, bool(rows[0]["added"])


def watches(graph: Graph) -> list[Watch]:
    """All watches, in the order in which they were added."""
    rows = graph.read("MATCH (w:Watch) RETURN properties(w) AS w ORDER BY w.added, w.id")
    return [_watch(row["w"]) for row in rows]


def remove_watch(graph: Graph, watch_id: str) -> None:
    """Forget a watch; raises NotFound where there is none of that id."""
    gone = graph.command("MATCH (w:Watch {id: $id}) DELETE w RETURN count(*) AS gone", id=watch_id)[0]["gone"]
    if not gone:
        raise NotFound(watch_id, "there is no such watch", "`kg watch list` lists them")


def news(graph: Graph, watch: Watch) -> News:
    """What is new for a watch since its last run. What is told is told by what it says, not by when it came: a document
    may be older than the last run and have been written after it."""
    rows, note = _entity_rows(graph, watch.target) if watch.kind == ENTITY else (_query_rows(graph, watch), "")
    told = [(_mark(row), row) for row in rows]
    known = set(watch.seen or ())
    fresh = [row for mark, row in told if mark not in known] if watch.seen is not None else []
    marks = tuple(dict.fromkeys(mark for mark, _ in told))[:MOST]
    return News(watch, tuple(fresh), len(known - set(marks)), marks, note)


def remember(graph: Graph, found: Iterable[News], *, now: str) -> None:
    """Keep what watches have told."""
    rows = [{"id": one.watch.id, "seen": list(one.seen)} for one in found]
    graph.command(
        "UNWIND $rows AS row MATCH (w:Watch {id: row.id}) SET w.seen = row.seen, w.last_run = $now", rows=rows, now=now
    )


def _entity_rows(graph: Graph, target: str) -> tuple[list[Row], str]:
    from kg.asking.lookup import find_entity

    try:
        entity = find_entity(graph, target)
    except NotFound as error:
        # nobody may be called so yet: that is what a watch is for
        return [], error.rule
    rows = (narrowed(row) for row in graph.stream(_ABOUT, {"id": entity.id}))
    return [{name: row.get(name) for name in COLUMNS} for row in rows], ""


def _query_rows(graph: Graph, watch: Watch) -> list[Row]:
    from kg.asking.queries import bind, load_query

    query = load_query(watch.target)
    return graph.read(query.text, bind(query, json.loads(watch.parameters)))


def _mark(row: Row) -> str:
    return digest(row["claim"] if row.get("claim") else json.dumps(row, sort_keys=True, default=str))[:16]


def _watch(properties: Row) -> Watch:
    seen = properties.get("seen")
    return Watch(
        properties["id"], properties["kind"], properties["target"], properties["parameters"], properties["added"],
        properties.get("last_run"), None if seen is None else tuple(seen),
    )  # fmt: skip


def parameters_of(pairs: Iterable[str]) -> dict[str, str]:
    """Read parameters given as name=value; raises UsageError for what is none."""
    out: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (equals and name):
            raise UsageError(pair, "is no parameter", "give it as name=value")
        out[name] = value
    return out
