"""Reading by the length of the text: ten times the text should take less than fifteen times as long, up to a megabyte.

python bench/length.py  prints the figures as a Markdown table
"""

from __future__ import annotations

import argparse
import resource

from measure import Spent, machine, spend, table, verdict
from synthetic import articles

from ingest.pipeline import build_nlp, read, reader_version

LENGTHS = (10_000, 100_000, 1_000_000)
MADE_UP = 600
GOAL = 15


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lengths", type=int, nargs="+", default=LENGTHS)
    chosen = options.parse_args()
    nlp = build_nlp()
    print(f"{reader_version(nlp)}; {machine()}\n")
    whole = _text(max(chosen.lengths))
    read(nlp, whole[: min(chosen.lengths)])
    spent = {length: _best(nlp, whole[:length]) for length in chosen.lengths}
    print(table(["Characters", "Seconds", "Processor seconds", "Times the row above"], _rows(spent)))
    print(f"\nmemory at its peak: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    worst = max(
        _times(spent, before, after) * 10 * before / after
        for before, after in zip(chosen.lengths, chosen.lengths[1:], strict=False)
    )
    print(f"ten times the text takes {worst:.1f} times as long at most, {verdict(worst, GOAL, at_least=False)}")


def _text(length: int) -> str:
    """Made-up articles, no two alike, one after the other: a text that names ever new things."""
    found = "\n\n".join(articles(MADE_UP))
    if len(found) < length:
        found = "\n\n".join(articles(MADE_UP * (1 + length // len(found))))
    return found[:length]


def _best(nlp: object, text: str) -> Spent:
    """The quickest of three runs of a short text; a long one is read once."""
    runs = 3 if len(text) <= 100_000 else 1
    return min((spend(lambda: read(nlp, text)) for _ in range(runs)), key=lambda run: run.processor)


def _times(spent: dict[int, Spent], before: int, after: int) -> float:
    return spent[after].processor / spent[before].processor


def _rows(spent: dict[int, Spent]) -> list[list[str]]:
    rows = []
    lengths = list(spent)
    for place, length in enumerate(lengths):
        times = f"{_times(spent, lengths[place - 1], length):.1f}" if place else ""
        rows.append([f"{length:,}", f"{spent[length].wall:.2f}", f"{spent[length].processor:.2f}", times])
    return rows


if __name__ == "__main__":
    main()
