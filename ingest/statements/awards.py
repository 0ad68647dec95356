"""What a penalty came to, where another sentence on the judgment against the same says it: "holds him liable for $12,650"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ingest.reading import ReadAction
from ingest.statements.actions_merge import EventIndex, same_event
from ingest.statements.clauses import sentence_of

Doc = Any

JUDGED = re.compile(r"\b(?:judgments?|orders?|ordered|settlements?|terms|consented|agreed)\b", re.IGNORECASE)
TOTAL = re.compile(r"\btotal(?:ing|ling|s)?\b[^$€£,;]{0,25}$", re.IGNORECASE)
OWED = re.compile(
    r"\b(?:liable (?:for|to pay)|ordered to pay|required to pay|requiring (?:him|her|it|them) to pay|to pay|penalt(?:y|ies) of|fine of|"
    r"disgorge\w*)\b[^$€£;]{0,70}$",
    re.IGNORECASE,
)
CHARGED = re.compile(r"\b(?:alleges?|alleging|alleged that|seeks?|seeking|bribe\w*|stole|raised)\b", re.IGNORECASE)


def with_awards(found: list[ReadAction], doc: Doc) -> list[ReadAction]:
    """Give each penalty without a sum the one owed by the same, and by nobody else, in a sentence from which no penalty was read."""
    wanting = [place for place, action in enumerate(found) if action.kind == "penalty" and action.amount is None]
    if not wanting or not len(doc._.money):
        return found
    index = EventIndex(found)
    filled = list(found)
    held = {party.entity for action in found for party in action.against}
    read = [action.sentence for action in found if action.kind == "penalty" and action.amount is not None]
    for place in wanting:
        action = found[place]
        near = [found[other] for other in index.near(action) if other != place]
        if action.rule == "sought" or any(other.amount and same_event(action, other) for other in near):
            continue
        hit = _owed(action, doc, read, held)
        if hit is not None:
            filled[place] = replace(action, amount=hit.amount, currency=hit.currency)
    return filled


def _owed(action: ReadAction, doc: Doc, read: list[tuple[int, int]], held: set[int]) -> Any:
    """Find a sum in a sentence that names, of those `held` to account, this action's only."""
    against = {party.entity for party in action.against}
    text = doc._.source_text
    owed = []
    for hit in doc._.money:
        span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if span is None or not len(span) or any(start <= hit.start < end for start, end in read):
            continue
        sent = sentence_of(span.root)
        named = {t._.entity for t in sent if t._.entity in held}
        words = text[sent.start_char : sent.end_char]
        if not named or not named <= against or not JUDGED.search(words) or CHARGED.search(words):
            continue
        before = text[max(sent.start_char, hit.start - 110) : hit.start]
        if TOTAL.search(before):
            return hit
        if OWED.search(before):
            owed.append(hit)
    return next(iter(owed), None)
