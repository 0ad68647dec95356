"""When two statements tell one event: same kind, compatible authors, dates and amounts, and parties in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.confidence import surest
from ingest.reading import ReadAction
from ingest.statements.actions_parties import CONDUCT
from ingest.statements.parties import distinct
from ingest.statements.status import RANK

GROWING = frozenset({"charge", "fraud", "sanction"})
"""Kinds to which later sentences add parties."""


LAID = frozenset({"blamed", "named theft"})
"""Rules that find who did something that was told before."""


class EventIndex:
    """Finds the events that may be the same as another: of one kind, with a party in one role.

    No two others are ever the same, and a text of a hundred thousand names has too many of them to compare each with each.
    """

    def __init__(self, events: Iterable[ReadAction] = ()) -> None:
        self._places: defaultdict[tuple[str, str, int], set[int]] = defaultdict(set)
        for place, event in enumerate(events):
            self.add(place, event)

    def add(self, place: int, event: ReadAction) -> None:
        """Know an event by its place in a list; again, where it has new parties."""
        for key in _keys(event):
            self._places[key].add(place)

    def near(self, action: ReadAction) -> list[int]:
        """The places of all events that share kind and a party with the action, in order."""
        return sorted({place for key in _keys(action) for place in self._places.get(key, ())})


def _keys(action: ReadAction) -> Iterator[tuple[str, str, int]]:
    yield from ((action.kind, "by", party.entity) for party in action.by)
    yield from ((action.kind, "against", party.entity) for party in action.against)


def merge_actions(found: list[ReadAction]) -> list[ReadAction]:
    """Fold every statement into the first earlier one of the same event; the rest stand alone, in their order."""
    events: list[ReadAction] = []
    index = EventIndex()
    for action in found:
        place = next((place for place in index.near(action) if same_event(events[place], action)), None)
        if place is None:
            place = len(events)
            events.append(action)
        else:
            events[place] = _joined(events[place], action)
        index.add(place, events[place])
    return _settled(_laid_to(events))


def _laid_to(events: list[ReadAction]) -> list[ReadAction]:
    """A theft laid to someone without its victim ("attributed the hack to X") is the last one told before it."""
    kept: list[ReadAction] = []
    for event in events:
        laid = event.rule in LAID and not event.against
        place = next((i for i in range(len(kept) - 1, -1, -1) if _is_laid_to(event, kept[i])), None) if laid else None
        if place is None:
            kept.append(event)
        else:
            kept[place] = _joined(kept[place], event)
    return kept


def _is_laid_to(event: ReadAction, earlier: ReadAction) -> bool:
    if event.kind != earlier.kind or not earlier.against:
        return False
    by = {p.entity for p in earlier.by}
    return (not by or bool(by & {p.entity for p in event.by})) and _amounts_agree(earlier, event)


def same_event(one: ReadAction, other: ReadAction) -> bool:
    """Tell whether two statements of one document tell the same event; both ways round the answer is the same."""
    if one.kind != other.kind or not _statuses_agree(one, other) or _dealt_out(one, other):
        return False
    if one.kind != "fraud" and not dates_agree(one.date, other.date):
        return False
    alike = one.kind == "penalty" and one.sentence == other.sentence
    if one.kind not in {"fraud", "charge", "sanction"} and not alike and not _amounts_agree(one, other):
        return False
    by = {p.entity for p in one.by}, {p.entity for p in other.by}
    against = {p.entity for p in one.against}, {p.entity for p in other.against}
    if one.kind in CONDUCT:
        return _conduct_agrees(by, against)
    if by[0] and by[1] and not by[0] & by[1]:
        return False
    if (
        one.kind == "charge"
        and _is_criminal(one) != _is_criminal(other)
        and not by[0] & by[1]
        and one.sentence != other.sentence
    ):
        return False
    if against[0] & against[1]:
        return True
    if one.kind == "charge" and "caption" not in {one.rule, other.rule}:
        return bool(by[0] & by[1]) and (one.date is None or other.date is None or one.date == other.date)
    if not against[0] or not against[1]:
        return bool(by[0] & by[1])
    return one.kind == "sanction" and bool(by[0] & by[1]) and one.date == other.date


def _dealt_out(one: ReadAction, other: ReadAction) -> bool:
    """Tell whether one verdict gave the persons of two measures a sum each."""
    return one.trigger == other.trigger and None not in (one.amount, other.amount) and one.amount != other.amount


def _is_criminal(action: ReadAction) -> bool:
    return "indict" in action.rule


def _conduct_agrees(by: tuple[set[int], set[int]], against: tuple[set[int], set[int]]) -> bool:
    if against[0] and against[1] and not against[0] & against[1]:
        return False
    if by[0] and by[1]:
        return bool(by[0] & by[1])
    return bool(against[0] & against[1])


def _statuses_agree(one: ReadAction, other: ReadAction) -> bool:
    if one.status == other.status:
        return True
    pair = {one.status, other.status}
    return pair <= {"asserted", "alleged"} and one.kind in {"fraud", "theft", "ransomware", "attack"}


def dates_agree(one: str | None, other: str | None) -> bool:
    """Tell whether two dates can be one: the same, one less exact than the other, or one not given."""
    if one is None or other is None:
        return True
    return one.startswith(other) or other.startswith(one)


def _amounts_agree(one: ReadAction, other: ReadAction) -> bool:
    if one.amount is None or other.amount is None:
        return True
    return one.currency != other.currency or abs(one.amount - other.amount) <= 0.02 * max(one.amount, other.amount)


def _joined(one: ReadAction, other: ReadAction) -> ReadAction:
    """Unite the parties and take each attribute from whichever states it, the larger amount of a fraud."""
    amount, currency = one.amount, one.currency
    if amount is None or (one.kind == "fraud" and other.amount is not None and other.amount > amount):
        amount, currency = other.amount, other.currency
    date = max((one.date, other.date), key=lambda d: len(d or ""))
    confidence, why = surest((one, other))
    return replace(
        one,
        by=tuple(distinct([*one.by, *other.by])),
        against=tuple(distinct([*one.against, *other.against])),
        status=min(one.status, other.status, key=RANK.__getitem__)
        if one.kind != "fraud"
        else max(one.status, other.status, key=RANK.__getitem__),
        date=date,
        end=one.end or other.end,
        amount=amount,
        currency=currency,
        origin=one.origin if one.origin is not None else other.origin,
        confidence=confidence,
        why=why,
    )


def _settled(events: list[ReadAction]) -> list[ReadAction]:
    """Joining may have made two events alike: fold once more until nothing changes."""
    while (pair := _alike(events)) is not None:
        earlier, later = pair
        merged = _joined(events[earlier], events[later])
        events = [merged if place == earlier else event for place, event in enumerate(events) if place != later]
    return events


def _alike(events: list[ReadAction]) -> tuple[int, int] | None:
    index = EventIndex()
    for later, event in enumerate(events):
        earlier = next((place for place in index.near(event) if same_event(events[place], event)), None)
        if earlier is not None:
            return earlier, later
        index.add(later, event)
    return None
