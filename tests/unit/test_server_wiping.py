"""A wipe takes the store as a whole; what a cut-off one left goes with the next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import ServerError
from kg.server import Running, wiping
from kg.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "neo4j" / "data" / "databases").mkdir(parents=True)
    (tmp_path / "archive").mkdir()
    (tmp_path / "password").write_text("word")
    return Settings(home=tmp_path, cache=tmp_path)


def names(settings: Settings) -> set[str]:
    return {path.name for path in settings.home.iterdir()} - {"server.lock"}


@pytest.mark.parametrize(
    ("with_archive", "left"), [(False, {"archive", "password"}), (True, {"password"})], ids=["kept", "deleted"]
)
def test_the_archive_goes_only_where_it_is_asked_for(settings: Settings, with_archive: bool, left: set[str]) -> None:
    wiping.wipe(settings, with_archive=with_archive)
    assert names(settings) == left


def test_a_wipe_that_was_cut_off_leaves_no_store_and_is_ended_by_the_next(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(shutil, "rmtree", cut_off)
        wiping.wipe(settings)
    assert not wiping.has_store(settings)
    wiping.wipe(settings)
    assert names(settings) == {"archive", "password"}


def test_what_was_cut_off_twice_does_not_stand_in_the_way(settings: Settings) -> None:
    (settings.home / "wiped-0-neo4j").mkdir()
    (settings.home / "wiped-1-neo4j").mkdir()
    wiping.wipe(settings)
    assert names(settings) == {"archive", "password"}


def test_the_size_is_what_the_files_take(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 3 * 1024 * 1024)
    assert wiping.megabytes(tmp_path) == 3


def test_a_server_that_hangs_does_not_keep_its_graph_from_being_wiped(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Running] = []

    def hang(_: Settings, running: Running) -> None:
        asked.append(running)
        raise ServerError("the local Neo4j (process 9)", "was suspended by a signal")

    monkeypatch.setattr(wiping, "status", lambda _: Running(9, 7001, 7002))
    monkeypatch.setattr(wiping, "require_answer", hang)
    wiping.require_unused(settings)
    assert asked == [Running(9, 7001, 7002)]
