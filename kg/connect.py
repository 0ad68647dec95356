"""Open the graph that the settings mean: the local one, started where it does not run yet, or the one NEO4J_URI names."""

from __future__ import annotations

from kg import server
from kg.errors import DatabaseDown
from kg.graph import Endpoint, Graph
from kg.schema import ensure_schema
from kg.server.jars import Progress
from kg.settings import Settings


def open_graph(
    settings: Settings, *, start: bool = True, progress: Progress | None = None, importing: bool = False
) -> Graph:
    """Connect and bring the schema up to date. With `start` unset a local server that does not run raises DatabaseDown.

    `importing` also opens a graph that a broken import left.
    """
    graph = Graph(_endpoint(settings, start=start, progress=progress))
    try:
        ensure_schema(graph, importing=importing)
    except BaseException:
        graph.close()
        raise
    return graph


def _endpoint(settings: Settings, *, start: bool, progress: Progress | None) -> Endpoint:
    if settings.uri is not None:
        return Endpoint(settings.uri, settings.username, settings.password or "", settings.database)
    if start:
        return server.endpoint(settings, server.start(settings, progress))
    running = server.status(settings)
    if running is None:
        raise DatabaseDown(f"the local Neo4j of {settings.home}", "does not run", "start it with `kg server start`")
    server.require_answer(settings, running)
    return server.endpoint(settings, running)
