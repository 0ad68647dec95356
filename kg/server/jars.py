"""The jars of the local Neo4j: fetched once by their locked coordinates, checked by their locked sha256, kept in the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kg.disk import telling
from kg.errors import SettingsError
from kg.filelock import only_one
from kg.releases import DEFAULT, Release

NEO4J_VERSION = DEFAULT.version

Progress = Callable[[int, int], None]
"""Called with the bytes done and the bytes in all."""


@dataclass(frozen=True, slots=True)
class Jar:
    """One locked artifact: Maven coordinates, size in bytes, sha256 in hex."""

    group: str
    artifact: str
    version: str
    classifier: str
    size: int
    sha256: str

    @property
    def filename(self) -> str:
        """The file's name in the cache, as Maven would call it."""
        tail = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{tail}.jar"


def locked_jars(release: Release = DEFAULT) -> tuple[Jar, ...]:
    """Read the lock file that the package ships for a release."""
    lines = files("kg.server").joinpath(release.lock).read_text("utf-8").splitlines()
    return tuple(_parse(line) for line in lines if line and not line.startswith("#"))


def _parse(line: str) -> Jar:
    sha256, size, coordinates = line.split(" ")
    group, artifact, version, *rest = coordinates.split(":")
    return Jar(group, artifact, version, rest[0] if rest else "", int(size), sha256)


def jars_folder(cache: Path, release: Release = DEFAULT) -> Path:
    """The folder that holds every jar of this release; all of it is the class path."""
    return cache / f"neo4j-{release.version}"


def are_jars_there(cache: Path, release: Release = DEFAULT) -> bool:
    """Tell whether a start would find all jars in the cache, as far as names and sizes show."""
    folder = jars_folder(cache, release)
    return (folder / "checked").exists() and all(_is_whole(folder, jar) for jar in locked_jars(release))


def check_jars(cache: Path, release: Release = DEFAULT) -> tuple[Jar, ...]:
    """Hash every jar again, half a second for all, and return those that are missing or damaged. Changes nothing."""
    folder = jars_folder(cache, release)
    with telling(folder, "KG_CACHE"):
        return tuple(jar for jar in locked_jars(release) if not is_right(folder / jar.filename, jar))


def ensure_jars(
    cache: Path,
    progress: Progress | None = None,
    *,
    release: Release = DEFAULT,
    mirror: str | None = None,
    recheck: bool = False,
) -> Path:
    """Return the folder of jars, fetching what is missing or damaged. Raises ServerError with the jar that would not come.

    A jar is moved into its place only when its hash is right, so a cut-off download leaves nothing behind. A folder
    whose hashes were all checked carries a marker; after that only sizes are looked at, which takes a millisecond.
    With `recheck` set the marker counts for nothing.
    """
    folder = jars_folder(cache, release)
    if ":" in str(folder):
        raise SettingsError(f"KG_CACHE={cache}", "Java cannot read jars below a folder with a colon", "choose another")
    if not recheck and are_jars_there(cache, release):
        # nothing to write: the cache may be a medium that cannot be written to
        return folder
    with telling(folder, "KG_CACHE"):
        folder.mkdir(parents=True, exist_ok=True)
        with only_one(folder / "fetch.lock"):
            _complete(folder, locked_jars(release), mirror, progress, recheck=recheck)
    return folder


def _complete(
    folder: Path, jars: tuple[Jar, ...], mirror: str | None, progress: Progress | None, *, recheck: bool
) -> None:
    if recheck:
        (folder / "checked").unlink(missing_ok=True)
    missing = [jar for jar in jars if not _is_whole(folder, jar)]
    if missing:
        from kg.server.downloads import download

        (folder / "checked").unlink(missing_ok=True)
        download(missing, folder, mirror=mirror, progress=progress)
    (folder / "checked").touch()


def _is_whole(folder: Path, jar: Jar) -> bool:
    path = folder / jar.filename
    if not path.is_file() or path.stat().st_size != jar.size:
        return False
    return (folder / "checked").exists() or is_right(path, jar)


def is_right(path: Path, jar: Jar) -> bool:
    """Tell whether the file is there with the locked sha256, bit by bit."""
    if not path.is_file() or path.stat().st_size != jar.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
