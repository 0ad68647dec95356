"""`kg server start|stop|status` and `kg status`; the rest of `kg server` is in tending.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.context import download_bar, open_graph, remark, starting
from kg.cli.tending import fetch, local_settings, logs, wipe
from kg.errors import NotFound
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.server import Running


@click.group()
def server() -> None:
    """Start, stop, look at or wipe the local Neo4j. It listens on loopback only."""


for command in (logs, wipe, fetch):
    server.add_command(command)


@server.command()
def start() -> None:
    """Start the local Neo4j, or tell where it runs.

    Example: kg server start
    """
    from kg import server as local

    settings = local_settings()
    if local.status(settings) is None:
        remark(starting(settings))
    with download_bar() as progress:
        running = local.start(settings, progress)
    click.echo(_up(settings, running))


@server.command()
@click.option(
    "--force", is_flag=True, help="Kill it where it does not end within a minute; nothing acknowledged is lost."
)
def stop(force: bool) -> None:
    """Stop the local Neo4j and wait until its store is closed.

    Example: kg server stop
    """
    from kg import server as local

    def waited(seconds: float) -> None:
        remark(f"Neo4j is closing its store; waited {seconds:.0f} s ...")

    settings = local_settings()
    click.echo("Neo4j has stopped." if local.stop(settings, force=force, waited=waited) else "No local Neo4j runs.")


@server.command(name="status")
def server_status() -> None:
    """Tell whether the local Neo4j runs, and where; exit 4 where it does not.

    Example: kg server status
    """
    from kg import server as local

    settings = local_settings()
    running = local.status(settings)
    if running is None:
        raise NotFound(f"the local Neo4j of {settings.home}", "does not run", "start it with `kg server start`")
    click.echo(_up(settings, running))


def _up(settings: Settings, running: Running) -> str:
    return (
        f"Neo4j is up (process {running.pid}).\nBrowser: {running.browser}\nBolt:    {running.uri}\n"
        f"User:    neo4j, password in {settings.home / 'password'}\nData:    {settings.home / 'neo4j' / 'data'}"
    )


@click.command()
def status() -> None:
    """Tell what the graph holds: documents, entities, actions, edges, claims, and a checksum of it all.

    Example: kg status
    """
    from kg.checksum import fingerprint
    from kg.contents import count_contents

    with open_graph(start=False) as graph:
        found = fingerprint(graph)
        for name, count in count_contents(graph).items():
            click.echo(f"{name:<10}{count:>9,}")
        click.echo(f"checksum  {found.checksum}")
        click.echo(f"server    {graph.endpoint.uri} ({graph.verify()})")
