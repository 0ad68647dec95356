"""`kg server logs`, `kg server wipe` and `kg server fetch`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kg.cli.context import download_bar, now, remark, starting
from kg.errors import KgError, NotFound, SettingsError
from kg.settings import Settings, read_settings

if TYPE_CHECKING:
    from kg.graph import Graph

Result = TypeVar("Result")


def local_settings() -> Settings:
    """The settings, where they mean the local server. Raises SettingsError where NEO4J_URI names another."""
    settings = read_settings()
    if not settings.is_local:
        raise SettingsError(
            f"NEO4J_URI={settings.uri}", "names a server that kg does not run", "unset NEO4J_URI for the local one"
        )
    return settings


@click.command()
@click.option("--lines", "-n", type=click.IntRange(0), default=40, show_default=True, help="How many of each file.")
@click.option("--follow", "-f", is_flag=True, help="Go on with what is added, until Ctrl-C.")
def logs(lines: int, follow: bool) -> None:
    """Print the end of the local Neo4j's log, and of what its last start said on its console.

    Example: kg server logs --lines 100
    """
    from kg.server.home import logs as files
    from kg.server.reading_logs import follow as added
    from kg.server.reading_logs import last_lines

    settings = local_settings()
    found = [path for path in files(settings) if path.is_file()]
    if not found:
        raise NotFound(f"the logs of {settings.home}", "are not there yet", "`kg server start` makes them")
    for path in found:
        click.echo(f"==> {path}")
        for line in last_lines(path, lines):
            click.echo(line)
    for path, line in added(found) if follow else ():
        click.echo(f"{path.name}: {line}")


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--backup", type=click.Path(path_type=Path), help="Dump the graph to this file first.")
@click.option("--archive", is_flag=True, help="Delete the archive of raw documents too.")
def wipe(yes: bool, backup: Path | None, archive: bool) -> None:
    """Delete the local graph, after telling what is in it, asking, and offering a backup. The password is kept.

    Example: kg server wipe --backup graph.jsonl.gz
    """
    from kg.server import wiping

    settings = local_settings()
    if not wiping.has_store(settings) and not archive:
        click.echo(f"{settings.home} holds no graph.")
        return
    wiping.require_unused(settings)
    if not yes:
        remark(_told(settings, archive))
        backup = backup or _offered()
    if backup is not None:
        _back_up(settings, backup)
    if not yes:
        click.confirm("Delete it for good?", abort=True, err=True)
    wiping.wipe(settings, with_archive=archive)
    click.echo(f"The graph of {settings.home} is gone.")


def _told(settings: Settings, archive: bool) -> str:
    """What a wipe would delete; a store that cannot be opened is no reason not to delete it."""
    from kg.contents import count_contents
    from kg.server import wiping
    from kg.server.home import data

    try:
        counts = _with_graph(settings, count_contents)
        held = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    except KgError as error:
        held = f"what it holds cannot be told ({error})"
    told = f"The graph of {settings.home}: {held}; {wiping.megabytes(data(settings))} MB on disk."
    raw = wiping.archive(settings)
    if not raw.is_dir():
        return told
    fate = "goes with it" if archive else "stays (--archive deletes it too)"
    return f"{told}\nThe archive of raw documents, {wiping.megabytes(raw)} MB, {fate}."


def _with_graph(settings: Settings, work: Callable[[Graph], Result]) -> Result:
    """Do something with the graph as it is, whatever its schema; starts the server where it does not run."""
    from kg import server
    from kg.graph import Graph

    running = server.status(settings)
    if running is None:
        remark(starting(settings))
    running = server.start(settings)
    with Graph(server.endpoint(settings, running)) as graph:
        return work(graph)


def _offered() -> Path | None:
    if not click.confirm("Dump it to a file first?", default=True, err=True):
        return None
    return Path(click.prompt("To which file", default=f"illicit-kg-{now()[:10]}.jsonl.gz", err=True))


def _back_up(settings: Settings, path: Path) -> None:
    from kg.moving.dump import write_dump

    summary = _with_graph(settings, lambda graph: write_dump(graph, path))
    remark(f"{path}: {summary.nodes:,} nodes, {summary.edges:,} edges; `kg import dump {path}` brings them back.")


@click.command()
@click.option("--check", is_flag=True, help="Hash every jar again, and fetch anew what is damaged.")
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), help="Fill a folder for a machine without a network."
)
def fetch(check: bool, to: Path | None) -> None:
    """Fetch and check the jars of the local Neo4j without starting it.

    With --to, a folder is filled that carries the jars and a wheel of each Python package to a machine without a
    network; the README in it says what to set there.

    Example: kg server fetch --to /media/kg
    """
    settings = read_settings()
    if to is not None:
        _fill(settings, to)
        return
    from kg.server.jars import ensure_jars, locked_jars

    with download_bar() as progress:
        folder = ensure_jars(settings.cache, progress, release=settings.release, mirror=settings.mirror, recheck=check)
    click.echo(f"{len(locked_jars(settings.release))} jars of Neo4j {settings.release.version} are in {folder}")


def _fill(settings: Settings, to: Path) -> None:
    from kg.server.airgap import fill

    with download_bar() as progress:
        remark(f"Filling {to}; the wheels take a minute or two ...")
        carried = fill(to, settings, progress)
    click.echo(f"{to}: {carried.jars} jars, {carried.wheels} wheels, {carried.megabytes} MB; {to / 'README.txt'}")
