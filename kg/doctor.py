"""What `kg doctor` looks at in files and database: each check returns rows, starts nothing, writes nothing, raises nothing."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg import server
from kg.errors import DatabaseRefused, KgError
from kg.graph import Endpoint, Graph
from kg.schema import SCHEMA_VERSION
from kg.server.home import require_same_generation
from kg.server.jars import are_jars_there, jars_folder, locked_jars
from kg.server.jars import check_jars as damaged_jars
from kg.settings import Settings

State = Literal["well", "note", "wrong"]
MEGABYTE = 1024 * 1024
TESTED_GENERATIONS = ("5.", "2026.")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing looked at. `wrong` is what `kg` needs and has not; a `note` may be worth knowing; `mend` is a command."""

    area: str
    thing: str
    state: State
    found: str
    mend: str = ""


def check_home(settings: Settings) -> Iterator[Row]:
    """The folder of data, password and logs: there, one's own, private, and how large its parts are."""
    home = settings.home
    other = "export KG_HOME=$HOME/illicit-kg"
    if home.exists() and not home.is_dir():
        yield Row("files", "home", "wrong", f"{home} is a file, not a folder", other)
        return
    if not home.exists():
        yield from _check_missing_home(home, other)
        return
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        yield Row("files", "home", "wrong", f"{home} cannot be read and written by this user", f"chmod u+rwx {home}")
        return
    yield Row("files", "home", "well", str(home))
    for folder in (home / "neo4j" / "data", *_others(home)):
        if folder.is_dir():
            name = "data" if folder.name == "data" else folder.name
            yield Row("files", name, "well", f"{folder}, {size_of(folder) / MEGABYTE:,.0f} MB")
    yield from _check_store(settings)
    yield _check_password(home)


def _check_store(settings: Settings) -> Iterator[Row]:
    try:
        require_same_generation(settings)
    except KgError as error:
        yield Row("files", "store", "wrong", error.rule, error.remedy)


def _check_missing_home(home: Path, other: str) -> Iterator[Row]:
    parent = next((one for one in home.parents if one.exists()), Path("/"))
    if parent.is_dir() and os.access(parent, os.W_OK | os.X_OK):
        yield Row("files", "home", "note", f"{home} is not there yet; the first start makes it", "kg server start")
    else:
        yield Row("files", "home", "wrong", f"{home} is not there and cannot be made in {parent}", other)


def _others(home: Path) -> list[Path]:
    """What else lies in the home: the archive, say."""
    try:
        return sorted(path for path in home.iterdir() if path.is_dir() and path.name != "neo4j")
    except OSError:
        return []


def _check_password(home: Path) -> Row:
    path = home / "password"
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        text = path.read_text("utf-8").strip()
    except FileNotFoundError:
        if (home / "neo4j" / "data" / "password-is-set").exists():
            return Row("files", "password", "wrong", f"{path} is gone, and the data keep the old one", "kg server wipe")
        return Row("files", "password", "note", "the first start makes one")
    except (OSError, ValueError) as error:
        return Row("files", "password", "wrong", f"{path} cannot be read ({type(error).__name__})", f"chmod 600 {path}")
    if not text:
        return Row("files", "password", "wrong", f"{path} is empty", f"rm {path} && kg server wipe")
    if mode & 0o077:
        return Row("files", "password", "wrong", f"others may read {path} (mode {mode:04o})", f"chmod 600 {path}")
    return Row("files", "password", "well", f"{path}, mode {mode:04o}")


def size_of(folder: Path) -> int:
    """Bytes in a folder; what vanishes or may not be read meanwhile counts nothing."""
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += Path(root, name).lstat().st_size
            except OSError:
                continue  # the server moves its files about while it runs
    return total


def check_jars(settings: Settings, *, deep: bool) -> Iterator[Row]:
    """Neo4j's jars in the cache: all there by name and size, and by sha256 where `deep` is set."""
    folder = jars_folder(settings.cache, settings.release)
    needed: State = "wrong" if settings.is_local else "note"
    fetch = "kg server fetch"
    wanted = locked_jars(settings.release)
    try:
        there = sum((folder / jar.filename).is_file() for jar in wanted)
        complete = are_jars_there(settings.cache, settings.release)
    except (KgError, OSError) as error:
        yield Row("files", "jars", needed, f"{folder} cannot be read ({error})", f"chmod -R u+rwX {folder}")
        return
    told = f"{there} of {len(wanted)} jars of Neo4j {settings.release.version} in {folder}"
    if not complete:
        damage = ", some of them damaged or unchecked" if there == len(wanted) else ""
        yield Row("files", "jars", needed, f"{told}{damage}", fetch)
        return
    yield Row("files", "jars", "well", told)
    if deep:
        yield _check_hashes(settings, needed, f"{fetch} --check")


def _check_hashes(settings: Settings, needed: State, fetch: str) -> Row:
    try:
        damaged = damaged_jars(settings.cache, settings.release)
    except (KgError, OSError) as error:
        return Row("files", "hashes of jars", needed, str(error), fetch)
    if damaged:
        names = ", ".join(jar.filename for jar in damaged)
        return Row("files", "hashes of jars", needed, f"{len(damaged)} are not what the lock says: {names}", fetch)
    return Row("files", "hashes of jars", "well", "each jar has the locked sha256")


def check_database(settings: Settings, *, reader: str | None = None) -> Iterator[Row]:
    """The server that the settings mean: up or not, its version and edition, and the graph in it. Never starts one."""
    endpoint = None
    if settings.uri is not None:
        yield Row("database", "server", "well", f"{without_password(settings.uri)}, as {settings.username}")
        endpoint = Endpoint(settings.uri, settings.username, settings.password or "", settings.database)
    else:
        row, endpoint = _local(settings)
        yield row
    if endpoint is None:
        return
    try:
        with Graph(endpoint) as graph:
            yield _check_version(graph.verify())
            yield Row("database", "APOC", "well", "not needed")
            yield from check_graph(graph, reader=reader)
    except KgError as error:
        told = without_password(f"{error.thing}: {error.rule}")
        yield Row("database", "answer", "wrong", told, _mend_answer(settings, error))


def _mend_answer(settings: Settings, error: KgError) -> str:
    refused = isinstance(error, DatabaseRefused)
    if settings.uri is not None:
        return (
            "export NEO4J_PASSWORD=..."
            if refused
            else "unset NEO4J_URI  # for the local one, or start the one it names"
        )
    if refused:
        return f"kg server wipe  # or put the password that the store has back into {settings.home / 'password'}"
    return "kg server stop --force && kg server start"


def _local(settings: Settings) -> tuple[Row, Endpoint | None]:
    try:
        running = server.status(settings)
    except (KgError, OSError):
        running = None  # a home that cannot be read is told by its own row
    if running is None:
        return Row(
            "database", "server", "note", "the local Neo4j does not run; any command starts it", "kg server start"
        ), None
    told = f"{running.uri}, process {running.pid}, browser {running.browser}"
    if not (settings.home / "password").is_file():
        return Row("database", "server", "note", told), None
    return Row("database", "server", "well", told), server.endpoint(settings, running)


def _check_version(said: str) -> Row:
    tested = said.startswith(TESTED_GENERATIONS)
    return Row(
        "database", "version", "well" if tested else "note", f"Neo4j {said}" if tested else f"Neo4j {said}, not tested"
    )


def check_graph(graph: Graph, *, reader: str | None) -> Iterator[Row]:
    """The graph's schema against this kg's, how many documents it holds, and how many another reader has read."""
    stamped = graph.read(
        "MATCH (s:Schema {id: 'graph'}) "
        "RETURN s.version AS version, s.importing IS NOT NULL AS importing, s.rebuilding IS NOT NULL AS rebuilding"
    )
    version = stamped[0]["version"] if stamped else None
    if version is None:
        yield _check_emptiness(graph)
        return
    if not isinstance(version, int) or version > SCHEMA_VERSION:
        told = f"schema {version}, and this kg knows {SCHEMA_VERSION}: it will not write"
        yield Row("database", "schema", "wrong", told, "pip install --upgrade illicit-kg")
        return
    older = "" if version == SCHEMA_VERSION else f", the next command brings it to {SCHEMA_VERSION}"
    yield Row("database", "schema", "note" if older else "well", f"{version}{older}")
    yield from _check_whole(stamped[0])
    counts = graph.read(
        """
        RETURN COUNT { (d:Document) WHERE d.withdrawn IS NULL } AS documents,
               COUNT { (d:Document) WHERE d.withdrawn IS NULL AND d.reader <> $reader } AS stale
        """,
        {"reader": reader},
    )[0]
    yield Row("database", "documents", "well", f"{counts['documents']:,}")
    if counts["stale"]:
        yield Row(
            "database", "readers", "note", f"{counts['stale']:,} documents were read by another reader", "kg reread"
        )


def _check_whole(stamped: Mapping[str, object]) -> Iterator[Row]:
    """A graph that was being loaded when its loader ended is a part of one, and refused until it is whole."""
    if stamped["importing"]:
        yield Row("database", "graph", "wrong", "an import of a dump was cut off, or still runs", "kg import dump FILE")
    if stamped["rebuilding"]:
        yield Row("database", "graph", "wrong", "a rebuild was cut off, or still runs", "kg rebuild")


def _check_emptiness(graph: Graph) -> Row:
    if graph.read("MATCH (n) RETURN true AS found LIMIT 1"):
        told = f"{graph.endpoint.database} holds somebody else's nodes: kg will not write"
        return Row("database", "schema", "wrong", told, "export NEO4J_DATABASE=an_empty_database")
    return Row("database", "schema", "note", "no graph yet; the first ingest makes one", "kg demo")


def without_password(text: str) -> str:
    """Leave out what stands between :// and @ in an address: it may be a password."""
    head, mark, tail = text.partition("://")
    host, at, after = tail.partition("@")
    return f"{head}{mark}…@{after}" if at and "/" not in host else text


def is_well(rows: Iterable[Row]) -> bool:
    """True where nothing that is needed is missing or wrong."""
    return all(row.state != "wrong" for row in rows)
