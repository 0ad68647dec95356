"""Real files of FollowTheMoney entities."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ingest.lists.record import Notes, Record
from ingest.source import ListRefused
from ingest.sources.opensanctions import SOURCE

pytestmark = pytest.mark.data
FIXTURES = "data/opensanctions/yente_fixtures"


def read(path: Path) -> tuple[list[Record], Notes, int]:
    notes = Notes()
    found = list(SOURCE.read([path], notes))
    return found, notes, len(path.read_text().splitlines())


@pytest.mark.parametrize(
    ("path", "links", "left_out"),
    [
        (f"{FIXTURES}/t1/entities.ftm.json", {"NATIONAL_OF": 3, "LOCATED_IN": 2}, {"Address": 1}),
        (
            f"{FIXTURES}/zala/entities.ftm.json",
            {"OWNS": 14, "OFFICER_OF": 3, "ASSOCIATED_WITH": 4, "NATIONAL_OF": 6, "LOCATED_IN": 12},
            {"Address": 11, "Passport without a number": 1},
        ),
        (
            f"{FIXTURES}/parteispenden/entities.ftm.json",
            {"SENT_FUNDS_TO": 291, "LOCATED_IN": 83},
            {"Address": 89},
        ),
        (
            "data/entity_resolution/nomenklatura/fixtures_donations.ijson",
            {"SENT_FUNDS_TO": 290, "LOCATED_IN": 83},
            {"Address": 89},
        ),
    ],
)
def test_nothing_is_lost(shared: Path, path: str, links: dict[str, int], left_out: dict[str, int]) -> None:
    found, notes, lines = read(shared / path)
    assert Counter(link.predicate for record in found for link in record.links) == links
    assert (notes.left_out, notes.bad_records) == (left_out, 0)
    assert len(found) + notes.left_out.total() == lines


def test_known_entities(shared: Path) -> None:
    found, _, _ = read(shared / f"{FIXTURES}/zala/entities.ftm.json")
    by_id = {record.id: record for record in found}
    zakharov = by_id["NK-aU5ybkbRFJucf8YMwsJvDw"]
    assert zakharov.subject and zakharov.subject.label == "Person"
    sanctions = [measure for record in found for measure in record.measures]
    assert len(sanctions) == 41
    assert all(measure.by and measure.against for measure in sanctions)


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        (f"{FIXTURES}/t1/index.json", "it is a catalogue of datasets, not their entities"),
        (f"{FIXTURES}/t1/delta.json", "it is an index of deltas, not of entities"),
        (f"{FIXTURES}/t2/20240528014702-pfh/entities.delta.json", "it is a delta: what changed between two versions"),
        (f"{FIXTURES}/t2/20240527134702-zbn/entities.delta.json", "the file is empty"),
        ("data/opensanctions/us_congress_senzing.json", "it is an export for Senzing"),
    ],
)
def test_other_files_of_the_same_house_are_refused(shared: Path, path: str, rule: str) -> None:
    with pytest.raises(ListRefused) as refused:
        read(shared / path)
    assert refused.value.rule == rule
