"""The logs of the local Neo4j: their last lines, and what is added to them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

PAUSE_SECONDS = 0.5


def last_lines(path: Path, count: int) -> list[str]:
    """The last lines of a file, without their ends; none where it is not there."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", errors="replace") as file:
        return [line.rstrip("\n") for line in deque(file, maxlen=count)]


def follow(paths: Sequence[Path], pause: Callable[[float], None] = time.sleep) -> Iterator[tuple[Path, str]]:
    """Yield each line that is added from now on with its file, without end. A file that shrank is read from its start:
    Neo4j has begun a new one."""
    read = {path: _size(path) for path in paths}
    while True:
        for path in paths:
            lines, read[path] = _added(path, read[path])
            yield from ((path, line) for line in lines)
        pause(PAUSE_SECONDS)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _added(path: Path, offset: int) -> tuple[list[str], int]:
    """The whole lines after the offset, and the offset after them."""
    size = _size(path)
    if size < offset:
        offset = 0
    if size == offset:
        return [], offset
    with path.open("rb") as file:
        file.seek(offset)
        whole = file.read().rpartition(b"\n")[0]
    if not whole:
        return [], offset
    return whole.decode("utf-8", "replace").split("\n"), offset + len(whole) + 1
