"""Kill the database, the loader or both at random moments of an ingest, and prove that nothing acknowledged is lost.

python -m soak --rounds 50  prints a line for each round and a table in the end; exit 1 where anything was lost or broken
"""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from kg.settings import Settings, read_settings
from soak.articles import write_articles
from soak.plan import Round, plan
from soak.rounds import Outcome, Soak
from soak.runs import offers

SEED, DOCUMENTS, TRANSACTION = 20, 150, 50


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=50)
    options.add_argument("--seed", type=int, default=SEED, help="draws the articles, the victims and the moments")
    options.add_argument("--documents", type=int, default=DOCUMENTS)
    options.add_argument("--only", type=int, default=0, help="run just this round of the plan")
    chosen = options.parse_args()
    # a server that lives for seconds gains nothing from its best compiler
    os.environ["JAVA_TOOL_OPTIONS"] = "-XX:TieredStopAtLevel=1"
    # connections break here on purpose
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
    base = Path(tempfile.mkdtemp(prefix="kg-soak-"))
    folder = base / "articles"
    write_articles(folder, chosen.documents, seed=chosen.seed)
    soak = Soak(_home(base / "home"), _home(base / "beside"), folder)
    try:
        outcomes = _run(chosen, soak)
    finally:
        soak.close()
    broken = [outcome for outcome in outcomes if outcome.violations]
    print(_table(outcomes))
    if broken:
        print(f"\n{len(broken)} of {len(outcomes)} rounds broke a promise; what they left is in {base}")
        sys.exit(1)
    shutil.rmtree(base)
    print(f"\n{len(outcomes)} rounds: nothing acknowledged was lost, no half document, the same graph in the end")


def _home(folder: Path) -> Settings:
    """A home of the soak's own; the jars come from the shared cache."""
    return read_settings({"KG_HOME": str(folder), "KG_CACHE": str(read_settings({}).cache)})


def _run(chosen: argparse.Namespace, soak: Soak) -> list[Outcome]:
    workers = offers("workers")
    transactions = -(-chosen.documents // TRANSACTION)
    rounds = plan(chosen.rounds, seed=chosen.seed, transactions=transactions, workers=workers)
    how = "with" if workers else "without"
    print(f"seed {chosen.seed}, {chosen.documents} articles, {len(rounds)} rounds, {how} workers", flush=True)
    soak.prepare()
    print(f"undisturbed: {soak.paces}; checksum {soak.reference.checksum}", flush=True)
    wanted = [one for one in rounds if chosen.only in (0, one.number)]
    return [_told(soak, one, len(rounds)) for one in wanted]


def _told(soak: Soak, one: Round, of: int) -> Outcome:
    began = time.monotonic()
    outcome = soak.play(one)
    verdict = "; ".join(outcome.violations) if outcome.violations else "whole, and the same in the end"
    print(
        f"{one.number:>2}/{of} {one}: after {outcome.seconds:.1f} s, {outcome.acknowledged} acknowledged, "
        f"{outcome.found} found: {verdict} [{time.monotonic() - began:.0f} s]",
        flush=True,
    )
    return outcome


def _table(outcomes: list[Outcome]) -> str:
    lines = [
        "",
        "| killed | moment | rounds | acknowledged at the kill | found after it | broken |",
        "|---|---|---|---|---|---|",
    ]
    for victim, moment in sorted({(one.round.victim, one.round.moment) for one in outcomes}):
        group = [one for one in outcomes if (one.round.victim, one.round.moment) == (victim, moment)]
        acknowledged = ", ".join(str(one.acknowledged) for one in group)
        found = ", ".join(str(one.found) for one in group)
        broken = sum(bool(one.violations) for one in group)
        lines.append(f"| {victim} | {moment} | {len(group)} | {acknowledged} | {found} | {broken} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
