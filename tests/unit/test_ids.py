"""Ids are made from what a document says and where: the same on every machine, whatever came before."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.ids import (
    action_ref,
    claim_id,
    digest,
    edge_ends,
    edge_key,
    entity_ref,
    entry_action_ref,
    entry_origin,
    entry_ref,
    list_id,
    passage_id,
    record_passage_id,
    ref_origin,
)
from kg.names import name_key
from kg.ontology import AGENCY, COMPANY, COUNTRY, EDGES, GROUP, PERSON, WALLET
from kg.writing.fresh import own_key

DOCUMENT, OTHER = "a" * 64, "b" * 64


def test_the_parts_of_a_digest_are_kept_apart() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", ""), digest("abc", None)}) == 5


def test_a_digest_is_the_same_on_every_machine() -> None:
    assert digest("Huione Group", 7, None) == "9db66af45ce6eabc50393eddf20d04dafb3dff099bbdad36ed9415d905aa6b87"


@pytest.mark.parametrize(
    ("label", "name", "family", "ref"),
    [
        (COMPANY, "Huione Group", None, "org:huione group"),
        (GROUP, "The Lazarus Group", None, "org:lazarus group"),
        (COUNTRY, "Cambodia", None, "country:kh"),
        (COUNTRY, "Kingdom of Cambodia", None, "country:kh"),
        (COUNTRY, "Atlantis", None, "country:atlantis"),
        (PERSON, "Mr. Ben Zhou", None, "person:aaaaaaaaaaaaaaaa:ben zhou"),
        (WALLET, "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", "tron", "wallet:tron:TJRabPrwbZy45sbavfcjinPJC18kjpRTv8"),
        (WALLET, "abc", None, "wallet:unknown:abc"),
    ],
)
def test_a_ref_is_its_family_and_key(label: str, name: str, family: str | None, ref: str) -> None:
    assert entity_ref(label, name, document_id=DOCUMENT, address_family=family) == ref


@pytest.mark.parametrize("label", [COMPANY, GROUP, AGENCY])
def test_a_change_of_label_changes_no_ref_of_an_organisation(label: str) -> None:
    assert entity_ref(label, "Sinbad", document_id=DOCUMENT) == "org:sinbad"


@pytest.mark.parametrize(("label", "is_one"), [(PERSON, False), (COMPANY, True), (COUNTRY, True)])
def test_only_persons_are_others_in_other_documents(label: str, *, is_one: bool) -> None:
    here, there = (entity_ref(label, "Ben Zhou", document_id=document) for document in (DOCUMENT, OTHER))
    assert (here == there) is is_one


def test_places_in_a_document_make_ids() -> None:
    assert passage_id(DOCUMENT, 3, 9) == "aaaaaaaaaaaaaaaa:3-9"
    assert action_ref(DOCUMENT, "theft", 12) == "action:aaaaaaaaaaaaaaaa:theft:12"


def test_a_claim_has_the_id_of_what_it_says_and_where() -> None:
    said = (DOCUMENT, ("p1", "p2"), "OWNS", "org:a", "org:b")
    others = [
        (OTHER, *said[1:]),
        (DOCUMENT, ("p1",), *said[2:]),
        (DOCUMENT, ("p2", "p1"), *said[2:]),
        (*said[:2], "CONTROLS", *said[3:]),
        (*said[:3], "org:b", "org:a"),
    ]
    assert len({claim_id(*said), *(claim_id(*other) for other in others)}) == len(others) + 1
    assert claim_id(*said) == claim_id(*said)


@pytest.mark.parametrize("predicate", sorted(EDGES))
def test_an_edge_has_a_direction_where_one_is_meant(predicate: str) -> None:
    there, back = edge_key(predicate, "org:a", "org:b"), edge_key(predicate, "org:b", "org:a")
    assert (there != back) is EDGES[predicate].directed


def test_an_edge_without_direction_starts_at_the_smaller_id() -> None:
    assert edge_ends("ASSOCIATED_WITH", "org:b", "org:a") == ("org:a", "org:b")
    assert edge_ends("OWNS", "org:b", "org:a") == ("org:b", "org:a")


def test_edges_of_two_types_have_two_keys() -> None:
    assert edge_key("OWNS", "org:a", "org:b") != edge_key("CONTROLS", "org:a", "org:b")


@pytest.mark.parametrize(
    ("label", "ref"),
    [
        (PERSON, "person:ofac-sdn/7157:cyrus hossein"),
        (COMPANY, "org:@ofac-sdn/7157:hossein cyrus"),
        (GROUP, "org:@ofac-sdn/7157:hossein cyrus"),
    ],
)
def test_an_entry_tells_whom_its_name_alone_would_not(label: str, ref: str) -> None:
    assert entry_ref(label, "Hossein Cyrus", entry_origin("ofac-sdn", "", "7157")) == ref


HOSTILE = [
    "a:b", "a b", "a\nb", "../../x", "/", "", ":", "@one/1:x", "x" * 500, "ü", "名", "\ud800", "a\x1fb", "' OR 1=1 //", "_",
]  # fmt: skip


@pytest.mark.parametrize("entry", HOSTILE, ids=repr)
@pytest.mark.parametrize("part", ["", "sdn", "a:b c/d"])
def test_a_hostile_id_of_an_entry_breaks_no_ref(part: str, entry: str) -> None:
    origin = entry_origin("ofac-sdn", part, entry)
    assert not set(origin) & set(": \n\x1f'") and len(origin) < 200
    assert origin.count("/") == 1
    refs = [
        entry_ref(PERSON, "Ben Zhou", origin),
        entry_ref(COMPANY, "Ben Zhou", origin),
        entry_action_ref(origin, "sanction"),
    ]
    assert [ref_origin(ref) for ref in refs] == [origin] * 3


def test_ids_of_entries_are_kept_apart_when_they_are_made_plain() -> None:
    entries = [*HOSTILE, "a_b", "x" * 80, "x" * 81, "x" * 499]
    assert len({entry_origin("list", "", entry) for entry in entries}) == len(entries)
    assert len({entry_origin("list", part, "1") for part in ("", "a", "a:b", "a_b", "a/b")}) == 5


def test_two_actions_of_one_entry_have_two_refs() -> None:
    refs = [entry_action_ref("list/1", "sanction", key) for key in ("", "one", "two", "a:b c")]
    assert len(set(refs)) == 4
    assert all(ref.split(":")[2] == "sanction" for ref in refs)


def test_a_list_and_its_records_have_ids_for_good() -> None:
    assert len({list_id("a"), list_id("a", "b"), list_id("ab"), list_id("b")}) == 4
    assert record_passage_id(list_id("a"), "1") != record_passage_id(list_id("a"), "2")


@pytest.mark.parametrize(
    ("ref", "origin"),
    [
        ("org:huione group", None),
        ("wallet:evm:0xabc", None),
        ("country:kh", None),
        ("person:aaaaaaaaaaaaaaaa:ben zhou", "aaaaaaaaaaaaaaaa"),
        ("action:aaaaaaaaaaaaaaaa:theft:12", "aaaaaaaaaaaaaaaa"),
        ("org:@ofac-sdn/1:acme", "ofac-sdn/1"),
        ("org:@", None),
        ("org:@:/", None),
    ],
)
def test_a_ref_tells_who_alone_can_name_it(ref: str, origin: str | None) -> None:
    assert ref_origin(ref) == origin


@given(st.one_of(st.text(min_size=1), st.text("@:/ .", min_size=1)))
@example("@")
@example("@:")
@example("@a/1:b")
def test_no_name_passes_for_an_entry(name: str) -> None:
    ref = entity_ref(COMPANY, name, document_id="")
    assert (ref_origin(ref), own_key(ref)) == (None, f"org|{name_key(COMPANY, name)}")
    told = entry_ref(COMPANY, name, "list/1")
    assert (ref_origin(told), own_key(told)) == ("list/1", f"org|{name_key(COMPANY, name)}")
