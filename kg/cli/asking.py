"""`kg ask`, `kg queries` and `kg path`: questions, in read access."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.context import FORMATS, open_graph, remark

if TYPE_CHECKING:
    from kg.asking.queries import Param, Query
    from kg.graph import Graph


class QuestionGroup(click.Group):
    """A command for each question file; its parameters are its options."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from kg.asking.queries import load_queries

        return sorted(load_queries())

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        from kg.asking.queries import load_query, load_query_file

        return _command(load_query_file(Path(name)) if name.endswith(".cypher") else load_query(name))


@click.group(cls=QuestionGroup, subcommand_metavar="QUERY|FILE.cypher [--param value] ...")
def ask() -> None:
    """Ask a canned question, or one in a file of your own; `kg ask QUERY --help` tells its parameters.

    A file has a header as those in cypher/ have. One that could write, or reach out of the graph, is refused.

    Example: kg ask entity_profile --name "Huione Group"
    """


def _command(query: Query) -> click.Command:
    options: list[click.Parameter] = [_option(param) for param in query.params]
    options.append(click.Option(["--columns"], metavar="NAME,...", help="Show only these columns, in this order."))
    options.append(click.Option(["--format", "form"], type=FORMATS, default="table", show_default=True))
    told = "Ask nothing: print the question with these values, to be run in Neo4j Browser."
    options.append(click.Option(["--browser", "for_browser"], is_flag=True, help=told))

    def answer(form: str, columns: str | None, for_browser: bool, **raw: Any) -> int:
        return _print_script(query, raw) if for_browser else _ask(query, form, raw, columns)

    return click.Command(
        query.name,
        params=options,
        callback=answer,
        help=f"{query.question}\n\nReturns: {', '.join(query.returns)}",
        short_help=query.title,
    )


def _option(param: Param) -> click.Option:
    told = f"{param.description} ({param.type})"
    if not param.required:
        told += f"  [default: {json.dumps(param.default)}]"
    return click.Option([f"--{param.name.replace('_', '-')}", param.name], required=param.required, help=told)


def _print_script(query: Query, raw: dict[str, Any]) -> int:
    from kg.browser.scripts import script

    click.echo(script(query, raw), nl=False)
    return 0


def _ask(query: Query, form: str, raw: dict[str, Any], columns: str | None) -> int:
    from kg.asking.queries import bind

    parameters, shown = bind(query, raw), _columns(query, columns)
    with open_graph() as graph:
        click.echo(show_query(graph, query, parameters, shown, form), nl=False)
    return 0


def _columns(query: Query, wanted: str | None) -> tuple[str, ...]:
    if wanted is None:
        return query.returns
    names = tuple(part.strip() for part in wanted.split(",") if part.strip())
    unknown = [name for name in names if name not in query.returns]
    if unknown or not names:
        raise click.BadParameter(
            f"{', '.join(unknown) or 'nothing'} is no column of {query.name}; it has {', '.join(query.returns)}",
            param_hint="--columns",
        )
    return names


def show_query(
    graph: Graph, query: Query, parameters: dict[str, Any], columns: Sequence[str], form: str = "table"
) -> str:
    """Run one question with bound parameters and render its rows."""
    from kg.asking.render import render

    rows = graph.read(query.text, parameters)
    _tell_if_cut(len(rows), parameters.get("limit"))
    return render(rows, columns, form, title=query.title, width=terminal_width(), colour=sys.stdout.isatty())


def _tell_if_cut(rows: int, limit: int | None) -> None:
    from kg.graph import ROW_LIMIT

    if rows >= ROW_LIMIT:
        remark(f"Cut at {ROW_LIMIT:,} rows, the most that one question gets: narrow it.")
    elif limit is not None and rows >= limit:
        remark(f"These are the first {rows:,} rows; there may be more: --limit.")


def terminal_width() -> int:
    """The width to lay tables out in: the terminal's, or a hundred columns in a pipe."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


@click.command()
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
def queries(form: str) -> None:
    """List the canned questions by topic, with their parameters.

    Example: kg queries
    """
    from kg.asking.catalogue import by_topic
    from kg.asking.queries import load_queries
    from kg.asking.render import render

    rows = [
        {
            "topic": topic,
            "query": query.name,
            "question": query.question,
            "parameters": ", ".join(param.name if param.required else f"[{param.name}]" for param in query.params),
        }
        for topic, some in by_topic(load_queries().values()).items()
        for query in some
    ]
    click.echo(
        render(
            rows, ("topic", "query", "question", "parameters"), form, title="Canned questions", width=terminal_width()
        ),
        nl=False,
    )
