"""What tells one story from another in the same words: numbers, names, dates and addresses, sentence by sentence, by form alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

WORD: Final = re.compile(r"(?:\w\.){2,}|\d+(?:[.,]\d+)+|\w+")
"""A word, a number with its points, or an abbreviation with its points."""
_TOKEN: Final = re.compile(r"(?:\w\.){2,}|\d+(?:[.,]\d+)+|\w+")
_END: Final = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
_SHORTENED: Final = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Inc|Corp|Co|Ltd|No|Nos|Gen|Sen|Rep|Gov|St|Jr|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)$"
)
_FEWEST: Final = 4
_NUMBERS: Final = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty thirty forty fifty".split()
)
# told against the day of printing, so that two papers write one day in two ways
_NO_FACTS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday i a an the he she it they we his her their in on at "
    "mr mrs ms dr".split()
)
_TELL_NOTHING: Final = _NO_FACTS | frozenset(
    "a about above after again all also although among an and any are as at be because been before being between both but "
    "by can could did do does during each either for from further had has have having however if in into is it its itself "
    "may might more most must no nor not of off on once only or other our out over own per same shall should since so some "
    "such than that their them then there these they this those through to too under until up upon us very via was we were "
    "what when where which while who whom whose why will with within would you your "
    "said says say saying stated states told announced announces according added adds reported reports".split()
)
COMMON: Final = frozenset(
    "us usa united states american america federal register government department departments treasury treasury's ofac fincen bis sec cftc fbi doj "
    "dea cfr usc cfr's office offices foreign asset assets control commerce state justice homeland security commission bureau administration agency "
    "secretary act acts order orders executive eo rule rules regulation regulations list lists sdn specially designated national "
    "nationals blocked persons person sanctions sanction section sections part title code notice network financial crimes enforcement paperwork "
    "reduction public congress president export entity entities industry bank secrecy bsa gl gls license licenses general web website "
    "individual individuals vessel vessels one two three four five six seven eight nine ten program law district court attorney attorney's".split()
)
"""What names the author of a notice and the law it goes by, and tells no story from another."""
_ONE_OF_A_KIND: Final = re.compile(
    r"\bone\s+(?=(?:individual|entit|person|vessel|aircraft|compan|wallet|address|name)\w*)", re.IGNORECASE
)


def sentences_of(text: str) -> Iterator[str]:
    """Yield the sentences and lines of a text, as full stops and line ends tell them; what is shorter than four words goes with the next."""
    held = ""
    for part in _END.split(text):
        held = f"{held} {part}".strip()
        if _SHORTENED.search(held) or len(held.split()) < _FEWEST:
            continue
        yield held
        held = ""
    if held:
        yield held


def facts_of(sentence: str) -> frozenset[str]:
    """The facts of a sentence: numbers in figures or words, and words with a capital inside it, in lower case.

    A line in capitals or title case tells no name from any other word: only its numbers count.
    """
    tokens = _TOKEN.findall(sentence)
    facts = {_plain(token) for token in tokens if _is_number(token)}
    if _ONE_OF_A_KIND.search(sentence):
        facts.add("one")
    if not _is_headline(tokens):
        facts |= {_plain(token) for token in tokens[1:] if token[0].isupper()}
    return frozenset(fact for fact in facts if fact and fact not in _NO_FACTS)


def telling(words: Iterable[str]) -> frozenset[str]:
    """Those of some words, in lower case, that may tell something; a plural is not the same word as its singular."""
    return frozenset(word for word in words if word not in _TELL_NOTHING)


def _plain(token: str) -> str:
    return token.casefold().replace(".", "").replace(",", "")


def _is_number(token: str) -> bool:
    return any(character.isdigit() for character in token) or token.casefold() in _NUMBERS


def _is_headline(tokens: list[str]) -> bool:
    long = [token for token in tokens if len(token) > 3 and token[0].isalpha()]
    return len(long) > 2 and sum(token[0].isupper() for token in long) >= 0.7 * len(long)
