"""Near copies: the floors of the made set, what a sketch promises, and what must never be joined."""

from __future__ import annotations

import pytest

from kg.credits import credited
from kg.likeness import WORTH_READING, compare, sketch, words_of
from kg.pages import page_of
from kg.published import apart
from tests.gold.copies.stories import Pair, pairs

FLOOR = 0.95


def _said(pair: Pair) -> bool:
    one, other = sketch(pair.one), sketch(pair.other)
    assert one is not None
    assert other is not None
    met = set(one.keys) & set(other.keys) and one.resemblance(other.signature) >= WORTH_READING
    return bool(met) and compare(pair.one, pair.other).is_copy


@pytest.mark.parametrize("half", [0, 1], ids=["limits were chosen on", "held out"])
def test_made_pairs_keep_their_floors(half: int) -> None:
    told = [(_said(pair), pair.copy) for pair in pairs() if pair.story // 5 % 2 == half]
    right = sum(said and copy for said, copy in told)
    assert right / sum(said for said, _ in told) >= FLOOR
    assert right / sum(copy for _, copy in told) >= FLOOR
    assert len(told) == 700


def test_a_sketch_is_the_same_everywhere_and_estimates_resemblance() -> None:
    one, other = (" ".join(f"word{n}" for n in range(start, start + 200)) for start in (0, 50))
    sketched, second = sketch(one), sketch(other)
    assert sketched is not None
    assert second is not None
    assert sketched.keys[0] == "kb3f928f006c2"
    runs = [{tuple(words[at : at + 3]) for at in range(len(words) - 2)} for words in (words_of(one), words_of(other))]
    real = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    assert abs(sketched.resemblance(second.signature) - real) < 0.2
    assert sketch("Too few words to tell a copy from a phrase.") is None


def test_it_does_not_matter_which_text_is_given_first() -> None:
    pair = next(pairs())
    assert compare(pair.one, pair.other) == compare(pair.other, pair.one)
    assert compare("", pair.one).is_copy is False


NOTICE = (
    "The Office of Foreign Assets Control (OFAC) is publishing the names of {} that have been placed on the Specially "
    "Designated Nationals and Blocked Persons List. All property of these persons is blocked, and U.S. persons are "
    "generally prohibited from engaging in transactions with them."
)


@pytest.mark.parametrize(
    "other", ["three individuals", "one or more persons and vessels", "Ansel Brackley and Fenna Dorval"]
)
def test_notices_of_one_form_are_no_copies(other: str) -> None:
    assert not compare(NOTICE.format("one or more persons"), NOTICE.format(other)).is_copy


def test_a_short_item_is_a_copy_only_with_the_same_facts() -> None:
    item = "Police in Varna arrested Ansel Brackley on May 3. He is accused of moving $4.1 million for Norwick Pay through Izola in {}."
    assert compare(item.format(2024), "VARNA - " + item.format(2024) + " He denies it.").is_copy
    assert not compare(item.format(2024), item.format(2023)).is_copy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://News.example:80/a-story/?utm_source=x&gclid=1#top", "https://www.news.example/a-story"),
        ("https://news.example/read?id=7&b=1", "https://news.example/read?b=1&id=7&fbclid=z"),
    ],
)
def test_spellings_of_one_address_are_one_page(one: str, other: str) -> None:
    assert page_of(one) == page_of(other) is not None


@pytest.mark.parametrize(
    "url",
    [None, "", "mailto:desk@news.example", "https://news.example", "https://news.example/index.html", "http://[broken/a",
     "https://news.example/en/press-releases/", "https://news.example/tag/mixers", "https://news.example:port/a"],
)  # fmt: skip
def test_what_is_no_address_of_an_article_is_no_page(url: str | None) -> None:
    assert page_of(url) is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("LONDON, May 3 (Reuters) - A court heard it.", "Reuters"),
        ("Court hears of coins\n\nNEW YORK (AP) — A court heard it.", "Associated Press"),
        ("A headline\nBy AFP\nA court heard it.", "Agence France-Presse"),
        ("A court heard it.\n\nThis article was first published by The Norwick Courier.", "Norwick Courier"),
        ("A court heard it.\nSource: FinCEN press release", "FinCEN"),
        ("A court heard it (Reuters) - or so it said.", None),
        ("VARNA (PRNewswire) -- A firm has news.", None),
        ("By Ansel Brackley\nA court heard it.", None),
        ("", None),
    ],
)
def test_who_a_text_credits_with_itself(text: str, who: str | None) -> None:
    assert credited(text) == who


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [("2025-05-01", "2025-05-31", 30), ("2025-05", "2025-05-31", 0), ("2024", "2025-01-03T10:00:00Z", 3), (None, "2025", 0),
     ("2025-13-01", "2025", 0)],
)  # fmt: skip
def test_dates_are_as_far_apart_as_they_must_be(one: str | None, other: str | None, days: int) -> None:
    assert apart(one, other) == days
