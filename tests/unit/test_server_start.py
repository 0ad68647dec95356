"""Which process is taken for this home's server, and what a start does about lost ports, damaged jars and one that hangs."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from kg import server
from kg.errors import DatabaseBroken, DatabaseRefused, ServerError
from kg.server import Running, lifecycle, state
from kg.server.faults import PortTaken, Unexplained
from kg.server.jars import Jar
from kg.settings import Settings

JAR = Jar("org.x", "one", "1", "", 1, "")
LAUNCHED = [Running(1, 7687, 7474), Running(2, 50001, 50002), Running(3, 50003, 50004), Running(4, 50005, 50006)]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, cache=tmp_path)


class Process:
    """A process that was started and can be ended."""

    killed = False

    def kill(self) -> None:
        self.killed = True

    def wait(self) -> int:
        return -9


class Launches:
    """Stands in for Java: each launch is a new process, and `fails` says what becomes of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fails: dict[int, Exception] = {}
        self.damaged: list[tuple[Jar, ...]] = []
        self.rechecked = 0
        self.count = 0
        self.processes: list[Process] = []
        monkeypatch.setattr(lifecycle, "ensure_jars", self.ensure)
        monkeypatch.setattr(lifecycle, "check_jars", lambda *_: self.damaged.pop(0) if self.damaged else ())
        monkeypatch.setattr(lifecycle, "launch", self.launch)
        monkeypatch.setattr(lifecycle, "_wait_until_up", self.wait)

    def ensure(self, cache: Path, _: object, *, recheck: bool = False, **__: object) -> Path:
        self.rechecked += recheck
        return cache

    def launch(self, *_: object) -> tuple[Running, Process]:
        self.count += 1
        self.processes.append(Process())
        return LAUNCHED[self.count - 1], self.processes[-1]

    def wait(self, _: Settings, running: Running, __: object) -> None:
        if running.pid in self.fails:
            raise self.fails[running.pid]


@pytest.fixture
def launches(monkeypatch: pytest.MonkeyPatch) -> Launches:
    return Launches(monkeypatch)


def test_a_start_that_lost_its_port_is_tried_on_others(settings: Settings, launches: Launches) -> None:
    launches.fails[1] = PortTaken("the local Neo4j", "another program took its port")
    assert server.start(settings) == LAUNCHED[1]


def test_a_start_that_always_loses_its_port_gives_up(settings: Settings, launches: Launches) -> None:
    launches.fails = dict.fromkeys((1, 2, 3), PortTaken("the local Neo4j", "another program took its port"))
    with pytest.raises(PortTaken):
        server.start(settings)
    assert launches.count == 3


def test_damaged_jars_behind_a_failed_start_are_mended_and_it_is_tried_again(
    settings: Settings, launches: Launches
) -> None:
    launches.fails[1] = Unexplained("the local Neo4j", "NoClassDefFoundError")
    launches.damaged = [(JAR,)]
    assert server.start(settings) == LAUNCHED[1]
    assert (launches.rechecked, launches.processes[0].killed) == (1, True)


def test_a_failed_start_with_whole_jars_is_told(settings: Settings, launches: Launches) -> None:
    launches.fails[1] = Unexplained("the local Neo4j", "Unrecognized setting")
    with pytest.raises(Unexplained, match="Unrecognized setting"):
        server.start(settings)
    assert (launches.count, launches.rechecked) == (1, 0)


def test_jars_are_mended_once_only(settings: Settings, launches: Launches) -> None:
    launches.fails = dict.fromkeys((1, 2), Unexplained("the local Neo4j", "NoClassDefFoundError"))
    launches.damaged = [(JAR,), (JAR,)]
    with pytest.raises(Unexplained):
        server.start(settings)
    assert (launches.count, launches.rechecked) == (2, 1)


def test_a_process_that_listens_is_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mine:
        assert state.listens(Running(os.getpid(), mine.getsockname()[1], 1))


def test_a_port_on_which_another_process_answers_is_not_ours() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mine:
        other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        try:
            assert not state.listens(Running(other.pid, mine.getsockname()[1], 1))
        finally:
            other.communicate(b"\n")


def test_a_port_that_is_open_and_silent_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert not state.answers(Running(os.getpid(), silent.getsockname()[1], 1), 0.05)


@pytest.mark.parametrize(
    "found",
    [
        "",
        "{",
        "[]",
        '{"pid": 1}',
        '{"pid": "1", "bolt_port": 1, "http_port": 1}',
        '{"pid": -1, "bolt_port": 1, "http_port": 1}',
        '{"pid": true, "bolt_port": 1, "http_port": 1}',
        "\x00" * 60,
        json.dumps(asdict(Running(2**22 + 1, 7687, 7474))),
        json.dumps(asdict(Running(os.getpid(), 7687, 7474))),
    ],
    ids=[
        "empty",
        "cut off",
        "no object",
        "fields missing",
        "no number",
        "no pid",
        "no number either",
        "zeros, as after a power cut",
        "no such process",
        "a pid that came back",
    ],
)
def test_a_stale_state_file_counts_as_no_server(settings: Settings, found: str) -> None:
    (settings.home / "server.json").write_text(found)
    assert server.status(settings) is None
    assert server.stop(settings) is False
    assert not (settings.home / "server.json").exists()


@pytest.fixture
def other(settings: Settings) -> Iterator[psutil.Process]:
    """A process with the command line of this home's server."""
    word = f"--home-dir={settings.home / 'neo4j'}"
    command = [sys.executable, "-c", "print('up', flush=True); input()", word]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        # for a moment after its start the system shows no command line
        assert process.stdout.readline() == b"up\n"
        yield psutil.Process(process.pid)
        process.kill()


@pytest.mark.parametrize("found", [None, "{"])
def test_a_server_whose_state_file_is_lost_or_damaged_is_found(
    settings: Settings, other: psutil.Process, found: str | None
) -> None:
    conf = settings.home / "neo4j" / "conf"
    conf.mkdir(parents=True)
    (conf / "neo4j.conf").write_text(
        "server.bolt.listen_address=127.0.0.1:7001\nserver.http.listen_address=127.0.0.1:7002\n"
    )
    if found is not None:
        (settings.home / "server.json").write_text(found)
    assert server.status(settings) == Running(other.pid, 7001, 7002)


def test_a_suspended_server_is_told_with_what_wakes_it(settings: Settings, other: psutil.Process) -> None:
    (settings.home / "server.json").write_text(json.dumps(asdict(Running(other.pid, 7001, 7002))))
    other.suspend()
    while other.status() != psutil.STATUS_STOPPED:
        time.sleep(0.01)
    with pytest.raises(ServerError, match=rf"was suspended by a signal; wake it with `kill -CONT {other.pid}`"):
        server.start(settings)


def test_a_server_that_listens_and_does_not_answer_is_told(
    settings: Settings, other: psutil.Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    (settings.home / "server.json").write_text(json.dumps(asdict(Running(other.pid, 7001, 7002))))
    monkeypatch.setattr(lifecycle, "SILENT_SECONDS", 0.05)
    monkeypatch.setattr(lifecycle, "listens", lambda _: True)
    with pytest.raises(ServerError, match=r"runs, and has not answered for .*; .* `kg server stop --force`"):
        server.start(settings)


@pytest.fixture
def deaf(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """A server that does not hear the signal to stop."""
    deafness = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); input()"
    command = [sys.executable, "-c", deafness, f"--home-dir={settings.home / 'neo4j'}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        (settings.home / "server.json").write_text(json.dumps(asdict(Running(process.pid, 7001, 7002))))
        yield process
        process.kill()


def test_a_stop_that_takes_long_tells_so_and_then_what_ends_it(
    settings: Settings, deaf: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lifecycle, "STOP_SECONDS", 0.3)
    monkeypatch.setattr(lifecycle, "TOLD_SECONDS", 0.1)
    told: list[float] = []
    with pytest.raises(ServerError, match=r"has not stopped within .*, or end it with `kg server stop --force`"):
        server.stop(settings, waited=told.append)
    assert told
    assert deaf.poll() is None


def test_a_forced_stop_ends_one_that_does_not_hear(
    settings: Settings, deaf: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lifecycle, "STOP_SECONDS", 0.3)
    assert server.stop(settings, force=True) is True
    assert not psutil.pid_exists(deaf.pid) or psutil.Process(deaf.pid).status() == psutil.STATUS_ZOMBIE
    assert not (settings.home / "server.json").exists()


def test_a_lost_password_names_the_file(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    (settings.home / "neo4j" / "data").mkdir(parents=True)
    (settings.home / "neo4j" / "data" / "password-is-set").touch()

    def refuse(*_: object) -> None:
        raise DatabaseRefused("bolt://127.0.0.1:7001", "the database refuses this user and password", "")

    monkeypatch.setattr(lifecycle, "_log_in", refuse)
    monkeypatch.setattr(lifecycle, "REFUSED_SECONDS", 0)
    monkeypatch.setattr(lifecycle, "is_ours", lambda *_: True)
    monkeypatch.setattr(lifecycle, "time", SimpleNamespace(monotonic=iter(range(9)).__next__, sleep=lambda _: None))
    with pytest.raises(DatabaseRefused, match=r"put its own back into .*password, or begin anew with `kg server wipe`"):
        lifecycle._ensure_password(settings, Running(1, 7001, 7002), None, deadline=9)


@pytest.fixture
def broken(settings: Settings, launches: Launches, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A running server whose disk was full; what is done with it."""
    done: list[str] = []
    launches.fails[9] = DatabaseBroken("bolt://127.0.0.1:7001", "the database cannot write any more")
    monkeypatch.setattr(lifecycle, "status", lambda _: Running(9, 7001, 7002))
    monkeypatch.setattr(lifecycle, "stop", lambda *_, **__: done.append("stopped"))
    return done


def test_a_database_that_could_not_write_is_started_anew(
    settings: Settings, broken: list[str], launches: Launches
) -> None:
    assert server.start(settings) == LAUNCHED[0]
    assert broken == ["stopped"]


def test_it_is_left_alone_while_its_disk_is_full(
    settings: Settings, broken: list[str], launches: Launches, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.disk.free_megabytes", lambda _: 3)
    with pytest.raises(ServerError, match="3 MB are free on its disk, and the local Neo4j needs"):
        server.start(settings)
    assert (broken, launches.count) == ([], 0)
