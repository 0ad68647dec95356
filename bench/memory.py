"""How much memory `kg ingest` needs for a thousand documents and for ten thousand: its own peak, its workers' beside.

python bench/memory.py  prints the figures as a Markdown table; ten minutes
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from local import own_server
from measure import machine, table, verdict
from synthetic import short_articles

from kg.settings import Settings

FEW, MANY = 1_000, 10_000
GOAL = 1.2
EVERY_SECONDS = 0.1
MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Peak:
    """Resident megabytes at the highest: of the command itself, and of it and its workers together; and how long it ran."""

    own: float
    together: float
    seconds: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--few", type=int, default=FEW)
    options.add_argument("--many", type=int, default=MANY)
    options.add_argument("--workers", type=int, default=2)
    chosen = options.parse_args()
    print(f"{machine()}\n")
    peaks = {count: _ingest(count, chosen.workers) for count in (chosen.few, chosen.many)}
    rows = [
        [f"{count:,}", f"{peak.own:.0f}", f"{peak.together:.0f}", f"{peak.seconds:.0f}"]
        for count, peak in peaks.items()
    ]
    print(table(["Documents", "`kg ingest`, MB", "with its workers, MB", "Seconds"], rows))
    for what, few, many in (
        ("the command", peaks[chosen.few].own, peaks[chosen.many].own),
        ("with its workers", peaks[chosen.few].together, peaks[chosen.many].together),
    ):
        print(f"\n{what}: {many / few:.2f} times as much, {verdict(many / few, GOAL, at_least=False)}")


def _ingest(count: int, workers: int) -> Peak:
    """Each run has a graph, an archive and a process of its own."""
    with own_server() as settings, tempfile.TemporaryDirectory(prefix="kg-bench-texts-") as name:
        for number, text in enumerate(short_articles(count)):
            (Path(name) / f"{number:05d}.txt").write_text(text, "utf-8")
        return _watched(settings, name, workers)


def _watched(settings: Settings, folder: str, workers: int) -> Peak:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "-q", "ingest", folder]
    command += ["--workers", str(workers)] if workers else []
    environment = {**os.environ, "KG_HOME": str(settings.home), "KG_CACHE": str(settings.cache)}
    started = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as running:
        process = psutil.Process(running.pid)
        own = together = 0.0
        while running.poll() is None:
            sizes = _sizes(process)
            own, together = max(own, sizes[0]), max(together, sum(sizes))
            time.sleep(EVERY_SECONDS)
    if running.returncode:
        raise SystemExit(f"kg ingest ended with {running.returncode}")
    return Peak(own / MEGABYTE, together / MEGABYTE, time.perf_counter() - started)


def _sizes(process: psutil.Process) -> list[int]:
    """Resident bytes of a process, then of its reading processes; the database is no part of them."""
    sizes = []
    for each in (process, *process.children()):
        try:
            if each is process or "ingest.worker_process" in each.cmdline():
                sizes.append(each.memory_info().rss)
        except psutil.Error:
            continue  # it has just ended
    return sizes or [0]


if __name__ == "__main__":
    main()
