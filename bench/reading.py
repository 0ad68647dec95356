"""Reading against bare spaCy: documents a second of the whole extraction, and of the same model left as it comes.

python bench/reading.py  prints the figures as a Markdown table
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import spacy
from measure import RUNS, Spent, alternate, machine, ratio, spend, spread, table, verdict
from synthetic import articles

from ingest.documents.document import load_document
from ingest.pipeline import build_nlp, read, reader_version
from kg.errors import KgError

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "ingest" / "samples"
GOLD = ROOT.parent / "shared" / "gold" / "dev"
MADE_UP = 30
GOAL = 0.7


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=RUNS)
    chosen = options.parse_args()
    nlp = build_nlp()
    plain = spacy.load(nlp.meta["kg_model"])
    kinds = {"made up": articles(MADE_UP), "samples": _samples(), "gold": _gold()}
    print(f"{reader_version(nlp)}; {machine()}\n")
    results = {name: _measure(nlp, plain, texts, chosen.runs) for name, texts in kinds.items() if texts}
    _report(kinds, results)
    starts = [_startup() for _ in range(RUNS + 1)][1:]
    print(f"\nbuild_nlp in a new process, imports included: {spread(starts)} s")


def _startup() -> float:
    """Seconds until a new process can read its first text, the start of Python itself left out."""
    code = "from time import perf_counter as t; s = t(); from ingest.pipeline import build_nlp; build_nlp(); print(t() - s)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def _samples() -> list[str]:
    """The articles that the package ships, in the order of their names."""
    texts = []
    for path in sorted(path for path in SAMPLES.rglob("*") if path.is_file()):
        try:
            texts.append(load_document(path.read_bytes(), name=path.name).text)
        except KgError:
            continue  # a table of sources beside them is no article
    return texts


def _gold() -> list[str]:
    return [json.loads(path.read_text("utf-8"))["text"] for path in sorted(GOLD.glob("*.json"))]


def _measure(nlp: Callable, plain: Callable, texts: Sequence[str], runs: int) -> dict[str, list[Spent]]:
    def bare() -> Spent:
        return spend(lambda: [plain(text) for text in texts])

    def whole() -> Spent:
        return spend(lambda: [read(nlp, text) for text in texts])

    return alternate({"bare": bare, "kg": whole}, runs=runs)


def _report(kinds: Mapping[str, Sequence[str]], results: Mapping[str, Mapping[str, Sequence[Spent]]]) -> None:
    rows = [_row(name, len(kinds[name]), sum(map(len, kinds[name])), spent) for name, spent in results.items()]
    together = {
        side: [Spent(sum(run.wall for run in group), sum(run.processor for run in group))
               for group in zip(*(spent[side] for spent in results.values()), strict=True)]
        for side in ("bare", "kg")
    }  # fmt: skip
    texts = [text for name in results for text in kinds[name]]
    rows.append(_row("all", len(texts), sum(map(len, texts)), together))
    print(table(["Texts", "Bare spaCy, documents/s", "`read`, documents/s", "Ratio", "Ratio of processor time"], rows))
    kept = ratio([run.wall for run in together["bare"]], [run.wall for run in together["kg"]])
    print(f"\nreading keeps {kept:.2f} of bare spaCy's speed, {verdict(kept, GOAL, at_least=True)}")
    if not kinds["gold"]:
        print("the gold documents are not here: the figures are of made-up and shipped texts alone")


def _row(name: str, count: int, characters: int, spent: Mapping[str, Sequence[Spent]]) -> list[str]:
    wall = {side: [run.wall for run in runs] for side, runs in spent.items()}
    processor = {side: [run.processor for run in runs] for side, runs in spent.items()}
    speeds = {side: [count / seconds for seconds in wall[side]] for side in wall}
    return [
        f"{name} ({count}, on average {characters // max(count, 1)} characters)",
        spread(speeds["bare"], 1),
        spread(speeds["kg"], 1),
        f"{ratio(wall['bare'], wall['kg']):.2f}",
        f"{median(a / b for a, b in zip(processor['bare'], processor['kg'], strict=True)):.2f}",
    ]


if __name__ == "__main__":
    main()
