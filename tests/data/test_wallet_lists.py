"""Wallets on real lists and in the annotated documents: all found, none invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.text.wallets import find_wallets, parse_address

SHARED = Path(__file__).parents[2] / "../shared"
LISTS = SHARED / "data/crypto_addresses/ofac_0xB10C"
DOCUMENTS = SHARED / "gold/dev"
# One line of the Monero file is the hash of a transaction.
KNOWN_ERROR = "5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320"

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(
        not LISTS.is_dir() or not DOCUMENTS.is_dir(), reason="the shared lists and documents are absent"
    ),
]


def listed() -> list[tuple[str, str]]:
    paths = sorted(LISTS.glob("sanctioned_addresses_*.json"))
    return [(path.stem.rpartition("_")[2], address) for path in paths for address in json.loads(path.read_text())]


def test_every_listed_address_is_one_and_the_known_error_is_not() -> None:
    assert {address for _, address in listed() if parse_address(address) is None} == {KNOWN_ERROR}


def test_the_whole_list_as_one_text_gives_the_same_addresses() -> None:
    finds = find_wallets("\n".join(address for _, address in listed()))
    assert {w.key.lower() for w in finds.wallets} == {a.lower() for _, a in listed()} - {KNOWN_ERROR}
    assert [(r.surface, r.reason) for r in finds.rejected] == [(KNOWN_ERROR, "a transaction hash: 64 hex digits")]


def test_the_only_stranger_among_the_bitcoin_addresses_is_of_tron() -> None:
    families = [w.family for name, a in listed() if name == "XBT" for w in find_wallets(a).wallets]
    assert (families.count("btc"), families.count("tron"), len(families)) == (434, 1, 435)


def documents() -> list[Path]:
    return sorted(p for p in DOCUMENTS.glob("*.json") if "_" in p.stem) if DOCUMENTS.is_dir() else []


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_a_document_gives_its_wallets_and_no_other(path: Path) -> None:
    document = json.loads(path.read_text())
    wanted = {e["name"] for e in document["entities"] if e["type"] == "Wallet"}
    assert {w.address for w in find_wallets(document["text"]).wallets} == wanted
