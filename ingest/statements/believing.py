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
from ingest.statements.pairs import usual
from ingest.statements.roles import usual_parties
from ingest.statements.scene import Scene

RELATION, ACTION = "relation", "action"
ALWAYS = "always"
"""The ground that every statement has."""
SUREST = 0.98
"""No words are read right more surely than this, nor more surely wrong than one less it."""
TOLD = 4
WORDS = "the words between and around"
"""The ground that has a measure: how usual the words are for such a relation or action."""
MIDDLE, WIDTH, WIDEST = -1.0, 1.0, 4.0


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
    weighed = [
        weigh(RELATION, relation_grounds(telling, one), words_for(usual(scene, one.type, one.source, one.target)))
        for one in relations
    ]
    judged = [weigh(ACTION, action_grounds(telling, one), words_for(usual_parties(scene, one))) for one in actions]
    return (
        tuple(replace(one, confidence=b.confidence, why=b.why) for one, b in zip(relations, weighed, strict=True)),
        tuple(replace(one, confidence=b.confidence, why=b.why) for one, b in zip(actions, judged, strict=True)),
    )


def words_for(odds: float | None) -> float:
    """Bring the log-odds of the words to about -1..1, as the grounds' own weights are learned; 0 where there are none."""
    return 0.0 if odds is None else min(WIDEST, max(-WIDEST, (odds - MIDDLE) / WIDTH))


def weigh(part: str, grounds: Iterable[str], words: float = 0.0) -> Belief:
    """Add up what the grounds of a relation or an action weigh, and how usual its words are; what was never learned
    weighs nothing."""
    weights = weights_of(part)
    told = [(weights[ground], ground) for ground in grounds if ground in weights]
    if words and WORDS in weights:
        told.append((round(weights[WORDS] * words, 4), WORDS))
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
