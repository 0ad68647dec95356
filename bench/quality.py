"""How well documents are read, set by set, in one table: quality.py [MODEL]. Bare spaCy's entities stand beside ours.

Sets: the project's own documents by their folder, the annotated real notices and the gold files of ../shared where it is
beside the checkout. F1 comes with its 95 % interval over documents; "shown" counts what stands above `kg.evidence.SHOWN`.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import spacy

from kg.cli.evaluating import reader
from kg.evaluating import score
from kg.evaluating.bootstrap import HEADLINES, f1_intervals
from kg.evaluating.calibration import bands
from kg.evaluating.report import Report
from kg.evidence import SHOWN
from tests.gold.real import write as write_real

GOLD = Path(__file__).parents[1] / "tests/gold"
DEV = Path(__file__).parents[2] / "shared/gold/dev"
BARE_LABELS = {"ORG": "Company", "PERSON": "Person", "GPE": "Country"}
"""What a bare model's labels come nearest to; it knows no agencies, groups or wallets."""
HEAD = (
    "Documents",
    "Entities",
    "in no table",
    "bare spaCy",
    "Relations",
    "Actions",
    "Roles",
    "Amounts, dates",
    "Statuses",
    "Shown: P / R",
)


def sets(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name each set of annotated documents, with the folder that holds it."""
    for name in ("train", "choose", "measure"):
        yield f"own, {name}", GOLD / name
    if not DEV.is_dir():
        return
    write_real(folder)
    yield "real notices, looked at", folder / "looked_at"
    yield "real notices, unseen", folder / "unseen"
    for name, prefixes in (("dev, real", ("fr_", "sec_", "seed_")), ("dev, written", ("own_",))):
        place = folder / prefixes[0]
        place.mkdir()
        for file in DEV.glob("*.json"):
            if file.name.startswith(prefixes):
                shutil.copy(file, place)
        yield name, place


def row(name: str, report: Report, shown: Report, bare: Report) -> list[str]:
    """Lay one set's figures out."""
    spans = f1_intervals(list(report.documents.values()))
    parts = []
    for part in HEADLINES:
        p, r, f1 = report.tallies[part].ratios()
        low, high = spans[part]
        parts.append(f"{f1:.2f} ({low:.2f}-{high:.2f}; P {p:.2f}, R {r:.2f})")
    entity, relation, action, roles = parts
    return [
        f"{name} ({len(report.documents)})", entity, f"{report.unlisted.ratios()[2]:.2f}", f"{bare.tallies['ENTITY'].ratios()[2]:.2f}",
        relation, action, roles, _share(report, "amount", "date", "start"), _share(report, "status"), _pooled(shown),
    ]  # fmt: skip


def _share(report: Report, *fields: str) -> str:
    found = [tally for name, tally in report.attributes.items() if name.split()[-1] in fields]
    right, of = sum(tally.tp for tally in found), sum(tally.tp + tally.fn for tally in found)
    return f"{right / of:.2f} ({right} of {of})" if of else "-"


def _pooled(shown: Report) -> str:
    """Precision and recall of relations and actions together, of those that are shown."""
    tallies = [shown.tallies[part] for part in ("RELATION", "ACTION")]
    tp, fp, fn = (sum(getattr(tally, count) for tally in tallies) for count in ("tp", "fp", "fn"))
    return f"{tp / (tp + fp) if tp + fp else 0:.2f} / {tp / (tp + fn) if tp + fn else 0:.2f}"


def bare_reader(name: str) -> Any:
    """Give what reads entities with a model alone, each name once."""
    nlp = spacy.load(name)

    def predict(_: Path, gold: Mapping[str, Any]) -> dict[str, Any]:
        found = {
            (BARE_LABELS[ent.label_], ent.text.strip()): None
            for ent in nlp(gold["text"]).ents
            if ent.label_ in BARE_LABELS
        }
        return {"entities": [{"id": f"P{at}", "type": label, "name": text} for at, (label, text) in enumerate(found)]}

    return predict


def main() -> None:
    """Print the table as Markdown, then the calibration of what was measured on documents that no rule was written on."""
    model = sys.argv[1] if len(sys.argv) > 1 else None
    nlp_name, predict = reader(model)
    bare = bare_reader(nlp_name)
    print(f"Model {nlp_name}, statements shown from {SHOWN} on\n")
    print("| " + " | ".join(HEAD) + " |\n|" + " --- |" * len(HEAD))
    judged = []
    with tempfile.TemporaryDirectory() as folder:
        for name, place in sets(Path(folder)):
            read: dict[str, Any] = {}

            def once(file: Path, gold: Mapping[str, Any], kept: dict[str, Any] = read) -> dict[str, Any]:
                if file.name not in kept:
                    kept[file.name] = predict(file, gold)
                return kept[file.name]

            report = score(place, once)
            print(
                "| "
                + " | ".join(row(name, report, score(place, once, min_confidence=SHOWN), score(place, bare)))
                + " |",
                flush=True,
            )
            if name in {"own, measure", "real notices, unseen"}:
                judged += report.judged
    print("\n| Believed | Statements | Mean belief | Right |\n| --- | --- | --- | --- |")
    for band in bands(judged):
        print(f"| {band.low:.1f} to {band.high:.1f} | {band.statements} | {band.believed:.2f} | {band.right:.2f} |")
    print(json.dumps({"statements": len(judged)}))


if __name__ == "__main__":
    main()
