"""Paths on the command line -> the files to read, and the bytes of each; what is passed over is named with the reason."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from ingest.documents.limits import MAX_FILE, allowed, remedy
from kg.errors import SkipDocument

STDIN: Final = Path("-")
SUFFIXES: Final = frozenset((".json", ".txt", ".md", ".html", ".htm", ".pdf"))

Skip = Callable[[SkipDocument], None]


def discover(paths: Iterable[str | Path], *, on_skip: Skip) -> Iterator[Path]:
    """Yield each file once, folders in sorted order; "-" is yielded as STDIN.

    Of a folder only the known suffixes are taken and hidden names are left out; a file that is named is taken whatever
    its suffix. Links are followed, a folder that was visited is not entered again. What is passed over goes to `on_skip`.
    """
    seen: set[Path] = set()
    for path in map(Path, paths):
        for found in _seen(_below(path, on_skip), path, on_skip):
            place = found if found == STDIN else found.resolve()
            if place not in seen:
                seen.add(place)
                yield found


def read_bytes(path: Path) -> bytes:
    """Read a file or, for STDIN, the standard input; raises SkipDocument if it cannot be read or exceeds the limit.

    How much a file holds is asked before it is read. A pipe or device that took a file's place is never waited for.
    """
    try:
        return _from_stdin() if path == STDIN else _from_file(path)
    except (OSError, ValueError) as error:
        raise SkipDocument(str(path), f"cannot be read ({_why(error)})", "check the path and its rights") from error


def _from_stdin() -> bytes:
    most = allowed(MAX_FILE)
    return _bounded(sys.stdin.buffer.read(most + 1), STDIN, most)


def _from_file(path: Path) -> bytes:
    most = allowed(MAX_FILE)
    with open(path, "rb", opener=_without_waiting) as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise _odd(path)
        if status.st_size > most:
            raise _too_large(path, status.st_size, most)
        return _bounded(stream.read(most + 1), path, most)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def _bounded(raw: bytes, path: Path, most: int) -> bytes:
    if len(raw) > most:  # a stream, or a file that grows while it is read
        raise _too_large(path, 0, most)
    return raw


def _too_large(path: Path, size: int, most: int) -> SkipDocument:
    limit = f"{most // 1_000_000} MB"
    rule = f"{size / 1e6:.1f} MB is more than {limit}" if size else f"has more than {limit}"
    return SkipDocument(str(path), rule, remedy(size or 4 * most))


def _odd(path: Path) -> SkipDocument:
    return SkipDocument(str(path), "is no regular file", "give a file with text in it")


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _seen(found: Iterator[Path], path: Path, on_skip: Skip) -> Iterator[Path]:
    """Pass on what is found; a path that cannot even be looked at (too long a name, a folder without rights) is named."""
    try:
        yield from found
    except (OSError, ValueError, RuntimeError) as error:  # a loop of links is a RuntimeError
        on_skip(SkipDocument(str(path), f"cannot be read ({_why(error)})", "check the path and its rights"))


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
                path = Path(folder, name)
                yield from _seen(_wanted(path, on_skip), path, on_skip)


def _wanted(path: Path, on_skip: Skip) -> Iterator[Path]:
    if path.suffix.lower() not in SUFFIXES:
        kinds = " ".join(sorted(SUFFIXES))
        on_skip(SkipDocument(str(path), f"a {path.suffix or 'nameless'} file is not read", f"known kinds: {kinds}"))
    elif not path.is_file():
        on_skip(_odd(path))
    else:
        yield path
