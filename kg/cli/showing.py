"""`kg show`: the dossier of an entity, the claims about it one by one, or what was rejected."""

from __future__ import annotations

import sys
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.context import FORMATS, now, open_graph, remark
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.graph import Graph

LISTED = ("jsonl", "csv")
"""Formats of rows: a dossier is none, so they list the claims."""


@click.command()
@click.argument("name", required=False)
@click.option("--claims", is_flag=True, help="List every claim instead, one a row; jsonl and csv always do.")
@click.option("--rejected", is_flag=True, help="Show what was rejected, by whom, when and why; without NAME all of it.")
@click.option("--weak", is_flag=True, help="Also links whose sentence was not surely read right.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Only what was public on this day.")
@click.option(
    "--most", type=click.IntRange(1, 5000), default=200, show_default=True, help="At most so many of each part."
)
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file; - is standard output.")
def show(  # noqa: PLR0913, PLR0917 one argument an option
    name: str | None,
    claims: bool,
    rejected: bool,
    weak: bool,
    as_of: datetime | None,
    most: int,
    form: str,
    output: Path | None,
) -> None:
    """Show the dossier of an entity (a name, alias, address or id): names, countries, wallets, actions in time, links.

    Each statement comes with its sentence, source, date and claim id; then whom else a source calls so, what may be the
    same, and what is hidden. As html it is one page with a drawn graph that loads nothing from anywhere.

    Example: kg show "Huione Group" --format html -o huione.html
    """
    if name is None and not rejected:
        raise UsageError("kg show", "whom to show is not said", 'name somebody: kg show "Huione Group"')
    listing = claims or rejected or form in LISTED
    if listing and (weak or as_of is not None):
        raise UsageError(
            "--weak and --as-of", "shape a dossier, and a list of claims holds them all", "leave them out, or --claims"
        )
    with open_graph() as graph:
        if listing:
            text = _listing(graph, name, form, rejected=rejected)
        else:
            text = _dossier(graph, str(name), form, weak=weak, as_of=f"{as_of:%Y-%m-%d}" if as_of else None, most=most)
    _put(text, output)


def _dossier(graph: Graph, name: str, form: str, **options: Any) -> str:
    from kg.asking.lookup import find_entity
    from kg.cli.asking import terminal_width
    from kg.dossier.gather import gather

    dossier = gather(graph, find_entity(graph, name).id, **options)
    if form == "json":
        from kg.dossier.record import to_json

        return to_json(dossier, now=now())
    if form == "html":
        from kg.dossier.page import page

        return page(dossier, now=now())
    from kg.dossier.table import table

    return table(dossier, width=terminal_width(), colour=sys.stdout.isatty())


def _listing(graph: Graph, name: str | None, form: str, *, rejected: bool) -> str:
    from kg.asking.render import render
    from kg.asking.showing import REJECTED, STATED, stated_of
    from kg.asking.showing import rejected as rejections
    from kg.cli.asking import terminal_width

    look: dict[str, Any] = {"width": terminal_width(), "colour": sys.stdout.isatty()}
    if rejected or name is None:
        title = f"Rejected{f': {name}' if name else ''}"
        return render(rejections(graph, name), REJECTED, form, title=title, **look)
    title, found, others = stated_of(graph, name)
    apart = form == "table" and bool(others)
    text = render(found if apart else chain(found, others), STATED, form, title=title, **look)
    if apart:
        text += "\n" + render(others, STATED, form, title=f"Others that are called {name}", **look)
    return text


def _put(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file, whole or not at all."""
    if output is None or str(output) == "-":
        click.echo(text, nl=False)
        return
    part = output.with_name(f".{output.name}.part")
    try:
        part.write_text(text, "utf-8", newline="")
        part.replace(output)
    except OSError as error:
        raise KgError(str(output), f"cannot be written ({error.strerror})", "name a file that can") from error
    remark(f"Written: {output} ({len(text.encode()):,} bytes)")
