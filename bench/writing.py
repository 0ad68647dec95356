"""Writing against the bare driver: made-up documents, then the finished graph's own nodes and edges by MERGE on id.

python bench/writing.py            prints the figures as a Markdown table
python bench/writing.py --profile  prints where kg's own time goes, statement by statement
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from time import perf_counter
from unittest.mock import patch

import bare
from local import own_graph, wipe
from measure import RUNS, Spent, alternate, machine, ratio, spend, spread, table, verdict
from synthetic import documents

from kg.graph import Graph, Row, Transaction
from kg.model import DocumentClaims
from kg.writing.documents import write_documents

DOCUMENTS = 600
BATCH = 50
WARM = 4
"""Rounds before the first that counts: a fresh server compiles as it goes, and is steady only after some four."""
GOAL = 0.8
NOW = "2026-01-02T03:04:05Z"

Batches = Sequence[Sequence[DocumentClaims]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=DOCUMENTS)
    options.add_argument("--runs", type=int, default=RUNS)
    options.add_argument("--profile", action="store_true")
    chosen = options.parse_args()
    made = list(documents(chosen.documents))
    batches = [made[place : place + BATCH] for place in range(0, len(made), BATCH)]
    with own_graph() as (graph, server):
        if chosen.profile:
            _profile(graph, batches)
        else:
            _compare(graph, server, batches, chosen.runs)


def _write(graph: Graph, batches: Batches) -> None:
    for batch in batches:
        write_documents(graph, batch, now=NOW)


def _compare(graph: Graph, server: int, batches: Batches, runs: int) -> None:
    _write(graph, batches)
    whole = bare.finished(graph, [[item.document.id for item in batch] for batch in batches])

    def ours() -> Spent:
        wipe(graph)
        return spend(lambda: _write(graph, batches), pids=[server])

    def theirs() -> Spent:
        wipe(graph)
        spent = spend(lambda: bare.write(graph.endpoint, whole), pids=[server])
        if not bare.same(graph, whole):
            sys.exit("the bare driver left another graph than the one it was given: the figures mean nothing")
        return spent

    spent = alternate({"bare": theirs, "kg": ours}, runs=runs, warm=WARM)
    _report(graph, batches, whole, spent)


def _report(graph: Graph, batches: Batches, whole: Sequence[bare.Batch], spent: Mapping[str, Sequence[Spent]]) -> None:
    count = sum(len(batch) for batch in batches)
    nodes, edges = bare.count(whole)
    wall = {name: [run.wall for run in runs] for name, runs in spent.items()}
    processor = {name: [run.processor for run in runs] for name, runs in spent.items()}
    kept = ratio(wall["bare"], wall["kg"])
    names = {"bare": "Bare driver, MERGE on id", "kg": "`kg.writing.documents.write_documents`"}
    rows = [
        [names[name], spread(wall[name]), f"{count / median(wall[name]):.0f}", spread(processor[name]),
         f"{ratio(wall['bare'], wall[name]):.2f}", f"{ratio(processor['bare'], processor[name]):.2f}"]
        for name in names
    ]  # fmt: skip
    head = ["Writing", "Seconds (from to)", "Documents/s", "Processor seconds", "Ratio", "Ratio of processor time"]
    print(
        f"{count} documents in batches of {BATCH}, {nodes} nodes, {edges} edges; Neo4j {graph.verify()}; {machine()}\n"
    )
    print(table(head, rows))
    print(f"\nwriting keeps {kept:.2f} of the bare driver's speed, {verdict(kept, GOAL, at_least=True)}")


def _profile(graph: Graph, batches: Batches) -> None:
    """Time every statement of one warm run; what is left is Python's share."""
    for _ in range(WARM):
        _write(graph, batches)
        wipe(graph)
    spent: dict[str, list[float]] = defaultdict(list)
    plain = Transaction.run

    def run(tx: Transaction, statement: str, **parameters: object) -> list[Row]:
        started = perf_counter()
        try:
            return plain(tx, statement, **parameters)
        finally:
            spent[" ".join(statement.split())[:130]].append(perf_counter() - started)

    with patch.object(Transaction, "run", run):
        started = perf_counter()
        _write(graph, batches)
        whole = perf_counter() - started
    rows = [
        [f"{sum(times):.2f}", str(len(times)), f"`{statement}`"]
        for statement, times in sorted(spent.items(), key=lambda item: -sum(item[1]))
    ]
    inside = sum(sum(times) for times in spent.values())
    print(table(["Seconds", "Calls", "Statement"], rows))
    print(f"\n{whole:.2f} s, of which {inside:.2f} s in statements and {whole - inside:.2f} s in Python and commits")


if __name__ == "__main__":
    main()
