"""TagPacks, OFAC's addresses and Forta's labels as they are: counted, nothing lost in silence, what is known of them found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.lists.record import Notes, Record
from ingest.source import ListSource, source_named

pytestmark = pytest.mark.data


def pull(source: ListSource, paths: Sequence[Path]) -> tuple[list[Record], Notes]:
    notes = Notes()
    return list(source.read(paths, notes)), notes


def within(source: ListSource, records: Sequence[Record]) -> bool:
    counts = Counter(record.subject.label for record in records if record.subject) + Counter(records=len(records))
    return all(low <= counts[label] <= high for label, (low, high) in source.bounds.items())


@pytest.fixture(scope="module")
def packs(shared: Path) -> tuple[list[Record], Notes]:
    folder = shared / "data/crypto_addresses/graphsense_tagpacks"
    return pull(source_named("graphsense-tagpacks"), sorted(folder.rglob("*.yaml")))


def test_every_tag_and_actor_is_a_record_bad_or_left_out(packs):
    records, notes = packs
    assert len(records) + notes.bad_records + notes.left_out.total() == 185_451 + 3_813
    assert len({record.id for record in records}) == len(records)
    assert (notes.bad_records, notes.left_out.total(), dict(notes.unknown)) == (31, 45, {})
    assert within(source_named("graphsense-tagpacks"), records)


def test_tags_that_name_an_actor_say_who_holds_the_wallet(packs):
    records, _ = packs
    holders = [link.source for record in records for link in record.links if link.predicate == "HOLDS"]
    # of the 40,879 that do, 61 are bad, on chains without a known checksum, or stand twice
    assert len(holders) == 40_818
    assert all(holder is not None and holder.entry for holder in holders)


def test_the_wallets_of_the_lazarus_group_are_held_by_it_and_credited_to_who_named_them(packs):
    records, _ = packs
    held = [record for record in records if record.id.startswith("lazarus") and record.links]
    assert {(r.links[0].source.name, r.links[0].source.label) for r in held} == {("Lazarus Group", "Group")}
    assert Counter(record.origin for record in held) == {"OFAC": 21, "FBI": 6}


def test_the_real_tags_lose_none_of_the_strangers_among_them(packs):
    assert packs[1].remarks == [
        "exchange-wallets-bitfinexcom.yaml, line 76: bitcoincash:qpnrayau0ax6qcwlxhdzp8kze5gfjwlznygdmdpwjv "
        "is called an address on BSV, and is one on BCH",
        "ofac.yaml, line 1069: TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq is called an address on BTC, and is one on TRX",
    ]


def test_ofacs_addresses_are_all_there_but_the_one_that_is_none(shared: Path):
    source = source_named("ofac-addresses")
    records, notes = pull(source, sorted((shared / "data/crypto_addresses/ofac_0xB10C").iterdir()))
    assert sum(len(record.facts) for record in records) + notes.bad_records == 654
    assert [bad.raw[:12] for bad in notes.unreadable] == ["5be5543ff734"]
    assert len(notes.remarks) == 1
    assert "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq is listed under XBT, and is an address on TRX" in notes.remarks[0]
    assert within(source, records)


def test_fortas_rows_are_all_told(shared: Path):
    source = source_named("forta-labels")
    records, notes = pull(source, sorted((shared / "data/crypto_addresses/forta_labelled").rglob("*.csv")))
    assert len(records) + notes.bad_records + notes.left_out.total() == 6_726 + 7_780 + 753 + 1
    assert (notes.bad_records, len({record.id for record in records}), dict(notes.unknown)) == (4, len(records), {})
    assert within(source, records)
