"""Empties a graph but for its schema stamp, some thousand at a time: one transaction could not hold it all."""

from __future__ import annotations

from typing import Final

from kg.graph import Graph

AT_ONCE: Final = 10_000

_EDGES: Final = "MATCH ()-[e]->() WITH e LIMIT $some DELETE e RETURN count(*) AS gone"
_NODES: Final = "MATCH (n) WHERE NOT n:Schema WITH n LIMIT $some DETACH DELETE n RETURN count(*) AS gone"
_BUT_DIARY: Final = (
    "MATCH (n) WHERE NOT n:Schema AND NOT n:Run AND NOT n:Feed AND NOT n:FeedItem AND NOT n:Watch "
    "WITH n LIMIT $some DETACH DELETE n RETURN count(*) AS gone"
)


def empty(graph: Graph, *, keep_diary: bool = False) -> None:
    """Delete relationships first, then nodes: what hangs on one source alone would not fit a transaction.

    `keep_diary` leaves runs, feeds with their items and watches: no archive could bring them back.
    """
    for statement in (_EDGES, _BUT_DIARY if keep_diary else _NODES):
        while graph.command(statement, some=AT_ONCE)[0]["gone"]:
            continue
