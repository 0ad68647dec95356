"""Two servers that start at once on one machine never take each other for themselves."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kg import server
from kg.errors import ServerError
from kg.server import PortTaken, Running
from kg.settings import Settings

TAKEN = (
    "INFO Starting...\nERROR Failed to start Neo4j\nCaused by: org.neo4j.configuration.helpers.PortBindException: bind"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "neo4j" / "logs").mkdir(parents=True)
    (tmp_path / "neo4j" / "logs" / "console.log").write_text("")
    return Settings(home=tmp_path, cache=tmp_path)


def test_a_process_that_listens_is_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mine:
        assert server._listens(Running(os.getpid(), mine.getsockname()[1], 1))


def test_a_port_on_which_another_process_answers_is_not_ours() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mine:
        other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        try:
            assert not server._listens(Running(other.pid, mine.getsockname()[1], 1))
        finally:
            other.communicate(b"\n")


def test_a_start_that_lost_its_port_is_tried_on_others(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    launched = [Running(1, 7687, 7474), Running(2, 50001, 50002)]
    remaining = iter(launched)

    def wait(_: Settings, running: Running, *, patience: float) -> None:
        if running.pid == 1:
            raise PortTaken("the local Neo4j", "another program took its port")

    monkeypatch.setattr(server, "ensure_jars", lambda *_: settings.cache)
    monkeypatch.setattr(server, "_launch", lambda *_: next(remaining))
    monkeypatch.setattr(server, "_wait_until_up", wait)
    assert server.start(settings) == launched[1]


def test_a_lost_port_is_read_from_what_the_last_start_wrote(settings: Settings) -> None:
    log = settings.home / "neo4j" / "logs" / "neo4j.log"
    log.write_text(TAKEN)
    assert isinstance(server._start_failed(settings), PortTaken)
    log.write_text(f"{TAKEN}\nINFO Starting...\nERROR Caused by: no space left on device")
    error = server._start_failed(settings)
    assert isinstance(error, ServerError)
    assert not isinstance(error, PortTaken)
    assert "no space left on device" in str(error)
