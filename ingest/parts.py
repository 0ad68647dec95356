"""Long texts are read in parts, so that memory and time grow with the part and not with the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.reading import Party, ReadAction, ReadEntity, Reading, ReadRelation
from kg.model import Span

PART = 60_000
"""Characters read at once: some thirty pages, of which the parser needs about half a gigabyte."""

_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?]) "), re.compile(r"\s"))


def parts(text: str, size: int = PART) -> list[Span]:
    """Cut a text into parts of at most `size` characters: between paragraphs where that can be, else lines, sentences, words."""
    found, start = [], 0
    while len(text) - start > size:
        end = _cut(text, start, start + size)
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]


def _cut(text: str, start: int, limit: int) -> int:
    for pattern in _BREAKS:
        # the last third is long enough to hold a break, and short enough that no part is small
        ends = [match.end() for match in pattern.finditer(text, start + (limit - start) * 2 // 3, limit)]
        if ends:
            return ends[-1]
    return limit


def joined(text: str, readings: Sequence[tuple[int, Reading]]) -> Reading:
    """Put the readings of parts together, each with the offset at which its part begins.

    An entity named in two parts is there twice; as its ref comes from its name, its claims meet in the graph.
    """
    moved = list(_moved(readings))
    return Reading(
        text=text,
        passages=tuple(span for reading in moved for span in reading.passages),
        entities=tuple(entity for reading in moved for entity in reading.entities),
        relations=tuple(relation for reading in moved for relation in reading.relations),
        actions=tuple(action for reading in moved for action in reading.actions),
        rejected=tuple(one for reading in moved for one in reading.rejected),
    )


def _moved(readings: Sequence[tuple[int, Reading]]) -> Iterator[Reading]:
    before = 0
    for offset, reading in readings:
        yield Reading(
            text=reading.text,
            passages=tuple(_span(span, offset) for span in reading.passages),
            entities=tuple(_entity(entity, offset, before) for entity in reading.entities),
            relations=tuple(_relation(relation, offset, before) for relation in reading.relations),
            actions=tuple(_action(action, offset, before) for action in reading.actions),
            rejected=tuple(replace(one, start=one.start + offset, end=one.end + offset) for one in reading.rejected),
        )
        before += 1 + max((entity.index for entity in reading.entities), default=-1)


def _span(span: Span, offset: int) -> Span:
    return span[0] + offset, span[1] + offset


def _entity(entity: ReadEntity, offset: int, before: int) -> ReadEntity:
    mentions = tuple(
        replace(mention, start=mention.start + offset, end=mention.end + offset) for mention in entity.mentions
    )
    return replace(entity, index=entity.index + before, mentions=mentions)


def _party(party: Party, offset: int, before: int) -> Party:
    return Party(party.entity + before, _span(party.span, offset))


def _relation(relation: ReadRelation, offset: int, before: int) -> ReadRelation:
    return replace(
        relation,
        source=_party(relation.source, offset, before),
        target=_party(relation.target, offset, before),
        sentence=_span(relation.sentence, offset),
        origin=None if relation.origin is None else relation.origin + before,
    )


def _action(action: ReadAction, offset: int, before: int) -> ReadAction:
    return replace(
        action,
        by=tuple(_party(party, offset, before) for party in action.by),
        against=tuple(_party(party, offset, before) for party in action.against),
        trigger=_span(action.trigger, offset),
        sentence=_span(action.sentence, offset),
        origin=None if action.origin is None else action.origin + before,
    )
