"""Knows the titles and roles that stand before a person's name, and the forenames that begin one."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.entities.chunks import Word, common_words
from ingest.entities.gazetteer import word_set, words_of

_OFFICER = re.compile(r"(?:Global |Deputy |Group )?Chief (?:\w+ ){1,2}Officer")
_NATIONAL = re.compile(r"^(?:U\.S\.|US|UK|U\.K\.|United States|EU|UN) (?!Attorney|Magistrate|District)")


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """All titles and roles of the shipped table."""
    return words_of("titles", "title")


@lru_cache(maxsize=1)
def forenames() -> frozenset[str]:
    """All forenames of the shipped table."""
    return words_of("forenames", "name")


def title_length(words: list[Word]) -> int:
    """How many leading words are a person's title or role, the longest known."""
    taken = 0
    while True:
        step = _one_title(words[taken:])
        if not step:
            return taken
        taken += step


def _one_title(words: list[Word]) -> int:
    for length in range(min(6, len(words)), 0, -1):
        words_of_title = _undotted(words[:length])
        if words_of_title in titles() or _OFFICER.fullmatch(words_of_title):
            return length
    return 0


def office_length(words: list[Word]) -> int:
    """How many words stand before the forename in "Security Alan F. Estevez", the rest of an office printed as a title."""
    for index in range(1, len(words) - 1):
        if words[index].text in forenames():
            before = [word.text for word in words[:index]]
            return (
                index
                if all(word in word_set("office") or word in common_words() or word in titles() for word in before)
                else 0
            )
    return 0


def _undotted(words: list[Word]) -> str:
    """The words as the table of titles has them: "U. S. Attorney" as "U.S. Attorney", "Mr." as "Mr"."""
    joined = " ".join(word.text for word in words).replace("U. S.", "U.S.")
    joined = _NATIONAL.sub("", joined) if len(words) > 1 else joined
    return " ".join(word if word.count(".") > 1 else word.rstrip(".") for word in joined.split())
