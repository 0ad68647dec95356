"""Actions of a dossier: who did what to whom and when, in time order, with what later answers it beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.dossier.evidence import best, denials
from kg.dossier.model import Action, Evidence, Party, Sum
from kg.ontology import KINDS, STATUSES

DID, SUFFERED = "did", "suffered"
_ROLES = {"PERFORMED": DID, "TARGETED": SUFFERED}
SOMEBODY = "somebody"


def action_of(
    row: Mapping[str, Any], sums: Mapping[str, Sum], quotes: Mapping[str, Sequence[Evidence]], most: int
) -> Action | None:
    """Make a row an action; it is as sure as the entity's own part in it. None where nothing of it was public."""
    own = [part for part in row["own"] if part["edge"]["key"] in sums]
    if not own:
        return None
    weakest = min((sums[part["edge"]["key"]] for part in own), key=_weakness)
    by, against = ([part for part in row["parties"] if part["type"] == side] for side in _ROLES)
    told = _told(own, row["parties"], quotes)
    start, end = _dates(row, own, sums)
    return Action(
        id=row["id"],
        kind=row["kind"],
        words=_words(row["kind"], _names(by), _names(against)),
        roles=tuple(sorted({_ROLES[part["type"]] for part in own})),
        by=_parties(by),
        against=_parties(against),
        date=start,
        until=end,
        told=weakest.first_seen,
        sum=weakest,
        evidence=best(told, weakest.status, most),
        denied_by=denials(told, weakest.status, most),
    )


def _weakness(summed: Sum) -> tuple[int, float]:
    return -STATUSES.index(summed.status), summed.confidence


def _dates(row: Mapping[str, Any], own: Sequence[Mapping[str, Any]], sums: Mapping[str, Sum]) -> tuple[Any, Any]:
    """The action's dates; an edge's own, where only what was public counts, come first."""
    known = [sums[part["edge"]["key"]] for part in own]
    dated = next((one for one in known if one.start_date or one.end_date), None)
    return (dated.start_date, dated.end_date) if dated else (row["start_date"], row["end_date"])


def _told(own: Sequence[Any], parties: Sequence[Any], quotes: Mapping[str, Sequence[Evidence]]) -> list[Evidence]:
    """The sentences on the entity's part first, then those on the others'; one sentence stands there once."""
    kept: dict[tuple[str, str | None, int], Evidence] = {}
    for part in (*own, *parties):
        for quote in quotes.get(part["edge"]["key"], ()):
            start = quote.passages[0].start_char if quote.passages else 0
            kept.setdefault((quote.document, quote.record, start), quote)
    return list(kept.values())


def _parties(parts: Iterable[Mapping[str, Any]]) -> tuple[Party, ...]:
    return tuple(sorted((Party(p["id"], p["name"], p["label"]) for p in parts), key=lambda one: (one.name, one.id)))


def _names(parts: Iterable[Mapping[str, Any]]) -> str:
    names = sorted(part["name"] for part in parts)
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _words(kind: str, by: str, against: str) -> str:
    phrase = KINDS[kind].phrase
    return phrase.format(a=by or SOMEBODY, b=against or SOMEBODY)


def in_time(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Put actions in the order in which they happened, undated ones by when they were told of, and join answers to what they answer."""
    ordered = sorted(actions, key=lambda one: (when(one) is None, when(one) or "", one.kind, one.id))
    answers = {one.id: tuple(older.id for older in ordered if _answers(one, older)) for one in ordered}
    answered = {one.id: tuple(later.id for later in ordered if one.id in answers[later.id]) for one in ordered}
    return tuple(replace(one, answers=answers[one.id], answered_by=answered[one.id]) for one in ordered)


def when(action: Action) -> str | None:
    """The day, month or year under which an action stands."""
    return action.date or action.told


def _answers(later: Action, older: Action) -> bool:
    """True of a delisting, dismissal or acquittal of one whom the older measure struck; unless its date says that it came first."""
    if older.kind not in KINDS[later.kind].answers:
        return False
    if not {one.id for one in later.against} & {one.id for one in older.against}:
        return False
    return not (later.date and older.date) or later.date >= older.date[: len(later.date)]
