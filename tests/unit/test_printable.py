"""What comes from a stranger and is printed: a terminal obeys none of it, and an error stays one line."""

import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import run
from kg.errors import SkipDocument
from kg.printable import printable, printable_json

HOSTILE = "a\x1b[2J\x1b]0;title\x07\r\nb\u202egpj.exe\u2066\x9b31m\u2028\x85c\u200b\ufeff\udcffd\x00"


def obeyed(text: str) -> set[str]:
    """The control and format characters of a text, without line ends and the two joiners of letters."""
    return {
        c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and c not in "\n\u200c\u200d\xad"
    }


def test_escapes_are_shown_as_what_they_are():
    assert printable(HOSTILE) == (
        "a\\x1b[2J\\x1b]0;title\\x07\\r\\nb\\u202egpj.exe\\u2066\\x9b31m\\u2028\\x85c\\u200b\\ufeff\\udcffd\\x00"
    )


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF)))
def test_what_is_printed_is_one_line_that_can_be_encoded(text):
    line = printable(text)
    assert (len(line.splitlines()) <= 1, printable(line)) == (True, line)
    assert line.encode("utf-8").decode() == line


@pytest.mark.parametrize("text", ["Société Générale", "汇旺", "می\u200cخواهم", "a\\nb", "👩\u200d🚀"])
def test_what_can_be_read_stays(text):
    assert printable(text) == text


def test_an_error_is_one_line_whatever_it_quotes():
    error = SkipDocument(f"{HOSTILE}.txt", "is empty", "give a file")
    assert (len(str(error).splitlines()), obeyed(str(error)), error.thing) == (1, set(), f"{HOSTILE}.txt")


@given(st.text())
def test_json_means_the_same(text):
    assert json.loads(printable_json(json.dumps(text, ensure_ascii=False))) == text
    assert obeyed(printable_json(json.dumps("\u202e\x9b", ensure_ascii=False))) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", HOSTILE.replace("\0", "")),
        ("ask", HOSTILE),
        ("ask", f"{HOSTILE}.cypher"),
        ("evaluate", HOSTILE, "b"),
        (HOSTILE,),
    ],
    ids=["extract", "ask", "ask file", "evaluate", "command"],
)
def test_a_hostile_command_line_is_answered_in_plain_lines(arguments, capsys, monkeypatch):
    monkeypatch.setattr("ingest.pipeline.build_nlp", lambda *_: None)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    code = run(list(arguments))
    printed = capsys.readouterr()
    assert (code in {1, 2}, obeyed(printed.out + printed.err)) == (True, set())
