"""Says from a name's own words what it names: its head noun ("Ministry", "Bank", "Cartel") or its legal suffix."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.entities.gazetteer import table
from ingest.entities.legal_forms import is_legal_form
from kg.ontology import AGENCY

_EXTENSIONS = frozenset(
    "Group Holdings Holding Limited Exchange Market Marketplace Network Team Gang Company Corporation".split()
)
_HEAD_FIRST = re.compile(
    r"(?:(?:[A-Z][\w.'’-]+ ){0,4}?)(?P<head>Ministry|Department|Bureau|Office|Directorate|Division|Commission|Court|Government|Embassy|Institute"
    r"|Bank|University|Board|Committee|Council|Agency|Authority|Police|Secretariat|Secretaría|Fiscalía|Central Bank|Parliament|Kingdom|Republic|Church|Association"
    r"|Federation|Society|Foundation|Academy|College|Front|Army|Movement|Party|Cartel|Sons|Union|Center|Centre|Service|Organization"
    r"|Organisation|Corporation|Company|Trust|Fund|Attorney's Office|Attorney’s Office|Chamber) (?:of|for|on|against)\b"
)
_FIRST_LABELS = {
    "Bank": "Company", "University": "Company", "Institute": "Company", "Church": "Company", "Association": "Company", "Federation": "Company",
    "Society": "Company", "Foundation": "Company", "Academy": "Company", "College": "Company", "Corporation": "Company", "Company": "Company",
    "Trust": "Company", "Fund": "Company", "Front": "Group", "Army": "Group", "Movement": "Group", "Party": "Agency", "Cartel": "Group",
    "Sons": "Group", "Chamber": "Company", "Union": "Company",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What a head noun says: a label, a kind where it tells one, and whether the word alone proves little."""

    label: str
    kind: str | None
    weak: bool


@lru_cache(maxsize=1)
def _heads() -> dict[str, Head]:
    found: dict[str, Head] = {}
    for row in table("heads"):
        found.setdefault(row["word"], Head(row["label"], row["kind"] or None, row["strength"] == "weak"))
    return found


def is_suffix(words: str) -> bool:
    """Tell whether these trailing words only say the legal form or that it is a group of companies ("Europe OU")."""
    parts = words.replace(",", " ").split()
    return bool(parts) and all(is_legal_form(part) or part in _EXTENSIONS for part in parts)


def head_of(surface: str) -> Head | None:
    """Judge a whole name by its head: "X of Y" by the noun before "of", else by the last word or two."""
    if surface.startswith(("Cartel de ", "Cartel del ", "Cártel de ", "Cártel del ", "Clan del ")):
        return Head("Group", "cartel", weak=False)
    first = _HEAD_FIRST.match(surface)
    if first and not is_legal(surface):
        noun = first.group("head")
        return Head(_FIRST_LABELS.get(noun, AGENCY), "bank" if noun == "Bank" else None, weak=False)
    words = surface.replace(",", " ").split()
    if len(words) > 1 and is_legal(surface):
        inner = _last_head(words[:-1])
        kind = inner.kind if inner is not None and inner.label == "Company" else None
        return Head("Company", kind, weak=False)
    return _last_head(words) if words else None


def is_legal(surface: str) -> bool:
    """Tell whether a name ends with a legal form ("LLC", "Inc.", "GmbH")."""
    return is_legal_form(surface.replace(",", " ").split()[-1])


def _last_head(words: list[str]) -> Head | None:
    heads = _heads()
    for length in (3, 2, 1):
        if len(words) >= length and (head := heads.get(" ".join(words[-length:]).replace("’", "'"))):
            return head
    return heads.get(words[-1].rstrip(".")) if words else None
