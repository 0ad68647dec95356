"""A dossier as one HTML file: a drawn graph, a timeline, every statement with its marked sentences, the sources, how it was made.

It has no script, loads nothing, and its own policy forbids both; all that comes from documents is escaped.
"""

from __future__ import annotations

import base64
import hashlib
import shlex
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from kg import __version__
from kg.dossier import sections
from kg.dossier.drawing import drawings, legend
from kg.dossier.marking import name, plain
from kg.dossier.model import Dossier, Evidence, Paper
from kg.dossier.network import network
from kg.dossier.record import SCHEMA, checksum, evidence_in, readers
from kg.dossier.wording import count, missing

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}: a dossier</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the dossier</a>
<header>
<p class="over">Dossier{as_of}</p>
<h1>{name}</h1>
<dl class="who">{who}</dl>
</header>
<nav aria-label="Parts"><ul>{contents}</ul></nav>
<main id="main" tabindex="-1">
{body}
</main>
<footer><h2 id="made">How this was made</h2>{made}</footer>
</body>
</html>
"""

_LEGEND_OF_MARKS = (
    '<p class="facts">In a sentence <mark class="subject">the subject</mark> and <mark class="object">the object</mark> '
    "of the statement are marked where they stand in the document; an independent source is a publisher, or whom it credits.</p>"
)
Part = tuple[str, str, str]
"""The anchor, heading and content of a part; one without content is left out."""


def page(dossier: Dossier, *, now: str) -> str:
    """Render a dossier; `now` is the time at which it was made."""
    papers = _papers(dossier)
    numbers = {one.id: number for number, one in enumerate(papers, 1)}
    found = [part for part in _parts(dossier, papers, numbers, _links(dossier)) if part[2]]
    return _PAGE.format(
        digest=_digest(),
        style=_style(),
        title=plain(dossier.who.name),
        name=name(dossier.who.name),
        as_of=f", as of {escape(dossier.as_of)}" if dossier.as_of else "",
        who=sections.who(dossier),
        contents="".join(f'<li><a href="#{anchor}">{heading}</a></li>' for anchor, heading, _ in [*found, _MADE]),
        body="\n".join(
            f'<section aria-labelledby="{anchor}"><h2 id="{anchor}">{heading}</h2>{html}</section>'
            for anchor, heading, html in found
        ),
        made=_made(dossier, now),
    )


_MADE: Final[Part] = ("made", "How this was made", "")


def _links(dossier: Dossier) -> dict[str, str]:
    """The place on the page of each relation (by its key) and each action (by its id)."""
    held = [wallet.relation for wallet in dossier.wallets]
    relations = (*dossier.countries, *held, *dossier.relations, *dossier.candidates)
    keys = [*(one.key for one in relations), *(one.id for one in dossier.actions)]
    return {key: f"r{number}" for number, key in enumerate(keys, 1)}


def _parts(dossier: Dossier, papers: list[Paper], numbers: Mapping[str, int], links: dict[str, str]) -> Iterator[Part]:
    names = [fact for fact in dossier.names if fact.value != dossier.who.name]
    marks = [fact for fact in dossier.facts if fact.predicate not in ("label", "kind")]
    yield "graph", "Graph", _graph(dossier, links)
    yield (
        "disputes",
        f"Contradictions ({len(dossier.contradictions)})",
        sections.contradictions(dossier.contradictions, numbers),
    )
    yield "timeline", f"Timeline ({len(dossier.actions)})", sections.timeline(dossier.actions, numbers, links)
    yield (
        "relations",
        f"Relations ({len(dossier.relations)})",
        "".join(sections.relations(dossier.relations, numbers, links)),
    )
    yield "wallets", f"Wallets ({len(dossier.wallets)})", sections.wallets(dossier.wallets, numbers, links)
    yield "countries", f"Countries ({len(dossier.countries)})", sections.plain_list(dossier.countries, numbers, links)
    yield "names", f"Names ({len(names)})", sections.facts(names, numbers, "Other names, with who uses them")
    yield "marks", f"Identifiers and marks ({len(marks)})", sections.facts(marks, numbers, "What is stated of it")
    yield (
        "namesakes",
        f"Others of the same name ({len(dossier.namesakes)})",
        sections.namesakes(dossier.namesakes, numbers),
    )
    yield (
        "candidates",
        f"May be the same, not joined ({len(dossier.candidates)})",
        sections.plain_list(dossier.candidates, numbers, links),
    )
    yield "sources", f"Sources ({len(papers)})", sections.sources_list(papers)
    yield "missing", "Not here", _missing(dossier)


def _graph(dossier: Dossier, links: dict[str, str]) -> str:
    drawn = network(dossier, links)
    if not drawn.neighbours:
        return "<p>Nothing links it to anything else.</p>"
    left = (
        f"<p class='facts'>{count(drawn.left, 'neighbour')} more not drawn; the lists below name them.</p>"
        if drawn.left
        else ""
    )
    return (
        f'<figure class="drawing">{drawings(drawn)}<figcaption>{legend()}{left}{_LEGEND_OF_MARKS}</figcaption></figure>'
    )


def _papers(dossier: Dossier) -> list[Paper]:
    """Every document that is cited, in the order of first citation, then those that only speak of the entity."""
    known = {one.id: one for one in dossier.documents}
    cited = {quote.document: known.get(quote.document) or _paper(quote) for quote in evidence_in(dossier)}
    return [*cited.values(), *(one for one in dossier.documents if one.id not in cited)]


def _paper(quote: Evidence) -> Paper:
    """A document of which only a quote tells: a list, or one beyond those that were taken."""
    return Paper(
        id=quote.document, title=quote.title, publisher=quote.publisher, url=quote.url, published=quote.published,
        retrieved=quote.retrieved, kind=quote.kind, reader=quote.reader, passages=0, cited=True,
    )  # fmt: skip


def _missing(dossier: Dossier) -> str:
    said = missing(dossier, f"kg show {shlex.quote(dossier.who.id)}")
    return (
        _list(plain(one) for one in said)
        + "<p>Absence proves nothing: this tells what the documents loaded so far say.</p>"
    )


def _made(dossier: Dossier, now: str) -> str:
    asked = f"{'all links' if dossier.weak else 'links that were surely read'}, {f'as of {dossier.as_of}' if dossier.as_of else 'of all times'}"
    rows = [
        f"illicit-kg {escape(__version__)}, form {SCHEMA}, on {plain(now)}",
        f"Asked for: {asked}",
        f"Documents read by {', '.join(map(plain, readers(dossier))) or 'no reader: lists only'}",
        f"Checksum of what it says (sha256): <code>{checksum(dossier)}</code>",
        "Status and confidence of each statement are sums over its claims: the strongest status, independent sources together. "
        "A confidence is the reliability of the source times the chance that the words were read right.",
        "A document is named by the sha256 of its text; offsets count characters of that text, of a list's entry those of the entry.",
    ]
    return _list(rows)


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


@cache
def _style() -> str:
    return files("kg.dossier").joinpath("page.css").read_text("utf-8")


@cache
def _digest() -> str:
    return base64.b64encode(hashlib.sha256(_style().encode("utf-8")).digest()).decode("ascii")
