"""Where a page marks the text of a record: sentences of claims, mentions, words that stand for somebody, triggers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.pages.marking import Mark
from kg.model import Span
from kg.ontology import STATUSES

Record = dict[str, Any]


def statements(record: Record) -> list[Record]:
    """List relations and actions in the order of their sentences; a claim's number is its place here, from one."""
    found = [*record["relations"], *record["actions"]]
    return sorted(found, key=lambda one: (one["evidence_start"], one["evidence_end"]))


def sentence_anchor(prefix: str, statement: Record) -> str:
    """Name the place of a statement's sentence on the page."""
    return f"{prefix}-s{statement['evidence_start']}-{statement['evidence_end']}"


def marks_of(record: Record, prefix: str) -> Iterator[Mark]:
    """Yield every mark on a record's text; anchors begin with `prefix`, which no other document of the page has."""
    yield from _sentences(record, prefix)
    yield from _mentions(record, prefix)
    yield from _parties(record, prefix)
    for action in record["actions"]:
        yield Mark(_span(action["trigger"]), "trigger", f"tells: {action['kind']}")
    for one in record["rejected"]:
        yield Mark(_span(one["offsets"]), "rejected", one["reason"])


def _sentences(record: Record, prefix: str) -> Iterator[Mark]:
    """Mark each sentence of claims with the strongest status that it gives one, and number the claims after it."""
    told: dict[Span, list[tuple[int, Record]]] = {}
    for number, statement in enumerate(statements(record), 1):
        span = (statement["evidence_start"], statement["evidence_end"])
        told.setdefault(span, []).append((number, statement))
    for span, claims in told.items():
        links = " ".join(_claim_link(number, statement["status"], prefix) for number, statement in claims)
        status = min((statement["status"] for _, statement in claims), key=STATUSES.index)
        anchor = sentence_anchor(prefix, claims[0][1])
        yield Mark(span, "said", style=status, anchor=anchor, after=f"<sup>{links}</sup>")


def _claim_link(number: int, status: str, prefix: str) -> str:
    """What is not simply asserted says so in a word."""
    word = "" if status == "asserted" else f" {status}"
    return f'<a href="#{prefix}-c{number}" aria-label="Claim {number}{word}">{number}{word}</a>'


def _mentions(record: Record, prefix: str) -> Iterator[Mark]:
    """Mark each mention; the first of an entity says in a word what the colour says, for who cannot see it."""
    for entity in record["entities"]:
        label = entity["type"]
        for place, span in enumerate(entity["offsets"]):
            tag = f'<span class="tag">{label}</span>' if place == 0 else ""
            title = f"{label}: {entity['name']}"
            yield Mark(_span(span), "entity", title, f"{prefix}-{entity['id']}", label.lower(), after=tag)


def _parties(record: Record, prefix: str) -> Iterator[Mark]:
    named = {_span(span) for entity in record["entities"] for span in entity["offsets"]}
    names = {entity["id"]: entity["name"] for entity in record["entities"]}
    for entity, span in _places(record):
        if _span(span) not in named:
            yield Mark(_span(span), "stands", f"stands for {names[entity]}", f"{prefix}-{entity}")


def _places(record: Record) -> Iterator[tuple[str, list[int]]]:
    for relation in record["relations"]:
        yield relation["from"], relation["from_span"]
        yield relation["to"], relation["to_span"]
    for action in record["actions"]:
        yield from zip(action["by"], action["by_spans"], strict=True)
        yield from zip(action["against"], action["against_spans"], strict=True)


def _span(offsets: list[int]) -> Span:
    start, end = offsets
    return start, end
