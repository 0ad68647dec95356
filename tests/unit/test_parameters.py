"""Raw values become the six types, or a BadValue says why not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.asking.parameters import TYPES, BadValue, convert


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("string", "", ""),
        ("string", "'}) DETACH DELETE n //", "'}) DETACH DELETE n //"),
        ("integer", " -12 ", -12),
        ("integer", 7, 7),
        ("integer", "9223372036854775807", 2**63 - 1),
        ("float", "0.5", 0.5),
        ("float", 1, 1.0),
        ("float", "1e-3", 0.001),
        ("boolean", "TRUE", True),
        ("boolean", "no", False),
        ("boolean", False, False),
        ("date", "2025", "2025"),
        ("date", "2025-02", "2025-02"),
        ("date", "2024-02-29", "2024-02-29"),
        ("date", date(2025, 5, 1), "2025-05-01"),
        ("list<string>", "a, b,,c", ["a", "b", "c"]),
        ("list<string>", '["a, b", "c"]', ["a, b", "c"]),
        ("list<string>", ("a", "b"), ["a", "b"]),
        ("list<string>", "", []),
    ],
)
def test_reads_a_value_of_the_type(kind, raw, value):
    converted = convert(kind, raw)
    assert (type(converted), converted) == (type(value), value)


@pytest.mark.parametrize(
    ("kind", "raw", "reason"),
    [
        ("string", 5, "5 is not text"),
        ("string", "a\udcff", "'a\\udcff' is not valid Unicode"),
        ("integer", "1.5", "'1.5' is not a whole number"),
        ("integer", "٣", "'٣' is not a whole number"),
        ("integer", True, "True is not a whole number"),
        ("integer", "9223372036854775808", "the number is outside 64 bits"),
        pytest.param("integer", 10**5000, "the number is outside 64 bits", id="huge integer"),
        ("float", "much", "'much' is not a number"),
        ("float", "nan", "'nan' is not a finite number"),
        ("float", "1e999", "'1e999' is not a finite number"),
        pytest.param("float", 10**400, "the number is outside the range of a float", id="huge float"),
        ("float", True, "True is not a number"),
        ("boolean", "maybe", "'maybe' is neither true nor false"),
        ("boolean", 1, "1 is neither true nor false"),
        ("date", "1 May 2025", "'1 May 2025' is not a date"),
        ("date", "2025-02-30", "'2025-02-30' is not in the calendar"),
        ("date", "0000", "'0000' is not in the calendar"),
        ("list<string>", "[1]", "1 is not text"),
        ("list<string>", "[a", "'[a' is not a JSON list"),
        ("list<string>", 5, "5 is not a list"),
    ],
)
def test_says_why_a_value_is_not_of_the_type(kind, raw, reason):
    with pytest.raises(BadValue) as caught:
        convert(kind, raw)
    assert str(caught.value) == reason


@pytest.mark.parametrize("raw", ["0\x1f", " 0 ", "\t0\n"])
def test_a_number_may_stand_in_any_white_space(raw):
    assert convert("integer", raw) == 0


def test_a_number_of_thousands_of_digits_is_refused():
    with pytest.raises(BadValue):
        convert("integer", "9" * 5000)


def test_a_long_value_is_cut_in_the_message():
    with pytest.raises(BadValue) as caught:
        convert("integer", "x" * 10_000)
    assert len(str(caught.value)) < 160
    assert str(caught.value).endswith("is not a whole number")


@given(
    st.sampled_from(sorted(TYPES)), st.one_of(st.text(), st.none(), st.integers(), st.floats(), st.lists(st.integers()))
)
def test_whatever_arrives_is_converted_or_refused(kind, raw):
    try:
        convert(kind, raw)
    except BadValue as error:
        assert str(error)
