"""The Consolidated Screening List as it was published: a copy of a part of it, which ends within a row."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ingest.lists.csl_kind import label_of
from ingest.lists.record import Notes, Record
from ingest.sources.us_csl import SOURCE

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def whole(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy without the row that its download ended in."""
    lines = (shared / "data/us_lists/trade_gov_csl.csv").read_bytes().split(b"\n")
    path = tmp_path_factory.mktemp("csl") / "csl.csv"
    path.write_bytes(b"\n".join(lines[:-2]) + b"\n")
    return path


@pytest.fixture(scope="module")
def pulled(whole: Path) -> tuple[list[Record], Notes]:
    notes = Notes()
    return list(SOURCE.read([whole], notes)), notes


def test_the_copy_that_ends_within_a_row_says_so(shared: Path) -> None:
    notes = Notes()
    found = list(SOURCE.read([shared / "data/us_lists/trade_gov_csl.csv"], notes))
    assert (len(found), notes.bad_records) == (4223, 1)
    assert [where.rpartition(", ")[2] for where in notes.cut_off] == ["line 4233"]


def test_nothing_is_lost(pulled: tuple[list[Record], Notes]) -> None:
    found, notes = pulled
    assert (notes.left_out, notes.unknown, notes.bad_records) == ({"vessel": 3}, {}, 0)
    assert len(found) + 3 == 4225
    labels = Counter(record.subject.label if record.subject else "" for record in found)
    assert (labels["Person"], labels["Company"] + labels[None]) == (2011, 2211)
    assert len({(record.part, record.id) for record in found}) == len(found)


def test_known_entries(pulled: tuple[list[Record], Notes]) -> None:
    by_id = {(record.part, record.id): record for record in pulled[0]}
    vtb = by_id["sectoral-sanctions-identifications-list-ssi", "17013"]
    values = {fact.value for fact in vtb.facts}
    assert {"ofac::17013", "registration:ru:1027739609391", "swift::VTBRRUMM", "lei::253400V1H6ART1UQ0N98"} <= values
    arellano = by_id["specially-designated-nationals-sdn", "6706"]
    assert arellano.subject and arellano.subject.name == "Ramon Eduardo ARELLANO FELIX"
    assert ("birth_date", "1964-08-31") in {(fact.predicate, fact.value) for fact in arellano.facts}


def test_the_sample_of_another_day(shared: Path) -> None:
    notes = Notes()
    found = list(SOURCE.read([shared / "data/us_lists/trade_gov_consolidated_sample.csv"], notes))
    assert (len(found), notes.bad_records, notes.unknown) == (13, 0, {})


def test_labels_by_name_agree_with_what_ofac_says(pulled: tuple[list[Record], Notes]) -> None:
    """Of the names whose kind OFAC states, few are given another one; nine in ten are given one."""
    guessed = Counter(
        (record.subject.label, label_of(record.subject.name))
        for record in pulled[0]
        if record.subject and record.origin == "OFAC"
    )
    persons, firms = guessed["Person", "Person"], guessed[None, "Company"]
    assert persons / (persons + guessed[None, "Person"]) > 0.95
    assert firms / (firms + guessed["Person", "Company"]) > 0.97
    assert (persons + firms) / guessed.total() > 0.85
