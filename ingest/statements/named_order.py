"""The names of a doc in the order of its text, made once: who is named between two places."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from ingest.reading import ReadMention
from ingest.statements.scene import Scene

Named = tuple[int, ReadMention]
_KEY = "kg_named_order"


def in_order(scene: Scene) -> list[Named]:
    """List every mention with its entity's index, by where it begins."""
    kept: list[Named] | None = scene.doc.user_data.get(_KEY)
    if kept is None:
        found = {(mention.start, scene.doc[place]._.entity): mention for place, mention in scene.mentions.items()}
        kept = scene.doc.user_data[_KEY] = [(entity, mention) for (_, entity), mention in sorted(found.items())]
    return kept


def named_within(scene: Scene, start: int, end: int) -> list[Named]:
    """List the mentions that begin at `start` or after and before `end`, in characters."""
    names = in_order(scene)
    first = bisect_left(names, start, key=lambda one: one[1].start)
    return names[first : bisect_left(names, end, lo=first, key=lambda one: one[1].start)]


def token_at(scene: Scene, start: int) -> Any | None:
    """Give the token that covers a character of the text; None where none does."""
    span = scene.doc.char_span(start, start + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None
