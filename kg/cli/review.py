"""`kg review`: pairs that may be one entity, both sides' evidence side by side, decided with one key each."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from kg.cli.context import now, open_graph, remark
from kg.cli.correcting import BY, who
from kg.errors import KgError, UsageError
from kg.printable import printable, printable_json

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.reviewing import Candidate, Known

KEYS = "s same · d different · u unsure, next · b back, undo the last · q quit · ? these"
SENTENCES = 2
"""Sentences of each side that are shown."""


@click.command()
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=100, show_default=True, help="At most this many pairs."
)
@click.option(
    "--least", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="Propose no pair below this score."
)
@click.option("--format", "form", type=click.Choice(["terminal", "jsonl"]), default="terminal", show_default=True)
@BY
def review(limit: int, least: float, form: str, by: str | None) -> None:
    """Go through pairs of entities that may be one, the likeliest first, and decide each with one key.

    Each decision is written at once and can be undone (`b`, or `kg undo`). What was decided is not asked again.
    `--format jsonl` lists the pairs with score and reasons instead.

    Example: kg review --limit 20
    """
    from kg.reviewing import find_candidates

    name = who(by)
    with open_graph() as graph:
        found = find_candidates(graph, limit=limit, least=least)
        if found.too_common:
            remark(f"note: {found.too_common} keys that more than forty entities share were left out")
        if form == "jsonl":
            for one in found.candidates:
                click.echo(printable_json(json.dumps(_record(one), ensure_ascii=False)))
            return
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise UsageError("kg review", "wants a terminal to ask on", "--format jsonl lists the pairs")
        _ask_all(graph, found.candidates, name)


def _record(one: Candidate) -> dict[str, Any]:
    return {
        "score": round(one.match.score, 3),
        "left": {"id": one.left.id, "name": one.left.name, "label": one.left.label},
        "right": {"id": one.right.id, "name": one.right.name, "label": one.right.label},
        "reasons": [str(reason) for reason in one.match.reasons],
        "proposed": one.proposed,
    }


def _ask_all(graph: Graph, candidates: list[Candidate], name: str) -> None:
    place = done = 0
    decided: dict[int, str] = {}
    while place < len(candidates):
        one = candidates[place]
        _show(graph, one, place + 1, len(candidates))
        key = _key()
        if key == "q":
            break
        if key == "b":
            place = max(0, place - 1)
            if judgement := decided.pop(place, None):
                _undo(graph, judgement, name)
                done -= 1
            continue
        if key in ("s", "d"):
            judgement = _judge(graph, one, "same" if key == "s" else "different", name)
            if judgement is not None:
                decided[place] = judgement
                done += 1
        elif key != "u":
            click.echo(KEYS)
            continue
        place += 1
    click.echo(f"{done} decided, {len(candidates) - place} left of {len(candidates)}.")


def _key() -> str:
    """One key, without Enter; the end of input and Ctrl-C quit."""
    try:
        return click.getchar().lower()[:1]
    except (EOFError, KeyboardInterrupt):
        return "q"


def _judge(graph: Graph, one: Candidate, verdict: str, name: str) -> str | None:
    """Write a decision and return its id; one that contradicts another is told and passed over."""
    from kg.writing.naming import judge_names, side

    try:
        left, right = (side(graph, entity.id, entity.id) for entity in (one.left, one.right))
        judgement, _ = judge_names(graph, left, right, verdict, by=name, now=now())
    except KgError as error:
        click.echo(printable(f"not decided: {error}"), err=True)
        return None
    click.echo(printable(f"  {verdict}: {one.left.name} and {one.right.name}"))
    return judgement.id


def _undo(graph: Graph, judgement: str, name: str) -> None:
    from kg.writing.naming import undo

    undo(graph, judgement, by=name, now=now())
    click.echo("  undone")


def _show(graph: Graph, one: Candidate, number: int, of: int) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from kg.asking.explain import clean

    table = Table(title=f"{number} of {of}: score {one.match.score:.2f}", show_lines=False, expand=True)
    for column in ("", one.left.name, one.right.name):
        table.add_column(escape(clean(column)), ratio=1 if not column else 4, overflow="fold")
    for what, left, right in zip(_ROWS, _told(graph, one.left), _told(graph, one.right), strict=True):
        style = "" if left == right or not (left and right) else "bold"
        table.add_row(what, escape(clean(left)), escape(clean(right)), style=style)
    console = Console()
    console.print(table)
    console.print(escape("; ".join(clean(str(reason)) for reason in one.match.reasons)), style="dim")
    console.print(KEYS, style="dim")


_ROWS = ("is a", "also called", "countries", "born", "identifiers", "wallets", "linked to", "sources", "sentences")
_BESIDE = """
MATCH (e:Entity {id: $id})
CALL (e) {
  MATCH (e)-[r]-(o:Entity) WHERE coalesce(r.shown, true)
  RETURN o.name AS name ORDER BY r.confidence DESC, o.id LIMIT 6
}
RETURN collect(name) AS names
"""
_SAID = """
MATCH (e:Entity {id: $id})<-[:SUBJECT|OBJECT]-(c:Claim)-[:EVIDENCE {order: 0}]->(p:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
WHERE c.withdrawn IS NULL
WITH c, p, s ORDER BY c.confidence DESC, c.id LIMIT 40
RETURN collect(DISTINCT s.name) AS sources, collect(DISTINCT p.text) AS sentences
"""


def _told(graph: Graph, known: Known) -> tuple[str, ...]:
    profile = known.profile
    beside = graph.read(_BESIDE, {"id": known.id})[0]["names"]
    said = graph.read(_SAID, {"id": known.id})[0]
    return (
        known.label,
        ", ".join(profile.names[1:12]),
        ", ".join(sorted(profile.countries)),
        ", ".join(sorted(profile.birth_dates)),
        ", ".join(sorted(profile.identifiers)[:6]),
        ", ".join(sorted(profile.wallets)[:6]),
        ", ".join(beside),
        ", ".join(sorted(said["sources"])[:6]),
        " … ".join(text[:300] for text in said["sentences"][:SENTENCES]),
    )
