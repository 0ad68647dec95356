"""The shipped feeds: each complete, each at an address of its own, listed in docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.feed_source import FeedSource, feed_named, feed_sources
from ingest.feeds.catalogue import catalogue
from ingest.feeds.known import feed_of, named_or_new, remembered
from kg.errors import UsageError
from kg.reliability import source_for

SOURCES = tuple(feed_sources().values())
PAGE = Path(__file__).parents[2] / "docs/feeds_table.md"


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_source_is_complete(source: FeedSource) -> None:
    assert source.url.startswith("https://")
    assert source.kind in ("news", "notices")
    assert 0 < source.items[0] < source.items[1]
    assert source.language == "en"
    assert (source.reason, 0.4 < source.reliability <= 1.0) == (source_for_reason(source), True)
    if source.links is not None:
        re.compile(source.links)
        assert source.note


def source_for_reason(source: FeedSource) -> str:
    assert source_for(source.publisher).reliability == source.reliability
    return source.reason


def test_no_two_sources_share_an_address() -> None:
    assert len({source.url for source in SOURCES}) == len(SOURCES)


def test_there_are_a_dozen_news_feeds_and_the_authorities() -> None:
    assert sum(source.kind == "news" for source in SOURCES) >= 12
    publishers = {source.publisher for source in SOURCES if source.kind == "notices"}
    assert publishers >= {"FinCEN", "OFAC", "U.S. Department of the Treasury", "U.S. Department of Justice", "FBI", "Europol",
                          "U.S. Securities and Exchange Commission", "Commodity Futures Trading Commission", "OFSI",
                          "Federal Register", "Council of the European Union", "United Nations Meetings Coverage",
                          "Hong Kong Monetary Authority"}  # fmt: skip


def test_the_page_in_docs_is_current() -> None:
    assert PAGE.read_text("utf-8") == catalogue(), "make docs writes it anew"


def test_a_shipped_feed_is_what_its_module_says_whatever_the_graph_remembers() -> None:
    feed = named_or_new("europol-news")
    row = {"id": feed.name, **remembered(feed), "url": "https://old.example/rss"}
    assert feed_of(row) == feed


def test_a_feed_of_ones_own_is_named_by_its_address() -> None:
    feed = named_or_new("https://www.example.org/News/rss.xml", publisher="Example Gazette", page=False)
    assert (feed.name, feed.publisher, feed.page) == ("example.org-news-rss.xml", "Example Gazette", False)
    assert feed_of({"id": feed.name, **remembered(feed)}) == feed


@pytest.mark.parametrize("place", ["nobody", "ftp://example.org/x", "https://"])
def test_what_is_no_feed_is_refused(place: str) -> None:
    with pytest.raises(UsageError):
        named_or_new(place)


def test_a_near_name_is_offered() -> None:
    with pytest.raises(UsageError, match="did you mean europol-news"):
        feed_named("europol")
