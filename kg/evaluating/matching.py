"""Which predicted entities, relations and actions of one document are which gold ones: the gold files' rules of matching."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from kg.ontology import WALLET

Record = Mapping[str, Any]
Same = Callable[[Any, Any], bool]
T = TypeVar("T")

LEGAL_SUFFIXES: Final = frozenset(
    ("inc", "llc", "ltd", "limited", "corp", "corporation", "co", "plc", "gmbh", "sa", "company", "lp", "llp", "pte", "bv", "ooo")
)  # fmt: skip
EITHER_WAY: Final = frozenset(("ASSOCIATED_WITH", "SAME_AS"))
TOLERANCE: Final = 0.005


def name_key(name: str) -> str:
    """Fold a name as scoring does: case, punctuation, possessives, a leading "the" and trailing legal forms.

    This is the yardstick's folding and stays as it is, however identity comes to fold names elsewhere.
    """
    words = re.sub(r"[^\w]+", " ", re.sub(r"['’]s\b", "", name.casefold())).split()
    while words and words[0] == "the":
        del words[0]
    while len(words) > 1 and words[-1] in LEGAL_SUFFIXES:
        del words[-1]
    return " ".join(words)


def align(predicted: Sequence[Record], gold: Sequence[Record]) -> dict[str, str]:
    """Map predicted ids to gold ids, one to one: equal names first, then the most shared names, then the longest."""
    offers = []
    for guess in predicted:
        for truth in gold:
            shared = _keys(guess) & _keys(truth) if guess["type"] == truth["type"] else set()
            if shared:
                differ = name_key(guess["name"]) != name_key(truth["name"])
                offers.append((differ, -len(shared), -max(map(len, shared)), guess["id"], truth["id"]))
    return _greedy([(offer[3], offer[4]) for offer in sorted(offers)])


def pair_actions(predicted: Sequence[Record], gold: Sequence[Record], to_gold: Mapping[str, str]) -> dict[int, int]:
    """Map positions of predicted actions to gold ones, one to one: the most shared parties first, an equal date for a half."""
    offers = []
    for at, guess in enumerate(predicted):
        against, by = (_matched(guess, role, to_gold) for role in ("against", "by"))
        for gold_at, truth in enumerate(gold):
            targets = len(against & set(truth.get("against", [])))
            doers = len(by & set(truth.get("by", [])))
            named = targets or (not truth.get("against") and doers)
            if guess["kind"] == truth["kind"] and named:
                dated = same_date(guess.get("date"), truth["date"]) if truth.get("date") else False
                offers.append((-(targets + doers + 0.5 * dated), at, gold_at))
    return _greedy([(offer[1], offer[2]) for offer in sorted(offers)])


def relation_key(relation: Record, to_gold: Mapping[str, str] | None = None) -> tuple[str, str, str]:
    """Name a relation by type and gold ids of its ends; without a mapping the ids are gold ones, an unmatched end gets "?"."""
    ends = [str(relation[end]) if to_gold is None else gold_id(relation[end], to_gold) for end in ("from", "to")]
    start, end = sorted(ends) if relation["type"] in EITHER_WAY else ends
    return relation["type"], start, end


def gold_id(entity: str, to_gold: Mapping[str, str]) -> str:
    """Give the gold id of a predicted entity, or a mark of its own that equals no gold id."""
    return to_gold.get(entity, f"?{entity}")


def same_date(guess: object, truth: object) -> bool:
    """Tell whether one date is the other, or the other less exact."""
    return bool(guess) and (str(guess).startswith(str(truth)) or str(truth).startswith(str(guess)))


def same_amount(guess: Any, truth: Any) -> bool:
    """Tell whether two amounts differ by half a percent at most; what is no number equals none."""
    try:
        return abs(float(guess) - float(truth)) <= TOLERANCE * abs(float(truth))
    except (TypeError, ValueError):
        return False


def same_status(guess: object, truth: object) -> bool:
    """Tell whether two statuses are the same word."""
    return guess == truth


def _keys(entity: Record) -> set[str]:
    if entity["type"] == WALLET:
        return {entity["name"].strip()}
    return {key for key in map(name_key, [entity["name"], *entity.get("mentions", [])]) if key}


def _matched(action: Record, role: str, to_gold: Mapping[str, str]) -> set[str]:
    return {to_gold[entity] for entity in action.get(role, []) if entity in to_gold}


def _greedy(offers: Sequence[tuple[T, T]]) -> dict[T, T]:
    """Take the offers in order, each side of one at most once."""
    taken: dict[T, T] = {}
    used: set[T] = set()
    for guess, truth in offers:
        if guess not in taken and truth not in used:
            taken[guess] = truth
            used.add(truth)
    return taken
