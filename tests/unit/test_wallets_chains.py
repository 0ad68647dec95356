"""The chains that lists carry, against an independent encoder: each address found as what it is, none with a wrong character."""

from __future__ import annotations

import random

import pytest
from bip_utils import (
    Bip44,
    Bip44Changes,
    Bip44Coins,
    CardanoByronLegacy,
    CardanoShelley,
    Cip1852,
    Cip1852Coins,
    Monero,
    P2PKHAddrEncoder,
    P2SHAddrEncoder,
    Secp256k1PrivateKey,
)

from ingest.lists.addresses import wallet
from ingest.text.wallets import find_wallets, parse_address

SEEDS = [random.Random(number).randbytes(64) for number in range(6)]
CUES = {"sol": " of Solana", "dot": " of Polkadot", "ksm": " of Kusama", "algo": " of Algorand", "xlm": " of Stellar"}
UNCHECKED = {"sol"}

_BIP44 = {
    "ALGORAND": ("algo", "ALGO"),
    "ARBITRUM": ("evm", "ARB"),
    "AVAX_C_CHAIN": ("evm", "AVAX"),
    "BINANCE_CHAIN": ("bnb", "BNB"),
    "BINANCE_SMART_CHAIN": ("evm", "BSC"),
    "BITCOIN": ("btc", "BTC"),
    "BITCOIN_CASH": ("bch", "BCH"),
    "BITCOIN_SV": ("btc", "BSV"),
    "CARDANO_BYRON_ICARUS": ("ada", "ADA"),
    "COSMOS": ("atom", "ATOM"),
    "DASH": ("dash", "DASH"),
    "DOGECOIN": ("doge", "DOGE"),
    "ETHEREUM": ("evm", "ETH"),
    "ETHEREUM_CLASSIC": ("evm", "ETC"),
    "FILECOIN": ("fil", "FIL"),
    "KUSAMA_ED25519_SLIP": ("ksm", "KSM"),
    "LITECOIN": ("ltc", "LTC"),
    "NEO_N3": ("neo", "NEO"),
    "OPTIMISM": ("evm", "OP"),
    "POLKADOT_ED25519_SLIP": ("dot", "DOT"),
    "POLYGON": ("evm", "POL"),
    "RIPPLE": ("xrp", "XRP"),
    "SOLANA": ("sol", "SOL"),
    "STELLAR": ("xlm", "XLM"),
    "TERRA": ("luna", "LUNA"),
    "TEZOS": ("xtz", "XTZ"),
    "TON": ("ton", "TON"),
    "TRON": ("tron", "TRX"),
    "VERGE": ("doge", "XVG"),
    "ZCASH": ("zec", "ZEC"),
    "ZILLIQA": ("zil", "ZIL"),
}


def bip44(coin: str, seed: bytes) -> str:
    address = Bip44.FromSeed(seed, getattr(Bip44Coins, coin)).DeriveDefaultPath().PublicKey().ToAddress()
    return address.rpartition(":")[2]


def shelley(seed: bytes) -> str:
    account = Cip1852.FromSeed(seed, Cip1852Coins.CARDANO_ICARUS).Purpose().Coin().Account(0)
    keys = CardanoShelley.FromCip1852Object(account).Change(Bip44Changes.CHAIN_EXT).AddressIndex(0)
    return keys.PublicKeys().ToAddress()


def key(seed: bytes):
    return Secp256k1PrivateKey.FromBytes(seed[:32]).PublicKey().RawCompressed().ToBytes()


MADE = {
    **{f"{coin}": (lambda seed, coin=coin: bip44(coin, seed), *what) for coin, what in _BIP44.items()},
    "Byron, legacy": (lambda seed: CardanoByronLegacy.FromSeed(seed[:32]).GetAddress(0, 0), "ada", "ADA"),
    "Shelley": (shelley, "ada", "ADA"),
    "Monero": (lambda seed: Monero.FromSeed(seed[:32]).PrimaryAddress(), "xmr", "XMR"),
    "Monero, sub-address": (lambda seed: Monero.FromSeed(seed[:32]).Subaddress(1), "xmr", "XMR"),
    "Bitcoin Gold": (lambda seed: P2PKHAddrEncoder.EncodeKey(key(seed), net_ver=b"\x26"), "btg", "BTG"),
    "Zcash, script": (lambda seed: P2SHAddrEncoder.EncodeKey(key(seed), net_ver=b"\x1c\xbd"), "zec", "ZEC"),
}
CASES = [pytest.param(*what, id=name) for name, what in MADE.items()]


def changed(address: str, rng: random.Random) -> str:
    """The address with one character behind its prefix made another of the same sort."""
    at = rng.randrange(len(address) // 2, len(address))
    old = address[at]
    sort = (
        "0123456789" if old.isdigit() else "ABCDEFGHJKLMNPQRSTUVWXYZ" if old.isupper() else "abcdefghijkmnopqrstuvwxyz"
    )
    if address.startswith("0x"):
        sort = "0123456789" if old.isdigit() else "ABCDEF" if old.isupper() else "abcdef"
    return address[:at] + rng.choice([new for new in sort if new != old]) + address[at + 1 :]


@pytest.mark.parametrize(("make", "family", "chain"), CASES)
def test_an_encoded_address_is_found_in_prose_as_one_of_its_chain(make, family: str, chain: str) -> None:
    for seed in SEEDS:
        address = make(seed)
        (found,) = find_wallets(f"A wallet{CUES.get(family, '')}, {address}, took it.").wallets
        assert (found.address, found.family) == (address, family)
        assert chain in found.chains


@pytest.mark.parametrize(("make", "family", "chain"), CASES)
def test_a_list_finds_the_same_wallet_and_its_chain(make, family: str, chain: str) -> None:
    address = make(SEEDS[0])
    found = wallet(address, chain)
    assert found is not None
    assert (found.family, found.chains, found.name) == (family, (chain,), address)
    parsed = parse_address(address)
    assert parsed is not None
    assert (parsed.family, parsed.key) == (found.family, found.key)


@pytest.mark.parametrize(("make", "family", "chain"), [case for case in CASES if case.values[1] not in UNCHECKED])
def test_one_wrong_character_is_never_accepted(make, family: str, chain: str) -> None:
    rng = random.Random(family)
    for address in map(make, SEEDS):
        for _ in range(20):
            wrong = changed(address, rng)
            assert (parse_address(wrong), wallet(wrong, chain)) == (None, None)
