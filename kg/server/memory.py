"""How much memory the local Neo4j may take: what the machine has free, less where a container or the shell limits it."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from kg.disk import MEGABYTE
from kg.errors import ServerError

NEEDED = 600
ADDRESS_SPACE_NEEDED = 4500
"""Java reserves far more addresses than it ever uses: for classes, compiled code and threads."""
SYSTEM = Path("/")
UNLIMITED = 2**60


@dataclass(frozen=True, slots=True)
class Free:
    """Free memory in megabytes, and what sets the bound."""

    megabytes: int
    bound: str


def heap_and_page_cache() -> tuple[int, int]:
    """Heap and page cache in megabytes, from what is free: an eighth each, within 320..2048 and 128..2048.

    Raises ServerError where less than 600 MB are free, or where the shell limits addresses below what Java reserves.
    """
    _require_addresses()
    free = free_memory()
    if free.megabytes < NEEDED:
        raise ServerError(
            f"{free.megabytes} MB of free memory ({free.bound})",
            f"the local Neo4j needs {NEEDED} MB",
            "close something or raise the limit, or set NEO4J_URI to another server",
        )
    share = free.megabytes // 8
    return max(320, min(2048, share)), max(128, min(2048, share))


def free_memory(root: Path = SYSTEM) -> Free:
    """What is free on this machine, or in this container where that is less; `root` holds /proc and /sys."""
    machine = Free(psutil.virtual_memory().available // MEGABYTE, "of this machine")
    return min((machine, *_cgroups(root)), key=lambda free: free.megabytes)


def _require_addresses() -> None:
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit != resource.RLIM_INFINITY and limit < ADDRESS_SPACE_NEEDED * MEGABYTE:
        raise ServerError(
            f"{limit // MEGABYTE} MB of address space",
            f"this shell allows no more, and Java reserves {ADDRESS_SPACE_NEEDED} MB",
            "ulimit -v unlimited, then once more",
        )


def _cgroups(root: Path) -> Iterator[Free]:
    """The bounds of each control group around this process, of either version; files that are not there bound nothing."""
    try:
        lines = (root / "proc/self/cgroup").read_text().splitlines()
    except OSError:
        return
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers == "":
            names = ("sys/fs/cgroup", "memory.max", "memory.current", "inactive_file")
        elif "memory" in controllers.split(","):
            names = ("sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
        else:
            continue
        top, limit, used, reclaimable = names
        for folder in _upwards(root / top, path):
            yield from _bound(folder, limit, used, reclaimable)


def _upwards(top: Path, path: str) -> Iterator[Path]:
    """The group's folder and those above it; a container sees its own group at the top, whatever its path says."""
    own = Path(path.strip("/"))
    yield from (top / part for part in (own, *own.parents))


def _bound(folder: Path, limit_name: str, used_name: str, reclaimable_name: str) -> Iterator[Free]:
    limit, used = _number(folder / limit_name), _number(folder / used_name)
    if limit is None or used is None or limit > UNLIMITED:
        return
    free = limit - used + _statistic(folder / "memory.stat", reclaimable_name)
    yield Free(max(0, min(limit, free)) // MEGABYTE, f"of the {limit // MEGABYTE} MB that its control group allows")


def _number(path: Path) -> int | None:
    """The number in a file; None for `max` and where there is none."""
    try:
        text = path.read_text().strip()
    except OSError:
        return None
    return int(text) if text.isdecimal() else None


def _statistic(path: Path, name: str) -> int:
    try:
        rows = dict(line.split(" ", 1) for line in path.read_text().splitlines())
    except (OSError, ValueError):
        return 0
    return int(rows.get(name, 0))
