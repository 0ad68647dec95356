"""A dossier for a terminal: a section a part, a line or two a statement, the best sentence under each."""

from __future__ import annotations

import io
import os
import shlex
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kg.dossier.model import Action, Dossier, Evidence, Fact, Relation, Side, Wallet
from kg.dossier.record import checksum
from kg.dossier.wording import (
    FACT_WORDS,
    HEADINGS,
    amount,
    byline,
    dates,
    missing,
    parts,
    place,
    sources,
    strength,
    told,
)
from kg.evidence import DENIED
from kg.printable import printable

WIDEST = 110
"""Characters of a line at most, however wide the terminal is: longer ones are hard to read."""
PAPERS = 12
"""Documents that are named; the JSON and the page name all."""

Line = tuple[str, str, int]
"""A line before it is wrapped: its text, its style, and by how many characters it is set in."""


def table(dossier: Dossier, *, width: int, colour: bool) -> str:
    """Lay a dossier out in lines of at most `width` characters; NO_COLOR leaves it plain. It ends with a newline."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    out = io.StringIO()
    coloured = colour and not os.environ.get("NO_COLOR")
    console = Console(
        file=out, width=min(width, WIDEST), force_terminal=coloured, no_color=not coloured,
        highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    for text, style, indent in lines(dossier):
        console.print(Padding(Text(printable(text), style=style, overflow="fold"), (0, 0, 0, indent)))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def lines(dossier: Dossier) -> Iterator[Line]:
    """Every line of the table in its order."""
    yield from _who(dossier)
    yield from _section(
        "Contradictions", (line for one in dossier.contradictions for line in _dispute(one.words, one.sides))
    )
    yield from _section("Names", _facts(fact for fact in dossier.names if fact.value != dossier.who.name))
    yield from _section("Countries", _relations(dossier.countries))
    yield from _section(
        "Identifiers and marks", _facts(fact for fact in dossier.facts if fact.predicate not in ("label", "kind"))
    )
    yield from _section("Wallets", (line for wallet in dossier.wallets for line in _wallet(wallet)))
    yield from _section("Actions, in time order", _actions(dossier.actions))
    for name, group in groupby(dossier.relations, key=lambda one: one.type):
        yield from _section(HEADINGS[name], _relations(group))
    yield from _section("Others of the same name", _namesakes(dossier))
    yield from _section("May be the same, not joined", _relations(dossier.candidates))
    yield from _section("Documents", _papers(dossier))
    yield from _section(
        "Not here", ((one, "", 2) for one in missing(dossier, f"kg show {shlex.quote(dossier.who.name)}"))
    )


def _who(dossier: Dossier) -> Iterator[Line]:
    who = dossier.who
    kind = f", {who.kind}" if who.kind else ""
    yield f"{who.name} ({who.label}{kind})", "bold", 0
    more = [f"{name} {value if isinstance(value, str) else ', '.join(value)}" for name, value in who.properties.items()]
    as_of = [f"as of {dossier.as_of}"] if dossier.as_of else []
    yield " · ".join([who.id, *more, *as_of, f"dossier {checksum(dossier)[:12]}"]), "dim", 0


def _section(heading: str, content: Iterable[Line]) -> Iterator[Line]:
    """A heading and what stands under it; nothing where that is nothing."""
    found = list(content)
    if found:
        yield "", "", 0
        yield heading, "bold", 0
        yield from found


def _facts(facts: Iterable[Fact]) -> Iterator[Line]:
    for fact in facts:
        stated = (
            f"{fact.status}, {sources(fact.sources)}, best {byline(fact.evidence)} [claim {fact.evidence.claim[:12]}]"
        )
        yield f"{FACT_WORDS[fact.predicate]} {fact.value}", "", 2
        yield stated, "dim", 4


def _relations(relations: Iterable[Relation]) -> Iterator[Line]:
    for one in relations:
        denied = "Denied: " if one.sum.status == DENIED else ""
        more = [part for part in (amount(one.sum), dates(one.sum)) if part]
        yield ", ".join([f"{denied}{one.words}", *more]), "", 2
        yield strength(one.sum), _style(one.sum.status), 4
        yield from _quotes(one.evidence[:1])
        yield from _quotes(one.denied_by[:1], "denied: ")


def _style(status: str) -> str:
    return {"asserted": "green", "alleged": "yellow", "proposed": "yellow", "denied": "red"}[status]


def _quotes(quotes: Sequence[Evidence], before: str = "") -> Iterator[Line]:
    for quote in quotes:
        for words in quote.passages:
            yield f"{before}“{' '.join(words.text.split())}”", "", 4
        yield f"— {byline(quote)} [{place(quote)}]", "dim", 4


def _wallet(wallet: Wallet) -> Iterator[Line]:
    one = wallet.relation
    chains = ", ".join(chain.value for chain in wallet.chains)
    yield (f"{wallet.address}{f' ({chains})' if chains else ''}" if one.outward else one.words), "", 2
    yield strength(one.sum), _style(one.sum.status), 4
    yield from _quotes(one.evidence[:1])
    yield from _quotes(one.denied_by[:1], "denied: ")


def _actions(actions: Sequence[Action]) -> Iterator[Line]:
    by_id = {one.id: one for one in actions}
    for one in actions:
        money = f", {amount(one.sum)}" if amount(one.sum) else ""
        yield f"{told(one)}  {one.kind}: {one.words}{money}", "", 2
        yield f"{parts(one)}, {strength(one.sum)}", _style(one.sum.status), 4
        for later in one.answered_by:
            yield f"answered {told(by_id[later])}: {by_id[later].words}", "bold", 4
        yield from _quotes(one.evidence[:1])
        yield from _quotes(one.denied_by[:1], "denied: ")


def _dispute(words: str, sides: Sequence[Side]) -> Iterator[Line]:
    yield words, "bold", 2
    for side in sides:
        yield f"{side.says}: {'; '.join(f'{byline(one)} [claim {one.claim[:12]}]' for one in side.evidence)}", "", 4


def _namesakes(dossier: Dossier) -> Iterator[Line]:
    for one in dossier.namesakes:
        yield f"{one.other.name} ({one.other.label}, {one.other.id})", "", 2
        yield f"is called {one.value} by {byline(one.evidence)} [claim {one.evidence.claim[:12]}]", "dim", 4


def _papers(dossier: Dossier) -> Iterator[Line]:
    for paper in dossier.documents[:PAPERS]:
        date = paper.published or "no date"
        yield f"{date}  {paper.publisher}: {paper.title or 'untitled'} [{paper.id[:12]}]", "", 2
    if len(dossier.documents) > PAPERS:
        yield f"and {len(dossier.documents) - PAPERS} more: --format json or html names them", "dim", 2
