"""Paths on the command line -> the files to read, and the bytes of each; what is passed over is named with the reason."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.errors import SkipDocument

STDIN: Final = Path("-")
SUFFIXES: Final = frozenset((".json", ".txt", ".md", ".html", ".htm"))
MAX_BYTES: Final = 25_000_000

Skip = Callable[[SkipDocument], None]


def discover(paths: Iterable[str | Path], *, on_skip: Skip) -> Iterator[Path]:
    """Yield each file once, folders in sorted order; "-" is yielded as STDIN.

    Of a folder only the known suffixes are taken and hidden names are left out; a file that is named is taken whatever
    its suffix. Links are followed, a folder that was visited is not entered again. What is passed over goes to `on_skip`.
    """
    seen: set[Path] = set()
    for path in map(Path, paths):
        for found in _below(path, on_skip):
            place = found if found == STDIN else found.resolve()
            if place not in seen:
                seen.add(place)
                yield found


def read_bytes(path: Path) -> bytes:
    """Read a file or, for STDIN, the standard input; raises SkipDocument if it cannot be read or exceeds 25 MB."""
    try:
        if path == STDIN:
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with path.open("rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise SkipDocument(str(path), f"cannot be read ({error.strerror})", "check the path and its rights") from error
    if len(raw) > MAX_BYTES:
        raise SkipDocument(str(path), f"has more than {MAX_BYTES // 1_000_000} MB", "split it into its documents")
    return raw


def _below(path: Path, on_skip: Skip) -> Iterator[Path]:
    if path == STDIN or path.is_file():
        yield path
    elif path.is_dir():
        yield from _walk(path, on_skip)
    elif path.exists():
        on_skip(SkipDocument(str(path), "is neither a file nor a folder", "give a file, a folder or -"))
    else:
        on_skip(SkipDocument(str(path), "does not exist", "check the spelling"))


def _walk(root: Path, on_skip: Skip) -> Iterator[Path]:
    """Walk a folder depth first, files before folders, by name; a link back to a folder above it ends there."""
    visited: set[Path] = set()

    def unreadable(error: OSError) -> None:
        on_skip(SkipDocument(str(error.filename), f"cannot be read ({error.strerror})", "check its rights"))

    for folder, folders, files in os.walk(root, followlinks=True, onerror=unreadable):
        here = Path(folder).resolve()
        if here in visited:
            folders.clear()
            continue
        visited.add(here)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield from _wanted(Path(folder, name), on_skip)


def _wanted(path: Path, on_skip: Skip) -> Iterator[Path]:
    if path.suffix.lower() not in SUFFIXES:
        kinds = " ".join(sorted(SUFFIXES))
        on_skip(SkipDocument(str(path), f"a {path.suffix or 'nameless'} file is not read", f"known kinds: {kinds}"))
    elif not path.is_file():
        on_skip(SkipDocument(str(path), "is no regular file", "give a file with text in it"))
    else:
        yield path
