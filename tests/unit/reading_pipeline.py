"""One loaded pipeline for the tests that read whole sentences; loading takes about a second."""

from __future__ import annotations

from functools import cache
from typing import Any

from ingest.pipeline import build_nlp
from ingest.statements.actions import distinct_actions, find_actions
from ingest.statements.relations import distinct_relations, find_relations


@cache
def _nlp() -> Any:
    return build_nlp()


def doc_of(text: str) -> Any:
    """Read one text with the real pipeline."""
    return _nlp()(text)


def relations_in(text: str) -> set[tuple[str, str, str, str]]:
    """The distinct relations of a text as (type, from, to, status) by names."""
    doc = doc_of(text)
    names = {entity.index: entity.name for entity in doc._.entities}
    return {
        (r.type, names[r.source.entity], names[r.target.entity], r.status)
        for r in distinct_relations(find_relations(doc))
    }


def actions_in(
    text: str, *, published: str | None = None, publisher: str | None = None
) -> set[tuple[str, frozenset[str], frozenset[str], str]]:
    """The distinct actions of a text as (kind, by, against, status) by names."""
    doc = doc_of(text)
    names = {entity.index: entity.name for entity in doc._.entities}
    return {
        (
            a.kind,
            frozenset(names[p.entity] for p in a.by),
            frozenset(names[p.entity] for p in a.against),
            a.status,
        )
        for a in distinct_actions(find_actions(doc, published=published, publisher=publisher))
    }
