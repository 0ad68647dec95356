"""`kg server start|stop|status` and `kg status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.context import download_bar, open_graph, remark, starting
from kg.errors import NotFound, SettingsError
from kg.settings import Settings, read_settings

if TYPE_CHECKING:
    from kg.server import Running


@click.group()
def server() -> None:
    """Start, stop or look at the local Neo4j. It listens on loopback only."""


def _local() -> Settings:
    settings = read_settings()
    if not settings.is_local:
        raise SettingsError(
            f"NEO4J_URI={settings.uri}", "names a server that kg does not run", "unset NEO4J_URI for the local one"
        )
    return settings


@server.command()
def start() -> None:
    """Start the local Neo4j, or tell where it runs.

    Example: kg server start
    """
    from kg import server as local

    settings = _local()
    if local.status(settings) is None:
        remark(starting(settings))
    with download_bar() as progress:
        running = local.start(settings, progress)
    click.echo(_up(settings, running))


@server.command()
def stop() -> None:
    """Stop the local Neo4j and wait until its store is closed.

    Example: kg server stop
    """
    from kg import server as local

    settings = _local()
    click.echo("Neo4j has stopped." if local.stop(settings) else "No local Neo4j runs.")


@server.command(name="status")
def server_status() -> None:
    """Tell whether the local Neo4j runs, and where; exit 4 where it does not.

    Example: kg server status
    """
    from kg import server as local

    settings = _local()
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

    with open_graph(start=False) as graph:
        rows = graph.read(
            """
            RETURN COUNT { (d:Document) WHERE d.withdrawn IS NULL } AS documents, COUNT { (:Entity) } AS entities,
                   COUNT { (:Action) } AS actions, COUNT { (:Entity)-[]->(:Entity) } AS edges,
                   COUNT { (c:Claim) WHERE c.withdrawn IS NULL } AS claims
            """
        )[0]
        found = fingerprint(graph)
        for name, count in rows.items():
            click.echo(f"{name:<10}{count:>9,}")
        click.echo(f"checksum  {found.checksum}")
        click.echo(f"server    {graph.endpoint.uri} ({graph.verify()})")
