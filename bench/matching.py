"""Matching of names on labelled pairs: ours, rapidfuzz's WRatio, and nomenklatura's algorithms where it is installed.

The pairs are nomenklatura's name_bench (MIT). Each algorithm has one threshold for all groups; a hash of a pair tells in
which half it is. Ours was fitted on the half `tuned`, the half `kept` was only counted.

    python bench/matching.py [FOLDER of ../shared/data/entity_resolution]
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.matching import THRESHOLD, Profile, compare
from kg.matching.profile import Family

FOLDER = Path(__file__).parents[1] / "../shared/data/entity_resolution"
HAND_MADE = ("nk_checks", "nk_unit_tests", "cluster_align", "cust_cases")
Scorer = Callable[["Pair"], float]


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair of names: its group, its schema, and whether both are one thing."""

    group: str
    schema: str
    names: tuple[str, str]
    same: bool
    quality: str

    @property
    def family(self) -> Family:
        return "person" if self.schema == "Person" else "other" if self.schema == "Vessel" else "organisation"

    @property
    def tuned(self) -> bool:
        """Whether the pair is in the half on which constants were fitted."""
        return not hashlib.sha256("|".join((self.group, *self.names)).encode()).digest()[0] & 1


@dataclass(frozen=True, slots=True)
class Judged:
    """What a scorer made of pairs at a threshold."""

    pair: Pair
    score: float
    threshold: float

    @property
    def right(self) -> bool:
        return (self.score >= self.threshold) == self.pair.same


def labelled(folder: Path) -> list[Pair]:
    """The pairs of name_bench, in the file's order."""
    with (folder / "nomenklatura/name_bench_cases.csv").open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                row["case_group"],
                row["schema"],
                (row["name1"], row["name2"]),
                row["is_match"] == "true",
                row["quality"] or "MEDIUM",
            )
            for row in csv.DictReader(file)
        ]


def ours(pair: Pair) -> float:
    """The score of `kg.matching` for two profiles with nothing but a name."""
    left, right = (Profile(pair.family, (name,)) for name in pair.names)
    return compare(left, right).score


def judged(pairs: Iterable[Pair], scorer: Scorer = ours, threshold: float = THRESHOLD) -> list[Judged]:
    """Each pair with its score."""
    return [Judged(pair, scorer(pair), threshold) for pair in pairs]


def f1(rows: Sequence[Judged]) -> float:
    """The harmonic mean of precision and recall of "same", in 0..1."""
    hits = sum(row.pair.same and row.right for row in rows)
    wrong = sum(not row.right for row in rows)
    return 2 * hits / (2 * hits + wrong) if hits else 0.0


def _w_ratio(pair: Pair) -> float:
    from rapidfuzz import fuzz, utils

    return fuzz.WRatio(*pair.names, processor=utils.default_process) / 100


def _nomenklatura(name: str) -> Scorer:
    from followthemoney import model
    from nomenklatura.matching import get_algorithm  # type: ignore[import-not-found]

    algorithm = get_algorithm(name)
    config = algorithm.default_config()

    def score(pair: Pair) -> float:
        sides = [model.make_entity(pair.schema) for _ in pair.names]
        for number, (side, text) in enumerate(zip(sides, pair.names, strict=True)):
            side.id = f"{number}-{text}"
            side.add("name", text)
        return float(algorithm.compare(*sides, config).score)

    return score


def _best_threshold(pairs: Sequence[Pair], scorer: Scorer) -> float:
    """The threshold that serves a yardstick best on all pairs, so that it is not ours that is favoured."""
    scores = [scorer(pair) for pair in pairs]
    steps = [step / 100 for step in range(50, 100)]
    return max(
        steps, key=lambda step: f1([Judged(pair, score, step) for pair, score in zip(pairs, scores, strict=True)])
    )


def line(name: str, pairs: Sequence[Pair], scorer: Scorer, threshold: float | None) -> str:
    """One row of the table, in Markdown."""
    scorer(pairs[0])  # tables of names are read at the first call
    threshold = threshold or _best_threshold(pairs, scorer)
    _forget()
    began = time.perf_counter()
    rows = judged(pairs, scorer, threshold)
    seconds = time.perf_counter() - began
    halves = [f1([row for row in rows if row.pair.tuned is tuned]) for tuned in (True, False)]
    groups = [
        f1([row for row in rows if row.pair.group == group])
        for group in (*HAND_MADE, "synth_companies", "synth_people")
    ]
    strong = sum(row.pair.quality == "STRONG" and not row.right for row in rows)
    cells = [f"{threshold:.2f}", *(f"{value:.3f}" for value in (f1(rows), *halves, *groups))]
    return f"| {name} | {' | '.join(cells)} | {strong} | {len(pairs) / seconds:,.0f} |"


def _forget() -> None:
    from kg.matching import analysing, naming, words

    for cached in (analysing.analysed, naming.alikeness, words.words_alike, words.latin):
        cached.cache_clear()


def main(folder: Path) -> None:
    """Print the table."""
    pairs = labelled(folder)
    columns = "| threshold | all | tuned | kept | checks | unit tests | align | customer | companies | people | strong failed | pairs/s |"
    sys.stdout.write(f"| algorithm {columns}\n|{' --- |' * 13}\n")
    scorers: list[tuple[str, Scorer, float | None]] = [("kg.matching", ours, THRESHOLD), ("WRatio", _w_ratio, None)]
    if importlib.util.find_spec("nomenklatura"):
        names = ("logic-v2", "logic-v1", "name-based", "regression-v1")
        scorers += [(f"nomenklatura {name}", _nomenklatura(name), None) for name in names]
    for name, scorer, threshold in scorers:
        sys.stdout.write(line(name, pairs, scorer, threshold) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
