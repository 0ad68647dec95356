"""Two versions of a list, file against file: which records came, changed and vanished, and what each says anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.lists.claims import ClaimMaker
from ingest.lists.record import Notes
from ingest.lists.spool import Spool, spool
from ingest.source import ListSource
from kg.graph import Row
from kg.writing.records import HEADER

COLUMNS = ("what", "record", "name", "gone", "new")
_SENTENCE = "; "
SHOWN = 160
"""Characters of what a record says that a table shows."""


def compare(source: ListSource, old: Sequence[Path], new: Sequence[Path], folder: Path) -> Iterator[Row]:
    """Yield a row for each record that differs, in the order of the new list, those that vanished last."""
    with spool(folder) as before, spool(folder) as after:
        before.fill(source.read(old, Notes()), Notes())
        after.fill(source.read(new, Notes()), Notes())
        was = _Words(source, before)
        before.compare((part, record, hashed) for part, record, hashed, _ in _made(source, before))
        for part, record, hashed, text in _made(source, after):
            known = before.known_hash(part, record)
            if known is None:
                yield _row("added", record, text, "", text)
            elif known != hashed:
                yield _row("changed", record, text, *_differences(was(part, record), text))
        after.compare((part, record, hashed) for part, record, hashed, _ in _made(source, before))
        for part, record in after.gone():
            text = was(part, record)
            yield _row("ended", record, text, text, "")


def _made(source: ListSource, records: Spool) -> Iterator[tuple[str, str, str, str]]:
    for made in ClaimMaker(source, records, published=None, now="").all():
        if made.record.record != HEADER:
            yield made.part, made.record.record, made.record.hash, made.record.text


class _Words:
    """The words of records, made again when they are asked for: a list need not fit the memory."""

    def __init__(self, source: ListSource, records: Spool) -> None:
        self._maker = ClaimMaker(source, records, published=None, now="")
        self._records = records

    def __call__(self, part: str, record: str) -> str:
        found = self._records.record(part, record)
        return self._maker.make(found).record.text if found is not None else ""


def _row(what: str, record: str, text: str, gone: str, new: str) -> Row:
    return {"what": what, "record": record, "name": text.split(" | ", 1)[0][:80], "gone": gone, "new": new}


def _differences(old: str, new: str) -> tuple[str, str]:
    """The statements of each that the other lacks."""
    a, b = (set(text.replace(" | ", _SENTENCE).split(_SENTENCE)) for text in (old, new))
    return _SENTENCE.join(sorted(a - b)), _SENTENCE.join(sorted(b - a))


def counted(rows: Iterator[Row], counts: Counter[str], *, short: bool) -> Iterator[Row]:
    """Pass rows on and count them by what happened; `short` cuts what they say to what a table can show."""
    for row in rows:
        counts[row["what"]] += 1
        yield row | {side: _cut(row[side]) for side in ("gone", "new")} if short else row


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]} ..."
