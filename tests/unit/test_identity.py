"""Which refs are one thing: a function of what they are called and what was judged, whatever the order."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import (
    Identities,
    Naming,
    PersonFacts,
    resolve_organisations,
    resolve_persons,
)

LAZARUS, LAZ, BLUENOROFF, APT38, COBRA = (
    "org:lazarus group",
    "org:laz",
    "org:bluenoroff",
    "org:apt38",
    "org:hidden cobra",
)


def named(ref: str, document: str = "d1") -> Naming:
    return Naming(ref, ref.rsplit(":", maxsplit=1)[-1], is_name=True, document_id=document)


def alias(ref: str, key: str, document: str = "d1") -> Naming:
    return Naming(ref, key, is_name=False, document_id=document)


def groups(identities: Identities) -> set[tuple[str, ...]]:
    return set(identities.groups().values())


def test_a_name_alone_is_an_entity_of_its_own() -> None:
    assert groups(resolve_organisations([named(LAZARUS), named(COBRA, "d2")])) == {(LAZARUS,), (COBRA,)}


def test_an_alias_joins_the_one_that_bears_it() -> None:
    found = resolve_organisations([named(LAZARUS), alias(LAZARUS, "hidden cobra"), named(COBRA, "d2")])
    assert (groups(found), found.candidates) == ({(COBRA, LAZARUS)}, frozenset())


def test_the_id_of_an_entity_is_its_smallest_ref() -> None:
    found = resolve_organisations([named(LAZARUS), alias(LAZARUS, "hidden cobra"), named(COBRA, "d2")])
    assert dict(found.entity) == {LAZARUS: COBRA, COBRA: COBRA}


def test_aliases_join_in_a_chain() -> None:
    facts = [
        named(LAZARUS),
        alias(LAZARUS, "laz"),
        named(LAZ, "d2"),
        alias(LAZ, "hidden cobra", "d2"),
        named(COBRA, "d3"),
    ]
    assert groups(resolve_organisations(facts)) == {(COBRA, LAZ, LAZARUS)}


def test_an_alias_of_two_joins_neither_and_proposes_candidates() -> None:
    facts = [
        named(APT38, "d3"),
        named(LAZARUS),
        alias(LAZARUS, "apt38"),
        named(BLUENOROFF, "d2"),
        alias(BLUENOROFF, "apt38", "d2"),
    ]
    found = resolve_organisations(facts)
    assert groups(found) == {(APT38,), (BLUENOROFF,), (LAZARUS,)}
    assert found.candidates == {(APT38, BLUENOROFF), (APT38, LAZARUS)}


def test_an_alias_that_two_names_of_one_thing_claim_joins() -> None:
    facts = [
        named(LAZARUS), alias(LAZARUS, "laz"), named(LAZ, "d2"), alias(LAZARUS, "hidden cobra"), alias(LAZ, "hidden cobra", "d2"),
        named(COBRA, "d3"),
    ]  # fmt: skip
    assert groups(resolve_organisations(facts)) == {(COBRA, LAZ, LAZARUS)}


def test_an_alias_that_nobody_bears_joins_none_of_its_claimants() -> None:
    facts = [named(LAZARUS), alias(LAZARUS, "zinc"), named(BLUENOROFF, "d2"), alias(BLUENOROFF, "zinc", "d2")]
    found = resolve_organisations(facts)
    assert (groups(found), found.candidates) == ({(BLUENOROFF,), (LAZARUS,)}, {(BLUENOROFF, LAZARUS)})


@pytest.mark.parametrize("key", ["bank", "group", "gb", "77"])
def test_a_word_that_tells_nothing_joins_nothing(key: str) -> None:
    found = resolve_organisations([named(LAZARUS), alias(LAZARUS, key), named(f"org:{key}", "d2")])
    assert (len(groups(found)), found.candidates) == (2, frozenset())


def test_what_one_document_keeps_apart_is_not_joined() -> None:
    facts = [named(LAZARUS), named(COBRA), alias(LAZARUS, "hidden cobra", "d2")]
    found = resolve_organisations(facts)
    assert (groups(found), found.candidates) == ({(COBRA,), (LAZARUS,)}, frozenset())


def test_what_one_document_keeps_apart_is_not_joined_through_a_third() -> None:
    facts = [
        named(LAZARUS),
        named(COBRA),
        named(LAZ, "d2"),
        alias(LAZ, "lazarus group", "d2"),
        alias(LAZ, "hidden cobra", "d3"),
    ]
    assert (LAZARUS, COBRA) not in {
        (one, other) for group in groups(resolve_organisations(facts)) for one in group for other in group
    }


def test_a_person_judged_them_the_same() -> None:
    facts = [named(LAZARUS), named(COBRA)]
    assert groups(resolve_organisations(facts, same=[(LAZARUS, COBRA)])) == {(COBRA, LAZARUS)}


def test_a_person_judged_them_different() -> None:
    facts = [named(LAZARUS), alias(LAZARUS, "hidden cobra"), named(COBRA, "d2")]
    found = resolve_organisations(facts, different=[(COBRA, LAZARUS)])
    assert (groups(found), found.candidates) == ({(COBRA,), (LAZARUS,)}, frozenset())


def test_different_is_above_same() -> None:
    found = resolve_organisations(
        [named(LAZARUS), named(COBRA, "d2")], same=[(LAZARUS, COBRA)], different=[(LAZARUS, COBRA)]
    )
    assert groups(found) == {(COBRA,), (LAZARUS,)}


REFS = ["org:alpha", "org:beta", "org:gamma", "org:delta"]
NAMINGS = st.lists(
    st.builds(
        Naming,
        ref=st.sampled_from(REFS),
        key=st.sampled_from(["alpha", "beta", "gamma", "delta", "omega"]),
        is_name=st.booleans(),
        document_id=st.sampled_from(["d1", "d2", "d3"]),
    ),
    max_size=5,
)
PAIRS = st.lists(st.sampled_from([(a, b) for a in REFS for b in REFS if a < b]), max_size=2)


@given(NAMINGS, PAIRS, PAIRS)
def test_the_order_of_facts_does_not_matter(namings: list[Naming], same: list, different: list) -> None:
    outcomes = {
        (tuple(sorted(found.entity.items())), found.candidates)
        for order in permutations(namings)
        for found in [resolve_organisations(order, same, different)]
    }
    assert len(outcomes) == 1


@given(NAMINGS, PAIRS, PAIRS)
def test_each_ref_is_in_one_entity_named_by_its_smallest(namings: list[Naming], same: list, different: list) -> None:
    found = resolve_organisations(namings, same, different)
    assert all(entity == min(refs) for entity, refs in found.groups().items())
    assert {naming.ref for naming in namings} <= set(found.entity)
    assert all(found.entity[a] != found.entity[b] for a, b in different if a in found.entity and b in found.entity)


ZHOU1, ZHOU2, ZHOU3 = "person:d1:ben zhou", "person:d2:ben zhou", "person:d3:ben zhou"
NAMESAKES = [named(ZHOU1, "d1"), named(ZHOU2, "d2")]


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (PersonFacts(), PersonFacts(), False),
        (
            PersonFacts(organisations=frozenset({"org:bybit"})),
            PersonFacts(organisations=frozenset({"org:bybit"})),
            True,
        ),
        (
            PersonFacts(organisations=frozenset({"org:bybit"})),
            PersonFacts(organisations=frozenset({"org:sinbad"})),
            False,
        ),
        (PersonFacts(birth_dates=frozenset({"1980-01-01"})), PersonFacts(birth_dates=frozenset({"1980-01-01"})), True),
        (PersonFacts(identifiers=frozenset({"passport 7"})), PersonFacts(identifiers=frozenset({"passport 7"})), True),
        (
            PersonFacts(frozenset({"1980-01-01"}), organisations=frozenset({"org:bybit"})),
            PersonFacts(frozenset({"1981-01-01"}), organisations=frozenset({"org:bybit"})),
            False,
        ),
    ],
    ids=[
        "nothing known",
        "one organisation",
        "two organisations",
        "birth date",
        "identifier",
        "birth dates contradict",
    ],
)
def test_namesakes_join_on_a_second_fact_only(one: PersonFacts, other: PersonFacts, *, joined: bool) -> None:
    found = resolve_persons(NAMESAKES, {ZHOU1: one, ZHOU2: other})
    assert (len(groups(found)) == 1) is joined
    assert found.candidates == (frozenset() if joined else {(ZHOU1, ZHOU2)})


def test_a_surname_alone_joins_nobody() -> None:
    refs = ["person:d1:zhou", "person:d2:zhou"]
    same = PersonFacts(organisations=frozenset({"org:bybit"}))
    found = resolve_persons([named(refs[0], "d1"), named(refs[1], "d2")], dict.fromkeys(refs, same))
    assert (len(groups(found)), found.candidates) == (2, frozenset())


def test_persons_are_judged_too() -> None:
    fact = PersonFacts(organisations=frozenset({"org:bybit"}))
    facts = dict.fromkeys((ZHOU1, ZHOU2), fact)
    assert groups(resolve_persons(NAMESAKES, {}, same=[(ZHOU2, ZHOU1)])) == {(ZHOU1, ZHOU2)}
    assert groups(resolve_persons(NAMESAKES, facts, different=[(ZHOU1, ZHOU2)])) == {(ZHOU1,), (ZHOU2,)}


def test_many_namesakes_are_candidates_of_one() -> None:
    found = resolve_persons([*NAMESAKES, named(ZHOU3, "d3")], {})
    assert found.candidates == {(ZHOU1, ZHOU2), (ZHOU1, ZHOU3)}
