"""The Denied Persons List: one row an order."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.lists.record import Notes, Record
from ingest.source import ListRefused
from ingest.sources import bis_dpl
from ingest.sources.bis_dpl import SOURCE

FIXTURE = Path(__file__).parents[1] / "fixtures/sources/bis_dpl/dpl.txt"
HEADER = FIXTURE.read_text().splitlines()[0]


@pytest.fixture(autouse=True)
def plain_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tagger of names takes seconds to load; what it says is tested with the real list."""
    monkeypatch.setattr(
        bis_dpl, "label_of", lambda name: "Company" if "GMBH" in name else "Person" if " " in name else None
    )


def read(path: Path = FIXTURE) -> tuple[list[Record], Notes]:
    notes = Notes()
    return list(SOURCE.read([path], notes)), notes


def test_the_orders() -> None:
    found, notes = read()
    assert [(r.subject and (r.subject.name, r.subject.label), r.locator) for r in found] == [
        (("JOHN SAMUEL MILLER", "Person"), "dpl.txt, line 2"),
        (("SAMPLE ELECTRONICS GMBH", "Company"), "dpl.txt, line 3"),
        (("MARY SMITH", "Person"), "dpl.txt, line 4"),
        (("ELYAZGI", None), "dpl.txt, line 5"),
    ]
    assert len({r.id for r in found}) == 4
    assert notes.published == "2007-01-31"
    assert notes.unknown == {"country: NM": 1}
    assert notes.remarks == ["dpl.txt, line 3: the date of its last update is 3017-08-22, which was not taken"]


def test_an_order_says_since_when_until_when_and_where() -> None:
    first = read()[0][0]
    measure = first.measures[0]
    assert (measure.kind, [by.name for by in measure.by], measure.start_date, measure.end_date) == (
        "sanction", ["Bureau of Industry and Security"], "2003-06-19", "2056-06-29",
    )  # fmt: skip
    assert [(link.predicate, link.target.name) for link in first.links] == [("LOCATED_IN", "United States")]
    assert [fact.value for fact in first.facts] == [
        "address: 1 TRAIL LAKE DRIVE, RICHARDSON, TX, 75081, US", "list: Denied Persons List", "standard order: Y",
        "Federal Register: 68 F.R. 1 6/27/03", "remarks: NOTICE ADDED",
    ]  # fmt: skip


def test_a_name_within_a_name_is_an_alias() -> None:
    assert ("alias", "ANNA SMITH") in {(fact.predicate, fact.value) for fact in read()[0][2].facts}


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("A B\t\t\t\t\t\t31/31/2020\t\tY\t\t\tx", "the date 31/31/2020 is none"),
        (" \t\t\t\t\t\t01/02/2010\t\tY\t\t\tx", "the name is empty"),
        ("A B\t\t\t", "4 fields where 12 are expected"),
    ],
)
def test_a_row_that_cannot_be_read_is_noted(tmp_path: Path, row: str, rule: str) -> None:
    path = tmp_path / "dpl.txt"
    path.write_text(f"{HEADER}\n{row}\n")
    found, notes = read(path)
    assert (found, [(bad.locator, bad.rule) for bad in notes.unreadable]) == ([], [("dpl.txt, line 2", rule)])


def test_a_new_column_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "dpl.txt"
    path.write_text(f"{HEADER}\tNew\nA B\t\t\t\t\t\t01/02/2010\t\tY\t\t\tx\ty\n")
    assert read(path)[1].unknown == {"New": 1}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("", "the file is empty"),
        ("<html>no such page</html>\n", "the header lacks Name"),
        (FIXTURE.read_text()[:-30], "a quote that nothing closes, and there the file ends"),
    ],
)
def test_what_is_not_the_whole_list_is_refused(tmp_path: Path, content: str, rule: str) -> None:
    path = tmp_path / "dpl.txt"
    path.write_text(content)
    with pytest.raises(ListRefused) as refused:
        read(path)
    assert refused.value.rule.startswith(rule)


def test_no_file_is_refused() -> None:
    with pytest.raises(ListRefused, match="no file was given"):
        list(SOURCE.read([], Notes()))
