"""How statements add up to an edge: status, confidence, independent sources, amounts and dates."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evidence import SHOWN, Statement, independence, noisy_or, summarise
from kg.ontology import STATUSES


def said(number: int = 1, status: str = "asserted", confidence: float = 0.5, **fields) -> Statement:
    return Statement(f"c{number}", status, confidence, f"d{number}", **fields)


@pytest.mark.parametrize(
    ("statuses", "strongest"),
    [
        (["asserted", "alleged", "proposed", "denied"], "asserted"),
        (["alleged", "proposed"], "alleged"),
        (["proposed", "denied"], "proposed"),
        (["denied", "denied"], "denied"),
    ],
)
def test_the_strongest_status_stands(statuses: list[str], strongest: str) -> None:
    assert summarise([said(number, status) for number, status in enumerate(statuses)]).status == strongest


def test_independent_sources_add_up() -> None:
    summary = summarise([said(1, publisher="The Paper"), said(2, publisher="The Wire")])
    assert (summary.confidence, summary.sources, summary.claims) == (0.75, 2, 2)


def test_one_source_counts_once_with_its_best_claim() -> None:
    summary = summarise(
        [said(1, confidence=0.4, publisher="The Paper"), said(2, confidence=0.6, publisher="the paper")]
    )
    assert (summary.confidence, summary.sources, summary.claims) == (0.6, 1, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"publisher": "OFAC"}, {"publisher": "A mirror", "primary": "OFAC"}),
        ({"publisher": "The Paper", "origin": "Elliptic"}, {"publisher": "The Wire", "origin": "Elliptic"}),
        ({"publisher": "Elliptic"}, {"publisher": "The Wire", "origin": "Elliptic"}),
        ({"publisher": "The Paper", "copy_cluster": "d1"}, {"publisher": "The Wire", "copy_cluster": "d1"}),
        ({"publisher": "The Paper"}, {"publisher": "The Paper Ltd."}),
    ],
    ids=["a copy of a primary", "one origin", "the origin itself", "one copy cluster", "one publisher"],
)
def test_who_repeats_another_is_no_second_source(one: dict[str, str], other: dict[str, str]) -> None:
    assert summarise([said(1, **one), said(2, **other)]).sources == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"publisher": "The Paper"}, {}),
        ({"publisher": "The Paper"}, {"publisher": "The Paper", "origin": "Elliptic"}),
        ({"publisher": "The Paper", "primary": "OFAC"}, {"publisher": "The Paper", "primary": "FinCEN"}),
    ],
    ids=["two documents of nobody", "publisher and nobody", "its own word and another's", "two primaries"],
)
def test_who_speaks_for_himself_is_a_source_of_his_own(one: dict[str, str], other: dict[str, str]) -> None:
    assert summarise([said(1, **one), said(2, **other)]).sources == 2


def test_the_primary_goes_before_origin_copy_and_publisher() -> None:
    everything = said(primary="OFAC", origin="Elliptic", copy_cluster="d9", publisher="The Paper")
    assert independence(everything) == independence(said(publisher="OFAC"))


def test_a_denial_is_counted_apart_and_lowers_nothing() -> None:
    summary = summarise([said(1, publisher="The Paper"), said(2, "denied", 0.9, publisher="The Wire")])
    assert (summary.status, summary.confidence, summary.sources, summary.claims, summary.denials) == (
        "asserted",
        0.5,
        1,
        2,
        1,
    )


def test_denials_alone_add_up_to_a_denied_edge() -> None:
    summary = summarise([said(1, "denied"), said(2, "denied")])
    assert (summary.status, summary.confidence, summary.denials) == ("denied", 0.75, 2)


def test_the_largest_amount_of_the_strongest_status_stands() -> None:
    amounts = [("alleged", 9e9, "USD"), ("asserted", 4e6, "USD"), ("asserted", 5e6, "EUR"), ("asserted", None, "USD")]
    summary = summarise(
        [said(n, status, amount=amount, currency=currency) for n, (status, amount, currency) in enumerate(amounts)]
    )
    assert (summary.amount, summary.currency) == (5e6, "EUR")


def test_of_equal_amounts_the_first_currency_by_name_stands() -> None:
    assert summarise([said(1, amount=5.0, currency="USD"), said(2, amount=5.0, currency="EUR")]).currency == "EUR"


def test_an_amount_without_currency_keeps_none() -> None:
    assert (summarise([said(amount=5.0)]).amount, summarise([said(amount=5.0)]).currency) == (5.0, None)


@pytest.mark.parametrize(
    ("dates", "date"),
    [
        ([("2025", 0.9), ("2025-02-21", 0.5)], "2025"),
        ([("2025", 0.5), ("2025-02-21", 0.5)], "2025-02-21"),
        ([("2025-02-22", 0.5), ("2025-02-21", 0.5)], "2025-02-21"),
        ([(None, 0.9), ("2025", 0.1)], "2025"),
        ([(None, 0.9)], None),
    ],
    ids=["surest", "most exact", "earliest", "the only one", "none"],
)
def test_the_date_is_the_surest_then_most_exact_then_earliest(
    dates: list[tuple[str | None, float]], date: str | None
) -> None:
    statements = [said(n, confidence=confidence, start_date=day) for n, (day, confidence) in enumerate(dates)]
    assert summarise(statements).start_date == date


def test_it_is_seen_from_the_first_to_the_last_publication() -> None:
    summary = summarise([said(1, published="2025-05"), said(2, "denied", published="2024-11-02"), said(3)])
    assert (summary.first_seen, summary.last_seen) == ("2024-11-02", "2025-05")


def test_what_is_not_known_is_no_property() -> None:
    assert summarise([said()]).properties() == {
        "status": "asserted", "confidence": 0.5, "claims": 1, "sources": 1, "denials": 0, "shown": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("confidences", "together"), [([], 0.0), ([0.5], 0.5), ([0.5, 0.5], 0.75), ([1.0, 0.2], 1.0), ([0.1] * 3, 0.271)]
)
def test_noisy_or_is_the_chance_that_one_is_right(confidences: list[float], together: float) -> None:
    assert noisy_or(confidences) == together


STATEMENTS = st.lists(
    st.builds(
        Statement,
        id=st.uuids().map(str),
        status=st.sampled_from(STATUSES),
        confidence=st.floats(0, 1),
        document_id=st.sampled_from(["d1", "d2"]),
        publisher=st.sampled_from([None, "The Paper", "The Wire", "OFAC"]),
        primary=st.sampled_from([None, "OFAC"]),
        published=st.sampled_from([None, "2025", "2025-01-02"]),
        amount=st.sampled_from([None, 1.0, 2.0]),
        currency=st.sampled_from([None, "USD", "EUR"]),
        start_date=st.sampled_from([None, "2025", "2025-01-02"]),
    ),
    min_size=1,
    max_size=4,
)


@given(STATEMENTS)
def test_the_order_of_statements_does_not_matter(statements: list[Statement]) -> None:
    assert len({summarise(order) for order in permutations(statements)}) == 1


@given(STATEMENTS)
def test_a_sum_is_at_least_as_sure_as_its_best_claim_and_never_above_one(statements: list[Statement]) -> None:
    summary = summarise(statements)
    best = max(
        (one.confidence for one in statements if (one.status == "denied") == (summary.status == "denied")), default=0
    )
    assert round(best, 6) <= summary.confidence <= 1


def test_a_reading_is_as_sure_as_its_method_whatever_its_source_is_worth() -> None:
    assert said(confidence=0.36, reliability=0.4).certainty == 0.9


def test_a_list_is_taken_at_its_word() -> None:
    assert said(confidence=0.2).certainty == 1.0
    assert summarise([said(confidence=0.2)]).shown is True


def test_what_one_source_says_twice_is_no_surer() -> None:
    unsure = {"confidence": SHOWN * 0.7, "reliability": 1.0}
    assert (
        summarise([said(1, publisher="The Paper", **unsure), said(2, publisher="The Paper", **unsure)]).shown is False
    )
    assert summarise([said(1, publisher="The Paper", **unsure), said(2, publisher="The Wire", **unsure)]).shown is True
