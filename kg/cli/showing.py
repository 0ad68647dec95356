"""`kg show`: what is stated of an entity, claim by claim, or what was rejected."""

from __future__ import annotations

import sys
from itertools import chain
from typing import Any

import click

from kg.cli.context import FORMATS, open_graph
from kg.errors import UsageError


@click.command()
@click.argument("name", required=False)
@click.option("--rejected", is_flag=True, help="Show what was rejected, by whom, when and why; without NAME all of it.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
def show(name: str | None, rejected: bool, form: str) -> None:
    """Show every claim about an entity (a name, alias, address or id) with its sentence, source, date and claim id.

    Whom else a source calls by that name comes last, so that a name in dispute is seen to be so.

    Example: kg show "Huione Group"
    """
    from kg.asking.render import render
    from kg.asking.showing import REJECTED, STATED, stated_of
    from kg.asking.showing import rejected as rejections
    from kg.cli.asking import terminal_width

    if name is None and not rejected:
        raise UsageError("kg show", "whom to show is not said", 'name somebody: kg show "Huione Group"')
    look: dict[str, Any] = {"width": terminal_width(), "colour": sys.stdout.isatty()}
    with open_graph() as graph:
        if rejected or name is None:
            title = f"Rejected{f': {name}' if name else ''}"
            text = render(rejections(graph, name), REJECTED, form, title=title, **look)
        else:
            title, found, others = stated_of(graph, name)
            apart = form == "table" and bool(others)
            text = render(found if apart else chain(found, others), STATED, form, title=title, **look)
            if apart:
                text += "\n" + render(others, STATED, form, title=f"Others that are called {name}", **look)
    click.echo(text, nl=False)
