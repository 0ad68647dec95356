"""Identifiers are written alike by every reader, and only those that one holder bears join two names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identifiers import JOINING, identifier, joins


@pytest.mark.parametrize(
    ("kind", "value", "country", "written"),
    [
        ("passport", " 12 34-567.a ", "RU", "passport:ru:1234567A"),
        ("passport", "1234567A", "ru", "passport:ru:1234567A"),
        ("registration", "HRB 123/45", "de", "registration:de:HRB12345"),
        ("imo", "IMO 9187629", None, "imo::IMO9187629"),
        ("ofac", "27307", None, "ofac::27307"),
        ("passport", "№ 77_88", "kp", "passport:kp:7788"),
        ("tax-id", "ИНН 7707", "ru", "tax-id:ru:ИНН7707"),
        ("phone", " +850  2 381 ", None, "phone::+850 2 381"),
        ("email", "A.b@example.org", None, "email::A.b@example.org"),
        ("website", "https://example.org/a", None, "website::https://example.org/a"),
    ],
)
def test_two_spellings_of_an_identifier_are_one_string(
    kind: str, value: str, country: str | None, written: str
) -> None:
    assert identifier(kind, value, country) == written


@pytest.mark.parametrize("value", ["", "  ", "-", "./ -_"])
@pytest.mark.parametrize("kind", ["passport", "ofac"])
def test_punctuation_alone_is_no_identifier(kind: str, value: str) -> None:
    assert identifier(kind, value, "ru") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("passport:ru:1234567", True),
        ("passport::1234567", False),
        ("passport:ru:123", False),
        ("imo::9187629", True),
        ("swift::BKIDINBB", True),
        ("mitre::G0032", True),
        ("ofac::27307", True),
        ("ofac::306", False),
        ("phone::+850 2 381", False),
        ("website::https://example.org", False),
        ("cage:us:1ABC2", False),
        ("passport", False),
        ("", False),
    ],
)
def test_an_identifier_joins_where_its_issuer_is_known(text: str, *, expected: bool) -> None:
    assert joins(text) is expected


@pytest.mark.parametrize("value", ["none", "unknown", "N/A N/A", "0000000", "00-00-00"])
@pytest.mark.parametrize("kind", ["passport", "national-id", "tax-id", "registration"])
def test_what_stands_where_no_number_is_known_joins_nobody(kind: str, value: str) -> None:
    assert not joins(identifier(kind, value, "ru"))


@given(st.sampled_from(sorted(JOINING)), st.text(), st.sampled_from([None, "ru", "KP"]))
def test_an_identifier_written_again_stays_as_it_is(kind: str, value: str, country: str | None) -> None:
    written = identifier(kind, value, country)
    if written:
        again, where, number = written.split(":", 2)
        assert identifier(again, number, where or None) == written
