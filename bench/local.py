"""An empty local Neo4j of the benchmark's own, with its own home and free ports; the user's graph is never touched."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from kg import server
from kg.graph import Graph
from kg.schema import ensure_schema
from kg.settings import Settings, read_settings

WIPED_AT_ONCE = 5000


@contextmanager
def own_server() -> Iterator[Settings]:
    """Start a server in a temporary home and stop it whatever happens; the jars come from the shared cache."""
    kept = {name: value for name, value in os.environ.items() if name == "KG_CACHE"}
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as home:
        settings = read_settings({**kept, "KG_HOME": home})
        try:
            server.start(settings)
            yield settings
        finally:
            server.stop(settings)


@contextmanager
def own_graph() -> Iterator[tuple[Graph, int]]:
    """An empty graph with all constraints and indexes, on a server of the benchmark's own, and that server's process."""
    with own_server() as settings:
        running = server.status(settings)
        if running is None:
            raise RuntimeError("the local Neo4j ended while it was waited for")
        with Graph(server.endpoint(settings, running)) as graph:
            ensure_schema(graph)
            yield graph, running.pid


def wipe(graph: Graph) -> None:
    """Empty the graph but for its schema stamp, some thousand nodes a transaction."""
    statement = "MATCH (n) WHERE NOT n:Schema WITH n LIMIT $some DETACH DELETE n RETURN count(*) AS gone"
    while graph.command(statement, some=WIPED_AT_ONCE)[0]["gone"]:
        continue
