"""Name keys: what is left of a name when case, accents, scripts, punctuation and legal forms are taken away.

A word that mixes alphabets whose letters look alike keeps its letters: what only looks like a name is no spelling of it.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from rigour.names import remove_org_types
from rigour.territories import get_territories, get_territory, lookup_territory
from rigour.text import ascii_text
from rigour.text.scripts import text_scripts

from kg.ontology import ORGANISATIONS, PERSON

MAX_KEY = 200

_SEEN_AS = str.maketrans(
    "АВЕЅЗІЈКМНОРСТУХҮҺԌԚԜаеѕзіјорсухүһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχ",
    "ABES3IJKMHOPCTYXYhGQWaes3ijopcyxyhdqwABEZHIKMNOPTYXaikvopux",
)

_POSSESSIVE = re.compile(r"['’]s?\b")
_ABBREVIATION = re.compile(r"\b(?:\w\.){2,}")
_NOT_WORD = re.compile(r"[^\w]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOK_ALIKE = frozenset({"Latin", "Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic"})
_SHORTENED = {"corporation": "corp", "company": "co", "incorporated": "inc", "limited": "ltd"}
_PERSON_TITLES = {"mr", "mrs", "ms", "dr", "sir", "dame", "lord", "prof"}

# what a text calls somebody for short says nothing about who that is elsewhere
_GENERIC_KEYS = frozenset(
    "agency authority bank board bureau cabinet cartel casino center centre commission committee company council "
    "court department directorate division exchange firm foundation fund government group inspectorate "
    "justice market marketplace ministry mixer office parliament police prosecutor prosecutors protocol registry "
    "regulator secretary secretariat service services state treasury tribunal union unit".split()
)


@lru_cache(maxsize=16384)
def name_key(label: str, name: str) -> str:
    """Return the key under which two spellings of one name meet; never empty, and equal to itself when keyed again."""
    key = _folded(label, name)
    # Latin letters and joined abbreviations may show a legal form that was none before
    while (again := _folded(label, key)) != key:
        key = again
    return _bounded(key)


def _folded(label: str, name: str) -> str:
    folded = name.casefold().strip()
    if label in ORGANISATIONS:
        # the last point of "U.S." is part of it
        without = remove_org_types(folded).strip(" ,;")
        folded = without if without.strip(".") else folded
    words = _words(folded)
    if label in ORGANISATIONS:
        words = [_SHORTENED.get(word, word) for word in words]
    if label == PERSON:
        # lists write the family name first, texts last, and some languages the other way round
        words = sorted(word for word in words if word not in _PERSON_TITLES) or words
    return " ".join(words) or " ".join(folded.split()) or name


def _bounded(key: str) -> str:
    """Cut what is no name any more to a length that an index can hold, kept apart by its hash."""
    if len(key) <= MAX_KEY:
        return key
    return f"{key[:MAX_KEY]} {hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def mixed_words(name: str) -> tuple[str, ...]:
    """Give the words of a name that mix look-alike alphabets, as "Huione" with a Cyrillic o does; no language writes so.

    The rule is that of Unicode's report on confusable identifiers (UTS 39); a word all in one alphabet is never meant.
    """
    if name.isascii():
        return ()
    return tuple(word for word in _LETTERS.findall(name) if len(text_scripts(word) & _LOOK_ALIKE) > 1)


def look_of(name: str) -> str:
    """Give the Latin letters that a name's Cyrillic and Greek ones look like; those that look like none stay."""
    return name.translate(_SEEN_AS)


def _words(folded: str) -> list[str]:
    latin = _in_latin(folded).casefold() or folded
    latin = _ABBREVIATION.sub(lambda match: match.group().replace(".", ""), latin)
    words = _NOT_WORD.sub(" ", _POSSESSIVE.sub("", latin)).split()
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _in_latin(folded: str) -> str:
    if not mixed_words(folded):
        return str(ascii_text(folded))
    return " ".join(word if mixed_words(word) else ascii_text(word) for word in folded.split())


def joins_across_documents(label: str, key: str) -> bool:
    """Tell whether an alias is telling enough to join two names: no generic word, no pair of letters, no bare surname."""
    if label == PERSON:
        return " " in key
    return len(key) > 2 and not is_generic(key) and not key.isdigit()


def is_generic(key: str) -> bool:
    """Tell whether an organisation's key is a noun that means another one in each text: "the Commission", "the court"."""
    return key in _GENERIC_KEYS


def country_code(name: str) -> str | None:
    """Return the ISO 3166 alpha-2 code (lower case, "xk" for Kosovo) of a state or territory, or None."""
    code = _territory_codes().get(name.casefold())
    if code is not None or mixed_words(name):
        return code
    # the forgiving look-up reads a long table first, so that it is worth avoiding for the common names
    territory = lookup_territory(name)
    return territory.code if territory is not None else None


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """Return the usual English name of a state or territory by its alpha-2 code; the code itself where there is none."""
    territory = get_territory(code)
    return territory.name if territory is not None else code


@lru_cache(maxsize=1)
def _territory_codes() -> dict[str, str]:
    names = ((name, territory) for territory in get_territories() for name in (territory.name, territory.full_name))
    return {name.casefold(): territory.code for name, territory in names if name and len(territory.code) == 2}
