"""`kg same`, `kg different`, `kg judgements` and `kg undo`: what a person says of two entities."""

from __future__ import annotations

import sys

import click

from kg.cli.context import FORMATS, now, open_graph, remark
from kg.cli.correcting import BY, who
from kg.printable import printable

SHOWN = 12
"""Digits of a judgement's id that are printed."""


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--why", help="The reason, kept with the judgement.")
@BY
def same(a: str, b: str, why: str | None, by: str | None) -> None:
    """Say that two entities (names, aliases or ids) are the same: every question shows them as one from now on.

    It holds for all documents to come, is kept with who said so and when, and `kg undo` takes it back exactly.

    Example: kg same "Lazarus Group" "Hidden Cobra" --why "MITRE G0032"
    """
    _judge(a, b, "same", why, by)


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--why", help="The reason, kept with the judgement.")
@BY
def different(a: str, b: str, why: str | None, by: str | None) -> None:
    """Say that two entities, or two names of one, are different: nothing joins them from now on.

    Example: kg different "APT38" "Lazarus Group"
    """
    _judge(a, b, "different", why, by)


@click.command()
@click.option("--undone", is_flag=True, help="Those too that were undone.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
def judgements(undone: bool, form: str) -> None:
    """List what was said of entities: who said so, when and why, and the id to undo it by.

    Example: kg judgements
    """
    from kg.asking.render import render
    from kg.cli.asking import terminal_width
    from kg.writing.naming import judgements_on_names

    with open_graph() as graph:
        rows = judgements_on_names(graph, undone=undone)
    columns = ("id", "verdict", "a", "b", "by", "at", "why", *(("withdrawn", "withdrawn_by") if undone else ()))
    short = [row | {"id": row["id"][:SHOWN]} for row in rows] if form == "table" else rows
    text = render(short, columns, form, title="Judgements", width=terminal_width(), colour=sys.stdout.isatty())
    click.echo(text, nl=False)


@click.command()
@click.argument("judgement")
@BY
def undo(judgement: str, by: str | None) -> None:
    """Undo what was said of two entities, by the id that `kg judgements` prints; that it was said is kept.

    Example: kg undo 0f3a61b2c9de
    """
    from kg.writing.naming import undo as take_back

    with open_graph() as graph:
        for one in take_back(graph, judgement, by=who(by), now=now()):
            click.echo(
                printable(f"Undone: {one.verdict} of {one.left} and {one.right}, by {one.by} on {str(one.at)[:10]}")
            )


def _judge(a: str, b: str, verdict: str, why: str | None, by: str | None) -> None:
    from kg.asking.lookup import find_entity
    from kg.writing.naming import judge_names, side

    with open_graph() as graph:
        left, right = (side(graph, find_entity(graph, text, whole=True).id, text) for text in (a, b))
        judgement, new = judge_names(graph, left, right, verdict, by=who(by), now=now(), why=why)
        word = "are the same" if verdict == "same" else "are different"
        said = f"by {judgement.by} on {str(judgement.at)[:10]}"
        click.echo(printable(f"{'Judged' if new else 'Judged already'}: {left.name} and {right.name} {word}, {said}"))
        remark(f"kg undo {judgement.id[:SHOWN]}")
