"""Which statements are compared at all: leaving the others out changes nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.reading import Party, ReadAction
from ingest.statements.actions_merge import EventIndex, merge_actions, same_event

SIDES = st.lists(st.integers(0, 4), max_size=2, unique=True).map(
    lambda found: tuple(Party(n, (n, n + 1)) for n in found)
)
ACTIONS = st.builds(
    ReadAction,
    kind=st.sampled_from(["fraud", "charge", "sanction", "theft", "penalty", "attack", "ransomware"]),
    by=SIDES,
    against=SIDES,
    trigger=st.integers(0, 9).map(lambda at: (10 * at, 10 * at + 2)),
    sentence=st.integers(0, 4).map(lambda at: (20 * at, 20 * at + 20)),
    rule=st.sampled_from(["frame", "blamed", "indict", "caption"]),
    status=st.sampled_from(["asserted", "alleged", "denied"]),
    date=st.sampled_from([None, "2020", "2020-01", "2021"]),
    amount=st.sampled_from([None, 1.0, 1.01, 5.0]),
    currency=st.just("USD"),
)


@settings(deadline=None)
@given(st.lists(ACTIONS, max_size=8), ACTIONS)
def test_what_is_the_same_event_is_near(events, action):
    near = EventIndex(events).near(action)
    assert {place for place, event in enumerate(events) if same_event(event, action)} <= set(near)
    assert near == sorted(near)


@settings(deadline=None)
@given(st.lists(ACTIONS, max_size=10))
def test_no_two_events_that_are_left_are_the_same(actions):
    events = merge_actions(actions)
    assert [(a, b) for i, a in enumerate(events) for b in events[:i] if same_event(b, a)] == []


def test_ten_thousand_events_are_merged_without_recursion():
    parties = [(Party(n, (n, n + 1)),) for n in range(10_000)]
    actions = [
        ReadAction("theft", (), party, (n, n + 1), (n, n + 1), "frame") for n, party in enumerate([*parties, *parties])
    ]
    assert len(merge_actions(actions)) == 10_000
