"""What a site's robots.txt forbids is not fetched; lists that are offered for download do not ask it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.fetch import FetchFailed, FetchRefused
from ingest.fetch.robots import parse
from tests.unit.fetch_server import FakeTime, Server, answer, client, redirect, server

__all__ = ["server"]


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a", "/ab", False),
        ("User-agent: *\nDisallow: /a/", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: illicit-kg\nDisallow: /x", "/a", True),
        ("User-agent: Illicit-KG/2.0\nDisallow: /x\nUser-agent: *\nDisallow: /a", "/x", False),
        ("User-agent: illicit-kg\nDisallow:\n\nUser-agent: illicit-kg\nDisallow: /x", "/x", False),
        ("User-agent: other\nUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: other\nDisallow: /a", "/a", True),
        ("User-agent: illicit\nDisallow: /a", "/a", True),
        ("user-AGENT : * # all\n disallow : /a # this", "/a", False),
        ("User-agent: *\nSitemap: https://h/s.xml\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /*/private*end", "/a/private/b/end/c", False),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: *", "/a", False),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%c3%a9", False),
        ("User-agent: *\nDisallow: /café", "/caf%C3%A9", False),
        ("User-agent: *\nDisallow: /%61", "/a", False),
        ("User-agent: *\nDisallow: /a%2fb", "/a/b", True),
        ("User-agent: *\nDisallow: /?q=", "/?q=x", False),
        ("\ufeffUser-agent: *\r\nDisallow: /a\r\n", "/a", False),
        ("User-agent: *\rDisallow: /a\r", "/a", False),
        ("<html>User-agent: *</html>", "/a", True),
        ("Disallow: /a", "/a", True),
    ],
)
def test_the_longest_rule_of_our_group_decides(text: str, path: str, allowed: bool) -> None:
    assert parse(text).allows(path) is allowed


@pytest.mark.parametrize(("value", "delay"), [("10", 10), ("0.5", 0.5), ("86400", 30), ("soon", 0), ("-1", 0)])
def test_a_crawl_delay_is_kept_within_reason(value: str, delay: float) -> None:
    assert parse(f"User-agent: *\nCrawl-delay: {value}\nDisallow: /x").delay == delay


def test_hostile_patterns_are_matched_in_reasonable_time() -> None:
    rules = parse("User-agent: *\nDisallow: /" + "*a" * 5_000 + "$\nDisallow: " + "*" * 100_000)
    began = time.monotonic()
    rules.allows("/" + "a" * 4_000 + "b")
    assert time.monotonic() - began < 1


def rules(server: Server, text: str) -> None:
    server.routes |= {
        "/robots.txt": answer(text.encode()),
        "/a": answer(b"a"),
        "/b": answer(b"b"),
        "/to-b": redirect("/b"),
    }


def test_what_robots_forbids_is_not_fetched(server: Server) -> None:
    rules(server, "User-agent: *\nDisallow: /b")
    one = client()
    one.fetch(f"{server.url}/a")
    with pytest.raises(FetchRefused, match=r"/b: robots\.txt forbids it; ask the site"):
        one.fetch(f"{server.url}/b")
    with pytest.raises(FetchRefused, match=r"/b: robots\.txt forbids it"):
        one.fetch(f"{server.url}/to-b")
    assert server.paths() == ["/robots.txt", "/a", "/to-b"]


def test_robots_is_asked_for_again_after_a_day(server: Server) -> None:
    clock = FakeTime()
    rules(server, "")
    one = client(clock)
    for pause in (0, 86_000, 500):
        clock.sleep(pause)
        one.fetch(f"{server.url}/a")
    assert server.paths() == ["/robots.txt", "/a", "/a", "/robots.txt", "/a"]


def test_a_list_that_is_offered_for_download_does_not_ask_robots(server: Server, tmp_path: Path) -> None:
    rules(server, "User-agent: *\nDisallow: /")
    client().download(f"{server.url}/a", tmp_path)
    assert server.paths() == ["/a"]
    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        client().download(f"{server.url}/a", tmp_path, robots=True)


@pytest.mark.parametrize("status", ["401 No", "403 No", "404 Not Found", "410 Gone"])
def test_no_robots_allows_all(server: Server, status: str) -> None:
    server.routes |= {"/robots.txt": answer(b"User-agent: *\nDisallow: /", status=status), "/a": answer(b"a")}
    client().fetch(f"{server.url}/a")
    assert server.paths() == ["/robots.txt", "/a"]


@pytest.mark.parametrize(("status", "tries"), [("500 Broken", 1), ("503 Busy", 4), ("429 Slow", 4)])
def test_robots_that_cannot_be_read_forbids_all_for_a_while(server: Server, status: str, tries: int) -> None:
    clock = FakeTime()
    server.routes |= {"/robots.txt": answer(status=status), "/a": answer(b"a")}
    one = client(clock)
    for _ in range(2):
        with pytest.raises(
            FetchFailed, match=rf"robots\.txt cannot be read, .*: the server answers {status[:3]}"
        ) as caught:
            one.fetch(f"{server.url}/a")
        assert caught.value.temporary
    assert server.paths() == ["/robots.txt"] * tries
    clock.sleep(600)
    server.routes["/robots.txt"] = answer(b"")
    one.fetch(f"{server.url}/a")


def test_a_host_that_cannot_be_reached_is_told_with_its_reason() -> None:
    with pytest.raises(FetchFailed, match=r"cannot be connected to \(Connection refused\); try again later"):
        client(attempts=1).fetch("http://127.0.0.1:1/a")


def test_robots_that_redirects_in_a_circle_is_none(server: Server) -> None:
    server.routes |= {"/robots.txt": redirect("/robots.txt"), "/a": answer(b"a")}
    client().fetch(f"{server.url}/a")


def test_the_rules_of_a_huge_robots_are_read_up_to_the_limit(server: Server) -> None:
    rules(server, "User-agent: *\nDisallow: /b\n" + "# filler\n" * 200_000 + "Disallow: /a\n")
    one = client()
    one.fetch(f"{server.url}/a")
    with pytest.raises(FetchRefused):
        one.fetch(f"{server.url}/b")


def test_the_delay_that_robots_asks_for_is_kept(server: Server) -> None:
    clock = FakeTime()
    rules(server, "User-agent: *\nCrawl-delay: 10")
    one = client(clock)
    one.fetch(f"{server.url}/a")
    clock.slept.clear()
    one.fetch(f"{server.url}/b")
    assert clock.slept == [pytest.approx(10, abs=0.2)]
