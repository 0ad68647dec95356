"""Takes away the store of the local Neo4j: as a whole or not at all, and never under somebody who works with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import psutil

from kg.disk import MEGABYTE, telling
from kg.errors import KgError, ServerError
from kg.graph import Graph
from kg.server.home import data, folder, make_home
from kg.server.lifecycle import alone, endpoint, require_answer, stop
from kg.server.state import status
from kg.settings import Settings

DOOMED = "wiped-"


def has_store(settings: Settings) -> bool:
    """Tell whether there is anything to wipe."""
    return data(settings).is_dir()


def megabytes(path: Path) -> int:
    """What the files below a folder take on the disk."""
    return sum(file.stat().st_blocks * 512 for file in path.rglob("*") if file.is_file()) // MEGABYTE


def archive(settings: Settings) -> Path:
    """Where the raw bytes of documents are kept; a wipe leaves it alone unless told otherwise."""
    return settings.home / "archive"


def require_unused(settings: Settings) -> None:
    """Raise ServerError where another program is connected to the running server."""
    running = status(settings)
    if running is None:
        return
    try:
        require_answer(settings, running)
        with Graph(endpoint(settings, running)) as graph:
            rows = graph.read(
                "CALL dbms.listConnections() YIELD connector, clientAddress WHERE connector = 'bolt' "
                "RETURN clientAddress AS address"
            )
            others = {row["address"] for row in rows} - _own_addresses()
    except KgError:
        # one that hangs, or whose password is lost, lets nobody in, and a wipe is what mends that
        return
    if others:
        raise ServerError(
            f"the local Neo4j of {settings.home}",
            f"{len(others)} other connections are open: another kg or Neo4j Browser works with it",
            "let it end, or `kg server stop` first",
        )


def _own_addresses() -> set[str]:
    found = psutil.Process().net_connections(kind="tcp")
    return {f"{one.laddr.ip.removeprefix('::ffff:')}:{one.laddr.port}" for one in found}


def wipe(settings: Settings, *, with_archive: bool = False) -> None:
    """Stop the server and delete its store, its logs and its settings; the password stays, and with it the home.

    The store is renamed before it is deleted: a wipe that is cut off leaves no half store that would be started.
    """
    make_home(settings)
    with alone(settings):
        stop(settings)
        with telling(settings.home, "KG_HOME"):
            _doom(folder(settings))
            if with_archive:
                _doom(archive(settings))
            for doomed in settings.home.glob(f"{DOOMED}*"):
                shutil.rmtree(doomed)


def _doom(path: Path) -> None:
    """Move a folder to a name that nothing reads."""
    if path.exists():
        number = sum(1 for _ in path.parent.glob(f"{DOOMED}*"))
        path.rename(path.with_name(f"{DOOMED}{number}-{path.name}"))
