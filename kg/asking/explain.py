"""An answer in words: each hop with its sentence, source, date, status, confidence and number of independent sources."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from kg import __version__
from kg.asking.links import Link, Quote
from kg.asking.paths import Answer, Hop, Path
from kg.ontology import STATUSES

WIDTH = 100
# a document may hold anything: what would move the cursor or turn the direction of writing is not shown
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]")


def explain(answer: Answer, *, cite: bool = False) -> str:
    """Lay an answer out as text; `cite` adds what a report needs to name each document by."""
    lines = [*_lines(answer), *(_cited(answer) if cite else ())]
    return "\n".join(lines) + "\n"


def _cited(answer: Answer) -> Iterator[str]:
    """Each document once: its full hash, where it was, when it came, and which reader read it."""
    links = [*(link for path in answer.paths for hop in path.hops for link in hop.links), *answer.denied]
    quotes = [quote for link in links for quote in (*link.quotes, *link.denial_quotes, *_later_quotes(link))]
    documents = {quote.document: quote for quote in sorted(quotes, key=lambda quote: quote.document)}
    if not documents:
        return
    yield ""
    yield "Documents, by the SHA-256 of their text:"
    for quote in sorted(documents.values(), key=lambda quote: (quote.published or "", quote.document)):
        told = (quote.source, quote.title or "untitled", quote.published or "no date", quote.url or "no address")
        yield f"  {quote.document}"
        yield from _wrapped(", ".join(clean(part) for part in told), "    ")
        yield f"    retrieved {quote.retrieved or 'at no known time'}, read by {quote.reader or 'an unknown reader'}"
    yield f"Answered by illicit-kg {__version__}."


def _later_quotes(link: Link) -> tuple[Quote, ...]:
    return tuple(later.quote for later in link.answered if later.quote is not None)


def _lines(answer: Answer) -> Iterator[str]:
    yield f"How is {clean(answer.start.name)} linked to {clean(answer.end.name)}?{_day(answer)}"
    if answer.start.id == answer.end.id:
        yield f"They are one entity in the graph: {clean(str(answer.start))}."
        return
    if not answer.paths:
        yield from _nothing(answer)
    for number, path in enumerate(answer.paths, 1):
        yield ""
        yield from _path(path, number, len(answer.paths))
    yield from _denials(answer)
    if answer.hubs:
        yield ""
        yield from _wrapped(
            f"Left out: paths through countries, agencies and other hubs ({', '.join(map(clean, answer.hubs))}). --through-hubs walks them."
        )


def _day(answer: Answer) -> str:
    then = answer.options.then
    parts = [f"as public by {then.as_of}"] if then.as_of else []
    parts += [f"as known here by {then.known_on}"] if then.known_on else []
    return f" ({', '.join(parts)}; what was withdrawn since is left out)" if parts else ""


def _nothing(answer: Answer) -> Iterator[str]:
    options = answer.options
    left = [status for status in STATUSES if status not in options.statuses]
    if not options.weak:
        left.append("what was not surely read (--weak walks it)")
    if not options.through_hubs:
        left.append("countries, agencies and other hubs")
    left = left or ["nothing"]
    yield ""
    yield from _wrapped(
        f"No link found. Searched: all edges and actions of status {', '.join(options.statuses)}, up to {options.max_hops} hops, "
        f"confidence {options.min_confidence:g} or more. Not walked: {', '.join(left)}."
    )
    yield "That proves no absence: it tells only what the documents loaded so far say."


def _path(path: Path, number: int, of: int) -> Iterator[str]:
    hops = f"{len(path.hops)} hop{'s' if len(path.hops) > 1 else ''}"
    yield f"Path {number} of {of}: {hops}, as sure as its weakest ({path.weakest.best.confidence:.2f})"
    for place, hop in enumerate(path.hops, 1):
        yield from _hop(hop, place)
    if len(path.hops) > 1:
        weakest = path.weakest.best
        yield f"  Everything rests on: {clean(weakest.words)} ({_strength(weakest)})."


def _hop(hop: Hop, place: int) -> Iterator[str]:
    yield f"  {place}. {clean(hop.best.words)}{_amount(hop.best)}{_dates(hop.best)}"
    yield from _statement(hop.best)
    for other in hop.links[1:]:
        yield f"     also: {clean(other.words)}{_amount(other)}{_dates(other)}"
        yield from _statement(other)


def _statement(link: Link) -> Iterator[str]:
    yield f"     {_strength(link)}"
    for quote in link.quotes:
        yield from _quote(quote)
    for quote in link.denial_quotes:
        if quote not in link.quotes:  # of what is only denied, every quote is a denial and stands there already
            yield from _quote(quote, "denied: ")
    for later in link.answered:
        yield f"     later: {clean(later.words)}{f', {later.date}' if later.date else ''} ({later.status})"
        if later.quote is not None:
            yield from _quote(later.quote)


def _quote(quote: Quote, before: str = "") -> Iterator[str]:
    yield from _wrapped(f"{before}“{clean(quote.sentence)}”", "     | ")
    told = [clean(quote.source), quote.published or "no date", clean(quote.title or "untitled"), clean(quote.url or "")]
    record = f", record {clean(quote.record)}" if quote.record is not None else ""
    place = f"document {quote.document[:12]}{record}, characters {quote.start_char}-{quote.end_char}, claim {quote.claim[:12]}"
    yield from _wrapped(f"— {', '.join(part for part in told if part)} [{place}]", "     | ")


def _strength(link: Link) -> str:
    sources = f"{link.sources} independent source{'s' if link.sources != 1 else ''}"
    denials = f", {link.denials} denial{'s' if link.denials > 1 else ''}" if link.denials else ""
    return f"{link.status}, confidence {link.confidence:.2f}, {sources}{denials}"


def _amount(link: Link) -> str:
    return f", {link.amount:,.0f} {link.currency or ''}".rstrip() if link.amount is not None else ""


def _dates(link: Link) -> str:
    if not link.start_date:
        return f", until {link.end_date}" if link.end_date else ""
    return f", {link.start_date} to {link.end_date}" if link.end_date else f", {link.start_date}"


def _denials(answer: Answer) -> Iterator[str]:
    """A denial about the two names belongs to every answer about them."""
    on_paths = {(link.type, link.start) for path in answer.paths for hop in path.hops for link in hop.links}
    for link in answer.denied:
        if (link.type, link.start) not in on_paths:
            yield ""
            yield f"Denied: {clean(link.words)}"
            yield from _statement(link)


def clean(text: str) -> str:
    """Make text from a document fit for a terminal: one line, without control characters."""
    return _CONTROL.sub("", " ".join(text.split()))


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
