"""`kg path`: how two names are linked."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg.cli.context import open_graph
from kg.ontology import STATUSES
from kg.printable import printable_json

if TYPE_CHECKING:
    from kg.asking.paths import Answer


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--max-hops", type=click.IntRange(1, 8), default=6, show_default=True)
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Walk no edge below this."
)
@click.option(
    "--status", "statuses", default="asserted,alleged,proposed", show_default=True, help="Statuses to walk, by comma."
)
@click.option("--top", type=click.IntRange(1, 20), default=5, show_default=True, help="At most this many paths.")
@click.option("--through-hubs", is_flag=True, help="Also walk through countries, agencies and very common names.")
@click.option("--co-targeted", is_flag=True, help="Also step from one target of a measure or deed to another.")
@click.option("--weak", is_flag=True, help="Also walk links whose sentence was not surely read right.")
@click.option("--as-of", metavar="DAY", help="As it was public by that day: 2025-05-01.")
@click.option("--known-on", metavar="DAY", help="As it was in this graph by that day.")
@click.option("--cite", is_flag=True, help="Add each document's full hash, address, date of retrieval and reader.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def path(  # noqa: PLR0913, PLR0917 one argument an option
    a: str,
    b: str,
    max_hops: int,
    min_confidence: float,
    statuses: str,
    top: int,
    through_hubs: bool,
    co_targeted: bool,
    weak: bool,
    as_of: str | None,
    known_on: str | None,
    cite: bool,
    form: str,
) -> None:
    """Answer how A is linked to B: ranked paths, each hop with the sentence that proves it.

    A and B are names, aliases, wallet addresses or ids.

    Example: kg path "Huione Group" "Lazarus Group"
    """
    from kg.asking.explain import explain
    from kg.asking.paths import Options, find_paths
    from kg.asking.then import Then, day

    then = Then(day(as_of, "--as-of"), day(known_on, "--known-on"))
    options = Options(
        max_hops, min_confidence, top, through_hubs, co_targeted, weak, statuses=_statuses(statuses), then=then
    )
    with open_graph() as graph:
        answer = find_paths(graph, a, b, options)
    click.echo(to_json(answer) if form == "json" else explain(answer, cite=cite), nl=False)


def _statuses(text: str) -> tuple[str, ...]:
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in STATUSES]
    if unknown or not wanted:
        raise click.BadParameter(
            f"{', '.join(unknown) or 'nothing'} is no status; use some of {', '.join(STATUSES)}", param_hint="--status"
        )
    return tuple(status for status in STATUSES if status in wanted)


def to_json(answer: Answer) -> str:
    """An answer as JSON: `linked`, the paths with their hops, what was denied and what was left out."""
    record = {"linked": bool(answer.paths), **asdict(answer)}
    return printable_json(json.dumps(record, ensure_ascii=False, indent=1)) + "\n"
