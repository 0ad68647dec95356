"""An entry of OFAC's lists as all of its simple formats can say it: the words of its CSV form, whatever form they came in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

INDIVIDUAL, ORGANISATION, VESSEL, AIRCRAFT = "individual", "entity", "vessel", "aircraft"
TYPES: Final = frozenset({INDIVIDUAL, ORGANISATION, VESSEL, AIRCRAFT})

_PROGRAMS: Final = re.compile(r"\]\s*\[|;\s*")
_CLAUSES: Final = re.compile(r";\s*")
_ALT: Final = re.compile(r"alt\.?,? ", re.IGNORECASE)
_OPEN_ALIAS: Final = re.compile(r"[afn]\.k\.a\. '")
_INITIALS: Final = re.compile(r"(?:^|[\s,])(?:\w\.)+\w$")


@dataclass(frozen=True, slots=True)
class Address:
    """`city` holds state and postal code too, as the CSV form has them in one field."""

    street: str
    city: str
    country: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `kind` is one of TYPES, names are written "SURNAME, Given" for people, `aliases` are the strong ones.

    The rest stands in `clauses`, as in the remarks of the CSV form: each a head and what it says, "DOB 1970", in the
    order of the source.
    """

    id: str
    locator: str
    kind: str
    name: str
    programs: tuple[str, ...]
    title: str = ""
    aliases: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    clauses: tuple[str, ...] = ()


def programs_of(text: str) -> tuple[str, ...]:
    """Part the programs of the CSV form, `SDNTK] [FTO`."""
    parts = (part.strip(" []") for part in _PROGRAMS.split(text))
    return tuple(part for part in parts if part)


def clauses_of(remarks: str) -> tuple[str, ...]:
    """Part remarks at their semicolons, but for those within a quoted alias, and clean each clause."""
    clauses: list[str] = []
    for piece in _CLAUSES.split(remarks):
        if clauses and _OPEN_ALIAS.match(clauses[-1]) and not clauses[-1].rstrip(". ").endswith("'"):
            clauses[-1] = f"{clauses[-1]}; {piece}"
        else:
            clauses.append(
                _ALT.sub("", piece.strip(), count=1) if piece[:4].lower().strip().startswith("alt") else piece
            )
    return tuple(clean for clean in map(clean_clause, clauses) if clean)


def clean_clause(text: str) -> str:
    """A clause as all formats can say it: without the full stop that may end the remarks, brackets around a link, and `"`.

    A full stop that belongs to initials ("S.A.") stays, or comes back where the end of the remarks took it.
    """
    clause = tidy(text)
    if clause.startswith("(Linked To:") and clause.endswith(")"):
        clause = clause[1:-1]
    bare = clause.rstrip(". ")
    return f"{bare}." if _INITIALS.search(bare) else bare


def tidy(text: str) -> str:
    """Fold blanks; a double quotation mark becomes a single one, as the CSV form has it."""
    return " ".join(text.split()).replace('"', "'")
