"""Later measures that undo older ones: a delisting after a sanction, a dismissal or an acquittal after a charge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from kg.asking.links import Answered, Link, Quote
from kg.asking.quoting import narrowed
from kg.asking.then import NOW, Then
from kg.graph import Graph, Row
from kg.ontology import KINDS

_ANSWERS: Final = MappingProxyType(
    {kind: tuple(name for name, one in KINDS.items() if kind in one.answers) for kind in KINDS}
)
"""By kind of an older measure: the kinds that undo it."""

_LATER = """
UNWIND $targets AS target
MATCH (e:Entity {id: target})<-[f:TARGETED]-(x:Action)
WHERE x.kind IN $kinds AND f.status <> 'denied' AND ($as_of IS NULL OR f.first_seen <= $as_of)
OPTIONAL MATCH (by:Entity)-[:PERFORMED]->(x)
WITH target, e, x, f, by ORDER BY by.name
WITH target, e, x, f, collect(by.name) AS bys
CALL (f) {
  MATCH (c:Claim {edge: f.key})-[:EVIDENCE {order: 0}]->(p:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
  WHERE c.withdrawn IS NULL AND ($known_on IS NULL OR c.recorded <= $known_on)
  RETURN c, p, d, s ORDER BY c.confidence DESC, c.id LIMIT 1
}
RETURN target, e.name AS name, x.kind AS kind, x.start_date AS date, f.status AS status, bys, c.id AS claim,
       c.confidence AS confidence, p.text AS sentence, s.name AS source, d.id AS document, d.title AS title, d.urls[0] AS url,
       coalesce(c.published, d.published) AS published, p.start_char AS start_char, p.end_char AS end_char,
       p.record AS record, d.recorded AS retrieved, d.reader AS reader,
       [c.subject_start, c.subject_end, c.object_start, c.object_end] AS spans
ORDER BY target, date, x.id
"""


def kind_of(link: Link) -> str | None:
    """The kind of the action that a link crosses, None of an edge."""
    parts = link.type.split(" ")
    return parts[1] if len(parts) == 3 else None


def with_answers(graph: Graph, links: Iterable[Link], *, then: Then = NOW) -> dict[Link, Link]:
    """Each link that crosses a measure, with what was done later against its target and undoes it."""
    measures = [link for link in links if (kind := kind_of(link)) and _ANSWERS.get(kind)]
    if not measures:
        return {}
    kinds = sorted({later for link in measures for later in _ANSWERS[str(kind_of(link))]})
    by_target: dict[str, list[Row]] = defaultdict(list)
    parameters = {"targets": sorted({link.end for link in measures}), "kinds": kinds, **then.parameters()}
    for row in graph.read(_LATER, parameters):
        by_target[row["target"]].append(dict(narrowed(row)))
    return {link: replace(link, answered=_answered(link, by_target[link.end])) for link in measures}


def _answered(link: Link, rows: list[Row]) -> tuple[Answered, ...]:
    fitting = [
        row for row in rows if row["kind"] in _ANSWERS[str(kind_of(link))] and _is_later(row["date"], link.start_date)
    ]
    return tuple(_one(row) for row in fitting)


def _is_later(date: str | None, than: str | None) -> bool:
    """True unless both are dated and the measure is the younger of them."""
    return not (date and than) or date[: len(than)] >= than[: len(date)]


def _one(row: Row) -> Answered:
    by = " and ".join(row["bys"]) or "an unnamed authority"
    quote = Quote(**{name: row[name] for name in Quote.__slots__})
    return Answered(
        row["kind"], KINDS[row["kind"]].phrase.format(a=by, b=row["name"]), row["date"], row["status"], quote
    )
