"""Where a text is cut into sentences before it is parsed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.entities.segments import segment


def cut(text: str) -> list[str]:
    return [text[item.start : item.end] for item in segment(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It was seized by the U.S. Secret Service on Friday.",
        "See Litigation Release No. 19038 for more.",
        "Texas Cash Cow Inc. and Mr. J. Smith of Acme Ltd. were sued in SEC v. Smith.",
        "The fund, e.g. a trust, paid the firm at 5 p.m. on Monday.",
        "It closed on Jan. 5 in Washington, D.C. after a raid.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert cut(text) == [text]


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    assert cut("Conti was paid. Garantex was not! Why? Nobody knows.") == [
        "Conti was paid.",
        "Garantex was not!",
        "Why?",
        "Nobody knows.",
    ]


def test_an_abbreviation_before_a_sentence_opener_ends_the_sentence() -> None:
    assert cut("It was sold to Acme Inc. The firm paid.") == ["It was sold to Acme Inc.", "The firm paid."]


def test_a_semicolon_between_clauses_cuts_and_one_in_brackets_does_not() -> None:
    text = "The first man was arrested on Monday; the second (a Russian; once a banker) fled."
    assert cut(text) == ["The first man was arrested on Monday;", "the second (a Russian; once a banker) fled."]


def test_wrapped_prose_stays_one_sentence() -> None:
    text = "The Office of Foreign Assets Control said on Tuesday that it had added the\nexchange to its list, with two of its founders and a bank in Cyprus that had\nserved them."
    assert cut(text) == [text]


def test_list_items_and_fields_are_units_of_their_own() -> None:
    text = "Subject: Two launderers\nDate: 3 March 2020\n\n* First point without a stop\n* Second point\n(a) an item"
    assert cut(text) == [
        "Subject: Two launderers",
        "Date: 3 March 2020",
        "* First point without a stop",
        "* Second point",
        "(a) an item",
    ]


def test_a_short_line_in_capitals_is_a_heading_and_a_sentence_is_not() -> None:
    found = segment("Additions to the Entity List\n\nThe Bureau added eleven entities.")
    assert [item.heading for item in found] == [True, False]


def test_no_cut_falls_inside_a_protected_span() -> None:
    text = "It came broken in two, 0x83Ef5E80faD88288F770\n152875Ab0bb16641a09E. Then it ended."
    start = text.index("0x83")
    end = text.index(". Then")
    assert [text[item.start : item.end] for item in segment(text, ((start, end),))] == [
        text[: end + 1],
        "Then it ended.",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", ".", ";;;", "\u2028\u0085", "…", "\ud83d\ude00 Ok.", "a" * 5000])
def test_units_are_trimmed_ordered_and_disjoint_on_any_text(text: str) -> None:
    found = segment(text)
    assert all(text[item.start : item.end] == text[item.start : item.end].strip() != "" for item in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
