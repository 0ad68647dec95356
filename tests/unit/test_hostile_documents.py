"""Documents made to do harm: each is read right or refused in one line, within bounds of time and memory."""

from __future__ import annotations

import json
import time

import pytest

from ingest.documents.document import load_document
from kg.errors import SkipDocument

SECONDS = 20
"""Of this process's own time, for what takes less than one: a bomb takes hours."""


def load(raw: bytes | str, name: str):
    return load_document(raw.encode() if isinstance(raw, str) else raw, name=name)


def outcome(raw: bytes | str, name: str) -> str:
    """The text, or why there is none."""
    try:
        return load(raw, name).text
    except SkipDocument as error:
        assert error.rule and error.remedy
        return str(error)


BOMBS = {
    "deep nesting": "<div>" * 100_000 + "words",
    "deep nesting of inline tags": "<b>" * 100_000 + "words",
    "deep lists": "<ul><li>" * 50_000 + "words",
    "a million attributes": "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">words</p>",
    "a huge attribute": f"<p title='{'x' * 5_000_000}'>words</p>",
    "a huge style": f"<p style='{'display ' * 500_000}'>words</p>",
    "unclosed tags": "<p" * 200_000 + ">words",
    "unclosed comment": "<p>words</p>" + "<!--" * 200_000,
    "unclosed attribute": "<p>words</p><a href='" + "x" * 1_000_000,
    "a gigantic table": "<table>" + "<tr><td>a</td><td>b</td></tr>" * 50_000 + "</table>words",
    "nested tables": "<table><tr><td>" * 20_000 + "words",
    "entities in entities": '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "' + "&a;" * 10_000 + '">]><p>words &c;&c;</p>',
    "an entity from a file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>words &a;</p>',
    "a refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/"><p>words</p>',
    "many metas": '<meta name="a" content="b">' * 50_000 + "<p>words</p>",
    "many dates": '<time datetime="x"></time>' * 50_000 + "<p>words</p>",
    "many bodies": "<article>" * 200 + "<p>words</p>" + "</article>" * 200,
    "many hidden": "<p hidden>no</p>" * 50_000 + "<p>words</p>",
    "many headers": "<header>" * 200 + "<p>x</p>" + "</header>" * 200 + "<p>words</p>",
    "linked data in depth": f'<script type="application/ld+json">{"[" * 100_000}</script><p>words</p>',
    "many character references": "<p>words" + "&#8203;&#x202e;" * 100_000 + "</p>",
    "null character references": "<p>words&#0;&#xd800;&#x110000;&#99999999999999;</p>",
    "processing instructions": "<?php " * 100_000 + "?><p>words</p>",
    "conditional comments": "<!--[if IE]>" * 100_000 + "<p>words</p>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_of_html_is_read_or_refused_within_bounds(name):
    begun = time.process_time()
    said = outcome(f"<!doctype html><html><body>{BOMBS[name]}", "bomb.html")
    assert time.process_time() - begun < SECONDS
    assert "words" in said or "is HTML" in said
    assert "root:" not in said


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ("utf-8", "is not valid UTF-8"),
        ("utf-16", "is not valid UTF-8"),
        ("rot13", "is no known character set"),
        ("idna", "is no known character set"),
        ("x" * 40, "is no known character set"),
        ("shift_jis", "is not valid SHIFT_JIS"),
    ],
)
def test_a_page_that_lies_about_its_characters_is_refused(declared, said):
    assert said in outcome(f'<meta charset="{declared}"><p>'.encode() + b"caf\xe9\xff", "lie.html")


def test_a_page_is_never_read_in_a_charset_that_a_later_one_names():
    page = '<meta charset="utf-8"><meta charset="cp1252"><p>café</p>'
    assert outcome(page, "two.html") == "café"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ('{"text": "words", "n": NaN, "i": Infinity, "j": -Infinity}', "words"),
        ('{"text": "words", "n": 1e999999}', "words"),
        ('{"text": "words", "n": %s}' % ("9" * 100_000), "is not JSON"),
        ('{"text": "first", "text": "words"}', "words"),
        ('{"text": "words", "x": %s1%s}' % ("[" * 100_000, "]" * 100_000), "is not JSON"),  # noqa: UP031 braces
        ('{"text": "words", "x": %s1%s}' % ('{"a":' * 100_000, "}" * 100_000), "is not JSON"),  # noqa: UP031 braces
        ('{"text": "\\ud800words\\udfff"}', "\ufffdwords\ufffd"),
        ('{"text": "words\\u0000"}', "words"),
        ('{"text": "words", "\\u0000": 1, "": 2}', "words"),
        ('[{"text": "words"}, {"text": "more"}]', "is JSON but no object"),
        ('"words"', "is JSON but no object"),
        ("null", "is JSON but no object"),
        ("1", "is JSON but no object"),
        ('{"text": true}', "field 'text' is bool, not a string"),
        ('{"text": "words", "title": 1}', "field 'title' is int, not a string"),
        ('{"text": "words", "url": {"a": 1}}', "field 'url' is dict, not a string"),
        ('{"text": "words", "publisher": ["a"]}', "field 'publisher' is list, not a string"),
        ('{"text": "words", "published": 2024}', "field 'published' is int, not a string"),
        ('{"text": "words", "published": "0000-01-01"}', "which is no date"),
        ('{"text": "words", "published": "٢٠٢٤-٠١-٠١"}', "which is no date"),
        ('{"TEXT": "words"}', "has no field 'text'"),
        ('{"text": "words"} trailing', "is not JSON"),
        ("{'text': 'words'}", "is not JSON"),
        ('{"text": "words",}', "is not JSON"),
        ("", "is empty"),
    ],
)  # fmt: skip
def test_json_of_any_shape_is_read_or_refused_by_name(raw, said):
    assert said in outcome(raw, "a.json")


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_json_behind_a_byte_order_mark_is_read(mark):
    charset = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}[mark]
    assert outcome(mark + json.dumps({"text": "wörds"}, ensure_ascii=False).encode(charset), "a.json") == "wörds"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xff\xfe" + b"a", "is not valid UTF-16-LE"),
        (b"\xff\xfe\x00\xd8", "is not valid UTF-16-LE"),
        (b"\xff\xfe\x00\x00" + b"a\x00\x00", "is not valid UTF-32-LE"),
        (b"\xff\xfe\x00\x00" + b"\xff\xff\xff\xff", "is not valid UTF-32-LE"),
        (b"words\xed\xa0\x80", "is not valid UTF-8"),
        (b"words\xc0\xaf", "is not valid UTF-8"),
        (b"words\xf4\x90\x80\x80", "is not valid UTF-8"),
        (b"\x00" * 100, "looks binary"),
        (b"words\n" * 20_000 + b"\x00", "looks binary"),
    ],
)
def test_bytes_that_are_no_text_are_refused(raw, said):
    assert said in outcome(raw, "a.txt")


def test_a_text_of_one_line_is_read_whole():
    line = "Huione paid Lazarus and then some more was said about it without a stop " * 20_000
    assert load(line, "a.txt").text == line.strip()
    assert load(line, "a.txt").title is None


def test_an_address_split_by_what_nobody_sees_is_whole_in_the_stored_text():
    from ingest.text.wallets import find_wallets

    address = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"
    text = load(
        "Paid to \u202e" + "\u200b".join([address[:9], address[9:30], address[30:]]) + "\u202c now.", "a.txt"
    ).text
    (wallet,) = find_wallets(text).wallets
    assert (wallet.address, text[wallet.start : wallet.end]) == (address, address)


@pytest.mark.parametrize(
    "letter", ["\u0430", "\uff41", "a\u0301", "\u0251"], ids=["Cyrillic", "fullwidth", "accent", "alpha"]
)
def test_an_address_with_a_letter_that_only_looks_right_is_none(letter):
    from ingest.text.wallets import find_wallets, parse_address

    disguised = "12HQDsicffSBaYdJ6BhnE22sfjTESmmzKx".replace("a", letter)
    text = load(f"Paid to {disguised} now.", "a.txt").text
    assert (find_wallets(text).wallets, parse_address(disguised)) == ((), None)
