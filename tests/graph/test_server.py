"""The local Neo4j: one a home however many start it, on loopback only, behind a password and a content security policy."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

from kg import server
from kg.connect import open_graph
from kg.errors import DatabaseRefused
from kg.graph import Graph
from kg.schema import SCHEMA_VERSION, ensure_schema
from kg.server import Running
from kg.settings import Settings, read_settings
from tests.conftest import KEPT

pytestmark = pytest.mark.graph

STARTER = """
import json
from dataclasses import asdict
from kg import server
from kg.settings import read_settings
print(json.dumps(asdict(server.start(read_settings()))))
"""


@dataclass(frozen=True, slots=True)
class Raced:
    """A home on which two processes called `start` at once, and what each of them was told."""

    settings: Settings
    told: tuple[Running, Running]

    @property
    def running(self) -> Running:
        return self.told[0]


@pytest.fixture(scope="module")
def raced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Raced]:
    home = tmp_path_factory.mktemp("raced-home")
    settings = read_settings({"KG_HOME": str(home), **_kept(*KEPT)})
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")},
        "KG_HOME": str(home),
    }
    starters = [
        subprocess.Popen([sys.executable, "-c", STARTER], env=environ, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    try:
        first, second = (Running(**json.loads(starter.communicate(timeout=200)[0])) for starter in starters)
        yield Raced(settings, (first, second))
    finally:
        server.stop(settings)


def _kept(*names: str) -> dict[str, str]:
    return {name: os.environ[name] for name in names if name in os.environ}


def test_two_processes_that_start_at_once_get_one_server(raced: Raced) -> None:
    assert raced.told[0] == raced.told[1]
    folder = f"--home-dir={raced.settings.home / 'neo4j'}"
    holders = [process.pid for process in psutil.process_iter() if folder in _command(process)]
    assert holders == [raced.running.pid]


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_a_second_start_returns_the_running_server(raced: Raced) -> None:
    assert server.start(raced.settings) == raced.running


def test_status_tells_where_it_runs(raced: Raced) -> None:
    assert server.status(raced.settings) == raced.running


def test_it_listens_on_loopback_only(raced: Raced) -> None:
    listening = {
        (connection.laddr.ip, connection.laddr.port)
        for connection in psutil.Process(raced.running.pid).net_connections(kind="tcp")
        if connection.status == psutil.CONN_LISTEN
    }
    ports = {port for _, port in listening}
    assert {ip.removeprefix("::ffff:") for ip, _ in listening} == {"127.0.0.1"}
    assert {raced.running.bolt_port, raced.running.http_port} <= ports


@pytest.mark.parametrize("path", ["/browser/", "/browser/index.html"])
def test_the_browser_page_may_speak_to_this_server_alone(raced: Raced, path: str) -> None:
    connection = HTTPConnection("127.0.0.1", raced.running.http_port, timeout=30)
    connection.request("GET", path)
    response = connection.getresponse()
    policy = dict(
        part.strip().split(" ", 1) for part in (response.getheader("content-security-policy") or "").split(";")
    )
    bolt, http = raced.running.bolt_port, raced.running.http_port
    assert (response.status, policy["default-src"]) == (200, "'self' 'unsafe-inline' 'unsafe-eval' data: blob:")
    assert set(policy["connect-src"].split()) == {
        "'self'", f"ws://127.0.0.1:{bolt}", f"ws://localhost:{bolt}", f"http://127.0.0.1:{http}", f"http://localhost:{http}",
    }  # fmt: skip


def test_the_telemetry_settings_reached_the_server(raced: Raced) -> None:
    with Graph(server.endpoint(raced.settings, raced.running)) as graph:
        rows = graph.read(
            "SHOW SETTINGS 'client.allow_telemetry', 'dbms.usage_report.enabled' YIELD name, value RETURN name, value"
        )
    assert {row["name"]: row["value"] for row in rows} == {
        "client.allow_telemetry": "false",
        "dbms.usage_report.enabled": "false",
    }


def test_the_password_is_random_and_its_owners_alone(raced: Raced, server_settings: Settings) -> None:
    path = raced.settings.home / "password"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_text()) >= 32
    assert path.read_text() != (server_settings.home / "password").read_text()


def test_the_password_stands_in_no_log_and_no_configuration(raced: Raced) -> None:
    password = (raced.settings.home / "password").read_bytes()
    folder = raced.settings.home / "neo4j"
    files = [path for name in ("conf", "logs") for path in (folder / name).rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if password in path.read_bytes()] == []
    assert password.decode() not in " ".join(psutil.Process(raced.running.pid).cmdline())


def test_a_wrong_password_is_refused_without_naming_it(raced: Raced) -> None:
    endpoint = replace(server.endpoint(raced.settings, raced.running), password="guessed-wrong")
    with Graph(endpoint) as graph, pytest.raises(DatabaseRefused, match="refuses this user and password") as refused:
        graph.verify()
    assert "guessed-wrong" not in f"{refused.value}{endpoint!r}"


def test_a_lost_password_is_told_at_once(raced: Raced) -> None:
    path = raced.settings.home / "password"
    kept = path.read_text()
    try:
        path.write_text("not-the-one-it-was")
        with pytest.raises(DatabaseRefused, match="refuses this user and password"):
            open_graph(raced.settings)
    finally:
        path.write_text(kept)


@pytest.mark.parametrize("labels", ["Film", "Entity"])
def test_a_graph_of_others_is_refused_and_left_alone(raced: Raced, labels: str) -> None:
    with Graph(server.endpoint(raced.settings, raced.running)) as graph:
        graph.command("MATCH (n) DETACH DELETE n")
        graph.command(f"CREATE (:{labels} {{title: 'not ours'}})")
        with pytest.raises(DatabaseRefused, match=rf"holds nodes of another kind \({labels}\)"):
            ensure_schema(graph)
        assert graph.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS p") == [
            {"labels": [labels], "p": {"title": "not ours"}}
        ]


def test_a_graph_of_a_newer_version_is_refused(raced: Raced) -> None:
    with Graph(server.endpoint(raced.settings, raced.running)) as graph:
        graph.command("MATCH (n) DETACH DELETE n")
        graph.command("CREATE (:Schema {id: 'graph', version: $newer})", newer=SCHEMA_VERSION + 1)
        with pytest.raises(DatabaseRefused, match=f"has schema {SCHEMA_VERSION + 1}, this kg knows {SCHEMA_VERSION}"):
            ensure_schema(graph)


def test_an_empty_graph_gets_its_schema_once(raced: Raced) -> None:
    with Graph(server.endpoint(raced.settings, raced.running)) as graph:
        graph.command("MATCH (n) DETACH DELETE n")
        ensure_schema(graph)
        ensure_schema(graph)
        assert graph.read("MATCH (n) RETURN properties(n) AS p") == [{"p": {"id": "graph", "version": SCHEMA_VERSION}}]
        unique = graph.read(
            "SHOW CONSTRAINTS YIELD labelsOrTypes, type WHERE type = 'UNIQUENESS' RETURN labelsOrTypes[0] AS label"
        )
    assert {"Entity", "Action", "Document", "Passage", "Claim"} <= {row["label"] for row in unique}


@pytest.mark.parametrize(
    "state",
    [
        "",
        "{",
        "[]",
        '{"pid": 1}',
        json.dumps(asdict(Running(2**22 + 1, 7687, 7474))),
        json.dumps(asdict(Running(os.getpid(), 7687, 7474))),
    ],
    ids=["empty", "cut off", "no object", "fields missing", "no such process", "a pid that came back"],
)
def test_a_stale_state_file_counts_as_no_server(tmp_path: Path, state: str) -> None:
    (tmp_path / "server.json").write_text(state)
    settings = Settings(home=tmp_path, cache=tmp_path)
    assert server.status(settings) is None
    assert server.stop(settings) is False
    assert not (tmp_path / "server.json").exists()


def test_stop_ends_it_and_tells_so_once(raced: Raced) -> None:
    assert server.stop(raced.settings) is True
    assert not psutil.pid_exists(raced.running.pid)
    assert (server.status(raced.settings), server.stop(raced.settings)) == (None, False)
