"""The archive's pulls -> the same lists in the graph again, one version after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ingest.lists.kept import KeptPull, unpacked
from ingest.lists.pull import Pulled, Puller, pull
from ingest.source import source_named
from kg.graph import Graph


def replay(
    graph: Graph, archive: Path, pulls: Iterable[KeptPull], folder: Path, *, stop: Callable[[], bool]
) -> Iterator[Pulled]:
    """Pull again what was pulled, each with the time at which it came; what was a whole list then is taken for one now."""
    for one in pulls:
        if stop():
            return
        with unpacked(archive, one) as paths:
            yield pull(Puller(graph, folder, one.at, stop=stop), source_named(one.source), paths, any_size=True)
