"""Learns from annotated documents how far statements are believed: fit.py [--check].

The rules read the documents; each statement's grounds (ingest/statements/grounds.py) and whether it is right are what is
learned from: logistic regression with L2, one for relations and one for actions. `--check` writes nothing and prints how
well statements of documents are ranked that were left out of the learning. The same documents give the same weights.
SHARED is a folder of more annotated documents, ../shared/gold/dev where none is named; of it only the free ones are used. Where
../shared/data is there, the annotated real notices that rules were written with an eye on are learned from, too.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ingest.claims import Events
from ingest.documents.document import load_document
from ingest.entities.coreference import resolve_anaphor
from ingest.extract import extract
from ingest.pipeline import build_nlp, read
from ingest.reading import ReadAction
from ingest.statements.actions import distinct_actions
from ingest.statements.believing import ACTION, ALWAYS, RELATION, WORDS, words_for
from ingest.statements.grounds import action_grounds, relation_grounds, tell
from ingest.statements.pairs import log_odds, told_of, typed
from ingest.statements.roles import AGAINST, BY, told_of_role, typed_role
from ingest.statements.scene import Scene, build_scene
from kg.evaluating.calibration import bands, threshold
from kg.evaluating.matching import align, pair_actions, relation_key
from kg.evaluating.report import Judged
from tests.gold.real import NOTICES
from tests.gold.real import write as write_real
from train.roles import roles_of
from train.words import Pair, learn_words, pairs_of

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "gold" / "train"
SHARED = ROOT.parent / "shared" / "gold" / "dev"
FREE = ("own_*.json", "sec_*.json", "fr_*.json")
"""What of the shared documents may shape the weights: CC0 and works of the US government."""
OUT = ROOT / "ingest" / "statements" / "belief.tsv"
WORDS_OUT = {RELATION: OUT.with_name("pairs.tsv"), ACTION: OUT.with_name("roles.tsv")}

STRENGTH = {RELATION: 0.1, ACTION: 0.1}
"""The inverse of the penalty on weights, by cross-validation over documents."""
OPTIMISM = {RELATION: 0.3, ACTION: 0.7}
"""Taken off the log-odds: the rules were made with an eye on the same documents, and are right less often in others. By the
figures on tests/gold/choose."""
DOCUMENTS = 5
"""In how many documents a ground must stand to be learned."""
FOLDS = 10
SMALLEST = 0.005


@dataclass(frozen=True, slots=True)
class Case:
    """One statement: of which document, of which relation or event in it, its grounds, whether it was right."""

    document: str
    group: object
    grounds: tuple[str, ...]
    right: bool
    told: tuple[tuple[str, ...], ...] = ()
    """What the words tell, as `ingest.statements.pairs` and `roles` have it; of several parties the best counts."""
    words: float = 0.0
    """How usual these are, by what was learned from other documents."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights by ground."""

    weights: Mapping[str, float]

    def confidence(self, case: Case) -> float:
        total = self.weights[ALWAYS] + sum(self.weights.get(ground, 0.0) for ground in case.grounds)
        total += self.weights.get(WORDS, 0.0) * case.words
        return float(1 / (1 + np.exp(-total)))


def main() -> None:
    cases: dict[str, list[Case]] = {RELATION: [], ACTION: []}
    pairs: dict[str, list[Pair]] = {RELATION: [], ACTION: []}
    gold: Counter[str] = Counter()
    nlp = build_nlp()
    shared = next((Path(word) for word in sys.argv[1:] if not word.startswith("-")), SHARED)
    with tempfile.TemporaryDirectory() as folder:
        notices = Path(folder)
        if NOTICES.is_dir():
            write_real(notices)
        collect(nlp, [*documents(shared), *sorted(notices.glob("looked_at/*.json"))], cases, pairs, gold)
    cases = {part: with_words(cases[part], pairs[part]) for part in cases}
    for part, found in cases.items():
        print(f"{part}: {len(found)} statements of {len({one.document for one in found})} documents")
        print(*checked(found, part, gold[part]), sep="\n")
    if "--check" not in sys.argv:
        write({part: learn(found, STRENGTH[part]) for part, found in cases.items()})
        for part, found in pairs.items():
            write_words(learn_words(found), WORDS_OUT[part])


def collect(
    nlp: Any, paths: Iterable[Path], cases: dict[str, list[Case]], pairs: dict[str, list[Pair]], gold: Counter[str]
) -> None:
    """Read each document and put its statements, its pairs of names and the number of its gold statements where they belong."""
    for path in paths:
        truth = json.loads(path.read_text("utf-8"))
        gold[RELATION] += len({relation_key(one) for one in truth["relations"]})
        gold[ACTION] += len(truth["actions"])
        for part, case in cases_of(nlp, path, truth):
            if isinstance(case, Pair):
                pairs[part].append(case)
            else:
                cases[part].append(case)


def documents(shared: Path) -> list[Path]:
    """The documents to learn from, in a fixed order."""
    return sorted(OWN.glob("*.json")) + sorted(path for form in FREE for path in shared.glob(form))


def with_words(cases: Sequence[Case], pairs: Sequence[Pair]) -> list[Case]:
    """Tell of each case how usual its words are, as learned without its document."""
    learned = {
        fold: learn_words([pair for pair in pairs if fold_of(pair.document) != fold])
        for fold in sorted({fold_of(case.document) for case in cases})
    }
    return [
        replace(
            case,
            words=words_for(max((log_odds(learned[fold_of(case.document)], told) for told in case.told), default=None)),
        )
        for case in cases
    ]


def cases_of(nlp: Any, path: Path, truth: Mapping[str, Any]) -> Iterator[tuple[str, Case | Pair]]:
    """Read one document and give every statement with its grounds and whether it was right, and every pair of names."""
    document = load_document(path.read_bytes(), name=path.name)
    seen: list[Any] = []
    reading = read(
        nlp, document.text, published=document.published, publisher=document.source.name,
        on_doc=lambda doc, _: seen.append(doc),
    )  # fmt: skip
    if len(seen) != 1:
        return  # a text that is read in parts tells its statements in each part anew
    record = extract(document, reading, reader="")
    to_gold = align(record["entities"], truth["entities"])
    scene = build_scene(seen[0], resolve_anaphor)
    telling = tell(scene, reading.relations, reading.actions)
    yield from ((RELATION, pair) for pair in pairs_of(scene, path.stem, truth, to_gold, document.text))
    yield from ((ACTION, pair) for pair in roles_of(scene, path.stem, truth, to_gold, document.text))
    known = {relation_key(one) for one in truth["relations"]}
    for one in reading.relations:
        ends = {"type": one.type, "from": f"E{one.source.entity + 1}", "to": f"E{one.target.entity + 1}"}
        key = relation_key(ends, to_gold)
        told = told_of(scene, one.source, one.target)
        features = (tuple(typed(one.type, told[1], told[0])),) if told else ()
        yield RELATION, Case(path.stem, key, tuple(relation_grounds(telling, one)), key in known, features)
    events = [event for event in distinct_actions(reading.actions) if event.by or event.against]
    paired = pair_actions(record["actions"], truth["actions"], to_gold)
    places = {(event.kind, event.trigger): at for at, event in enumerate(events)}
    index = Events(events)
    for one in reading.actions:
        event = index.of(one)
        at = places.get((event.kind, event.trigger))
        if at is not None:
            yield (
                ACTION,
                Case(path.stem, at, tuple(action_grounds(telling, one)), at in paired, told_of_parties(scene, one)),
            )


def told_of_parties(scene: Scene, action: ReadAction) -> tuple[tuple[str, ...], ...]:
    """The features of those parties of an action that `ingest.statements.roles.usual_parties` looks at."""
    role, parties = (AGAINST, action.against) if action.against else (BY, action.by)
    found = [told_of_role(scene, action.trigger, party) for party in parties]
    return tuple(tuple(typed_role(action.kind, role, *told)) for told in found if told is not None)


def learn(cases: Sequence[Case], strength: float) -> Learned:
    """Fit the weights; a statement made several times in a document counts for less each time."""
    where: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for ground in case.grounds:
            where[ground].add(case.document)
    columns = {ground: at for at, ground in enumerate(sorted(g for g, d in where.items() if len(d) >= DOCUMENTS))}
    times = Counter((case.document, case.group) for case in cases)
    model = LogisticRegression(C=strength, max_iter=500)
    model.fit(
        matrix(cases, columns),
        [case.right for case in cases],
        sample_weight=[times[case.document, case.group] ** -0.5 for case in cases],
    )
    weights = {ground: float(model.coef_[0][at]) for ground, at in columns.items()}
    return Learned(weights | {ALWAYS: float(model.intercept_[0]), WORDS: float(model.coef_[0][len(columns)])})


def matrix(cases: Sequence[Case], columns: Mapping[str, int]) -> csr_matrix:
    """One row a case, one column a ground; the last column is how usual the words are."""
    cells, values, ends = [], [], [0]
    for case in cases:
        here = sorted(columns[ground] for ground in case.grounds if ground in columns)
        cells += [*here, len(columns)]
        values += [1.0] * len(here) + [case.words]
        ends.append(len(cells))
    return csr_matrix((np.array(values), cells, ends), shape=(len(cases), len(columns) + 1))


def checked(cases: Sequence[Case], part: str, gold: int) -> Iterator[str]:
    """Tell how often statements of each confidence are right in documents that were left out of the learning."""
    judged = held_out(cases, part, lambda found: learn(found, STRENGTH[part]))
    for band in bands(judged):
        yield f"  {band.low:.2f} - {band.high:.2f} {band.statements:6} believed {band.believed:.3f} right {band.right:.3f}"
    right = sum(one.right for one in judged)
    yield f"  all: precision {right / len(judged):.3f}, recall {right / gold:.3f}"
    for wanted in (0.95, 0.9, 0.85):
        limit = threshold(judged, wanted)
        sure = [one.right for one in judged if limit is not None and one.confidence >= limit]
        yield f"  precision {wanted}: from {limit or 1:.3f} on, recall {sum(sure) / gold:.3f}"


def held_out(cases: Sequence[Case], part: str, fit: Callable[[Sequence[Case]], Learned]) -> list[Judged]:
    """Judge each relation or event by what was learned without its document; of several statements the surest counts."""
    best: dict[tuple[str, object], tuple[float, bool]] = {}
    for fold in range(FOLDS):
        inside = [case for case in cases if fold_of(case.document) == fold]
        if inside:
            learned = fit([case for case in cases if fold_of(case.document) != fold])
            for case in inside:
                key = case.document, case.group
                best[key] = max(best.get(key, (0.0, case.right)), (learned.confidence(case), case.right))
    return [Judged(part, "", "", confidence, right) for confidence, right in best.values()]


def fold_of(document: str) -> int:
    """The fold of a document by its name, so that new documents move no others."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % FOLDS


def write(learned: Mapping[str, Learned]) -> None:
    """Write the weights, ordered by part and ground; those that weigh next to nothing are left out."""
    rows = [
        f"{part}\t{ground}\t{weight:.3f}"
        for part, model in sorted(learned.items())
        for ground, weight in sorted((model.weights | {ALWAYS: model.weights[ALWAYS] - OPTIMISM[part]}).items())
        if abs(weight) >= SMALLEST
    ]
    OUT.write_text("\n".join(["part\tground\tweight", *rows]) + "\n", "utf-8")
    print(f"{len(rows)} weights, {OUT.stat().st_size // 1024} KB: {OUT.relative_to(ROOT)}")


def write_words(weights: Mapping[str, float], out: Path) -> None:
    """Write what words weigh, ordered by feature."""
    rows = [f"{feature}\t{weight:.2f}" for feature, weight in sorted(weights.items())]
    out.write_text("\n".join(rows) + "\n", "utf-8")
    print(f"{len(rows)} weights, {out.stat().st_size // 1024} KB: {out.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
