"""From rows to evidence: the words that prove a claim, with where the two names stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.asking.quoting import statement_at
from kg.dossier.model import Evidence, Words
from kg.dossier.statements import QUOTES, VOICES
from kg.evidence import DENIED, Statement, summarise
from kg.graph import Graph
from kg.model import Span

AT_ONCE = 300
"""Keys of edges in one question, so that its rows stay below the door's limit."""

_SAME = ("claim", "predicate", "value", "status", "confidence", "document", "title", "publisher", "url", "published",
         "retrieved", "kind", "reader", "method", "origin")  # fmt: skip

Quotes = Mapping[str, Sequence[Evidence]]


def evidence_of(row: Mapping[str, Any]) -> Evidence:
    """Make one claim's row evidence; of a list's record only the statement is quoted that proves the claim."""
    subject, target = _span(row, "subject"), _span(row, "object")
    passages = tuple(_words(passage, subject, target) for passage in row["passages"])
    return Evidence(
        **{name: row[name] for name in _SAME},
        passages=passages,
        record=row["passages"][0]["record"] if row["passages"] else None,
    )


def _span(row: Mapping[str, Any], side: str) -> Span | None:
    start, end = row[f"{side}_start"], row[f"{side}_end"]
    return (start, end) if start is not None and end is not None else None


def _words(passage: Mapping[str, Any], *spans: Span | None) -> Words:
    text, start = passage["text"], passage["start"] or 0
    if passage["record"] is not None:
        places = [place for span in spans if span for place in span]
        # a record's offsets count from its own beginning
        start, end = statement_at(text, min(places), max(places)) if places else (0, len(text))
        text = text[start:end]
    end = start + len(text)
    subject, target = (span if span and start <= span[0] < span[1] <= end else None for span in spans)
    return Words(text, start, end, subject, target)


def quotes_of(graph: Graph, keys: Iterable[str], *, as_of: str | None, most: int) -> dict[str, list[Evidence]]:
    """The best claim of each publisher for each edge, the strongest status and surest first, denials last."""
    found: dict[str, list[Evidence]] = {}
    for some in _parts(sorted(set(keys))):
        for row in graph.read(QUOTES, {"keys": some, "as_of": as_of, "quotes": most}):
            found.setdefault(row["key"], []).append(evidence_of(row["evidence"]))
    return found


def sums_as_of(graph: Graph, keys: Iterable[str], as_of: str) -> dict[str, dict[str, Any]]:
    """What edges added up to on a day: the properties as the writer would have set them, by key."""
    said: dict[str, list[Statement]] = {}
    for some in _parts(sorted(set(keys))):
        for row in graph.stream(VOICES, {"keys": some, "as_of": as_of}):
            said.setdefault(row["key"], []).append(Statement(**row["statement"]))
    return {key: dict(summarise(statements).properties()) for key, statements in said.items()}


def best(quotes: Sequence[Evidence], status: str, most: int) -> tuple[Evidence, ...]:
    """The sentences to show for an edge of this status: those of that status first, no denial unless it is denied."""
    fitting = [quote for quote in quotes if (quote.status == DENIED) == (status == DENIED)]
    return tuple(sorted(fitting, key=lambda quote: quote.status != status)[:most])


def denials(quotes: Sequence[Evidence], status: str, most: int) -> tuple[Evidence, ...]:
    """The denials of an edge that others assert."""
    return () if status == DENIED else tuple(quote for quote in quotes if quote.status == DENIED)[:most]


def _parts(keys: Sequence[str]) -> Iterable[list[str]]:
    return (list(keys[start : start + AT_ONCE]) for start in range(0, len(keys), AT_ONCE))
