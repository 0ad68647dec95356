"""What was read becomes statements: each with its sentence, offsets, status and confidence, and none without."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from ingest.claims import to_claims
from ingest.confidence import NAMED, UNMEASURED, rule_confidence
from ingest.reading import Party, ReadAction, ReadEntity, Reading, ReadMention, ReadRelation
from kg.ids import action_ref
from kg.model import Claim, Document, DocumentClaims, Source

TEXT = (
    "The Huione Group laundered $37 million for Lazarus, Elliptic said. "
    "It is a firm in Phnom Penh. "
    "Huione and the Lazarus Group robbed Bybit."
)
SENTENCES = ((0, 66), (67, 94), (95, 137))
RELIABILITY = 0.5
DOCUMENT = Document(hashlib.sha256(TEXT.encode()).hexdigest(), TEXT, "raw", Source("The Paper", RELIABILITY))


def mention(words: str, nth: int = 0) -> ReadMention:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return ReadMention(words, start, start + len(words))


def party(entity: int, words: str, nth: int = 0) -> Party:
    found = mention(words, nth)
    return Party(entity, (found.start, found.end))


HUIONE = ReadEntity(
    0, "Company", "Huione Group", (mention("Huione Group"), mention("Huione", 1)), "cue", kind="payment"
)
LAZARUS = ReadEntity(1, "Group", "Lazarus Group", (mention("Lazarus"), mention("Lazarus Group")), "catalogue")
ELLIPTIC = ReadEntity(2, "Company", "Elliptic", (mention("Elliptic"),))
BYBIT = ReadEntity(3, "Company", "Bybit", (mention("Bybit"),))
LAUNDERED = ReadRelation(
    "LAUNDERED_FOR", party(0, "Huione Group"), party(1, "Lazarus"), SENTENCES[0], "frame:launder", "alleged",
    amount=37e6, currency="USD", start="2024", end="2025", origin=2,
)  # fmt: skip
THEFT = ReadAction(
    "theft", (party(0, "Huione", 1), party(1, "Lazarus Group")), (party(3, "Bybit"),), (mention("robbed").start, mention("robbed").end),
    SENTENCES[2], "frame:rob", date="2025-02-21", amount=1.5e9, currency="USD",
)  # fmt: skip
ENTITIES = (HUIONE, LAZARUS, ELLIPTIC, BYBIT)


def claimed(*, entities=ENTITIES, relations=(), actions=(), passages=SENTENCES, document=DOCUMENT) -> DocumentClaims:
    reading = Reading(document.text, tuple(passages), tuple(entities), tuple(relations), tuple(actions))
    return to_claims(document, reading, reader="rules-1")


def only(document: DocumentClaims, predicate: str) -> Claim:
    (claim,) = [claim for claim in document.claims if claim.predicate == predicate]
    return claim


def literals(document: DocumentClaims) -> set[tuple[str, str, str | None]]:
    return {(claim.subject_ref, claim.predicate, claim.value) for claim in document.claims if claim.value is not None}


def test_each_sentence_becomes_a_passage_of_the_very_words() -> None:
    passages = claimed().passages
    assert [(passage.text, passage.start_char, passage.end_char) for passage in passages] == [
        (TEXT[start:end], start, end) for start, end in SENTENCES
    ]
    assert {passage.id.split(":")[0] for passage in passages} == {DOCUMENT.id[:16]}


def test_each_mention_stands_in_its_passage() -> None:
    document = claimed()
    by_id = {passage.id: passage for passage in document.passages}
    assert {(m.ref, m.surface) for m in document.mentions} == {
        ("org:huione group", "Huione Group"), ("org:huione group", "Huione"), ("org:lazarus group", "Lazarus"),
        ("org:lazarus group", "Lazarus Group"), ("org:elliptic", "Elliptic"), ("org:bybit", "Bybit"),
    }  # fmt: skip
    assert all(TEXT[m.start : m.end] == m.surface for m in document.mentions)
    assert all(by_id[m.passage_id].start_char <= m.start < by_id[m.passage_id].end_char for m in document.mentions)


def test_a_thing_is_named_labelled_and_typed() -> None:
    assert literals(claimed(entities=(HUIONE, LAZARUS))) == {
        ("org:huione group", "name", "Huione Group"), ("org:huione group", "label", "Company"), ("org:huione group", "kind", "payment"),
        ("org:huione group", "alias", "Huione"), ("org:lazarus group", "name", "Lazarus Group"), ("org:lazarus group", "label", "Group"),
        ("org:lazarus group", "alias", "Lazarus"),
    }  # fmt: skip


def test_a_name_is_proved_where_it_stands_in_full() -> None:
    claim = only(claimed(entities=(LAZARUS,)), "name")
    assert (claim.passage_ids, claim.subject_span) == (
        (claimed().passages[2].id,),
        (mention("Lazarus Group").start, mention("Lazarus Group").end),
    )


def test_a_label_says_why_it_was_given() -> None:
    assert only(claimed(entities=(LAZARUS,)), "label").method == "label:catalogue"
    assert only(claimed(entities=(ELLIPTIC,)), "label").method == "label:default"


def test_another_spelling_of_one_key_is_no_alias() -> None:
    twice = replace(HUIONE, mentions=(mention("Huione Group"), ReadMention("The HUIONE Group’s", 4, 16)), kind=None)
    assert "alias" not in {predicate for _, predicate, _ in literals(claimed(entities=(twice,)))}


def test_a_countrys_adjective_is_no_name_of_it() -> None:
    country = ReadEntity(0, "Country", "Cambodia", (ReadMention("Cambodian", 0, 9),), "catalogue")
    assert literals(claimed(entities=(country,))) == {
        ("country:kh", "name", "Cambodia"),
        ("country:kh", "label", "Country"),
    }


@pytest.mark.parametrize(
    ("family", "name", "ref"),
    [("evm", "0xAbC1", "wallet:evm:0xabc1"), ("tron", "TAbC1", "wallet:tron:TAbC1")],
)
def test_a_wallet_has_its_address_as_printed_and_its_chains(family: str, name: str, ref: str) -> None:
    wallet = ReadEntity(
        0, "Wallet", name, (ReadMention(name, 0, len(name)),), "catalogue", family=family, chains=("ethereum", "bsc")
    )
    assert literals(claimed(entities=(wallet,))) == {
        (ref, "name", name), (ref, "label", "Wallet"), (ref, "address", name), (ref, "chain", "ethereum"), (ref, "chain", "bsc"),
    }  # fmt: skip


def test_a_relation_keeps_all_that_was_read_of_it() -> None:
    claim = only(claimed(relations=[LAUNDERED]), "LAUNDERED_FOR")
    assert (claim.subject_ref, claim.object_ref, claim.value) == ("org:huione group", "org:lazarus group", None)
    assert (claim.status, claim.method, claim.origin) == ("alleged", "frame:launder", "Elliptic")
    assert (claim.amount, claim.currency, claim.start_date, claim.end_date) == (37e6, "USD", "2024", "2025")
    assert (TEXT[slice(*claim.subject_span)], TEXT[slice(*claim.object_span)]) == ("Huione Group", "Lazarus")
    assert claim.passage_ids == (claimed().passages[0].id,)


def test_a_statement_rests_on_the_sentence_of_a_party_outside_it_too() -> None:
    relation = replace(LAUNDERED, source=party(0, "It"), target=party(3, "Bybit"), sentence=SENTENCES[1])
    document = claimed(relations=[relation])
    assert only(document, "LAUNDERED_FOR").passage_ids == (document.passages[1].id, document.passages[2].id)


def test_a_statement_rests_on_two_sentences_at_most() -> None:
    relation = replace(LAUNDERED, source=party(0, "Huione Group"), target=party(3, "Bybit"), sentence=SENTENCES[1])
    document = claimed(relations=[relation])
    assert only(document, "LAUNDERED_FOR").passage_ids == (document.passages[1].id, document.passages[0].id)


def test_an_action_is_one_claim_a_party_and_one_of_its_kind() -> None:
    document = claimed(actions=[THEFT])
    ref = action_ref(DOCUMENT.id, "theft", mention("robbed").start)
    assert {
        (c.predicate, c.subject_ref, c.object_ref or c.value)
        for c in document.claims
        if ref in (c.subject_ref, c.object_ref)
    } == {
        ("kind", ref, "theft"),
        ("PERFORMED", "org:huione group", ref),
        ("PERFORMED", "org:lazarus group", ref),
        ("TARGETED", ref, "org:bybit"),
    }
    targeted = only(document, "TARGETED")
    assert (targeted.start_date, targeted.amount, targeted.subject_span) == ("2025-02-21", 1.5e9, None)
    assert TEXT[slice(*targeted.object_span)] == "Bybit"


def test_confidence_is_that_of_the_source_times_that_of_the_method() -> None:
    document = claimed(relations=[LAUNDERED])
    assert only(document, "LAUNDERED_FOR").confidence == round(RELIABILITY * rule_confidence("frame:launder"), 6)
    assert {c.confidence for c in document.claims if c.predicate == "name"} == {round(RELIABILITY * NAMED, 6)}


def test_a_rule_without_counts_is_as_likely_right_as_wrong() -> None:
    assert rule_confidence("no such rule") == UNMEASURED


def test_a_frame_without_counts_is_believed_like_its_type() -> None:
    assert rule_confidence("frame:LAUNDERED_FOR:never seen") == rule_confidence("frame:LAUNDERED_FOR") > UNMEASURED


def test_what_stands_in_no_sentence_is_no_claim() -> None:
    document = claimed(relations=[LAUNDERED], actions=[THEFT], passages=SENTENCES[1:2])
    assert (document.mentions, document.claims) == ((), ())


def test_one_statement_read_twice_from_one_sentence_is_one_claim_with_what_both_tell() -> None:
    weak = replace(LAUNDERED, status="proposed", rule="b", role="middleman", amount=1.0)
    strong = replace(LAUNDERED, status="asserted", rule="a", start=None, amount=None, currency=None, origin=None)
    found = {only(claimed(relations=order), "LAUNDERED_FOR") for order in ([weak, strong], [strong, weak])}
    (claim,) = found
    assert (claim.status, claim.method, claim.role, claim.amount, claim.currency, claim.start_date, claim.origin) == (
        "asserted", "a", "middleman", 1.0, "USD", "2024", "Elliptic",
    )  # fmt: skip


def test_one_statement_of_two_sentences_is_two_claims() -> None:
    again = replace(LAUNDERED, source=party(0, "Huione", 1), target=party(1, "Lazarus Group"), sentence=SENTENCES[2])
    ids = {claim.id for claim in claimed(relations=[LAUNDERED, again]).claims if claim.predicate == "LAUNDERED_FOR"}
    assert len(ids) == 2


def test_persons_of_two_documents_are_two_refs() -> None:
    person = ReadEntity(0, "Person", "Ben Zhou", (ReadMention("Ben Zhou", 0, 8),))
    refs = {
        claimed(entities=(person,), document=replace(DOCUMENT, id=letter * 64)).claims[0].subject_ref for letter in "ab"
    }
    assert refs == {"person:aaaaaaaaaaaaaaaa:ben zhou", "person:bbbbbbbbbbbbbbbb:ben zhou"}


def test_reading_the_same_twice_gives_the_same() -> None:
    assert claimed(relations=[LAUNDERED], actions=[THEFT]) == claimed(relations=[LAUNDERED], actions=[THEFT])


def test_no_claim_has_both_an_object_and_a_value() -> None:
    document = claimed(relations=[LAUNDERED], actions=[THEFT])
    assert {(claim.object_ref is None) != (claim.value is None) for claim in document.claims} == {True}


def test_an_empty_reading_is_a_document_without_claims() -> None:
    document = claimed(entities=(), passages=())
    assert (document.document, document.reader, document.passages, document.claims) == (DOCUMENT, "rules-1", (), ())


def test_a_public_body_has_one_ref_however_it_is_printed_and_a_bare_court_one_of_its_document() -> None:
    text = "The Treasury sued. The SEC, or Commission, sued. A Court sat."
    document = replace(DOCUMENT, text=text)

    def body(index: int, *words: str) -> ReadEntity:
        places = tuple(ReadMention(word, text.index(word), text.index(word) + len(word)) for word in words)
        return ReadEntity(index, "Agency", words[-1], places, "cue")

    found = claimed(
        entities=(body(0, "Treasury"), body(1, "SEC", "Commission"), body(2, "Court")),
        passages=((0, len(text)),), document=document,
    )  # fmt: skip
    names = {claim.value: claim.subject_ref for claim in found.claims if claim.predicate == "name"}
    assert names["Treasury"] == "org:department of the treasury"
    assert names["Commission"] == "org:securities and exchange commission"
    assert names["Court"] == f"org:@{document.id[:16]}:court"
