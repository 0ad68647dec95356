"""Actions read from sentences as notices and news write them, and how their statements join into events."""

from __future__ import annotations

import pytest

from ingest.statements.actions import distinct_actions, find_actions
from tests.unit.reading_pipeline import actions_in, doc_of

SEC = "U.S. Securities and Exchange Commission"


def one(
    kind: str, by: set[str], against: set[str], status: str = "asserted"
) -> tuple[str, frozenset[str], frozenset[str], str]:
    return (kind, frozenset(by), frozenset(against), status)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tornado Cash was sanctioned by OFAC.", one("sanction", {"OFAC"}, {"Tornado Cash"})),
        ("OFAC added Garantex to the SDN List.", one("sanction", {"OFAC"}, {"Garantex"})),
        ("The SEC announced fraud charges against Ben Zhou and Bybit.", one("charge", {"SEC"}, {"Ben Zhou", "Bybit"})),
        ("The SEC filed a complaint against Roman Storm.", one("charge", {"SEC"}, {"Roman Storm"})),
        ("Roman Storm was indicted in 2023.", one("charge", set(), {"Roman Storm"})),
        ("Alexander Vinnik was arrested in Greece.", one("arrest", set(), {"Alexander Vinnik"})),
        ("Binance pleaded guilty to three counts.", one("plea", set(), {"Binance"})),
        ("Roman Storm was found guilty.", one("conviction", set(), {"Roman Storm"})),
        ("FinCEN imposed a penalty of $12 million on BTC-e.", one("penalty", {"FinCEN"}, {"BTC-e"})),
        ("Binance agreed to pay a fine of $50 million.", one("penalty", set(), {"Binance"})),
        ("Sinbad was accused of laundering stolen funds.", one("laundering", {"Sinbad"}, set(), "alleged")),
        ("The FBI blamed the Lazarus Group for the theft of $1.5 billion from Bybit.", one("theft", {"Lazarus Group"}, {"Bybit"})),
        ("The SEC is seeking civil penalties against Roman Storm.", one("penalty", {"SEC"}, {"Roman Storm"}, "proposed")),
    ],
)  # fmt: skip
def test_action_is_read(sentence: str, expected: tuple[str, frozenset[str], frozenset[str], str]) -> None:
    assert expected in actions_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Roman Storm was not arrested.",
        "Nobody has charged Roman Storm.",
        "Changpeng Zhao is due to be sentenced next year.",
        "The court enjoined Roman Storm from defrauding investors, as the law provides.",
    ],
)
def test_what_did_not_happen_is_no_arrest_charge_sentence_or_fraud(sentence: str) -> None:
    kinds = {kind for kind, *_ in actions_in(sentence)}
    assert not kinds & {"arrest", "charge", "sentence", "fraud"}


def test_two_sentences_on_one_sanction_are_one_event() -> None:
    text = "OFAC sanctioned Sinbad. OFAC sanctioned Sinbad on November 29, 2023."
    doc = doc_of(text)
    found = distinct_actions(find_actions(doc))
    assert [(a.kind, a.date) for a in found] == [("sanction", "2023-11-29")]


def test_sanctions_on_two_dates_stay_apart() -> None:
    text = "On May 6, 2022 OFAC designated Blender.io. On November 29, 2023 OFAC designated Sinbad."
    assert {kind_by[2] for kind_by in actions_in(text)} == {frozenset({"Blender.io"}), frozenset({"Sinbad"})}


def test_today_is_the_day_of_publication() -> None:
    doc = doc_of("The SEC today charged Roman Storm.")
    assert [a.date for a in find_actions(doc, published="2023-08-23")] == ["2023-08-23"]


def test_a_complaint_speaks_for_its_publisher() -> None:
    text = "The SEC opened a case. The complaint charges Roman Storm with violating the antifraud provisions."
    assert one("charge", {"SEC"}, {"Roman Storm"}) in actions_in(text, publisher=SEC)


def test_a_complaint_of_fraud_makes_the_accused_alleged_fraudsters() -> None:
    text = "The SEC charged Roman Storm with fraud. The complaint alleges that he raised money through a Ponzi scheme."
    assert one("fraud", {"Roman Storm"}, set(), "alleged") in actions_in(text, publisher=SEC)


def test_a_caption_is_a_charge() -> None:
    assert one("charge", {"SEC"}, {"Roman Storm"}) in actions_in("SEC v. Roman Storm, Civil Action No. 5")


def test_penalty_takes_the_total() -> None:
    doc = doc_of("Bybit was ordered to pay disgorgement of $25,625 and a penalty of $10,000, for a total of $35,625.")
    assert {a.amount for a in distinct_actions(find_actions(doc)) if a.kind == "penalty"} == {35625}


def test_spans_hold_the_words_that_stand_for_a_party() -> None:
    text = "The Lazarus Group stole $1.5 billion from Bybit."
    doc = doc_of(text)
    found = find_actions(doc)[0]
    assert [text[slice(*p.span)] for p in (*found.by, *found.against)] == ["Lazarus Group", "Bybit"]
    assert text[slice(*found.trigger)] == "stole"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Bureau of Industry and Security amends the regulations by adding five entities to the Entity List.",
            one("sanction", {"Bureau of Industry and Security"}, set()),
        ),
        (
            "OFAC is publishing the names of persons that have been removed from the SDN List.",
            one("delisting", {"OFAC"}, set()),
        ),
    ],
)
def test_listings_of_unnamed_entities_are_actions_of_the_agency(
    sentence: str, expected: tuple[str, frozenset[str], frozenset[str], str]
) -> None:
    assert expected in actions_in(sentence)


def test_a_settlement_that_awaits_the_court_is_proposed() -> None:
    text = "Roman Storm agreed to pay a civil penalty of $5,000. The settlement is subject to court approval."
    assert one("penalty", set(), {"Roman Storm"}, "proposed") in actions_in(text)


def test_a_theft_laid_to_someone_is_the_one_told_before() -> None:
    text = "WazirX lost $230 million in a hack in July 2024. The FBI attributed the hack to the Lazarus Group."
    thefts = [(by, against) for kind, by, against, _ in actions_in(text) if kind == "theft"]
    assert thefts == [(frozenset({"Lazarus Group"}), frozenset({"WazirX"}))]


def test_the_penalty_is_told_from_what_is_disgorged() -> None:
    text = (
        "Roman Storm was ordered to pay disgorgement of $62,029. "
        "Roman Storm was further ordered to pay a civil penalty in the amount of $9,715."
    )
    found = distinct_actions(find_actions(doc_of(text)))
    assert [a.amount for a in found if a.kind == "penalty"] == [9715]
