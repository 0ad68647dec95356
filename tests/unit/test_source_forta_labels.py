"""Forta's tables: labels of phishing and thieves, contracts with who created them, each on the chain of its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.lists.record import Fact, Link, Notes, Record, Thing
from ingest.source import ListRefused, source_named
from ingest.sources.forta_labels import SOURCE, read

FOLDER = Path(__file__).parents[1] / "fixtures" / "sources" / "forta_labels"
LAZARUS = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"
BYBIT = "0x83Ef5E80faD88288F770152875Ab0bb16641a09E"
PHISHING = "address,etherscan_tag,etherscan_labels,is_contract\n"


def pull(*paths: Path) -> tuple[list[Record], Notes]:
    notes = Notes()
    return list(read(paths or sorted(FOLDER.rglob("*.csv")), notes)), notes


def table(tmp_path: Path, text: str | bytes, folder: str = "1") -> Path:
    path = tmp_path / folder / "phishing_scams.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def thing(address: str, chain: str) -> Thing:
    return Thing(address, "Wallet", family="evm", key=address.lower(), chains=(chain,))


def test_it_is_among_the_sources():
    assert source_named("forta-labels") is SOURCE


def test_every_row_is_a_record_or_is_told():
    records, notes = pull()
    assert len(records) == len({record.id for record in records}) == 6
    assert dict(notes.left_out) == {"row that its file states twice": 1}
    assert (notes.bad_records, dict(notes.unknown), notes.remarks) == (0, {}, [])


def test_a_label_is_a_tag_that_the_explorer_is_credited_with():
    found = [record for record in pull()[0] if "malicious_labels" in record.id]
    assert [record.facts for record in found] == [
        (Fact("tag", "Fake_Phishing7 (phish-hack)", confidence=0.6),),
        (Fact("tag", "Fake_Phishing8 (heist)", confidence=0.6),),
    ]
    assert {(record.subject, record.origin) for record in found} == {(thing(BYBIT, "ETH"), "Etherscan")}


def test_a_contract_is_linked_with_its_creator_who_bears_a_tag_of_its_own():
    (record,) = [record for record in pull()[0] if record.id.startswith("1:malicious_smart")]
    creator = thing(LAZARUS, "ETH")
    assert record.subject == thing(BYBIT, "ETH")
    assert record.facts == (
        Fact("tag", "malicious smart contract (heist)", confidence=0.6),
        Fact("tag", "Example Exploiter", creator, 0.6),
    )
    assert record.links == (Link("ASSOCIATED_WITH", creator, confidence=0.95, role="creator"),)


def test_the_folder_tells_the_chain():
    (record,) = [record for record in pull()[0] if record.id.startswith("10:")]
    assert (record.subject, record.links[0].target) == (thing(BYBIT, "OP"), thing(LAZARUS, "OP"))
    assert {fact.value for fact in record.facts} == {
        "malicious smart contract",
        "Exploiter's safe",
        "incident: Example hack",
    }
    assert record.origin is None


def test_a_file_in_no_such_folder_is_taken_as_ethereums_and_told(tmp_path):
    records, notes = pull(table(tmp_path, f"{PHISHING}{LAZARUS},A,B,False\n", "elsewhere"))
    assert (records[0].subject, records[0].id.split(":")[0]) == (thing(LAZARUS, "ETH"), "1")
    assert notes.remarks == [
        "phishing_scams.csv is in no folder with a chain's number: its addresses are taken as Ethereum's"
    ]


@pytest.mark.parametrize("address", ["", "0x1", LAZARUS[:-1] + "7", "0x" + "0" * 40, "hello"])
def test_a_bad_address_is_told_and_the_next_row_read(tmp_path, address: str):
    records, notes = pull(table(tmp_path, f"{PHISHING}{address},A,B,False\n{BYBIT},A,B,False\n"))
    assert [record.subject for record in records] == [thing(BYBIT, "ETH")]
    assert [bad.locator for bad in notes.unreadable] == ["phishing_scams.csv, line 2"]


def test_a_row_of_too_few_fields_is_told_and_the_next_one_read(tmp_path):
    records, notes = pull(table(tmp_path, f"{PHISHING}{LAZARUS},A\n{BYBIT},A,B,False\n"))
    assert (len(records), notes.bad_records) == (1, 1)


def test_a_creator_that_is_no_address_is_left_out_and_told(tmp_path):
    text = f"contract_address,contract_tag,contract_creator,source,notes\n{BYBIT},T,0x12,s,\n"
    records, notes = pull(table(tmp_path, text))
    assert (records[0].links, notes.remarks) == (
        (), ["phishing_scams.csv, line 2: the creator 0x12 passes no checksum and was left out"],
    )  # fmt: skip


def test_a_new_column_is_told(tmp_path):
    notes = pull(table(tmp_path, f"{PHISHING.strip()},score\n{LAZARUS},A,B,False,9\n"))[1]
    assert dict(notes.unknown) == {"score": 1}


@pytest.mark.parametrize(
    "text",
    ["", "name,country\nA,B\n", f'{PHISHING}{LAZARUS},A,"B', "<html></html>\n", b"\xff\xfea\x00", "address,age\nx,1\n"],
)
def test_what_is_none_of_the_tables_or_breaks_off_is_refused(tmp_path, text: str | bytes):
    with pytest.raises(ListRefused, match="phishing_scams"):
        pull(table(tmp_path, text))


def test_nothing_at_all_is_refused():
    with pytest.raises(ListRefused, match="nothing to read"):
        list(read((), Notes()))


def test_a_table_of_another_kind_beside_them_is_left_out_and_told(tmp_path):
    other = tmp_path / "spam.csv"
    other.write_text("name,country\nA,B\n")
    records, notes = pull(other, FOLDER / "1" / "phishing_scams.csv")
    assert (len(records), notes.left_out["file that is none of the tables"]) == (2, 1)
    assert notes.remarks == ["spam.csv was left out: its header is that of none of the three tables"]
