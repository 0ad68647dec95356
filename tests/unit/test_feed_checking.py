"""Whether a feed still is what it was, asked of a real server on loopback."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ingest.feed_source import FeedSource, feed_sources
from ingest.feeds.checking import Checked, check, check_all
from kg.cli import run
from tests.unit.fetch_server import Handler, Server, answer, client, redirect, server, serving

__all__ = ["server"]
NOW = "2026-11-23T12:00:00Z"
SOURCE = FeedSource("quillon", "Quillon: notices", "OCCRP", "https://example.org/feed", "notices", (2, 3))


def rss(*dates: str, language: str = "en-GB", tail: str = "</channel></rss>") -> bytes:
    items = (
        f"<item><title>Vantor fined {number}</title><link>https://example.org/{number}</link><guid>{number}</guid>"
        f"<pubDate>{date}</pubDate></item>"
        for number, date in enumerate(dates)
    )
    return f'<rss version="2.0"><channel><language>{language}</language>{"".join(items)}{tail}'.encode()


FRESH, OLD = "Fri, 20 Nov 2026 10:00:00 GMT", "Wed, 04 Mar 2026 10:00:00 GMT"


def checked(server: Server, handler: Handler, source: FeedSource = SOURCE) -> Checked:
    server.routes["/feed"] = handler
    return check(replace(source, url=f"{server.url}/feed"), client(attempts=1), now=NOW)


def test_a_feed_that_is_as_it_was_is_well(server: Server) -> None:
    assert checked(server, answer(rss(FRESH, OLD))) == Checked("quillon", "well", "", 2)
    asked = server.headers()
    assert "application/rss+xml" in asked["accept"]
    assert "if-none-match" not in asked


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (rss(FRESH), "holds 1 items, and 2 to 3 are usual"),
        (rss(*[FRESH] * 4), "holds 4 items, and 2 to 3 are usual"),
        (rss(), "holds 0 items, and 2 to 3 are usual"),
        (rss(FRESH, FRESH, language="de"), "says that it is in 'de'"),
        (rss(OLD, OLD), "brought nothing since 2026-03-04"),
        (rss(FRESH, FRESH, tail="<item><title>Cut"), "it is broken"),
        (rss(FRESH, "soon"), "items have no date that is understood (1 x)"),
        (rss(FRESH, FRESH).replace(b"<link>https:", b"<link>javascript:"), "names no addresses"),
    ],
)
def test_what_is_not_as_it_was_is_odd_and_told(server: Server, body: bytes, said: str) -> None:
    found = checked(server, answer(body))
    assert found.state == "odd"
    assert said in found.said


def test_a_feed_that_never_bore_dates_is_well_without(server: Server) -> None:
    assert checked(server, answer(rss("", "")), replace(SOURCE, dated=False)).state == "well"


def test_a_feed_that_moved_is_told_with_its_new_address(server: Server) -> None:
    server.routes["/new"] = answer(rss(FRESH, FRESH))
    found = checked(server, redirect("/new"))
    assert (found.state, found.said, found.items) == ("odd", f"came from {server.url}/new", 2)


@pytest.mark.parametrize(
    ("handler", "said"),
    [
        (answer(status="404 Not Found"), "404"),
        (answer(status="304 Not Modified", Content_Length=None), "304"),
        (answer(b""), "came empty"),
        (answer(b"<!doctype html><html><body>Are you a browser?</body></html>"), "is a web page and no feed"),
        (answer(b"<!DOCTYPE r [<!ENTITY a 'b'>]>" + rss(FRESH, FRESH)), "declares entities"),
        (redirect("ftp://example.org/feed"), ""),
    ],
)
def test_what_does_not_come_or_is_no_feed_has_failed_with_a_reason(server: Server, handler: Handler, said: str) -> None:
    found = checked(server, handler)
    assert (found.state, found.items) == ("failed", 0)
    assert found.said
    assert said in found.said


def test_a_host_that_does_not_answer_has_failed() -> None:
    with serving() as gone:
        url = gone.url
    found = check(replace(SOURCE, url=f"{url}/feed"), client(attempts=1), now=NOW)
    assert found.state == "failed"
    assert found.said


def test_loopback_is_refused_unless_it_is_allowed(server: Server) -> None:
    source = replace(SOURCE, url=f"{server.url}/feed")
    assert check(source, client(attempts=1, allow_private=False), now=NOW).state == "failed"
    assert server.requests == []


def test_a_feed_in_pages_may_hold_more_than_the_first_shows(server: Server) -> None:
    results = [
        {"document_number": str(n), "title": "Notice", "html_url": f"https://example.org/{n}", "publication_date": "2026-11-19"}
        for n in range(5)
    ]  # fmt: skip
    body = {"count": 900, "total_pages": 180, "next_page_url": "https://example.org/api?page=2", "results": results}
    found = checked(server, answer(json.dumps(body).encode(), Content_Type="application/json"))
    assert found == Checked("quillon", "well", "", 5)


def test_a_page_of_news_that_was_changed_has_failed(server: Server) -> None:
    source = replace(SOURCE, links=r"/actions/\d+")
    page = b'<html><a href="/actions/1">Vantor fined</a><a href="/actions/2">Quillon listed</a></html>'
    assert checked(server, answer(page), replace(source, dated=False)) == Checked("quillon", "well", "", 2)
    assert "names no article any more" in checked(server, answer(b"<html>We moved</html>"), source).said


def test_several_are_checked_at_once_and_told_in_their_order(server: Server) -> None:
    server.routes["/feed"] = answer(rss(FRESH, FRESH))
    sources = [replace(SOURCE, name=f"n{n}", url=f"{server.url}/{'feed' if n % 2 else 'gone'}") for n in range(8)]
    found = list(check_all(sources, client(attempts=1), now=NOW))
    assert [(one.name, one.state) for one in found] == [(f"n{n}", "well" if n % 2 else "failed") for n in range(8)]


def test_the_shipped_ones_can_all_be_checked_and_fail_with_a_reason_each(server: Server) -> None:
    sources = [replace(one, url=f"{server.url}/{one.name}") for one in feed_sources().values()]
    assert {one.state for one in check_all(sources, client(attempts=1), now=NOW)} == {"failed"}


@pytest.fixture
def shipped(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Two feeds instead of those that are shipped: one well, one gone."""
    server.routes["/feed"] = answer(rss(FRESH, FRESH))
    two = {name: replace(SOURCE, name=name, url=f"{server.url}/{name}") for name in ("feed", "gone")}
    monkeypatch.setattr("ingest.feed_source.feed_sources", lambda: two)
    monkeypatch.setattr("kg.cli.feeds.now", lambda: NOW)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return server


def kg_feed_check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, object]]]:
    code = run(["feed", "check", "--allow-private", "--format", "json", *arguments])
    return code, json.loads(capsys.readouterr().out)


def test_the_command_ends_with_three_where_one_failed(shipped: Server, capsys: pytest.CaptureFixture[str]) -> None:
    code, rows = kg_feed_check(capsys)
    assert (code, [(row["name"], row["state"]) for row in rows]) == (3, [("feed", "well"), ("gone", "failed")])
    assert kg_feed_check(capsys, "feed") == (0, [{"name": "feed", "state": "well", "items": 2, "said": ""}])


def test_the_command_refuses_a_name_that_is_not_shipped(shipped: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["feed", "check", "nobody"]) == 2
    assert "no shipped feed is called so" in capsys.readouterr().err
    assert shipped.requests == []
