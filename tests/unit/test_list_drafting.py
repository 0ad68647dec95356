"""What several lists state alike: documents, dates, countries and names, put into one form."""

from __future__ import annotations

import pytest

from ingest.lists.drafting import MAX_TEXT, Draft, forward, iso, paper_kind, state
from ingest.lists.record import Fact, Link, Notes, Thing


def draft(label: str | None = "Person") -> Draft:
    return Draft(Thing("Amir NOORI", label), Notes())


@pytest.mark.parametrize(
    ("types", "number", "country", "written"),
    [
        (("Passport",), "OA 454044", "Afghanistan", "passport:af:OA454044"),
        (("Passport",), "OA 454044", None, "passport::OA454044"),
        (("Passport",), "Afghan passport number OA296623", None, "passport:af:OA296623"),
        (("Passport",), "No. H0044232 (Iraqi)", None, "passport:iq:H0044232"),
        (("Passport",), "381110042 (Expired 25 Jan. 2016)", None, "passport::381110042"),
        (("Passport",), "R00005943, South Sudan", None, "passport:ss:R00005943"),
        (("Passport",), "Jordan 286062", None, "passport:jo:286062"),
        (
            ("National Identification Number",),
            "Social Security Number 423-31-3021 (US)",
            None,
            "national-id:us:423313021",
        ),
        (
            (None, "National Identification Number"),
            "alien registration number 2054275397",
            None,
            "residence-permit::2054275397",
        ),
        (("FARDC ID", "National Identification Number"), "1-78-09", None, "military-id::17809"),
        (("Moon card",), "12", None, "moon-card::12"),
    ],
)
def test_a_document_is_known_by_the_words_around_its_number(
    types: tuple[str | None, ...], number: str, country: str | None, written: str
) -> None:
    made = draft()
    made.paper(types, number, country)
    assert list(made.facts.values()) == [Fact("identifier", written)]


@pytest.mark.parametrize("note", ["Fraudulent", "stolen in 2003", "Counterfeit"])
def test_a_forged_document_identifies_nobody(note: str) -> None:
    made = draft()
    made.paper(("Passport",), "K99", None, note)
    assert list(made.facts.values()) == [Fact("tag", "false document: Passport K99")]


def test_an_alias_that_is_also_called_good_is_not_weak() -> None:
    made = draft()
    for weak in (True, False, True):
        made.alias("Ustad ", weak=weak)
    made.alias("Amir  NOORI")
    assert list(made.facts.values()) == [Fact("alias", "Ustad")]


def test_of_two_like_birth_dates_the_surer_stands() -> None:
    made = draft()
    for confidence in (0.6, 1.0, 0.5):
        made.born("1970", confidence)
    assert list(made.facts.values()) == [Fact("birth_date", "1970")]


@pytest.mark.parametrize("word", ["na", "N/A", " - ", "Unknown", ""])
def test_a_word_for_nothing_is_nothing(word: str) -> None:
    made = draft()
    made.tag("position", word)
    made.national_of(word)
    made.address([word], word)
    assert (made.facts, made.links, made.notes.unknown) == ({}, {}, {})


def test_prose_is_cut() -> None:
    made = draft()
    made.tag("remark", "a " * MAX_TEXT)
    assert len(next(iter(made.facts.values())).value) <= MAX_TEXT


def test_a_country_that_is_none_is_reported() -> None:
    made = draft()
    made.located_in("Atlantis")
    assert (made.links, dict(made.notes.unknown)) == ({}, {"country: Atlantis": 1})


def test_only_people_are_nationals() -> None:
    made = draft(None)
    made.national_of("Estonian")
    assert list(made.links.values()) == [Link("LOCATED_IN", Thing("Estonia", "Country"))]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("AWES, Shaykh Hassan", "Shaykh Hassan AWES"),
        ("Hilarion Santos, III", "Hilarion Santos III"),
        ("Ali, Amir, Khan", "Ali Amir Khan"),
        ("Amir Noori", "Amir Noori"),
    ],
)
def test_a_name_is_put_forward(written: str, spoken: str) -> None:
    assert forward(written) == spoken


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1962-03-17", "1962-03-17"),
        ("1962-03-17-04:00", "1962-03-17"),
        ("2026-02-27T00:00:09.554Z", "2026-02-27"),
        ("1962-03", "1962-03"),
        ("1962", "1962"),
        ("1962-13-01", None),
        ("1962-02-30", None),
        ("19620317", None),
        ("soon", None),
    ],
)
def test_a_date_is_taken_as_exactly_as_it_is(text: str, day: str | None) -> None:
    assert iso(text) == day


def test_states_and_kinds_of_papers_are_known_by_words() -> None:
    assert (state("Bahrain (citizenship revoked)"), state("Iran / unknown"), state("na")) == ("bh", None, None)
    assert (paper_kind("Italian Fiscal Code"), paper_kind("Voter card")) == ("tax-id", None)
