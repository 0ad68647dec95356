"""Ids are made from what a document says and where: the same on every machine, whatever came before."""

from __future__ import annotations

import pytest

from kg.ids import action_ref, claim_id, digest, edge_ends, edge_key, entity_ref, passage_id
from kg.ontology import AGENCY, COMPANY, COUNTRY, EDGES, GROUP, PERSON, WALLET

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
