"""Find the dates and periods that a text gives, resolved against its day of publication and the dates told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.text.date_forms import Form, find_forms
from ingest.text.date_resolve import Scene, read_published, resolve, year_of

_QUALIFIER = (
    r"(?:(?:at\s+least|approximately|about|around|roughly|or\s+about|on|in|early|late|mid|the|end\s+of|beginning\s+of|start\s+of|"
    r"spring|summer|autumn|fall|winter|of)[\s-]+)"
)
_TO = re.compile(rf"\s*,?\s*(?:to|through|thru|until|till|up\s+to)\s+{_QUALIFIER}{{0,4}}", re.IGNORECASE)
_DASH = re.compile(r"[ \t]*[-–—][ \t]*")
_AND = re.compile(rf"\s*(?:,|,?\s*(?:and|or|&))\s*{_QUALIFIER}{{0,4}}", re.IGNORECASE)
_BETWEEN = re.compile(rf"\bbetween\s+{_QUALIFIER}{{0,4}}$", re.IGNORECASE)
_OF_YEAR = re.compile(r"\s+(?:of\s+)?")
_LONGEST_LINK = 48

_SENTENCE_END = re.compile(r"[.!?][\"”’)]?\s+(?=[\"“(A-Z0-9])|\n\s*\n")
# What stands after these words is told in passing: it does not date what comes next.
_IN_PASSING = re.compile(
    r"\b(?:which|who|whom|whose|that|when|had|has|have|since|previously|first|formerly|originally|after|before|between|from)\b",
    re.IGNORECASE,
)
_STORY_REACH = 600
_AHEAD_BEFORE = re.compile(
    r"\b(?:will|shall|scheduled|is\s+due|are\s+due|is\s+set|are\s+set|is\s+expected)\b[^.;]{0,60}$"
)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?]\s+|\n)(?:On|In|By)\s+$")
_AHEAD_AFTER = re.compile(r",?[^.;]{0,40}?\b(?:will|is\s+due|is\s+set|is\s+scheduled)\b")


@dataclass(frozen=True, slots=True)
class DateHit:
    """A date as exact as the text (YYYY, YYYY-MM, YYYY-MM-DD); `end_date` where it is the first of a period."""

    start: int
    end: int
    date: str
    end_date: str | None = None


@dataclass(slots=True)
class _Story:
    """The dates given so far, from which the later ones are understood."""

    told: str | None = None
    told_day: str | None = None
    anchor: str | None = None
    anchor_end: int = 0

    def tell(self, text: str, form: Form, given: str) -> None:
        self.told = given
        if len(given) == 10:
            self.told_day = given
        if form.year is not None and not _IN_PASSING.search(_clause_before(text, form.start)):
            self.anchor, self.anchor_end = given, form.end


def find_dates(text: str, published: str | None = None) -> tuple[DateHit, ...]:
    """Return the dates in order, a period as one hit; `published` is an ISO date, as exact as it is known.

    A form whose year or day cannot be known from the text and `published` is left out.
    """
    forms = find_forms(text)
    links = [_link(text, forms[at], forms[at + 1]) for at in range(len(forms) - 1)] + [None]
    forms = _lend_years(forms, links)
    day = read_published(published)
    story = _Story()
    hits: list[DateHit | None] = []
    for at in range(len(forms)):
        if at and forms[at - 1].end == forms[at].end:
            hits.append(None)  # the year that the form before has taken in
            continue
        form = forms[at]
        scene = Scene(day, story.told, story.told_day, _anchor(text, story, forms, at), _points_ahead(text, form))
        forms[at : at + 2] = _complete(text, form, forms[at + 1 : at + 2], links[at], scene)
        meant = resolve(forms[at], scene)
        hits.append(DateHit(form.start, forms[at].end, *meant) if meant else None)
        if meant:
            story.tell(text, form, meant[0])
    return tuple(_join_periods(hits, links))


def _link(text: str, first: Form, second: Form) -> str | None:
    """Say whether two forms are the ends of a range, members of a list, or neither."""
    between = text[first.end : second.start]
    if len(between) > _LONGEST_LINK or first.base or second.base:
        return None
    if _TO.fullmatch(between) or _DASH.fullmatch(between):
        return "range"
    if not _AND.fullmatch(between):
        return None
    opened = between.strip() != "," and _BETWEEN.search(text[max(0, first.start - _LONGEST_LINK) : first.start])
    return "range" if opened else "list"


def _lend_years(forms: Sequence[Form], links: Sequence[str | None]) -> list[Form]:
    """Give a month or day without a year the one of its neighbour in a range or list: "March 3 and May 5, 2022"."""
    lent = list(forms)
    for at in reversed(range(len(lent) - 1)):
        first, second = lent[at], lent[at + 1]
        if links[at] and second.year and first.month and second.month and first.year is None:
            lent[at] = replace(first, year=second.year - _is_later(first, second))
    for at in range(len(lent) - 1):
        first, second = lent[at], lent[at + 1]
        if links[at] and first.year and first.month and second.month and second.year is None:
            lent[at + 1] = replace(second, year=first.year + _is_later(first, second))
    return lent


def _complete(text: str, form: Form, following: Sequence[Form], link: str | None, scene: Scene) -> list[Form]:
    """Give a month or day the year that the next form holds: "in March last year", or that the end of its range has."""
    if form.month is None or form.year is not None or not following:
        return [form, *following]
    second = following[0]
    if second.base and second.unit == "year" and _OF_YEAR.fullmatch(text, form.end, second.start):
        year = resolve(second, scene)
        return [replace(form, year=int(year[0]), end=second.end), second] if year else [form, second]
    if link == "range" and second.month:
        end_year = year_of(second, scene) if second.year is None else second.year
        if end_year is not None:
            return [replace(form, year=end_year - _is_later(form, second)), replace(second, year=end_year)]
    return [form, second]


def _is_later(first: Form, second: Form) -> bool:
    if first.month == second.month and (first.day is None or second.day is None):
        return False
    return (first.month or 0, first.day or 0) > (second.month or 0, second.day or 0)


def _anchor(text: str, story: _Story, forms: Sequence[Form], at: int) -> str | None:
    """Return the date of what is being told: one in the same sentence, else the last that was not given in passing."""
    form = forms[at]
    if form.year is not None or form.month is None:
        return None
    if (
        at
        and story.told
        and forms[at - 1].year is not None
        and not _SENTENCE_END.search(text, forms[at - 1].end, form.start)
    ):
        return story.told
    return story.anchor if form.start - story.anchor_end <= _STORY_REACH else None


def _clause_before(text: str, start: int) -> str:
    window = text[max(0, start - 100) : start]
    breaks = [match.end() for match in _SENTENCE_END.finditer(window)]
    return window[breaks[-1] :] if breaks else window


def _points_ahead(text: str, form: Form) -> bool:
    if form.year is not None or form.base is not None:
        return False
    before = text[max(0, form.start - 80) : form.start]
    if _AHEAD_BEFORE.search(before):
        return True
    return _OPENS_SENTENCE.search(before) is not None and _AHEAD_AFTER.match(text, form.end) is not None


def _join_periods(hits: Sequence[DateHit | None], links: Sequence[str | None]) -> list[DateHit]:
    joined: list[DateHit] = []
    previous: DateHit | None = None
    for at, hit in enumerate(hits):
        closes = hit is not None and previous is not None and links[at - 1] == "range"
        if closes and hit and previous and previous.end_date is None and previous.date < hit.date:
            joined[-1] = replace(previous, end=hit.end, end_date=hit.end_date or hit.date)
            previous = joined[-1]
            continue
        if hit is not None:
            joined.append(hit)
        previous = hit
    return joined
