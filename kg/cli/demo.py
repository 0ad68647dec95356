"""`kg demo`: the main job from start to end on the sample pack."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.asking import show_query
from kg.cli.context import open_graph
from kg.cli.loading import counter, make_loader, open_store, tell
from kg.settings import read_settings

if TYPE_CHECKING:
    from kg.graph import Graph

QUESTION = ("Huione Group", "Lazarus Group")
TRY = ("Huione", "Ronin bridge")
"""What the demo proposes to ask next; the sample pack answers it."""
TABLES = (
    ("entity_wallets", {"name": "Lazarus Group", "limit": "8"}, ("wallet", "holder", "hops", "confidence", "sources")),
    ("actions_against", {"name": "Garantex"}, ("kind", "date", "by", "status", "confidence", "amount", "currency")),
)


@click.command()
def demo() -> int:
    """Load the sample pack, ask how the Huione Group is linked to the Lazarus Group, and show what to try next.

    Run again, it changes nothing in the graph and says so.

    Example: kg demo
    """
    from kg.checksum import fingerprint

    with open_graph() as graph:
        before = fingerprint(graph)
        code = _load(graph)
        after = fingerprint(graph)
        if before == after:
            click.echo(
                f"The graph is as it was: {after.nodes} nodes, {after.edges} relationships, checksum {after.checksum}."
            )
        else:
            click.echo(
                f"The graph now holds {after.nodes} nodes and {after.edges} relationships, checksum {after.checksum}."
            )
        _answer(graph)
    _next_steps()
    return code


def _load(graph: Graph) -> int:
    from ingest.run import ingest

    samples = Path(str(files("ingest") / "samples"))
    with counter() as count:
        loader = replace(make_loader(graph, on_document=count), store=open_store(read_settings().home))
        return tell(ingest(loader, [samples]))


def _answer(graph: Graph) -> None:
    from kg.asking.explain import explain
    from kg.asking.paths import find_paths
    from kg.asking.queries import bind, load_query

    click.echo("\n" + explain(find_paths(graph, *QUESTION)))
    for name, raw, columns in TABLES:
        query = load_query(name)
        options = " ".join(f"--{key} {shlex.quote(value)}" for key, value in raw.items())
        click.echo(f"$ kg ask {name} {options} --columns {','.join(columns)}")
        click.echo(show_query(graph, query, bind(query, raw), columns))


def _next_steps() -> None:
    from kg import server

    kg = "kg" if Path(sys.prefix).name != ".venv" else ".venv/bin/kg"
    settings = read_settings()
    running = server.status(settings) if settings.is_local else None
    click.echo(
        "Next:\n"
        f"  {kg} path {TRY[0]} '{TRY[1]}'        how any two names are linked\n"
        f"  {kg} queries                           the canned questions; {kg} ask NAME --help\n"
        f"  {kg} ingest my-article.txt             add an article of your own (.txt .html .json, a folder, or -)\n"
        f"  {kg} extract my-article.txt            what it says, without any graph"
    )
    if running is not None:
        click.echo(
            f"  {running.browser}    Neo4j Browser; user neo4j, password: cat '{settings.home / 'password'}'\n"
            f"  {kg} server stop                       when you are done"
        )
