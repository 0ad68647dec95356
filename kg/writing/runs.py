"""What ran when and what came of it, as nodes beside the graph that no path and no checksum sees."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kg import __version__
from kg.graph import Graph
from kg.ids import digest


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its `kind` ("list pull", "feed pull"), `what` it was about, when it began (UTC), how many seconds it took,
    and counts of what became of its records or items: `seen` in all, `added`, `changed`, `ended`, `unreadable`, `failed`.
    """

    kind: str
    what: str
    at: str
    reader: str
    raw_sha256: str
    added: int = 0
    changed: int = 0
    ended: int = 0
    unreadable: int = 0
    stopped: bool = False
    seen: int = 0
    failed: int = 0
    error: str | None = None
    seconds: float | None = None
    kg: str = __version__


def write_run(graph: Graph, run: Run) -> None:
    """Keep a run."""
    graph.command(
        "MERGE (r:Run {id: $id}) SET r += $properties",
        id=digest("run", run.kind, run.what, run.at)[:32],
        properties=asdict(run),
    )
