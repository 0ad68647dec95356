"""What each shipped list says of itself, and that it says the same as the table of publishers."""

from __future__ import annotations

import pytest

from ingest.source import ListSource, source_named, sources
from kg.errors import UsageError
from kg.ontology import ENTITY_LABELS
from kg.reliability import publishers, source_for

SOURCES = list(sources().values())


# a list of one's own is no publisher: a row would let any article that calls itself so be believed
@pytest.mark.parametrize("source", [one for one in SOURCES if one.name != "own-csv"], ids=lambda source: source.name)
def test_a_list_and_the_table_of_publishers_say_the_same(source: ListSource) -> None:
    # one Source node stands for both, whichever comes first
    row = source_for(source.publisher)
    assert (row.name, row.primary, row.reliability, row.licence) == (
        source.publisher,
        source.primary,
        source.reliability,
        source.licence,
    )


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_list_has_a_reason_and_sensible_bounds(source: ListSource) -> None:
    assert source.reason.strip()
    assert "records" in source.bounds
    assert set(source.bounds) <= {"records", *ENTITY_LABELS}
    assert all(0 <= low <= high for low, high in source.bounds.values())
    assert all(url.startswith("https://") for url in source.urls)


def test_every_publisher_stands_in_the_table_once() -> None:
    names = [publisher.name for publisher in publishers()]
    assert len(names) == len(set(names))


def test_an_unknown_list_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no such list.*ofac-sdn"):
        source_named("ofac")
