"""Rows become tables, json, jsonl, csv and html; what documents say is never obeyed by what shows it."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j.time import Date, DateTime, Duration

from kg.asking.render import FORMS, NOTHING_FOUND, plain, render
from kg.errors import UsageError

COLUMNS = ("name", "confidence", "note")
ROWS = [
    {"name": "Huione Group", "confidence": 0.8512, "note": None, "hidden": "x"},
    {"name": "Lazarus Group", "confidence": 1, "note": "two\nlines"},
]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Date(2025, 5, 1), "2025-05-01"),
        (DateTime(2025, 5, 1, 12, 30, 0), "2025-05-01T12:30:00.000000000"),
        (Duration(days=2), "P2D"),
        (date(2025, 5, 1), "2025-05-01"),
        (datetime(2025, 5, 1, tzinfo=UTC), "2025-05-01T00:00:00+00:00"),
        (float("nan"), None),
        (float("inf"), None),
        ((1, {"a": Date(2025, 5, 1)}), [1, {"a": "2025-05-01"}]),
        (b"\x01\xff", "01ff"),
        (True, True),
    ],
)
def test_turns_values_into_what_json_knows(value, expected):
    assert plain(value) == expected


def test_json_holds_the_columns_in_order():
    assert render(ROWS, COLUMNS, "json") == (
        '[\n  {\n    "name": "Huione Group",\n    "confidence": 0.8512,\n    "note": null\n  },\n'
        '  {\n    "name": "Lazarus Group",\n    "confidence": 1,\n    "note": "two\\nlines"\n  }\n]\n'
    )


def test_jsonl_is_one_object_a_line():
    lines = render(ROWS, COLUMNS, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == [{key: row.get(key) for key in COLUMNS} for row in ROWS]


def test_csv_is_as_rfc_4180_has_it():
    assert render(ROWS, COLUMNS, "csv") == (
        'name,confidence,note\r\nHuione Group,0.8512,\r\nLazarus Group,1,"two\nlines"\r\n'
    )


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1+1", "\n=1"])
def test_csv_defuses_formulas(cell):
    rows = list(csv.reader(io.StringIO(render([{"a": cell}], ["a"], "csv"), newline="")))
    assert rows[1][0].startswith("'")


@pytest.mark.parametrize(
    ("value", "cell"), [(-5, "-5"), (-0.5, "-0.5"), (["a", "b"], "a; b"), (["=x"], "'=x"), (True, "true")]
)
def test_csv_keeps_numbers_and_joins_lists(value, cell):
    rows = list(csv.reader(io.StringIO(render([{"a": value}], ["a"], "csv"), newline="")))
    assert rows[1] == [cell]


@pytest.mark.parametrize(
    ("form", "text"),
    [("table", f"{NOTHING_FOUND}\n"), ("json", "[]\n"), ("jsonl", ""), ("csv", "name,confidence,note\r\n")],
)
def test_no_rows(form, text):
    assert render([], COLUMNS, form) == text


def test_no_rows_in_html_say_so():
    assert f"<p>{NOTHING_FOUND}</p>" in render([], COLUMNS, "html")


def test_an_unknown_form_is_refused():
    with pytest.raises(UsageError) as caught:
        render(ROWS, COLUMNS, "xml")
    assert str(caught.value) == "format 'xml': there is none of that name; use one of table, json, jsonl, csv, html"


def test_a_table_has_a_head_and_a_line_for_each_row():
    assert render(ROWS[:1], COLUMNS, width=80, title="Names") == (
        "Names\n\n name           confidence   note\n ────────────────────────────────\n Huione Group        0.851\n"
    )


@pytest.mark.parametrize("width", [30, 60, 80, 140])
def test_a_table_wraps_and_loses_no_word(width):
    text = "Huione laundered the proceeds of heists. " * 10
    shown = render(
        [{"name": "x" * 50, "evidence": text, "url": "https://example.org/" + "a" * 90}],
        ["name", "evidence", "url"],
        width=width,
    )
    assert max(map(len, shown.splitlines())) <= width
    assert shown.count("laundered") == 10
    assert shown.count("x") >= 50
    assert shown.count("a") >= 90


def test_too_many_columns_for_the_width_become_blocks():
    row = {f"column{number}": f"value{number}" for number in range(9)} | {"column3": None}
    assert render([row], list(row), width=60).splitlines() == [
        f"column{number}  value{number}" for number in range(9) if number != 3
    ]


@pytest.mark.parametrize("width", [20, 200])
def test_a_table_shows_markup_as_text(width):
    assert "[red]x[/red] [link=a]" in render(
        [{"a": "[red]x[/red] [link=a]", "b": "y" * 30}], ["a", "b"], width=width
    ).replace("\n   ", " ")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("hostile", ["\x1b[31m", "\x9b31m", "\u202etxt.exe", "a\x00b", "\x07"])
def test_no_form_lets_through_what_a_terminal_obeys(form, hostile):
    shown = render([{"a": f"x{hostile}y"}], ["a"], form, title="t")
    assert not set("\x1b\x9b\u202e\x00\x07") & set(shown)


def test_json_with_escapes_means_the_same():
    assert json.loads(render([{"a": "x\x9b\u202ey"}], ["a"], "json")) == [{"a": "x\x9b\u202ey"}]


def test_colour_is_left_out_where_no_color_is_set(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = render(ROWS, COLUMNS, colour=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" in coloured
    assert "\x1b[" not in render(ROWS, COLUMNS, colour=True)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.8512, "0.851"),
        (37000000.0, "37,000,000"),
        (1234.5, "1,234.50"),
        (0.00012, "0.00012"),
        (True, "yes"),
        (["a", "b"], "a; b"),
        (2022, "2022"),
    ],
)
def test_a_table_shows_values_as_people_read_them(value, shown):
    assert render([{"a": value}], ["a"], width=80).splitlines()[-1].strip() == shown


def test_html_escapes_everything():
    page = render([{"a<b>": "<script>alert(1)</script>"}], ["a<b>"], "html", title='"><img src=x>')
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<th>a&lt;b&gt;</th>" in page


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("see https://example.org", False),
        ('https://example.org/" onclick="x', False),
    ],
)
def test_html_links_web_addresses_only(url, linked):
    page = render([{"url": url}], ["url"], "html")
    assert ("<a href=" in page) == linked
    assert 'onclick="' not in page


def test_html_asks_nothing_of_anybody():
    page = render(ROWS, COLUMNS, "html")
    assert "default-src 'none'" in page
    assert "src=" not in page.replace("default-src=", "")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(
    st.sampled_from(FORMS),
    st.lists(st.fixed_dictionaries({"a": VALUES, "b": VALUES}), max_size=3),
    st.integers(10, 120),
)
def test_any_rows_render_in_any_form(form, rows, width):
    shown = render(rows, ["a", "b"], form, width=width)
    assert shown.endswith("\n") or (form == "jsonl" and not rows)
