"""The folder of the local Neo4j: what lies where, its password, the release that wrote its store, and what it must allow."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from kg.disk import require_free, telling
from kg.errors import ServerError, SettingsError
from kg.releases import DEFAULT
from kg.settings import Settings

FOLDERS = ("conf", "data", "logs", "run", "plugins", "import")
NEW_STORE_MEGABYTES, OLD_STORE_MEGABYTES = 700, 100
"""A new store lays out two transaction logs of 256 MB; a store that is there writes into what it has."""
LONGEST_PATH = 3800
"""Bytes of a home's path that leave Neo4j room for its own names: a system knows paths of 4,096."""


def folder(settings: Settings) -> Path:
    """What Neo4j calls its home."""
    return settings.home / "neo4j"


def data(settings: Settings) -> Path:
    """The store, all that `kg server wipe` deletes."""
    return folder(settings) / "data"


def logs(settings: Settings) -> tuple[Path, Path]:
    """The server's own log, which holds all starts of this home, and what the last start said on its console."""
    found = folder(settings) / "logs"
    return found / "neo4j.log", found / "console.log"


def home_option(settings: Settings) -> str:
    """The word on the server's command line that tells it from every other process."""
    return f"--home-dir={folder(settings)}"


def make_home(settings: Settings) -> None:
    """Make the home, readable by its owner alone. Raises ServerError where it cannot be one."""
    length = len(os.fsencode(settings.home))
    if length > LONGEST_PATH:
        raise ServerError(
            f"{str(settings.home)[:60]}...",
            f"is too long a path ({length} bytes, at most {LONGEST_PATH})",
            "set KG_HOME to another",
        )
    with telling(settings.home, "KG_HOME"):
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)


def prepare(settings: Settings) -> None:
    """Make the folders of the server. Raises ServerError for a full disk, SettingsError for a store of another generation."""
    require_same_generation(settings)
    require_room(settings)
    with telling(settings.home, "KG_HOME"):
        for name in FOLDERS:
            (folder(settings) / name).mkdir(parents=True, exist_ok=True)
        write_whole(data(settings) / "release", settings.release.version)


def require_room(settings: Settings) -> None:
    """Raise ServerError where the disk has no room for the store to grow in."""
    need = NEW_STORE_MEGABYTES if store_release(settings) is None else OLD_STORE_MEGABYTES
    require_free(settings.home, need, what="the local Neo4j", variable="KG_HOME")


def require_same_generation(settings: Settings) -> None:
    """Raise SettingsError where the store was written by another generation than the one that is asked for."""
    version = store_release(settings)
    if version is not None and version.split(".", 1)[0] != settings.release.generation:
        raise SettingsError(
            f"the store of {settings.home}",
            f"was written by Neo4j {version}, and {settings.release.version} is asked for",
            f"set KG_NEO4J={version}, or KG_HOME to another folder",
        )


def store_release(settings: Settings) -> str | None:
    """The version that last opened the store of this home; None where there is no store yet."""
    with telling(settings.home, "KG_HOME"):
        if not (data(settings) / "databases").is_dir():
            return None
        try:
            return (data(settings) / "release").read_text("utf-8").strip() or DEFAULT.version
        except FileNotFoundError:
            # stores were not marked before there was a second generation
            return DEFAULT.version


def password(settings: Settings) -> str:
    """Read the random password of this home, making it at first, readable by its owner alone."""
    path = settings.home / "password"
    with telling(settings.home, "KG_HOME"):
        if not path.exists():
            _make_password(path)
        found = path.read_text("utf-8").strip()
    if not found:
        raise ServerError(str(path), "is empty", "put the password back, or begin anew with `kg server wipe`")
    return found


def _make_password(path: Path) -> None:
    """Write it aside and link it: of two that try, one wins, and a disk that is full leaves no empty file."""
    aside = path.with_name(f"password.{os.getpid()}")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(24))
        path.hardlink_to(aside)
    except FileExistsError:
        pass
    finally:
        aside.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Write a small file so that a reader sees all of it or what was there before."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        aside.write_text(text, "utf-8")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
