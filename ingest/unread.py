"""Sentences that hold a trigger word and yielded no claim: where the rules may have missed something."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from ingest.confidence import times_right
from ingest.pipeline import read
from ingest.reading import Reading
from ingest.statements.clauses import word_of
from ingest.statements.frames import Frame, fits, index_frames
from ingest.statements.scene import build_scene
from kg.model import Document, Span
from kg.ontology import EDGES, KINDS

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of the tables where it stands in a text; `kinds` are the claims it can make, the most usual first."""

    word: str
    span: Span
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence without any claim, and the words in it that make claims elsewhere."""

    sentence: Span
    triggers: tuple[Trigger, ...]


def find_triggers(doc: Any) -> Iterator[Trigger]:
    """Yield the words of a doc, in order, at which a frame could begin: of its word class, in no name, with what it needs near."""
    from ingest.entities.coreference import resolve_anaphor

    scene = build_scene(doc, resolve_anaphor)
    for token in doc:
        word = word_of(token)
        kinds = {kind for kind, frame in _table().get(word, ()) if fits(scene, frame, token)}
        if kinds:
            yield Trigger(word, (token.idx, token.idx + len(token)), _most_usual_first(word, frozenset(kinds)))


def find_unread(reading: Reading, triggers: Iterable[Trigger]) -> list[Unread]:
    """List, in order, the sentences of a reading in which a trigger stands and from which no claim was read."""
    said = _sentences_said(reading)
    starts = [start for start, _ in reading.passages]
    held: dict[Span, list[Trigger]] = {}
    for trigger in triggers:
        place = bisect_right(starts, trigger.span[0]) - 1
        if place >= 0 and trigger.span[0] < reading.passages[place][1] and starts[place] not in said:
            held.setdefault(reading.passages[place], []).append(trigger)
    return [Unread(sentence, tuple(found)) for sentence, found in sorted(held.items())]


def read_unread(nlp: Any, document: Document) -> Record:
    """Read a document and render its unread sentences."""
    triggers: list[Trigger] = []

    def collect(doc: Any, offset: int) -> None:
        triggers.extend(replace(one, span=(one.span[0] + offset, one.span[1] + offset)) for one in find_triggers(doc))

    source = document.source.name
    reading = read(nlp, document.text, published=document.published, publisher=source, on_doc=collect)
    return unread_record(document, find_unread(reading, triggers))


def unread_record(document: Document, found: Iterable[Unread]) -> Record:
    """Render unread sentences for JSON; every offset points into the document's text."""
    return {
        "id": document.id,
        "title": document.title,
        "unread": [
            {
                "sentence": document.text[slice(*one.sentence)],
                "start": one.sentence[0],
                "end": one.sentence[1],
                "triggers": [
                    {"word": t.word, "start": t.span[0], "end": t.span[1], "kinds": list(t.kinds)} for t in one.triggers
                ],
            }
            for one in found
        ],
    }


def unread_lines(record: Record) -> Iterator[str]:
    """Render a record as lines of three columns between tabs: document and offset, the words with their claims, the sentence."""
    for one in record["unread"]:
        words = "; ".join(dict.fromkeys(f"{t['word']} ({', '.join(t['kinds'])})" for t in one["triggers"]))
        yield f"{record['id'][:12]}:{one['start']}\t{words}\t{' '.join(one['sentence'].split())}"


def _sentences_said(reading: Reading) -> set[int]:
    """The starts of the sentences that any statement was read from; an action without parties says nothing of anybody."""
    spans = [relation.sentence for relation in reading.relations]
    spans += [action.sentence for action in reading.actions if action.by or action.against]
    starts = [start for start, _ in reading.passages]
    said: set[int] = set()
    for start, end in spans:
        first = max(bisect_right(starts, start) - 1, 0)
        said.update(starts[first : bisect_right(starts, end - 1)])
    return said


@cache
def _table() -> dict[str, tuple[tuple[str, Frame], ...]]:
    rows = [(edge.name, edge.frames) for edge in EDGES.values()] + [(kind.name, kind.frames) for kind in KINDS.values()]
    return index_frames(rows)


@lru_cache(maxsize=2048)
def _most_usual_first(word: str, kinds: frozenset[str]) -> tuple[str, ...]:
    """Order claims by how often the word made them on the annotated documents, then how often any word did."""
    return tuple(
        sorted(kinds, key=lambda kind: (-times_right(f"frame:{kind}:{word}:"), -times_right(f"frame:{kind}:"), kind))
    )
