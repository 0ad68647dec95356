"""The Security Council's real lists of two years."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.lists.record import Notes, Record
from ingest.sources.un_sc import SOURCE

pytestmark = pytest.mark.data


def read(shared: Path, name: str) -> tuple[dict[str, Record], Notes, int]:
    path, notes = shared / "data" / "un" / name, Notes()
    found = {record.id: record for record in SOURCE.read([path], notes)}
    entries = len(re.findall(rb"<(?:INDIVIDUAL|ENTITY)>", path.read_bytes()))
    return found, notes, entries


@pytest.mark.parametrize(
    ("name", "people", "bodies", "date"),
    [("un_consolidated_2018-10-29.xml", 703, 390, "2018-10-29"), ("un_consolidated_2026-02-27.xml", 730, 273, "2026-02-27")],
)  # fmt: skip
def test_every_entry_of_a_real_list_is_read(shared: Path, name: str, people: int, bodies: int, date: str) -> None:
    found, notes, entries = read(shared, name)
    assert len(found) + notes.bad_records == entries == people + bodies
    assert notes.bad_records == 0
    assert sum(record.subject is not None and record.subject.label == "Person" for record in found.values()) == people
    assert notes.published == date
    assert not [field for field in notes.unknown if not field.startswith(("country: ", "reference "))]


def test_an_entry_keeps_its_id_from_one_year_to_another(shared: Path) -> None:
    old, _, _ = read(shared, "un_consolidated_2018-10-29.xml")
    new, _, _ = read(shared, "un_consolidated_2026-02-27.xml")
    assert len(old.keys() & new.keys()) > 800
    assert all(
        any(fact.value.startswith("un::") and fact in old[key].facts for fact in new[key].facts)
        for key in old.keys() & new.keys()
    )


def test_known_facts_are_found(shared: Path) -> None:
    found, _, _ = read(shared, "un_consolidated_2026-02-27.xml")
    record = found["6907993"]
    baluku = found["6908402"].links
    assert {link.target.name for link in baluku if link.predicate == "ASSOCIATED_WITH"} == {
        "JAMIL MUKULU",
        "SEKA BALUKU",
    }
    assert {(link.predicate, link.target.name) for link in record.links} == {
        ("NATIONAL_OF", "DR Congo"),
        ("LOCATED_IN", "Rwanda"),
    }
    assert {fact.value for fact in record.facts if fact.predicate in ("identifier", "birth_date")} == {
        "un::CDI001",
        "1971",
    }
    assert record.measures[0].start_date == "2012-12-31"
    assert {"Allied Democratic Forces", "NALU"} <= {fact.value for fact in found["6908402"].facts}
