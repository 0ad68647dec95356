"""The jars of the local Neo4j: fetched once by their locked coordinates, checked by their locked sha256, kept in the cache."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kg.errors import ServerError
from kg.filelock import only_one

NEO4J_VERSION = "5.26.30"
PARALLEL_DOWNLOADS = 6
TIMEOUT_SECONDS = 60

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


def locked_jars() -> tuple[Jar, ...]:
    """Read the lock file that the package ships."""
    lines = files("kg").joinpath("neo4j.lock").read_text("utf-8").splitlines()
    return tuple(_parse(line) for line in lines if line and not line.startswith("#"))


def _parse(line: str) -> Jar:
    sha256, size, coordinates = line.split(" ")
    group, artifact, version, *rest = coordinates.split(":")
    return Jar(group, artifact, version, rest[0] if rest else "", int(size), sha256)


def jars_folder(cache: Path) -> Path:
    """The folder that holds every jar of this version; all of it is the class path."""
    return cache / f"neo4j-{NEO4J_VERSION}"


def are_jars_there(cache: Path) -> bool:
    """Tell whether a start would find all jars in the cache, as far as names and sizes show."""
    folder = jars_folder(cache)
    return (folder / "checked").exists() and all(_is_whole(folder, jar) for jar in locked_jars())


def ensure_jars(cache: Path, progress: Progress | None = None) -> Path:
    """Return the folder of jars, fetching what is missing or damaged. Raises ServerError with the jar that would not come.

    A jar is moved into its place only when its hash is right, so a cut-off download leaves nothing behind. A folder
    whose hashes were all checked carries a marker; after that only sizes are looked at, which takes a millisecond.
    """
    folder = jars_folder(cache)
    folder.mkdir(parents=True, exist_ok=True)
    jars = locked_jars()
    with only_one(folder / "fetch.lock"):
        missing = [jar for jar in jars if not _is_whole(folder, jar)]
        if missing:
            (folder / "checked").unlink(missing_ok=True)
            _fetch(missing, folder, progress)
        (folder / "checked").touch()
    return folder


def _is_whole(folder: Path, jar: Jar) -> bool:
    path = folder / jar.filename
    if not path.is_file() or path.stat().st_size != jar.size:
        return False
    return (folder / "checked").exists() or _sha256(path) == jar.sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fetch(jars: list[Jar], folder: Path, progress: Progress | None) -> None:
    total = sum(jar.size for jar in jars)
    partial = folder / "partial"
    shutil.rmtree(partial, ignore_errors=True)
    done = 0
    try:
        with ThreadPoolExecutor(PARALLEL_DOWNLOADS) as pool:
            for size in pool.map(lambda jar: _fetch_one(jar, folder, partial), jars):
                done += size
                if progress is not None:
                    progress(done, total)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _fetch_one(jar: Jar, folder: Path, partial: Path) -> int:
    """Download one jar with jgo, which knows the repositories and the usual proxy and certificate variables."""
    import requests
    from jgo import MAVEN_CENTRAL_URL, MavenContext

    # each jar has a cache folder of its own: jgo writes to the final name at once and refuses one that is there
    context = MavenContext(
        repo_cache=partial / jar.filename, remote_repos={"central": MAVEN_CENTRAL_URL}, timeout=TIMEOUT_SECONDS
    )
    remedy = "check the network and run the command again: what has come is kept"
    try:
        artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier)
        path = Path(context.resolver.download(artifact))
    except (OSError, RuntimeError, requests.RequestException) as error:
        raise ServerError(jar.filename, f"could not be downloaded ({error})", remedy) from error
    if _sha256(path) != jar.sha256:
        raise ServerError(jar.filename, "what came does not have the locked sha256 and was thrown away", remedy)
    path.replace(folder / jar.filename)
    return jar.size
