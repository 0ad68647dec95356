"""Two versions of a list, file against file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.lists.diff import COLUMNS, compare
from ingest.lists.record import Fact, Link, Record, Thing
from ingest.source import ListRefused
from kg.graph import Row
from tests.listing import SOURCE, entry, write

OLD = (entry("1", "Quillon", aliases=["Vantage"]), entry("2", "Osmund"), entry("3", "Perrin", "Group"))


def differences(folder: Path, old: Sequence[Record], new: Sequence[Record]) -> list[Row]:
    files = [write(folder / f"{name}.list", records) for name, records in (("old", old), ("new", new))]
    return list(compare(SOURCE, files[:1], files[1:], folder / "spool"))


def test_a_list_differs_from_itself_in_nothing_whatever_its_order(tmp_path: Path) -> None:
    assert differences(tmp_path, OLD, [replace(one, locator="elsewhere") for one in reversed(OLD)]) == []


def test_what_came_changed_and_vanished_is_told_with_its_words(tmp_path: Path) -> None:
    new = (entry("4", "Radley", sanctioned=None), OLD[1], entry("1", "Quillon", aliases=["Garnet"]))
    rows = differences(tmp_path, OLD, new)
    assert [set(row) for row in rows] == [set(COLUMNS)] * 3
    assert [tuple(row[column] for column in COLUMNS) for row in rows] == [
        ("added", "4", "Radley", "", "Radley"),
        ("changed", "1", "Quillon", "also known as Vantage", "also known as Garnet"),
        ("ended", "3", "Perrin", "Perrin | Office of Made-up Affairs sanctioned Perrin on 2020-01-02", ""),
    ]


def test_a_date_that_changed_is_told(tmp_path: Path) -> None:
    rows = differences(tmp_path, OLD[:1], [entry("1", "Quillon", aliases=["Vantage"], sanctioned="2021-01-02")])
    assert [(row["gone"][-10:], row["new"][-10:]) for row in rows] == [("2020-01-02", "2021-01-02")]


def test_a_change_that_no_words_show_is_a_change(tmp_path: Path) -> None:
    sure, unsure = (entry("1", "Quillon", facts=[Fact("birth_date", "1970", confidence=sure)]) for sure in (1.0, 0.5))
    assert [row["what"] for row in differences(tmp_path, [sure], [unsure])] == ["changed"]


def test_an_entry_of_another_part_is_another(tmp_path: Path) -> None:
    rows = differences(tmp_path, [OLD[0]], [replace(OLD[0], part="b")])
    assert [(row["what"], row["record"]) for row in rows] == [("added", "1"), ("ended", "1")]


def test_who_acts_is_no_record_that_could_differ(tmp_path: Path) -> None:
    rows = differences(tmp_path, [OLD[0], entry("2", "Osmund", by=Thing("Ministry of Quiet", "Agency"))], [OLD[0]])
    assert [(row["what"], row["record"]) for row in rows] == [("ended", "2")]


def test_a_record_that_is_linked_to_a_new_entry_changes_with_it(tmp_path: Path) -> None:
    linked = replace(OLD[0], links=(Link("ASSOCIATED_WITH", Thing("Tamsin Hale")),))
    rows = differences(tmp_path, [linked], [linked, entry("9", "Tamsin Hale", "Person")])
    assert [(row["what"], row["record"]) for row in rows] == [("changed", "1"), ("added", "9")]


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.list", OLD)
    cut = tmp_path / "cut.list"
    cut.write_bytes(whole.read_bytes()[:-8])
    with pytest.raises(ListRefused, match="cut off"):
        list(compare(SOURCE, [whole], [cut], tmp_path / "spool"))
