"""Fixtures for the whole suite: where ../shared is, and the Neo4j that the test run starts for itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from kg import server
from kg.graph import Graph
from kg.schema import ensure_schema
from kg.settings import Settings, read_settings

# a developer's run explores; the run that decides about a change must give the same answer twice
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("exploring", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "exploring")

SHARED = Path(__file__).parents[2] / "shared"
KEPT = ("KG_CACHE", "KG_NEO4J", "KG_MAVEN_MIRROR", "KG_JAVA_OPTIONS")
NOW = "2026-01-02T03:04:05Z"


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: this test reads real data from it")
    return SHARED


@pytest.fixture(scope="session")
def server_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A server of the test run's own: its own home, free ports, the user's environment left out."""
    # a server that lives for minutes spends more on its best compiler than it gains: a third of the run's time
    os.environ.setdefault("KG_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    settings = read_settings({**kept, "KG_HOME": str(tmp_path_factory.mktemp("kg-home"))})
    server.start(settings)
    yield settings
    server.stop(settings)


@pytest.fixture(scope="session")
def session_graph(server_settings: Settings) -> Iterator[Graph]:
    running = server.status(server_settings)
    assert running is not None
    with Graph(server.endpoint(server_settings, running)) as graph:
        ensure_schema(graph)
        graph.command("MERGE (s:Schema {id: 'graph'}) SET s.test_run = true")
        yield graph


@pytest.fixture
def graph(session_graph: Graph) -> Graph:
    """An empty graph; refuses to empty a database that this test run did not mark as its own."""
    wipe(session_graph)
    return session_graph


def wipe(graph: Graph) -> None:
    marked = graph.read("MATCH (s:Schema {id: 'graph'}) WHERE s.test_run RETURN s.id AS id")
    if not marked:
        raise RuntimeError(f"{graph.endpoint.uri} holds a graph that no test made: it is left alone")
    while graph.command("MATCH (n) WHERE NOT n:Schema WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n")[0]["n"]:
        continue


@pytest.fixture(scope="module")
def loaded_graph(session_graph: Graph) -> Graph:
    """The sample pack, read by the real pipeline; for modules that only ask, since `graph` empties the same database."""
    from importlib.resources import files

    from ingest.pipeline import build_nlp, reader_version
    from ingest.run import Loader, ingest

    wipe(session_graph)
    nlp = build_nlp()
    samples = Path(str(files("ingest") / "samples"))
    report = ingest(Loader(session_graph, nlp, reader_version(nlp), NOW), [samples])
    if report.skipped or not report.documents:
        raise RuntimeError(f"the sample pack did not load: {report}")
    return session_graph
