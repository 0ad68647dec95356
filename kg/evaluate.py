"""Predicted documents against gold ones: precision, recall and F1 a kind of thing, and what was invented and missed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from kg.errors import KgError
from kg.matching import Record, Same, align, gold_id, pair_actions, relation_key, same_amount, same_date, same_status

_PARTS: Final = MappingProxyType(
    {"entities": ("id", "type", "name"), "relations": ("type", "from", "to"), "actions": ("kind",)}
)
_RELATION_FIELDS: Final[Mapping[str, Same]] = MappingProxyType(
    {"amount": same_amount, "start": same_date, "status": same_status}
)
_ACTION_FIELDS: Final[Mapping[str, Same]] = MappingProxyType(
    {"amount": same_amount, "date": same_date, "status": same_status}
)


@dataclass(slots=True)
class Tally:
    """Hits, inventions and misses of one kind of thing."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, tp: int, fp: int, fn: int) -> None:
        """Count more of each."""
        self.tp, self.fp, self.fn = self.tp + tp, self.fp + fp, self.fn + fn

    def figures(self) -> dict[str, float | int]:
        """Give the three ratios, to four digits, and the counts behind them; a ratio of nothing is 0."""
        p = self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0
        r = self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "tp": self.tp, "fp": self.fp, "fn": self.fn}


@dataclass(slots=True)
class Report:
    """What an evaluation counted: `errors` lists every spurious (+) and missed (-) item, `missing` gold without prediction."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    attributes: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """Give the figures by name, ready for JSON, in the shape of the gold files' scorer."""
        figures: dict[str, dict[str, Any]] = {name: tally.figures() for name, tally in sorted(self.tallies.items())}
        figures["attributes"] = {
            name: {"right": tally.tp, "of": tally.tp + tally.fn, "accuracy": tally.figures()["r"]}
            for name, tally in sorted(self.attributes.items())
        }
        return figures


def evaluate(predicted: Path, gold: Path) -> Report:
    """Score a folder of predicted documents against a folder of gold ones with the same file names.

    A gold file without a prediction counts as one in which nothing was found. Raises KgError where a folder holds no
    gold or a file is not in the gold format.
    """
    files = sorted(gold.glob("*.json"))
    if not files:
        raise KgError(str(gold), "holds no gold files", "give a folder of .json files")
    if not predicted.is_dir():
        raise KgError(str(predicted), "is no folder", "give the folder that holds the predicted .json files")
    report = Report()
    for file in files:
        guess_file = predicted / file.name
        truth = _load(file, required=True)
        guess = _load(guess_file, required=False) if guess_file.exists() else {}
        if not guess_file.exists():
            report.missing.append(file.name)
        _score(report, file.stem, guess, truth)
    return report


def table_lines(report: Report) -> list[str]:
    """Lay the figures out as text, one line a kind of thing, the attributes below."""
    lines = [f"{'':28}{'P':>8}{'R':>8}{'F1':>8}{'tp':>7}{'fp':>7}{'fn':>7}"]
    figures = report.as_dict()
    attributes = figures.pop("attributes")
    for name, row in figures.items():
        ratios = "".join(f"{row[key]:8.3f}" for key in ("p", "r", "f1"))
        lines.append(f"{name:28}{ratios}{row['tp']:7}{row['fp']:7}{row['fn']:7}")
    lines += [f"{name:28}{row['accuracy']:8.3f}  ({row['right']} of {row['of']})" for name, row in attributes.items()]
    return lines


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
        _count(report, "entity", entity["type"], (hit, not hit, False))
        if not hit:
            report.errors.append(f"{name}: + entity {entity['type']} {entity['name']!r}")
    for entity in truth["entities"]:
        if entity["id"] not in found:
            _count(report, "entity", entity["type"], (False, False, True))
            report.errors.append(f"{name}: - entity {entity['type']} {entity['name']!r}")


def _score_relations(report: Report, name: str, guess: Record, truth: Record, to_gold: Mapping[str, str]) -> None:
    gold = {relation_key(relation): relation for relation in truth["relations"]}
    guesses: dict[tuple[str, str, str], Record] = {}
    for relation in guess.get("relations", []):
        guesses.setdefault(relation_key(relation, to_gold), relation)
    for key, relation in guesses.items():
        hit = key in gold
        _count(report, "relation", key[0], (hit, not hit, False))
        if hit:
            _score_fields(report, "relation", relation, gold[key], _RELATION_FIELDS)
        else:
            report.errors.append(f"{name}: + {_told_relation(relation, _names(guess))}")
    for key, relation in gold.items():
        if key not in guesses:
            _count(report, "relation", key[0], (False, False, True))
            report.errors.append(f"{name}: - {_told_relation(relation, _names(truth))}")


def _score_actions(report: Report, name: str, guess: Record, truth: Record, to_gold: Mapping[str, str]) -> None:
    guesses, gold = guess.get("actions", []), truth["actions"]
    pairs = pair_actions(guesses, gold, to_gold)
    for at, action in enumerate(guesses):
        match = gold[pairs[at]] if at in pairs else None
        _count(report, "action", action["kind"], (match is not None, match is None, False))
        _score_roles(report, action, match, to_gold)
        if match is None:
            report.errors.append(f"{name}: + {_told_action(action, _names(guess))}")
        else:
            _score_fields(report, "action", action, match, _ACTION_FIELDS)
    for at, action in enumerate(gold):
        if at not in pairs.values():
            _count(report, "action", action["kind"], (False, False, True))
            parties = len(set(action.get("by", []))) + len(set(action.get("against", [])))
            report.tallies["ACTION roles"].add(0, 0, parties)
            report.errors.append(f"{name}: - {_told_action(action, _names(truth))}")


def _score_roles(report: Report, action: Record, match: Record | None, to_gold: Mapping[str, str]) -> None:
    """Count each (action, role, party); all parties of an action that matches none are inventions."""
    for role in ("by", "against"):
        got = {gold_id(entity, to_gold) for entity in action.get(role, [])}
        want = set(match.get(role, [])) if match else set()
        report.tallies["ACTION roles"].add(len(got & want), len(got - want), len(want - got))


def _score_fields(report: Report, part: str, guess: Record, truth: Record, fields: Mapping[str, Same]) -> None:
    """Count, over what gold states, whether a matched item has it right."""
    for name, same in fields.items():
        if truth.get(name) is not None:
            right = same(guess.get(name), truth[name])
            report.attributes[f"{part} {name}"].add(right, 0, not right)


def _count(report: Report, part: str, kind: str, counts: tuple[bool, bool, bool]) -> None:
    for name in (part.upper(), f"{part} {kind}"):
        report.tallies[name].add(*counts)


def _names(document: Record) -> dict[str, str]:
    return {entity["id"]: entity["name"] for entity in document.get("entities", [])}


def _told_relation(relation: Record, names: Mapping[str, str]) -> str:
    return f"{names.get(relation['from'])} {relation['type']} {names.get(relation['to'])}"


def _told_action(action: Record, names: Mapping[str, str]) -> str:
    by, against = ([names.get(entity) for entity in action.get(role, [])] for role in ("by", "against"))
    return f"action {action['kind']} by {by} against {against}"
