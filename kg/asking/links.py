"""Everything that is stated between two neighbours in the graph, each statement with its best sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.asking.quoting import narrowed
from kg.asking.then import NOW, Then, sums
from kg.evidence import DENIED
from kg.graph import Graph, Row
from kg.ontology import EDGES, KINDS, STATUSES, WALKED

QUOTED_SOURCES = 3
"""How many sources of one edge are quoted, the surest first."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence behind a claim, with where it stands (in a document, or in a list's `record`) and who printed it."""

    sentence: str
    status: str
    confidence: float
    source: str
    document: str
    title: str | None
    url: str | None
    published: str | None
    start_char: int
    end_char: int
    claim: str
    record: str | None = None
    retrieved: str | None = None
    """When the bytes of the document first came, UTC."""
    reader: str | None = None
    """Which reader (rules, model, versions) read it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A later measure that undoes an older one: a delisting, a dismissal, an acquittal. `quote` proves it."""

    kind: str
    words: str
    date: str | None
    status: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One way in which two neighbours are linked: an edge, or an action crossed from who did it to whom."""

    type: str
    start: str
    end: str
    words: str
    status: str
    confidence: float
    sources: int
    claims: int
    denials: int
    quotes: tuple[Quote, ...]
    denial_quotes: tuple[Quote, ...] = ()
    amount: float | None = None
    currency: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    shown: bool = True
    """Whether its sentence was surely read, so that it is shown unasked."""
    answered: tuple[Answered, ...] = ()
    """What was done later against the same one and undoes this."""


def pair_of(a: str, b: str) -> tuple[str, str]:
    """Two ids in the order under which their links are kept."""
    return (a, b) if a < b else (b, a)


_DIRECT = f"""
UNWIND $pairs AS pair
MATCH (a:Entity {{id: pair[0]}})-[e:{"|".join(WALKED)}]-(b:Entity {{id: pair[1]}})
RETURN pair, type(e) AS type, startNode(e).id AS start, endNode(e).id AS end, startNode(e).name AS a, endNode(e).name AS b,
       [properties(e)] AS edges, null AS kind
"""

_CROSSED = """
UNWIND $pairs AS pair
UNWIND [pair, reverse(pair)] AS way
MATCH (a:Entity {id: way[0]})-[e:PERFORMED]->(x:Action)-[f:TARGETED]->(b:Entity {id: way[1]})
RETURN pair, 'PERFORMED ' + x.kind + ' TARGETED' AS type, a.id AS start, b.id AS end, a.name AS a, b.name AS b,
       [properties(f), properties(e)] AS edges, x.kind AS kind
"""

_SUFFERED = """
UNWIND $pairs AS pair
MATCH (a:Entity {id: pair[0]})<-[e:TARGETED]-(x:Action)-[f:TARGETED]->(b:Entity {id: pair[1]})
RETURN pair, 'TARGETED ' + x.kind + ' TARGETED' AS type, a.id AS start, b.id AS end, a.name AS a, b.name AS b,
       [properties(f), properties(e)] AS edges, x.kind AS kind
"""
"""Two that one action was against: asked for only, since one sanction would link all twenty of its targets."""

_QUOTES = """
UNWIND $keys AS key
MATCH (c:Claim {edge: key})-[:EVIDENCE]->(p:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
WHERE c.withdrawn IS NULL AND ($known_on IS NULL OR c.recorded <= $known_on)
  AND ($as_of IS NULL OR coalesce(c.published, d.published) <= $as_of)
RETURN key, d.recorded AS retrieved, d.reader AS reader, c.id AS claim, c.status AS status, c.confidence AS confidence, p.text AS sentence, s.name AS source, d.id AS document,
       d.title AS title, d.urls[0] AS url, coalesce(c.published, d.published) AS published, p.start_char AS start_char,
       p.end_char AS end_char, p.record AS record, [c.subject_start, c.subject_end, c.object_start, c.object_end] AS spans
ORDER BY key, confidence DESC, published, claim, start_char
"""


def find_links(
    graph: Graph, pairs: Iterable[tuple[str, str]], *, then: Then = NOW, co_targeted: bool = False
) -> dict[tuple[str, str], list[Link]]:
    """Everything stated between neighbours, denied or not, each with its best sentences; `then` as it stood on a day."""
    wanted = [list(pair) for pair in sorted(pairs)]
    statements = (_DIRECT, _CROSSED, *((_SUFFERED,) if co_targeted else ()))
    rows = [row for statement in statements for row in graph.read(statement, {"pairs": wanted})]
    keys = sorted({edge["key"] for row in rows for edge in row["edges"]})
    if not then.is_now:
        rows = _as_they_stood(rows, sums(graph, keys, then))
    quotes: dict[str, list[Row]] = {}
    for row in graph.read(_QUOTES, {"keys": keys, **then.parameters()}):
        quotes.setdefault(row.pop("key"), []).append(narrowed(row))
    out: dict[tuple[str, str], list[Link]] = {}
    for row in rows:
        out.setdefault((row["pair"][0], row["pair"][1]), []).append(_link(row, quotes))
    return out


def _as_they_stood(rows: list[Row], stood: dict[str, dict[str, Any]]) -> list[Row]:
    """Put the sums of then in the place of those of now, and leave out what was not there."""
    there = [row for row in rows if all(edge["key"] in stood for edge in row["edges"])]
    return [row | {"edges": [stood[edge["key"]] for edge in row["edges"]]} for row in there]


def _link(row: Row, quotes: dict[str, list[Row]]) -> Link:
    """An edge as a link. An action has two, done and suffered: it is as sure, and as well attested, as the weaker of them."""
    edges: list[dict[str, Any]] = row["edges"]
    weaker = min(edges, key=lambda edge: (-STATUSES.index(edge["status"]), edge["confidence"], edge["sources"]))
    said = [quotes.get(edge["key"], []) for edge in edges]
    phrase = _phrase(row["type"], row["kind"])
    return Link(
        type=row["type"],
        start=row["start"],
        end=row["end"],
        words=phrase.format(a=row["a"], b=row["b"]),
        status=weaker["status"],
        confidence=min(edge["confidence"] for edge in edges),
        sources=min(edge["sources"] for edge in edges),
        shown=all(edge.get("shown", True) for edge in edges),
        claims=max(edge["claims"] for edge in edges),
        denials=max(edge["denials"] for edge in edges),
        quotes=tuple(_best_quotes(said, weaker["status"])),
        denial_quotes=tuple(_best_quotes([_denying(rows) for rows in said], DENIED)),
        amount=weaker.get("amount"),
        currency=weaker.get("currency"),
        start_date=weaker.get("start_date"),
        end_date=weaker.get("end_date"),
    )


def _phrase(link_type: str, kind: str | None) -> str:
    if kind is None:
        return EDGES[link_type].phrase
    return (
        f"{{a}} and {{b}} were both targets of one {kind}" if link_type.startswith("TARGETED") else KINDS[kind].phrase
    )


def _denying(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["status"] == DENIED]


def _best_quotes(by_edge: list[list[Row]], status: str) -> Iterator[Quote]:
    """The best sentence of each source for each edge, of the status that is shown where there is one, and none twice."""
    shown: set[tuple[str, str | None, int]] = set()
    for rows in by_edge:
        fitting = [row for row in rows if row["status"] == status] or rows
        best: dict[str, str] = {}
        for row in fitting:
            best.setdefault(row["source"], row["claim"])
        for row in [row for row in fitting if row["claim"] in list(best.values())[:QUOTED_SOURCES]]:
            place = (row["document"], row["record"], row["start_char"])
            if place not in shown:
                shown.add(place)
                yield Quote(**{name: row[name] for name in Quote.__slots__})
