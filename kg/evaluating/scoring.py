"""Predicted documents against gold ones: precision, recall and F1 a kind of thing, and what was invented and missed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kg.errors import KgError
from kg.evaluating.matching import (
    Record,
    Same,
    align,
    gold_id,
    pair_actions,
    relation_key,
    same_amount,
    same_date,
    same_status,
)
from kg.evaluating.report import Judged, Report, total

_PARTS: Final = MappingProxyType(
    {"entities": ("id", "type", "name"), "relations": ("type", "from", "to"), "actions": ("kind",)}
)
_FIELDS: Final[Mapping[str, Mapping[str, Same]]] = MappingProxyType(
    {
        "relation": {"amount": same_amount, "start": same_date, "status": same_status},
        "action": {"amount": same_amount, "date": same_date, "status": same_status},
    }
)


Predict = Callable[[Path, Record], Record | None]
"""Gives what was read of a gold document (its file, its content), or None where nothing was."""


def evaluate(predicted: Path, gold: Path, *, min_confidence: float = 0.0) -> Report:
    """Score a folder of predicted documents against a folder of gold ones with the same file names.

    A gold file without a prediction counts as one in which nothing was found. Raises KgError where a folder holds no
    gold or a file is not in the gold format.
    """
    if not predicted.is_dir():
        raise KgError(str(predicted), "is no folder", "give the folder that holds the predicted .json files")

    def from_file(file: Path, _: Record) -> Record | None:
        guess = predicted / file.name
        return _load(guess, required=False) if guess.exists() else None

    return score(gold, from_file, min_confidence=min_confidence)


def score(gold: Path, predict: Predict, *, min_confidence: float = 0.0) -> Report:
    """Score whatever `predict` gives for each document of a folder; relations and actions believed less than
    `min_confidence` count as not predicted."""
    files = sorted(gold.glob("*.json"))
    if not files:
        raise KgError(str(gold), "holds no gold files", "give a folder of .json files")
    documents = {}
    for file in files:
        truth = _load(file, required=True)
        guess = predict(file, truth)
        documents[file.stem] = report = Report(missing=[] if guess is not None else [file.name])
        _score(report, file.stem, _believed(guess or {}, min_confidence), truth)
    whole = total(documents.values())
    whole.documents = documents
    return whole


def _believed(guess: Record, min_confidence: float) -> Record:
    """Leave out the statements that are believed less; one without a confidence is believed."""
    return {
        part: [item for item in items if item.get("confidence", 1.0) >= min_confidence]
        if part in {"relations", "actions"}
        else items
        for part, items in guess.items()
    }


def _load(file: Path, *, required: bool) -> Record:
    """Read one file and check its shape; a prediction may lack a part, gold may not."""
    try:
        record = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise KgError(str(file), f"cannot be read as JSON ({error})", "write it in the gold format") from error
    if not isinstance(record, dict):
        raise KgError(str(file), "is no JSON object", "write it in the gold format")
    for part, keys in _PARTS.items():
        items = record.get(part, None if required else [])
        if not isinstance(items, list):
            raise KgError(str(file), f"{part!r} is no list", "write it in the gold format")
        for at, item in enumerate(items):
            lacking = [key for key in keys if not isinstance(item, dict) or not isinstance(item.get(key), str)]
            if lacking:
                raise KgError(str(file), f"{part}[{at}] lacks the string {lacking[0]!r}", "write it in the gold format")
    return record


def _score(report: Report, name: str, guess: Record, truth: Record) -> None:
    to_gold = align(guess.get("entities", []), truth["entities"])
    _score_entities(report, name, guess, truth, to_gold)
    _score_relations(report, name, guess, truth, to_gold)
    _score_actions(report, name, guess, truth, to_gold)


def _score_entities(report: Report, name: str, guess: Record, truth: Record, to_gold: Mapping[str, str]) -> None:
    found = set(to_gold.values())
    for entity in guess.get("entities", []):
        hit = entity["id"] in to_gold
        report.count("entity", entity["type"], (hit, not hit, False))
        if not hit:
            report.errors.append(f"{name}: + entity {entity['type']} {entity['name']!r}")
    for entity in truth["entities"]:
        if entity["id"] not in found:
            report.count("entity", entity["type"], (False, False, True))
            report.errors.append(f"{name}: - entity {entity['type']} {entity['name']!r}")
    _score_unlisted(report, guess, truth, to_gold)


def _score_unlisted(report: Report, guess: Record, truth: Record, to_gold: Mapping[str, str]) -> None:
    """Count again only the entities that no shipped table gives away, by any of their names."""
    gold = {entity["id"] for entity in truth["entities"] if not _is_listed(entity)}
    hits = gold & set(to_gold.values())
    spurious = [e for e in guess.get("entities", []) if e["id"] not in to_gold and not _is_listed(e)]
    report.unlisted.add(len(hits), len(spurious), len(gold - hits))


def _is_listed(entity: Record) -> bool:
    from ingest.entities.gazetteer import is_listed

    return any(is_listed(name) for name in (entity["name"], *entity.get("mentions", [])))


def _score_relations(report: Report, name: str, guess: Record, truth: Record, to_gold: Mapping[str, str]) -> None:
    gold = {relation_key(relation): relation for relation in truth["relations"]}
    guesses: dict[tuple[str, str, str], Record] = {}
    for relation in guess.get("relations", []):
        guesses.setdefault(relation_key(relation, to_gold), relation)
    for key, relation in guesses.items():
        hit = key in gold
        report.count("relation", key[0], (hit, not hit, False))
        report.judged.append(_judged("relation", key[0], relation, right=hit))
        if hit:
            told = f"{name}: {_told_relation(gold[key], _names(truth))}"
            _score_fields(report, "relation", relation, gold[key], told)
        else:
            report.errors.append(f"{name}: + {_told_relation(relation, _names(guess))}")
    for key, relation in gold.items():
        if key not in guesses:
            report.count("relation", key[0], (False, False, True))
            report.errors.append(f"{name}: - {_told_relation(relation, _names(truth))}")


def _score_actions(report: Report, name: str, guess: Record, truth: Record, to_gold: Mapping[str, str]) -> None:
    guesses, gold = guess.get("actions", []), truth["actions"]
    pairs = pair_actions(guesses, gold, to_gold)
    for at, action in enumerate(guesses):
        match = gold[pairs[at]] if at in pairs else None
        report.count("action", action["kind"], (match is not None, match is None, False))
        report.judged.append(_judged("action", action["kind"], action, right=match is not None))
        _score_roles(report, action, match, to_gold)
        if match is None:
            report.errors.append(f"{name}: + {_told_action(action, _names(guess))}")
        else:
            _score_fields(report, "action", action, match, f"{name}: {_told_action(match, _names(truth))}")
    for at, action in enumerate(gold):
        if at not in pairs.values():
            report.count("action", action["kind"], (False, False, True))
            parties = len(set(action.get("by", []))) + len(set(action.get("against", [])))
            report.tallies["ACTION roles"].add(0, 0, parties)
            report.errors.append(f"{name}: - {_told_action(action, _names(truth))}")


def _judged(part: str, kind: str, item: Record, *, right: bool) -> Judged:
    return Judged(part, kind, item.get("rule", "unnamed"), item.get("confidence", 1.0), right)


def _score_roles(report: Report, action: Record, match: Record | None, to_gold: Mapping[str, str]) -> None:
    """Count each (action, role, party); all parties of an action that matches none are inventions."""
    for role in ("by", "against"):
        got = {gold_id(entity, to_gold) for entity in action.get(role, [])}
        want = set(match.get(role, [])) if match else set()
        report.tallies["ACTION roles"].add(len(got & want), len(got - want), len(want - got))


def _score_fields(report: Report, part: str, guess: Record, truth: Record, told: str) -> None:
    """Count, over what gold states, whether a matched item has it right; `told` names the item where it has not."""
    for name, same in _FIELDS[part].items():
        if truth.get(name) is None:
            continue
        right = same(guess.get(name), truth[name])
        report.attributes[f"{part} {name}"].add(right, 0, not right)
        if not right:
            rule = guess.get("rule", "unnamed")
            report.attribute_errors.append(f"{told} {name} {guess.get(name)} for {truth[name]} [{rule}]")


def _names(document: Record) -> dict[str, str]:
    return {entity["id"]: entity["name"] for entity in document.get("entities", [])}


def _told_relation(relation: Record, names: Mapping[str, str]) -> str:
    return f"{names.get(relation['from'])} {relation['type']} {names.get(relation['to'])}"


def _told_action(action: Record, names: Mapping[str, str]) -> str:
    by, against = ([names.get(entity) for entity in action.get(role, [])] for role in ("by", "against"))
    return f"action {action['kind']} by {by} against {against}"
