"""Questions in a user's own file, and what is said of rows that were cut."""

from __future__ import annotations

import os

import pytest

from kg.asking.queries import load_query_file
from kg.cli import asking
from kg.errors import UsageError

QUESTION = """// title: T
// question: Q?
// param: limit: integer = 50 -- rows
// returns: name

MATCH (e:Entity)
RETURN e.name AS name
ORDER BY name
LIMIT $limit
"""


def test_reads_a_question_from_a_file_of_ones_own(tmp_path):
    (tmp_path / "mine.cypher").write_text(QUESTION)
    assert load_query_file(tmp_path / "mine.cypher").name == "mine"


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda path: None, "there is no such file"),
        (lambda path: path.mkdir(), "there is no such file"),
        (os.mkfifo, "there is no such file"),
        (lambda path: path.write_text("// x\n" * 30_000), "has more than 100 kB"),
    ],
    ids=["missing", "folder", "pipe", "large"],
)
def test_refuses_what_is_no_file_of_a_question(tmp_path, make, rule):
    make(tmp_path / "mine.cypher")
    with pytest.raises(UsageError, match=rule):
        load_query_file(tmp_path / "mine.cypher")


@pytest.mark.parametrize(
    ("rows", "limit", "said"),
    [
        (3, 50, ""),
        (50, 50, "These are the first 50 rows; there may be more: --limit.\n"),
        (10_000, 20_000, "Cut at 10,000 rows, the most that one question gets: narrow it.\n"),
    ],
)
def test_says_where_rows_were_cut(capsys, rows, limit, said):
    asking._tell_if_cut(rows, limit)
    assert capsys.readouterr().err == said
