"""Wall time of the commands a user waits for: `kg --help`, and `kg ask` and `kg path` on a warm local server.

python bench/commands.py  prints the figures as a Markdown table
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from local import own_server
from measure import machine, spread, table, verdict
from synthetic import documents

from kg import server
from kg.graph import Graph
from kg.schema import ensure_schema
from kg.settings import Settings
from kg.writing.documents import write_documents

RUNS = 10
DOCUMENTS, BATCH = 300, 50
NOW = "2026-01-02T03:04:05Z"
KG = Path(sys.executable).with_name("kg")
HELP_GOAL, QUESTION_GOAL = 0.3, 1.0
NOT_FOUND = 4


def main() -> None:
    with own_server() as settings:
        asked, other = _fill(settings)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
        environment["KG_HOME"] = str(settings.home)
        commands = {
            "kg --help": (["--help"], HELP_GOAL),
            "kg ask": (["ask", "entity_profile", "--name", asked], QUESTION_GOAL),
            "kg path": (["path", asked, other], QUESTION_GOAL),
        }
        rows = []
        for name, (arguments, goal) in commands.items():
            seconds = [_timed(arguments, environment) for _ in range(RUNS + 1)][1:]
            rows.append([f"`{name}`", spread(seconds), verdict(median(seconds), goal, at_least=False)])
    print(f"{RUNS} runs after one to warm up, a new process each; {DOCUMENTS} documents in the graph; {machine()}\n")
    print(table(["Command", "Seconds, median (from to)", "Verdict"], rows))


def _fill(settings: Settings) -> tuple[str, str]:
    """Write made-up documents; returns the two names that the graph links most."""
    running = server.status(settings)
    if running is None:
        raise RuntimeError("the local Neo4j ended while it was waited for")
    made = list(documents(DOCUMENTS))
    with Graph(server.endpoint(settings, running)) as graph:
        ensure_schema(graph)
        for place in range(0, len(made), BATCH):
            write_documents(graph, made[place : place + BATCH], now=NOW)
        rows = graph.read(
            """
            MATCH (e:Entity)-[r:!MENTIONS&!SUBJECT&!OBJECT]-(:Entity)
            WHERE e:Company OR e:Group
            RETURN e.name AS name, count(r) AS edges
            ORDER BY edges DESC, name
            LIMIT 2
            """
        )
    return rows[0]["name"], rows[1]["name"]


def _timed(arguments: list[str], environment: dict[str, str]) -> float:
    """Run one command as a user would; that it finds nothing is an answer too, that it fails is none."""
    started = perf_counter()
    done = subprocess.run([KG, *arguments], env=environment, capture_output=True, text=True, check=False)
    seconds = perf_counter() - started
    if done.returncode not in (0, NOT_FOUND):
        sys.exit(f"kg {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
    return seconds


if __name__ == "__main__":
    main()
