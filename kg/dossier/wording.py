"""The words that a table and a page share: amounts, dates, how strong a statement is, headings, what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from kg.dossier.model import Action, Dossier, Evidence, Sum
from kg.evidence import DENIED

HEADINGS = {
    "OWNS": "Owns, is owned",
    "CONTROLS": "Controls, is controlled",
    "OPERATES": "Runs, is run",
    "OFFICER_OF": "Officers",
    "MEMBER_OF": "Members",
    "ACTS_FOR": "Acts for",
    "LAUNDERED_FOR": "Laundered for",
    "SENT_FUNDS_TO": "Sent funds to",
    "SUPPORTED": "Supported",
    "USED": "Used",
    "LOCATED_IN": "Located in",
    "NATIONAL_OF": "Nationals",
    "ASSOCIATED_WITH": "Linked in a way that no other type names",
}
FACT_WORDS = {"birth_date": "born", "identifier": "identifier", "address": "address", "chain": "chain", "tag": "tag",
              "kind": "kind", "label": "label", "name": "name", "alias": "alias"}  # fmt: skip


def amount(summed: Sum) -> str:
    """An amount as people write it: "37,000,000 USD"; empty where none is stated."""
    if summed.amount is None:
        return ""
    number = f"{summed.amount:,.2f}".removesuffix(".00")
    return f"{number} {summed.currency or ''}".rstrip()


def dates(summed: Sum) -> str:
    """When a link held, as far as that is stated."""
    if not summed.start_date:
        return f"until {summed.end_date}" if summed.end_date else ""
    return f"{summed.start_date} to {summed.end_date}" if summed.end_date else f"from {summed.start_date}"


def strength(summed: Sum) -> str:
    """How strong a statement is: "asserted, confidence 0.96, 3 independent sources, 1 denial"."""
    parts = [summed.status, f"confidence {summed.confidence:.2f}", sources(summed.sources)]
    parts += [count(summed.denials, "denial")] if summed.denials and summed.status != DENIED else []
    parts += [] if summed.shown else ["not surely read"]
    return ", ".join(parts)


def sources(number: int) -> str:
    """So many independent sources, in words."""
    return count(number, "independent source")


def count(number: int, thing: str) -> str:
    """A number of things: "1 denial", "1,200 denials"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def told(action: Action) -> str:
    """The date of an action: when it was done, else when it was first told of."""
    if action.date:
        return f"{action.date} to {action.until}" if action.until and action.until != action.date else action.date
    if action.until:
        return f"until {action.until}"
    return f"told {action.told}" if action.told else "no date"


def parts(action: Action) -> str:
    """The entity's part in an action, in words."""
    sides = {"did": "by it", "suffered": "against it"}
    return " and ".join(sides[role] for role in action.roles)


def place(quote: Evidence) -> str:
    """Where a sentence stands: "document 6b690701d73f, characters 819-882, claim b7224801b017"."""
    stands = [f"document {quote.document[:12]}"]
    stands += [f"record {quote.record}"] if quote.record is not None else []
    stands += [f"characters {one.start_char}-{one.end_char}" for one in quote.passages]
    return ", ".join([*stands, f"claim {quote.claim[:12]}"])


def byline(quote: Evidence) -> str:
    """Who printed a sentence and when."""
    credited = [f"crediting {quote.origin}"] if quote.origin else []
    return ", ".join([quote.publisher, *credited, quote.published or "no date", quote.title or "untitled"])


def missing(dossier: Dossier, call: str) -> Iterator[str]:
    """What is in the graph and not here, a sentence each; `call` is the command that shows a dossier of this entity."""
    for one in dossier.left_out:
        yield f"{one.part}: the first {one.shown:,} of {one.total:,} are here, the surest; {call} --most {one.total} brings all"
    if dossier.hidden:
        links = ", ".join(f"{number:,} {name}" for name, number in dossier.hidden.items())
        yield f"Not shown, since their sentences were not surely read: {links}; {call} --weak shows them"
    if dossier.rejected:
        yield f"{count(dossier.rejected, 'claim')} rejected by a person; {call} --rejected lists them"
    if dossier.as_of:
        yield f"Only what was public on {dossier.as_of} counts; what has no date is left out"
