"""What commands share: settings, remarks on standard error, a progress bar on a terminal, the graph."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import click

from kg.errors import DatabaseDown
from kg.graph import Graph
from kg.printable import printable
from kg.settings import Settings, read_settings

FORMATS = click.Choice(["table", "json", "jsonl", "csv", "html"])


def is_quiet() -> bool:
    """True where the user asked for results only."""
    context = click.get_current_context(silent=True)
    found: dict[str, bool] = (context.find_root().obj or {}) if context else {}
    return bool(found.get("quiet"))


def remark(text: str) -> None:
    """Tell something on standard error, unless --quiet is set."""
    if not is_quiet():
        click.echo(printable(text), err=True)


def now() -> str:
    """The time that is stamped on what is recorded: UTC, to the second. Nothing but this and `moment` asks the clock."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment() -> str:
    """The same clock to the microsecond, which keeps things in the order in which they came."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def starting(settings: Settings) -> str:
    """What to say before the local server is started, which takes ten seconds, or minutes where its jars must come first."""
    from kg.server.jars import are_jars_there, locked_jars

    if are_jars_there(settings.cache, settings.release):
        return "Starting the local Neo4j ..."
    size = sum(jar.size for jar in locked_jars(settings.release)) / 1e6
    return f"Starting the local Neo4j; its jars ({size:.0f} MB) are fetched first, this once ..."


@contextmanager
def open_graph(*, start: bool = True, importing: bool = False) -> Iterator[Graph]:
    """Open the graph for a command, starting the local server where needed and telling so."""
    from kg import server
    from kg.connect import open_graph as connect
    from kg.server.faults import disk_behind

    settings = read_settings()
    fresh = settings.is_local and start and server.status(settings) is None
    with download_bar() as progress:
        if fresh:
            remark(starting(settings))
        graph = connect(settings, start=start, progress=progress, importing=importing)
    running = server.status(settings) if fresh else None
    if running is not None:
        remark(
            f"Neo4j is up. Browser: {running.browser}  Bolt: {running.uri}  (user neo4j, password in {settings.home / 'password'})"
        )
    try:
        with graph:
            yield graph
    except DatabaseDown as error:
        raise disk_behind(settings) or error from error


@contextmanager
def download_bar() -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar for bytes, on a terminal only; elsewhere a line when the download begins and one when it is over."""
    if is_quiet():
        yield None
    elif sys.stderr.isatty():
        yield from _drawn_bar()
    else:
        yield _told_in_lines()


def _drawn_bar() -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Neo4j jars"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task: Any = None

        def update(done: int, total: int) -> None:
            nonlocal task
            if task is None:
                task = bar.add_task("jars", total=total)
            bar.update(task, completed=done)

        yield update


def _told_in_lines() -> Callable[[int, int], None]:
    shown = -1

    def update(done: int, total: int) -> None:
        nonlocal shown
        quarter = done * 4 // total
        if quarter > shown:
            shown = quarter
            click.echo(f"Neo4j jars: {done / 1e6:.0f} of {total / 1e6:.0f} MB", err=True)

    return update
