"""Everything at once into an empty local graph: read, resolved and added up in files, imported aside, moved into place.

The graph is built, indexed and checked by a second server in a folder of its own. Until it is whole, the home's own store
is not touched; then one folder takes the place of the other. Cut off before that, the graph is empty as it was; after
that it is the whole; between the two renames there is no store, and the next start makes an empty one.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kg import server
from kg.bulk.adding import add_up
from kg.bulk.files import Files, Written
from kg.bulk.gathering import BadItem, Gathered, Item, gather
from kg.bulk.importing import import_files
from kg.bulk.laying import Laying
from kg.bulk.resolving import resolve
from kg.disk import MEGABYTE, require_free, telling
from kg.errors import DatabaseRefused, QueryRefused, ServerError
from kg.filelock import only_one
from kg.graph import Graph, Transaction
from kg.schema import SCHEMA_VERSION, statements
from kg.server.home import NEW_STORE_MEGABYTES, data, make_home, password, store_release, write_whole
from kg.server.lifecycle import alone
from kg.server.wiping import DOOMED, require_unused
from kg.settings import Settings
from kg.writing.catching_up import catch_up

FILES_TIMES, STORE_TIMES = 2, 4
"""How many times the room of what was gathered the files for the import and the store take at most."""
EMPTIES_AT_ONCE = 5000
INDEX_SECONDS = 3600

Progress = Callable[[str], None]
"""Called with what begins now."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: documents and lists, their claims, and the nodes and edges that these came to."""

    documents: int
    claims: int
    nodes: int
    edges: int


def bulk_load(
    settings: Settings,
    items: Iterable[Item],
    *,
    now: str,
    reader: str = "bulk",
    progress: Progress | None = None,
) -> Loaded:
    """Load documents and lists into the local graph, which must be empty; `now` is an ISO time in UTC, `reader` that of lists.

    The graph is the one that writing them one after the other would make. Raises DatabaseRefused where the graph is on
    another server or holds something, BadItem where an item contradicts itself, ServerError where the machine refuses:
    the graph is as it was then.
    """
    say = progress or _silent
    if not settings.is_local:
        raise DatabaseRefused(
            str(settings.uri), "is not the local Neo4j, and bulk loading works on its files", "unset NEO4J_URI"
        )
    make_home(settings)
    with _aside(settings) as staged:
        _require_empty(settings)
        with telling(settings.home, "KG_HOME"):
            built = _make_files(settings, staged, items, now=now, reader=reader, say=say)
        _require_empty(settings)
        with alone(settings):
            _stop(settings)
            say("importing")
            written = _build(staged, built, say)
            say("moving into place")
            _swap(settings, staged)
        server.start(settings)
    return Loaded(built.gathered.documents, built.gathered.claims, written.nodes, written.edges)


@dataclass(frozen=True, slots=True)
class _Built:
    gathered: Gathered
    folder: Path
    words: list[str]
    delimiter: str
    written: Written


@contextmanager
def _aside(settings: Settings) -> Iterator[Settings]:
    """A home of its own below this one for all that is in the making; what an earlier run left there is taken away."""
    place = settings.home / "bulk"
    # whichever ports are free when it starts
    staged = replace(settings, home=place, bolt_port=None, http_port=None)
    with telling(settings.home, "KG_HOME"), only_one(settings.home / "bulk.lock"):
        _clear(staged)
        make_home(staged)
        try:
            write_whole(place / "password", password(settings))
            (place / "password").chmod(0o600)
            yield staged
        finally:
            _clear(staged)


def _clear(staged: Settings) -> None:
    if staged.home.exists():
        server.stop(staged, force=True)
        shutil.rmtree(staged.home)


def _require_empty(settings: Settings) -> None:
    """Raise DatabaseRefused where the graph holds anything; a home without a store holds nothing."""
    if store_release(settings) is None:
        return
    require_unused(settings)
    with Graph(server.endpoint(settings, server.start(settings))) as graph:
        held = graph.read("MATCH (n) WHERE NOT n:Schema RETURN labels(n) AS labels LIMIT 1")
    if held:
        raise DatabaseRefused(
            f"the local Neo4j of {settings.home}",
            f"holds a graph ({':'.join(held[0]['labels'])}), and bulk loading goes into an empty one",
            "set KG_HOME to another folder, or begin anew with `kg server wipe`",
        )


def _stop(settings: Settings) -> None:
    """Stop the server that was just found empty; nobody can start it again until the lock is let go."""
    if store_release(settings) is None:
        return
    require_unused(settings)
    if not server.stop(settings):
        raise ServerError(
            f"the local Neo4j of {settings.home}", "was stopped by somebody else", "run the command again"
        )


def _make_files(
    settings: Settings, staged: Settings, items: Iterable[Item], *, now: str, reader: str, say: Progress
) -> _Built:
    folder = staged.home / "files"
    folder.mkdir()
    say("reading")
    gathered = gather(items, folder, reader=reader, now=now)
    need = NEW_STORE_MEGABYTES + gathered.size() * (FILES_TIMES + STORE_TIMES) // MEGABYTE
    require_free(settings.home, need, what="the import", variable="KG_HOME")
    say("resolving")
    resolved = resolve(gathered)
    say("writing files")
    files = Files(folder, gathered.delimiter())
    laid = Laying(gathered, resolved, files, folder)
    laid.lay()
    add_up(laid)
    files.nodes("Schema", {"id": "string"}).write(0, ("graph",))
    return _Built(gathered, folder, files.close(), files.delimiter, files.written)


def _build(staged: Settings, built: _Built, say: Progress) -> Written:
    """Make the whole graph aside, with its indexes, and check it."""
    written = built.written
    done = import_files(staged, built.folder, built.words, delimiter=built.delimiter, longest=built.gathered.longest)
    if (done.nodes, done.edges, done.properties) != (written.nodes, written.edges, written.properties):
        raise ServerError("the import", f"wrote {done}, and the files hold {written}", "report it; nothing was loaded")
    say("indexing")
    running = server.start(staged)
    with Graph(server.endpoint(staged, running)) as graph:
        _finish(graph, written)
        say("checking")
        _check(graph, written)
    server.stop(staged)
    return written


def _finish(graph: Graph, written: Written) -> None:
    """Make the graph what a writer would have left: its indexes, its stamp, and lists that are empty."""
    try:
        # those made in one transaction are filled by one walk over the nodes, while the constraints are checked
        graph.write(_make_indexes)
        for statement in statements():
            graph.command(statement)
        graph.command(f"CALL db.awaitIndexes({INDEX_SECONDS})")
    except (QueryRefused, DatabaseRefused) as error:
        raise BadItem("what is to be loaded", f"holds something twice ({error.rule})", "nothing was loaded") from error
    _fill_empties(graph, written)


def _make_indexes(tx: Transaction) -> None:
    for statement in statements():
        if "CONSTRAINT" not in statement:
            tx.run(statement)


def _check(graph: Graph, written: Written) -> None:
    """Compare what the graph holds with what was written, and stamp it as whole."""
    held = graph.read("RETURN COUNT { () } AS nodes, COUNT { ()-->() } AS edges")[0]
    if (held["nodes"], held["edges"]) != (written.nodes, written.edges):
        raise ServerError(
            "the graph", f"holds {held} and not {written.nodes} and {written.edges}", "report it; nothing was loaded"
        )
    catch_up(graph)
    graph.command("MATCH (s:Schema {id: 'graph'}) SET s.version = $version", version=SCHEMA_VERSION)


def _fill_empties(graph: Graph, written: Written) -> None:
    """Set the lists that no file can tell from nothing."""
    groups: dict[tuple[str, str], list[list[object]]] = defaultdict(list)
    for label, node, name, value in written.empties:
        groups[label, name].append([node, value])
    for (label, name), rows in groups.items():
        statement = f"UNWIND $rows AS row MATCH (n:{label} {{id: row[0]}}) SET n.{name} = row[1]"
        for place in range(0, len(rows), EMPTIES_AT_ONCE):
            graph.command(statement, rows=rows[place : place + EMPTIES_AT_ONCE])


def _swap(settings: Settings, staged: Settings) -> None:
    """Let the new store take the place of the old one, which was found empty."""
    old, new = data(settings), data(staged)
    doomed = settings.home / f"{DOOMED}bulk"
    if doomed.exists():
        shutil.rmtree(doomed)
    if old.exists():
        old.rename(doomed)
    old.parent.mkdir(parents=True, exist_ok=True)
    new.rename(old)
    if doomed.exists():
        shutil.rmtree(doomed)


def _silent(_: str) -> None:
    pass
