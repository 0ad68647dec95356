"""Find where a text writes a date, a month, a year, a weekday or a relative day, and take the parts; nothing is resolved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.text.year_words import is_year

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS, start=1)}
_FULL = "|".join([*_MONTHS, *(name.upper() for name in _MONTHS)])
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?"
_MONTH = rf"(?P<m>{_FULL}|{_SHORT})"
_BLANK = "[ \t\u00a0\u2009\u202f]"
_S = rf"{_BLANK}*(?:\r?\n)?{_BLANK}*"
_GAP = rf"(?:{_BLANK}+(?:\r?\n)?{_BLANK}*|\r?\n{_BLANK}*)"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_LEAD = rf"(?:{_WEEKDAY},?{_GAP})?"
_ORDINAL = "(?:st|nd|rd|th)?"
_DAY = rf"(?P<d>[0-3]?\d){_ORDINAL}"
_YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d|-\d|/\d)"
_THE = rf"(?:the{_GAP})?"
_TO = rf"{_S}(?:-|–|—|to|through|and|or|&){_S}"
_NO_MORE = r"(?![\w%:]|[.,]\d|-\d)"
_COUNT = "an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,3}"

# In order of trust: what an earlier pattern has taken is not offered to a later one. The look at the first character is
# for speed only.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?=[A-Z]){_LEAD}{_MONTH}{_GAP}(?P<d>[0-3]?\d){_ORDINAL}{_TO}(?P<d2>[0-3]?\d){_ORDINAL},?{_GAP}{_YEAR}",
        rf"(?=\d)(?<![\w.,$/-])(?P<d>[0-3]?\d){_ORDINAL}{_TO}(?P<d2>[0-3]?\d){_ORDINAL}{_GAP}{_MONTH},?{_GAP}{_YEAR}",
        rf"\b(?=[A-Z]){_LEAD}{_MONTH}{_GAP}{_THE}{_DAY},?{_GAP}{_YEAR}",
        rf"(?=[\dA-Zt])(?<![\w.,$/-]){_LEAD}{_THE}{_DAY}{_GAP}(?:day{_GAP})?(?:of{_GAP})?{_MONTH},?{_GAP}{_YEAR}",
        r"(?<![\w./-])(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?![\d-])",
        r"(?<![\w./])(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<y>(?:19|20)\d\d)(?![\w/]|-[A-Za-z])",
        rf"(?<![\w./-])(?P<d>[0-3]?\d)-{_MONTH}-{_YEAR}",
        r"(?<![\w./-])(?P<y>(?:19|20)\d\d)/(?P<m>[01]\d)/(?P<d>[0-3]\d)(?![\w/-])",
        r"(?<![\w./-])(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.(?P<y>(?:19|20)\d\d)(?![\w/-])",
        rf"\b(?=[A-Z]){_MONTH},?{_GAP}(?:of{_GAP})?{_YEAR}",
        rf"\b(?=[A-Z]){_LEAD}{_MONTH}{_GAP}(?P<d>[0-3]?\d){_ORDINAL}{_TO}(?P<d2>[0-3]?\d){_ORDINAL}{_NO_MORE}",
        rf"(?=\d)(?<![\w.,$/-])(?P<d>[0-3]?\d){_ORDINAL}{_TO}(?P<d2>[0-3]?\d){_ORDINAL}{_GAP}{_MONTH}(?!\w)",
        rf"\b(?=[A-Z]){_LEAD}{_MONTH}{_GAP}{_THE}{_DAY}{_NO_MORE}(?! (?i:attack|terror))",
        rf"(?=[\dA-Zt])(?<![\w.,$/-]){_LEAD}{_THE}{_DAY}{_GAP}(?:day{_GAP})?(?:of{_GAP})?{_MONTH}(?!\w)",
    )
)
_BARE_MONTH = re.compile(rf"\b(?=[JFMASOND])(?P<m>{_FULL})\b(?!['’-]\w)")
_BEFORE_MONTH = re.compile(
    rf"(?:\b(?i:in|since|until|till|during|through|throughout|from|between|early|late|mid|last|by|before|after|"
    rf"as{_GAP}of|month{_GAP}of|(?:end|start|beginning|middle|half){_GAP}of)"
    rf"(?:{_GAP}(?i:early|late|mid|about|around|at{_GAP}least|approximately))?(?:{_GAP}|-)"
    rf"|(?:{_FULL}){_GAP}(?:(?:19|20)\d\d{_GAP})?(?:and|or|to|through|until){_GAP})$"
)
_AFTER_MONTH = re.compile(
    rf"(?:{_GAP}(?:and|or|to|through|until){_GAP}|[-–—])(?:(?i:early|late|mid)[ -])?(?:{_FULL})\b"
)
_NAME_AFTER = re.compile(r"[ ][A-Z][a-z]")
_BARE_YEAR = re.compile(r"(?<![\w$€£#§/.:,])(?P<y>(?:19|20)\d\d)(?![\w%]|[.,/:]\d|\()")
_WEEKDAY_ALONE = re.compile(rf"\b(?:(?P<which>last|next|this)[ ])?(?P<name>{_WEEKDAY})\b")
_NAMED_DAY = re.compile(r"\b(?:Black|Good|Cyber|Ash|Bloody|Palm|Easter)[ ]$")
_RELATIVE = re.compile(
    rf"\b(?:(?P<word>today|tonight|this{_GAP}(?:morning|afternoon|evening)|yesterday|last{_GAP}night|tomorrow)"
    rf"|(?P<same>(?:the|that|this|on{_GAP}the){_GAP}(?:very{_GAP})?same{_GAP}(?P<same_unit>day|week|month|year)"
    rf"|that{_GAP}(?P<that_unit>day|month|year))"
    rf"|the{_GAP}(?P<step>next|following|previous){_GAP}(?P<step_unit>day|week|month|year)"
    rf"|(?P<which>last|this|next|past){_GAP}(?P<which_unit>week|month|year)"
    rf"|(?P<count>{_COUNT}){_GAP}(?P<unit>day|week|month|year)s?{_GAP}(?P<way>ago|later|earlier|before(?=[,.;])|after(?=[,.;]))"
    rf"|the{_GAP}(?P<near>day){_GAP}(?P<side>before|after)(?=[,.;]))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Form:
    """A piece of text that means a day, month or year: by its numbers, by a weekday (0 is Monday), or by a step.

    A step is (`base`, `unit`, `count`): so many units from the day of publication or from the date told last.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    base: str | None = None
    unit: str = "day"
    count: int = 0


def find_forms(text: str) -> list[Form]:
    """Return the forms in order, none overlapping."""
    taken: list[tuple[int, int]] = []
    forms: list[Form] = []
    for found in _candidates(text):
        span = (found[0].start, found[-1].end)
        at = bisect_left(taken, span)
        if (at and taken[at - 1][1] > span[0]) or (at < len(taken) and taken[at][0] < span[1]):
            continue
        taken.insert(at, span)
        forms += found
    return sorted(forms, key=lambda form: form.start)


def _candidates(text: str) -> Iterator[list[Form]]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            forms = _from_numbers(match)
            if all(_exists(form) for form in forms):
                yield forms
    yield from ([form] for form in _lone_words(text))


def _lone_words(text: str) -> Iterator[Form]:
    for match in _BARE_MONTH.finditer(text):
        if _stands_for_a_month(text, match):
            yield Form(match.start(), match.end(), month=_month(match["m"]))
    for match in _BARE_YEAR.finditer(text):
        if is_year(text, match.start(), match.end()):
            yield Form(match.start(), match.end(), year=int(match["y"]))
    for match in _RELATIVE.finditer(text):
        yield _from_words(match)
    for match in _WEEKDAY_ALONE.finditer(text):
        if not _NAMED_DAY.search(text[max(0, match.start() - 8) : match.start()]):
            yield _weekday(match)


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word[:3].lower()]


def _from_numbers(match: re.Match[str]) -> list[Form]:
    parts = match.groupdict()
    year = int(parts["y"]) if parts.get("y") else None
    if parts.get("a"):
        first, second = int(parts["a"]), int(parts["b"])
        # American order, unless the first number can only be a day.
        if first > 12:
            first, second = second, first
        return [Form(match.start(), match.end(), year, first, second)]
    month, day = _month(parts["m"]), int(parts["d"]) if parts.get("d") else None
    # "Dec. 16-05" is a slip of somebody's, not a period.
    if not parts.get("d2") or int(parts["d2"]) <= (day or 0):
        return [Form(match.start(), match.end(), year, month, day)]
    split = match.start("d2")
    first_form = Form(match.start(), match.end("d"), year, month, day)
    return [first_form, Form(split, match.end(), year, month, int(parts["d2"]))]


def _exists(form: Form) -> bool:
    if form.month is not None and not 1 <= form.month <= 12:
        return False
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(form.month or 1, 31)
    if form.month == 2 and form.year is not None and (form.year % 4 or (form.year % 100 == 0 and form.year % 400)):
        longest = 28
    return form.day is None or 1 <= form.day <= longest


def _stands_for_a_month(text: str, match: re.Match[str]) -> bool:
    """Tell the month from the verb and the name: a preposition or another month must stand beside it."""
    before = text[max(0, match.start() - 40) : match.start()]
    opened = _BEFORE_MONTH.search(before)
    if opened is None:
        return _AFTER_MONTH.match(text, match.end()) is not None
    named = opened.group().split()[0].lower() in ("by", "from", "after", "before")
    return not (named and match["m"] in ("April", "May", "June", "August") and _NAME_AFTER.match(text, match.end()))


def _weekday(match: re.Match[str]) -> Form:
    count = {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    return Form(match.start(), match.end(), weekday=_WEEKDAYS.index(match["name"].lower()), count=count)


def _from_words(match: re.Match[str]) -> Form:
    parts = {name: value.lower() for name, value in match.groupdict().items() if value}
    base, unit = "published", "day"
    count: int = 0
    if "word" in parts:
        count = {"last": -1, "yesterday": -1, "tomorrow": 1}.get(parts["word"].split()[0], 0)
    elif "same" in parts:
        base, unit = "told", parts.get("same_unit") or parts["that_unit"]
    elif "step" in parts:
        base, unit, count = "told", parts["step_unit"], -1 if parts["step"] == "previous" else 1
    elif "which" in parts:
        unit, count = parts["which_unit"], {"last": -1, "past": -1, "next": 1, "this": 0}[parts["which"]]
    elif "near" in parts:
        base, count = "told", -1 if parts["side"] == "before" else 1
    else:
        base = "published" if parts["way"] == "ago" else "told"
        unit, count = (
            parts["unit"],
            _count(parts["count"]) * (-1 if parts["way"] in ("ago", "earlier", "before") else 1),
        )
    return Form(match.start(), match.end(), base=base, unit=unit, count=count)


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    words = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words.index(word) if word in words else 1
