"""docker-compose.yml: the pinned image, a health check that speaks Bolt, volumes, and no password that anybody knows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.server.jars import NEO4J_VERSION

FILE = Path(__file__).parents[2] / "docker-compose.yml"
TEXT = FILE.read_text("utf-8")
PASSWORD = "chosen-by-the-test"


@pytest.fixture
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(TEXT)
    return found


@pytest.fixture
def neo4j(compose: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = compose["services"]["neo4j"]
    return found


def test_the_image_is_the_official_one_of_the_version_that_is_tested(neo4j: dict[str, Any]) -> None:
    assert neo4j["image"] == f"neo4j:{NEO4J_VERSION}-community"


def test_the_password_comes_from_the_environment_and_has_no_default(neo4j: dict[str, Any]) -> None:
    assert re.fullmatch(r"neo4j/\$\{NEO4J_PASSWORD:\?[^}]+\}", neo4j["environment"]["NEO4J_AUTH"])
    assert set(re.findall(r"\$\{NEO4J_PASSWORD(.)", TEXT)) == {":"}


def test_every_variable_that_has_a_default_is_no_password() -> None:
    with_default = set(re.findall(r"\$\{(\w+):-", TEXT))
    assert with_default == {"KG_BOLT_PORT", "KG_HTTP_PORT", "NEO4J_HEAP", "NEO4J_PAGECACHE"}


def test_the_health_check_speaks_bolt(neo4j: dict[str, Any]) -> None:
    kind, command = neo4j["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    assert "cypher-shell --address bolt://localhost:7687" in command
    assert {"interval", "timeout", "retries", "start_period"} <= set(neo4j["healthcheck"])


def test_the_health_check_shows_no_password_in_a_list_of_processes(neo4j: dict[str, Any], tmp_path: Path) -> None:
    shell = tmp_path / "cypher-shell"
    shell.write_text('#!/bin/sh\necho "$@"; echo "$NEO4J_USERNAME $NEO4J_PASSWORD" >&2\n')
    shell.chmod(0o755)
    command = neo4j["healthcheck"]["test"][1].replace("$$", "$")
    environ = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "NEO4J_AUTH": f"neo4j/{PASSWORD}"}
    done = subprocess.run(["sh", "-c", command], env=environ, capture_output=True, text=True, check=True)
    assert PASSWORD not in command
    assert PASSWORD not in done.stdout
    assert done.stderr == f"neo4j {PASSWORD}\n"


def test_data_and_logs_outlive_the_container(compose: dict[str, Any], neo4j: dict[str, Any]) -> None:
    mounted = dict(one.split(":") for one in neo4j["volumes"])
    assert mounted == {"neo4j-data": "/data", "neo4j-logs": "/logs"}
    assert set(compose["volumes"]) == set(mounted)


def test_only_this_machine_reaches_the_ports(neo4j: dict[str, Any]) -> None:
    assert [one.partition(":")[0] for one in neo4j["ports"]] == ["127.0.0.1", "127.0.0.1"]


def test_nothing_is_reported_home(neo4j: dict[str, Any]) -> None:
    settings = neo4j["environment"]
    assert settings["NEO4J_client_allow__telemetry"] == "false"
    assert settings["NEO4J_dbms_usage__report_enabled"] == "false"


def compose_client() -> list[str] | None:
    """The compose client of this machine: docker's plugin, or the program of its own."""
    for client in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(client[0]) is None:
            continue
        if subprocess.run([*client, "version"], capture_output=True, check=False).returncode == 0:
            return client
    return None


@pytest.fixture(scope="module")
def client() -> list[str]:
    found = compose_client()
    if found is None:
        pytest.skip("no docker compose client is here: the file is checked by reading it only")
    return found


def config(client: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "KG_"))}
    command = [*client, "-f", str(FILE), "config"]
    return subprocess.run(command, env={**environ, **more}, capture_output=True, text=True, check=False)


def test_a_client_takes_the_file(client: list[str]) -> None:
    done = config(client, NEO4J_PASSWORD=PASSWORD)
    assert done.returncode == 0, done.stderr
    service = yaml.safe_load(done.stdout)["services"]["neo4j"]
    assert service["environment"]["NEO4J_AUTH"] == f"neo4j/{PASSWORD}"
    assert PASSWORD not in json.dumps(service["healthcheck"])


def test_a_client_refuses_the_file_without_a_password(client: list[str]) -> None:
    done = config(client)
    assert done.returncode != 0
    assert "set NEO4J_PASSWORD" in done.stderr
