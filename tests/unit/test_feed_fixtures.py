"""What each shipped feed looks like, as its publisher writes it and in words of our own -> the items that it holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.feed_source import FeedSource, feed_sources
from ingest.feeds.collect import parse
from ingest.feeds.fields import UNDATED
from ingest.feeds.items import ParsedFeed
from ingest.feeds.known import shipped
from ingest.feeds.parsing import parse_feed
from ingest.fetch import Fetched

FIXTURES = Path(__file__).parents[1] / "fixtures/sources/feeds"
NOW = "2026-11-23T12:00:00Z"
TYPES = {
    "feed.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/json",
    "page.html": "text/html; charset=UTF-8",
}
SOURCES = tuple(feed_sources().values())


def recorded(name: str) -> Path:
    """The one file of a source that stands for its answer."""
    (found,) = (path for path in (FIXTURES / name).iterdir() if path.name in TYPES)
    return found


def parsed(source: FeedSource) -> ParsedFeed:
    path = recorded(source.name)
    content_type = TYPES[path.name]
    got = Fetched(source.url, None, None, content_type, "utf-8", path.read_bytes(), "")
    return parse(shipped(source), got, now=NOW)


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FIXTURES / name / "expected.json").read_text("utf-8"))
    return found


def test_each_shipped_feed_has_a_fixture_and_no_fixture_is_of_none() -> None:
    assert {path.name for path in FIXTURES.iterdir()} == set(feed_sources())


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_its_fixture_gives_the_items_that_are_expected(source: FeedSource) -> None:
    feed, wanted = parsed(source), expected(source.name)
    assert (feed.form, feed.language, feed.next_url) == (wanted["form"], wanted["language"], wanted["next_url"])
    assert [(item.id, item.url, item.title, item.published) for item in feed.items] == [
        (item["id"], item["url"], item["title"], item["published"]) for item in wanted["items"]
    ]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_summaries_begin_with_what_is_expected_and_hold_no_markup(source: FeedSource) -> None:
    for item, wanted in zip(parsed(source).items, expected(source.name)["items"], strict=True):
        assert (item.summary or "").startswith(wanted["summary"] or "")
        assert "<" not in (item.summary or "")
        assert (item.summary is None) == (wanted["summary"] is None)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_healthy_answer_is_not_called_odd(source: FeedSource) -> None:
    notes = parsed(source).notes
    assert [note for note in notes if UNDATED not in note] == []
    assert source.dated == (notes == ())


def test_a_bare_ampersand_breaks_a_feed_without_losing_an_item() -> None:
    # the SEC's feeds have held such: others clean them before they read them
    source = feed_sources()["sec-litigation"]
    raw = recorded(source.name).read_bytes()
    broken = parse_feed(raw.replace(b"&amp;amp; Its", b"& Its"), url=source.url, now=NOW)
    assert any(note.startswith("it is broken") for note in broken.notes)
    assert [(item.id, item.url, item.title) for item in broken.items] == [
        (item["id"], item["url"], item["title"]) for item in expected(source.name)["items"]
    ]
