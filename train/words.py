"""Learns how usual words are for a relation, from every two names of a sentence in annotated documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ingest.entities.anaphors import PRONOUNS
from ingest.reading import Party
from ingest.statements.pairs import ALWAYS, told_of, typed
from ingest.statements.parties import parties
from ingest.statements.scene import Scene, named
from kg.evaluating.matching import relation_key
from kg.ontology import EDGES, allows

STRENGTH = 0.3
"""The inverse of the penalty on weights, by cross-validation over documents."""
OF_ONE_TYPE = 0.5
"""What a feature of one type counts beside those that all types share."""
DOCUMENTS = 3
MOST_NAMES = 14
"""In a sentence with more names only neighbours are paired."""
FARTHEST = 300
"""Characters between two names beyond which they are no pair."""
SMALLEST = 0.05


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties in one sentence and a type that may hold between them: what is told of them, and whether it holds."""

    document: str
    features: tuple[str, ...]
    holds: bool


def pairs_of(
    scene: Scene, document: str, truth: Mapping[str, Any], to_gold: Mapping[str, str], text: str
) -> Iterator[Pair]:
    """Give each two entities of each sentence with each type that the ontology allows; what cannot be told is left out."""
    known, proved = _known(truth, text)
    for sentence in scene.doc.sents:
        span = (sentence.start_char, sentence.end_char)
        for one, two in _nearest(parties_in(scene, sentence)):
            told = told_of(scene, one, two)
            if told is None:
                continue
            for source, target, ahead in ((one, two, told[1]), (two, one, not told[1])):
                labels = scene.label(source.entity), scene.label(target.entity)
                ends = {"from": f"E{source.entity + 1}", "to": f"E{target.entity + 1}"}
                for edge in _types(*labels, first=source is one):
                    key = relation_key({"type": edge, **ends}, to_gold)
                    holds = _holds(key, span, known, proved)
                    if holds is not None:
                        yield Pair(document, tuple(typed(edge, ahead, told[0])), holds)


def _types(source: str, target: str, *, first: bool) -> list[str]:
    return [
        name
        for name, edge in EDGES.items()
        if edge.walked and (edge.directed or first) and allows(name, source, target)
    ]


def _known(truth: Mapping[str, Any], text: str) -> tuple[set[Any], dict[Any, list[tuple[int, int]]]]:
    """The relations of the gold, and where the evidence of each stands."""
    proved: dict[Any, list[tuple[int, int]]] = defaultdict(list)
    for relation in truth["relations"]:
        at = text.find(relation.get("evidence") or "\0")
        if at >= 0:
            proved[relation_key(relation)].append((at, at + len(relation["evidence"])))
    return {relation_key(relation) for relation in truth["relations"]}, proved


def _holds(key: Any, span: tuple[int, int], known: set[Any], proved: Mapping[Any, Any]) -> bool | None:
    """A relation holds where its evidence stands; elsewhere nobody said whether the words tell it."""
    if key not in known:
        return False
    places = proved.get(key)
    if not places or any(start < span[1] and span[0] < end for start, end in places):
        return True
    return None


def parties_in(scene: Scene, sentence: Any) -> list[Party]:
    """List the names of a sentence and whom its pronouns mean, in the order of the text."""
    found: dict[tuple[int, tuple[int, int]], Party] = {}
    for token in sentence:
        if token.i in scene.mentions:
            here = named(scene, token)
        elif token.lower_ in PRONOUNS:
            here = parties(scene, token)[:3]
        else:
            continue
        for party in here:
            found.setdefault((party.entity, party.span), party)
    return sorted(found.values(), key=lambda party: party.span)


def _nearest(found: Sequence[Party]) -> list[tuple[Party, Party]]:
    """Pair each two entities once, where they stand nearest to each other."""
    best: dict[frozenset[int], tuple[int, Party, Party]] = {}
    for (at, one), (other_at, two) in combinations(enumerate(found), 2):
        gap = two.span[0] - one.span[1]
        far = gap > FARTHEST or (len(found) > MOST_NAMES and other_at - at > 3)
        if one.entity == two.entity or gap < 0 or far:
            continue
        key = frozenset((one.entity, two.entity))
        if key not in best or gap < best[key][0]:
            best[key] = (gap, one, two)
    return [(one, two) for _, one, two in best.values()]


def learn_words(pairs: Sequence[Pair]) -> dict[str, float]:
    """Fit the weights of all features that stand in enough documents."""
    where: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        for feature in pair.features:
            where[feature].add(pair.document)
    columns = {name: at for at, name in enumerate(sorted(n for n, d in where.items() if len(d) >= DOCUMENTS))}
    cells: list[int] = []
    values: list[float] = []
    ends = [0]
    for pair in pairs:
        here = [feature for feature in pair.features if feature in columns]
        cells += [columns[feature] for feature in here]
        values += [OF_ONE_TYPE if "|" in feature else 1.0 for feature in here]
        ends.append(len(cells))
    model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-3, random_state=0)
    model.fit(csr_matrix((np.array(values), cells, ends), shape=(len(pairs), len(columns))), [p.holds for p in pairs])
    weights = {name: float(model.coef_[0][at]) * (OF_ONE_TYPE if "|" in name else 1.0) for name, at in columns.items()}
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}
    return kept | {ALWAYS: float(model.intercept_[0])}
