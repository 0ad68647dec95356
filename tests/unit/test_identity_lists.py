"""Which entries of lists are one thing: identifiers, names that call each other, namesakes that a list keeps apart."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import IDENTIFIED, Identities, Naming, PersonFacts, resolve_organisations, resolve_persons
from kg.names import name_key
from kg.ontology import PERSON

FERN, GARNET, HOLLIS = "org:fernhill trading", "org:garnet", "org:hollis"
IMO = "imo::9187629"


def named(ref: str, document: str, key: str | None = None) -> Naming:
    return Naming(ref, key or ref.rsplit(":", maxsplit=1)[-1], is_name=True, document_id=document)


def alias(ref: str, key: str, document: str) -> Naming:
    return Naming(ref, key, is_name=False, document_id=document)


def identified(ref: str, document: str, number: str = IMO) -> Naming:
    return Naming(ref, f"{IDENTIFIED}{number}", is_name=False, document_id=document)


def groups(identities: Identities) -> set[tuple[str, ...]]:
    return set(identities.groups().values())


def test_an_identifier_joins_the_entries_of_two_lists() -> None:
    facts = [named(FERN, "one"), identified(FERN, "one"), named(GARNET, "two"), identified(GARNET, "two")]
    found = resolve_organisations(facts)
    assert (groups(found), found.candidates) == ({(FERN, GARNET)}, frozenset())


def test_an_identifier_joins_all_who_bear_it() -> None:
    facts = [fact for ref in (FERN, GARNET, HOLLIS) for fact in (named(ref, ref), identified(ref, ref))]
    assert groups(resolve_organisations(facts)) == {(FERN, GARNET, HOLLIS)}


def test_an_identifier_that_two_entries_of_one_list_share_joins_nothing() -> None:
    facts = [
        named(FERN, "one"), identified(FERN, "one"), named(GARNET, "one"), identified(GARNET, "one"),
        named(HOLLIS, "two"), identified(HOLLIS, "two"),
    ]  # fmt: skip
    found = resolve_organisations(facts)
    assert groups(found) == {(FERN,), (GARNET,), (HOLLIS,)}
    assert found.candidates == {(FERN, HOLLIS), (GARNET, HOLLIS)}


def test_a_person_says_which_of_two_entries_an_identifier_means() -> None:
    facts = [named(ref, "one") for ref in (FERN, GARNET)] + [identified(ref, "one") for ref in (FERN, GARNET)]
    assert groups(resolve_organisations(facts, same=[(FERN, GARNET)])) == {(FERN, GARNET)}


def test_a_person_called_different_what_an_identifier_joins() -> None:
    facts = [named(FERN, "one"), identified(FERN, "one"), named(GARNET, "two"), identified(GARNET, "two")]
    found = resolve_organisations(facts, different=[(FERN, GARNET)])
    assert (groups(found), found.candidates) == ({(FERN,), (GARNET,)}, frozenset())


@pytest.mark.parametrize("third", ["one", "three"])
def test_two_that_call_each_other_by_name_are_one_though_a_third_claims_a_name(third: str) -> None:
    facts = [
        named(FERN, "one"), alias(FERN, "garnet", "one"),
        named(GARNET, "two"), alias(GARNET, "fernhill trading", "two"),
        named(HOLLIS, third), alias(HOLLIS, "garnet", third),
    ]  # fmt: skip
    found = resolve_organisations(facts)
    together = {(FERN, GARNET), (HOLLIS,)}
    assert groups(found) == together


def test_a_name_that_two_others_claim_and_that_calls_neither_joins_none() -> None:
    facts = [
        named(FERN, "one"), alias(FERN, "garnet", "one"), named(GARNET, "two"),
        named(HOLLIS, "three"), alias(HOLLIS, "garnet", "three"),
    ]  # fmt: skip
    found = resolve_organisations(facts)
    assert groups(found) == {(FERN,), (GARNET,), (HOLLIS,)}
    assert found.candidates == {(FERN, GARNET), (FERN, HOLLIS)}


def test_two_that_call_each_other_by_name_stay_apart_where_one_list_has_both() -> None:
    facts = [
        named(FERN, "one"), alias(FERN, "garnet", "one"), named(GARNET, "one"), alias(GARNET, "fernhill trading", "one"),
    ]  # fmt: skip
    found = resolve_organisations(facts)
    assert (groups(found), found.candidates) == ({(FERN,), (GARNET,)}, frozenset())


ACME, ACME1, ACME2 = "org:acme", "org:@one/1:acme", "org:@one/2:acme"


def test_namesakes_of_one_list_stay_apart() -> None:
    found = resolve_organisations([named(ACME1, "one"), named(ACME2, "one")])
    assert (groups(found), found.candidates) == ({(ACME1,), (ACME2,)}, frozenset())


def test_who_is_called_like_two_namesakes_is_a_candidate_of_each_and_joins_neither() -> None:
    found = resolve_organisations([named(ACME1, "one"), named(ACME2, "one"), named(ACME, "story")])
    assert groups(found) == {(ACME1,), (ACME2,), (ACME,)}
    assert found.candidates == {(ACME1, ACME), (ACME2, ACME)}


def test_an_alias_that_namesakes_bear_joins_neither() -> None:
    facts = [named(ACME1, "one"), named(ACME2, "one"), named(GARNET, "two"), alias(GARNET, "acme", "two")]
    found = resolve_organisations(facts)
    assert groups(found) == {(ACME1,), (ACME2,), (GARNET,)}
    assert found.candidates == {(ACME1, GARNET), (ACME2, GARNET)}


def test_an_identifier_tells_which_of_two_namesakes_is_meant() -> None:
    facts = [named(ACME1, "one"), named(ACME2, "one"), identified(ACME2, "one"), named(ACME, "two"), identified(ACME, "two")]  # fmt: skip
    assert groups(resolve_organisations(facts)) == {(ACME1,), (ACME2, ACME)}


LISTED, TOLD, THIRD = "person:one/1:tian yinyin", "person:abcd:tian yinyin", "person:two/9:tian yinyin"
PASSPORT = "passport:cn:E1234567"


@pytest.mark.parametrize("name", ["Yinyin TIAN", "TIAN, Yinyin", "Mr. Tian Yinyin", "tian yinyin"])
def test_a_person_has_one_key_whichever_name_comes_first(name: str) -> None:
    assert name_key(PERSON, name) == "tian yinyin"


def person(ref: str, *numbers: str) -> list[Naming]:
    document = ref.split(":")[1].split("/", maxsplit=1)[0]
    return [named(ref, document), *(identified(ref, document, number) for number in numbers)]


def born(*dates: str) -> PersonFacts:
    return PersonFacts(birth_dates=frozenset(dates))


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ((), (), True),
        (("1970-03-05",), (), True),
        (("1970-03-05",), ("1970-03-05",), True),
        (("1970-03-05",), ("1970-04-05",), False),
        (("1970-03-05",), ("1970",), True),
        (("1970",), ("1970-03",), True),
        (("1970",), ("1971-03-05",), False),
        (("1970-03-05", "1971"), ("1971-01-01",), True),
    ],
    ids=str,
)
def test_a_passport_joins_persons_unless_they_were_born_on_different_days(
    one: tuple[str, ...], other: tuple[str, ...], *, joined: bool
) -> None:
    other_name = "person:two/9:other name"
    facts = {LISTED: born(*one), other_name: born(*other)}
    found = resolve_persons([*person(LISTED, PASSPORT), *person(other_name, PASSPORT)], facts)
    assert (len(groups(found)) == 1) is joined


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [(("1970-03-05",), ("1970",), True), (("1970-03-05",), ("1971",), False), (("1970",), ("1970",), True)],
    ids=str,
)
def test_a_second_fact_joins_namesakes_unless_they_were_born_on_different_days(
    one: tuple[str, ...], other: tuple[str, ...], *, joined: bool
) -> None:
    wallet = frozenset({"wallet:evm:0xabc"})
    facts = {LISTED: PersonFacts(frozenset(one), organisations=wallet), THIRD: PersonFacts(frozenset(other), organisations=wallet)}  # fmt: skip
    found = resolve_persons([*person(LISTED), *person(THIRD)], facts)
    assert (len(groups(found)) == 1) is joined


def test_a_year_of_birth_alone_does_not_agree_with_a_day_in_it() -> None:
    found = resolve_persons([*person(LISTED), *person(THIRD)], {LISTED: born("1970-03-05"), THIRD: born("1970")})
    assert (groups(found), found.candidates) == ({(LISTED,), (THIRD,)}, {(LISTED, THIRD)})


def test_a_shared_wallet_is_a_second_fact() -> None:
    held = PersonFacts(organisations=frozenset({"wallet:evm:0xabc"}))
    found = resolve_persons([*person(LISTED), *person(TOLD)], {LISTED: held, TOLD: held})
    assert groups(found) == {tuple(sorted((LISTED, TOLD)))}


def test_a_passport_that_two_entries_of_one_list_share_joins_nobody() -> None:
    second = "person:one/2:kim chol"
    found = resolve_persons([*person(LISTED, PASSPORT), *person(second, PASSPORT), *person(THIRD, PASSPORT)], {})
    assert groups(found) == {(LISTED,), (second,), (THIRD,)}


def test_namesakes_of_one_list_stay_apart_whatever_they_share() -> None:
    second = "person:one/2:tian yinyin"
    facts = dict.fromkeys((LISTED, second), born("1970-03-05"))
    found = resolve_persons([*person(LISTED), *person(second)], facts)
    assert (groups(found), found.candidates) == ({(LISTED,), (second,)}, frozenset())


REFS = ["org:alpha", "org:beta", "org:@one/1:gamma", "org:@one/2:gamma"]
KEYS = ["alpha", "beta", "gamma", f"{IDENTIFIED}{IMO}", f"{IDENTIFIED}lei::5493"]
NAMINGS = st.lists(
    st.builds(
        Naming,
        ref=st.sampled_from(REFS),
        key=st.sampled_from(KEYS),
        is_name=st.booleans(),
        document_id=st.sampled_from(["one", "two", "three"]),
    ).filter(lambda naming: not (naming.is_name and naming.key.startswith(IDENTIFIED))),
    max_size=5,
)
PAIRS = st.lists(st.sampled_from([(a, b) for a in REFS for b in REFS if a < b]), max_size=2)


@given(NAMINGS, PAIRS, PAIRS)
def test_the_order_of_facts_does_not_matter_with_identifiers(
    namings: list[Naming], same: list, different: list
) -> None:
    outcomes = {
        (tuple(sorted(found.entity.items())), found.candidates)
        for order in permutations(namings)
        for found in [resolve_organisations(order, same, different)]
    }
    assert len(outcomes) == 1


@given(NAMINGS, PAIRS)
def test_what_a_person_called_different_stays_apart_whatever_identifiers_say(
    namings: list[Naming], different: list
) -> None:
    found = resolve_organisations(namings, (), different)
    assert all(found.entity[a] != found.entity[b] for a, b in different if a in found.entity and b in found.entity)
    assert all(a != b and found.entity[a] == a and found.entity[b] == b for a, b in found.candidates)


PERSONS = ["person:one/1:a b", "person:one/2:a b", "person:two/1:a b", "person:d:c d"]
PERSON_NAMINGS = st.lists(
    st.builds(
        lambda ref, number: (
            identified(ref, ref.split(":")[1].split("/")[0], number)
            if number
            else named(ref, ref.split(":")[1].split("/")[0])
        ),
        st.sampled_from(PERSONS),
        st.sampled_from(["", PASSPORT, "national-id:cn:7777"]),
    ),
    max_size=5,
)
FACTS = st.dictionaries(
    st.sampled_from(PERSONS),
    st.builds(
        PersonFacts,
        st.frozensets(st.sampled_from(["1970", "1970-03-05", "1971-01-01"]), max_size=2),
        st.just(frozenset()),
        st.frozensets(st.sampled_from(["org:x", "wallet:evm:0xabc"]), max_size=2),
    ),
)


@given(PERSON_NAMINGS, FACTS, st.randoms(use_true_random=False))
def test_the_order_of_facts_about_persons_does_not_matter(namings: list[Naming], facts: dict, random) -> None:
    known = resolve_persons(namings, facts)
    shuffled = random.sample(namings, len(namings))
    again = resolve_persons(shuffled, dict(random.sample(sorted(facts.items()), len(facts))))
    assert (known.entity, known.candidates) == (again.entity, again.candidates)
