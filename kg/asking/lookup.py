"""A name, alias, address or id as a person types it -> the entity that is meant, or who it might be."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.asking.partial import Part, clear_one, parts_of
from kg.asking.typed import addresses, cleaned, shortened, words
from kg.errors import NotFound
from kg.graph import Graph, Row
from kg.names import country_code, name_key
from kg.ontology import COMPANY, COUNTRY, PERSON
from kg.printable import printable

_log = logging.getLogger(__name__)

SUGGESTIONS = 5
LIKENESS = 0.6
"""How much of a name must be alike, in 0..1, for it to be suggested."""
MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class Found:
    """An entity in short, with how well its name is connected (`degree`)."""

    id: str
    name: str
    label: str
    degree: int = 0

    def __str__(self) -> str:
        return f"{self.name} ({self.label}, {self.id})"


_ROW = """
RETURN DISTINCT e.id AS id, e.name AS name, [l IN labels(e) WHERE l <> 'Entity'][0] AS label, COUNT { (e)--(:Entity) } AS degree
ORDER BY degree DESC, id
LIMIT 20
"""

# from the surest to the loosest; the first that finds anything decides
_TIERS = (
    "MATCH (e:Entity {id: $text})" + _ROW,
    "MATCH (e:Entity) WHERE e.name_key IN $keys" + _ROW,
    # a list's or a text's own name for it goes before what others call their own as well
    "MATCH (c:Claim)-[:SUBJECT]->(e:Entity) WHERE c.value_key IN $value_keys AND c.subject_ref IS NOT NULL "
    "AND c.predicate = 'name'" + _ROW,
    "MATCH (c:Claim)-[:SUBJECT]->(e:Entity) WHERE c.value_key IN $value_keys AND c.subject_ref IS NOT NULL" + _ROW,
    "MATCH (c:Claim {subject_ref: $text})-[:SUBJECT]->(e:Entity) WHERE c.withdrawn IS NULL" + _ROW,
    "MATCH (e:Entity) WHERE e.id IN $wallets" + _ROW,
    "MATCH (e:Wallet) WHERE e.address IN $addresses" + _ROW,
)

_PLACES = ["LOCATED_IN", "NATIONAL_OF"]
_SHORTENED = "MATCH (e:Wallet) WHERE e.address STARTS WITH $head AND e.address ENDS WITH $tail" + _ROW
_BY_IDS = "MATCH (e:Entity) WHERE e.id IN $ids" + _ROW
_FACTS = """
MATCH (e:Entity) WHERE e.id IN $ids
RETURN e.id AS id, e.birth_date AS born, COUNT { (:Claim)-[:SUBJECT|OBJECT]->(e) } AS claims,
       COLLECT { MATCH (e)-[r]->(c:Country) WHERE type(r) IN $places RETURN DISTINCT c.name } AS countries
"""


def find_entity(graph: Graph, text: str, *, whole: bool = False) -> Found:
    """Return the one entity that a text means; raises NotFound with suggestions, or with the candidates where several fit.

    A part of a name does where it is clear whose, unless a `whole` one is wanted: then a warning is logged that says
    who it was taken for.
    """
    found = candidates(graph, text)
    if len(found) == 1:
        return found[0]
    parts = [] if found else parts_of(graph, cleaned(text))
    if (clear := clear_one(parts)) is not None:
        return _taken_for(graph, text, *clear, whole=whole)
    found = found or by_ids(graph, [part.id for part in parts[:MOST_LISTED]])
    if found:
        count, said = (len(parts), "have that in their name") if parts else (len(found), "are called so")
        listed = "; ".join(described(graph, found))
        raise NotFound(repr(text), f"{count} entities {said}: {listed}", "ask again with the id of one of them")
    near = suggestions(graph, text)
    remedy = (
        f"did you mean {'; '.join(map(str, near))}?"
        if near
        else "`kg ask name_search --name ...` looks for parts of names"
    )
    raise NotFound(repr(text), "no entity in the graph is called so", remedy)


def _taken_for(graph: Graph, text: str, part: Part, why: str, *, whole: bool) -> Found:
    meant = by_ids(graph, [part.id])[0]
    if whole:
        raise NotFound(repr(text), "only a whole name or an id will do here", f"did you mean {meant}?")
    _log.warning("%s is taken for %s, %s", printable(repr(text)), printable(str(meant)), why)
    return meant


def candidates(graph: Graph, text: str) -> list[Found]:
    """All entities that bear a name; of a state and its territory the government, since it is the one that acts."""
    text = cleaned(text)
    keys = sorted({name_key(COMPANY, text), name_key(PERSON, text)})
    written = addresses(text)
    parameters = {
        "text": text,
        "keys": keys,
        "value_keys": [f"{family}|{key}" for family in ("org", "person") for key in keys],
        "wallets": [f"wallet:evm:{address}" for address in written],
        "addresses": written,
    }
    for statement in _TIERS:
        rows = graph.read(statement, parameters)
        if rows:
            found = [Found(**row) for row in rows]
            others = [one for one in found if one.label != COUNTRY]
            return others if len(others) == 1 else found
    if (ends := shortened(text)) is not None:
        return [Found(**row) for row in graph.read(_SHORTENED, {"head": ends[0], "tail": ends[1]})]
    # the table of the world's countries takes a while to load, so it is asked last
    return [Found(**row) for row in graph.read(_TIERS[0], {"text": f"country:{country_code(text)}"})]


def by_ids(graph: Graph, ids: Sequence[str]) -> list[Found]:
    """The entities of these ids, in this order."""
    found = {row["id"]: Found(**row) for row in graph.read(_BY_IDS, {"ids": list(ids)})}
    return [found[one] for one in ids if one in found]


def described(graph: Graph, found: Sequence[Found]) -> list[str]:
    """Each entity with what tells it from others of its name: countries, birth date, and how many claims speak of it."""
    facts = {row.pop("id"): row for row in graph.read(_FACTS, {"ids": [one.id for one in found], "places": _PLACES})}
    return [f"{one.name} ({', '.join((one.label, one.id, *_told(facts.get(one.id, {}))))})" for one in found]


def _told(facts: Row) -> Iterator[str]:
    if facts.get("countries"):
        yield "/".join(sorted(map(str, facts["countries"])))
    if facts.get("born"):
        yield f"born {facts['born']}"
    number = facts.get("claims", 0)
    yield f"{number} claim{'' if number == 1 else 's'}"


def suggestions(graph: Graph, text: str) -> list[Found]:
    """The nearest names by full text, typos within two letters allowed; an empty list where nothing is near."""
    searched = words(cleaned(text))
    if not searched:
        return []
    query = " ".join(f"{form}~" for forms in searched for form in forms)
    rows = graph.read(
        """
        CALL db.index.fulltext.queryNodes('entity_names', $search, {limit: $limit}) YIELD node AS e, score
        RETURN e.id AS id, e.name AS name, [l IN labels(e) WHERE l <> 'Entity'][0] AS label, e.aliases AS aliases
        ORDER BY score DESC, id
        """,
        {"search": query, "limit": 4 * SUGGESTIONS},
    )
    # full text finds what shares one word, or half the letters of a short one
    alike = [(max(_likeness(text, name) for name in (row["name"], *row.pop("aliases"))), row) for row in rows]
    near = sorted((pair for pair in alike if pair[0] >= LIKENESS), key=lambda pair: -pair[0])
    return [Found(**row) for _, row in near[:SUGGESTIONS]]


def _likeness(typed: str, name: str) -> float:
    """How alike a name is to what is typed, or to as many of its words, in 0..1."""
    a, b = name_key(COMPANY, typed), name_key(COMPANY, name)
    parts = b.split()
    width = len(a.split())
    runs = [" ".join(parts[start : start + width]) for start in range(max(1, len(parts) - width + 1))]
    # a part that is alike is less than a whole name that is
    return max(_ratio(a, b), *(0.9 * _ratio(a, run) for run in runs))


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b).ratio()
