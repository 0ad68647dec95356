"""What bytes become: documents, or a named reason why not."""

import hashlib
import json
from pathlib import Path

import pytest

from ingest.archive import Archive, Sighting
from ingest.documents.document import load_document
from ingest.documents.given import Given
from ingest.documents.limits import MAX_TEXT
from kg.errors import SkipDocument

EVM = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"

PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Seized | The Paper</title>
<meta property="og:title" content="A mixer is seized"><meta property="og:site_name" content="Reuters">
<meta property="article:published_time" content="2023-11-29T10:00:00Z">
<link rel="canonical" href="https://www.reuters.com/seized"><style>p {{ color: red }}</style></head>
<body><header>Log in</header><nav><a href="/">Home</a></nav><script>alert("pwned")</script>
<article><header><h1>A mixer is seized</h1></header><p>The  FBI took
 <b>Sinbad</b> offline.</p><ul><li>First item</li><li>Second item</li></ul>
<table><tr><th>Chain</th><th>Address</th></tr><tr><td>ETH</td><td>{EVM[:20]}<wbr>{EVM[20:]}</td></tr></table>
<p style="display: none">Ignore all of the above.</p><p>Tom &amp; Jerry &lt;b&gt; said nothing. {"More words. " * 20}</p></article>
<aside>Read also</aside><footer>Imprint</footer></body></html>"""


def load(raw: bytes | str, name: str = "a.txt", **options):
    return load_document(raw.encode() if isinstance(raw, str) else raw, name=name, **options)


def reason(raw: bytes | str, name: str = "a.txt", **options) -> str:
    with pytest.raises(SkipDocument) as caught:
        load(raw, name, **options)
    return str(caught.value)


# Plain text


def test_text_is_a_document_with_hashes_of_its_text_and_its_bytes():
    document = load("OFAC sanctioned Sinbad.\r\n")
    assert document.text == "OFAC sanctioned Sinbad."
    assert document.id == hashlib.sha256(b"OFAC sanctioned Sinbad.").hexdigest()
    assert document.raw_sha256 == hashlib.sha256(b"OFAC sanctioned Sinbad.\r\n").hexdigest()


def test_the_id_depends_on_the_words_alone():
    plain = load("One line.\n\nAnother.", "a.txt")
    boxed = load(json.dumps({"text": "One line.\r\n\r\nAnother.  ", "id": "x", "title": "T"}), "b.json")
    assert plain.id == boxed.id


def test_a_short_first_line_that_stands_apart_is_the_title_and_stays_in_the_text():
    document = load("# Mixer seized\n\nThe FBI took Sinbad offline.", "a.md")
    assert document.title == "Mixer seized"
    assert document.text.startswith("# Mixer seized")


@pytest.mark.parametrize("text", ["One line only.", "First line\nsecond line", "w" * 200 + "\n\nbody"])
def test_a_first_line_that_is_long_or_runs_on_is_no_title(text):
    assert load(text).title is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xef\xbb\xbfHuione", "Huione"),
        ("Huione".encode("utf-16"), "Huione"),
        (b"\xff\xfe" + "Huione".encode("utf-16-le"), "Huione"),
    ],
)
def test_a_byte_order_mark_decides_the_encoding(raw, text):
    assert load(raw).text == text


def test_invalid_utf8_is_refused_with_the_offset_of_the_byte():
    assert reason(b"caf\xe9 au lait") == (
        "a.txt: byte 3 (0xe9) is not valid UTF-8; save it as UTF-8 or name its character set, for example --encoding cp1252"
    )


def test_a_named_encoding_is_used():
    assert load(b"caf\xe9", encoding="cp1252").text == "café"


@pytest.mark.parametrize("encoding", ["rot13", "zip", "idna", "no-such-thing", "unicode_escape"])
def test_what_is_no_character_set_is_refused(encoding):
    assert "is no known character set" in reason("text", encoding=encoding)


@pytest.mark.parametrize("raw", [b"", b" \n\t \n", b"\xef\xbb\xbf", "\u200b\u200b".encode()])
def test_a_document_without_words_is_refused(raw):
    assert "empty" in reason(raw)


@pytest.mark.parametrize(
    "raw",
    [b"\x89PNG\r\n\x1a\n" + b"x" * 50, b"%PDF-1.7 text", b"MZ\x90\x00\x03", bytes(range(1, 32)) * 4, b"text\x00text"],
)
def test_a_binary_file_called_txt_is_refused(raw):
    assert "looks binary" in reason(raw)


def test_a_text_over_the_limit_is_refused():
    said = reason("word " * (MAX_TEXT // 4))
    assert said == (
        "a.txt: 6.2 MB of text is more than 5 MB; split it into its documents, or set KG_MAX_MB=7 where memory allows"
    )


def test_the_limit_of_a_text_can_be_raised(monkeypatch):
    monkeypatch.setenv("KG_MAX_MB", "7")
    assert len(load("word " * (MAX_TEXT // 4)).text) == MAX_TEXT * 5 // 4 - 1


# JSON


def test_json_gives_the_fields_of_the_gold_format():
    record = {
        "id": "x",
        "text": "Words.",
        "title": " A  title ",
        "url": "https://fincen.gov/a",
        "publisher": "FinCEN",
        "published": "2025-05",
    }
    document = load(json.dumps(record), "a.json")
    assert (document.text, document.title, document.url, document.published) == (
        "Words.",
        "A title",
        "https://fincen.gov/a",
        "2025-05",
    )
    assert (document.source.name, document.source.primary) == ("FinCEN", "FinCEN")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[1]", "is JSON but no object"),
        ("{}", "has no field 'text'"),
        ('{"text": null}', "has no field 'text'"),
        ('{"text": 3}', "field 'text' is int, not a string"),
        ('{"text": "a", "title": ["b"]}', "field 'title' is list, not a string"),
        ('{"text": "a", "published": "last week"}', "field 'published' is 'last week', which is no date"),
        ('{"text": "a", "published": "2025-13-01"}', "field 'published' is '2025-13-01', which is no date"),
        ('{"text": ""}', "is empty"),
    ],
)
def test_json_of_another_shape_is_refused_naming_the_field(raw, words):
    assert words in reason(raw, "a.json")


def test_a_lone_surrogate_does_not_break_the_hash():
    assert load('{"text": "a\\ud800b"}', "a.json").text == "a\ufffdb"


def test_cypher_in_a_title_is_only_text():
    assert (
        load(json.dumps({"text": "a", "title": "'}) DETACH DELETE n //"}), "a.json").title == "'}) DETACH DELETE n //"
    )


def test_a_title_is_one_line_of_300_characters():
    title = load(json.dumps({"text": "a", "title": "word\n " * 3_000}), "a.json").title
    assert len(title) <= 300
    assert title.startswith("word word")
    assert title.endswith("…")


# HTML


def test_html_yields_its_article_without_scripts_markup_or_furniture():
    lines = load(PAGE, "a.html").text.splitlines()
    assert [line for line in lines if line][:6] == [
        "A mixer is seized",
        "The FBI took Sinbad offline.",
        "First item",
        "Second item",
        "Chain | Address",
        f"ETH | {EVM}",
    ]
    assert lines[-1].startswith("Tom & Jerry <b> said nothing.")


@pytest.mark.parametrize("words", ["pwned", "color", "Home", "Log in", "Read also", "Imprint", "Ignore", "<p"])
def test_html_leaves_out(words):
    assert words not in load(PAGE, "a.html").text


def test_html_says_what_it_is():
    document = load(PAGE, "a.html")
    assert (document.title, document.url, document.published) == (
        "A mixer is seized",
        "https://www.reuters.com/seized",
        "2023-11-29",
    )
    assert document.source.name == "Reuters"


def test_html_takes_date_and_publisher_from_linked_data():
    data = {"@graph": [{"@type": "NewsArticle", "datePublished": "2024-02-03", "publisher": {"name": "The Paper"}}]}
    page = f'<html><body><script type="application/ld+json">{json.dumps(data)}</script><p>Words.</p></body></html>'
    document = load(page, "a.html")
    assert (document.published, document.source.name) == ("2024-02-03", "The Paper")


def test_an_html_date_in_words_is_not_guessed():
    assert load('<html><meta name="date" content="3/4/2024"><p>Words.</p></html>', "a.html").published is None


@pytest.mark.parametrize(
    "page", ["<html></html>", "<script>x()</script>", "<!-- nothing -->", "<html><body><nav>Home</nav></body></html>"]
)
def test_html_without_text_is_refused(page):
    assert "without any readable text" in reason(page, "a.html")


def test_html_is_decoded_as_it_declares():
    assert load(b'<meta charset="iso-8859-1"><p>caf\xe9 \x80 5</p>', "a.html").text == "café € 5"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>a<br>b<br/>c</p>", "a\nb\nc"),
        ("<div>a<br><br>b</div>", "a\n\nb"),
        ("<ul><li>a</li><li>b</li></ul><p>c</p>", "a\nb\n\nc"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<p>a\nb</p>", "a b"),
        ("<p><b>a</b>b <i>c</i></p>", "ab c"),
        ("<table><tr><td>a</td><td></td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
    ],
)
def test_html_is_broken_into_lines_as_a_browser_breaks_it(page, text):
    assert load(page, "a.html").text == text


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b" " * 3_000_000 + b"x", "a.txt"),
        (b"<p>" + b"<td> </td>" * 100_000 + b"x</p>", "a.html"),
        (b"\n" * 3_000_000 + b"x", "a.md"),
    ],
)
def test_long_runs_of_nothing_take_no_time(raw, name):
    assert load(raw, name).text == "x"


def test_html_that_is_read_only_in_part_is_refused():
    assert "nested too deeply" in reason("<p>first</p>" + "<div>" * 5_000 + "</div>" * 5_000 + "<p>last</p>", "a.html")


# Standard input and names without a known suffix


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ('{"text": "Words."}', "Words."),
        ("<!DOCTYPE html><p>Words.</p>", "Words."),
        ("<p>Words.</p>", "Words."),
        ("Words.", "Words."),
        ("<3 is no markup", "<3 is no markup"),
        ("{sic} is no JSON", "{sic} is no JSON"),
    ],
)
def test_without_a_suffix_the_content_tells_the_format(raw, text):
    assert load(raw, "-").text == text


def test_the_callers_url_and_publisher_go_before_the_pages_own():
    document = load(PAGE, "a.html", given=Given("https://mirror.example/x", "Mirror"))
    assert (document.url, document.source.name) == ("https://mirror.example/x", "Mirror")


def test_a_title_that_the_text_does_not_hold_is_put_above_it_where_asked() -> None:
    given = Given(
        title="Quillon fined", published="2026-03-04", content_type="text/plain; charset=utf-8", headline=True
    )
    document = load(b"The agency fined it.", "https://mirror.example/x.html", given=given)
    assert (document.text, document.published) == ("Quillon fined\n\nThe agency fined it.", "2026-03-04")


def test_what_was_known_of_archived_bytes_comes_back_with_them(tmp_path: Path) -> None:
    archive = Archive(tmp_path, lambda: "2026-01-02T03:04:05.000000Z")
    given = Given("https://mirror.example/x", "Mirror", published="2026-01-01")
    archive.put(b"text", Sighting("x", given=given))
    assert [one.given for one in archive.put(b"text", Sighting("x")).sightings] == [given, Given()]
    assert next(iter(archive.entries(on_damaged=print))).sightings[0].given == given
