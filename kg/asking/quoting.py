"""The words of a passage that prove a statement: a whole sentence of prose, or the one statement of a list's record."""

from __future__ import annotations

from kg.graph import Row

HEAD, NEXT = " | ", "; "
"""What a record's name ends with, and what stands between its statements; see `ingest.lists.rendering`."""


def statement_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the statement of a record begins and ends that holds these characters."""
    head = text.find(HEAD)
    if end <= head:
        return 0, head
    first = head + len(HEAD) if 0 <= head < start else 0
    before = text.rfind(NEXT, first, start)
    after = text.find(NEXT, end)
    return (before + len(NEXT) if before >= 0 else first), (after if after >= 0 else len(text))


def narrowed(row: Row) -> Row:
    """Cut a row's `sentence` to what proves its claim, where it is a record of a list; the offsets go with it.

    Takes `spans` (the claim's four offsets, None where it has none) out of the row, and sets `start_char` and `end_char`
    as offsets into the record's text.
    """
    spans = [place for place in row.pop("spans") if place is not None]
    if row["record"] is None:
        return row
    text = row["sentence"]
    start, end = statement_at(text, min(spans), max(spans)) if spans else (0, len(text))
    return row | {"sentence": text[start:end], "start_char": start, "end_char": end}
