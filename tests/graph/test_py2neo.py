"""The same question through py2neo, which analysts still use, gives the same rows as through the official driver."""

from __future__ import annotations

import pytest

from kg.asking.queries import bind, load_queries
from kg.asking.render import plain
from kg.graph import Graph

pytestmark = pytest.mark.graph

ASKED = {"name": "Lazarus Group", "other": "Huione Group", "since": "2020", "before": "2026"}
"""A value for whatever a question cannot do without."""


@pytest.mark.parametrize("name", sorted(load_queries()))
def test_py2neo_gives_the_rows_of_the_driver(loaded_graph: Graph, name: str) -> None:
    py2neo = pytest.importorskip("py2neo", reason="the extra [py2neo] is not installed")
    query = load_queries()[name]
    parameters = bind(query, {param.name: ASKED[param.name] for param in query.params if param.required})
    endpoint = loaded_graph.endpoint
    other = py2neo.Graph(endpoint.uri, auth=(endpoint.username, endpoint.password))
    expected = [plain(row) for row in loaded_graph.read(query.text, parameters)]
    assert [plain(dict(row)) for row in other.run(query.text, parameters)] == expected
