"""Read the numbers of a text, in digits and in words, with the scale that follows: "4.3 million", "two hundred thousand"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.text.currencies import ISO_CODES

_SPACE = "[ \t\u00a0\u2009\u202f\r\n-]"
_ONES = {
    name: number
    for number, name in enumerate(
        re.findall(
            "[a-z]+",
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen",
        )
    )
}
_TENS = {
    name: 10 * number
    for number, name in enumerate(
        re.findall("[a-z]+", "twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
_WORDS: dict[str, float] = {**_ONES, **_TENS, "dozen": 12, "a": 1, "an": 1, "half": 0.5}
_SCALES: dict[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
}
_SHORT_SCALES: dict[str, float] = {
    "mln": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "mm": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
}

_GROUPED = (
    r"\d{1,3}(?:,\d{2,3}){0,6},\d{3}(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){1,6},\d{1,2}|\d{1,3}(?:\.\d{3}){2,6}"
    "|\\d{1,3}(?:['’\u00a0\u2009\u202f]\\d{3}){1,6}(?:\\.\\d+)?|\\d{1,3}(?: \\d{3}){2,5}"
)
# "1,5 million" has a decimal comma; a currency's code may stand right before the digits.
_COMMA = r"\d{1,3},\d{1,2}(?=[ \u00a0]?(?:million|billion|bn|mln|mn)\b)"
_DIGITS = (
    rf"(?=[.\d])(?:(?<![\w.,/:])|(?<=\b(?:{'|'.join(ISO_CODES)}|RMB|Rs\.))|(?<=\bRs))"
    rf"(?:{_GROUPED}|{_COMMA}|\d{{1,18}}(?:\.\d{{1,18}})?|(?<!\w)\.\d{{1,8}})(?!\d|[/:.,]\d)"
)
_NUMBER_WORD = "|".join(sorted([*_ONES, *_TENS, "dozen"], key=len, reverse=True))
_SCALE_WORD = "|".join(_SCALES)
# "a million", "half a billion", "one and a half million", "two hundred and fifty thousand", "three million five hundred".
_IN_WORDS = (
    rf"(?<![\w-])(?:(?:half{_SPACE}+)?an?{_SPACE}+(?:half{_SPACE}+)?(?={_SCALE_WORD}|dozen)|(?={_NUMBER_WORD}))"
    rf"(?:(?:{_NUMBER_WORD}|{_SCALE_WORD})(?![a-z])(?:{_SPACE}+(?:and{_SPACE}+)?(?:a{_SPACE}+half{_SPACE}+)?"
    rf"(?={_NUMBER_WORD}|{_SCALE_WORD}))?){{1,12}}"
)
_NUMBER = re.compile(f"(?P<digits>{_DIGITS})|(?P<words>{_IN_WORDS})", re.IGNORECASE)
_SCALE_AFTER = re.compile(
    rf"{_SPACE}{{0,2}}(?P<long>{_SCALE_WORD})(?![a-z])|{_SPACE}?(?P<short>mln|mn|mio|bln|bn|trn|tn)(?![\w])"
    r"|(?P<letter>mm|k|m|b)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number where it stands; `scale` is 1 where no word of scale follows, `plain` marks digits without any sign."""

    start: int
    end: int
    number: float
    scale: float
    plain: bool

    @property
    def value(self) -> float:
        """The number in units: "4.3 million" is 4300000."""
        # Rounding hides what binary fractions add: 4.35 times a million.
        return round(self.number * self.scale, 8)


def find_quantities(text: str) -> Iterator[Quantity]:
    """Yield all numbers of the text in order, none overlapping; digits glued to letters or other digits are none."""
    for match in _NUMBER.finditer(text):
        if match["words"]:
            words = match["words"].rstrip(" \t\r\n-")
            yield Quantity(match.start(), match.start() + len(words), _from_words(words), 1.0, False)
            continue
        scale, end = _scale(text, match.end())
        if scale is None:
            continue
        plain = match["digits"].isdigit() and scale == 1
        yield Quantity(match.start(), end, _from_digits(match["digits"]), scale, plain)


def _scale(text: str, at: int) -> tuple[float | None, int]:
    after = _SCALE_AFTER.match(text, at)
    if after is not None:
        word = (after["long"] or after["short"] or after["letter"]).lower()
        return (_SCALES.get(word) or _SHORT_SCALES[word]), after.end()
    # "10b-5", "3rd": a number glued to other letters counts nothing. A currency's code may follow at once.
    if at < len(text) and text[at].isalpha() and not re.match("[A-Z]{3}|euros?|€", text[at:]):
        return None, at
    return 1.0, at


def _from_digits(digits: str) -> float:
    bare = re.sub("['’ \u00a0\u2009\u202f]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}", bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3},\d{1,2}", bare):
        bare = bare.replace(",", ".")
    return float(bare.replace(",", ""))


def _from_words(words: str) -> float:
    total = group = 0.0
    for word in re.findall("[a-z]+", words.lower()):
        if word == "and":
            continue
        if word == "half" and group:
            group += 0.5 if group >= 1 else 0
        elif word in ("a", "an"):
            group = group or 0.0
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in _SCALES:
            total, group = total + (group or 1) * _SCALES[word], 0.0
        elif word == "dozen":
            group = (group or 1) * 12
        else:
            group += _WORDS[word]
    return total + group
