"""`kg show`: what is stated of an entity, claim by claim, or what was rejected."""

from __future__ import annotations

import sys

import click

from kg.cli.context import FORMATS, open_graph
from kg.errors import UsageError


@click.command()
@click.argument("name", required=False)
@click.option("--rejected", is_flag=True, help="Show what was rejected, by whom, when and why; without NAME all of it.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
def show(name: str | None, rejected: bool, form: str) -> None:
    """Show every claim about an entity (a name, alias, address or id) with its sentence, source, date and claim id.

    Example: kg show "Huione Group"
    """
    from kg.asking.render import render
    from kg.asking.showing import REJECTED, STATED, stated_of
    from kg.asking.showing import rejected as rejections
    from kg.cli.asking import terminal_width

    if name is None and not rejected:
        raise UsageError("kg show", "whom to show is not said", 'name somebody: kg show "Huione Group"')
    with open_graph() as graph:
        if rejected or name is None:
            title, found = f"Rejected{f': {name}' if name else ''}", iter(rejections(graph, name))
        else:
            title, found = stated_of(graph, name)
        columns = REJECTED if rejected else STATED
        text = render(found, columns, form, title=title, width=terminal_width(), colour=sys.stdout.isatty())
    click.echo(text, nl=False)
