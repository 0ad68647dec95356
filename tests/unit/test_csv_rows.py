"""Delimited files: what a row is, and that a broken one costs itself only."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.lists import csv_rows
from ingest.lists.csv_rows import Row, Table, records, rows
from ingest.lists.record import Notes
from ingest.source import ListRefused

ANY = Table(fields=0)


def read(tmp_path: Path, content: bytes, table: Table = ANY) -> tuple[list[Row], Notes]:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    notes = Notes()
    return list(rows(path, notes, table)), notes


def problems(notes: Notes) -> list[tuple[str, str]]:
    return [(bad.locator, bad.rule) for bad in notes.unreadable]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"a,b\nc,d\n", [(1, ["a", "b"]), (2, ["c", "d"])], id="plain"),
        pytest.param(b'"a, b","c ""d"""\r\n', [(1, ["a, b", 'c "d"'])], id="quotes"),
        pytest.param(b'a,"b\nc"\nd,e\n', [(1, ["a", "b\nc"]), (3, ["d", "e"])], id="a field over two lines"),
        pytest.param(b"a,b\n\n  \nc,d", [(1, ["a", "b"]), (4, ["c", "d"])], id="blank lines and no last line end"),
        pytest.param(b"a,b\nc,d\r\n\x1a", [(1, ["a", "b"]), (2, ["c", "d"])], id="an old end of file"),
        pytest.param(b'a,"b"\x1a', [(1, ["a", "b"])], id="an old end of file on the last row"),
        pytest.param("\ufeffé,b\n".encode(), [(1, ["é", "b"])], id="a byte order mark"),
    ],
)
def test_rows_and_where_they_begin(tmp_path: Path, content: bytes, expected: list[Row]) -> None:
    found, notes = read(tmp_path, content)
    assert (found, problems(notes)) == (expected, [])


def test_no_utf8_is_read_as_windows_and_said(tmp_path: Path) -> None:
    found, notes = read(tmp_path, "Nuñez,b\n".encode("cp1252"))
    assert found == [(1, ["Nuñez", "b"])]
    assert notes.remarks == ["list.csv is no UTF-8: it was read as Windows-1252"]


@pytest.mark.parametrize(
    ("content", "line", "rule"),
    [
        pytest.param(b"a,b\nx\x00,y\nc,d\n", 2, "a NUL byte stands in it", id="nul"),
        pytest.param(b"a,b\nx,y,z\nc,d\n", 2, "3 fields where 2 are expected", id="too many fields"),
        pytest.param(b"a,b\nx\nc,d\n", 2, "1 fields where 2 are expected", id="too few fields"),
        pytest.param(b'a,b\nx,"y\nc,d\n', 2, "a quote that nothing closes", id="open quote"),
        pytest.param(b'a,b\n"x"y,z\nc,d\n', 2, "a quote stands where none may", id="text after a quote"),
        pytest.param(
            b"a,b\nx," + b"y" * 100_001 + b"\nc,d\n", 2, "a field of more than 100,000 characters", id="long field"
        ),
        pytest.param(
            b'a,b\nx,"' + b"y" * 140_000 + b'"\nc,d\n', 2, "a field of more than 100,000 characters", id="long quoted field"
        ),
        pytest.param(
            b"a,b\n" + b"y" * 2_500_000 + b"\nc,d\n", 2, "a row of more than 1,000,000 characters", id="endless line"
        ),
    ],
)  # fmt: skip
def test_a_broken_row_is_noted_and_the_rest_goes_on(tmp_path: Path, content: bytes, line: int, rule: str) -> None:
    found, notes = read(tmp_path, content)
    assert found == [(1, ["a", "b"]), (line + 1, ["c", "d"])]
    assert problems(notes) == [(f"list.csv, line {line}", rule)]


def test_an_open_quote_takes_no_row_with_it(tmp_path: Path) -> None:
    lines = [b"a,b", b'"x,y', *(b"c,d" for _ in range(300)), b'"e","f"']
    found, notes = read(tmp_path, b"\n".join(lines) + b"\n")
    assert [row.line for row in found] == [1, *range(3, 304)]
    assert problems(notes) == [("list.csv, line 2", "a quote that nothing closes")]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"\x1a", "the file is empty", id="only an end of file"),
        pytest.param("a,b\n".encode("utf-16"), "it is UTF-16", id="utf-16"),
        pytest.param(b"a\x81,b\n", "it is neither UTF-8 nor Windows-1252", id="no text"),
        pytest.param(b"a,b\nc", "1 fields where 2 are expected, and there the file ends", id="cut off in a row"),
        pytest.param(b'a,b\nc,"d', "a quote that nothing closes, and there the file ends", id="cut off in a field"),
        pytest.param(
            b'a,b\n"c\nd', "1 fields where 2 are expected, and there the file ends", id="cut off below a line end"
        ),
    ],
)
def test_a_file_that_is_no_whole_list_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    with pytest.raises(ListRefused) as refused:
        read(tmp_path, content)
    assert refused.value.rule == rule
    assert str(tmp_path / "list.csv") in refused.value.thing


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="cannot be read"):
        list(rows(tmp_path / "none.csv", Notes()))


def test_a_named_encoding_that_is_not_the_file_s_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="it is not in ascii"):
        read(tmp_path, "é,b\n".encode(), Table(encoding="ascii"))


def test_lines_before_the_table_are_skipped_and_counted(tmp_path: Path) -> None:
    assert read(tmp_path, b"Last Updated\na,b\n", Table(fields=0, skip=1))[0] == [(2, ["a", "b"])]


def test_without_quotes_a_quote_is_a_letter(tmp_path: Path) -> None:
    assert read(tmp_path, b'a|5" pipe\n', Table("|", quote=None))[0] == [(1, ["a", '5" pipe'])]


def test_records_go_by_their_header_and_a_header_again_is_none(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"id,name\nid,name\n1, A \n")
    assert list(records(path, Notes(), required=("id",))) == [(3, {"id": "1", "name": "A"})]


@pytest.mark.parametrize(
    ("content", "rule"),
    [(b"id,title\n1,A\n", "the header lacks name"), (b"id,name,id\n1,A,2\n", "the header names id twice")],
)
def test_a_wrong_header_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(ListRefused) as refused:
        list(records(path, Notes(), required=("id", "name")))
    assert (refused.value.thing, refused.value.rule) == (f"{path}, line 1", rule)


def test_a_note_says_file_and_line() -> None:
    assert csv_rows.locator(Path("somewhere/list.csv"), 7) == "list.csv, line 7"
