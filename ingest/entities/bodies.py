"""The one name of a public body, however it is printed: "Treasury", "US Treasury Department", the government of a state.

These are ways of writing one name, of which the shipped table of agencies and that of countries know; no claim about
who is who is made of them, and an abbreviation that several bodies share means none of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from ingest.entities.gazetteer import countries, table
from kg.names import country_code, name_key
from kg.ontology import AGENCY

_GOVERNMENT = re.compile(
    r"(?:the )?(?:(?P<state>.+?)(?:['’]s)? government|government of (?:the )?(?P<of>.+))", re.IGNORECASE
)
_SPEAKS_OF_ITSELF = frozenset(
    "Administration Agency Authority Board Bureau Commission Committee Court Department Directorate Ministry Office Service".split()
)
"""What a body is called for short in what it publishes itself."""


def official_name(name: str) -> str | None:
    """Give the name under which the tables know an agency or, of what a state is called, its government; None if they do not."""
    printed = " ".join(name.split()).removeprefix("the ").removeprefix("The ")
    return _bodies().get(_form(printed)) or _government(printed)


def one_body(names: Iterable[str]) -> str | None:
    """Give the official name of who is called by all these names, the fullest first; None where they tell of two or of none."""
    told = [name for name in map(official_name, names) if name is not None]
    return told[0] if len(set(told)) == 1 else None


def publishing_body(name: str, publisher: str) -> str | None:
    """Give the official name of the publisher where a bare noun means it: "the Commission" in what the SEC publishes."""
    body = official_name(publisher)
    return body if body is not None and name in _SPEAKS_OF_ITSELF and name in body.split() else None


def _form(name: str) -> str:
    """An abbreviation counts in its own capitals, what is longer in any."""
    words = name_key(AGENCY, name)
    return name.replace(".", "") if " " not in words and len(words) <= 6 else words


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    called: dict[str, set[str]] = defaultdict(set)
    for row in table("agencies"):
        for form in (row["name"], *filter(None, (row["aliases"] or "").split("|"))):
            called[_form(form)].add(row["name"])
    return {form: min(names) for form, names in called.items() if len(names) == 1}


def _government(name: str) -> str | None:
    match = _GOVERNMENT.fullmatch(name)
    state = _states().get(name_key(AGENCY, match["state"] or match["of"] if match else name))
    return f"Government of {countries()[state]}" if state is not None else None


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """The ISO code of each state by what it is called, its first adjective too; a part of it has another government."""
    out = {"us": "US"}
    for row in table("countries"):
        forms = [form for form in (row["forms"] or "").split("|") if country_code(form) == row["iso2"].lower()]
        for form in filter(None, ((row["adjectives"] or "").split("|")[0], *forms, row["name"])):
            out[name_key(AGENCY, form)] = row["iso2"]
    return out
