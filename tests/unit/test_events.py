"""Which actions are one event: kind, a party and dates agree, and no amount contradicts."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.events import EventFacts, resolve_events

HEIST = EventFacts("theft", frozenset({"org:lazarus"}), frozenset({"org:bybit"}), frozenset({"2025-02-21"}))


def told(**changes) -> EventFacts:
    fields = {name: getattr(HEIST, name) for name in EventFacts.__slots__}
    return EventFacts(**{**fields, **{k: v if isinstance(v, str) else frozenset(v) for k, v in changes.items()}})


@pytest.mark.parametrize(
    ("other", "joined"),
    [
        (told(), True),
        (told(dates=["2025-02-28"]), True),
        (told(dates=["2025-03-01"]), False),
        (told(dates=["2025-02"]), True),
        (told(dates=["2025"]), True),
        (told(dates=["2024"]), False),
        (told(dates=[]), False),
        (told(kind="attack"), False),
        (told(by=["org:unknown crew"]), True),
        (told(against=["org:ronin"]), False),
        (told(against=[]), False),
        (told(against=["org:bybit", "org:ronin"]), True),
    ],
    ids=[
        "the same", "a week later", "eight days later", "same month", "same year", "another year", "undated", "another kind",
        "another doer", "another target", "no target", "one target more",
    ],
)  # fmt: skip
def test_one_event_is_one_kind_one_target_and_agreeing_dates(other: EventFacts, *, joined: bool) -> None:
    entity = resolve_events({"action:1": HEIST, "action:2": other}).entity
    assert (entity["action:1"] == entity["action:2"]) is joined


def test_where_no_target_is_known_the_doer_decides() -> None:
    plea = {"kind": "plea", "against": []}
    same, other = told(**plea), told(**plea, by=["org:other"])
    assert len(set(resolve_events({"action:1": told(**plea), "action:2": same}).entity.values())) == 1
    assert len(set(resolve_events({"action:1": told(**plea), "action:2": other}).entity.values())) == 2


@pytest.mark.parametrize(
    ("amounts", "joined"),
    [
        ([(1.46e9, "USD")], True),
        ([(1e9, "USD")], False),
        ([(1e9, "USD"), (1.5e9, "USD")], True),
        ([(4e5, "ETH")], True),
        ([], True),
    ],
    ids=["within five percent", "contradicts", "one of two agrees", "another currency", "unknown"],
)
def test_amounts_that_contradict_are_two_events(amounts: list[tuple[float, str]], *, joined: bool) -> None:
    entity = resolve_events({"action:1": told(amounts=[(1.5e9, "USD")]), "action:2": told(amounts=amounts)}).entity
    assert (entity["action:1"] == entity["action:2"]) is joined


def test_all_members_of_an_event_agree_with_each_other() -> None:
    days = {"action:1": "2025-02-21", "action:2": "2025-02-27", "action:3": "2025-03-05"}
    entity = resolve_events({ref: told(dates=[day]) for ref, day in days.items()}).entity
    assert dict(entity) == {"action:1": "action:1", "action:2": "action:1", "action:3": "action:3"}


EVENTS = st.dictionaries(
    st.sampled_from([f"action:{n}" for n in range(5)]),
    st.builds(
        EventFacts,
        kind=st.sampled_from(["theft", "attack"]),
        by=st.frozensets(st.sampled_from(["org:a", "org:b"]), max_size=2),
        against=st.frozensets(st.sampled_from(["org:c", "org:d"]), max_size=2),
        dates=st.frozensets(st.sampled_from(["2025", "2025-02", "2025-02-21", "2025-02-26", "2025-03-03"]), max_size=2),
    ),
    max_size=5,
)


@given(EVENTS)
def test_the_order_of_events_does_not_matter(facts: dict[str, EventFacts]) -> None:
    outcomes = {tuple(sorted(resolve_events(dict(order)).entity.items())) for order in permutations(facts.items())}
    assert len(outcomes) <= 1 or not facts
