"""When a measure was taken that its own sentence does not date: by its complaint or judgment, by the tale, by the lead.

A notice dates a measure once ("filed on May 4", "announced today") and then goes on to speak of it without a date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Any

from ingest.reading import ReadAction
from ingest.statements.actions_merge import EventIndex, same_event
from ingest.statements.told_dates import LEAD, Telling, tellings

Doc = Any

MEASURES = frozenset(
    "sanction delisting finding charge arrest plea conviction acquittal dismissal sentence penalty seizure".split()
)
UNDATED = frozenset({"listing", "listing rule", "sought"})
OF_COURTS = frozenset({"penalty", "seizure", "finding"})
NEAR_ONLY = frozenset({"seizure", "finding"})
"""Kinds that an order of another sentence dates only where it is not far away: a case has many orders."""
STAGES = {"arrest": 0, "charge": 0, "plea": 1, "conviction": 1, "acquittal": 1, "dismissal": 1, "sentence": 2}
"""A case takes months from one stage to the next, so that the day of one is not that of another."""
REACH = 3
"""Sentences of a paragraph through which a date given in a main clause goes on."""
CRIMINAL = re.compile(
    r"\b(?:indict\w*|criminal\w*|prosecutors?|U\.?S\.? Attorney\w*|grand jury|Department of Justice|felony)\b",
    re.IGNORECASE,
)
ANTERIOR = re.compile(
    r"\b(?:previous(?:ly)?|earlier|prior|already|later|subsequently|eventually|separately|meanwhile|before(?=[,.;])|afterwards?|"
    r"in the past|ago|in an? (?:parallel|related|separate)|(?:last|next|following|that) (?:week|month|year))\b",
    re.IGNORECASE,
)
AGREED = re.compile(r":(?:agree|consent|settle|stipulate|pay):")
"""Rules that read what is agreed, if a court has yet to approve it."""
SETTLED = re.compile(r"\bsettle(?:d|ment|ments)?\b", re.IGNORECASE)
TOGETHER = re.compile(r"\s*(?:Concurrently|Simultaneously|At the same time|In parallel|In tandem|Also today|Today)\b")
NOW = re.compile(r"\b(?:is|are)\s+now\s+$")
BREAK = re.compile(r"\n\s*\n|[.:!?][\"”’)]?\s*\n")


@dataclass(frozen=True, slots=True)
class _Tale:
    """A text's sentences with the paragraph of each, what it dates, and the measures read in it."""

    doc: Doc
    starts: list[int]
    paragraphs: list[int]
    told: list[Telling]
    measures: list[ReadAction]

    def place(self, char: int) -> int:
        """Give the number of the sentence that holds a character."""
        return max(bisect_right(self.starts, char) - 1, 0)

    def bounds(self, place: int) -> tuple[int, int]:
        """Give the offsets of a sentence by its number."""
        after = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.doc._.source_text)
        return self.starts[place], after


def dated(found: list[ReadAction], doc: Doc) -> list[ReadAction]:
    """Give each undated measure the date that the text gives it elsewhere; one that another statement dates is left alone."""
    wanting = [place for place, action in enumerate(found) if _wants_date(action)]
    if not wanting:
        return found
    tale = _tale(doc, found)
    index = EventIndex(found)
    filled = list(found)
    for place in wanting:
        action = found[place]
        near = (found[other] for other in index.near(action) if other != place)
        if not any(other.date and not _is_apart(other, tale) and same_event(action, other) for other in near):
            filled[place] = replace(action, date=_date_of(action, tale))
    return filled


def _wants_date(action: ReadAction) -> bool:
    if action.kind not in MEASURES or action.date is not None:
        return False
    if action.status == "proposed" and not AGREED.search(action.rule):
        return False
    return action.rule not in UNDATED


def _tale(doc: Doc, found: list[ReadAction]) -> _Tale:
    text, end, number = doc._.source_text, 0, 0
    starts, paragraphs = [], []
    for sent in doc.sents:
        words = sent.text
        first = sent.start_char + len(words) - len(words.lstrip())
        if BREAK.search(text, max(end - 3, 0), first):
            number += 1
        starts.append(sent.start_char)
        paragraphs.append(number)
        end = sent.start_char + len(words.rstrip())
    measures = [action for action in found if action.kind in MEASURES]
    return _Tale(doc, starts, paragraphs, tellings(doc), measures)


def _date_of(action: ReadAction, tale: _Tale) -> str | None:
    apart = _is_apart(action, tale)
    own = _of_its_paper(action, tale, apart=apart)
    if own is not None or apart or action.rule == "caption":
        return own
    return _told_before(action, tale) or _in_the_news(action, tale)


def _of_its_paper(action: ReadAction, tale: _Tale, *, apart: bool) -> str | None:
    """Find when the complaint was filed or the judgment entered: as told in the same sentence, of the same, or once only."""
    wanted = [telling for telling in tale.told if telling.paper == _paper(action, tale)]
    place = tale.place(action.trigger[0])
    here = {t.date for t in wanted if tale.place(t.start) == place}
    if here or apart:
        return here.pop() if len(here) == 1 else None
    names = {p.entity for p in action.against}
    theirs = {t.date for t in wanted if t.entities & names}
    if action.kind in NEAR_ONLY:
        wanted = [telling for telling in wanted if abs(tale.place(telling.start) - place) <= REACH]
    dates = theirs or {t.date for t in wanted if not t.amended and not _is_older(t, tale)}
    if len(dates) > 1:
        dates = {t.date for t in wanted if t.date in dates and not _is_older(t, tale)}
    return dates.pop() if len(dates) == 1 else None


def _is_older(telling: Telling, tale: _Tale) -> bool:
    bounds = tale.bounds(tale.place(telling.start))
    return ANTERIOR.search(tale.doc._.source_text, *bounds) is not None


def _paper(action: ReadAction, tale: _Tale) -> str:
    if action.kind == "charge":
        criminal = CRIMINAL.search(tale.doc._.source_text, *action.sentence)
        return "indictment" if criminal else "complaint"
    if action.kind in {"sanction", "delisting"}:
        return "listing"
    return "judgment" if action.kind in OF_COURTS else "none"


def _is_apart(action: ReadAction, tale: _Tale) -> bool:
    """Tell whether a statement steps out of the tale: what had been before, comes later, or belongs to another case."""
    start, end = action.sentence
    if ANTERIOR.search(tale.doc._.source_text, start, end):
        return True
    span = tale.doc.char_span(*action.trigger, alignment_mode="expand")
    apart = {"had", "would"} if action.kind == "penalty" else {"had", "would", "will"}
    return span is not None and any(c.lower_ in apart for t in span for c in t.children)


def _told_before(action: ReadAction, tale: _Tale) -> str | None:
    """Give the date that the paragraph has reached: the last one in a main clause, a few sentences back at most."""
    place = tale.place(action.trigger[0])
    before = [telling for telling in tale.told if telling.main and telling.start <= action.trigger[0]]
    if not before:
        return None
    at = tale.place(before[-1].start)
    if place - at > REACH or tale.paragraphs[at] != tale.paragraphs[place]:
        return None
    return None if _is_other_stage(action, before[-1], tale) else before[-1].date


def _is_other_stage(action: ReadAction, told: Telling, tale: _Tale) -> bool:
    """Tell whether that day is the day of an earlier or later stage; charges that come settled are one with the penalty."""
    at = tale.place(told.start)
    start, end = tale.bounds(at)
    settled = action.kind == "penalty" and SETTLED.search(tale.doc._.source_text, 0 if at < LEAD else start, end)
    if settled:
        return False
    if (told.paper in {"complaint", "indictment"}) != (action.kind == "charge") and told.paper is not None:
        return True
    there = [other for other in tale.measures if tale.place(other.trigger[0]) == at]
    return any(_other_stage(action.kind, other.kind) for other in there)


def _other_stage(one: str, other: str) -> bool:
    if {one, other} & {"charge", "arrest"} and "penalty" in {one, other}:
        return True
    return one in STAGES and other in STAGES and STAGES[one] != STAGES[other]


def _in_the_news(action: ReadAction, tale: _Tale) -> str | None:
    """Give the day of the news itself, for those of whom the sentence that tells it speaks, until another day is told."""
    told = _news_before(action, tale)
    if told is None or _is_other_stage(action, told, tale):
        return None
    if _is_present(action, tale) or TOGETHER.match(tale.doc._.source_text, *tale.bounds(tale.place(action.trigger[0]))):
        return told.date
    at = tale.place(told.start)
    there = {other.kind for other in tale.measures if tale.place(other.trigger[0]) == at}
    if action.kind not in there and tale.place(action.trigger[0]) - at > LEAD:
        return None
    by, against = ({p.entity for p in side} for side in (action.by, action.against))
    return told.date if by <= told.entities and (against or by) & told.entities else None


def _news_before(action: ReadAction, tale: _Tale) -> Telling | None:
    """Give what tells the day of the news: the first date of a main clause, if no other stands between; a headline comes before it."""
    main = [telling for telling in tale.told if telling.main]
    if not main or not main[0].news:
        return None
    start = action.trigger[0]
    if tale.place(start) <= 1 and main[0].start > start and tale.place(main[0].start) <= LEAD:
        return main[0]
    before = [telling for telling in main if telling.start <= start]
    return main[0] if before and all(telling.date == main[0].date for telling in before) else None


def _is_present(action: ReadAction, tale: _Tale) -> bool:
    """Tell whether a notice does what it tells: "is designating", "are being designated"."""
    span = tale.doc.char_span(*action.trigger, alignment_mode="expand")
    if span is None:
        return False
    words = {c.lower_ for token in span for c in token.children if c.dep_ in {"aux", "auxpass"}}
    if NOW.search(tale.doc._.source_text, max(0, span.start_char - 20), span.start_char):
        return True
    return bool(words & {"is", "are"}) and (span[0].tag_ == "VBG" or "being" in words)
