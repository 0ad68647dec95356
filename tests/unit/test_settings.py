"""Settings come from the environment that is given, and what cannot be meant is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SettingsError
from kg.settings import Settings, read_settings


def test_without_an_address_the_local_server_is_meant() -> None:
    settings = read_settings({})
    assert (settings.is_local, settings.uri, settings.username, settings.database) == (True, None, "neo4j", "neo4j")
    assert (settings.bolt_port, settings.http_port, settings.password) == (None, None, None)


def test_home_and_cache_are_the_users_own_folders_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_HOME", "/not/asked")
    settings = read_settings({})
    assert settings.home.name == settings.cache.name == "illicit-kg"
    assert settings.home != settings.cache


def test_the_environment_names_everything() -> None:
    environ = {
        "KG_HOME": "/h", "KG_CACHE": "/c", "KG_BOLT_PORT": "7000", "KG_HTTP_PORT": "65535", "NEO4J_URI": "neo4j+s://db.example",
        "NEO4J_USERNAME": "reader", "NEO4J_PASSWORD": "pw", "NEO4J_DATABASE": "cases",
    }  # fmt: skip
    assert read_settings(environ) == Settings(
        Path("/h"), Path("/c"), "neo4j+s://db.example", "reader", "pw", "cases", 7000, 65535
    )


def test_an_empty_value_counts_as_none() -> None:
    names = (
        "KG_HOME",
        "KG_CACHE",
        "KG_BOLT_PORT",
        "KG_HTTP_PORT",
        "NEO4J_URI",
        "NEO4J_USERNAME",
        "NEO4J_PASSWORD",
        "NEO4J_DATABASE",
    )
    assert read_settings(dict.fromkeys(names, "")) == read_settings({})


def test_a_tilde_is_the_users_home() -> None:
    assert read_settings({"KG_HOME": "~/graph"}).home == Path.home() / "graph"


def test_the_real_environment_is_read_when_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.setenv("KG_HOME", "/some/where")
    assert read_settings().home == Path("/some/where")


@pytest.mark.parametrize("scheme", ["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"])
def test_every_scheme_of_the_driver_is_taken(scheme: str) -> None:
    settings = read_settings({"NEO4J_URI": f"{scheme}://db.example", "NEO4J_PASSWORD": "pw"})
    assert (settings.uri, settings.is_local) == (f"{scheme}://db.example", False)


@pytest.mark.parametrize("uri", ["http://localhost:7474", "localhost:7687", "BOLT//x", "://", "jdbc:neo4j:bolt://x"])
def test_an_address_of_another_scheme_is_refused(uri: str) -> None:
    with pytest.raises(SettingsError, match=r"its scheme must be one of bolt://.*; for example bolt://localhost:7687"):
        read_settings({"NEO4J_URI": uri, "NEO4J_PASSWORD": "pw"})


def test_an_address_without_a_password_is_refused() -> None:
    with pytest.raises(
        SettingsError, match="NEO4J_PASSWORD: is not set, and NEO4J_URI=bolt://x needs it; export NEO4J_PASSWORD"
    ):
        read_settings({"NEO4J_URI": "bolt://x"})


@pytest.mark.parametrize("name", ["KG_BOLT_PORT", "KG_HTTP_PORT"])
@pytest.mark.parametrize("port", ["0", "65536", "-1", "7687.0", "seven", " 7687", "²"])
def test_a_port_that_is_none_is_refused(name: str, port: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}={port}: a port is a whole number from 1 to 65535; unset {name}"):
        read_settings({name: port})


def test_a_relative_home_is_one_place_wherever_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cases").mkdir()
    monkeypatch.chdir(tmp_path / "cases")
    assert read_settings({"KG_HOME": "graph", "KG_CACHE": "../jars"}).home == tmp_path / "cases" / "graph"
    assert read_settings({"KG_HOME": "../cases/graph"}).home == tmp_path / "cases" / "graph"
