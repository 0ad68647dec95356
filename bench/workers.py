"""Reading in one process and in two: documents a second, nothing written. Two should do at least 1.8 times what one does.

python bench/workers.py  prints the figures as a Markdown table
"""

from __future__ import annotations

import argparse

from measure import RUNS, Spent, alternate, machine, ratio, spend, spread, table, verdict
from synthetic import articles

from ingest.job import Job
from ingest.workers import Workers

MADE_UP = 120
GOAL = 1.8


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=RUNS)
    options.add_argument("--documents", type=int, default=MADE_UP)
    options.add_argument("--workers", type=int, default=2)
    chosen = options.parse_args()
    jobs = [Job(f"{number}.txt", text.encode()) for number, text in enumerate(articles(chosen.documents))]
    with Workers(1) as one, Workers(chosen.workers) as many:
        print(f"{one.wait_until_ready()}; {many.wait_until_ready() and machine()}\n")
        spent = alternate({"one": lambda: _read(one, jobs), "many": lambda: _read(many, jobs)}, runs=chosen.runs)
    rows = [
        [name, spread([len(jobs) / run.wall for run in runs], 1)]
        for name, runs in ((("1 worker", spent["one"])), (f"{chosen.workers} workers", spent["many"]))
    ]
    print(table(["Reading", "Documents/s"], rows))
    gain = ratio([run.wall for run in spent["one"]], [run.wall for run in spent["many"]])
    print(f"\n{chosen.workers} workers do {gain:.2f} times what one does, {verdict(gain, GOAL, at_least=True)}")


def _read(workers: Workers, jobs: list[Job]) -> Spent:
    return spend(lambda: [done.claims for done in workers.read(jobs)])


if __name__ == "__main__":
    main()
