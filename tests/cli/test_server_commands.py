"""`kg server logs`, `wipe` and `fetch`, as a user meets them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.server import wiping
from kg.settings import Settings
from tests.cli.conftest import Kg, Ran

pytestmark = pytest.mark.graph


@pytest.fixture
def wiped(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What was asked to be wiped, with the archive or without: the server of the test run itself is left alone."""
    found: list[bool] = []
    monkeypatch.setattr(wiping, "wipe", lambda _, *, with_archive: found.append(with_archive))
    monkeypatch.setattr(wiping, "require_unused", lambda _: None)
    return found


def test_logs_names_the_files_and_shows_their_ends(kg: Kg, environment: Settings) -> None:
    ran = kg("server", "logs", "--lines", "2")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == f"==> {environment.home / 'neo4j' / 'logs' / 'neo4j.log'}"
    # other tests' clients may have written since, so only that it is two lines of the file
    written = (environment.home / "neo4j" / "logs" / "neo4j.log").read_text("utf-8").splitlines()
    assert set(lines[1:3]) <= set(written)
    assert lines[3] == f"==> {environment.home / 'neo4j' / 'logs' / 'console.log'}"


def test_logs_of_a_home_that_was_never_started_are_not_found(
    kg: Kg, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    assert kg("server", "logs") == Ran(
        4, "", f"kg: the logs of {tmp_path}: are not there yet; `kg server start` makes them\n"
    )


@pytest.mark.parametrize("command", ["logs", "wipe", "start", "stop", "status"])
def test_a_server_that_kg_does_not_run_is_left_alone(kg: Kg, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://db.example:7687")
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    ran = kg("server", command)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("kg: NEO4J_URI=bolt://db.example:7687: names a server that kg does not run")


def test_wipe_tells_what_is_there_and_asks(kg: Kg, loaded: Graph, wiped: list[bool]) -> None:
    ran = kg("server", "wipe", stdin=b"n\nn\n")
    assert (ran.code, ran.out, wiped) == (130, "", [])
    assert "2 documents" in ran.err
    assert "MB on disk" in ran.err
    assert "Delete it for good?" in ran.err


def test_wipe_offers_a_backup_and_writes_it_first(kg: Kg, loaded: Graph, wiped: list[bool], tmp_path: Path) -> None:
    dump = tmp_path / "dump.gz"
    ran = kg("server", "wipe", stdin=f"y\n{dump}\ny\n".encode())
    assert (ran.code, wiped) == (0, [False])
    assert dump.stat().st_size > 0
    assert f"`kg import dump {dump}` brings them back" in ran.err


def test_wipe_deletes_nothing_where_the_backup_fails(kg: Kg, loaded: Graph, wiped: list[bool], tmp_path: Path) -> None:
    (tmp_path / "dump.gz").write_text("another's")
    ran = kg("server", "wipe", "--yes", "--backup", tmp_path / "dump.gz")
    assert (ran.code, wiped, (tmp_path / "dump.gz").read_text()) == (1, [], "another's")


@pytest.mark.parametrize(("options", "asked"), [((), [False]), (("--archive",), [True])])
def test_wipe_that_is_told_yes_does_not_ask(
    kg: Kg, environment: Settings, wiped: list[bool], options: tuple[str, ...], asked: list[bool]
) -> None:
    ran = kg("server", "wipe", "--yes", *options)
    assert (ran.code, ran.out, ran.err) == (0, f"The graph of {environment.home} is gone.\n", "")
    assert wiped == asked


def test_wipe_of_a_home_without_a_graph_says_so(kg: Kg, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    assert kg("server", "wipe") == Ran(0, f"{tmp_path} holds no graph.\n", "")


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_fetch_tells_where_the_jars_are_and_starts_nothing(
    kg: Kg, environment: Settings, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("fetch started a server")

    monkeypatch.setattr("kg.server.start", refuse)
    ran = kg("server", "fetch", *options)
    version = environment.release.version
    assert ran.code == 0
    assert ran.out.endswith(f"jars of Neo4j {version} are in {environment.cache / f'neo4j-{version}'}\n")


def test_stop_tells_while_it_waits(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_: Settings, *, force: bool, waited: Callable[[float], None]) -> bool:
        waited(5)
        return True

    monkeypatch.setattr("kg.server.stop", slow)
    assert kg("server", "stop") == Ran(0, "Neo4j has stopped.\n", "Neo4j is closing its store; waited 5 s ...\n")
