"""Counts, for every rule, how often it is right on the tuned gold: rule_counts.py GOLD_FOLDER [OUT.tsv].

A row is rule, tp, fp. Beside each single rule stand the sums of its family ("frame:OWNS", "frame"), so that a rule which
never fired on the gold can be believed as far as its kin. A statement is right where `score.py` of the gold would match
it: type and both ends of a relation, kind and a party of an action, over entities aligned by label and name.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ingest.pipeline import build_nlp, read
from ingest.reading import ReadAction, Reading, ReadRelation
from kg.evaluating.matching import align

Counts = dict[str, list[int]]
OUT = Path(__file__).parents[1] / "ingest" / "rule_counts.tsv"


def count(folder: Path) -> Counts:
    """Read every gold document with the real pipeline and count right and wrong statements by rule."""
    nlp, counts = build_nlp(), defaultdict(lambda: [0, 0])
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        reading = read(nlp, gold["text"], published=gold.get("published"), publisher=gold.get("publisher"))
        for rule, right in judged(reading, gold):
            for name in family(rule):
                counts[name][not right] += 1
    return dict(counts)


def judged(reading: Reading, gold: dict[str, Any]) -> Iterable[tuple[str, bool]]:
    """Yield (rule, whether it was right) for every statement of a reading."""
    predicted = [
        {"id": e.index, "type": e.label, "name": e.name, "mentions": [m.surface for m in e.mentions]}
        for e in reading.entities
    ]
    to_gold = align(predicted, gold["entities"])
    for relation in reading.relations:
        yield relation.rule, _relation_is_right(relation, gold, to_gold)
    for action in reading.actions:
        yield action.rule, _action_is_right(action, gold, to_gold)


def _relation_is_right(relation: ReadRelation, gold: dict[str, Any], to_gold: dict[Any, str]) -> bool:
    ends = to_gold.get(relation.source.entity), to_gold.get(relation.target.entity)
    for known in gold["relations"]:
        if known["type"] == relation.type and (known["from"], known["to"]) in (
            [ends, ends[::-1]] if relation.type == "ASSOCIATED_WITH" else [ends]
        ):
            return True
    return False


def _action_is_right(action: ReadAction, gold: dict[str, Any], to_gold: dict[Any, str]) -> bool:
    by = {to_gold.get(p.entity) for p in action.by} - {None}
    against = {to_gold.get(p.entity) for p in action.against} - {None}
    for known in gold["actions"]:
        if known["kind"] != action.kind:
            continue
        if against & set(known["against"]) or (not known["against"] and by & set(known["by"])):
            return True
    return False


def family(rule: str) -> list[str]:
    """List a rule and the wider names under which it counts too, from the narrowest."""
    if not rule.startswith("frame:"):
        return [rule]
    return [rule, ":".join(rule.split(":")[:2]), "frame"]


def write(counts: Counts, out: Path) -> None:
    """Write the table, ordered by rule."""
    rows = [f"{rule}\t{right}\t{wrong}" for rule, (right, wrong) in sorted(counts.items())]
    out.write_text("\n".join(["rule\ttp\tfp", *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    write(count(Path(sys.argv[1])), Path(sys.argv[2]) if len(sys.argv) > 2 else OUT)
