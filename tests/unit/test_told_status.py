"""Statuses that more than a trigger's scope decides, sums dealt out to several, sums in coins, schemes told elsewhere."""

from __future__ import annotations

import pytest

from ingest.pipeline import build_nlp, read
from ingest.statements.actions import distinct_actions
from ingest.statements.relations import distinct_relations


@pytest.fixture(scope="module")
def reading_of():
    nlp = build_nlp()
    return lambda text: read(nlp, text, published="2019-05-20")


def actions(reading, kind):
    names = {entity.index: entity.name for entity in reading.entities}
    return [
        (sorted(names[p.entity] for p in action.against or action.by), action.status, action.amount, action.date)
        for action in distinct_actions(reading.actions)
        if action.kind == kind
    ]


def statuses(reading, edge):
    return {relation.status for relation in distinct_relations(reading.relations) if relation.type == edge}


@pytest.mark.parametrize(
    ("text", "edge", "status"),
    [
        (
            "The complaint alleges that Daniel Kowalski and his brother, Peter Kowalski, lied.",
            "ASSOCIATED_WITH",
            "asserted",
        ),
        ("Daniel Kowalski is alleged to own Marlow Finch Ltd.", "OWNS", "alleged"),
        ("Prosecutors asked a court to arrest Daniel Kowalski, who owns Marlow Finch Ltd.", "OWNS", "asserted"),
        ("Marlow Finch Ltd. agreed to buy Brent Tools Inc. for $40 million.", "OWNS", "proposed"),
        ("Marlow Finch Ltd. bought Brent Tools Inc. for $40 million.", "OWNS", "asserted"),
    ],
)
def test_a_relation_is_as_sure_as_its_own_words(reading_of, text, edge, status):
    assert statuses(reading_of(text), edge) == {status}


def test_a_plea_settles_the_conduct(reading_of):
    settled = reading_of("Daniel Kowalski pleaded guilty to one count of money laundering.")
    charged = reading_of("Daniel Kowalski was charged with one count of money laundering.")
    assert {status for _, status, _, _ in actions(settled, "laundering")} <= {"asserted"}
    assert {status for _, status, _, _ in actions(charged, "laundering")} <= {"alleged"}


def test_a_settlement_that_a_court_must_approve_is_proposed(reading_of):
    agreed = "Daniel Kowalski agreed to pay a civil penalty of $50,000."
    assert actions(reading_of(agreed), "penalty")[0][1] == "asserted"
    assert actions(reading_of(f"{agreed} The settlement is pending court approval."), "penalty")[0][1] == "proposed"


def test_sums_named_in_turn_are_dealt_out(reading_of):
    reading = reading_of(
        "Daniel Kowalski and Peter Brandt agreed to pay penalties of $425,000 and $150,000, respectively."
    )
    assert {(tuple(who), amount) for who, _, amount, _ in actions(reading, "penalty")} == {
        (("Daniel Kowalski",), 425_000),
        (("Peter Brandt",), 150_000),
    }


def test_a_sum_for_both_stays_one_measure(reading_of):
    reading = reading_of("Daniel Kowalski and Peter Brandt agreed to pay a civil penalty of $425,000.")
    assert [amount for _, _, amount, _ in actions(reading, "penalty")] == [425_000]


def test_coins_count_as_what_they_were_worth(reading_of):
    worth = reading_of("Hackers stole 4,502 BTC, worth about $308 million, from Marlow Finch Exchange.")
    bare = reading_of("Hackers stole 4,502 BTC from Marlow Finch Exchange.")
    assert [amount for _, _, amount, _ in actions(worth, "theft")] == [308_000_000]
    assert [amount for _, _, amount, _ in actions(bare, "theft")] == [4_502]


def test_a_scheme_takes_its_start_and_sum_from_the_pleading(reading_of):
    reading = reading_of(
        "The Securities and Exchange Commission charged Daniel Kowalski with fraud on May 14, 2019. "
        "The complaint alleges that from 2012 through 2016, Kowalski raised $3 million from investors by lying to them. "
        "He agreed to pay a civil penalty of $9 million."
    )
    ((_, status, amount, date),) = actions(reading, "fraud")
    assert (status, amount, date) == ("alleged", 3_000_000, "2012")


def test_a_relative_clause_does_not_date_the_measure(reading_of):
    reading = reading_of("Police arrested Daniel Kowalski, who founded Marlow Finch Ltd. in 2003.")
    assert [date for _, _, _, date in actions(reading, "arrest")] == [None]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "The complaint alleges that Daniel Kowalski lied to investors. He sent $3 million of their money to Marlow Finch Ltd.",
            "alleged",
        ),
        (
            "The complaint alleges that Daniel Kowalski lied to investors.\n\nHe sent $3 million to Marlow Finch Ltd. last year.",
            "asserted",
        ),
        ("Highlights of the complaint:\n\n• Daniel Kowalski sent $3 million to Marlow Finch Ltd.", "alleged"),
    ],
)
def test_a_sentence_goes_on_with_what_the_pleading_before_it_says(reading_of, text, status):
    assert statuses(reading_of(text), "SENT_FUNDS_TO") == {status}


def test_an_action_to_halt_a_fraud_alleges_it(reading_of):
    reading = reading_of(
        "The Securities and Exchange Commission filed an emergency action to halt a fraud perpetrated by Daniel Kowalski."
    )
    assert {status for _, status, _, _ in actions(reading, "fraud")} == {"alleged"}


def test_sums_dealt_out_stay_apart_from_an_order_against_both(reading_of):
    reading = reading_of(
        "The final judgment, entered on May 14, 2019, ordered Daniel Kowalski and Peter Brandt to pay civil penalties of $425,000 "
        "and $150,000, respectively. The judgment also enjoins both Daniel Kowalski and Peter Brandt from selling securities."
    )
    assert {425_000, 150_000} <= {amount for _, _, amount, _ in actions(reading, "penalty")}
