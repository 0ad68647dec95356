"""Bytes of feeds -> items: every form, what is odd about them, and what is refused."""

from __future__ import annotations

import gzip
import json

import pytest

from ingest.feeds.fields import MAX_ITEMS
from ingest.feeds.items import FeedItem, FeedRefused, ParsedFeed
from ingest.feeds.parsing import MAX_BYTES, parse_feed

URL = "https://example.org/news/feed.xml"
NOW = "2026-11-20T12:00:00Z"


def parse(raw: bytes | str, **more: str) -> ParsedFeed:
    return parse_feed(raw.encode() if isinstance(raw, str) else raw, url=URL, now=NOW, **more)


def refusal(raw: bytes | str) -> str:
    with pytest.raises(FeedRefused) as caught:
        parse(raw)
    return str(caught.value)


def rss(items: str, *, head: str = "", version: str = "2.0") -> str:
    return f'<rss version="{version}"><channel><title>Quillon</title><link>https://example.org/</link>{head}{items}</channel></rss>'


RSS20 = rss(
    "<item><title>Quillon fined</title><link>/a</link><guid>urn:a</guid><pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate>"
    "<description>It paid 3 million.</description></item>"
    "<item><title>Vantor seized</title><link>https://example.org/b</link><guid>urn:b</guid>"
    "<pubDate>Tue, 03 Mar 2026 12:30:00 +0200</pubDate><description>Police took it.</description></item>"
)
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Quillon</title>
<entry><id>urn:a</id><title>Quillon fined</title><link href="/a"/><published>2026-03-04T10:00:00Z</published>
<summary>It paid 3 million.</summary></entry>
<entry><id>urn:b</id><title>Vantor seized</title><link href="https://example.org/b"/><updated>2026-03-03T12:30:00+02:00</updated>
<summary>Police took it.</summary></entry></feed>"""
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Quillon", "items": [
        {"id": "urn:a", "title": "Quillon fined", "url": "/a", "date_published": "2026-03-04T10:00:00Z", "summary": "It paid 3 million."},
        {"id": "urn:b", "title": "Vantor seized", "url": "https://example.org/b", "date_published": "2026-03-03T12:30:00+02:00",
         "summary": "Police took it."},
    ],
})  # fmt: skip
RSS10 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quillon</title></channel>
<item rdf:about="urn:a"><title>Quillon fined</title><link>/a</link><dc:date>2026-03-04T10:00:00Z</dc:date>
<description>It paid 3 million.</description></item>
<item rdf:about="urn:b"><title>Vantor seized</title><link>https://example.org/b</link><dc:date>2026-03-03T10:30:00Z</dc:date>
<description>Police took it.</description></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("raw", "form"),
    [(RSS20, "rss20"), (ATOM, "atom10"), (JSON, "json"), (RSS10, "rss10")],
    ids=["RSS 2.0", "Atom", "JSON Feed", "RSS 1.0"],
)
def test_the_same_two_items_come_out_of_every_form(raw: str, form: str) -> None:
    feed = parse(raw)
    assert (feed.form, feed.title) == (form, "Quillon")
    assert [(item.id, item.url, item.title, item.published, item.summary) for item in feed.items] == [
        ("urn:a", "https://example.org/a", "Quillon fined", "2026-03-04T10:00:00Z", "It paid 3 million."),
        ("urn:b", "https://example.org/b", "Vantor seized", "2026-03-03T10:30:00Z", "Police took it."),
    ]


def test_an_old_rss_without_dates_and_ids_is_read() -> None:
    raw = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://example.org/rss-0.91.dtd">'
        + rss("<item><title>Quillon fined</title><link>/a</link></item>", version="0.91")
    )
    feed = parse(raw)
    assert [(item.id, item.published) for item in feed.items] == [("https://example.org/a", None)]
    assert "items have no id; their address, or a hash of their words, serves (1 x)" in feed.notes


def one(markup: str) -> FeedItem:
    return parse(rss(f"<item>{markup}</item>")).items[0]


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("Thu, 13 Aug 26 12:00:00 +0000", "2026-08-13T12:00:00Z"),
        ("Thu, 13 Aug 2026 12:00:00 EST", "2026-08-13T17:00:00Z"),
        ("13 Aug 2026 12:00:00 +0200", "2026-08-13T10:00:00Z"),
        ("2026-08-13", "2026-08-13"),
        ("2026-08", "2026-08"),
        ("2026-08-13T12:00:00+09:00", "2026-08-13T03:00:00Z"),
        ("Thu, 13 Aug 1926 12:00:00 GMT", None),
        ("Thu, 24 Dec 2026 12:00:00 GMT", None),
        ("31 February 2026", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_are_taken_as_exact_as_they_are_or_left_out(stated: str, published: str | None) -> None:
    assert one(f"<title>Quillon fined</title><pubDate>{stated}</pubDate>").published == published


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("AT&amp;amp;T fined", "AT&T fined"),
        ("&lt;b&gt;Quillon&lt;/b&gt; fined", "Quillon fined"),
        ("<![CDATA[<i>Quillon</i> &amp; Vantor]]>", "Quillon & Vantor"),
        ("Profits &lt; costs", "Profits < costs"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Quillon", "<script>alert(1)</script>Quillon"),
        ("Quillon\n   fined", "Quillon fined"),
    ],
)
def test_titles_are_text(markup: str, title: str) -> None:
    assert one(f"<title>{markup}</title>").title == title


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("//cdn.example.net/x", "https://cdn.example.net/x"),
        ("../x?a=1&amp;b=2", "https://example.org/x?a=1&b=2"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("http://[bad", None),
        ("", None),
    ],
)
def test_links_are_absolute_and_of_the_web(link: str, url: str | None) -> None:
    assert one(f"<title>Quillon fined</title><link>{link}</link>").url == url


def test_the_base_that_markup_names_counts() -> None:
    raw = ATOM.replace('<link href="/a"/>', '<link xml:base="https://other.example/deep/" href="a"/>')
    assert parse(raw).items[0].url == "https://other.example/deep/a"


def test_the_articles_own_address_goes_before_a_counters() -> None:
    raw = rss(
        "<item><title>x</title><link>https://count.example/1</link><f:origLink>https://example.org/x</f:origLink></item>"
    )
    assert parse(raw.replace("<rss ", '<rss xmlns:f="http://rssnamespace.org/feedburner/ext/1.0" ')).items[0].url == (
        "https://example.org/x"
    )


def test_full_texts_are_kept_as_markup_and_summaries_as_text() -> None:
    item = one(
        "<title>x</title><description>&lt;p&gt;Short&lt;/p&gt;</description>"
        '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<ul><li>one</li></ul>]]>'
        "</content:encoded>"
    )
    assert (item.summary, item.content) == ("Short", "<ul><li>one</li></ul>")


def test_two_items_of_one_id_are_one_unless_their_addresses_differ() -> None:
    raw = rss(
        "".join(
            f"<item><guid>same</guid><title>t{n}</title><link>/{link}</link></item>" for n, link in enumerate("aab")
        )
    )
    feed = parse(raw)
    assert [item.url for item in feed.items] == ["https://example.org/a", "https://example.org/b"]
    assert len({item.id for item in feed.items}) == 2
    assert any("bear the id of another (1 x)" in note for note in feed.notes)


def test_an_empty_feed_is_a_feed_of_nothing() -> None:
    assert parse(rss("")).items == ()


def test_what_came_before_a_break_is_kept_with_a_note() -> None:
    feed = parse(RSS20[: RSS20.index("Vantor") + 3])
    assert feed.items[0].title == "Quillon fined"
    assert any(note.startswith("it is broken") for note in feed.notes)


def test_the_federal_registers_answers_are_read_with_their_pages() -> None:
    raw = json.dumps({
        "count": 2, "total_pages": 2, "next_page_url": "https://example.org/api?page=2", "results": [
            {"document_number": "2026-00001", "title": "Notice of Action", "abstract": "The Office blocks Quillon.",
             "html_url": "https://example.org/d/2026-00001", "publication_date": "2026-03-04",
             "agencies": [{"name": "Example Agency"}, {"raw_name": "X"}]},
            {"document_number": "2026-00002", "title": "Correction", "abstract": None, "html_url": None,
             "publication_date": None, "agencies": []},
        ],
    })  # fmt: skip
    feed = parse(raw)
    assert (feed.form, feed.next_url) == ("federal-register", "https://example.org/api?page=2")
    first, second = feed.items
    assert (first.id, first.published, first.summary, first.author) == (
        "2026-00001", "2026-03-04", "The Office blocks Quillon.", "Example Agency",
    )  # fmt: skip
    assert (second.url, second.published) == (None, None)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "came empty"),
        (b"\x00\x00 \n", "came empty"),
        ("<!doctype html><html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head></html>",
         "is a web page and no feed; it names this one: https://example.org/rss"),
        ("<html><body>Please log in</body></html>", "is a web page and no feed"),
        ("just words", "is no feed"),
        ("<note><to>x</to></note>", "is no feed"),
        ("{", "begins as JSON and is none"),
        ('{"a": 1}', "is JSON of a form that is not known"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "without a list of items"),
        ('{"results": [1], "count": 1}', "results that are no objects"),
        (gzip.compress(RSS20.encode(), mtime=0), "is no text"),
        (b"\x00\x01\x02<rss\x00\xff", "is no text"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused_with_what_it_is(raw: bytes | str, said: str) -> None:
    assert said in refusal(raw)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    + rss("<item><title>&c;</title></item>")
)


@pytest.mark.parametrize(
    "raw",
    [
        BOMB.encode(),
        BOMB.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"),
        BOMB.encode("utf-16-be"),
        BOMB.encode("utf-32"),
        BOMB.replace('"1.0"', '"1.0" encoding="utf-7"').encode("utf-7"),
        b'<?xml version="1.0"?><!-- - -- ><?x ?>' + BOMB[21:].encode(),
        b'<!DOCTYPE rss SYSTEM "file:///etc/passwd" [ ]>' + RSS20.encode(),
        b'<!DOCTYPE r [<!ENTITY % x SYSTEM "http://169.254.169.254/">%x;]>' + RSS20.encode(),
    ],
)
def test_a_feed_that_declares_entities_is_refused_in_every_encoding(raw: bytes) -> None:
    assert any(said in refusal(raw) for said in ("declares entities", "is no feed", "broken feed"))


def test_words_about_entities_are_no_declaration() -> None:
    assert one("<title>x</title><description><![CDATA[<!ENTITY a>]]> kept</description>").title == "x"


@pytest.mark.parametrize(
    ("raw", "charset", "title"),
    [
        (b'<?xml version="1.0" encoding="iso-8859-1"?>' + rss("<item><title>Société</title></item>").encode(),
         "iso-8859-1", "Société"),
        (b'<?xml version="1.0" encoding="windows-1251"?>'
         + rss("<item><title>Гарантекс</title></item>").encode("cp1251"), None, "Гарантекс"),
        (rss("<item><title>Société</title></item>").encode("cp1252"), "windows-1252", "Société"),
        (rss("<item><title>東京</title></item>").encode("utf-16"), None, "東京"),
        (rss("<item><title>Société</title></item>").encode("cp1252"), "no-such-charset", "Société"),
    ],
)  # fmt: skip
def test_bytes_are_read_by_what_they_are(raw: bytes, charset: str | None, title: str) -> None:
    header = f"application/rss+xml; charset={charset}" if charset else "application/rss+xml"
    assert parse(raw, content_type=header).items[0].title == title


def test_sizes_and_numbers_have_limits() -> None:
    huge = rss(f"<item><title>{'x' * 5_000_000}</title><description>{'y' * 50_000}</description></item>")
    item = parse(huge).items[0]
    assert (len(item.title or ""), len(item.summary or "")) == (300, 20_000)
    many = parse(
        json.dumps(
            {"version": "https://jsonfeed.org/version/1", "items": [{"id": n, "title": "x"} for n in range(20_000)]}
        )
    )
    assert len(many.items) == MAX_ITEMS
    assert "items beyond the first 10,000 were left out (10000 x)" in many.notes
    assert "is larger than" in refusal(b"<rss>" + b" " * MAX_BYTES)


def test_deep_nesting_ends() -> None:
    deep = rss(f"<item><title>x</title><description>{'<b>' * 20_000}</description></item>")
    assert parse(deep).items[0].title == "x"
    assert "JSON" in refusal("[" * 100_000)


def test_a_long_feed_that_is_broken_is_refused_and_a_long_whole_one_read() -> None:
    items = "<item><title>Quillon fined</title></item>" * 30_000
    assert "is broken" in refusal(rss(items)[:-20])
    assert len(parse(rss(items)).items) == 1
