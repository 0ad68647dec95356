"""Entities of a document by rules alone: the pipeline's components on a blank English model."""

from __future__ import annotations

from typing import Any

import pytest
import spacy

from ingest.pipeline import add_components, reader_version


@pytest.fixture(scope="module")
def nlp() -> Any:
    return add_components(spacy.blank("en"))


def read(nlp: Any, text: str) -> dict[str, tuple[str, set[str]]]:
    return {
        entity.name: (entity.label, {mention.surface for mention in entity.mentions}) for entity in nlp(text)._.entities
    }


CASES = [
    (
        "The U.S. Treasury Department's Financial Crimes Enforcement Network (FinCEN) acted. FinCEN said so.",
        {
            "U.S. Treasury Department": ("Agency", {"U.S. Treasury Department"}),
            "Financial Crimes Enforcement Network": ("Agency", {"Financial Crimes Enforcement Network", "FinCEN"}),
        },
    ),
    (
        "Bitzlato, a virtual currency exchange, was fined.",
        {"Bitzlato": ("Company", {"Bitzlato"})},
    ),
    (
        "Police named the ransomware gang Quillback. Quillback denied it.",
        {"Quillback": ("Group", {"Quillback"})},
    ),
    (
        'The court froze accounts of Orrin Vale Trading, LLC ("OVT"). OVT appealed.',
        {"Orrin Vale Trading, LLC": ("Company", {"Orrin Vale Trading, LLC", "OVT"})},
    ),
    (
        "U.S. Attorney Damian Williams spoke to James Quill. Williams thanked Quill.",
        {
            "Damian Williams": ("Person", {"Damian Williams", "Williams"}),
            "James Quill": ("Person", {"James Quill", "Quill"}),
        },
    ),
    (
        "The complaint was filed in the U.S. District Court for the Southern District of New York.",
        {
            "U.S. District Court for the Southern District of New York": (
                "Agency",
                {"U.S. District Court for the Southern District of New York"},
            )
        },
    ),
    (
        "He broke Section 10(b) of the Securities Exchange Act of 1934 during Operation Cronos with Emotet and Bitcoin.",
        {},
    ),
    (
        'Robert Hale, also known as "northwind", was arrested.',
        {"Robert Hale": ("Person", {"Robert Hale", "northwind"})},
    ),
    (
        "Grinex is a Kyrgyzstan-based exchange, and Aleksej Besciokov is a Lithuanian national.",
        {
            "Grinex": ("Company", {"Grinex"}),
            "Kyrgyzstan": ("Country", {"Kyrgyzstan"}),
            "Aleksej Besciokov": ("Person", {"Aleksej Besciokov"}),
            "Lithuania": ("Country", {"Lithuanian"}),
        },
    ),
    (
        "The Lazarus Group works for North Korea.",
        {"Lazarus Group": ("Group", {"Lazarus Group"}), "North Korea": ("Agency", {"North Korea"})},
    ),
    (
        "They met in Lisbon, Portugal, and in Atlanta, Georgia.",
        {"Portugal": ("Country", {"Portugal"})},
    ),
    (
        "The U.S. Government thanked the Government of Estonia.",
        {
            "U.S. Government": ("Agency", {"U.S. Government"}),
            "Government of Estonia": ("Agency", {"Government of Estonia"}),
        },
    ),
    (
        "It sued Massachusetts-based Orrin Vale Corp. and Deep Quill Oil and Gas, Inc.",
        {
            "Orrin Vale Corp.": ("Company", {"Orrin Vale Corp."}),
            "Deep Quill Oil and Gas, Inc.": ("Company", {"Deep Quill Oil and Gas, Inc."}),
        },
    ),
    ("They were hit by malware such as DanaBot, Trickbot and Warmcookie.", {}),
    ("It was hit with BitPaymer ransomware attacks.", {}),
    (
        'Robert "Bob" Hale left. Hale was seen.',
        {'Robert "Bob" Hale': ("Person", {'Robert "Bob" Hale', "Hale"})},
    ),
    (
        "The SEC sued. The Commission's complaint was read.",
        {"Commission": ("Agency", {"SEC", "Commission"})},
    ),
    (
        "Robert Hale d/b/a Orrin Vale Account was sued with Quill, LLC f/k/a Quill Partners, LLC, and Marsh, LLC.",
        {
            "Robert Hale": ("Person", {"Robert Hale"}),
            "Orrin Vale Account": ("Company", {"Orrin Vale Account"}),
            "Quill Partners, LLC": ("Company", {"Quill, LLC", "Quill Partners, LLC"}),
            "Marsh, LLC": ("Company", {"Marsh, LLC"}),
        },
    ),
    (
        "Under Secretary for Industry and Security Alan Estevez met the Secretary of Transportation.",
        {"Alan Estevez": ("Person", {"Alan Estevez"})},
    ),
    (
        "The case of the United Kingdom, the United States and Australia moved on. It is a People's Republic of China firm.",
        {
            "United Kingdom": ("Agency", {"United Kingdom"}),
            "United States": ("Agency", {"United States"}),
            "Australia": ("Agency", {"Australia"}),
            "China": ("Country", {"People's Republic of China"}),
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_rules_read_the_entities_of_a_sentence(nlp: Any, text: str, expected: dict[str, tuple[str, set[str]]]) -> None:
    assert read(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Children play in the park and conti is a root.", False),
        ("Play time is over.", False),
        ("The Play ransomware gang hit a bakery.", True),
        ("Conti, a ransomware group, split.", True),
    ],
)
def test_an_ordinary_word_needs_its_capital_and_a_cue(nlp: Any, text: str, named: bool) -> None:
    assert bool(read(nlp, text)) is named


def test_every_mention_is_the_very_words_of_the_text(nlp: Any) -> None:
    text = "Treasury's OFAC, the FBI and Tether’s lawyers met in  the\nUnited Kingdom; Tornado Cash was named."
    doc = nlp(text)
    mentions = [mention for entity in doc._.entities for mention in entity.mentions]
    assert {text[mention.start : mention.end] for mention in mentions} == {
        "Treasury",
        "OFAC",
        "FBI",
        "Tether",
        "United Kingdom",
        "Tornado Cash",
    }
    assert all(text[mention.start : mention.end] == mention.surface for mention in mentions)


def test_a_wallet_broken_over_a_line_is_one_token_and_one_entity(nlp: Any) -> None:
    doc = nlp("It went to 0x83Ef5E80faD88288F770\n152875Ab0bb16641a09E on Friday.")
    wallet = doc._.entities[0]
    assert (wallet.label, wallet.name, wallet.family) == ("Wallet", "0x83Ef5E80faD88288F770152875Ab0bb16641a09E", "evm")
    assert [token._.entity for token in doc].count(wallet.index) == 1


def test_tokens_and_spans_know_their_entity(nlp: Any) -> None:
    doc = nlp("The Lazarus Group used Tornado Cash.")
    assert [doc[1]._.entity, doc[3]._.entity, doc[4:6]._.entity] == [0, None, 1]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Lazarus Group", "Group"), ("Tornado Cash", "Company")]


def test_entities_say_how_their_label_is_known(nlp: Any) -> None:
    doc = nlp("Binance sued Orrin Vale Trading, LLC.")
    assert [(entity.label_method, entity.kind) for entity in doc._.entities] == [
        ("catalogue", "exchange"),
        ("cue", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "'",
        "’s",
        "The",
        "A. B. C.",
        "((((",
        "\x00\x01",
        "👩‍🚀 Ltd, Inc. & Co",
        "ﬁnCEN ①②",
        "مرحبا بالعالم",
        "Ö" * 3000,
        "of of of The of",
        "(“",
        "U.S. U.S. U.S.",
    ],
)
def test_no_text_makes_the_reader_fail(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert all(
        text[mention.start : mention.end] == mention.surface for entity in doc._.entities for mention in entity.mentions
    )


def test_the_same_text_is_read_the_same_way_twice(nlp: Any) -> None:
    text = " ".join(text for text, _ in CASES)
    assert nlp(text)._.entities == nlp(text)._.entities


def test_the_reader_names_rules_model_and_spacy(nlp: Any) -> None:
    assert reader_version(nlp) == f"rules-3/en_pipeline-0.0.0/spacy-{spacy.__version__}"
