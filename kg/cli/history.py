"""`kg changes` and `kg watch`: what is new, for whoever asks and for a pager."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from kg.cli.context import FORMATS, now, open_graph, remark
from kg.printable import printable, printable_json

SHOWN = ("at", "change", "fact", "a", "b", "status", "source", "sentence")
NEW = 5
"""The exit code where something is new."""


@click.command()
@click.option("--since", required=True, metavar="DAY", help="From that day on: 2026-01-31.")
@click.option("--about", metavar="NAME", help="Only what is stated of this entity.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, show_default=True, help="Of each kind of change.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
def changes(since: str, about: str | None, limit: int, form: str) -> None:
    """Tell what came into the graph since a day, what was withdrawn, and what persons judged.

    Example: kg changes --since 2026-01-31 --about "Huione Group"
    """
    from kg.asking.changes import COLUMNS
    from kg.asking.changes import changes as changed
    from kg.asking.lookup import find_entity
    from kg.asking.render import render
    from kg.asking.then import day
    from kg.cli.asking import terminal_width

    start = day(since, "--since")
    with open_graph() as graph:
        entity = find_entity(graph, about).id if about else None
        rows = changed(graph, since=str(start), about=entity, limit=limit)
    columns = SHOWN if form == "table" else COLUMNS
    title = f"Since {start}{f': {about}' if about else ''}"
    text = render(rows, columns, form, title=title, width=terminal_width(), colour=sys.stdout.isatty())
    click.echo(text, nl=False)


@click.group()
def watch() -> None:
    """Be told what is new about names, wallets and questions since the last time."""


@watch.command()
@click.argument("target", metavar="NAME|WALLET|QUERY")
@click.option("--param", "pairs", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
def add(target: str, pairs: tuple[str, ...]) -> None:
    """Watch an entity, also one that is not in the graph yet, or a canned question.

    Example: kg watch add "Huione Group"
    """
    from kg.asking.queries import bind, load_queries
    from kg.watching import ENTITY, QUERY, add_watch, parameters_of

    query = load_queries().get(target)
    parameters = parameters_of(pairs)
    if query is not None:
        bind(query, dict(parameters))  # says now what would be wrong each time
    elif parameters:
        raise click.BadParameter(f"{target} is no canned question, and has no parameters", param_hint="--param")
    with open_graph() as graph:
        watch_id, new = add_watch(graph, QUERY if query else ENTITY, target, parameters, now=now())
    click.echo(printable(f"{'Watching' if new else 'Watched already'}: {target} ({watch_id})"))


@watch.command(name="list")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
def list_(form: str) -> None:
    """List what is watched, and when it was last looked at.

    Example: kg watch list
    """
    from kg.asking.render import render
    from kg.cli.asking import terminal_width
    from kg.watching import watches

    with open_graph() as graph:
        rows = [
            {"id": one.id, "kind": one.kind, "target": one.target, "parameters": one.parameters, "added": one.added,
             "last_run": one.last_run, "known": len(one.seen or ())}
            for one in watches(graph)
        ]  # fmt: skip
    columns = ("id", "kind", "target", "parameters", "added", "last_run", "known")
    text = render(rows, columns, form, title="Watches", width=terminal_width(), colour=sys.stdout.isatty())
    click.echo(text, nl=False)


@watch.command()
@click.argument("watch_id", metavar="ID")
def remove(watch_id: str) -> None:
    """Stop watching.

    Example: kg watch remove 0f3a61b2c9de
    """
    from kg.watching import remove_watch

    with open_graph() as graph:
        remove_watch(graph, watch_id)
    click.echo(f"Removed: {watch_id}")


@watch.command()
@click.option("--exit-code", is_flag=True, help=f"End with {NEW} where something is new.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def run(exit_code: bool, form: str) -> int:
    """Tell what is new since the last run; the first run of a watch tells nothing and remembers what is there.

    Example: kg watch run --exit-code --format json
    """
    from kg.watching import news, remember, watches

    with open_graph() as graph:
        found = [news(graph, one) for one in watches(graph)]
        new = [one for one in found if one.rows or one.gone]
        if form == "json":
            records: list[dict[str, Any]] = [
                {"watch": one.watch.target, "id": one.watch.id, "new": list(one.rows), "gone": one.gone} for one in new
            ]
            click.echo(printable_json(json.dumps(records, ensure_ascii=False, indent=1, default=str)))
        else:
            _tell(found)
        # what could not be printed is told again the next time
        sys.stdout.flush()
        remember(graph, found, now=now())
    return NEW if exit_code and new else 0


def _tell(found: list[Any]) -> None:
    from kg.asking.render import render
    from kg.cli.asking import terminal_width

    for one in found:
        if one.rows:
            columns = SHOWN if "claim" in one.rows[0] else tuple(one.rows[0])
            title = f"New: {one.watch.target}"
            click.echo(render(list(one.rows), columns, "table", title=title, width=terminal_width()), nl=False)
        if one.gone:
            click.echo(
                printable(f"{one.watch.target}: {one.gone} that were told before are gone (kg changes tells which)")
            )
        if one.note:
            remark(f"{one.watch.target}: {one.note}")
    if not any(one.rows or one.gone for one in found):
        click.echo(f"Nothing new for {len(found)} watch{'' if len(found) == 1 else 'es'}.")
