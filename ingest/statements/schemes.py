"""When a scheme ran and what it came to, where another sentence tells that than the one that names the fraud."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ingest.reading import ReadAction
from ingest.statements.clauses import sentence_of

Doc = Any

SCHEMES = frozenset({"fraud"})
CONDUCT_WORDS = re.compile(
    r"\b(?:alleg\w+|complaint|indictment|scheme\w*|fraud\w*|defraud\w*|misappropriat\w+|mis(?:used?|led|represent\w+|leading)|"
    r"rais(?:ed?|ing)|solicit\w*|obtain\w*|brought in|took in|investors?|customers|clients|victims|offer\w*|ponzi|pyramid)\b",
    re.IGNORECASE,
)
RUNNING = re.compile(
    r"\b(?:from|since|between|beginning|starting|commencing|began|as early as|as of)\s+(?:(?:in|on|or|at|least|about|around|"
    r"approximately|roughly|as|early|late|mid|the|spring|summer|fall|winter|of|and)[\s-]+){0,5}$",
    re.IGNORECASE,
)
ALLEGED_ON = re.compile(
    r"\balleg\w+\s+that,?\s+(?:on|in)\s+(?:or\s+about\s+|about\s+|around\s+|approximately\s+)?$", re.IGNORECASE
)
_TAKING = r"(?:rais(?:ed?|ing)|obtain(?:ed|ing)?|solicit(?:ed|ing)|collect(?:ed|ing)|brought\s+in|took\s+in|taken\s+in|swindl(?:ed|ing)|bilk(?:ed|ing)|defraud(?:ed|ing)?|st(?:ole|olen|ealing)|misappropriat(?:ed|ing)|embezzl(?:ed|ing)|profit(?:ed|ing)|netted|reaped|pocketed|sold)"
TAKEN = re.compile(rf"\b{_TAKING}\b(?:\s+(?!to\b|on\b)[\w'’-]+){{0,9}}?\s*(?:\(|almost |nearly )?$", re.IGNORECASE)
TAKEN_AFTER = re.compile(
    r",?\s+(?:(?!following|after|over|for|to|in|from|of|and)[\w-]+,?\s+){0,4}?(?:ponzi|pyramid|fraud\b|scheme|scam|swindle)"
    r"|\s+(?:of\s+(?:\w+\s+){0,3})?(?:was|were|had been)\s+(?:raised|obtained|taken|stolen|misappropriated|sold|lost)"
    r"|\s+(?:\w+\s+){0,4}?from\s+(?:\w+\s+){0,4}?(?:investors|customers|clients|victims|people)"
    r"|\s+(?:raised|taken|stolen|misappropriated|obtained|invested\s+with)\b",
    re.IGNORECASE,
)
PROFITS = re.compile(
    r"\b(?:profits?|gains|proceeds|loss(?:es)?|kickbacks?|bribes?)\b[^.;$€£]{0,60}?\b(?:of|total\w*|worth|exceed\w*|c[oa]me to|amount\w* to)\s+"
    r"(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
PAID = re.compile(r"\b(?:pay|pays|paid|paying|repay|fined?)\b[^.;]{0,25}$", re.IGNORECASE)
NOT_TAKEN = re.compile(
    r"\b(?:penalt\w+|fines?|disgorge\w*|judgment|restitution|settle\w*|forfeit\w*|ordered)\b", re.IGNORECASE
)


def with_schemes(found: list[ReadAction], doc: Doc) -> list[ReadAction]:
    """Give the one fraud of a text, where none of its sentences has them, the start and the sum that the text tells elsewhere."""
    frauds = [place for place, action in enumerate(found) if action.kind in SCHEMES and action.status != "denied"]
    if not frauds or not _one_scheme(found[place] for place in frauds):
        return found
    first = frauds[0]
    filled = list(found)
    if not any(found[place].date for place in frauds):
        start, end = _start_of(doc)
        filled[first] = replace(filled[first], date=start, end=end)
    if not any(found[place].amount for place in frauds):
        amount, currency = _sum_of(doc)
        filled[first] = replace(filled[first], amount=amount, currency=currency)
    return filled


def _one_scheme(frauds: Iterable[ReadAction]) -> bool:
    """Tell whether all statements of fraud, but for one at most, share a doer with the first: there is one scheme to speak of."""
    doers = [{party.entity for party in fraud.by} for fraud in frauds]
    apart = [by for by in doers if not by & doers[0]]
    return len(apart) <= 1


def _start_of(doc: Doc) -> tuple[str | None, str | None]:
    text = doc._.source_text
    for hit in doc._.dates:
        before = text[max(0, hit.start - 70) : hit.start]
        if not (RUNNING.search(before) or ALLEGED_ON.search(before)):
            continue
        if CONDUCT_WORDS.search(_sentence(doc, hit)) and "filed" not in before:
            return hit.date, hit.end_date
    return None, None


def _sum_of(doc: Doc) -> tuple[float | None, str | None]:
    """Give the largest sum that is said to have been raised or taken."""
    text = doc._.source_text
    taken = [hit for hit in doc._.money if _is_taken(text, hit) and not NOT_TAKEN.search(_sentence(doc, hit))]
    most = max(taken, key=lambda hit: hit.amount, default=None)
    return (most.amount, most.currency) if most is not None else (None, None)


def _is_taken(text: str, hit: Any) -> bool:
    before = text[max(0, hit.start - 110) : hit.start]
    if PAID.search(before):
        return False
    if TAKEN.search(before) or PROFITS.search(before):
        return True
    return TAKEN_AFTER.match(text, hit.end) is not None


def _sentence(doc: Doc, hit: Any) -> str:
    span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
    return "" if span is None or not len(span) else str(sentence_of(span.root).text)
