"""A name, alias, address or id as a person types it -> the entity that is meant, or who it might be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.errors import NotFound
from kg.graph import Graph
from kg.names import country_code, name_key
from kg.ontology import COMPANY, COUNTRY, PERSON

SUGGESTIONS = 5
LIKENESS = 0.6
"""How much of a name must be alike, in 0..1, for it to be suggested."""

_LUCENE_SPECIAL = re.compile(r"[^\w\s]")


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
    "MATCH (e:Wallet) WHERE e.id IN $wallets" + _ROW,
)


def find_entity(graph: Graph, text: str) -> Found:
    """Return the one entity that a text means; raises NotFound with suggestions, or with the candidates where several fit."""
    found = candidates(graph, text)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(map(str, found))
        raise NotFound(
            repr(text), f"{len(found)} entities are called so: {listed}", "ask again with the id of one of them"
        )
    near = suggestions(graph, text)
    remedy = (
        f"did you mean {'; '.join(map(str, near))}?"
        if near
        else "`kg ask name_search --name ...` looks for parts of names"
    )
    raise NotFound(repr(text), "no entity in the graph is called so", remedy)


def candidates(graph: Graph, text: str) -> list[Found]:
    """All entities that bear a name; of a state and its territory the government, since it is the one that acts."""
    # bytes of a command line that are no UTF-8 come as lone surrogates, which cannot be sent
    text = " ".join(text.encode("utf-8", "replace").decode().split())
    keys = sorted({name_key(COMPANY, text), name_key(PERSON, text)})
    compact = re.sub(r"\s+", "", text)
    families = ("evm", "btc", "tron", "ltc")
    parameters = {
        "text": text,
        "keys": keys,
        "value_keys": [f"{family}|{key}" for family in ("org", "person") for key in keys],
        "wallets": [f"wallet:{family}:{address}" for family in families for address in (compact, compact.lower())],
    }
    for statement in _TIERS:
        rows = graph.read(statement, parameters)
        if rows:
            found = [Found(**row) for row in rows]
            others = [one for one in found if one.label != COUNTRY]
            return others if len(others) == 1 else found
    # the table of the world's countries takes a while to load, so it is asked last
    return [Found(**row) for row in graph.read(_TIERS[0], {"text": f"country:{country_code(text)}"})]


def suggestions(graph: Graph, text: str) -> list[Found]:
    """The nearest names by full text, typos within two letters allowed; an empty list where nothing is near."""
    # in capitals AND, OR and NOT would be operators; the index knows no case
    words = _LUCENE_SPECIAL.sub(" ", text).lower().split()[:8]
    if not words:
        return []
    query = " ".join(f"{word[:50]}~" for word in words)
    rows = graph.read(
        """
        CALL db.index.fulltext.queryNodes('entity_names', $search, {limit: $limit}) YIELD node AS e, score
        RETURN e.id AS id, e.name AS name, [l IN labels(e) WHERE l <> 'Entity'][0] AS label, e.aliases AS aliases
        ORDER BY score DESC, id
        """,
        {"search": query, "limit": 4 * SUGGESTIONS},
    )
    # full text finds what shares one word, or half the letters of a short one
    near = [
        row for row in rows if max(_likeness(text, name) for name in (row["name"], *row.pop("aliases"))) >= LIKENESS
    ]
    return [Found(**row) for row in near[:SUGGESTIONS]]


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a.casefold(), b.casefold()).ratio()
