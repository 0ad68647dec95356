"""`kg reject`, `kg confirm` and `kg unreject`: what a person says about a claim."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

from kg.cli.context import now, open_graph
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.writing.judged import Judgement

BY = click.option("--by", envvar="KG_USER", help="Who says so; otherwise KG_USER, or the user of this machine.")
SHOWN = 12
"""Digits of a claim's id that are printed."""


@click.command()
@click.argument("claim")
@click.option("--why", required=True, help="The reason, kept with the claim.")
@BY
def reject(claim: str, why: str, by: str | None) -> None:
    """Take a claim (its id, or 8 digits of it and more) out of edges, paths and questions, with all that only it carried.

    `kg path` and `kg show` print the ids. The rejection holds for what newer readers make of the same words.

    Example: kg reject 0f3a61b2c9de --why "the sentence says the opposite"
    """
    from kg.writing.correcting import find_claim
    from kg.writing.correcting import reject as judge

    with open_graph() as graph:
        done = judge(graph, find_claim(graph, claim), why=why, by=who(by), now=now())
    click.echo(("Rejected: " if done.new else "Already rejected: ") + tell(done.judgement))


@click.command()
@click.argument("claim")
@click.option("--why", help="A remark, kept with the claim.")
@BY
def confirm(claim: str, why: str | None, by: str | None) -> None:
    """Say that a sentence was read right: the claim is then as sure as its source.

    Example: kg confirm 0f3a61b2c9de
    """
    from kg.writing.correcting import confirm as judge
    from kg.writing.correcting import find_claim

    with open_graph() as graph:
        done = judge(graph, find_claim(graph, claim), why=why, by=who(by), now=now())
    click.echo(("Confirmed: " if done.new else "Already confirmed: ") + tell(done.judgement))


@click.command()
@click.argument("claim")
@BY
def unreject(claim: str, by: str | None) -> None:
    """Undo what `kg reject` or `kg confirm` said about a claim; that it was said is kept.

    Example: kg unreject 0f3a61b2c9de
    """
    from kg.writing.correcting import find_claim
    from kg.writing.correcting import unreject as undo

    with open_graph() as graph:
        undone = undo(graph, find_claim(graph, claim), by=who(by), now=now())
    for judgement in undone:
        click.echo(f"Undone: {judgement.verdict} of {tell(judgement)}")


def who(by: str | None) -> str:
    """The name that is kept with a judgement; raises UsageError where none can be found."""
    try:
        name = by if by is not None else getpass.getuser()
    except (KeyError, OSError, ImportError):
        name = ""
    name = " ".join(name.encode(errors="replace").decode().split())
    if not name:
        raise UsageError("--by", "nobody is named, and this machine knows no user", "give a name, or set KG_USER")
    return name


def tell(judgement: Judgement) -> str:
    """A judgement on a claim in one line."""
    from kg.asking.explain import clean

    said = f"{judgement.subject_ref} {judgement.predicate} {judgement.target}"
    why = f": {judgement.why}" if judgement.why else ""
    at = str(judgement.at)[:10]
    return clean(f"{str(judgement.claim)[:SHOWN]} ({said}), by {judgement.by} on {at}{why}")
