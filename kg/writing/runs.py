"""What ran when and what came of it, as nodes beside the graph that no path and no checksum sees."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kg.graph import Graph
from kg.ids import digest


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its `kind` ("list pull"), `what` it was about, when it began (UTC), and counts of what became of its records."""

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


def write_run(graph: Graph, run: Run) -> None:
    """Keep a run."""
    graph.command(
        "MERGE (r:Run {id: $id}) SET r += $properties",
        id=digest("run", run.kind, run.what, run.at)[:32],
        properties=asdict(run),
    )
