"""A million edges loaded: does a document cost at the end what it cost at the start, in time and in memory?

python bench/million.py            loads made-up documents until the graph holds a million edges of all types
python bench/million.py --edges N  until it holds N
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from itertools import islice
from time import perf_counter

import psutil
from local import own_graph
from measure import machine, table
from synthetic import documents

from kg.graph import Graph
from kg.model import DocumentClaims
from kg.writing.documents import write_documents

EDGES = 1_000_000
BATCH = 50
STEP = 1000
"""Documents from one row of the table to the next."""
POOL = 100
"""So many times the things of the other benchmarks: a million edges are not about 650 names."""
MORE_THAN_ENOUGH = 1_000_000
HEAD = ["Documents", "Edges", "Sums among them", "Documents/s", "Memory of the loader, MB", "Memory of the server, MB"]
NOW = "2026-01-02T03:04:05Z"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--edges", type=int, default=EDGES)
    wanted = options.parse_args().edges
    with own_graph() as (graph, server):
        print(f"Neo4j {graph.verify()}; {machine()}\n")
        print(table(HEAD, []), flush=True)
        for row in _load(graph, psutil.Process(server), wanted):
            print("| " + " | ".join(row) + " |", flush=True)


def _load(graph: Graph, server: psutil.Process, wanted: int) -> Iterator[list[str]]:
    stream = documents(MORE_THAN_ENOUGH, times=POOL)
    done = edges = 0
    while edges < wanted:
        started = perf_counter()
        for batch in _batches(islice(stream, STEP)):
            write_documents(graph, batch, now=NOW)
        took = perf_counter() - started
        done += STEP
        edges = graph.read("MATCH ()-[e]->() RETURN count(e) AS edges")[0]["edges"]
        sums = graph.read("MATCH ()-[e]->() WHERE e.key IS NOT NULL RETURN count(e) AS edges", timeout=120)[0]["edges"]
        peak = psutil.Process().memory_info().rss
        yield [
            f"{done:,}",
            f"{edges:,}",
            f"{sums:,}",
            f"{STEP / took:.0f}",
            _megabytes(peak),
            _megabytes(server.memory_info().rss),
        ]


def _batches(stream: Iterable[DocumentClaims]) -> Iterator[list[DocumentClaims]]:
    stream = iter(stream)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.0f}"


if __name__ == "__main__":
    main()
