"""Compares printed names within one document: keys, acronyms, surnames, short forms."""

from __future__ import annotations

import re
import unicodedata

from ingest.entities.gazetteer import word_set

_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "esq", "cpa"})
_WORDS = re.compile(r"[^\W_]+")


def key_words(surface: str) -> tuple[str, ...]:
    """The words of a name in one case, without "the", possessives, dots, and legal suffixes."""
    text = unicodedata.normalize("NFKC", surface).casefold().replace("’", "'").replace("&amp;", "&")
    text = re.sub(r"'s\b|'(?=\s|$)", "", text)
    text = re.sub(r"(?<=\b\w)\.(?=\w\b|\s|$)", "", text)
    words = _WORDS.findall(text)
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and (words[-1] in word_set("suffix") or words[-1] in _GENERATIONS):
        words = words[:-1]
    return tuple(words)


def is_acronym(name: str) -> bool:
    """Tell whether a name can be the initials of another: two to eight capitals."""
    return name.isupper() and 2 <= sum(char.isalnum() for char in name) <= 8


def initials(name: str) -> tuple[str, ...]:
    """The initials of a name of several words, with its small words and without."""
    words = _WORDS.findall(name.replace("’", "'").split(",")[0])
    if len(words) < 2:
        return ()
    full = "".join(word[0] for word in words).casefold()
    main = "".join(word[0] for word in words if word[0].isupper()).casefold()
    return tuple(dict.fromkeys((full, main)))


def refers_back(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a person's short name can stand for the full one: "Carter", "Lynn Bentley", "Mira Serda"."""
    if not short or len(short) >= len(full):
        return False
    if len(short) == 1:
        return short[0] in (full[0], full[-1]) and len(short[0]) > 1
    if short == full[-len(short) :]:
        return True
    return short[0] == full[0] and short[-1] == full[-1] and set(short) <= set(full)


def shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether an organisation's short name can stand for the full one: "Spark Trading" for "Spark Trading Group"."""
    if not short or len(short) >= len(full) or full[: len(short)] != short:
        return False
    return len(short) > 1 or len(short[0]) > 2


def only_generic(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether what the short name leaves out says nothing of its own ("Group", "Holdings")."""
    return all(word in word_set("generic") for word in full[len(short) :])
