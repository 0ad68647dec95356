"""The parts of a dossier's page: each statement with its strength, its best sentence in full view and the others at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from kg.dossier.marking import address, marked, name, plain
from kg.dossier.model import Action, Contradiction, Dossier, Evidence, Fact, Namesake, Paper, Relation, Wallet
from kg.dossier.wording import FACT_WORDS, HEADINGS, amount, count, dates, parts, sources, strength, told
from kg.evidence import DENIED

Numbers = Mapping[str, int]
"""The number of each cited document, by its id."""


def quote(one: Evidence, numbers: Numbers, *, before: str = "") -> str:
    """A claim's sentence with its names marked, and all that it takes to cite it."""
    said = " […] ".join(f"“{marked(words)}”" for words in one.passages)
    credit = f", crediting {name(one.origin)}" if one.origin else ""
    date = f'<time datetime="{plain(one.published)}">{plain(one.published)}</time>' if one.published else "no date"
    number = numbers[one.document]
    return (
        f'<figure class="quote {one.status}"><blockquote>{before}{said}</blockquote>'
        f"<figcaption><cite>{name(one.publisher)}</cite>{credit}, {date}, {plain(one.title or 'untitled')} "
        f'<a href="#s{number}" aria-label="Source {number}">[{number}]</a> '
        f'<span class="place">{_place(one)}</span></figcaption></figure>'
    )


def _place(one: Evidence) -> str:
    record = f"record {plain(one.record)}, " if one.record is not None else ""
    spots = ", ".join(
        f"characters {words.start_char}–{words.end_char}{_names_at(words.subject, words.object)}"
        for words in one.passages
    )
    return f"{record}{spots}, {one.status}, confidence {one.confidence:.2f}, claim <code>{plain(one.claim)}</code>"


def _names_at(subject: tuple[int, int] | None, target: tuple[int, int] | None) -> str:
    at = [f"{what} {span[0]}–{span[1]}" for what, span in (("subject", subject), ("object", target)) if span]
    return f" ({', '.join(at)})" if at else ""


def quotes(said: Sequence[Evidence], denied: Sequence[Evidence], numbers: Numbers) -> str:
    """The best sentence and the best denial in view; the rest in a fold that opens by key or click."""
    first = [quote(one, numbers) for one in said[:1]] + [quote(one, numbers, before="Denied: ") for one in denied[:1]]
    rest = [quote(one, numbers) for one in said[1:]] + [quote(one, numbers, before="Denied: ") for one in denied[1:]]
    fold = f"<details><summary>{count(len(rest), 'more sentence')}</summary>{''.join(rest)}</details>" if rest else ""
    return "".join(first) + fold


def chip(status: str) -> str:
    """A status as a word in a frame of its own kind."""
    return f'<span class="status {status}">{status}</span>'


def relation(one: Relation, numbers: Numbers, anchor: str) -> str:
    """One link in words, with its strength and its sentences."""
    more = "".join(f", {plain(part)}" for part in (amount(one.sum), dates(one.sum)) if part)
    denied = "Denied: " if one.sum.status == DENIED else ""
    return (
        f'<li id="{anchor}" class="statement"><p class="words">{denied}<bdi>{plain(one.words)}</bdi>{more} {chip(one.sum.status)}</p>'
        f'<p class="facts">{plain(strength(one.sum))} · {plain(one.other.label)} <code>{plain(one.other.id)}</code>'
        f"{_seen(one)}</p>{quotes(one.evidence, one.denied_by, numbers)}</li>"
    )


def _seen(one: Relation) -> str:
    first, last = one.sum.first_seen, one.sum.last_seen
    if not first:
        return ""
    return f" · reported {plain(first)}" + (f" to {plain(last)}" if last and last != first else "")


def relations(found: Iterable[Relation], numbers: Numbers, links: Mapping[str, str]) -> Iterator[str]:
    """Links by type, a heading a type."""
    for edge_type, group in groupby(found, key=lambda one: one.type):
        items = "".join(relation(one, numbers, links[one.key]) for one in group)
        yield f"<h3>{HEADINGS[edge_type]}</h3><ul class='statements'>{items}</ul>".replace("'", '"', 2)


def plain_list(found: Iterable[Relation], numbers: Numbers, links: Mapping[str, str]) -> str:
    """Links without headings: countries, candidates."""
    items = "".join(relation(one, numbers, links[one.key]) for one in found)
    return f'<ul class="statements">{items}</ul>' if items else ""


def wallets(found: Sequence[Wallet], numbers: Numbers, links: Mapping[str, str]) -> str:
    """Wallets with the chains on which the address can live, and who says so."""
    items = []
    for wallet in found:
        one = wallet.relation
        chains = ", ".join(plain(chain.value) for chain in wallet.chains)
        proof = wallet.chains[0].evidence if wallet.chains else None
        told_by = f' by <a href="#s{numbers[proof.document]}">[{numbers[proof.document]}]</a>' if proof else ""
        head = f'<p class="words"><code class="address">{plain(wallet.address)}</code> {chip(one.sum.status)}</p>'
        where = f'<p class="facts">Chains: {chains}{told_by}</p>' if chains else ""
        words = f'<p class="facts"><bdi>{plain(one.words)}</bdi>: {plain(strength(one.sum))}</p>'
        items.append(
            f'<li id="{links[one.key]}" class="statement">{head}{where}{words}{quotes(one.evidence, one.denied_by, numbers)}</li>'
        )
    return f'<ul class="statements">{"".join(items)}</ul>' if items else ""


def timeline(actions: Sequence[Action], numbers: Numbers, links: Mapping[str, str]) -> str:
    """Actions in time order on a line; beside a measure stands what later answered it."""
    by_id = {one.id: one for one in actions}
    items = []
    for one in actions:
        money = f", {plain(amount(one.sum))}" if amount(one.sum) else ""
        stamp = f'<time datetime="{plain(one.date)}">{plain(told(one))}</time>' if one.date else plain(told(one))
        beside = "".join(_beside("Answered", by_id[other], links) for other in one.answered_by)
        beside += "".join(_beside("Answers", by_id[other], links) for other in one.answers)
        items.append(
            f'<li id="{links[one.id]}" class="statement {one.sum.status}"><p class="when">{stamp}</p>'
            f'<p class="words"><strong>{plain(one.kind)}</strong>: <bdi>{plain(one.words)}</bdi>{money} {chip(one.sum.status)}</p>'
            f'<p class="facts">{parts(one)}, {plain(strength(one.sum))}</p>{beside}'
            f"{quotes(one.evidence, one.denied_by, numbers)}</li>"
        )
    return f'<ol class="timeline">{"".join(items)}</ol>' if items else ""


def _beside(word: str, other: Action, links: Mapping[str, str]) -> str:
    return (
        f'<p class="beside">{word}: <a href="#{links[other.id]}">{plain(told(other))}, <bdi>{plain(other.words)}</bdi></a> '
        f"{chip(other.sum.status)}</p>"
    )


def facts(found: Sequence[Fact], numbers: Numbers, caption: str) -> str:
    """Literals as a table: what, by how many, and the sentence of the best."""
    rows = "".join(
        f'<tr><th scope="row">{name(one.value)}<td>{FACT_WORDS[one.predicate]}<td>{sources(one.sources)}'
        f"<td>{quote(one.evidence, numbers)}</tr>"
        for one in found
    )
    head = '<tr><th scope="col">value<th scope="col">is its<th scope="col">stated by<th scope="col">best evidence</tr>'
    table = f"<table><caption>{escape(caption)}</caption><thead>{head}</thead><tbody>{rows}</tbody></table>"
    return f'<div class="wide-table">{table}</div>' if rows else ""


def contradictions(found: Sequence[Contradiction], numbers: Numbers) -> str:
    """What cannot all be true, each side with its words."""
    items = "".join(
        f'<li class="statement"><p class="words">{plain(one.words)}</p>'
        + "".join(f"<h4>{plain(side.says)}</h4>{quotes(side.evidence, (), numbers)}" for side in one.sides)
        + "</li>"
        for one in found
    )
    return f'<ul class="statements disputes">{items}</ul>' if items else ""


def namesakes(found: Sequence[Namesake], numbers: Numbers) -> str:
    """Whom else a source calls by one of the names."""
    items = "".join(
        f'<li class="statement"><p class="words">{name(one.other.name)} is called {name(one.value)}</p>'
        f'<p class="facts">{plain(one.other.label)} <code>{plain(one.other.id)}</code></p>{quote(one.evidence, numbers)}</li>'
        for one in found
    )
    return f'<ul class="statements">{items}</ul>' if items else ""


def sources_list(papers: Sequence[Paper]) -> str:
    """The documents in the order of their numbers, with all that it takes to find each again."""
    items = "".join(
        f'<li id="s{number}"><p><cite>{name(one.publisher)}</cite>: {plain(one.title or "untitled")}'
        f"{f', {plain(one.published)}' if one.published else ', no date'}</p>"
        f'<p class="facts">{_told_of(one)}</p></li>'
        for number, one in enumerate(papers, 1)
    )
    return f'<ol class="sources">{items}</ol>' if items else ""


def _told_of(one: Paper) -> str:
    told_of = [
        f"{plain(one.kind or 'document')} <code>{plain(one.id)}</code>",
        address(one.url),
        f"retrieved {plain(one.retrieved)}" if one.retrieved else "",
        f"read by {plain(one.reader)}" if one.reader else "",
        f"{count(one.passages, 'passage')} name it"
        if one.passages > 1
        else "1 passage names it"
        if one.passages
        else "",
        "" if one.cited else "not cited here",
    ]
    return " · ".join(part for part in told_of if part)


def who(dossier: Dossier) -> str:
    """The head of the page in a few facts."""
    one = dossier.who
    rows = [("Is", f"{one.label}{f', {one.kind}' if one.kind else ''}"), ("Id", one.id)]
    if len(one.refs) > 1:
        rows.append(("Joined from", ", ".join(one.refs)))
    rows += [
        (title.replace("_", " ").capitalize(), value if isinstance(value, str) else ", ".join(value))
        for title, value in one.properties.items()
    ]
    if one.aliases:
        rows.append(("Also called", " · ".join(one.aliases)))
    return "".join(f"<div><dt>{escape(title)}</dt><dd>{plain(value)}</dd></div>" for title, value in rows if value)
