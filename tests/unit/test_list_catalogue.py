"""Each shipped list says what it is, whose it is and how far it is believed; the table of them in docs/ is current."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ingest.lists.catalogue import catalogue
from ingest.source import ListSource, sources
from kg.ontology import ENTITY_LABELS
from kg.reliability import Publisher, publishers

PAGE = Path(__file__).parents[2] / "docs" / "lists_table.md"
SHIPPED = list(sources().values())
OTHERS = [source for source in SHIPPED if not source.separate]
"""Lists of others: who publishes a list of one's own is what its mapping says."""


def name(source: ListSource) -> str:
    return source.name


def row(source: ListSource) -> Publisher:
    return next(one for one in publishers() if one.name == source.publisher)


@pytest.mark.parametrize("source", SHIPPED, ids=name)
def test_each_list_says_what_it_is_and_under_which_licence(source: ListSource) -> None:
    assert source.title.strip()
    assert source.publisher.strip()
    assert source.licence.strip()


@pytest.mark.parametrize("source", OTHERS, ids=name)
def test_each_publisher_is_known_as_reliable_as_his_list(source: ListSource) -> None:
    assert row(source).reliability == source.reliability


@pytest.mark.parametrize("source", OTHERS, ids=name)
def test_a_list_that_repeats_an_authority_names_the_one_its_publisher_repeats(source: ListSource) -> None:
    assert (source.primary or source.publisher) == (row(source).primary or source.publisher)


@pytest.mark.parametrize("source", SHIPPED, ids=name)
def test_each_reliability_is_a_share_with_its_reason(source: ListSource) -> None:
    assert 0 < source.reliability <= 1
    assert len(source.reason.split()) > 3


@pytest.mark.parametrize("source", SHIPPED, ids=name)
def test_each_list_has_bounds_of_all_its_records_and_of_labels_that_there_are(source: ListSource) -> None:
    assert "records" in source.bounds
    assert set(source.bounds) <= {"records", *ENTITY_LABELS}
    assert all(0 <= low < high for low, high in source.bounds.values())


@pytest.mark.parametrize("source", SHIPPED, ids=name)
def test_each_list_is_fetched_by_tls_from_a_host_with_a_name(source: ListSource) -> None:
    assert {urlsplit(url).scheme for url in source.urls} <= {"https"}
    assert all("." in (urlsplit(url).hostname or "") for url in source.urls)


def test_a_cell_cannot_break_the_table() -> None:
    source = ListSource("own-csv", "A | B", "P", None, (), "L", 0.5, "R", {"records": (1, 2_000_000)}, SHIPPED[0].read)
    page = catalogue([source])
    assert "**A \\| B.**" in page
    assert "records 1 or more" in page


def test_the_table_in_docs_is_current() -> None:
    assert PAGE.read_text("utf-8") == catalogue(sources().values()), "make docs writes it anew"
