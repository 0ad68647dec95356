"""How far each statement of a text is believed: the weights of its grounds, learned from annotated documents, and the why.

The weights stand in belief.tsv; `make train` learns them anew. A statement's confidence is the chance that a careful
reader would take the same from the text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp

from ingest.reading import ReadAction, ReadRelation
from ingest.statements.grounds import action_grounds, relation_grounds, tell
from ingest.statements.scene import Scene

RELATION, ACTION = "relation", "action"
ALWAYS = "always"
"""The ground that every statement has."""
SUREST = 0.98
"""No words are read right more surely than this, nor more surely wrong than one less it."""
TOLD = 4


@dataclass(frozen=True, slots=True)
class Belief:
    """A confidence in 0..1, and the grounds that weigh most in it, the heaviest first, each with its sign before it."""

    confidence: float
    why: tuple[str, ...]


def believed(
    scene: Scene, relations: Sequence[ReadRelation], actions: Sequence[ReadAction]
) -> tuple[tuple[ReadRelation, ...], tuple[ReadAction, ...]]:
    """Give the same statements, each with its confidence and why."""
    telling = tell(scene, relations, actions)
    weighed = [weigh(RELATION, relation_grounds(telling, relation)) for relation in relations]
    judged = [weigh(ACTION, action_grounds(telling, action)) for action in actions]
    return (
        tuple(replace(one, confidence=b.confidence, why=b.why) for one, b in zip(relations, weighed, strict=True)),
        tuple(replace(one, confidence=b.confidence, why=b.why) for one, b in zip(actions, judged, strict=True)),
    )


def weigh(part: str, grounds: Iterable[str]) -> Belief:
    """Add up what the grounds of a relation or an action weigh; those never learned weigh nothing."""
    weights = weights_of(part)
    told = [(weights[ground], ground) for ground in grounds if ground in weights]
    total = weights.get(ALWAYS, 0.0) + sum(sorted(weight for weight, _ in told))
    told.sort(key=lambda one: (-abs(one[0]), one[1]))
    confidence = min(SUREST, max(1 - SUREST, 1 / (1 + exp(-total))))
    return Belief(
        round(confidence, 4), tuple(f"{'+' if weight > 0 else '−'} {ground}" for weight, ground in told[:TOLD])
    )


@cache
def weights_of(part: str) -> Mapping[str, float]:
    """The learned weight of each ground of a part; nothing where none are shipped."""
    table = files("ingest.statements").joinpath("belief.tsv")
    rows = csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["ground"]: float(row["weight"]) for row in rows if row["part"] == part}
