"""`kg doctor` with a server that runs: what it tells of server and graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from kg.checksum import fingerprint
from kg.graph import Graph
from kg.schema import SCHEMA_VERSION
from tests.cli.conftest import Kg

pytestmark = pytest.mark.graph


def rows_of(kg: Kg, code: int) -> dict[str, dict[str, Any]]:
    ran = kg("doctor", "--format", "json")
    assert (ran.code, ran.err) == (code, "")
    return {row["thing"]: row for row in json.loads(ran.out)}


def test_a_graph_in_order_is_told(kg: Kg, loaded: Graph) -> None:
    before = fingerprint(loaded)
    rows = rows_of(kg, 0)
    assert {
        name: rows[name]["state"] for name in ("server", "version", "schema", "documents", "reader")
    } == dict.fromkeys(("server", "version", "schema", "documents", "reader"), "well")
    assert (rows["schema"]["found"], rows["documents"]["found"]) == (str(SCHEMA_VERSION), "2")
    assert fingerprint(loaded) == before


def test_documents_of_another_reader_are_read_again_by_the_command_told(kg: Kg, loaded: Graph) -> None:
    loaded.command("MATCH (d:Document) WITH d LIMIT 1 SET d.reader = 'rules-0'")
    row = rows_of(kg, 0)["readers"]
    assert (row["state"], row["mend"]) == ("note", "kg reread")


@pytest.fixture
def newer(graph: Graph) -> Iterator[Graph]:
    graph.command("MATCH (s:Schema {id: 'graph'}) SET s.version = $version", version=SCHEMA_VERSION + 1)
    yield graph
    graph.command("MATCH (s:Schema {id: 'graph'}) SET s.version = $version", version=SCHEMA_VERSION)


def test_a_graph_of_a_newer_kg_is_told(kg: Kg, newer: Graph) -> None:
    row = rows_of(kg, 1)["schema"]
    assert (row["state"], row["mend"]) == ("wrong", "pip install --upgrade illicit-kg")


@pytest.fixture(params=["importing", "rebuilding"])
def cut_off(graph: Graph, request: pytest.FixtureRequest) -> Iterator[str]:
    graph.command(f"MATCH (s:Schema {{id: 'graph'}}) SET s.{request.param} = true")
    yield request.param
    graph.command(f"MATCH (s:Schema {{id: 'graph'}}) REMOVE s.{request.param}")


def test_a_graph_that_is_but_a_part_is_told(kg: Kg, cut_off: str) -> None:
    row = rows_of(kg, 1)["graph"]
    assert (row["state"], row["mend"]) == (
        "wrong",
        {"importing": "kg import dump FILE", "rebuilding": "kg rebuild"}[cut_off],
    )


def test_a_wrong_password_is_a_row(kg: Kg, session_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", session_graph.endpoint.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", "guessed-wrong")
    row = rows_of(kg, 1)["answer"]
    assert (row["state"], row["mend"]) == ("wrong", "export NEO4J_PASSWORD=...")
    assert "refuses this user and password" in row["found"]
