"""Edges as they stood on a day: summed anew from the claims that were public (`as_of`) or in the graph (`known_on`) by then."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.errors import UsageError
from kg.evidence import Statement, summarise
from kg.graph import Graph, Row

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Then:
    """A day by which something was published, and one by which it was in the graph, as YYYY-MM-DD; None is today.

    What was withdrawn since is not told: its claims were taken off what they spoke of.
    """

    as_of: str | None = None
    known_on: str | None = None

    @property
    def is_now(self) -> bool:
        """True where no day is set."""
        return self.as_of is None and self.known_on is None

    def parameters(self) -> Row:
        """The days as parameters of a statement; the end of the day counts."""
        return {"as_of": self.as_of, "known_on": f"{self.known_on}T23:59:59Z" if self.known_on else None}


NOW = Then()

WAS_THERE = """EXISTS {
  MATCH (c:Claim {edge: r.key})
  MATCH (d:Document {id: c.document})
  WHERE ($known_on IS NULL OR c.recorded <= $known_on)
    AND ($as_of IS NULL OR coalesce(c.published, d.published) <= $as_of)
}"""
"""True of an edge `r` of which a claim was there by the days that the parameters set; an undated document was never public."""

_CLAIMS = """
UNWIND $keys AS key
MATCH (c:Claim {edge: key})
WHERE c.withdrawn IS NULL AND ($known_on IS NULL OR c.recorded <= $known_on)
MATCH (d:Document {id: c.document})-[:FROM]->(s:Source)
WITH key, c, d, s, coalesce(c.published, d.published) AS published
WHERE $as_of IS NULL OR published <= $as_of
OPTIONAL MATCH (d)-[:COPY_OF]->(first:Document)-[:FROM]->(owner:Source)
RETURN key, c {.id, .status, .confidence, .amount, .currency, .start_date, .end_date} AS claim, published,
       coalesce(c.origin, first.origin, d.origin) AS origin,
       d.id AS document_id, coalesce(owner.name, s.name) AS publisher,
       CASE WHEN owner IS NULL THEN s.primary ELSE owner.primary END AS primary,
       CASE WHEN d.list_name IS NULL THEN s.reliability END AS reliability,
       coalesce([(d)-[:COPY_OF]->(first) | first.id][0], [(d)<-[:COPY_OF]-() | d.id][0]) AS copy_cluster
ORDER BY key, c.id
"""


def day(text: str | None, option: str) -> str | None:
    """Read a day; raises UsageError for what is none."""
    if text is None:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(option, f"{text!r:.40} is no day", "write it as 2025-05-01") from error


def sums(graph: Graph, keys: Iterable[str], then: Then) -> dict[str, dict[str, Any]]:
    """The properties that edges had then, by their keys; an edge of which nothing was there is left out."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for row in graph.stream(_CLAIMS, {"keys": sorted(keys), **then.parameters()}):
        claim = row.pop("claim")
        said[row.pop("key")].append(Statement(**claim, **row))
    return {key: {**summarise(statements).properties(), "key": key} for key, statements in said.items()}
