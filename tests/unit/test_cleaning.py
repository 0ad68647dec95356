"""What normalising takes away, and what it never touches."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents.cleaning import clean_date, clean_line, clean_text, clean_url

EVM = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a  \nb\t\n", "a\nb"),
        ("a\n\n\n\n\n\nb", "a\n\n\nb"),
        ("$37\xa0million", "$37 million"),
        ("zero\u200bwidth\ufeff and\x07 bell", "zerowidth and bell"),
        ("e\u0301", "é"),
        ("soft\xadhyphen", "softhyphen"),
        ("wide" + " " * 500 + "gap" + "\t" * 90 + "s", "wide" + " " * 80 + "gap" + " " * 80 + "s"),
        ("\u202eabc\u202c", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ﬁne ½ Ａ", "ﬁne ½ Ａ"),
    ],
)
def test_text_is_normalised(raw, clean):
    assert clean_text(raw) == unicodedata.normalize("NFC", clean)


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\xad", "\u2060", "\ufeff"])
def test_an_address_with_invisible_breaks_in_it_is_whole_again(hidden):
    assert clean_text(hidden.join([EVM[:10], EVM[10:30], EVM[30:]])) == EVM


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    once = clean_text(text)
    assert clean_text(once) == once


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_printable_ascii_is_never_altered(text):
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("https://me:secret@a.example:8080/b", "https://a.example:8080/b"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("ftp://a.example/", None),
        ("https://", None),
        ("https://a.example/<script>", None),
        ("https://a.example/a b", None),
        ("https://[broken/", None),
        ("https://a.example:port/", None),
        ("https://a.example/" + "x" * 3_000, None),
        ("", None),
        (None, None),
    ],
)
def test_only_clean_web_addresses_are_kept(raw, url):
    assert clean_url(raw) == url


@pytest.mark.parametrize(
    ("raw", "date"), [("2025", "2025"), ("2025-05-01T10:00:00+02:00", "2025-05-01"), (" ", None), (None, None)]
)
def test_dates_are_as_exact_as_given(raw, date):
    assert clean_date(raw) == date


@pytest.mark.parametrize("raw", ["yesterday", "1/5/2025", "2025-02-30", "20250501", "0000"])
def test_what_is_no_iso_date_raises(raw):
    with pytest.raises(ValueError):
        clean_date(raw)


def test_a_line_of_nothing_is_none():
    assert clean_line(" \u200b\n", limit=10) is None
