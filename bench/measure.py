"""What every benchmark needs: alternating runs, medians, a Markdown table, and the machine it ran on."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

import psutil

RUNS = 5


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of one run: on the wall, and of processor time, which other programs' load falsifies far less."""

    wall: float
    processor: float


def spend(work: Callable[[], object], *, pids: Sequence[int] = ()) -> Spent:
    """Run once and tell what it took, the processor time of this process and of `pids` (a server's) together."""
    processes = [psutil.Process(), *(psutil.Process(pid) for pid in pids)]
    before, started = _processor(processes), perf_counter()
    work()
    return Spent(perf_counter() - started, _processor(processes) - before)


def _processor(processes: Sequence[psutil.Process]) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def alternate(rounds: Mapping[str, Callable[[], Spent]], *, runs: int = RUNS, warm: int = 1) -> dict[str, list[Spent]]:
    """Run every contender `warm` times to warm up, then `runs` times each, in turn and in changing order.

    The order is reversed from one round to the next, so that none always follows the other.
    """
    for _ in range(warm):
        for work in rounds.values():
            work()
    spent: dict[str, list[Spent]] = {name: [] for name in rounds}
    for number in range(runs):
        order = list(rounds) if number % 2 == 0 else list(reversed(rounds))
        for name in order:
            spent[name].append(rounds[name]())
    return spent


def ratio(numerator: Sequence[float], denominator: Sequence[float]) -> float:
    """The median of the ratios of runs that stood side by side: a load that slows both down cancels out."""
    return median(a / b for a, b in zip(numerator, denominator, strict=True))


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Median, with the smallest and largest in brackets."""
    return f"{median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def verdict(value: float, goal: float, *, at_least: bool) -> str:
    """Say whether a goal is met; a timing never fails a build."""
    met = value >= goal if at_least else value < goal
    return f"goal {'>=' if at_least else '<'} {goal:g}: {'met' if met else 'missed'}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table that can be pasted into docs/benchmarks.md."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def machine() -> str:
    """One line about what this runs on, and how busy it is: a loaded machine's figures are worth little."""
    memory = psutil.virtual_memory().total / 2**30
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}, load average {load:.1f}"
