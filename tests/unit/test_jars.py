"""The jars are fetched once, by their lock; nothing that is not what the lock says is ever used."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import ServerError, SettingsError
from kg.releases import RELEASES, Release
from kg.server import jars
from kg.server.jars import Jar, check_jars, ensure_jars, jars_folder, locked_jars

CONTENT = {"one": b"first jar", "two": b"second jar"}
LOCKED = tuple(Jar("org.x", name, "1", "", len(raw), hashlib.sha256(raw).hexdigest()) for name, raw in CONTENT.items())

Fetched = list[str]


class Repository:
    """Stands in for jgo: serves what it is given, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.served: dict[str, bytes] = dict(CONTENT)
        self.asked: Fetched = []
        self.fails: Exception | None = None

    def context(self, *, repo_cache: Path, **_: object) -> Repository.Context:
        return Repository.Context(self, repo_cache)

    class Context:
        def __init__(self, repository: Repository, folder: Path) -> None:
            self.repository, self.folder, self.name = repository, folder, ""
            self.resolver = self

        def project(self, _: str, artifact: str) -> Repository.Context:
            self.name = artifact
            return self

        def at_version(self, _: str) -> Repository.Context:
            return self

        def artifact(self, _: str) -> Repository.Context:
            return self

        def download(self, _: object) -> Path:
            self.repository.asked.append(self.name)
            if self.repository.fails is not None:
                raise self.repository.fails
            self.folder.mkdir(parents=True)
            path = self.folder / self.name
            path.write_bytes(self.repository.served[self.name])
            return path


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Repository:
    found = Repository()
    monkeypatch.setattr("jgo.MavenContext", found.context)
    monkeypatch.setattr(jars, "locked_jars", lambda *_: LOCKED)
    return found


def held(cache: Path) -> dict[str, bytes]:
    return {path.stem.removesuffix("-1"): path.read_bytes() for path in jars_folder(cache).glob("*.jar")}


@pytest.mark.parametrize("release", RELEASES.values(), ids=list(RELEASES))
def test_the_lock_names_every_jar_with_size_and_hash(release: Release) -> None:
    found = locked_jars(release)
    assert {"neo4j", "neo4j-server", "neo4j-browser"} <= {jar.artifact for jar in found}
    assert {len(jar.sha256) for jar in found} == {64}
    assert min(jar.size for jar in found) > 0
    assert len({jar.filename for jar in found}) == len(found)


@pytest.mark.parametrize("release", RELEASES.values(), ids=list(RELEASES))
def test_the_lock_is_of_the_version_that_is_started(release: Release) -> None:
    assert {jar.version for jar in locked_jars(release) if jar.artifact in ("neo4j", "neo4j-server")} == {
        release.version
    }


@pytest.mark.parametrize(
    ("classifier", "filename"), [("", "netty-4.1.jar"), ("linux-x86_64", "netty-4.1-linux-x86_64.jar")]
)
def test_a_jar_is_named_as_maven_names_it(classifier: str, filename: str) -> None:
    assert Jar("io.netty", "netty", "4.1", classifier, 1, "").filename == filename


def test_missing_jars_are_fetched_and_nothing_else_is_left(repository: Repository, tmp_path: Path) -> None:
    folder = ensure_jars(tmp_path)
    assert (folder, held(tmp_path)) == (jars_folder(tmp_path), CONTENT)
    assert {path.name for path in folder.iterdir()} == {"one-1.jar", "two-1.jar", "checked", "fetch.lock"}


def test_what_is_there_is_not_fetched_again(repository: Repository, tmp_path: Path) -> None:
    ensure_jars(tmp_path)
    repository.asked.clear()
    ensure_jars(tmp_path)
    assert repository.asked == []


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def turn_around(path: Path) -> None:
    """Damage without a change of size; the marker of a checked folder is gone, as after a cut-off download."""
    path.write_bytes(path.read_bytes()[::-1])
    (path.parent / "checked").unlink()


@pytest.mark.parametrize("damage", [Path.unlink, cut_off, turn_around])
def test_only_what_is_missing_or_damaged_is_fetched(
    repository: Repository, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    folder = ensure_jars(tmp_path)
    repository.asked.clear()
    damage(folder / "one-1.jar")
    ensure_jars(tmp_path)
    assert (repository.asked, held(tmp_path)) == (["one"], CONTENT)


def test_progress_counts_bytes_up_to_all(repository: Repository, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    ensure_jars(tmp_path, lambda done, total: seen.append((done, total)))
    assert seen == [(9, 19), (19, 19)]


def test_what_has_another_hash_is_thrown_away(repository: Repository, tmp_path: Path) -> None:
    repository.served["two"] = b"second JAR"
    with pytest.raises(ServerError, match=r"two-1\.jar: what came does not have the locked sha256 and was thrown away"):
        ensure_jars(tmp_path)
    assert "two" not in held(tmp_path)
    assert {path.name for path in jars_folder(tmp_path).iterdir()} <= {"one-1.jar", "fetch.lock"}


@pytest.mark.parametrize("error", [OSError("no route"), RuntimeError("404")])
def test_what_does_not_come_is_named_and_the_next_run_goes_on(
    repository: Repository, tmp_path: Path, error: Exception
) -> None:
    repository.fails = error
    with pytest.raises(
        ServerError,
        match=rf"one-1\.jar: could not be downloaded \({error}\); check the network and run the command again",
    ):
        ensure_jars(tmp_path)
    repository.fails = None
    ensure_jars(tmp_path)
    assert held(tmp_path) == CONTENT


def damage_with_the_marker_kept(path: Path) -> None:
    path.write_bytes(path.read_bytes()[::-1])


def test_damage_that_keeps_the_size_is_found_by_hash_and_mended_when_asked(
    repository: Repository, tmp_path: Path
) -> None:
    folder = ensure_jars(tmp_path)
    damage_with_the_marker_kept(folder / "one-1.jar")
    assert [jar.artifact for jar in check_jars(tmp_path)] == ["one"]
    ensure_jars(tmp_path, recheck=True)
    assert (check_jars(tmp_path), held(tmp_path)) == ((), CONTENT)


def test_a_cache_without_jars_misses_all_of_them(repository: Repository, tmp_path: Path) -> None:
    assert check_jars(tmp_path) == LOCKED
    assert list(tmp_path.iterdir()) == []


def test_a_checked_cache_is_not_written_to(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ensure_jars(tmp_path)

    def refuse(_: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(jars, "only_one", refuse)
    assert ensure_jars(tmp_path) == folder


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_disk_that_fills_up_is_told_and_nothing_half_is_left(
    repository: Repository, tmp_path: Path, code: int
) -> None:
    repository.fails = OSError(code, os.strerror(code))
    with pytest.raises(ServerError, match=r"full|outgrew") as told:
        ensure_jars(tmp_path)
    assert "free some space, or set KG_CACHE" in str(told.value) or "ulimit -f" in str(told.value)
    assert {path.name for path in jars_folder(tmp_path).iterdir()} == {"fetch.lock"}


def test_a_disk_without_room_is_told_before_anything_is_fetched(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.disk.free_megabytes", lambda _: 0)
    with pytest.raises(
        ServerError,
        match="0 MB are free on its disk, and the download of Neo4j's jars needs 1 MB; free some space, or set KG_CACHE",
    ):
        ensure_jars(tmp_path)
    assert repository.asked == []


def test_a_cache_with_a_colon_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Java cannot read jars below a folder with a colon"):
        ensure_jars(tmp_path / "a:b")


def test_a_cache_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    with pytest.raises(ServerError, match="is a file, or leads through one; set KG_CACHE to a folder"):
        ensure_jars(tmp_path / "cache")


def test_one_failure_keeps_the_rest_from_being_asked_for(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tuple(replace(LOCKED[0], artifact=f"jar{number}") for number in range(200))
    monkeypatch.setattr(jars, "locked_jars", lambda *_: many)
    repository.fails = RuntimeError("404")
    with pytest.raises(ServerError, match="could not be downloaded"):
        ensure_jars(tmp_path)
    assert len(repository.asked) < len(many)
