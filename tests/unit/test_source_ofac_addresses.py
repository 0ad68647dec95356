"""OFAC's addresses by asset: one record an address, listed by OFAC; the two forms of a file are one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.lists.record import Fact, Measure, Notes, Record, Thing
from ingest.source import ListRefused, source_named
from ingest.sources.ofac_addresses import SOURCE, read

FOLDER = Path(__file__).parents[1] / "fixtures" / "sources" / "ofac_addresses"
LAZARUS = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"
SUEX = "12HQDsicffSBaYdJ6BhnE22sfjTESmmzKx"
TRON = "TBHTJqAy4DhHhmT3dNceJYNRz4SdLofLre"
HASH = "5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320"


def pull(*paths: Path) -> tuple[dict[str, Record], Notes]:
    notes = Notes()
    return {record.id: record for record in read(paths or sorted(FOLDER.iterdir()), notes)}, notes


def listed(tmp_path: Path, text: str | bytes, name: str = "sanctioned_addresses_XBT.json") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_it_is_among_the_sources_and_copies_ofac():
    assert source_named("ofac-addresses") is SOURCE
    assert SOURCE.primary == "OFAC"


def test_each_address_is_one_record_whatever_files_it_stands_in():
    records, notes = pull()
    assert set(records) == {f"evm:{LAZARUS.lower()}", f"btc:{SUEX}", f"tron:{TRON}"}
    assert [(bad.locator, bad.raw) for bad in notes.unreadable] == [("sanctioned_addresses_USDC.txt, line 2", HASH)]


def test_an_address_bears_its_assets_its_chain_and_the_sanction():
    record = pull()[0][f"evm:{LAZARUS.lower()}"]
    wallet = Thing(LAZARUS, "Wallet", family="evm", key=LAZARUS.lower(), chains=("ETH",))
    assert record.subject == wallet
    assert record.facts == tuple(
        Fact("tag", f"sanctioned by OFAC as an address for {asset}") for asset in ("ETH", "USDC")
    )
    assert record.measures == (
        Measure("sanction", by=(Thing("Office of Foreign Assets Control", "Agency"),), against=(wallet,)),
    )


def test_an_address_of_another_chain_than_its_file_is_told():
    records, notes = pull()
    assert records[f"tron:{TRON}"].subject == Thing(TRON, "Wallet", family="tron", key=TRON, chains=("TRX",))
    assert notes.remarks == [
        f"sanctioned_addresses_XBT.json, line 3: {TRON} is listed under XBT, and is an address on TRX"
    ]


def test_both_forms_say_the_same():
    said = [
        {
            (record.id, record.facts, record.measures)
            for record in pull(FOLDER / f"sanctioned_addresses_XBT.{form}")[0].values()
        }
        for form in ("json", "txt")
    ]
    assert said[0] == said[1]


@pytest.mark.parametrize("value", ["12", "null", '""', '["x"]', f'"{"1" * 600}"', '"\\ud800"'])
def test_what_is_no_address_is_told_and_the_rest_read(tmp_path, value: str):
    records, notes = pull(listed(tmp_path, f'[\n{value},\n"{SUEX}"]'))
    assert (list(records), notes.bad_records) == ([f"btc:{SUEX}"], 1)
    assert notes.unreadable[0].locator == "sanctioned_addresses_XBT.json, line 2"


def test_a_bad_address_in_both_forms_is_told_once(tmp_path):
    paths = listed(tmp_path, f'["{HASH}"]'), listed(tmp_path, HASH, "sanctioned_addresses_XBT.txt")
    assert pull(*paths)[1].bad_records == 1


@pytest.mark.parametrize("text", ["", "[", f'["{SUEX}"', f'["{SUEX}", "12HQDs', "{}", "<html>", b'["\xff\xfe"]'])
def test_a_broken_json_file_is_refused(tmp_path, text: str | bytes):
    with pytest.raises(ListRefused, match="sanctioned_addresses_XBT"):
        pull(listed(tmp_path, text))


@pytest.mark.parametrize("text", ["", "\n \n", b"\xff\xfe1\x00"])
def test_a_broken_text_file_is_refused(tmp_path, text: str | bytes):
    with pytest.raises(ListRefused, match="sanctioned_addresses_XBT"):
        pull(listed(tmp_path, text, "sanctioned_addresses_XBT.txt"))


def test_another_list_is_refused_and_a_stray_file_beside_left_out(tmp_path):
    stray = listed(tmp_path, "[]", "package.json")
    with pytest.raises(ListRefused, match="nothing else tells its asset"):
        pull(stray)
    notes = pull(stray, FOLDER / "sanctioned_addresses_XBT.txt")[1]
    assert dict(notes.left_out) == {"file that is no list of addresses": 1}
    assert "package.json was left out: its name tells no asset" in notes.remarks


def test_nothing_at_all_is_refused():
    with pytest.raises(ListRefused, match="no file"):
        list(read((), Notes()))
