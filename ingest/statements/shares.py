"""One verdict on several, with a sum for each: "A and B agreed to pay $5 and $7, respectively", "$5,000 each"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ingest.reading import Party, ReadAction

Doc = Any

SHARED = frozenset({"penalty", "sentence", "seizure"})
IN_TURN = re.compile(r"\brespectively\b", re.IGNORECASE)
EACH = re.compile(r"\s+each\b|\s+apiece\b")
REACH = 60
"""Characters between the last sum and the word that deals the sums out."""


def dealt(found: list[ReadAction], doc: Doc) -> list[ReadAction]:
    """Make one measure for each person where the sentence gives each a sum of his own."""
    return [part for action in found for part in _parts(action, doc)]


def _parts(action: ReadAction, doc: Doc) -> Iterator[ReadAction]:
    start, end = action.sentence
    here = sorted((p for p in action.against if start <= p.span[0] < end), key=lambda party: party.span)
    sums = _sums(action, here, doc) if action.kind in SHARED and len(here) > 1 else []
    if not sums or len(here) != len(action.against):
        yield action
        return
    for party, hit in zip(here, sums, strict=True):
        yield replace(action, against=(party,), amount=hit.amount, currency=hit.currency)


def _sums(action: ReadAction, here: list[Party], doc: Doc) -> list[Any]:
    """Give the sums in the order of the persons: as many as they are before "respectively", or one for each."""
    start, end = action.sentence
    text = doc._.source_text
    sums = [hit for hit in doc._.money if start <= hit.start < end]
    for turn in IN_TURN.finditer(text, start, end):
        before = [hit for hit in sums if hit.end <= turn.start()][-len(here) :]
        if len(before) == len(here) and turn.start() - before[-1].end <= REACH:
            return before
    each = next((hit for hit in sums if hit.amount == action.amount and EACH.match(text, hit.end)), None)
    return [each] * len(here) if each is not None else []
