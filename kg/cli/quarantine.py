"""`kg quarantine`: what could not be read, with the reason, and another try at it."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import click

from kg.cli.context import FORMATS, open_graph
from kg.cli.loading import open_store, reading, reading_options, tell
from kg.errors import UsageError
from kg.settings import read_settings


@click.group()
def quarantine() -> None:
    """Bytes that no document could be made of, kept with the reason."""


@quarantine.command(name="list")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
def list_(form: str) -> None:
    """Tell what is kept there and why, the latest first.

    Example: kg quarantine list
    """
    from kg.asking.render import render
    from kg.cli.asking import terminal_width

    kept = open_store(read_settings().home).quarantine.notes()
    rows = [
        {"id": one.sha256[:12], "name": one.name, "reason": one.reason, "size": one.size, "recorded": one.recorded}
        for one in sorted(kept, key=lambda one: (one.recorded, one.sha256), reverse=True)
    ]
    columns = ("id", "recorded", "name", "reason", "size")
    text = render(rows, columns, form, title="Quarantine", width=terminal_width(), colour=sys.stdout.isatty())
    click.echo(text, nl=False)


@quarantine.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@reading_options
def retry(ids: tuple[str, ...], **how: Any) -> int:
    """Try again to read what is kept there, or only what is named by the beginnings of its ids.

    What becomes a document leaves the quarantine. Exit 3 where some still cannot be read.

    Example: kg quarantine retry
    """
    from ingest.retry import retry as read_again

    store = open_store(read_settings().home)
    kept = [one for one in store.quarantine.notes() if one.is_document]
    chosen = [one for one in kept if not ids or one.sha256.startswith(ids)]
    if not chosen:
        rule = "nothing in the quarantine is called so" if ids else "the quarantine holds no document"
        raise UsageError(" ".join(ids) or "kg quarantine retry", rule, "`kg quarantine list` tells what it holds")
    with open_graph() as graph, reading(graph, **how) as loader:
        report = read_again(replace(loader, store=store), chosen)
    return tell(report)
