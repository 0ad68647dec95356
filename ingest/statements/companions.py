"""Whom a measure strikes beside its object: "designated A together with B, a trader in C, and D", "along with two of his sons, E and F"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.reading import Party
from ingest.statements.drafts import Deed
from ingest.statements.scene import Scene, named

Token = Any
Span = Any

OPENERS = (("together", "with"), ("along", "with"), ("alongside",), ("as", "well", "as"), ("jointly", "with"))
FIRST = frozenset(opener[0] for opener in OPENERS)
ACTORS = frozenset({"Person", "Company", "Group", "Wallet"})
BREAKS = frozenset({",", ";", "and", "or", "&", "plus"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVE = frozenset(
    {"who", "whose", "whom", "which", "that", "where", "when", "while", "after", "before", "because", "for"}
)


def companions(scene: Scene, deed: Deed, sent: Span) -> Iterator[Party]:
    """Yield whom the sentence names after a measure with "together with" or the like, if the measure has an object already."""
    if not deed.against:
        return
    doc = scene.doc
    start = _opened(doc, deed.trigger.i + 1, sent.end)
    if start is None:
        return
    held = False
    for token in doc[start : sent.end]:
        mention = scene.mentions.get(token.i)
        if mention is not None:
            last = token.i + 1 == sent.end or scene.mentions.get(token.i + 1) != mention
            if last and not held and scene.label(token._.entity) in ACTORS and not _owns(doc, token):
                yield from named(scene, token)
            continue
        if token.lower_ in BREAKS:
            held = False
        elif token.tag_ in FINITE or token.lower_ in RELATIVE:
            return
        elif token.pos_ in {"ADP", "VERB", "AUX"}:
            held = True


def _opened(doc: Any, start: int, end: int) -> int | None:
    """Give the place right after the words that open the list of companions."""
    for at in range(start, end):
        if doc[at].lower_ not in FIRST:
            continue
        for opener in OPENERS:
            if tuple(t.lower_ for t in doc[at : at + len(opener)]) == opener:
                return int(at + len(opener))
    return None


def _owns(doc: Any, token: Token) -> bool:
    return bool(token.i + 1 < len(doc) and doc[token.i + 1].tag_ == "POS")
