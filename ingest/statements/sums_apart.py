"""Sums that one sentence deals out before its prepositions, and fines that are part of a sentence passed beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ingest.reading import ReadAction

Doc = Any

BEFORE = frozenset({"taking", "share"})
"""Rules whose trigger is the preposition after the sum: "$60 million from A and $37 million from B"."""
NEAR = 450
CIVIL = re.compile(
    r"\b(?:civil|disgorg\w*|SEC|Commission|complaint|settle\w*|injunction|enjoin\w*|antifraud|regulator)\b",
    re.IGNORECASE,
)
FINING = re.compile(r"\b(?:fine[ds]?|restitution|ordered|order)\b", re.IGNORECASE)


def with_sums_before(found: list[ReadAction], doc: Doc) -> list[ReadAction]:
    """Give each action that a preposition tells the sum that stands right before it."""
    return [_with_sum_before(action, doc) if action.rule in BEFORE else action for action in found]


def _with_sum_before(action: ReadAction, doc: Doc) -> ReadAction:
    hits = [hit for hit in doc._.money if action.sentence[0] <= hit.start and hit.end <= action.trigger[0]]
    last = max(hits, key=lambda hit: hit.end, default=None)
    if last is None or action.trigger[0] - last.end > 60:
        return action
    return replace(action, amount=last.amount, currency=last.currency)


def fines_in_sentences(found: list[ReadAction], doc: Doc) -> list[ReadAction]:
    """Count a fine or restitution as part of the sentence that the same person gets in or beside the same passage."""
    sentences = [action for action in found if action.kind == "sentence"]
    return [_as_sentence(action, sentences, doc) if action.kind == "penalty" else action for action in found]


def _as_sentence(fine: ReadAction, sentences: list[ReadAction], doc: Doc) -> ReadAction:
    words = doc._.source_text[fine.sentence[0] : fine.sentence[1]]
    if CIVIL.search(words) or not FINING.search(words):
        return fine
    whom = {party.entity for party in fine.against}
    for passed in sentences:
        near = abs(passed.trigger[0] - fine.trigger[0]) <= NEAR
        by = {party.entity for party in passed.by}, {party.entity for party in fine.by}
        if near and whom == {p.entity for p in passed.against} and (not by[0] or not by[1] or by[0] & by[1]):
            return replace(fine, kind="sentence", date=passed.date or fine.date, by=fine.by or passed.by)
    return fine
