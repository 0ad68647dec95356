"""Money: signs, codes and names of currencies, scales and number words, ranges, crypto assets; and what is no money."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.money import find_money


def amounts(text: str) -> list[tuple[float, str]]:
    return [(money.amount, money.currency) for money in find_money(text)]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$4 billion", 4e9, "USD"),
        ("US$36m", 36e6, "USD"),
        ("US $4.4 million", 4.4e6, "USD"),
        ("$1.5bn", 1.5e9, "USD"),
        ("$400K", 4e5, "USD"),
        ("$1,234.56", 1234.56, "USD"),
        ("$ 100", 100, "USD"),
        ("$4.35 million", 4.35e6, "USD"),
        ("€2,500,000", 2.5e6, "EUR"),
        ("€2.500.000,50", 2500000.5, "EUR"),
        ("100 €", 100, "EUR"),
        ("600.000 €", 600_000, "EUR"),
        ("Euros 3 million", 3e6, "EUR"),
        ("100,000 USDT-TRC20", 100_000, "USDT"),
        ("HK$5 million", 5e6, "HKD"),
        ("A$5 million", 5e6, "AUD"),
        ("$5 million Canadian dollars", 5e6, "CAD"),
        ("£30m", 30e6, "GBP"),
        ("¥500 million", 5e8, "JPY"),
        ("₹5 crore", 5e7, "INR"),
        ("Rs 1,00,000", 1e5, "INR"),
        ("EUR 100,000", 1e5, "EUR"),
        ("USD 600 million", 6e8, "USD"),
        ("USD20.5M", 20.5e6, "USD"),
        ("Rs.500", 500, "INR"),
        ("1,5 million euros", 1.5e6, "EUR"),
        ("$19.99/month", 19.99, "USD"),
        ("4.3 million dollars", 4.3e6, "USD"),
        ("4.3 million\ndollars", 4.3e6, "USD"),
        ("4-million-dollar", 4e6, "USD"),
        ("1 500 000 euros", 1.5e6, "EUR"),
        ("four billion U.S. dollars", 4e9, "USD"),
        ("half a billion dollars", 5e8, "USD"),
        ("a million dollars", 1e6, "USD"),
        ("one and a half million dollars", 1.5e6, "USD"),
        ("two hundred and fifty thousand euros", 250_000, "EUR"),
        ("Three Million Five Hundred Thousand Dollars", 3.5e6, "USD"),
        ("4 million rubles", 4e6, "RUB"),
        ("2 billion Russian roubles", 2e9, "RUB"),
        ("1.3 trillion won", 1.3e12, "KRW"),
        ("30 million yuan", 3e7, "CNY"),
        ("7 million Swiss francs", 7e6, "CHF"),
        ("4 million pounds of debt", 4e6, "GBP"),
        ("1,500 BTC", 1500, "BTC"),
        ("63.7 bitcoins", 63.7, "BTC"),
        ("two dozen bitcoins", 24, "BTC"),
        ("173,600 ether", 173600, "ETH"),
        ("401,000 ETH", 401000, "ETH"),
        ("25.5 million USDT", 25.5e6, "USDT"),
        ("9 million Tether", 9e6, "USDT"),
    ],
)
def test_an_amount_is_read_with_its_currency(text: str, amount: float, currency: str) -> None:
    assert amounts(f"He took {text}, they say.") == [(amount, currency)]


@pytest.mark.parametrize("printed", ["$4 billion", "US$36m", "4.3 million dollars", "1,500 BTC", "EUR 100,000", "100€"])
def test_the_span_is_what_is_printed(printed: str) -> None:
    text = f"It cost ({printed})."
    assert [text[m.start : m.end] for m in find_money(text)] == [printed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$5 million to $7 million", [(5e6, "USD"), (7e6, "USD")]),
        ("between $5 and $7 million", [(5e6, "USD"), (7e6, "USD")]),
        ("$5-7 million", [(5e6, "USD"), (7e6, "USD")]),
        ("$5–$7 million", [(5e6, "USD"), (7e6, "USD")]),
        ("5 to 7 million dollars", [(5e6, "USD"), (7e6, "USD")]),
        ("between 500 and 700 bitcoins", [(500, "BTC"), (700, "BTC")]),
        ("$200 or $300 million", [(2e8, "USD"), (3e8, "USD")]),
        ("$500 and $7 million", [(500, "USD"), (7e6, "USD")]),
        ("$848,500 to three friends", [(848500, "USD")]),
        ("$1.2 million or 16% of it", [(1.2e6, "USD")]),
        ("75 bitcoins, or about $4.4 million", [(75, "BTC"), (4.4e6, "USD")]),
        ("in 31 €12", [(12, "EUR")]),
        ("$134,999 and $32,995", [(134999, "USD"), (32995, "USD")]),
    ],
)
def test_both_ends_of_a_range_have_the_scale_that_is_meant(text: str, expected: list[tuple[float, str]]) -> None:
    assert amounts(f"It was {text} then.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The $HUIONE token rose 10% in 2019.",
        "Section 10(b), Rule 10b-5 and Rule 506 of 1934",
        "51 Ethereum addresses, 113 bitcoin wallets and 20 BTC transactions",
        "On July 25, 2017 BTC-e went dark.",
        "In 2019 bitcoin fell.",
        "by March 2021 ETH had doubled",
        "billions of dollars",
        "200 pounds of cocaine",
        "She won 12 won cases.",
        "Call 202-622-2960, Room 300.",
        "",
    ],
)
def test_what_is_no_money_is_left_alone(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    "word", ["about", "more than", "at least", "close to", "upwards of", "some", "an estimated", "up to"]
)
def test_a_word_before_makes_an_amount_approximate(word: str) -> None:
    assert [(m.amount, m.approximate) for m in find_money(f"They took {word} $11 billion.")] == [(11e9, True)]


def test_an_amount_without_such_a_word_is_exact() -> None:
    assert [m.approximate for m in find_money("They took $11 billion and 23 million euros.")] == [False, False]


@given(st.text(alphabet=st.sampled_from("$€ 0123456789.,-\nkmb") | st.characters(), max_size=80))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    found = find_money(text)
    assert all(0 <= m.start < m.end <= len(text) and m.amount >= 0 for m in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize("unit", ["1,", "one ", "one and a half ", "5 to ", "1 000 ", "$5 and ", "$"])
def test_time_grows_with_the_length_of_hostile_text_only(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    begun = time.process_time()
    found = find_money(text)
    assert (time.process_time() - begun < 3, len(found) <= len(text)) == (True, True)
