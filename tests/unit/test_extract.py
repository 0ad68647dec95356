"""What `kg extract` prints of a reading."""

import json
from dataclasses import replace

import pytest

from ingest.documents.document import load_document
from ingest.extract import extract
from ingest.reading import Party, ReadAction, ReadEntity, Reading, ReadMention, ReadRelation, Rejected

TEXT = "The Huione Group washed $37 million for Lazarus. In Cambodia, Huione did so until 2025, FinCEN found. Not 0xzz."
FIRST, SECOND = (0, 48), (49, 101)


def at(surface: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return start, start + len(surface)


def mention(surface: str, nth: int = 0) -> ReadMention:
    return ReadMention(surface, *at(surface, nth))


HUIONE = ReadEntity(
    0, "Company", "Huione Group", (mention("Huione", 1), mention("Huione Group")), "catalogue", kind="payment"
)
LAZARUS = ReadEntity(1, "Group", "Lazarus", (mention("Lazarus"),), "catalogue")
FINCEN = ReadEntity(2, "Agency", "FinCEN", (mention("FinCEN"),))
LAUNDERED = ReadRelation(
    "LAUNDERED_FOR",
    Party(0, at("Huione Group")),
    Party(1, at("Lazarus")),
    FIRST,
    "launder:verb",
    amount=37e6,
    currency="USD",
)
FINDING = ReadAction(
    "finding", (Party(2, at("FinCEN")),), (Party(0, at("Huione", 1)),), at("found"), SECOND, "find:verb", date="2025"
)
READING = Reading(
    TEXT,
    (FIRST, SECOND),
    (HUIONE, LAZARUS, FINCEN),
    (LAUNDERED,),
    (FINDING,),
    (Rejected("0xzz", *at("0xzz"), "too short"),),
)
DOCUMENT = load_document(
    json.dumps({"text": TEXT, "title": "T", "publisher": "FinCEN", "published": "2025-05-01"}).encode(), name="a.json"
)


def record(**changes):
    return extract(DOCUMENT, replace(READING, **changes), reader="rules 1, en_core_web_sm 3.8.0")


def test_the_document_goes_before_what_was_read_of_it():
    head = {key: value for key, value in record().items() if not isinstance(value, list)}
    assert head == {
        "id": DOCUMENT.id,
        "title": "T",
        "url": None,
        "publisher": "FinCEN",
        "published": "2025-05-01",
        "reader": "rules 1, en_core_web_sm 3.8.0",
        "text": TEXT,
    }


def test_an_unknown_publisher_is_null():
    assert extract(load_document(TEXT.encode(), name="a.txt"), READING, reader="r")["publisher"] is None


def test_an_entity_has_its_distinct_surfaces_and_all_its_offsets_in_order():
    entity = record()["entities"][0]
    assert entity == {
        "id": "E1",
        "type": "Company",
        "name": "Huione Group",
        "mentions": ["Huione Group", "Huione"],
        "offsets": [[4, 16], [62, 68]],
        "label_method": "catalogue",
        "kind": "payment",
    }


def test_a_wallet_says_on_which_chains_it_can_live():
    wallet = ReadEntity(0, "Wallet", "0xab", (mention("0xzz"),), family="evm", chains=("ethereum", "bsc"))
    assert record(entities=(wallet,), relations=(), actions=())["entities"][0]["chains"] == ["ethereum", "bsc"]


def test_a_relation_carries_the_slice_that_proves_it():
    relation = record()["relations"][0]
    assert relation["evidence"] == TEXT[relation["evidence_start"] : relation["evidence_end"]] == TEXT[slice(*FIRST)]
    assert [TEXT[slice(*relation[end])] for end in ("from_span", "to_span")] == ["Huione Group", "Lazarus"]


def test_a_relation_names_ends_status_amount_and_rule():
    relation = record()["relations"][0]
    kept = {key: relation[key] for key in ("type", "from", "to", "status", "amount", "currency", "rule")}
    assert kept == {
        "type": "LAUNDERED_FOR",
        "from": "E1",
        "to": "E2",
        "status": "asserted",
        "amount": 37_000_000,
        "currency": "USD",
        "rule": "launder:verb",
    }


def test_of_one_relation_stated_twice_the_strongest_statement_is_kept():
    denied = replace(LAUNDERED, status="denied", sentence=SECOND, amount=9.0)
    assert [relation["status"] for relation in record(relations=(denied, LAUNDERED))["relations"]] == ["asserted"]


def test_an_association_is_one_whichever_way_it_is_stated():
    there = replace(LAUNDERED, type="ASSOCIATED_WITH")
    back = replace(there, source=there.target, target=there.source)
    assert len(record(relations=(there, back))["relations"]) == 1


def test_a_relation_with_a_direction_may_run_both_ways():
    there = replace(LAUNDERED, type="SENT_FUNDS_TO")
    back = replace(there, source=there.target, target=there.source)
    assert len(record(relations=(there, back))["relations"]) == 2


def test_an_action_names_its_parties_and_shows_its_words():
    action = record()["actions"][0]
    assert (action["kind"], action["by"], action["against"], action["date"]) == ("finding", ["E3"], ["E1"], "2025")
    assert (TEXT[slice(*action["trigger"])], action["evidence"]) == ("found", TEXT[slice(*SECOND)])


def test_a_party_that_stands_twice_in_a_role_is_named_once():
    twice = replace(FINDING, against=(Party(0, at("Huione Group")), Party(0, at("Huione", 1))))
    action = record(actions=(twice,))["actions"][0]
    assert (action["against"], action["against_spans"]) == (["E1"], [[4, 16]])


def test_an_action_without_any_party_says_nothing_of_anybody():
    assert record(actions=(replace(FINDING, by=(), against=()),))["actions"] == []


def test_a_fraction_of_a_coin_stays_one():
    assert record(relations=(replace(LAUNDERED, amount=0.25),))["relations"][0]["amount"] == 0.25


def test_rejected_candidates_are_shown_with_the_reason():
    assert record()["rejected"] == [{"surface": "0xzz", "offsets": [106, 110], "reason": "too short"}]


def test_the_output_is_json_and_the_same_each_time():
    assert json.dumps(record()) == json.dumps(record())


def test_a_reading_of_another_text_is_refused():
    with pytest.raises(ValueError, match="another text"):
        extract(DOCUMENT, replace(READING, text="other"), reader="r")
