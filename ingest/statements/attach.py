"""Which amount and which date belong to a statement: those of the trigger's own clause before those of the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ingest.statements.clauses import is_verbal, sentence_of
from ingest.statements.told_dates import is_dateline
from ingest.text.currencies import ISO_CODES
from kg.model import Span

Token = Any
Doc = Any

TODAY = re.compile(r"\btoday\b|\bthis (?:morning|afternoon|week)\b", re.IGNORECASE)
LAW = re.compile(r"\b(?:Act|Acts|Law|Code|Amendments) of $")
TOTAL = re.compile(r"\btotal(?:ing|ling|s)?\b[^$,;]{0,25}$", re.IGNORECASE)
PENALTY = re.compile(r"\b(?:penalt(?:y|ies)|fines?)\b[^$,;]{0,90}$", re.IGNORECASE)
AFTER_PENALTY = re.compile(r"\s*(?:civil |monetary |money |criminal )*(?:penalt(?:y|ies)|fine)", re.IGNORECASE)
WORTH = re.compile(
    r",?\s*(?:\(|(?:\w+\s+){0,4}?(?:worth|valued at|equal to|equivalent to|equivalent of|value of|or))\s*"
    r"(?:then |now |some |about |around |roughly |approximately |approx\. |nearly |over |almost |an estimated |more than |at |worth |~ ?|≈ ?)*",
    re.IGNORECASE,
)
WORTH_WITHIN = 70
LEVELS = 4
LATER = frozenset({"later", "subsequently", "eventually", "then", "ultimately", "previously", "earlier", "afterwards"})
PAPERS = frozenset(
    "complaint indictment information lawsuit suit action charge order judgment settlement decree notice statement rule".split()
)
ACCUSING = frozenset(
    "accuse allege announce charge convict file indict plead sanction designate sentence sue arrest bring unseal".split()
)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Amount, currency and dates of one statement; each None where the text gives none."""

    amount: float | None = None
    currency: str | None = None
    date: str | None = None
    end: str | None = None


def circumstances(
    trigger: Token, *, published: str | None = None, conduct: bool = False, penalty: bool = False
) -> Circumstances:
    """Find the amount and the date nearest to a trigger in the parse; "today" is the publication date.

    A `penalty` takes the total where one is named, else what is called a penalty or fine.  For `conduct` the clause that charges or announces it is out of reach: its date is not the deed's.
    """
    doc = trigger.doc
    money = in_money(doc, _penalty(trigger) if penalty else _nearest(trigger, doc._.money))
    sent = sentence_of(trigger)
    here = [hit for hit in doc._.dates if _inside(hit, sent.start_char, sent.end_char)]
    dates = [hit for hit in here if not _tells_else(hit, trigger, measure=not conduct)]
    dates = [hit for hit in dates if not is_dateline(doc._.source_text, hit)] or dates
    hit = _nearest(trigger, dates, sentence=not conduct)
    date, end = (hit.date, hit.end_date) if hit is not None else (None, None)
    if date is None and published and TODAY.search(sentence_of(trigger).text):
        date = published
    if money is None:
        return Circumstances(date=date, end=end)
    return Circumstances(money.amount, money.currency, date, end)


def in_money(doc: Doc, hit: Any) -> Any:
    """Take what a sum of coins was worth where the text says so at once: "63 BTC, worth about $2 million"."""
    if hit is None or hit.currency in ISO_CODES:
        return hit
    text = doc._.source_text
    near = (o for o in doc._.money if o.start >= hit.end and o.start - hit.end <= WORTH_WITHIN)
    worth = next((o for o in near if o.currency in ISO_CODES and WORTH.fullmatch(text, hit.end, o.start)), None)
    return worth or hit


def is_dated_by(trigger: Token, date: str | None) -> bool:
    """Tell whether a date stands in the trigger's own clause or phrase; the clause around it says when something else was."""
    if date is None:
        return True
    node = trigger.head if trigger.dep_ in {"attr", "oprd"} and trigger.head.lemma_ == "become" else trigger
    start, end = node.left_edge.idx, node.right_edge.idx + len(node.right_edge)
    own = [hit for hit in trigger.doc._.dates if hit.date == date and _inside(hit, start, end)]
    return any(not _tells_else(hit, trigger) for hit in own)


def _penalty(trigger: Token) -> Any:
    """Pick the total of a penalty, else the amount called one, else the nearest."""
    doc, sent = trigger.doc, sentence_of(trigger)
    bounds = (sent.start_char, sent.end_char)
    here = [hit for hit in doc._.money if _inside(hit, *bounds)]
    later = [hit for hit in here if hit.start >= trigger.idx] or here
    total = next((hit for hit in later if TOTAL.search(_before(doc, hit, bounds))), None)
    called = next((hit for hit in later if _called_penalty(doc, hit, bounds)), None)
    return total or called or _nearest(trigger, doc._.money)


def _before(doc: Doc, hit: Any, bounds: Span) -> str:
    return str(doc._.source_text[max(hit.start - 110, bounds[0]) : hit.start])


def _called_penalty(doc: Doc, hit: Any, bounds: Span) -> bool:
    after = doc._.source_text[hit.end : min(hit.end + 25, bounds[1])]
    return bool(PENALTY.search(_before(doc, hit, bounds)) or AFTER_PENALTY.match(after))


def is_called_penalty(doc: Doc, sentence: Span, amount: float | None) -> bool:
    """Tell whether a sentence calls this amount a penalty, a fine or a total, not a sum to be disgorged."""
    return amount is not None and any(
        _called_penalty(doc, hit, sentence) or bool(TOTAL.search(_before(doc, hit, sentence)))
        for hit in doc._.money
        if hit.amount == amount and _inside(hit, *sentence)
    )


def _nearest(trigger: Token, hits: Any, *, sentence: bool = False) -> Any:
    """Pick the hit in the smallest clause around the trigger; within one, the first that follows it, else the first."""
    bounds = sentence_of(trigger).start_char, sentence_of(trigger).end_char
    here = [hit for hit in hits if _inside(hit, *bounds) and not _names_a_law(trigger.doc, hit)]
    if not here:
        return None
    node = trigger
    for level in range(LEVELS):
        inside = [hit for hit in here if _under(trigger.doc, hit, node)]
        if inside:
            return _choose(inside, trigger, level)
        if sentence and _has_its_own_time(node):
            return None
        if node.head == node or _leaves_the_event(node, trigger, sentence=sentence):
            break
        node = node.head
    if not sentence:
        return None
    return here[0] if here[0].start < trigger.idx else None


def _has_its_own_time(node: Token) -> bool:
    """Tell whether a clause without a date is of another time than the one around it: "a case brought by X", "and later pleaded"."""
    if node.dep_ in {"acl", "relcl"}:
        return node.head.lemma_.lower() not in PAPERS
    return node.dep_ == "conj" and any(child.lower_ in LATER for child in node.children)


def _leaves_the_event(node: Token, trigger: Token, *, sentence: bool) -> bool:
    """Tell whether the clause above a node tells something else than what the trigger tells."""
    if sentence:
        return False
    if is_verbal(node) and node.dep_ in {"ccomp", "relcl"}:
        return True
    return (
        node.head.lemma_ in ACCUSING
        or (node != trigger and node.lemma_ in ACCUSING)
        or (node.pos_ == "NOUN" and node.dep_ == "pobj")
    )


def _tells_else(hit: Any, trigger: Token, *, measure: bool = False) -> bool:
    """Tell whether a date stands in a clause, beside or under the trigger, that says something else.

    Such is a relative clause, a participle ("an action filed in 2014"), and of a `measure` what it was taken for or came after.
    """
    span = trigger.doc.char_span(hit.start, hit.end, alignment_mode="expand")
    if span is None:
        return True
    if len(hit.date) == 4 and _says_which(span.root, trigger):
        return True
    node = span.root
    while node not in (node.head, trigger) and not node.is_ancestor(trigger):
        if _opens_another(node, trigger) or (measure and _is_ground(node, trigger)):
            return True
        node = node.head
    return False


def _opens_another(node: Token, trigger: Token) -> bool:
    above = node.head
    if node.dep_ == "relcl":
        return bool(above != trigger)
    return node.dep_ == "acl" and node.i > trigger.i and trigger not in (above, above.head)


def _is_ground(node: Token, trigger: Token) -> bool:
    """Tell whether a clause says for what a measure was taken ("with selling"), or after what ("having pleaded")."""
    if node.dep_ == "advcl":
        return bool(node.i > trigger.i)
    return node.dep_ == "pcomp" and node.head.lower_ in {"with", "for", "of"}


def _says_which(token: Token, trigger: Token) -> bool:
    """Tell whether a date stands before a noun to say which one is meant: "his 2013 testimony"."""
    noun = token.head
    if token.dep_ not in {"nummod", "amod", "compound", "nmod"} or noun.pos_ != "NOUN" or token.i > noun.i:
        return False
    return noun != trigger and noun.lemma_.lower() not in PAPERS and not noun.is_ancestor(trigger)


def _names_a_law(doc: Doc, hit: Any) -> bool:
    """The year in "the Securities Act of 1933" dates nothing."""
    return bool(LAW.search(doc._.source_text[max(hit.start - 30, 0) : hit.start]))


def _inside(hit: Any, start: int, end: int) -> bool:
    return bool(start <= hit.start < end)


def _under(doc: Doc, hit: Any, node: Token) -> bool:
    span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
    return span is not None and any(token == node or node.is_ancestor(token) for token in span)


def _choose(inside: list[Any], trigger: Token, level: int) -> Any:
    following = [hit for hit in inside if hit.start >= trigger.idx]
    if level == 0 or not following:
        return inside[0] if level else (following or inside)[0]
    return min(inside, key=lambda hit: abs(hit.start - trigger.idx))
