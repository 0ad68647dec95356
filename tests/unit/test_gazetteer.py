"""Names that the shipped tables know."""

from __future__ import annotations

import pytest

from ingest.entities.gazetteer import find_organisations, find_places, table


def found(text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.entries[0].name) for hit in find_organisations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the U.S. Treasury Department’s action", [("U.S. Treasury Department", "Department of the Treasury")]),
        ("LAZARUS GROUP was listed", [("LAZARUS GROUP", "Lazarus Group")]),
        (
            "the Islamic Revolutionary Guard Corps-Qods Force",
            [("Islamic Revolutionary Guard Corps-Qods Force", "IRGC-Qods Force")],
        ),
        ("the lazarus of Bethany", []),
        ("a tick on the box, TICK", []),
        ("mail to office@ofac.example and binance.com", []),
    ],
)
def test_a_name_counts_in_its_own_capitals_or_all_capitals(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_the_longest_name_wins() -> None:
    assert found("the Federal Bureau of Investigation") == [
        ("Federal Bureau of Investigation", "Federal Bureau of Investigation")
    ]


def test_a_country_is_told_from_its_adjective_and_from_a_town() -> None:
    hits = find_places("In Lisbon, Portugal, a Lithuanian was held.")
    assert [(hit.entries[0].label, hit.entries[0].country, hit.adjective) for hit in hits] == [
        ("place", "PT", False),
        ("Country", "PT", False),
        ("Country", "LT", True),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "agencies",
        "groups",
        "services",
        "countries",
        "places",
        "heads",
        "cues",
        "common",
        "titles",
        "forenames",
        "words",
    ],
)
def test_every_shipped_table_has_full_rows(name: str) -> None:
    rows = table(name)
    columns = list(rows[0])
    assert all(list(row) == columns and row[columns[0]].strip() for row in rows)
