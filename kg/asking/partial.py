"""A part of a name -> who may be meant: all typed words are in one name of theirs, and how much of that name they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.asking.typed import words
from kg.graph import Graph
from kg.names import is_generic, name_key
from kg.ontology import COMPANY

MARGIN = 0.25
"""By how much of a name, in 0..1, the first must be ahead of the second to be taken for what is meant."""
LINKS_AHEAD = 4
"""How many times the links of all others it must have where the names decide nothing."""
_MOST = 200


@dataclass(frozen=True, slots=True)
class Part:
    """An entity one of whose names holds all typed words: they are `share` of that name, in 0..1."""

    id: str
    share: float
    degree: int


def parts_of(graph: Graph, text: str) -> list[Part]:
    """Who bears a name with all these words in it, the fullest first; nobody for words that are in names of any kind."""
    typed = name_key(COMPANY, text).split()
    searched = words(text)
    if not searched or all(is_generic(word) for word in typed):
        return []
    rows = graph.read(
        """
        CALL db.index.fulltext.queryNodes('entity_names', $search, {limit: $limit}) YIELD node AS e, score
        RETURN e.id AS id, [e.name] + e.aliases AS names, COUNT { (e)--(:Entity) } AS degree
        ORDER BY score DESC, id
        """,
        {"search": " AND ".join(f"({' OR '.join(forms)})" for forms in searched), "limit": _MOST},
    )
    found = [
        Part(row["id"], share, row["degree"])
        for row in rows
        if (share := max(share_of(typed, name_key(COMPANY, name).split()) for name in row["names"])) > 0
    ]
    return sorted(found, key=lambda part: (-part.share, -part.degree, part.id))


def share_of(typed: Sequence[str], name: Sequence[str]) -> float:
    """How much of a name the typed words are, in 0..1; 0 where one of them is not in it. Generic words count a quarter."""
    if not set(typed) <= set(name):
        return 0.0
    return _weight(typed) / _weight(name)


def _weight(words_of_name: Iterable[str]) -> float:
    return sum(0.25 if is_generic(word) else 1.0 for word in set(words_of_name))


def clear_one(parts: Sequence[Part]) -> tuple[Part, str] | None:
    """The one that is meant and why: by its name, or, where names decide nothing, by its links; None where it is open."""
    if not parts:
        return None
    rivals = [part for part in parts[1:] if parts[0].share - part.share < MARGIN]
    if not rivals:
        return parts[0], "the likest name with that in it" if len(parts) > 1 else "the only name with that in it"
    first, *others = sorted((parts[0], *rivals), key=lambda part: -part.degree)
    if first.degree < LINKS_AHEAD * max(1, sum(part.degree for part in others)):
        return None
    return first, f"the best connected of {len(others) + 1} with that in their names"
