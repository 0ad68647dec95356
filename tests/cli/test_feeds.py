"""Feeds from a server on loopback to the graph: each item once, failures kept beside, everything to be gone on with."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.checksum import fingerprint
from kg.graph import Graph
from kg.settings import Settings
from tests.cli.conftest import BYBIT, HUIONE, SINBAD, Kg
from tests.unit.fetch_server import Server, answer, in_turn, serving

pytestmark = pytest.mark.graph


@pytest.fixture(autouse=True)
def home(server_settings: Settings) -> Path:
    """The home of the test run's server, its archive emptied."""
    for name in ("archive", "quarantine"):
        shutil.rmtree(server_settings.home / name, ignore_errors=True)
    return server_settings.home


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between two requests to loopback, and no second try."""
    from ingest.fetch import Client, Manners

    def impatient(self: Client, manners: Any = None, outside: Any = None) -> None:
        original(self, Manners(allow_private=True, interval=0.0, attempts=1, proxied=False), outside)

    original = Client.__init__
    monkeypatch.setattr(Client, "__init__", impatient)
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def page(text: str, **metas: str) -> bytes:
    head = "".join(f'<meta property="{name}" content="{value}">' for name, value in metas.items())
    paragraphs = "".join(f"<p>{one}</p>" for one in text.split("\n\n"))
    return f"<!doctype html><title>A page</title>{head}<article>{paragraphs}</article>".encode()


def rss(server: Server, *items: tuple[str, str], title: str = "Quillon Wire", tail: str = "") -> bytes:
    told = "".join(
        f"<item><title>{words}</title><link>{server.url}{path}</link><guid>{server.url}{path}</guid>"
        f"<pubDate>Thu, 01 May 2025 12:00:00 GMT</pubDate><description>In short: {words}</description></item>"
        for path, words in items
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{told}{tail}</channel></rss>'.encode()
    )


def serve_two(server: Server) -> None:
    feed = rss(server, ("/huione", "Huione named"), ("/bybit", "Bybit robbed"))
    server.routes["/feed"] = answer(feed, Content_Type="application/rss+xml", ETag='"one"')
    server.routes["/huione"] = answer(page(HUIONE), Content_Type="text/html")
    server.routes["/bybit"] = answer(page(BYBIT), Content_Type="text/html")


def documents(graph: Graph) -> set[tuple[str, str, str]]:
    rows = graph.read(
        "MATCH (d:Document)-[:FROM]->(s) RETURN d.title AS title, d.published AS published, s.name AS source"
    )
    return {(row["title"], row["published"], row["source"]) for row in rows}


def test_a_feed_is_added_pulled_and_listed(kg: Kg, graph: Graph, server: Server) -> None:
    serve_two(server)
    ran = kg("feed", "add", f"{server.url}/feed", "--name", "wire", "--publisher", "Sample Wire", "--allow-private")
    assert (ran.code, ran.out) == (0, f"Added: wire (Quillon Wire, {server.url}/feed)\n")

    ran = kg("feed", "pull", "--allow-private")
    assert ran.code == 0, ran
    assert ran.out.startswith("wire: 2 items, 2 new: 2 added, 0 known, 0 not read, 0 to be tried again; ")
    assert documents(graph) == {
        ("Huione named", "2025-05-01", "Sample Wire"),
        ("Bybit robbed", "2025-05-01", "Sample Wire"),
    }
    rows = json.loads(kg("feed", "list", "--format", "json").out)
    assert [(row["name"], row["state"], row["items"], row["loaded"], row["last_error"]) for row in rows] == [
        ("wire", "well", 2, 2, None)
    ]
    runs = graph.read("MATCH (r:Run {kind: 'feed pull'}) RETURN r.what AS what, r.seen AS seen, r.added AS added")
    assert runs == [{"what": "wire", "seen": 2, "added": 2}]


def add(kg: Kg, server: Server, name: str = "wire", path: str = "/feed", *more: str) -> None:
    assert kg("feed", "add", f"{server.url}{path}", "--name", name, "--unchecked", *more).code == 0


def test_what_the_server_says_is_unchanged_is_not_fetched_again(kg: Kg, graph: Graph, server: Server) -> None:
    serve_two(server)
    server.routes["/feed"] = in_turn(server.routes["/feed"], answer(status="304 Not Modified"))
    add(kg, server)
    assert kg("feed", "pull", "--allow-private").code == 0
    before = fingerprint(graph)
    ran = kg("feed", "pull", "--allow-private")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "wire: not modified")
    assert server.headers()["if-none-match"] == '"one"'
    assert server.paths().count("/huione") == 1
    assert fingerprint(graph) == before


def test_only_new_items_of_a_feed_are_fetched(kg: Kg, graph: Graph, server: Server) -> None:
    serve_two(server)
    add(kg, server)
    kg("feed", "pull", "--allow-private")
    more = rss(server, ("/sinbad", "Sinbad listed"), ("/huione", "Huione named"), ("/bybit", "Bybit robbed"))
    server.routes["/feed"] = answer(more, Content_Type="application/rss+xml")
    server.routes["/sinbad"] = answer(page(SINBAD), Content_Type="text/html")
    ran = kg("feed", "pull", "--allow-private")
    assert ran.out.startswith("wire: 3 items, 1 new: 1 added")
    assert [server.paths().count(path) for path in ("/huione", "/bybit", "/sinbad")] == [1, 1, 1]


def test_a_bad_item_does_not_stop_the_feed_and_is_tried_again(kg: Kg, graph: Graph, server: Server) -> None:
    serve_two(server)
    server.routes["/bybit"] = answer(status="503 Service Unavailable")
    add(kg, server)
    ran = kg("feed", "pull", "--allow-private")
    assert ran.code == 3
    assert "1 added, 0 known, 0 not read, 1 to be tried again" in ran.out
    assert "to be tried again" in ran.err
    row = graph.read("MATCH (i:FeedItem {state: 'failed'}) RETURN i.tries AS tries, i.retry_at > i.at AS later")
    assert row == [{"tries": 1, "later": True}]

    graph.command("MATCH (i:FeedItem {state: 'failed'}) SET i.retry_at = '2020-01-01T00:00:00Z'")
    serve_two(server)
    assert kg("feed", "pull", "--allow-private").code == 0
    assert len(documents(graph)) == 2


def test_a_page_that_is_gone_leaves_the_feeds_own_words(kg: Kg, graph: Graph, server: Server) -> None:
    words = "OFAC sanctioned Sinbad on November 29, 2023, because the Lazarus Group used the mixer, it said."
    server.routes["/feed"] = answer(rss(server, ("/gone", words)), Content_Type="application/rss+xml")
    server.routes["/gone"] = answer(status="410 Gone")
    add(kg, server)
    assert kg("feed", "pull", "--allow-private").code == 0
    texts = graph.read("MATCH (d:Document) RETURN d.text AS text")
    assert texts == [{"text": f"{words}\n\nIn short: {words}"}]


def test_one_bad_feed_does_not_stop_the_others(kg: Kg, graph: Graph, server: Server) -> None:
    serve_two(server)
    server.routes["/page"] = answer(b"<!doctype html><html><title>Moved</title></html>", Content_Type="text/html")
    add(kg, server, "aaa", "/page")
    add(kg, server, "bbb", "/none")
    add(kg, server, "wire")
    ran = kg("feed", "pull", "--allow-private")
    assert ran.code == 3
    lines = ran.out.splitlines()
    assert lines[0].startswith("aaa: failed: ")
    assert "is a web page and no feed" in lines[0]
    assert lines[1].startswith("bbb: failed: ")
    assert "404" in lines[1]
    assert lines[2].startswith("wire: 2 items, 2 new: 2 added")
    states = {row["name"]: row["state"] for row in json.loads(kg("feed", "list", "--format", "json").out)}
    assert states == {"aaa": "failing (1)", "bbb": "failing (1)", "wire": "well"}


def test_two_feeds_that_carry_one_story_make_one_document(kg: Kg, graph: Graph, server: Server) -> None:
    serve_two(server)
    server.routes["/other"] = answer(rss(server, ("/copy", "Huione named")), Content_Type="application/rss+xml")
    server.routes["/copy"] = answer(page(HUIONE), Content_Type="text/html")
    add(kg, server)
    add(kg, server, "other", "/other", "--publisher", "Sample Ledger")
    kg("feed", "pull", "--allow-private")
    rows = graph.read("MATCH (d:Document) WHERE d.text CONTAINS 'Cambodia' RETURN d.urls AS urls, d.publishers AS who")
    assert [(sorted(row["urls"]), len(row["who"])) for row in rows] == [
        ([f"{server.url}/copy", f"{server.url}/huione"], 2)
    ]


def test_a_log_of_events_is_one_json_object_a_line(kg: Kg, graph: Graph, server: Server) -> None:
    serve_two(server)
    add(kg, server)
    ran = kg("feed", "pull", "--allow-private", "--log", "json")
    events = [json.loads(line) for line in ran.complaints]
    assert [event["event"] for event in events] == ["item", "item", "feed", "round"]
    assert events[2]["added"] == 2
    assert all(event["at"].endswith("Z") for event in events)


def test_a_workers_pull_makes_the_same_graph(kg: Kg, graph: Graph, server: Server) -> None:
    serve_two(server)
    add(kg, server)
    assert kg("feed", "pull", "--allow-private").code == 0
    before = fingerprint(graph).checksum
    for label in ("FeedItem", "Document", "Passage", "Claim", "Entity", "Action", "Source"):
        graph.command(f"MATCH (n:{label}) DETACH DELETE n")
    graph.command("MATCH (f:Feed) REMOVE f.etag, f.last_modified")
    assert kg("feed", "pull", "--allow-private", "--workers", 1).code == 0
    assert fingerprint(graph).checksum == before


def test_a_feed_that_another_pull_has_is_left_to_it(kg: Kg, graph: Graph, server: Server, home: Path) -> None:
    from kg.filelock import if_free

    serve_two(server)
    add(kg, server)
    (home / "feeds").mkdir(exist_ok=True)
    with if_free(home / "feeds" / "wire.lock") as free:
        assert free
        ran = kg("feed", "pull", "--allow-private")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "wire: another pull is at work on it")
    assert server.requests == []
    assert kg("feed", "pull", "--allow-private").out.startswith("wire: 2 items, 2 new")


def test_a_server_that_asks_to_be_left_alone_is(kg: Kg, graph: Graph, server: Server) -> None:
    server.routes["/feed"] = answer(status="429 Too Many Requests", Retry_After="3600")
    add(kg, server)
    assert kg("feed", "pull", "--allow-private").code == 3
    asked = len(server.requests)
    ran = kg("feed", "pull", "--allow-private")
    assert (ran.code, "asked to be left alone" in ran.out) == (0, True)
    assert len(server.requests) == asked
    rows = json.loads(kg("feed", "list", "--format", "json").out)
    assert rows[0]["state"].startswith("waiting until 20")


def test_an_item_that_its_feed_changes_is_fetched_again(kg: Kg, graph: Graph, server: Server) -> None:
    serve_two(server)
    add(kg, server)
    kg("feed", "pull", "--allow-private")
    server.routes["/feed"] = answer(rss(server, ("/huione", "Huione named, corrected"), ("/bybit", "Bybit robbed")))
    ran = kg("feed", "pull", "--allow-private")
    assert ran.out.startswith("wire: 2 items, 1 new: 0 added, 1 known")
    assert server.paths().count("/huione") == 2


def test_all_pages_of_a_feed_are_gone_on_with_where_a_pull_was_cut_off(kg: Kg, graph: Graph, server: Server) -> None:
    def page_of(number: int, text: str, following: str = "") -> bytes:
        item = {
            "id": str(number),
            "title": f"Note {number}",
            "content_html": f"<p>{text}</p>",
            "date_published": "2025-05-01",
        }
        return json.dumps(
            {"version": "https://jsonfeed.org/version/1", "items": [item], "next_url": following}
        ).encode()

    server.routes["/feed"] = answer(page_of(1, HUIONE, f"{server.url}/older"), ETag='"1"')
    server.routes["/older"] = answer(status="404 Not Found")
    add(kg, server)
    assert kg("feed", "pull", "--allow-private").code == 3
    assert len(documents(graph)) == 1
    server.routes["/older"] = answer(page_of(2, BYBIT))
    assert kg("feed", "pull", "--allow-private").code == 0
    assert len(documents(graph)) == 2


def test_feeds_are_checked_without_a_graph(kg: Kg, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest import feed_source
    from ingest.feed_source import FeedSource

    well = FeedSource("aaa", "A", "FinCEN", f"{server.url}/feed", "news", (1, 10))
    few = FeedSource("bbb", "B", "FinCEN", f"{server.url}/feed", "news", (5, 10))
    gone = FeedSource("ccc", "C", "FinCEN", f"{server.url}/gone", "news", (5, 10))
    known = {one.name: one for one in (well, few, gone)}
    monkeypatch.setattr(feed_source, "feed_sources", lambda: known)
    monkeypatch.setattr("kg.cli.feeds.now", lambda: "2025-05-10T12:00:00Z")  # half a year on, they look given up
    serve_two(server)
    ran = kg("feed", "check", "--allow-private", "--format", "json")
    told = [(row["name"], row["state"], row["items"]) for row in json.loads(ran.out)]
    assert (ran.code, told) == (3, [("aaa", "well", 2), ("bbb", "odd", 2), ("ccc", "failed", 0)])


def test_shipped_feeds_are_listed_with_how_far_they_are_believed(kg: Kg) -> None:
    rows = {row["name"]: row for row in json.loads(kg("feed", "list", "--shipped", "--format", "json").out)}
    assert rows["fincen-news"]["reliability"] == 0.97
    assert len(rows) == 33


def test_a_removed_feed_leaves_its_documents(kg: Kg, graph: Graph, server: Server) -> None:
    serve_two(server)
    add(kg, server)
    kg("feed", "pull", "--allow-private")
    ran = kg("feed", "remove", "wire")
    assert (ran.code, ran.out) == (0, "Removed: wire, 2 items forgotten\n")
    assert len(documents(graph)) == 2
    assert kg("feed", "remove", "wire").code == 2


def test_the_state_of_feeds_survives_a_rebuild(kg: Kg, graph: Graph, server: Server) -> None:
    serve_two(server)
    add(kg, server)
    kg("feed", "pull", "--allow-private")
    before = fingerprint(graph)
    ran = kg("rebuild", "--yes")
    assert ran.code == 0, ran
    assert fingerprint(graph) == before
    assert graph.read("MATCH (i:FeedItem) RETURN count(i) AS items") == [{"items": 2}]


def test_what_could_not_be_read_is_kept_and_tried_again(kg: Kg, graph: Graph, server: Server, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes("Société Générale used Sinbad, and OFAC sanctioned it.".encode("cp1252"))
    assert kg("ingest", bad).code == 1
    rows = json.loads(kg("quarantine", "list", "--format", "json").out)
    assert [(row["name"], "not valid UTF-8" in row["reason"]) for row in rows] == [(str(bad), True)]
    assert kg("quarantine", "retry").code == 1
    assert kg("quarantine", "retry", "ffff").code == 2

    from ingest.quarantine import Quarantine

    assert [one.is_document for one in Quarantine(tmp_path.parent / "none").notes()] == []


def test_a_page_that_is_readable_at_last_leaves_the_quarantine(
    kg: Kg, graph: Graph, server: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve_two(server)
    feed = rss(server, ("/bybit", "x"))
    server.routes["/feed"] = answer(feed, Content_Type="application/rss+xml")
    add(kg, server)
    with monkeypatch.context() as patch:
        patch.setattr("ingest.documents.document.MAX_TEXT", 10)
        assert kg("feed", "pull", "--allow-private").code == 3
    assert graph.read("MATCH (i:FeedItem) RETURN i.state AS state") == [{"state": "refused"}]
    assert kg("quarantine", "retry").code == 0
    assert json.loads(kg("quarantine", "list", "--format", "json").out) == []
    assert graph.read("MATCH (i:FeedItem) RETURN i.state AS state") == [{"state": "loaded"}]
    assert len(documents(graph)) == 1


def test_an_address_is_ingested_like_a_file(kg: Kg, graph: Graph, server: Server) -> None:
    server.routes["/x"] = answer(page(SINBAD), Content_Type="text/html; charset=utf-8")
    ran = kg("ingest", f"{server.url}/x", "--allow-private")
    assert ran.code == 0, ran
    assert graph.read("MATCH (d:Document) RETURN d.urls AS urls") == [{"urls": [f"{server.url}/x"]}]
    ran = kg("ingest", f"{server.url}/none", "--allow-private")
    assert ran.code == 1
    assert "404" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("feed", "pull"), "no feed was added yet"),
        (("feed", "pull", "nobody"), "no feed of that name was added"),
        (("feed", "add", "fincen-newz"), "did you mean fincen-news"),
        (("feed", "add", "ftp://example.org/feed"), "is no http or https address"),
        (("feed", "add", "https://example.org/feed", "--name", "A b", "--unchecked"), "a feed's name is of a-z"),
        (("feed", "pull", "--every", "often"), "is no span"),
    ],
)
def test_wrong_calls_say_what_is_wrong(kg: Kg, graph: Graph, arguments: tuple[str, ...], said: str) -> None:
    ran = kg(*arguments)
    assert ran.code == 2
    assert said in ran.err
