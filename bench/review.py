"""How long `kg review` needs to propose candidates among so many entities, with generated names.

python bench/review.py  prints the figures; a few minutes (--entities 5000 for a short run)
"""

from __future__ import annotations

import argparse
import random
import resource
import time

from local import own_graph
from measure import machine, verdict

from kg.names import name_key
from kg.reviewing import find_candidates

ENTITIES, WANTED, GOAL = 50_000, 1_000, 60.0
_SYLLABLES = "an ber cor dal el far gar hu in jor kal lem mor nar or pel quin ras sol tur ul ver wex yor zan".split()
_FORMS = "Holdings Exchange Pay Trading Capital Mixer Logistics Markets Ventures Bank".split()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--entities", type=int, default=ENTITIES)
    chosen = options.parse_args()
    print(f"{machine()}\n")
    with own_graph() as (graph, _):
        rows = _entities(chosen.entities)
        for start in range(0, len(rows), 5_000):
            graph.command(
                "UNWIND $rows AS row CREATE (e:Entity {id: row.id}) SET e += row, e:$(row.label) REMOVE e.label",
                rows=rows[start : start + 5_000],
            )
        began = time.perf_counter()
        found = find_candidates(graph, limit=WANTED)
        seconds = time.perf_counter() - began
    print(
        f"{found.entities:,} entities, {found.compared:,} pairs compared, {len(found.candidates):,} proposed in {seconds:.1f} s "
        f"({verdict(seconds, GOAL, at_least=False)}); {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB; "
        f"score of the first {found.candidates[0].match.score:.2f}, of the last {found.candidates[-1].match.score:.2f}"
    )


def _entities(count: int) -> list[dict[str, object]]:
    """Names of two or three words, a twentieth of them another spelling of one before."""
    rng = random.Random(5)
    names: list[tuple[str, str]] = []
    while len(names) < count:
        if names and rng.random() < 0.05:
            name, label = rng.choice(names)
            place = rng.randrange(1, len(name) - 1)
            names.append((name[:place] + name[place + 1 :], label))
        elif rng.random() < 0.5:
            names.append((f"{_word(rng)} {_word(rng)}", "Person"))
        else:
            names.append((f"{_word(rng)} {_word(rng)} {rng.choice(_FORMS)}", "Company"))
    return [
        {"id": f"{'person' if label == 'Person' else 'org'}:{n}", "name": name, "label": label, "aliases": [],
         "refs": [f"ref:{n}"], "name_key": name_key(label, name)}
        for n, (name, label) in enumerate(names)
    ]  # fmt: skip


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 3))).capitalize()


if __name__ == "__main__":
    main()
