"""Records wait in a spool: each once, found by id and by name, and compared with what the graph holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.lists.record import Notes, Record, Thing
from ingest.lists.spool import Spool, spool
from tests.listing import entry


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Spool]:
    with spool(tmp_path / "spool") as empty:
        yield empty


def filled(records: Spool, *entries: Record) -> Notes:
    notes = Notes()
    records.fill(entries, notes)
    return notes


def test_records_come_out_as_they_went_in_in_their_order(records: Spool) -> None:
    entries = [entry("2", "Quillon", aliases=["Vantage"]), entry("1", "Brackenfell", "Group", part="b")]
    filled(records, *entries)
    assert list(records) == entries
    assert (len(records), dict(records.labels)) == (2, {"records": 2, "Company": 1, "Group": 1})


def test_an_organisation_of_unstated_kind_counts_as_a_company_and_a_header_as_nobody(records: Spool) -> None:
    filled(records, entry("1", "Quillon", None), Record("2", "line 2", None))
    assert dict(records.labels) == {"records": 2, "Company": 1}


def test_an_id_that_stands_twice_is_noted_and_the_first_is_kept(records: Spool) -> None:
    notes = filled(
        records, entry("1", "Quillon"), entry("1", "Vantage", locator="line 2"), entry("1", "Osmund", part="b")
    )
    assert [record.subject.name for record in records if record.subject] == ["Quillon", "Osmund"]
    assert [(one.locator, one.rule, one.raw) for one in notes.unreadable] == [
        ("line 2", "the id 1 stands twice", "Vantage")
    ]


def test_what_is_no_text_is_noted_and_the_rest_goes_on(records: Spool) -> None:
    notes = filled(records, entry("1", "Quil\ud800lon"), entry("2", "Vantage"))
    assert ([record.id for record in records], notes.bad_records) == (["2"], 1)
    assert "holds what is no text" in notes.unreadable[0].rule


def test_an_entry_is_found_in_its_own_part_before_others(records: Spool) -> None:
    filled(records, entry("1", "Quillon", part="a"), entry("1", "Vantage", part="b"), entry("2", "Osmund", part="b"))
    found = {(part, one): records.entry(part, one) for part in ("a", "b", "") for one in ("1", "2", "3")}
    names = {key: entry.subject.name if entry else None for key, entry in found.items()}
    assert names == {
        ("a", "1"): "Quillon", ("a", "2"): "Osmund", ("a", "3"): None, ("b", "1"): "Vantage", ("b", "2"): "Osmund",
        ("b", "3"): None, ("", "1"): None, ("", "2"): None, ("", "3"): None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("label", "name", "meant"),
    [
        ("Company", "QUILLON, Inc.", "1"),
        ("Group", "Quillon", "1"),
        (None, "Quillon", "1"),
        ("Person", "Quillon", None),
        ("Company", "Osmund", None),
        (None, "Hale, Tamsin", "5"),
        ("Person", "Hale Tamsin", "5"),
        ("Company", "Tamsin Hale", None),
        ("Company", "Perrin", None),
        ("Company", "Nobody of that name", None),
    ],
)
def test_a_name_means_the_only_record_that_bears_it(
    records: Spool, label: str | None, name: str, meant: str | None
) -> None:
    filled(
        records, entry("1", "Quillon"), entry("2", "Osmund"), entry("3", "Osmund"), entry("4", "Perrin", part="b"),
        entry("5", "Tamsin Hale", "Person"),
    )  # fmt: skip
    found = records.meant("", label, name)
    assert (found.id if found else None) == meant


def test_a_name_that_a_person_and_an_organisation_bear_means_neither_without_a_label(records: Spool) -> None:
    filled(records, entry("1", "Tamsin Hale", "Person"), entry("2", "Tamsin Hale"))
    assert records.meant("", None, "Tamsin Hale") is None
    assert [records.meant("", label, "Tamsin Hale").id for label in ("Person", "Company")] == ["1", "2"]  # type: ignore[union-attr]


def test_wallets_and_countries_are_found_by_no_name(records: Spool) -> None:
    filled(
        records,
        Record("1", "line 1", Thing("0xabc", "Wallet", family="evm", key="0xabc")),
        Record("2", "", Thing("Cuba", "Country")),
    )
    assert records.meant("", "Company", "0xabc") is None
    assert records.meant("", None, "Cuba") is None


def test_agencies_that_act_are_those_without_an_entry_of_their_own(records: Spool) -> None:
    own = Thing("Ministry of Quiet", "Agency", entry="2")
    filled(
        records, entry("1", "Quillon"), entry("2", "Ministry of Quiet", "Agency"), entry("3", "Osmund", by=own, part="")
    )
    assert (records.acting(""), records.acting("b"), records.parts()) == (["Office of Made-up Affairs"], [], [""])


def test_a_list_is_compared_with_what_the_graph_holds(records: Spool) -> None:
    filled(records, entry("1", "Quillon"), entry("2", "Vantage", part="b"))
    records.compare([("", "1", "h1"), ("", "", "header"), ("", "9", "h9"), ("b", "1", "h3"), ("c", "2", "h4")])
    hashes = [records.known_hash(part, one) for part, one in (("", "1"), ("", ""), ("b", "2"), ("", "7"))]
    assert hashes == ["h1", "header", None, None]
    assert list(records.gone()) == [("", "9"), ("b", "1"), ("c", "2")]


def test_nothing_of_a_spool_stays(tmp_path: Path) -> None:
    with spool(tmp_path / "deep" / "spool") as records:
        filled(records, entry("1", "Quillon"))
        assert list((tmp_path / "deep" / "spool").iterdir()) != []
    assert list((tmp_path / "deep" / "spool").iterdir()) == []
