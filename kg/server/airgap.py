"""Fills a folder with all that a machine without a network needs: Neo4j's jars and a wheel of each Python package."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kg.disk import MEGABYTE, require_free, telling
from kg.errors import ServerError
from kg.server.jars import Progress, ensure_jars, is_right, jars_folder, locked_jars
from kg.settings import Settings

ROOM_MEGABYTES = 700
"""The jars, the wheels, and the copies that pip makes while it works."""
VARIABLE = "--to"

README = """\
What a machine without a network needs to run illicit-kg. Made for Python {python} on {platform}.

cache/    the jars of Neo4j {neo4j}, each checked against the sha256 in kg/{lock}
wheels/   {wheels}

There, with this folder at /media/kg for example (a path without spaces), in the folder of the project:

    export KG_CACHE=/media/kg/cache
    export PIP_NO_INDEX=1 PIP_FIND_LINKS=/media/kg/wheels
    make demo

The two PIP variables are needed while `make` installs; KG_CACHE stays, unless cache/ is copied to where
`kg doctor` says that the jars belong. A medium that cannot be written to will do.
"""
WITH_WHEELS = "the project and every package it needs, at the versions of constraints.txt, and what builds it"
WITHOUT_WHEELS = "not made: this kg does not run from a checkout, so the packages must be brought by other means"


@dataclass(frozen=True, slots=True)
class Carried:
    """What was put into the folder; `wheels` is 0 where this kg does not run from a checkout."""

    jars: int
    wheels: int
    megabytes: int


def fill(to: Path, settings: Settings, progress: Progress | None = None) -> Carried:
    """Bring jars, wheels and a README into the folder. Raises ServerError where something does not come.

    What is there and right is kept, so a run that was cut off is taken up again.
    """
    with telling(to, VARIABLE):
        to.mkdir(parents=True, exist_ok=True)
        require_free(to, ROOM_MEGABYTES, what="the folder to be carried", variable=VARIABLE)
        _copy_jars(settings, to / "cache")
        ensure_jars(to / "cache", progress, release=settings.release, mirror=settings.mirror, recheck=True)
        (jars_folder(to / "cache", settings.release) / "fetch.lock").unlink()
        checkout = _checkout()
        wheels = _wheels(checkout, to / "wheels") if checkout is not None else 0
        (to / "README.txt").write_text(_readme(settings, wheels), "utf-8")
    size = sum(path.stat().st_size for path in to.rglob("*") if path.is_file())
    return Carried(len(locked_jars(settings.release)), wheels, size // MEGABYTE)


def _copy_jars(settings: Settings, cache: Path) -> None:
    """Take from this machine's cache what is right there, so that only the rest is fetched."""
    here, there = (jars_folder(one, settings.release) for one in (settings.cache, cache))
    there.mkdir(parents=True, exist_ok=True)
    for jar in locked_jars(settings.release):
        if not is_right(there / jar.filename, jar) and is_right(here / jar.filename, jar):
            shutil.copyfile(here / jar.filename, there / jar.filename)


def _checkout() -> Path | None:
    """The folder of the project where kg runs from one, else None."""
    folder = Path(__file__).parents[2]
    return folder if all((folder / name).is_file() for name in ("constraints.txt", "pyproject.toml")) else None


def _wheels(checkout: Path, folder: Path) -> int:
    builders = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    pins = ["--constraint", str(checkout / "constraints.txt")]
    command = [*pip, *pins, "--wheel-dir", str(folder), str(checkout), *builders]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()] or ["pip said nothing"]
        raise ServerError("pip wheel", f"failed: {said[-1][:200]}", "check the network and run the command again")
    return len(list(folder.glob("*.whl")))


def _readme(settings: Settings, wheels: int) -> str:
    return README.format(
        python=f"{sys.version_info.major}.{sys.version_info.minor}",
        platform=sysconfig.get_platform(),
        neo4j=settings.release.version,
        lock=settings.release.lock,
        wheels=WITH_WHEELS if wheels else WITHOUT_WHEELS,
    )
