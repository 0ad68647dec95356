"""The table of the lists that are shipped, docs/lists_table.md, written from the sources: `python -m ingest.lists.catalogue`."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import ingest.sources as package
from ingest.source import ListSource, sources

_INTRODUCTION = """\
# The lists that are shipped

`kg list pull NAME` pulls one; [lists.md](lists.md) tells what that does, and which forms of each list are read.
*Primary* is whose statements a list repeats: two lists of one primary are one independent source. Where it is empty, the
list speaks for itself, or its records name whom they repeat. *Files* are what is taken out of a folder or a zip file; a file
that is named is read whatever its name. The licence is the publisher's: it goes with the list, not with this project.

This page is written by `python -m ingest.lists.catalogue > docs/lists_table.md`.
"""
_BELIEVED = """\
## How far each is believed, and how long it is

*Reliability*, 0 to 1, is what every claim of the list starts from. *Healthy* are the fewest and the most records of a whole
copy: with fewer a pull is refused before anything is written, with more it warns. An organisation of which a list does not
say what it is counts as a Company.
"""
_WIDE = 1_000_000
"""A bound above which any number of records is healthy."""


def catalogue(listed: Iterable[ListSource]) -> str:
    """Write the page: what each list is and where it comes from, then how far it is believed and how long it is."""
    known = list(listed)
    return "\n".join([_INTRODUCTION, *_overview(known), "", _BELIEVED, *_believed(known)]) + "\n"


def _overview(known: Iterable[ListSource]) -> Iterator[str]:
    yield "| name | what | publisher | primary | licence | files | without `--from` from |"
    yield "|---|---|---|---|---|---|---|"
    for source in known:
        files = " ".join(f"`{suffix}`" for suffix in source.suffixes) or "any"
        what = f"**{source.title}.** {_described(source)}"
        yield _row(
            f"`{source.name}`", what, source.publisher, source.primary or "", source.licence, files, _origin(source)
        )


def _believed(known: Iterable[ListSource]) -> Iterator[str]:
    yield "| name | reliability | because | healthy |"
    yield "|---|---|---|---|"
    for source in known:
        healthy = ", ".join(_bound(label, *bounds) for label, bounds in source.bounds.items())
        yield _row(f"`{source.name}`", f"{source.reliability:g}", source.reason, healthy)


def _described(source: ListSource) -> str:
    """The first line of the source's module, which says what it is."""
    module = importlib.import_module(f"{package.__name__}.{source.name.replace('-', '_')}")
    return (module.__doc__ or "").split("\n", 1)[0]


def _origin(source: ListSource) -> str:
    if not source.urls:
        return "nowhere: name a file"
    first, more = source.urls[0], len(source.urls) - 1
    link = f"[{urlsplit(first).hostname}]({first})"
    return f"{link} and {more} more beside it" if more else link


def _bound(label: str, low: int, high: int) -> str:
    return f"{label} {low:,} or more" if high > _WIDE else f"{label} {low:,} to {high:,}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |".replace("|  |", "| |")


if __name__ == "__main__":
    sys.stdout.write(catalogue(sources().values()))
