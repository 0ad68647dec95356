"""A page of news that stands for a feed: its articles' links, words and dates."""

from __future__ import annotations

import pytest

from ingest.feeds.items import FeedRefused
from ingest.feeds.listing import parse_listing

URL = "https://example.org/actions"
PAGE = """<html><title>Recent actions</title><body><nav><a href="/actions/about">About</a></nav>
<div class="row"><a href="/actions/20260304"><img></a><a href="/actions/20260304">Quillon added to the list</a>
 <span>March 4, 2026 - Designations</span></div>
<div class="row"><div><time datetime="2026-03-02T12:00:00Z">Monday</time></div>
 <h3><a href="https://example.org/actions/20260302_33">Vantor removed</a></h3></div>
<div class="row"><a href="/actions/20260301">Undated</a></div>
<a href="https://elsewhere.example/actions/20260304">Elsewhere</a><a href="http://[bad">bad</a></body></html>"""


def test_articles_are_told_by_their_paths_with_the_date_beside_them() -> None:
    feed = parse_listing(PAGE, url=URL, links=r"/actions/\d{8}(_\d+)?", latest=None)
    assert (feed.form, feed.title) == ("listing", "Recent actions")
    assert [(item.url, item.title, item.published) for item in feed.items] == [
        ("https://example.org/actions/20260304", "Quillon added to the list", "2026-03-04"),
        ("https://example.org/actions/20260302_33", "Vantor removed", "2026-03-02"),
        ("https://example.org/actions/20260301", "Undated", None),
    ]


@pytest.mark.parametrize(
    ("row", "published"),
    [
        ("<h3>{}</h3><p>It follows a rule of June 18, 2025.</p><span>11/17/2026</span>", "2026-11-17"),
        ("<h3>{}</h3><p>November 17, 2026 - Finding</p>", "2026-11-17"),
        ("<h3>{}</h3>November 17, 2026", "2026-11-17"),
        ("<h3>{}</h3><p>It was told today.</p>", None),
    ],
)
def test_a_date_in_a_title_or_a_teaser_is_not_the_articles(row: str, published: str | None) -> None:
    link = '<a href="/actions/1"><span>Order of November 1, 2024 extended</span></a>'
    page = f"<html><body><div>{row.format(link)}</div><a href='/actions/2'>Other</a></body></html>"
    feed = parse_listing(page, url=URL, links=r"/actions/\d", latest=None)
    assert (feed.items[0].title, feed.items[0].published) == ("Order of November 1, 2024 extended", published)


def test_a_page_that_names_no_article_any_more_is_refused() -> None:
    with pytest.raises(FeedRefused, match="names no article any more"):
        parse_listing("<html><p>We moved</p></html>", url=URL, links="/actions/.+", latest=None)


@pytest.mark.parametrize("markup", ["", "<!-- -->", f"<a {'x=1 ' * 3000}>"])
def test_what_cannot_be_read_is_refused(markup: str) -> None:
    with pytest.raises(FeedRefused):
        parse_listing(markup, url=URL, links="/actions/.+", latest=None)
