"""Empties a graph but for its schema stamp, some thousand at a time: one transaction could not hold it all."""

from __future__ import annotations

from typing import Final

from kg.graph import Graph

AT_ONCE: Final = 10_000


def empty(graph: Graph) -> None:
    """Delete relationships first, then nodes: what hangs on one source alone would not fit a transaction."""
    for statement in (
        "MATCH ()-[e]->() WITH e LIMIT $some DELETE e RETURN count(*) AS gone",
        "MATCH (n) WHERE NOT n:Schema WITH n LIMIT $some DETACH DELETE n RETURN count(*) AS gone",
    ):
        while graph.command(statement, some=AT_ONCE)[0]["gone"]:
            continue
