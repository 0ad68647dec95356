"""OFAC's set of delimited or fixed-width files -> entries: the main file joined with aliases, addresses and comments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ingest.lists.csv_rows import locator
from ingest.lists.ofac_entry import ORGANISATION, TYPES, Address, Entry, clauses_of, programs_of, tidy
from ingest.lists.ofac_rows import ADDRESSES, ALIASES, COMMENTS, MAIN, Listed, Row, look, ordered_rows, refuse_unended
from ingest.lists.record import Notes
from ingest.source import ListRefused

_NEEDED: Final = (MAIN, ALIASES, ADDRESSES)


def part_of(path: Path) -> str | None:
    """Which file of a set one is, by its name ("sdn.csv", "cons_alt.pip", "SDN_COMMENTS.CSV"); None where it is none."""
    stem = path.stem.lower().removeprefix("cons_").removeprefix("sdn_")
    named = {"sdn": MAIN, "prim": MAIN, "alt": ALIASES, "add": ADDRESSES, "comments": COMMENTS}
    return named.get(stem)


def entries(files: dict[str, Path], notes: Notes) -> Iterator[Entry]:
    """Yield the entries of a set in the order of their numbers.

    Raises ListRefused where the main file, the aliases or the addresses are missing: entries without them would look
    as if OFAC had taken them back. Comments may be missing, as long as no remark runs on in them.
    """
    missing = [part for part in _NEEDED if part not in files]
    if missing:
        where = str(next(iter(files.values())).parent)
        rule = f"the {' and the '.join(missing)} file is missing from the set"
        raise ListRefused(where, rule, "put sdn.csv (or cons_prim.csv), alt.csv and add.csv of one date in one folder")
    listed = [look(path, part) for part, path in files.items() if part != COMMENTS or not _is_empty(path)]
    refuse_unended(listed, notes)
    side = {one.part: _Side(one, notes) for one in listed if one.part != MAIN}
    main = next(one for one in listed if one.part == MAIN)
    for row in ordered_rows(main, notes):
        of_entry = {part: cursor.take(row.number) for part, cursor in side.items()}
        entry = _entry(main.path, row, of_entry, notes)
        if entry is not None:
            yield entry
    for cursor in side.values():
        cursor.finish()


def _is_empty(comments: Path) -> bool:
    """True where no remark runs on, so that the comments are nothing but their end mark."""
    with comments.open("rb") as stream:
        return not stream.read(1_000).strip(b"\x1a \r\n")


class _Side:
    """A file beside the main one, read along with it; rows of entries that the main file lacks are noted."""

    def __init__(self, listed: Listed, notes: Notes) -> None:
        self._path, self._notes = listed.path, notes
        self._rows = ordered_rows(listed, notes)
        self._next = next(self._rows, None)

    def take(self, number: int) -> list[Row]:
        """The rows of an entry, in their order."""
        taken: list[Row] = []
        while self._next is not None and self._next.number <= number:
            if self._next.number == number:
                taken.append(self._next)
            else:
                self._orphan(self._next)
            self._next = next(self._rows, None)
        return taken

    def finish(self) -> None:
        """Note what is left once the main file has ended."""
        while self._next is not None:
            self._orphan(self._next)
            self._next = next(self._rows, None)

    def _orphan(self, row: Row) -> None:
        rule = f"the main file has no entry {row.number}"
        self._notes.bad(locator(self._path, row.line), rule, ", ".join(row.fields))


def _entry(path: Path, row: Row, side: dict[str, list[Row]], notes: Notes) -> Entry | None:
    _, name, kind, programs, title, *_, remarks = row.fields
    kind = kind or ORGANISATION
    where = locator(path, row.line)
    if not name or kind not in TYPES:
        notes.bad(where, f"type {kind}" if name else "no name", ", ".join(row.fields))
        return None
    return Entry(
        id=str(row.number),
        locator=where,
        kind=kind,
        name=tidy(name),
        programs=programs_of(programs),
        title=title,
        aliases=tuple(tidy(alias.fields[3]) for alias in side.get(ALIASES, ()) if alias.fields[3]),
        addresses=tuple(
            Address(*(tidy(field) for field in address.fields[2:5])) for address in side.get(ADDRESSES, ())
        ),
        clauses=_clauses(where, remarks, side.get(COMMENTS, []), notes),
    )


def _clauses(where: str, remarks: str, comments: list[Row], notes: Notes) -> tuple[str, ...]:
    """The clauses of the remarks, which may run on in the comments, from the middle of a word.

    Remarks end with a full stop: what does not was cut at a thousand characters, and what its last clause said is lost.
    """
    # of two blanks at its end, a field of fixed width is only filled up
    start = remarks.rstrip() if remarks.endswith("  ") or not comments else remarks
    whole = (start + "".join(row.fields[1] for row in comments)).strip()
    clauses = clauses_of(whole)
    if not whole or whole.endswith("."):
        return clauses
    rule = "the remarks are cut off, and no comments file has the rest"
    notes.bad(where, rule, clauses[-1] if clauses else whole)
    return clauses[:-1]
