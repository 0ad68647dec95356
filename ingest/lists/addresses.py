"""An address that a list states -> a wallet: its checksum passed, its chain as the list says where the bytes allow it."""

from __future__ import annotations

from functools import lru_cache

from ingest.lists.record import Thing
from ingest.text.addresses import FAMILIES
from ingest.text.wallets import parse_address, parse_word
from kg.ontology import WALLET

ASSETS = {
    "XBT": "BTC", "BTC": "BTC", "ETHEREUM": "ETH", "TRON": "TRX", "BITCOIN": "BTC", "OMNI": "BTC", "MATIC": "POL",
    "BEP20": "BSC", "BEP2": "BNB", "RIPPLE": "XRP", "LUNA2": "LUNA",
}  # fmt: skip
"""What lists call an asset, where that is not the name of its chain here."""

CHAINS = frozenset(chain for family in FAMILIES for chain in family.chains)
"""All chains of which an address is known when it is seen."""

# Nothing but their length proves these: where a list names another chain, they are broken addresses of that.
_UNPROVED = frozenset({"sol"})


def wallet(address: str, asset: str | None = None) -> Thing | None:
    """The wallet of an address, or None where it passes no checksum; `asset` is the list's word for coin or token."""
    found = _parsed(address.strip())
    if found is None:
        return None
    name, family, key, chains = found
    chain = ASSETS.get((asset or "").upper(), (asset or "").upper())
    if chain in CHAINS and chain not in chains and (family in _UNPROVED or ":" in name):
        return None
    return Thing(name, WALLET, family=family, key=key, chains=(chain,) if chain in chains else chains)


@lru_cache(maxsize=4096)
def _parsed(address: str) -> tuple[str, str, str, tuple[str, ...]] | None:
    found = parse_word(address) if address.isascii() and address.isalnum() else parse_address(address)
    return None if found is None else (found.address, found.family, found.key, found.chains)
