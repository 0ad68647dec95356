"""When a theft or attack happened and what it took, where another sentence of the same victim, or of the one deed told, says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ingest.reading import ReadAction
from ingest.statements.attach import in_money
from ingest.statements.clauses import sentence_of

Doc = Any
Token = Any

DEEDS = frozenset({"theft", "ransomware", "attack"})
TAKING = frozenset(
    "steal hack drain lose empty siphon rob breach exploit attack hit strike suffer occur happen loot swipe compromise infect encrypt "
    "cripple disappear vanish".split()
)
"""Verbs whose own clause dates a deed or sums it up."""
DEED = r"(?:thefts?|heists?|hacks?|raids?|attacks?|breach|exploits?|robbery|intrusion|incident|hacking)"
DEED_THEN = re.compile(
    rf"\b(?:took|taken)\s+place\s+(?:on|in)\s+(?:or\s+about\s+)?$|\b{DEED}\b(?:\s+(?!(?:was|were|is|are|has|had|and|which|who|that)\b)[\w$.’']+,?){{0,12}}?\s+(?:on|in|of)\s+(?:or\s+about\s+|early\s+|late\s+)?$",
    re.IGNORECASE,
)
THEN_DEED = re.compile(rf"(?:['’]s)?\s+(?:(?!(?:that|the|an?|of|in|and|by)\b)[\w-]+\s+){{0,2}}?{DEED}\b", re.IGNORECASE)
ON = re.compile(r",?\s+(?:on|in)\s+(?:or\s+about\s+|about\s+|early\s+|late\s+|mid-)?", re.IGNORECASE)
WORTH_OF = re.compile(
    r"\b(?:thefts?|heists?|hacks?|loss(?:es)?|haul|loot)\b[^.;,]{0,40}?\b(?:of|worth|at|totall?ing|exceed\w*)\s+(?:[\w-]+\s+){0,4}$"
    r"|\b(?:stole|stolen|stealing|lost|drained|siphoned|emptied|took|taken|losing|netted)\b[^.;$€£]{0,60}$",
    re.IGNORECASE,
)
WORTH_DEED = re.compile(
    rf"(?:\s+(?!(?:to|for|in|by|and|on|from)\b)[\w-]+){{0,4}}?\s+(?:{DEED}|(?:was|were|had been)\s+(?:stolen|drained|taken|siphoned)|(?:was\s+|were\s+)?stolen)\b",
    re.IGNORECASE,
)
RANSOM = re.compile(r"\bransoms?\b[^.;$€£]{0,50}$|\b(?:paid|paying|extorted)\b[^.;$€£]{0,40}$", re.IGNORECASE)
RANSOM_AFTER = re.compile(r"[^.;$€£]{0,30}\bransom\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Fact:
    """A date or sum that some sentence ties to a deed, with whom the sentence names."""

    start: int
    value: Any
    entities: frozenset[int]


_Facts = dict[str, list[_Fact]]


def with_incidents(found: list[ReadAction], doc: Doc) -> list[ReadAction]:
    """Give each undated deed the date, and each without a sum the sum, that the text ties to its victim or to the one deed."""
    wanting = [action for action in found if _is_wanting(action)]
    if not wanting:
        return found
    alone = len({frozenset(p.entity for p in a.against) for a in found if a.kind in DEEDS}) == 1
    facts = {
        "date": list(_dates(doc)),
        **{kind: list(_sums(doc, kind)) for kind in {action.kind for action in wanting}},
    }
    return [_completed(action, found, facts, doc, alone=alone) if _is_wanting(action) else action for action in found]


def _is_wanting(action: ReadAction) -> bool:
    return action.kind in DEEDS and not (action.date and action.amount)


def _completed(action: ReadAction, found: list[ReadAction], facts: _Facts, doc: Doc, *, alone: bool) -> ReadAction:
    same = [other for other in found if other.kind == action.kind and _victims(other) == _victims(action)]
    if not any(other.date for other in same):
        fact = _fact_of(action, facts["date"], alone=alone)
        date = _beside_victim(action, doc) or (fact.value if fact else None)
        action = replace(action, date=date)
    if action.kind != "attack" and not any(other.amount for other in same):
        fact = _fact_of(action, facts[action.kind], alone=alone)
        action = replace(action, amount=fact.value.amount, currency=fact.value.currency) if fact else action
    return action


def _beside_victim(action: ReadAction, doc: Doc) -> str | None:
    """Give the date that follows the victim's name at once: "$37 million from X on July 22"."""
    text = doc._.source_text
    for party in action.against:
        hit = next((hit for hit in doc._.dates if party.span[1] <= hit.start <= party.span[1] + 40), None)
        if hit is not None and ON.fullmatch(text, party.span[1], hit.start):
            return str(hit.date)
    return None


def _victims(action: ReadAction) -> frozenset[int]:
    return frozenset(party.entity for party in action.against)


def _fact_of(action: ReadAction, facts: list[_Fact], *, alone: bool) -> _Fact | None:
    """Pick the first fact of the action's own sentence, else of its victim, else of a text that tells one deed only."""
    start, end = action.sentence
    here = [fact for fact in facts if start <= fact.start < end]
    theirs = [fact for fact in facts if fact.entities & _victims(action)]
    return next(iter(here or theirs or (facts if alone else [])), None)


def _dates(doc: Doc) -> Iterator[_Fact]:
    text = doc._.source_text
    for hit in doc._.dates:
        span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if span is None or not len(span):
            continue
        sent = sentence_of(span.root)
        before = text[max(sent.start_char, hit.start - 110) : hit.start]
        if DEED_THEN.search(before) or THEN_DEED.match(text, hit.end) or _verb_over(span.root).lemma_ in TAKING:
            yield _Fact(hit.start, hit.date, _named(sent))


def _sums(doc: Doc, kind: str) -> Iterator[_Fact]:
    text = doc._.source_text
    before, after = (RANSOM, RANSOM_AFTER) if kind == "ransomware" else (WORTH_OF, WORTH_DEED)
    for hit in doc._.money:
        span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if span is None or not len(span):
            continue
        sent = sentence_of(span.root)
        if before.search(text[max(sent.start_char, hit.start - 90) : hit.start]) or after.match(text, hit.end):
            yield _Fact(hit.start, in_money(doc, hit), _named(sent))


def _verb_over(token: Token) -> Token:
    """Give the verb of the clause that a date hangs from."""
    node = token
    while node.head != node and node.pos_ not in {"VERB", "AUX"}:
        node = node.head
    return node


def _named(sent: Any) -> frozenset[int]:
    return frozenset(t._.entity for t in sent if t._.entity is not None)
