"""Loading very much at once: `kg.bulk.bulk_load` against transactions, from claims to a graph that answers.

python bench/bulk.py                    loads made-up documents of 100,000 claims both ways and compares what came out
python bench/bulk.py --claims 1000000   so many claims; --share 0.1 writes only that share of them by transactions
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from itertools import islice
from threading import Event, Thread
from time import perf_counter

import psutil
from local import own_graph
from measure import machine, table
from synthetic import documents

from kg import server
from kg.bulk import bulk_load
from kg.checksum import Fingerprint, fingerprint
from kg.connect import open_graph
from kg.model import DocumentClaims
from kg.settings import read_settings
from kg.writing.documents import write_documents

GOAL = 5.0
BATCH = 50
POOL = 100
"""So many times the things of the other benchmarks: a million claims are not about 650 names."""
MORE_THAN_ENOUGH = 10_000_000
NOW = "2026-01-02T03:04:05Z"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, default=100_000)
    options.add_argument("--share", type=float, default=1.0, help="of the claims, for the transactions; 0 for none")
    options.add_argument("--no-checksum", action="store_true", help="do not compare the graphs")
    chosen = options.parse_args()
    print(machine(), "\n")
    made = _made(chosen.claims)
    bulk = _bulk(chosen.claims, compare=not chosen.no_checksum)
    rows = [_row("files and import", chosen.claims, bulk, made)]
    if chosen.share:
        some = int(chosen.claims * chosen.share)
        slow = _transactions(some, compare=chosen.share == 1.0 and not chosen.no_checksum)
        rows.append(_row(f"transactions, {chosen.share:.0%} of the claims", some, slow, made * chosen.share))
        ratio = (chosen.claims / (bulk.seconds - made)) / (some / (slow.seconds - made * chosen.share))
        print(f"\nRatio of claims a second: {ratio:.1f} (goal {GOAL:g})")
    print(table(["Way", "Claims", "Seconds", "Claims/s", "Peak of Python, MB", "Peak with its processes, MB"], rows))


class Run:
    """One run: how long from the first claim to an answer, and its memory."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.own = self.all = 0
        self.fingerprint: Fingerprint | None = None
        self._end = Event()
        self._watch = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Run:
        self._watch.start()
        self._began = perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = perf_counter() - self._began
        self._end.set()
        self._watch.join()

    def _look(self) -> None:
        own = psutil.Process()
        while not self._end.wait(0.2):
            family = [own, *own.children(recursive=True)]
            sizes = [_size(one) for one in family]
            self.own, self.all = max(self.own, sizes[0]), max(self.all, sum(sizes))


def _size(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _items(claims: int) -> Iterator[DocumentClaims]:
    done = 0
    for item in documents(MORE_THAN_ENOUGH, times=POOL):
        if done >= claims:
            return
        done += len(item.claims)
        yield item


def _made(claims: int) -> float:
    """Seconds that it takes to make the claims up: taken off both ways."""
    began = perf_counter()
    for _ in _items(claims):
        pass
    return perf_counter() - began


def _bulk(claims: int, *, compare: bool) -> Run:
    run = Run()
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as home:
        import os

        kept = {name: value for name, value in os.environ.items() if name in ("KG_CACHE", "KG_NEO4J")}
        settings = read_settings({**kept, "KG_HOME": home})
        server.start(settings)
        try:
            with run:
                began = perf_counter()
                told = lambda what: print(f"  {perf_counter() - began:7.1f} s  {what}", flush=True)  # noqa: E731
                loaded = bulk_load(settings, _items(claims), now=NOW, progress=told)
                with open_graph(settings) as graph:
                    graph.read("MATCH (c:Claim) RETURN count(c)")
                told(f"answers; {loaded}")
            if compare:
                began = perf_counter()
                with open_graph(settings) as graph:
                    run.fingerprint = fingerprint(graph)
                print(run.fingerprint, f"in {perf_counter() - began:.1f} s", flush=True)
        finally:
            server.stop(settings)
    return run


def _transactions(claims: int, *, compare: bool) -> Run:
    run = Run()
    with own_graph() as (graph, _):
        stream = _items(claims)
        with run:
            while batch := list(islice(stream, BATCH)):
                write_documents(graph, batch, now=NOW)
        if compare:
            run.fingerprint = fingerprint(graph)
            print(run.fingerprint)
    return run


def _row(way: str, claims: int, run: Run, made: float) -> list[str]:
    seconds = run.seconds - made
    sizes = [f"{size / 2**20:.0f}" for size in (run.own, run.all)]
    return [way, f"{claims:,}", f"{seconds:.1f}", f"{claims / seconds:,.0f}", *sizes]


if __name__ == "__main__":
    main()
