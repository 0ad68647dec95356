"""Measures that their own sentence does not date: by the complaint or judgment, the tale, the news of the day."""

from __future__ import annotations

import pytest

from ingest.pipeline import build_nlp, read
from ingest.statements.actions import distinct_actions
from ingest.statements.told_dates import is_dateline
from ingest.text.dates import find_dates


@pytest.fixture(scope="module")
def nlp():
    return build_nlp()


def dates(nlp, text, kind, published="2019-05-20", publisher=None):
    reading = read(nlp, text, published=published, publisher=publisher)
    return [action.date for action in distinct_actions(reading.actions) if action.kind == kind]


def test_a_charge_is_dated_by_its_complaint(nlp):
    text = (
        "The Securities and Exchange Commission charged Daniel Kowalski with fraud. "
        "The SEC's complaint, filed on May 14, 2019 in federal court in Boston, alleges that he lied to clients."
    )
    assert dates(nlp, text, "charge") == ["2019-05-14"]


def test_a_caption_is_dated_by_its_docket(nlp):
    text = "Securities and Exchange Commission v. Daniel Kowalski, Civil Action No. 19-0123 (D. Mass.) (Filed May 14, 2019)\n\nDaniel Kowalski lives in Boston."
    assert dates(nlp, text, "charge") == ["2019-05-14"]


def test_a_conduct_told_by_a_complaint_does_not_date_the_charge(nlp):
    text = (
        "The SEC filed a complaint on May 14, 2019. "
        "The SEC alleges that from 2012 through 2016, Daniel Kowalski raised $3 million from investors by lying to them."
    )
    assert "2012" not in dates(nlp, text, "charge")


def test_a_penalty_is_dated_by_the_judgment_before_it(nlp):
    text = (
        "On May 14, 2019, a federal court entered a final judgment against Daniel Kowalski. "
        "Kowalski consented to pay a civil penalty of $50,000."
    )
    assert set(dates(nlp, text, "penalty")) == {"2019-05-14"}


def test_what_had_been_before_is_not_dated_by_the_tale(nlp):
    text = (
        "On May 14, 2019, the Federal Trade Commission sued Daniel Kowalski. "
        "The Financial Conduct Authority had fined Mr. Kowalski £50,000."
    )
    assert dates(nlp, text, "penalty") == [None]


def test_a_stage_of_a_case_is_not_dated_by_another(nlp):
    text = "On May 14, 2019, police in Boston arrested Daniel Kowalski. Daniel Kowalski pleaded guilty to wire fraud."
    assert dates(nlp, text, "plea") == [None]


def test_an_authority_that_has_acted_tells_the_news_of_the_day(nlp):
    text = "The Financial Conduct Authority has fined Marlow Finch Ltd £50,000 for breaches of its rules."
    assert dates(nlp, text, "penalty") == ["2019-05-20"]
    assert dates(nlp, text, "penalty", published=None) == [None]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("WASHINGTON, May 14, 2019 - The agency sued.", True),
        ("Litigation Release No. 15388 / May 14, 2019\n", True),
        ("Washington D.C. (updated May 14, 2019) -- The agency sued.", True),
        ("The agency sued on May 14, 2019 - and lost.", False),
        ("On May 14, 2019, the agency sued.", False),
    ],
)
def test_a_dateline_heads_a_text(text, heads):
    (hit,) = find_dates(text)
    assert is_dateline(text, hit) is heads


def test_a_case_brought_by_an_agency_is_older_than_the_judgment_in_it(nlp):
    text = (
        "On May 14, 2019, a federal court entered a final judgment in a case "
        "brought by the Securities and Exchange Commission against Daniel Kowalski."
    )
    assert "2019-05-14" not in dates(nlp, text, "charge")


def test_what_came_later_is_not_of_the_same_month(nlp):
    text = "Daniel Kowalski was arrested in January 2017 and later pleaded guilty to securities fraud."
    assert dates(nlp, text, "arrest") == ["2017-01"]
    assert dates(nlp, text, "plea") == [None]


def test_a_year_that_says_which_one_is_meant_dates_nothing(nlp):
    text = "Daniel Kowalski was sentenced for lies in his 2013 testimony."
    assert dates(nlp, text, "sentence") == [None]


def test_a_charge_is_not_dated_by_what_it_was_laid_for(nlp):
    text = (
        "In November 2018, the Securities and Exchange Commission charged Daniel Kowalski "
        "with selling false notes to investors between August 2013 and June 2015."
    )
    assert dates(nlp, text, "charge") == ["2018-11"]


def test_a_judgment_is_not_dated_by_the_action_that_it_ends(nlp):
    text = (
        "On May 14, 2019, a federal court entered a final judgment against Daniel Kowalski, "
        "a defendant in an enforcement action filed in July 2014."
    )
    assert dates(nlp, text, "penalty") == ["2019-05-14"]


def test_a_penalty_is_not_dated_by_the_plea_that_it_came_after(nlp):
    text = "Marlow Finch Ltd was fined £50,000 today, having pleaded guilty on 7 April to three offences."
    assert dates(nlp, text, "penalty") == ["2019-05-20"]


def test_an_older_action_does_not_date_a_charge(nlp):
    text = (
        "The Securities and Exchange Commission filed a complaint against Daniel Kowalski. "
        "The previous actions were announced on September 12, 2017."
    )
    assert dates(nlp, text, "charge") == [None]
