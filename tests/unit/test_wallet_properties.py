"""Addresses under generated input: an independent encoder agrees, one wrong character is never accepted, time stays linear."""

from __future__ import annotations

import time

import bip_utils
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.text.addresses import FAMILIES, eip55
from ingest.text.wallets import find_wallets, parse_address

LAZARUS_ETH = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"
BYBIT_ETH = "0x83Ef5E80faD88288F770152875Ab0bb16641a09E"
SUEX_BTC = "12HQDsicffSBaYdJ6BhnE22sfjTESmmzKx"
TRON = "TBHTJqAy4DhHhmT3dNceJYNRz4SdLofLre"
TAPROOT = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
TX_HASH = "0xc28fad5e8d5e0ce6a2eaf67b6687be5d58113e16be590824d6cfa1a94467d0b7"
MONERO = "49HqitRzdnhYjgTEAhgGpCfsjdTeMbUTU6cyR4JV1R7k2Eej9rGT8JpFiYDa4tZM6RZiFrHmMzgSrhHEqpDYKBe5B2ufNsL"


def addresses(text: str) -> list[str]:
    return [wallet.address for wallet in find_wallets(text).wallets]


def reasons(text: str) -> list[str]:
    return [rejected.reason for rejected in find_wallets(text).rejected]


def _public_key(seed: bytes) -> bytes:
    return bip_utils.Secp256k1PrivateKey.FromBytes(seed).PublicKey().RawCompressed().ToBytes()


@pytest.mark.parametrize(
    ("encode", "family"),
    [
        (lambda key: bip_utils.P2PKHAddrEncoder.EncodeKey(key, net_ver=b"\x00"), "btc"),
        (lambda key: bip_utils.P2SHAddrEncoder.EncodeKey(key, net_ver=b"\x05"), "btc"),
        (lambda key: bip_utils.P2WPKHAddrEncoder.EncodeKey(key, hrp="bc"), "btc"),
        (lambda key: bip_utils.P2TRAddrEncoder.EncodeKey(key, hrp="bc"), "btc"),
        (lambda key: bip_utils.P2PKHAddrEncoder.EncodeKey(key, net_ver=b"\x30"), "ltc"),
        (lambda key: bip_utils.P2SHAddrEncoder.EncodeKey(key, net_ver=b"\x32"), "ltc"),
        (lambda key: bip_utils.P2WPKHAddrEncoder.EncodeKey(key, hrp="ltc"), "ltc"),
        (bip_utils.EthAddrEncoder.EncodeKey, "evm"),
        (bip_utils.TrxAddrEncoder.EncodeKey, "tron"),
        (bip_utils.XrpAddrEncoder.EncodeKey, "xrp"),
        (lambda key: bip_utils.P2PKHAddrEncoder.EncodeKey(key, net_ver=b"\x1c\xb8"), "zec"),
        (
            lambda key: bip_utils.BchP2PKHAddrEncoder.EncodeKey(key, hrp="bitcoincash", net_ver=b"\x00").split(":")[1],
            "bch",
        ),
    ],
)
@settings(max_examples=12, deadline=None)
@given(seed=st.binary(min_size=31, max_size=31))
def test_generated_addresses_agree_with_an_independent_encoder(encode, family: str, seed: bytes) -> None:
    address = encode(_public_key(b"\x01" + seed))
    assert [(w.address, w.family) for w in find_wallets(f"to {address}, then").wallets] == [(address, family)]


@given(address=st.sampled_from([SUEX_BTC, TRON, TAPROOT, MONERO, LAZARUS_ETH]), data=st.data())
def test_one_wrong_character_is_never_accepted(address: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(min_value=3, max_value=len(address) - 1))
    wrong = data.draw(st.sampled_from("23456789acdef").filter(lambda c: c.lower() != address[at].lower()))
    assert addresses(address[:at] + wrong + address[at + 1 :]) == []


CHECKSUMMED = [
    lambda key: bip_utils.P2PKHAddrEncoder.EncodeKey(key, net_ver=b"\x00"),
    lambda key: bip_utils.P2WPKHAddrEncoder.EncodeKey(key, hrp="bc"),
    lambda key: bip_utils.P2TRAddrEncoder.EncodeKey(key, hrp="bc"),
    bip_utils.TrxAddrEncoder.EncodeKey,
    bip_utils.XrpAddrEncoder.EncodeKey,
]


@settings(max_examples=40, deadline=None)
@given(encode=st.sampled_from(CHECKSUMMED), seed=st.binary(min_size=31, max_size=31), data=st.data())
def test_any_change_of_one_character_of_a_generated_address_is_refused(
    encode, seed: bytes, data: st.DataObject
) -> None:
    address = encode(_public_key(b"\x01" + seed))
    at = data.draw(st.integers(0, len(address) - 1))
    wrong = data.draw(
        st.characters(codec="utf-8").filter(lambda c: c.isalnum() and c.casefold() != address[at].casefold())
    )
    assert find_wallets(address[:at] + wrong + address[at + 1 :]).wallets == ()


@settings(max_examples=40, deadline=None)
@given(encode=st.sampled_from(CHECKSUMMED), seed=st.binary(min_size=31, max_size=31), data=st.data())
def test_a_generated_address_is_whole_whatever_unseen_splits_it(encode, seed: bytes, data: st.DataObject) -> None:
    address = encode(_public_key(b"\x01" + seed))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(address) - 1), max_size=5)))
    unseen = data.draw(st.sampled_from(["\u200b", "\xad", "\u2060", "\ufeff", "\u202e", "[.]"]))
    printed = unseen.join(address[start:end] for start, end in zip([0, *cuts], [*cuts, None], strict=True))
    text = f"to {printed}, then"
    (wallet,) = find_wallets(text).wallets
    assert (wallet.address, text[wallet.start : wallet.end]) == (address, printed)
    assert parse_address(wallet.address) == find_wallets(wallet.address).wallets[0]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=40), st.sampled_from([SUEX_BTC, LAZARUS_ETH, TX_HASH, "\u200b", "[.]", "\n", "0x", " "])
        ),
        max_size=12,
    )
)
def test_any_text_gives_ordered_spans_that_slice_right(parts: list[str]) -> None:
    text = "".join(parts)
    finds = find_wallets(text)
    for wallet in finds.wallets:
        printed = "".join(c for c in text[wallet.start : wallet.end].casefold() if c.isascii() and c.isalnum())
        assert printed == wallet.address.casefold()
    assert all(text[r.start : r.end] == r.surface for r in finds.rejected)
    starts = [wallet.start for wallet in finds.wallets]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "unit",
    ["1", "0x", "T1a ", "1 2 3 4 ", "0x12345678\n", "bc1q\n", "The 3rd quarter 1a2b ", "\u200b[.]", "rp4 ", "DeaD 9x "],
)
def test_time_grows_with_the_length_of_hostile_text_only(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    begun = time.process_time()
    found = find_wallets(text)
    assert (time.process_time() - begun < 3, found.wallets) == (True, ())


def test_the_checksummed_form_of_an_evm_address_is_the_one_of_its_standard() -> None:
    assert eip55("0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359") == "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"


def test_every_family_says_where_its_bytes_can_live() -> None:
    assert all(family.chains and family.name.islower() for family in FAMILIES)
