"""The first pass: what documents and lists say goes to disk, and what tells who is who is kept beside it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from kg.bulk.spool import Row, Spool
from kg.errors import KgError
from kg.model import Claim, Document, DocumentClaims, ListRecord, Source
from kg.ontology import EDGES, PARTY_TYPES
from kg.reliability import UNKNOWN_PUBLISHER
from kg.writing.linking import _TELLING as TELLING
from kg.writing.linking import family_of
from kg.writing.records import Listed
from kg.writing.truth import _LITERAL as LITERAL_COLUMNS
from kg.writing.truth import _STATEMENT as STATEMENT_COLUMNS
from kg.writing.truth import _document as document_properties
from kg.writing.truth import claim_properties

CLAIM_COLUMNS = (
    "id", "document", "predicate", "status", "confidence", "subject_ref", "object_ref", "value", "value_key",
    "subject_start", "subject_end", "object_start", "object_end", "amount", "currency", "start_date", "end_date", "role",
    "origin", "method", "published", "recorded",
)  # fmt: skip
"""The order in which a claim's properties lie on disk."""
_OF_LITERAL, _OF_STATEMENT = (
    tuple(name if name in (*kept, "document", "recorded") else "" for name in CLAIM_COLUMNS)
    for kept in (LITERAL_COLUMNS, STATEMENT_COLUMNS)
)
"""What a writer keeps of a claim about a value, and of one about two things."""
RECORDS_AT_ONCE = 200
DELIMITERS = tuple(map(chr, (0x1F, 0x1E, 0x1D, 0x1C, *range(0xE000, 0xE100))))
"""What may part the values of a list in a file, if none of them holds it: control characters, then some without meaning."""
_DELIMITER = re.compile("[\x1c-\x1f\ue000-\ue0ff]")

Item = DocumentClaims | Listed


class BadItem(KgError):
    """What is to be loaded contradicts itself; nothing was loaded."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A document, or some records of a list: `document` holds its properties where it comes for the first time.

    `voice` is publisher, primary, date of publication and reliability (None of a list). A passage is its properties, a mention is ref, place of its
    passage among these, words and offsets, a claim is its properties in the order of CLAIM_COLUMNS and the places of
    its passages.
    """

    id: str
    source: str
    document: dict[str, Any] | None
    voice: tuple[str | None, str | None, str | None, float | None]
    is_list: bool
    passages: list[Row]
    mentions: list[Row]
    claims: list[Row]


class Bearers:
    """Who bears a key. Most keys have one bearer, and a set would take five times the room of its ref."""

    def __init__(self) -> None:
        self._refs: dict[Hashable, str | set[str]] = {}

    def add(self, key: Hashable, ref: str) -> None:
        """Note a bearer."""
        there = self._refs.setdefault(key, ref)
        if isinstance(there, set):
            there.add(ref)
        elif there != ref:
            self._refs[key] = {there, ref}

    def shared(self) -> Iterator[tuple[Any, set[str]]]:
        """Give the keys that several bear."""
        return ((key, refs) for key, refs in self._refs.items() if isinstance(refs, set))


@dataclass(slots=True)
class Gathered:
    """All that was read. `bearers` tells for each key of a name who bears it, `spoken` are the refs that no single document
    owns, `again` where else a document was seen, `delimiters` what cannot part lists."""

    chunks: Spool
    namings: Spool
    facts: Spool
    parties: Spool
    bearers: Bearers = field(default_factory=Bearers)
    spoken: set[str] = field(default_factory=set)
    sources: dict[str, Source] = field(default_factory=dict)
    again: dict[str, tuple[set[str], set[str]]] = field(default_factory=dict)
    delimiters: set[str] = field(default_factory=set)
    longest: int = 0
    documents: int = 0
    claims: int = 0

    def delimiter(self) -> str:
        """A character that stands in no value of a list."""
        found = next((one for one in DELIMITERS if one not in self.delimiters), None)
        if found is None:
            raise BadItem(
                "the names", "hold every character that could part them in a file", "load them by `kg ingest`"
            )
        return found

    def size(self) -> int:
        """Bytes on disk."""
        return sum(spool.path.stat().st_size for spool in (self.chunks, self.namings, self.facts, self.parties))

    def read(self) -> Iterator[Chunk]:
        """Give back the chunks."""
        return (Chunk(*row) for row in self.chunks)


def gather(items: Iterable[Item], folder: Path, *, reader: str, now: str) -> Gathered:
    """Read everything once. `reader` is that of lists, `now` when documents came that do not know it themselves.

    Raises BadItem for a document that contradicts itself.
    """
    gathering = _Gathering(folder, reader, now)
    for item in items:
        if isinstance(item, Listed):
            gathering.listed(item)
        else:
            gathering.document(item)
    return gathering.out


class _Gathering:
    def __init__(self, folder: Path, reader: str, now: str) -> None:
        self.reader = reader
        self.now = now
        self.out = Gathered(
            chunks=Spool(folder / "chunks", at_once=50),
            namings=Spool(folder / "namings"),
            facts=Spool(folder / "facts"),
            parties=Spool(folder / "parties"),
        )
        self._seen: set[str] = set()

    def document(self, item: DocumentClaims) -> None:
        """Take a document; one that comes again only tells where else it was seen."""
        document, out = item.document, self.out
        if document.id in self._seen:
            urls, publishers = out.again.setdefault(document.id, (set(), set()))
            urls.update([document.url] if document.url else [])
            publishers.add(document.source.name)
            self._watch([document.url or "", document.source.name])
            return
        places = {passage.id: place for place, passage in enumerate(item.passages)}
        passages = [(one.id, one.text, one.start_char, one.end_char) for one in item.passages]
        mentions = [
            (one.ref, *_places((one.passage_id,), places, f"a mention of {one.ref}"), one.surface, one.start, one.end)
            for one in item.mentions
        ]
        self._watch(one.surface for one in item.mentions)
        properties = document_properties(document, item.reader, self.now)
        self._chunk(document, properties, passages, mentions, self._claims(item.claims, places, properties["recorded"]))

    def listed(self, item: Listed) -> None:
        """Take a list, or some more of its records."""
        document = item.document
        properties = document_properties(document, self.reader, self.now)
        properties.pop("text", None)
        records = iter(item.records)
        while some := list(islice(records, RECORDS_AT_ONCE)):
            self._records(document, properties, some)
        if document.id not in self._seen:
            self._records(document, properties, [])

    def _records(self, document: Document, properties: dict[str, Any], records: Sequence[ListRecord]) -> None:
        places = {record.passage_id: place for place, record in enumerate(records)}
        passages = [(one.passage_id, one.text, one.record, one.hash, one.locator) for one in records]
        stated = (claim for record in records for claim in record.claims)
        self._chunk(
            document, properties, passages, [], self._claims(stated, places, properties["recorded"]), is_list=True
        )

    def _chunk(
        self,
        document: Document,
        properties: dict[str, Any],
        passages: list[Row],
        mentions: list[Row],
        claims: list[Row],
        *,
        is_list: bool = False,
    ) -> None:
        out, source = self.out, document.source
        is_new = document.id not in self._seen
        if is_new:
            self._seen.add(document.id)
            out.documents += 1
            out.sources.setdefault(source.name, source)
            out.longest = max(out.longest, len(document.text), len(document.title or ""))
            self._watch([document.url or "", source.name])
        out.longest = max(out.longest, max((len(passage[1]) for passage in passages), default=0))
        known = out.sources[source.name]
        publisher = None if source.name == UNKNOWN_PUBLISHER else source.name
        voice = (publisher, known.primary, document.published, None if is_list else known.reliability)
        out.chunks.add((
            document.id, source.name, properties if is_new else None, voice, is_list, passages, mentions, claims,
        ))  # fmt: skip

    def _claims(self, claims: Iterable[Claim], places: dict[str, int], recorded: str) -> list[Row]:
        out = self.out
        rows: list[Row] = []
        for claim in claims:
            properties = claim_properties(claim, claim.recorded or recorded)
            self._tell(claim, properties)
            evidence = _places(claim.passage_ids, places, f"claim {claim.id}")
            columns = _OF_LITERAL if claim.object_ref is None else _OF_STATEMENT
            rows.append((*map(properties.get, columns), evidence))
        out.claims += len(rows)
        return rows

    def _tell(self, claim: Claim, properties: dict[str, Any]) -> None:
        """Note what decides who is who."""
        out, ref, other = self.out, claim.subject_ref, claim.object_ref
        family = family_of(ref)
        if family not in ("person", "action"):
            out.spoken.add(ref)
        if _DELIMITER.search(ref) or (claim.value is not None and _DELIMITER.search(claim.value)):
            self._watch([ref, claim.value or ""])
        if (key := properties.get("value_key")) is not None and family in ("org", "person"):
            out.bearers.add(key, ref)
            out.namings.add((ref, key, claim.predicate == "name", claim.document_id))
        if claim.value is not None:
            out.longest = max(out.longest, len(claim.value))
            if family == "person" and claim.predicate in TELLING:
                out.facts.add((ref, claim.predicate, claim.value))
        if other is not None:
            self._tell_both(claim, family, other)

    def _tell_both(self, claim: Claim, family: str, other: str) -> None:
        out, ref, family_of_other = self.out, claim.subject_ref, family_of(other)
        if family_of_other not in ("person", "action"):
            out.spoken.add(other)
        if claim.predicate in PARTY_TYPES:
            action, role, party = (other, "by", ref) if claim.predicate == "PERFORMED" else (ref, "against", other)
            out.parties.add((action, role, party, claim.start_date, claim.amount, claim.currency))
        elif claim.predicate in EDGES:
            if family == "person" and family_of_other in ("org", "wallet"):
                out.facts.add((ref, "organisation", other))
            if family_of_other == "person" and family in ("org", "wallet"):
                out.facts.add((other, "organisation", ref))

    def _watch(self, values: Iterable[str]) -> None:
        for value in values:
            self.out.delimiters.update(_DELIMITER.findall(value))


def _places(passages: Iterable[str], places: Mapping[str, int], what: str) -> Row:
    try:
        return tuple([places[passage] for passage in passages])
    except KeyError as error:
        raise BadItem(what, f"stands in passage {error.args[0]}, which its document does not have", "mend it") from None
