"""The second pass: documents, sentences, claims and mentions into files, pointing at what their refs turned out to be.

What is a sum of claims (edges, entities, actions) is parted by what it is about, to be added up afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.bulk.files import Columns, Files
from kg.bulk.gathering import CLAIM_COLUMNS, Chunk, Gathered
from kg.bulk.resolving import Resolved
from kg.bulk.spool import Parts, Row
from kg.identity import Pair
from kg.ids import edge_ends, edge_key
from kg.ontology import LITERAL_PREDICATES, PARTY_TYPES, RELATION_TYPES
from kg.writing.candidates import CONFIDENCE, METHOD, candidate_id
from kg.writing.fresh import own_key
from kg.writing.linking import family_of
from kg.writing.pointing import node_label

_NUMBERS = {"confidence": "double", "amount": "double", "subject_start": "long", "subject_end": "long",
            "object_start": "long", "object_end": "long"}  # fmt: skip
CLAIM: Columns = {name: _NUMBERS.get(name, "string") for name in (*CLAIM_COLUMNS, "edge")}
DOCUMENT: Columns = {"id": "string", "text": "string", "raw_sha256": "string", "title": "string", "urls": "string[]",
                     "publishers": "string[]", "published": "string", "kind": "string", "list_name": "string",
                     "list_part": "string", "reader": "string", "recorded": "string"}  # fmt: skip
PASSAGE: Columns = {"id": "string", "text": "string", "start_char": "long", "end_char": "long"}
RECORD: Columns = {"id": "string", "text": "string", "record": "string", "hash": "string", "locator": "string"}
SOURCE: Columns = {"name": "string", "primary": "string", "reliability": "double", "licence": "string"}
MENTIONS: Columns = {"surfaces": "string[]", "starts": "long[]", "ends": "long[]", "refs": "string[]"}
_AT = {name: place for place, name in enumerate(CLAIM_COLUMNS)}
_ID, _PREDICATE, _SUBJECT, _OBJECT, _VALUE, _KEY = (
    _AT[name] for name in ("id", "predicate", "subject_ref", "object_ref", "value", "value_key")
)
_CONFIDENCE, _METHOD, _STATUS = (_AT[name] for name in ("confidence", "method", "status"))
_ORIGIN, _AMOUNT, _CURRENCY, _START, _END, _PUBLISHED = (
    _AT[name] for name in ("origin", "amount", "currency", "start_date", "end_date", "published")
)


class Laying:
    """Writes what documents say; `edges`, `entities` and `actions` are left to be added up."""

    def __init__(self, gathered: Gathered, resolved: Resolved, files: Files, folder: Path) -> None:
        self.gathered = gathered
        self.where = resolved.where
        self.candidates = resolved.candidates
        self.files = files
        self.edges = Parts(folder, "edges")
        self.entities = Parts(folder, "entities")
        self.actions = Parts(folder, "actions")
        self._numbers: dict[str, int] = {}
        self._documents: dict[str, int] = {}
        self._sources: dict[str, int] = {}
        self._next = 0
        self._evidence: dict[str, tuple[str, int, Row]] = {}
        self._wanted = {ref for pair in self.candidates for ref in pair}
        self._document = files.nodes("Document", DOCUMENT)
        self._passage = files.nodes("Passage", PASSAGE)
        self._record = files.nodes("Passage", RECORD)
        self._claim = files.nodes("Claim", CLAIM)
        self._apart = files.nodes("Claim:Candidate", CLAIM)
        self._mention = files.edges("MENTIONS", MENTIONS)
        self._order = files.edges("EVIDENCE", {"order": "long"})
        self._from, self._in, self._subject, self._object = map(files.edges, ("FROM", "IN", "SUBJECT", "OBJECT"))

    def lay(self) -> None:
        """Write everything that is no sum."""
        source = self.files.nodes("Source", SOURCE)
        for name, one in sorted(self.gathered.sources.items()):
            self._sources[name] = self._count()
            source.write(self._sources[name], (name, one.primary, one.reliability, one.licence))
        for chunk in self.gathered.read():
            self._chunk(chunk)
        for pair in sorted(self.candidates):
            self._candidate(pair)

    def _count(self) -> int:
        self._next += 1
        return self._next

    def _number(self, node: str) -> int:
        """The number of an entity or action; where it is a new one its part hears of it."""
        number = self._numbers.get(node)
        if number is None:
            number = self._numbers[node] = self._count()
            (self.entities if node_label(node) == "Entity" else self.actions).add(number, (node,))
        return number

    def _chunk(self, chunk: Chunk) -> None:
        if chunk.document is not None:
            self._documents[chunk.id] = number = self._count()
            urls, publishers = self.gathered.again.get(chunk.id, ((), ()))
            properties = {"id": chunk.id, **chunk.document}
            properties["urls"] = sorted({*properties["urls"], *urls})
            properties["publishers"] = sorted({*properties["publishers"], *publishers})
            self._document.put(number, properties)
            self._from.write(number, self._sources[chunk.source])
        document = self._documents[chunk.id]
        first = self._next + 1
        passage = self._record if chunk.is_list else self._passage
        for values in chunk.passages:
            number = self._count()
            passage.write(number, values)
            self._in.write(number, document)
        for values in chunk.claims:
            self._state(chunk, values, first)
        if chunk.mentions:
            self._mentions(chunk, first)

    def _mentions(self, chunk: Chunk, first: int) -> None:
        places: dict[tuple[int, str], list[tuple[int, int, str, str]]] = defaultdict(list)
        own = {ref for claim in chunk.claims for ref in (claim[_SUBJECT], claim[_OBJECT])}
        for ref, passage, surface, start, end in chunk.mentions:
            # a name that nobody speaks of is no entity, and an action is not named
            if (ref in own or ref in self.gathered.spoken) and family_of(ref) != "action":
                places[passage, self.where(ref)].append((start, end, ref, surface))
        for (passage, entity), found in places.items():
            found.sort(key=lambda place: place[:3])
            starts, ends, refs, surfaces = map(list, zip(*found, strict=True))
            self._mention.write(first + passage, self._number(entity), (surfaces, starts, ends, refs))

    def _state(self, chunk: Chunk, claim: Row, first: int) -> None:
        """Write a claim, and tell what it says to whom it is about."""
        *values, evidence = claim
        predicate, subject_ref, object_ref = claim[_PREDICATE], claim[_SUBJECT], claim[_OBJECT]
        number, subject = self._count(), self.where(subject_ref)
        start = self._number(subject)
        self._subject.write(number, start)
        key = None
        if object_ref is not None:
            target = self.where(object_ref)
            end = self._number(target)
            self._object.write(number, end)
            if predicate in RELATION_TYPES:
                said = _statement(chunk, claim)
                key = self._edge(predicate, (subject, start), (target, end), said)
                if predicate in PARTY_TYPES:
                    ref, action = (object_ref, end) if predicate == "PERFORMED" else (subject_ref, start)
                    self.actions.add(action, (ref, *said))
        elif predicate in LITERAL_PREDICATES and node_label(subject) == "Entity":
            fact = subject_ref, predicate, claim[_VALUE], claim[_METHOD], claim[_CONFIDENCE]
            self.entities.add(start, fact)
        values.append(key)
        self._claim.write(number, values)
        for order, passage in enumerate(evidence):
            self._order.write(number, first + passage, (order,))
        if predicate == "name" and subject_ref in self._wanted and claim[_KEY] == own_key(subject_ref):
            said = (claim[_ID], first + evidence[0], (chunk.id, *chunk.voice))
            self._evidence[subject_ref] = min(said, self._evidence.get(subject_ref, said))

    def _edge(self, predicate: str, subject: tuple[str, int], target: tuple[str, int], said: Row) -> str:
        """Add a statement to its edge; gives the key of this edge."""
        ends = edge_ends(predicate, subject[0], target[0])
        start, end = (subject[1], target[1]) if ends[0] == subject[0] else (target[1], subject[1])
        key = edge_key(predicate, *ends)
        self.edges.add(int(key[:8], 16), (key, predicate, start, end, *said))
        return key

    def _candidate(self, pair: Pair) -> None:
        """Write the claim that two names may be one, where both are told by a sentence."""
        if not all(ref in self._evidence for ref in pair):
            return
        (_, first, voice), (_, second, _) = (self._evidence[ref] for ref in pair)
        number, (subject, target) = self._count(), pair
        claim = candidate_id(pair)
        said = (claim, "proposed", CONFIDENCE, *voice, None, None, None, None, None)
        ends = [(ref, self._number(ref)) for ref in pair]
        values: dict[str, Any] = {
            "id": claim, "predicate": "SAME_AS", "status": "proposed", "confidence": CONFIDENCE, "method": METHOD,
            "subject_ref": subject, "object_ref": target, "edge": self._edge("SAME_AS", ends[0], ends[1], said),
        }  # fmt: skip
        self._apart.put(number, values)
        self._subject.write(number, ends[0][1])
        self._object.write(number, ends[1][1])
        for order, passage in enumerate((first, second)):
            self._order.write(number, passage, (order,))


def _statement(chunk: Chunk, claim: Sequence[Any]) -> Row:
    """What a sum needs of a claim: id, status, confidence, document, publisher, primary, date of publication, reliability,
    origin, amount, currency, start and end."""
    publisher, primary, published, reliability = chunk.voice
    return (
        claim[_ID], claim[_STATUS], claim[_CONFIDENCE], chunk.id, publisher, primary, claim[_PUBLISHED] or published,
        reliability, claim[_ORIGIN], claim[_AMOUNT], claim[_CURRENCY], claim[_START], claim[_END],
    )  # fmt: skip
