"""The chain families: what their addresses look like, what proves one, and on which chains its bytes can live.

A new chain is one row of FAMILIES. A row's `check` gets a string that has the row's shape and returns None where the
string is an address, else the reason why not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from Crypto.Hash import keccak

from ingest.text import base58, bech32, chain_checks

_BASE58 = "1-9A-HJ-NP-Za-km-z"
_BECH32 = "02-9ac-hj-np-z"
_BASE32 = "A-Z2-7"
_PREFIXED = re.compile(f"(?:bc|ltc|addr|cosmos|bnb|terra|zil|iota|smr)1[{_BECH32}]*|f[123][a-z2-7]*")


@dataclass(frozen=True, slots=True)
class Family:
    """One way of writing addresses, with the chains on which the same bytes would be one, the likeliest first.

    `head` are the first characters, `letters` what may follow, `lengths` count both. Of `cues` one must stand near
    where the bytes alone prove little.
    """

    name: str
    chains: tuple[str, ...]
    head: re.Pattern[str]
    letters: re.Pattern[str]
    lengths: range
    check: Callable[[str], str | None]
    normalise: Callable[[str], str] = str
    key: Callable[[str], str] = str
    cues: tuple[str, ...] = ()


def _keccak(data: bytes) -> bytes:
    return keccak.new(digest_bits=256, data=data).digest()


def eip55(address: str) -> str:
    """Return the address with the capitals that EIP-55 asks for, whatever case it came in."""
    digits = address[2:].lower()
    nibbles = _keccak(digits.encode()).hex()
    return "0x" + "".join(d.upper() if n >= "8" else d for d, n in zip(digits, nibbles, strict=False))


def is_one_case(address: str) -> bool:
    """Say whether an EVM address carries no checksum, its letters being all small or all capital."""
    digits = address[2:]
    return digits in (digits.lower(), digits.upper())


def _check_evm(address: str) -> str | None:
    if set(address[2:]) == {"0"}:
        return "the zero address, which is nobody's"
    if is_one_case(address) or eip55(address)[2:] == address[2:]:
        return None
    return "checksum failed (EIP-55)"


def _check_base58(versions: tuple[bytes, ...], alphabet: str, address: str) -> str | None:
    payload = base58.decode_check(address, alphabet)
    if payload is None:
        return "checksum failed (base58check)"
    if not any(payload.startswith(v) and len(payload) == len(v) + 20 for v in versions):
        return "wrong version or length (base58check)"
    return None


def _check_segwit(prefix: str, address: str) -> str | None:
    found = bech32.decode_segwit(address, prefix)
    return found if isinstance(found, str) else None


def _check_cashaddr(address: str) -> str | None:
    payload = bech32.decode_cashaddr(address)
    if payload is None:
        return "checksum failed (cashaddr)"
    # Version byte 0 is a key's hash, 8 a script's; both with the 160 bits that are in use.
    return None if payload[0] in (0, 8) and len(payload) == 21 else "wrong version or length (cashaddr)"


def _check_monero(address: str) -> str | None:
    raw = base58.decode_monero(address)
    if raw is None or _keccak(raw[:-4])[:4] != raw[-4:]:
        return "checksum failed (Monero)"
    lengths = {18: 69, 19: 77, 42: 69}
    return None if lengths.get(raw[0]) == len(raw) else "wrong network or length (Monero)"


def _check_solana(address: str) -> str | None:
    # What has another chain's prefix and its letters alone is a broken address there, and none here.
    raw = None if _PREFIXED.fullmatch(address) else base58.decode(address)
    return None if raw is not None and len(raw) == 32 else "no 32 bytes (Solana)"


def _base58_row(
    name: str, chains: tuple[str, ...], head: str, lengths: range, versions: tuple[bytes, ...], alphabet: str = ""
) -> Family:
    check = partial(_check_base58, versions, alphabet or base58.BITCOIN)
    return Family(name, chains, re.compile(head), re.compile(f"[{_BASE58}]*"), lengths, check)


def _segwit_row(name: str, chain: str, prefix: str) -> Family:
    letters = re.compile(f"[{_BECH32}]*", re.IGNORECASE)
    head = re.compile(f"{prefix}1", re.IGNORECASE)
    lengths = range(len(prefix) + 12, 75)
    return Family(
        name, (chain,), head, letters, lengths, partial(_check_segwit, prefix), normalise=str.lower, key=str.lower
    )


def _bech32_row(chain: str, prefix: str, *sizes: int) -> Family:
    """A chain whose addresses are bech32 without a version: its prefix, and the sizes of what it holds in bytes."""
    letters = re.compile(f"[{_BECH32}]*", re.IGNORECASE)
    head = re.compile(f"{prefix}1", re.IGNORECASE)
    lengths = [len(prefix) + 1 + -(-size * 8 // 5) + 6 for size in sizes]
    check = partial(chain_checks.check_bech32, prefix, sizes)
    # of two sizes only these lengths, and none between
    spread = range(min(lengths), max(lengths) + 1, max(max(lengths) - min(lengths), 1))
    return Family(chain.lower(), (chain,), head, letters, spread, check, normalise=str.lower, key=str.lower)


def _account_row(
    chain: str, head: str, letters: str, lengths: range, check: Callable[[str], str | None], *cues: str
) -> Family:
    return Family(chain.lower(), (chain,), re.compile(head), re.compile(f"[{letters}]*"), lengths, check, cues=cues)


EVM_CHAINS = ("ETH", "ARB", "AVAX", "BASE", "BSC", "ETC", "OP", "POL")

FAMILIES: tuple[Family, ...] = (
    Family(
        "evm",
        EVM_CHAINS,
        re.compile("0[xX]"),
        re.compile("[0-9A-Fa-f]*"),
        range(42, 43),
        _check_evm,
        normalise=eip55,
        key=str.lower,
    ),
    # The forks of Bitcoin kept its version bytes, and Litecoin's first script addresses begin with 3 as well.
    _base58_row("btc", ("BTC", "BCH", "BSV"), "1", range(26, 35), (b"\x00",)),
    _base58_row("btc", ("BTC", "LTC", "BCH", "BSV"), "3", range(33, 36), (b"\x05",)),
    _segwit_row("btc", "BTC", "bc"),
    _base58_row("ltc", ("LTC",), "[LM]", range(33, 35), (b"\x30", b"\x32")),
    _segwit_row("ltc", "LTC", "ltc"),
    _base58_row("tron", ("TRX",), "T", range(34, 35), (b"\x41",)),
    _base58_row("dash", ("DASH",), "[X7]", range(33, 35), (b"\x4c", b"\x10")),
    _base58_row("doge", ("DOGE", "XVG"), "D", range(33, 35), (b"\x1e",)),
    _base58_row("btg", ("BTG",), "[GA]", range(33, 35), (b"\x26", b"\x17")),
    _base58_row("zec", ("ZEC",), "t[13]", range(35, 36), (b"\x1c\xb8", b"\x1c\xbd")),
    _base58_row("xrp", ("XRP",), "r", range(25, 36), (b"\x00",), base58.RIPPLE),
    Family(
        "bch",
        ("BCH",),
        re.compile("[qpQP]"),
        re.compile(f"[{_BECH32}]*", re.IGNORECASE),
        range(42, 43),
        _check_cashaddr,
        normalise=str.lower,
        key=str.lower,
    ),
    Family("xmr", ("XMR",), re.compile("[48]"), re.compile(f"[{_BASE58}]*"), range(95, 107), _check_monero),
    Family(
        "sol",
        ("SOL",),
        re.compile(f"[{_BASE58}]"),
        re.compile(f"[{_BASE58}]*"),
        range(32, 45),
        _check_solana,
        cues=("Solana", "SOLANA", "solana", "SOL"),
    ),
    _account_row("ADA", "DdzFF|Ae2", _BASE58, range(50, 121), chain_checks.check_byron),
    Family(
        "ada",
        ("ADA",),
        re.compile("addr1", re.IGNORECASE),
        re.compile(f"[{_BECH32}]*", re.IGNORECASE),
        range(58, 115),
        chain_checks.check_shelley,
        normalise=str.lower,
        key=str.lower,
    ),
    Family(
        "ton",
        ("TON",),
        re.compile("[EU][Qf]"),
        re.compile("[A-Za-z0-9_-]*"),
        range(48, 49),
        chain_checks.check_ton,
        key=chain_checks.ton_key,
    ),
    Family(
        "ton",
        ("TON",),
        re.compile("(?:0|-1):"),
        re.compile("[0-9A-Fa-f]*"),
        range(66, 68),
        chain_checks.check_ton_raw,
        normalise=str.lower,
        key=chain_checks.ton_key,
        cues=("TON", "Toncoin", "toncoin"),
    ),
    _bech32_row("ATOM", "cosmos", 20, 32),
    _bech32_row("BNB", "bnb", 20),
    _bech32_row("LUNA", "terra", 20, 32),
    _bech32_row("ZIL", "zil", 20),
    _bech32_row("MIOTA", "iota", 33),
    _bech32_row("SMR", "smr", 33),
    _base58_row("xtz", ("XTZ",), "tz1", range(36, 37), (b"\x06\xa1\x9f",)),
    _base58_row("neo", ("NEO",), "N", range(34, 35), (b"\x35",)),
    _account_row("FIL", "f[123]", "a-z2-7", range(41, 87, 45), chain_checks.check_filecoin),
    # What follows is proved by two bytes, or looks like any word in capitals: it takes a cue as well.
    _account_row("DOT", "1", _BASE58, range(46, 49), partial(chain_checks.check_ss58, 0), "Polkadot", "DOT"),
    _account_row("KSM", "[C-J]", _BASE58, range(46, 48), partial(chain_checks.check_ss58, 2), "Kusama", "KSM"),
    _account_row("ALGO", f"[{_BASE32}]", _BASE32, range(58, 59), chain_checks.check_algorand, "Algorand", "ALGO"),
    _account_row("XLM", "G[A-D]", _BASE32, range(56, 57), chain_checks.check_stellar, "Stellar", "XLM"),
)

SHORTEST = min(family.lengths[0] for family in FAMILIES)
_LONGEST = max(family.lengths[-1] for family in FAMILIES)
_BY_LENGTH = {
    length: tuple(family for family in FAMILIES if length in family.lengths) for length in range(SHORTEST, _LONGEST + 1)
}


def families_of(string: str) -> tuple[Family, ...]:
    """Return the rows whose shape (first characters, alphabet, length) the string has; no checksum is computed."""
    return tuple(family for family in _BY_LENGTH.get(len(string), ()) if begins(family, string))


def begins(family: Family, string: str) -> bool:
    """Say whether an address of the family could begin with the string."""
    head = family.head.match(string)
    return head is not None and family.letters.fullmatch(string, head.end()) is not None
