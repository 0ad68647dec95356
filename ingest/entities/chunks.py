"""Finds runs of capitalised words in running text: the raw matter of names, whatever a model thinks of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.entities.gazetteer import table, word_set
from ingest.entities.legal_forms import LEGAL_FORM, end_of_forms
from ingest.entities.segments import Segment

_WORD = re.compile(r"[^\W_](?:[\w&@$+{}/-]|['’](?!s\b|S\b)(?=\w)|[.!](?=\w))*\.?")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+$")
_ABBREVIATION = re.compile(
    r"(?:Inc|Corp|Ltd|Co|Jr|Sr|St|Mr|Mrs|Ms|Dr|Bros|Cos|No|Mt|Ft|Pte|Pty|Dept|Hon|Gen|Col|Lt|Sgt|Capt|Gov|Sen|Rep|Rev|Cie|Sp|Intl|Int'l)\.$"
)
_DOTTED = re.compile(r"(?:\w\.){2,}$|\w+\.\w\.$")
_PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le bin bint binti ibn abu al el ul ud y e ben ter ten zu zur zum av af s/o d/o a/l a/p".split()
)
_ARTICLED = re.compile(r"(?:al|el|ul|ad|as|ash|an|ar|at|az|d|l|o)[-'’][^\W\d_]", re.IGNORECASE)
_OF = frozenset({"of", "for"})
_ARTICLES = frozenset(
    "A An The This That These Those In On At By For From With If As And But Or When While After Before He She They It We I".split()
)
_NUMBERED = frozenset("Unit Office Room Center Centre Bureau Division Department Lab Section".split())
_SHOUTED = frozenset("V. VS. Vs. AND OF THE FOR WITH FROM AGAINST BY".split())
"""Small words that open no name though a line in capitals prints them so."""
_MOST_WORDS = 150
"""No name is as long: a run of more capitals is a notice in capitals, and is cut, for it is taken apart by recursion."""
_AND_HEADS = frozenset(
    "Bureau Department Division Directorate Ministry Institute Office Committee Commission Agency Board Center Centre".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of running text by offsets; `capital` if it can be part of a name."""

    text: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words that may be a name; `opens` if it begins its sentence, where capitals mean little."""

    start: int
    end: int
    opens: bool


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words that bear a capital only because they open a sentence."""
    return frozenset(row["word"] for row in table("common") if row["kind"] == "function")


@lru_cache(maxsize=1)
def common_words() -> dict[str, str]:
    """Ordinary capitalised words and things that are no entity of ours (assets, products, malware), by kind."""
    return {row["word"]: row["kind"] for row in table("common")}


def words_in(text: str, start: int, end: int) -> list[Word]:
    """Split a stretch of text into words, a full stop kept where it belongs to the word ("Inc.", "L.")."""
    found = []
    for match in _WORD.finditer(text, start, end):
        surface, stop = match.group(), match.end()
        if surface == "amp" and text[match.start() - 1 : match.end() + 1] == "&amp;":
            continue
        if surface.endswith(".") and not _keeps_dot(surface):
            surface, stop = surface[:-1], stop - 1
        found.append(Word(surface, match.start(), stop, _capital(surface)))
    return found


def _keeps_dot(surface: str) -> bool:
    return bool(_INITIAL.fullmatch(surface) or _ABBREVIATION.fullmatch(surface) or _DOTTED.fullmatch(surface))


def _capital(surface: str) -> bool:
    if surface[0].isupper():
        return True
    if not any(char.isupper() for char in surface[1:]):
        return False
    return bool(_ARTICLED.match(surface)) or surface[0].isdigit() or "-" not in surface


def find_chunks(text: str, segments: tuple[Segment, ...], *, headings: bool = False) -> list[Chunk]:
    """Find the runs of capitalised words of each sentence; headings only where asked for."""
    found: list[Chunk] = []
    for segment in segments:
        if segment.heading and not headings:
            continue
        found.extend(_runs(text, words_in(text, segment.start, segment.end)))
    return found


def _runs(text: str, words: list[Word]) -> list[Chunk]:
    found = []
    position = 0
    while position < len(words):
        if (
            not words[position].capital
            or words[position].text in _SHOUTED
            or (words[position].text in function_words() and _drops(words, position))
        ):
            position += 1
            continue
        last = _run_end(text, words, position)
        end = end_of_forms(text, words[last].end)
        found.append(Chunk(words[position].start, end, position == 0))
        position = last + 1
        while position < len(words) and words[position].start < end:
            position += 1
    return found


def _drops(words: list[Word], position: int) -> bool:
    """A function word opens no name, save an initial ("A. Smith") or, inside a sentence, before another capital ("Old Vector")."""
    word = words[position].text
    if word.endswith("."):
        return False
    inner = position > 0 and position + 1 < len(words) and words[position + 1].capital
    return not inner or word in _ARTICLES


def _run_end(text: str, words: list[Word], first: int) -> int:
    last = first
    while last - first < _MOST_WORDS and (step := _step(text, words, first, last)):
        last += step
    return last


def _step(text: str, words: list[Word], first: int, last: int) -> int:
    """How many further words the name takes: the next one, or a connecting word and the one after it."""
    if last + 1 >= len(words):
        return 0
    if not _adjacent(text, words[last], words[last + 1]):
        return 2 if _nickname(text, words, last) else 0
    following = words[last + 1]
    if following.text in ("V.", "VS.", "Vs."):
        return 0
    if following.capital and following.text not in ("The", "A", "In", "On", "At"):
        return 1
    if following.text.isdigit() and words[last].text in _NUMBERED:
        return 1
    return _bridge(text, words, first, last)


def _nickname(text: str, words: list[Word], last: int) -> bool:
    """Whether a quoted by-name and then the surname follow: 'Changpeng "CZ" Zhao'."""
    if last + 2 >= len(words) or not (words[last + 1].capital and words[last + 2].capital):
        return False
    before, after = text[words[last].end : words[last + 1].start], text[words[last + 1].end : words[last + 2].start]
    return before in (' "', " “", " '", " ‘") and after in ('" ', "” ", "' ", "’ ")


def _bridge(text: str, words: list[Word], first: int, last: int) -> int:
    connector = words[last + 1].text
    if last + 2 >= len(words) or not _adjacent(text, words[last + 1], words[last + 2]):
        return 0
    after = words[last + 2]
    if connector in _PARTICLES and after.capital:
        return 2
    if connector in ("and", "&"):
        return _and(text, words, first, last)
    if (
        connector == "of"
        and after.capital
        and words[last].text not in word_set("role")
        and LEGAL_FORM.match(text, words[_capitals_from(text, words, last + 2)].end)
    ):
        return 2  # "Composite Industries of America, Inc."
    if connector not in _OF or not _heads(words, first, last):
        return 0
    if after.capital:
        return 2
    if (
        after.text == "the"
        and last + 3 < len(words)
        and words[last + 3].capital
        and _adjacent(text, after, words[last + 3])
    ):
        return 3
    return 0


def _heads(words: list[Word], first: int, last: int) -> bool:
    return any(
        word.text.rstrip("s") in word_set("of_head") or word.text in word_set("of_head")
        for word in words[max(first, last - 1) : last + 1]
    )


def _and(text: str, words: list[Word], first: int, last: int) -> int:
    """Take "and" into a name only where an office's head noun asks for it ("Securities and Exchange Commission")."""
    if not words[last + 2].capital or words[last].end - words[first].start > 80:
        return 0
    run = _capitals_from(text, words, last + 2)
    names = [word.text for word in words[last + 2 : run + 1]]
    if (
        len(names) > 1
        and names[-1] in word_set("and_tail")
        and words[last].text not in word_set("and_tail")
        and not _closed(words[last].text)
    ):
        return len(names) + 1
    if words[last].text in word_set("and_pair") and LEGAL_FORM.match(text, words[run].end):
        return len(names) + 1  # "Deep Rock Oil and Gas, Inc."
    headed = words[first].text in _AND_HEADS or (first < last and words[first + 1].text in _AND_HEADS)
    if (
        headed
        and "of" in {word.text for word in words[first : last + 1]}
        and len(names) <= 2
        and names[-1] not in word_set("and_tail")
    ):
        return 0 if _names_other(names) else len(names) + 1
    return 0


def _closed(word: str) -> bool:
    return bool(LEGAL_FORM.fullmatch(" " + word)) or (word.isupper() and len(word) > 1) or word in word_set("of_head")


def _names_other(names: list[str]) -> bool:
    return names[0].isupper() and len(names) == 1


def _capitals_from(text: str, words: list[Word], position: int) -> int:
    while (
        position + 1 < len(words)
        and words[position + 1].capital
        and _adjacent(text, words[position], words[position + 1])
    ):
        position += 1
    return position


def _adjacent(text: str, before: Word, after: Word) -> bool:
    gap = text[before.end : after.start]
    return 0 < len(gap) <= 30 and gap.strip() in ("", "&", "&amp;") and not (before.text.endswith(".") and gap == "  ")
