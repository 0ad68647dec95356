"""What a source of the known world is, and where the shipped ones are: one module each in `ingest.sources`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.lists.record import Notes, Record
from kg.errors import KgError, UsageError

Reader = Callable[[Sequence[Path], Notes], Iterator[Record]]
"""Reads files that belong together, one record after the other; raises ListRefused where they are not this list."""


class ListRefused(KgError):
    """The files are no whole, healthy copy of the list: nothing was written."""


@dataclass(frozen=True, slots=True)
class ListSource:
    """A list, pack or catalogue that is pulled as a whole.

    `primary` names whose statements it copies; `bounds` are the fewest and most records of each label (and `records`)
    in a healthy file: below, a pull is refused, above, it warns. `suffixes` are those of its files in a folder, where
    empty all files count. `catalogue` says that its labels were chosen by people who know the thing (a threat actor is
    a Group), and outweigh those of other lists. Where its parts are `separate` lists, each is pulled for itself, and one
    that is not among the files has not ended.
    """

    name: str
    title: str
    publisher: str
    primary: str | None
    urls: tuple[str, ...]
    licence: str
    reliability: float
    reason: str
    bounds: Mapping[str, tuple[int, int]]
    read: Reader
    suffixes: tuple[str, ...] = ()
    catalogue: bool = False
    separate: bool = False


@cache
def sources() -> Mapping[str, ListSource]:
    """All shipped list sources by name, in the order of their names."""
    import ingest.sources as package

    found = (
        importlib.import_module(f"{package.__name__}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
    )
    listed = [module.SOURCE for module in found if isinstance(getattr(module, "SOURCE", None), ListSource)]
    return {source.name: source for source in sorted(listed, key=lambda source: source.name)}


def source_named(name: str) -> ListSource:
    """The source of that name; raises UsageError with the names there are."""
    if name in sources():
        return sources()[name]
    raise UsageError(name, "no such list", f"one of: {', '.join(sources())}")
