"""Dates: how they are written, what they mean on a day of publication, periods; and what is no date."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.dates import find_dates

PUBLISHED = "2025-08-15"  # a Friday


def dates(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(hit.date, hit.end_date) for hit in find_dates(text, published)]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("August 14, 2025", "2025-08-14"),
        ("August 14 2025", "2025-08-14"),
        ("Aug. 14th, 2025", "2025-08-14"),
        ("AUGUST 14, 2025", "2025-08-14"),
        ("Feb.\u202f4,\u202f2025", "2025-02-04"),
        ("August\n14, 2025", "2025-08-14"),
        ("14 August 2025", "2025-08-14"),
        ("the 7th of May 2019", "2019-05-07"),
        ("the 7th day of May, 2019", "2019-05-07"),
        ("Tuesday, September 21, 2021", "2021-09-21"),
        ("2025-08-14", "2025-08-14"),
        ("8/14/2025", "2025-08-14"),
        ("8/4/2025", "2025-08-04"),
        ("14/8/2025", "2025-08-14"),
        ("14.08.2025", "2025-08-14"),
        ("14-Aug-2025", "2025-08-14"),
        ("2025/08/14", "2025-08-14"),
        ("March 2019", "2019-03"),
        ("May of 2019", "2019-05"),
        ("Sept. 2019", "2019-09"),
    ],
)
def test_a_full_date_is_read_in_every_notation(printed: str, meant: str) -> None:
    text = f"It was filed on {printed} in court."
    assert [(text[h.start : h.end], h.date) for h in find_dates(text)] == [(printed, meant)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("in 2022", "2022"),
        ("in late 2019", "2019"),
        ("in mid-2019", "2019"),
        ("during the first half of 2019", "2019"),
        ("in the summer of 2021", "2021"),
        ("in fiscal year 2020", "2020"),
        ("since August 2021", "2021-08"),
        ("a 2006 SEC order", "2006"),
        ("the 2016 theft", "2016"),
        ("in or about 2015", "2015"),
        ("In 2019 bitcoin fell", "2019"),
        ("before the 2020 vote", "2020"),
        ("(2019)", "2019"),
        ("as early as 2017", "2017"),
        ("in H1 2022", "2022"),
        ("mid-March 2021", "2021-03"),
    ],
)
def test_a_year_or_month_is_as_exact_as_the_text(text: str, meant: str) -> None:
    assert dates(text, None) == [(meant, None)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("on March 11", "2025-03-11"),
        ("on 11 March", "2025-03-11"),
        ("in the early hours of March 6", "2025-03-06"),
        ("on August 15", "2025-08-15"),
        ("on August 16", "2024-08-16"),
        ("in February", "2025-02"),
        ("in August", "2025-08"),
        ("in late September", "2024-09"),
        ("by the end of March", "2025-03"),
        ("on Feb. 29", "2024-02-29"),
        ("today", "2025-08-15"),
        ("yesterday", "2025-08-14"),
        ("on Thursday", "2025-08-14"),
        ("on Friday", "2025-08-15"),
        ("last Friday", "2025-08-08"),
        ("next Monday", "2025-08-18"),
        ("on Friday, 8 August", "2025-08-08"),
        ("last month", "2025-07"),
        ("earlier this month", "2025-08"),
        ("last year", "2024"),
        ("this year", "2025"),
        ("three years ago", "2022"),
        ("in March last year", "2024-03"),
        ("on 5 May of last year", "2024-05-05"),
        ("in May of this year", "2025-05"),
        ("in Thursday's raid", "2025-08-14"),
        ("last night", "2025-08-14"),
        ("this morning", "2025-08-15"),
        ("two days ago", "2025-08-13"),
        ("eight months ago", "2024-12"),
    ],
)
def test_a_date_without_a_year_is_the_last_one_not_after_publication(text: str, meant: str) -> None:
    assert dates(f"He was caught {text} there.") == [(meant, None)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("He will be sentenced on March 11.", "2026-03-11"),
        ("On October 3 the court will hear him.", "2025-10-03"),
        ("A hearing is scheduled for Monday.", "2025-08-18"),
        ("He was arrested on March 11 and will be extradited.", "2025-03-11"),
    ],
)
def test_words_that_point_ahead_choose_the_next_such_day(text: str, meant: str) -> None:
    assert dates(text) == [(meant, None)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # An old story keeps its year, and turns it at its end.
        ("On 23 March 2016 they stole it. On 14 April it was traced.", "2016-04-14"),
        ("In November 2016 they began. On 5 January they fled.", "2017-01-05"),
        ("In 2016 they began. In May they fled.", "2016-05"),
        # A date told in passing does not move the report.
        ("It hit Garantex, which it had first listed on April 5, 2022. On March 6 police took it over.", "2025-03-06"),
        ("It was listed on April 5, 2022 and again on August 8.", "2022-08-08"),
        # A story of the last months goes on in them.
        ("On 12 November 2024 they stole it. On 14 April it was traced.", "2025-04-14"),
        ("It was hit on May 7. The next day it paid.", "2025-05-08"),
        ("It was hit on May 7 and, a day later, paid.", "2025-05-08"),
        ("On 25 July 2017 he was held. Later that month they fined it.", "2017-07"),
        ("On 5 December 2019 OFAC listed it. Charges came the same day.", "2019-12-05"),
        ("He fled in 2019. In May of the following year he was caught.", "2020-05"),
        ("He fled in 2019. The following year he was caught.", "2020"),
        ("He fled on 5 March 2019. Two months later he was caught.", "2019-05"),
    ],
)
def test_a_later_date_is_understood_from_the_one_before(text: str, meant: str) -> None:
    assert dates(text)[-1] == (meant, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("between August 2021 and January 2025", "2021-08", "2025-01"),
        ("from at least January 2018 through April 2019", "2018-01", "2019-04"),
        ("from 2017 to 2022", "2017", "2022"),
        ("in 2017-2019", "2017", "2019"),
        ("2017 to 2019", "2017", "2019"),
        ("from July 16, 1999, to February 20, 2001", "1999-07-16", "2001-02-20"),
        ("between March 3 and April 5, 2022", "2022-03-03", "2022-04-05"),
        ("from December 2021 to January", "2021-12", "2022-01"),
        ("from December to February 2022", "2021-12", "2022-02"),
        ("from March to May", "2025-03", "2025-05"),
        ("from November to May", "2024-11", "2025-05"),
        ("March 3-5, 2022", "2022-03-03", "2022-03-05"),
        ("January–March 2022", "2022-01", "2022-03"),
        ("Dec 2023 - Feb 2024", "2023-12", "2024-02"),
        ("from 2014 to at least early 2016", "2014", "2016"),
        ("1–3 March 2022", "2022-03-01", "2022-03-03"),
        ("1/1/2023-12/31/2023", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_period_is_one_hit_with_both_ends(text: str, start: str, end: str) -> None:
    assert dates(f"It happened {text}, they say.") == [(start, end)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2019 and 2020", ["2019", "2020"]),
        ("in March and April 2022", ["2022-03", "2022-04"]),
        ("on September 1 and October 27, 2017", ["2017-09-01", "2017-10-27"]),
        ("on 1 and 3 March 2022", ["2022-03-01", "2022-03-03"]),
        ("on December 17 and 18, 2001", ["2001-12-17", "2001-12-18"]),
    ],
)
def test_a_list_of_dates_gives_a_hit_each(text: str, expected: list[str]) -> None:
    assert dates(text) == [(day, None) for day in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Section 10(b) of the Securities Exchange Act of 1934 and Rule 10b-5",
        "the Securities Act of 1933, the Paperwork Reduction Act (PRA) of 1995",
        "the Proceeds of Crime Act 2002 and the 2001 USA Patriot Act",
        "the Authorization Act for Fiscal Year 2013",
        "Resolution 1718 (2006)",
        "18 U.S.C. 1956 and 1957, sections 1956 and 1957, 1956(h)",
        "31 CFR part 1010",
        "Criminal No. H-99-432, No. 22-cv-2019, No. 2018-05",
        "call 202-622-2019 or 2019-555-0100",
        "He may march in, and it may not. May it be so.",
        "said April Jones, and by June Smith",
        "$2019, 2,019 and about 2000 customers",
        "in the 1990s, Windows 2000, the September 11 attacks, Black Friday",
        "February 30, 2020 and 13/13/2020",
        "29.0.2023, 2021-00-30, 0/30/2021 and 30/0/2021",
        "",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    "text", ["on March 11", "today", "on Thursday", "last month", "the next day", "two days later"]
)
def test_what_cannot_be_known_without_a_day_of_publication_is_left_out(text: str) -> None:
    assert dates(text, None) == []


def test_without_a_day_of_publication_the_date_before_lends_its_year() -> None:
    assert dates("On 23 March 2022 they stole it. On 14 April it was traced.", None)[-1] == ("2022-04-14", None)


@pytest.mark.parametrize(
    ("published", "meant"), [("2025-08-15T10:00:00Z", "2025-08-15"), ("2025-08", "2025-08"), ("2025", "2025")]
)
def test_today_is_as_exact_as_the_day_of_publication(published: str, meant: str) -> None:
    assert dates("announced today", published) == [(meant, None)]


@pytest.mark.parametrize("published", ["", "soon", "2025-99-99", "0000-00-00"])
def test_a_day_of_publication_that_is_none_is_as_good_as_absent(published: str) -> None:
    assert dates("today, on 5 May 2019", published) == [("2019-05-05", None)]


WORDS = [
    "March",
    "May",
    "3",
    "31",
    "2019",
    "2020",
    "and",
    "to",
    "from",
    "between",
    "in",
    ",",
    "-",
    "last",
    "week",
    "Friday",
]


@given(
    words=st.lists(
        st.one_of(st.sampled_from([*WORDS, "ago", "two", "years", "the next day", "\n", "."]), st.text(max_size=5)),
        max_size=25,
    ),
    published=st.one_of(st.none(), st.dates(min_value=date(1, 1, 1)).map(date.isoformat)),
)
def test_any_text_gives_ordered_spans_and_real_dates(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    hits = find_dates(text, published)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(first.end <= second.start for first, second in pairwise(hits))
    for value in [v for hit in hits for v in (hit.date, hit.end_date) if v]:
        assert date.fromisoformat((value + "-01-01")[:10]).isoformat().startswith(value)
    assert all(hit.end_date is None or hit.date <= hit.end_date for hit in hits)


@pytest.mark.parametrize(
    "unit", ["May ", "2019 ", "May 1 and ", "in ", "1-", "on March 3 to ", "two days ", "May\n", "\n", "1 May "]
)
def test_time_grows_with_the_length_of_hostile_text_only(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    begun = time.process_time()
    found = find_dates(text, PUBLISHED)
    assert (time.process_time() - begun < 3, len(found) <= len(text)) == (True, True)


@pytest.mark.parametrize("text", ["last week", "this week"])
def test_a_week_is_as_exact_as_its_month(text: str) -> None:
    assert dates(f"It happened {text}, they say.") == [("2025-08", None)]
