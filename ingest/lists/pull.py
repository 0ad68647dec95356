"""A pull: files -> records, counted and checked against the list's bounds, compared with the graph, and only then written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ingest.lists.claims import ClaimMaker, Made
from ingest.lists.kept import joined_sha256
from ingest.lists.record import Notes, Record
from ingest.lists.spool import Spool, spool
from ingest.source import ListRefused, ListSource
from kg import __version__
from kg.graph import Graph
from kg.ids import list_id, record_passage_id
from kg.model import Document, ListRecord, Source
from kg.writing.records import HEADER, Listed, RecordsWritten, list_hashes, no_longer, write_records
from kg.writing.runs import Run, write_run
from kg.writing.settling import settle_list

BATCH_CLAIMS: Final = 8_000
"""Claims in one transaction: fewer make more of them, more fill the memory of a small server."""
BATCH_ENDED: Final = 500
READER: Final = f"lists-1 {__version__}"
EXAMPLES: Final = 20
_WORD = re.compile(r"\w+")


Progress = Callable[[str, int, int | None], None]
"""Told what is done now, how many records are done, and of how many where that is known."""


@dataclass(slots=True)
class Pulled:
    """What a pull found, and what became of it; of a dry run what would become of it."""

    source: ListSource
    notes: Notes = field(default_factory=Notes)
    labels: dict[str, int] = field(default_factory=dict)
    written: RecordsWritten = field(default_factory=RecordsWritten)
    refused: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    stopped: bool = False
    dry: bool = False


@dataclass(frozen=True, slots=True)
class Puller:
    """What pulls need: the graph, a folder for what is on its way, the time, and whom to tell of progress and ask to stop."""

    graph: Graph
    folder: Path
    now: str
    progress: Progress = lambda _what, _done, _total: None
    stop: Callable[[], bool] = lambda: False


def pull(
    puller: Puller,
    source: ListSource,
    paths: Sequence[Path],
    *,
    dry: bool = False,
    any_size: bool = False,
    on_checked: Callable[[], object] = lambda: None,
) -> Pulled:
    """Bring the graph up to date with the files of a list; `on_checked` is called once they are known to be one.

    Raises ListRefused, before anything is written, where they are no whole list: cut off, another one, or with fewer
    records than its bounds allow, unless `any_size` takes an excerpt for the whole.
    """
    pulled = Pulled(source, dry=dry)
    with spool(puller.folder) as records:
        take_in(paths, records, pulled, any_size=any_size, progress=puller.progress)
        if not dry:
            on_checked()
        records.compare(_known(puller.graph, source, records))
        maker = ClaimMaker(source, records, published=pulled.notes.published, now=puller.now)
        work = _Work(puller, source, paths, pulled, maker)
        work.write_records(records)
        if not pulled.stopped:
            work.end_records(records)
            work.settle(records)
        if not dry:
            work.note()
    return pulled


def take_in(paths: Sequence[Path], records: Spool, pulled: Pulled, *, any_size: bool, progress: Progress) -> None:
    """Read the files of a list into a spool, all of them, and check what came against the list's bounds."""

    def told() -> Iterator[Record]:
        for count, record in enumerate(pulled.source.read(paths, pulled.notes), 1):
            if count % 500 == 0:
                progress("reading", count, None)
            yield record

    records.fill(told(), pulled.notes)
    pulled.labels = dict(records.labels)
    _check(pulled, any_size=any_size)


def _check(pulled: Pulled, *, any_size: bool) -> None:
    """Refuse what is too little to be the list, and warn of what is more than ever was."""
    counts, name = pulled.labels, pulled.source.name
    few = [
        f"{low} {label} at least, {counts.get(label, 0)} seen"
        for label, (low, _) in pulled.source.bounds.items()
        if counts.get(label, 0) < low
    ]
    if pulled.notes.cut_off and not any_size:
        raise ListRefused(
            pulled.notes.cut_off[0], "the file ends within a record: it may be cut off",
            "nothing was written; fetch it again, or say --any-size to take what is there for the whole list",
        )  # fmt: skip
    if few and not any_size:
        raise ListRefused(
            name, f"fewer records than in any healthy copy: expected {'; '.join(few)}",
            "nothing was written; fetch it again, or say --any-size where an excerpt is meant to be the whole list",
        )  # fmt: skip
    if not counts.get("records"):
        raise ListRefused(name, "it holds no record", "nothing was written; fetch it again")
    for label, (_, high) in pulled.source.bounds.items():
        if counts.get(label, 0) > high:
            pulled.warnings.append(f"more {label} than a healthy copy holds: {high} at most, {counts[label]} seen")


def _known(graph: Graph, source: ListSource, records: Spool) -> Iterator[tuple[str, str, str]]:
    others = [] if source.separate else _parts_in_graph(graph, source)
    for part in sorted({*records.parts(), *others}):
        for record, hashed in list_hashes(graph, list_id(source.name, part)):
            yield part, record, hashed


def _parts_in_graph(graph: Graph, source: ListSource) -> list[str]:
    """The parts of this source that were pulled before: one may have gone as a whole."""
    rows = graph.read(
        "MATCH (d:Document {kind: 'list', list_name: $list}) RETURN d.list_part AS part", {"list": source.name}
    )
    return [row["part"] for row in rows]


@dataclass(slots=True)
class _Work:
    puller: Puller
    source: ListSource
    paths: Sequence[Path]
    pulled: Pulled
    maker: ClaimMaker
    _document: dict[str, Document] = field(default_factory=dict)

    def write_records(self, records: Spool) -> None:
        """Write what is new or changed, whole records at a time."""
        total = len(records)
        batch: list[ListRecord] = []
        part, size = "", 0
        for done, made in enumerate(self.maker.all(), 1):
            self._note_refused(made)
            if done % 500 == 0:
                self.puller.progress("comparing" if self.pulled.dry else "writing", done, total)
            known = records.known_hash(made.part, made.record.record)
            if known == made.record.hash:
                self.pulled.written += RecordsWritten(unchanged=made.record.record != HEADER)
                continue
            if batch and (made.part != part or size + len(made.record.claims) > BATCH_CLAIMS):
                self._write(part, batch)
                batch, size = [], 0
                if self.puller.stop():
                    self.pulled.stopped = True
                    return
            part = made.part
            if self.pulled.dry:
                self._foresee("change" if known else "add", made.record.text)
                self.pulled.written += RecordsWritten(
                    added=not known and made.record.record != HEADER, changed=bool(known)
                )
                continue
            batch.append(made.record)
            size += len(made.record.claims)
        if batch:
            self._write(part, batch)

    def _write(self, part: str, batch: Sequence[ListRecord]) -> None:
        listed = Listed(self.document(part), batch)
        self.pulled.written += write_records(self.puller.graph, listed, reader=READER, now=self.puller.now)

    def end_records(self, records: Spool) -> None:
        """End what the list does not hold any more."""
        spared = _Spared(self.pulled.notes)
        for part, entries in _batched(spared.kept_out(records.gone()), BATCH_ENDED):
            if self.pulled.dry:
                for entry in entries:
                    self._foresee("end", entry)
                self.pulled.written += RecordsWritten(ended=len(entries))
                continue
            document = self.document(part)
            listed = Listed(document, gone=[record_passage_id(document.id, entry) for entry in entries])
            self.pulled.written += write_records(
                self.puller.graph, listed, reader=READER, now=self.puller.now, ended_on=self.pulled.notes.published
            )

    def settle(self, records: Spool) -> None:
        """Take back the names of those who act in no listing any more, be it one that ended."""
        for part in (
            [] if self.pulled.dry else sorted({*records.parts(), *_parts_in_graph(self.puller.graph, self.source)})
        ):
            document, header = self.document(part), self.maker.header(part)
            settled = settle_list(
                self.puller.graph,
                document.id,
                header.record if header else None,
                now=self.puller.now,
                why=no_longer(document),
            )
            self.pulled.written += RecordsWritten(claims_withdrawn=settled)

    def document(self, part: str) -> Document:
        if part not in self._document:
            self._document[part] = list_document(self.source, part, self.paths, self.pulled.notes)
        return self._document[part]

    def note(self) -> None:
        """Leave a record of this run in the graph."""
        counts = self.pulled.written
        run = Run(
            kind="list pull", what=self.source.name, at=self.puller.now, reader=READER, raw_sha256=sha256_of(self.paths),
            added=counts.added, changed=counts.changed, ended=counts.ended, unreadable=self.pulled.notes.bad_records,
            stopped=self.pulled.stopped,
        )  # fmt: skip
        write_run(self.puller.graph, run)

    def _foresee(self, what: str, words: str) -> None:
        if len(self.pulled.examples) < EXAMPLES:
            self.pulled.examples.append(f"{what}: {words[:120]}")

    def _note_refused(self, made: Made) -> None:
        for rule in made.refused:
            self.pulled.refused[rule] = self.pulled.refused.get(rule, 0) + 1


def list_document(source: ListSource, part: str, paths: Iterable[Path], notes: Notes) -> Document:
    """A list, or a part of one, as a document; its bytes are those of all its files."""
    return Document(
        id=list_id(source.name, part), text="", raw_sha256=sha256_of(paths),
        source=Source(source.publisher, source.reliability, source.primary, source.licence),
        title=f"{source.title}{f' ({part})' if part else ''}", url=source.urls[0] if source.urls else None,
        published=notes.published, kind="list", list_name=source.name, list_part=part,
    )  # fmt: skip


class _Spared:
    """Entries that nobody may take for gone: what could not be read may be what stood there about them."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._words = {word for one in notes.unreadable for word in _WORD.findall(f"{one.locator} {one.raw}")}

    def kept_out(self, gone: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Pass on what has vanished beyond doubt, and remark how much has not."""
        doubtful = 0
        for part, entry in gone:
            if self._notes.unnamed_unreadable or not self._words.isdisjoint(_WORD.findall(entry)):
                doubtful += 1
            else:
                yield part, entry
        if doubtful:
            self._notes.remark(f"{doubtful} listings are not ended: they may stand in what could not be read")


def _batched(rows: Iterable[tuple[str, str]], size: int) -> Iterator[tuple[str, list[str]]]:
    """Entries of one part after the other, so many at a time."""
    batch: list[str] = []
    part = ""
    for here, entry in rows:
        if batch and (here != part or len(batch) >= size):
            yield part, batch
            batch = []
        part = here
        batch.append(entry)
    if batch:
        yield part, batch


def sha256_of(paths: Iterable[Path]) -> str:
    """One hash for the files of a list; of a single file its own."""
    hashes = []
    for path in paths:
        with path.open("rb") as file:
            hashes.append(hashlib.file_digest(file, "sha256").hexdigest())
    return joined_sha256(hashes)
