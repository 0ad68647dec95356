"""Relations read from sentences as notices and news write them."""

from __future__ import annotations

import pytest

from ingest.statements.relations import distinct_relations, find_relations
from kg.ontology import allows
from tests.unit.reading_pipeline import doc_of, relations_in


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Bybit CEO Ben Zhou spoke.", ("OFFICER_OF", "Ben Zhou", "Bybit", "asserted")),
        ("Bybit's chief executive, Ben Zhou, spoke.", ("OFFICER_OF", "Ben Zhou", "Bybit", "asserted")),
        ("Ben Zhou, a former director of Bybit, spoke.", ("OFFICER_OF", "Ben Zhou", "Bybit", "asserted")),
        ("Huione Group is a Cambodia-based conglomerate.", ("LOCATED_IN", "Huione Group", "Cambodia", "asserted")),
        ("Grinex, an exchange registered in Kyrgyzstan, closed.", ("LOCATED_IN", "Grinex", "Kyrgyzstan", "asserted")),
        ("Ekaterina Zhdanova, a Russian national, fled.", ("NATIONAL_OF", "Ekaterina Zhdanova", "Russia", "asserted")),
        ("Garantex sent $2 million to Huione Group.", ("SENT_FUNDS_TO", "Garantex", "Huione Group", "asserted")),
        ("Garantex received $2 million from Huione Group.", ("SENT_FUNDS_TO", "Huione Group", "Garantex", "asserted")),
        (
            "eXch denied that it launders money for the Lazarus Group.",
            ("LAUNDERED_FOR", "eXch", "Lazarus Group", "denied"),
        ),
        (
            "The Lazarus Group is a hacking organisation sponsored by the North Korean government.",
            ("ACTS_FOR", "Lazarus Group", "North Korean government", "asserted"),
        ),
    ],
)
def test_relation_is_read(sentence: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in relations_in(sentence)


def test_staff_of_an_investigation_belong_to_its_agency() -> None:
    text = "The SEC's investigation was conducted by Jason Braun and Michelle Lama, and supervised by Jim Etri."
    assert {(a, b) for kind, a, b, _ in relations_in(text) if kind == "OFFICER_OF"} == {
        ("Jason Braun", "SEC"), ("Michelle Lama", "SEC"), ("Jim Etri", "SEC"),
    }  # fmt: skip


def test_an_apposition_explains_one_name_only() -> None:
    text = "Aleksej Besciokov, a Lithuanian national, and Pavel Karavatsky were charged."
    assert ("NATIONAL_OF", "Pavel Karavatsky", "Lithuania", "asserted") not in relations_in(text)


def test_the_more_specific_type_wins() -> None:
    kinds = {kind for kind, *_ in relations_in("Sinbad laundered stolen funds for the Lazarus Group.")}
    assert kinds == {"LAUNDERED_FOR"}


def test_ends_respect_the_ontology_and_offsets_hold_the_words() -> None:
    text = "OFAC designated Sinbad, a mixer that laundered $100 million for the Lazarus Group in May 2022."
    doc = doc_of(text)
    labels = {entity.index: entity.label for entity in doc._.entities}
    found = find_relations(doc)
    assert found
    assert all(allows(r.type, labels[r.source.entity], labels[r.target.entity]) for r in found)
    assert {text[slice(*r.target.span)] for r in found} == {"Lazarus Group"}
    assert {(r.amount, r.currency) for r in found} == {(100_000_000, "USD")}


def test_distinct_keeps_the_strongest_statement() -> None:
    doc = doc_of(
        "Sinbad allegedly laundered money for the Lazarus Group. Sinbad laundered money for the Lazarus Group."
    )
    found = find_relations(doc)
    assert sorted(r.status for r in found) == ["alleged", "asserted"]
    assert [r.status for r in distinct_relations(found)] == ["asserted"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Roman Storm, individually and d/b/a Peppersec LLC, sold tokens.",
            ("OPERATES", "Roman Storm", "Peppersec LLC", "asserted"),
        ),
        (
            "The Honorable Nancy Atlas ruled in the U.S. District Court for the Southern District of Texas.",
            ("OFFICER_OF", "Nancy Atlas", "U.S. District Court for the Southern District of Texas", "asserted"),
        ),
        (
            "Bazzi Group LLC was designated for having materially assisted Hizballah.",
            ("SUPPORTED", "Bazzi Group LLC", "Hizballah", "asserted"),
        ),
        (
            "OFAC designated Sinbad. Its addresses include:\n15PggTG7YhJKiE6B16vkKzA1YDTZipXEX4",
            ("HOLDS", "Sinbad", "15PggTG7YhJKiE6B16vkKzA1YDTZipXEX4", "asserted"),
        ),
    ],
)
def test_named_rule_reads_what_no_frame_can(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in relations_in(text)


def test_a_unit_of_a_state_acts_for_it() -> None:
    found = relations_in("Lazarus Group is a hacking unit of North Korea.")
    assert ("ACTS_FOR", "Lazarus Group", "North Korea", "asserted") in found


def test_an_apposition_has_no_date_of_the_clause_around_it() -> None:
    text = "The Dutch police arrested Jan de Vries, the founder of Northwind Mixer, on March 8, 2024."
    found = [relation for relation in find_relations(doc_of(text)) if relation.type == "OPERATES"]
    assert [relation.start for relation in found] == [None]
