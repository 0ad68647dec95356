"""`kg bulk`: whole lists into an empty local graph at once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.context import now, open_graph, remark
from kg.cli.lists import bar, set_aside, tell
from kg.errors import UsageError
from kg.settings import read_settings

if TYPE_CHECKING:
    from ingest.lists.pull import Pulled
    from ingest.source import ListSource


@click.command()
@click.argument("lists", nargs=-1, required=True, metavar="NAME=FILE|DIR|URL ...")
@click.option("--any-size", is_flag=True, help="Take files with fewer records than a list ever had for the whole list.")
@click.option("--no-archive", is_flag=True, help="Keep no copy of the files; `kg rebuild` cannot bring them back then.")
def bulk(lists: tuple[str, ...], any_size: bool, no_archive: bool) -> int:
    """Load whole lists into an empty local graph by Neo4j's own import: for a first load, many times as fast as pulls.

    The graph is the one that `kg list pull` of each would make, and later pulls go on from there. The local server is
    stopped meanwhile. All of it is loaded, or nothing.

    Example: kg bulk ofac-sdn=sdn.xml graphsense-tagpacks=tagpacks/ mitre-attack=enterprise-attack.json
    """
    from ingest.lists.bulk import listed
    from ingest.lists.kept import keep
    from ingest.lists.pull import READER, sha256_of
    from kg.bulk import bulk_load
    from kg.writing.runs import Run, write_run

    settings = read_settings()
    at = now()
    done: list[Pulled] = []
    with ExitStack() as stack:
        wanted = _gathered(stack, lists, settings.home / "spool")
        progress = stack.enter_context(bar("lists"))
        items = listed(
            wanted, folder=settings.home / "spool", now=at, any_size=any_size, progress=progress, on_done=done.append
        )
        loaded = bulk_load(settings, items, now=at, reader=READER, progress=lambda what: progress(what, 0, None))
        runs = []
        for (source, paths), pulled in zip(wanted, done, strict=True):
            if not no_archive:
                keep(settings.home / "archive", source.name, paths, at=at, any_size=any_size)
            runs.append(
                Run(
                    "list pull",
                    source.name,
                    at,
                    READER,
                    sha256_of(paths),
                    added=pulled.written.added,
                    unreadable=pulled.notes.bad_records,
                )
            )
    with open_graph() as graph:
        for run in runs:
            write_run(graph, run)
    codes = []
    for pulled in done:
        set_aside(settings.home / "quarantine", pulled, at=at)
        codes.append(tell(pulled))
    click.echo(f"Loaded: {loaded.claims} claims, {loaded.nodes} nodes, {loaded.edges} edges.")
    return max(codes)


def _gathered(stack: ExitStack, lists: Sequence[str], folder: Path) -> list[tuple[ListSource, list[Path]]]:
    from ingest.lists.files import gathered
    from ingest.source import source_named

    out: list[tuple[ListSource, list[Path]]] = []
    for one in lists:
        name, equals, place = one.partition("=")
        if not equals or not place:
            raise UsageError(one, "names a list without its files", f"write {name}=FILE")
        source = source_named(name)
        if any(source is known for known, _ in out):
            raise UsageError(name, "is named twice", "give all its files in one folder")
        remark(f"{source.title} ...")
        out.append((source, stack.enter_context(gathered(source, [place], folder))))
    return out
