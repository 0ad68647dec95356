"""A database that is down, refuses or dies on the way: one clear line, and only whole documents are kept."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from kg import server
from kg.checksum import Fingerprint, fingerprint
from kg.graph import Graph
from kg.schema import ensure_schema
from kg.settings import Settings
from tests.cli.conftest import BYBIT, HUIONE, SINBAD, Kg

pytestmark = pytest.mark.graph


def test_a_database_that_is_down_is_one_line(
    kg: Kg, environment: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("NEO4J_URI", f"bolt://127.0.0.1:{port}")
    monkeypatch.setenv("NEO4J_PASSWORD", "s3cret-word")
    (tmp_path / "a.txt").write_text(HUIONE)
    ran = kg("ingest", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert (
        ran.err
        == f"kg: bolt://127.0.0.1:{port}: no Neo4j answers there; start it with `kg server start`, or check NEO4J_URI\n"
    )


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_the_drivers_own_words_stay_out_of_sight(kg_process: Kg, monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("NEO4J_URI", f"{scheme}://127.0.0.1:1")
    monkeypatch.setenv("NEO4J_PASSWORD", "s3cret-word")
    ran = kg_process("status")
    assert ran.code == 1
    assert [line.partition(" ")[0] for line in ran.complaints] == ["kg:"]


def test_a_wrong_password_is_one_line_without_the_password(
    kg: Kg, session_graph: Graph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    uri = session_graph.endpoint.uri
    monkeypatch.setenv("NEO4J_URI", uri)
    monkeypatch.setenv("NEO4J_PASSWORD", "guessed-wrong")
    (tmp_path / "a.txt").write_text(HUIONE)
    before = fingerprint(session_graph)
    ran = kg("ingest", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert (
        ran.err == f"kg: {uri}: the database refuses this user and password; check NEO4J_USERNAME and NEO4J_PASSWORD\n"
    )
    assert fingerprint(session_graph) == before


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NEO4J_URI", "ftp://example", "its scheme must be one of bolt://"),
        ("NEO4J_URI", "bolt://localhost:7687", "NEO4J_PASSWORD: is not set"),
        ("KG_BOLT_PORT", "seven", "a port is a whole number from 1 to 65535"),
    ],
)
def test_a_wrong_setting_is_one_line(kg: Kg, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(name, value)
    ran = kg("status")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert said in ran.err


def test_a_fault_of_ours_is_one_line_and_a_traceback_only_when_asked(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh\nno")

    monkeypatch.setattr("kg.cli.tending.read_settings", broken)
    plain, debug = kg("server", "status"), kg("--debug", "server", "status")
    assert (plain.code, plain.err) == (1, "kg: ZeroDivisionError: oh (a fault of kg; --debug shows where)\n")
    assert (debug.code, "Traceback" in debug.err) == (1, True)


@pytest.fixture
def own_server(
    environment: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """A server that a test may kill."""
    settings = replace(environment, home=tmp_path_factory.mktemp("killed-home"))
    monkeypatch.setenv("KG_HOME", str(settings.home))
    server.start(settings)
    yield settings
    server.stop(settings)


def kill(settings: Settings) -> None:
    running = server.status(settings)
    assert running is not None
    process = psutil.Process(running.pid)
    process.kill()
    process.wait(30)


def test_a_server_killed_during_an_ingest_leaves_whole_documents_and_a_second_run_completes(
    kg: Kg, graph: Graph, own_server: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = (HUIONE, BYBIT, SINBAD)
    for place, text in enumerate(texts):
        (tmp_path / f"{place}.txt").write_text(text)
    monkeypatch.setenv("NEO4J_URI", graph.endpoint.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", graph.endpoint.password)
    undisturbed: list[Fingerprint] = []
    for place in range(len(texts)):
        assert kg("ingest", tmp_path / f"{place}.txt").code == 0
        undisturbed.append(fingerprint(graph))
    monkeypatch.delenv("NEO4J_URI")
    monkeypatch.setattr("ingest.run.BATCH", 1)

    def killing(name: str) -> None:
        if name.endswith("2.txt"):
            kill(own_server)

    monkeypatch.setattr("kg.cli.loading.counter", lambda: nullcontext(killing))
    cut_off = kg("ingest", tmp_path)
    assert (cut_off.code, cut_off.out, len(cut_off.err.splitlines())) == (1, "", 1)
    assert "no Neo4j answers there" in cut_off.err
    running = server.start(own_server)
    with Graph(server.endpoint(own_server, running)) as again:
        ensure_schema(again)
        assert fingerprint(again) == undisturbed[1]
        monkeypatch.setattr("kg.cli.loading.counter", lambda: nullcontext(lambda _: None))
        second = kg("ingest", tmp_path)
        assert (second.code, second.out.split(";")[0]) == (0, "3 documents: 2 unchanged, 1 written")
        assert fingerprint(again) == undisturbed[2]
