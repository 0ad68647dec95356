"""OFAC's real consolidated list in its advanced form, beside the simple form of two years before."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ingest.lists import ofac_xml
from ingest.lists.ofac_advanced import read_advanced
from ingest.lists.ofac_record import record
from ingest.lists.record import Link, Notes, Record
from ingest.sources.ofac_consolidated import SOURCE

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def path(shared: Path) -> Path:
    return shared / "data" / "ofac" / "cons_advanced_2020-03-17.xml"


@pytest.fixture(scope="module")
def pulled(path: Path) -> tuple[dict[str, Record], Notes]:
    notes = Notes()
    return {made.id: made for made in read_advanced(path, notes)}, notes


def test_every_party_and_relation_is_read(path: Path, pulled: tuple[dict[str, Record], Notes]) -> None:
    found, notes = pulled
    parties = len(re.findall(rb"<DistinctParty ", path.read_bytes()))
    assert len(found) + notes.bad_records + notes.left_out.total() == parties == 375
    assert (notes.bad_records, notes.unknown, notes.remarks) == (0, Counter(), [])
    assert notes.published == "2020-03-17"
    assert sum(link.predicate == "CONTROLS" for made in found.values() for link in made.links) == 276


def test_every_party_has_the_day_of_its_listing(pulled: tuple[dict[str, Record], Notes]) -> None:
    days = {made.id: [measure.start_date for measure in made.measures] for made in pulled[0].values()}
    assert all(len(found) == 1 and found[0] for found in days.values())
    assert days["9639"] == ["2006-04-12"]


def test_what_two_forms_hold_gives_the_same_claims(shared: Path, pulled: tuple[dict[str, Record], Notes]) -> None:
    simple_file = shared / "data" / "ofac" / "cons_2018" / "consolidated.xml"
    simple = {made.id: made for entry in ofac_xml.entries(simple_file, Notes()) if (made := record(entry, Notes()))}
    both = simple.keys() & pulled[0].keys()
    same = [key for key in both if set(simple[key].facts) == set(pulled[0][key].facts)]
    assert len(both) > 350
    assert all(simple[key].subject == pulled[0][key].subject for key in both)
    # the lists are of two years: a few entries had changed by then
    assert len(same) / len(both) > 0.9


def test_the_right_end_controls(pulled: tuple[dict[str, Record], Notes]) -> None:
    link = next(link for link in pulled[0]["18283"].links if link.predicate == "CONTROLS")
    assert isinstance(link, Link)
    assert link.source is not None
    assert (link.source.name, link.target.name) == ("VNESHECONOMBANK", "SME BANK")


def test_the_source_reads_it(path: Path) -> None:
    assert sum(1 for _ in SOURCE.read([path], Notes())) == 375
