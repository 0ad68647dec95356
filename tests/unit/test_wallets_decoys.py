"""What is no address: five hundred things of the kinds that stand beside addresses, and random strings of every shape."""

from __future__ import annotations

import base64
import hashlib
import random
import uuid

import pytest

from ingest.lists.addresses import wallet
from ingest.text import base58
from ingest.text.addresses import FAMILIES, Family
from ingest.text.wallets import find_wallets, parse_address, parse_word

RNG = random.Random("decoys")
BASE58 = base58.BITCOIN
STRINGS = 250_000
# Nothing but its length proves an address of Solana, and TON's form for machines has no checksum.
CHECKED = [family for family in FAMILIES if family.name != "sol" and not family.head.match("0:")]

_ALPHABETS = {
    "evm": "0123456789abcdefABCDEF",
    "ton": BASE58 + "0OIl-_",
    "fil": "abcdefghijklmnopqrstuvwxyz234567",
    "algo": "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
    "xlm": "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
}
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_HEADS = {
    "0[xX]": ("0x",), "1": ("1",), "3": ("3",), "[LM]": ("L", "M"), "T": ("T",), "[X7]": ("X", "7"), "D": ("D",),
    "[GA]": ("G", "A"), "t[13]": ("t1", "t3"), "r": ("r",), "[qpQP]": ("q", "p"), "[48]": ("4", "8"),
    "DdzFF|Ae2": ("DdzFF", "Ae2"), "[EU][Qf]": ("EQ", "UQ", "Ef", "Uf"), "tz1": ("tz1",), "N": ("N",),
    "f[123]": ("f1", "f2", "f3"), "[C-J]": tuple("CDEFGHJ"), "[A-Z2-7]": tuple(_ALPHABETS["algo"]), "G[A-D]": ("GA", "GD"),
}  # fmt: skip


def encoded(raw: bytes) -> str:
    number, digits = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = BASE58[digit] + digits
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + digits


def checked(payload: bytes) -> str:
    return encoded(payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4])


def broken(payload: bytes) -> str:
    return encoded(payload + RNG.randbytes(4))


def iban(country: str, digits: int) -> str:
    account = "".join(RNG.choices("0123456789", k=digits))
    number = int("".join(str(int(c, 36)) for c in f"{account}{country}00"))
    return f"{country}{98 - number % 97:02d}{account}"


def base64_of(size: int) -> str:
    return base64.urlsafe_b64encode(RNG.randbytes(size)).decode().rstrip("=")


KINDS = {
    "MD5": lambda: RNG.randbytes(16).hex(),
    "SHA-1": lambda: RNG.randbytes(20).hex(),
    "SHA-1 in capitals": lambda: RNG.randbytes(20).hex().upper(),
    "SHA-256": lambda: RNG.randbytes(32).hex(),
    "SHA-512": lambda: RNG.randbytes(64).hex(),
    "transaction": lambda: "0x" + RNG.randbytes(32).hex(),
    "short hex": lambda: "0x" + RNG.randbytes(19).hex(),
    "selector": lambda: "0x" + RNG.randbytes(4).hex(),
    "private key": lambda: checked(b"\x80" + RNG.randbytes(32)),
    "private key, compressed": lambda: checked(b"\x80" + RNG.randbytes(32) + b"\x01"),
    "extended public key": lambda: checked(bytes.fromhex("0488b21e") + RNG.randbytes(74)),
    "extended private key": lambda: checked(bytes.fromhex("0488ade4") + RNG.randbytes(74)),
    "address of a test network": lambda: checked(b"\x6f" + RNG.randbytes(20)),
    "address of another coin": lambda: checked(b"\x3c" + RNG.randbytes(20)),
    "bitcoin, wrong checksum": lambda: broken(b"\x00" + RNG.randbytes(20)),
    "script, wrong checksum": lambda: broken(b"\x05" + RNG.randbytes(20)),
    "tron, wrong checksum": lambda: broken(b"\x41" + RNG.randbytes(20)),
    "segwit, wrong checksum": lambda: "bc1q" + "".join(RNG.choices(_BECH32, k=38)),
    "cardano, wrong checksum": lambda: "addr1" + "".join(RNG.choices(_BECH32, k=98)),
    "cosmos, wrong checksum": lambda: "cosmos1" + "".join(RNG.choices(_BECH32, k=38)),
    "German IBAN": lambda: iban("DE", 18),
    "French IBAN": lambda: iban("FR", 23),
    "UUID": lambda: str(uuid.UUID(int=RNG.getrandbits(128))),
    "UUID, bare": lambda: uuid.UUID(int=RNG.getrandbits(128)).hex,
    "base64": lambda: base64.b64encode(RNG.randbytes(36)).decode(),
    "token": lambda: f"eyJ{base64_of(30)}.eyJ{base64_of(60)}.{base64_of(32)}",
    "key of a service": lambda: "sk-" + base64_of(36),
    "key's fingerprint": lambda: "SHA256:" + base64.b64encode(RNG.randbytes(32)).decode().rstrip("="),
    "onion service": lambda: base64.b32encode(RNG.randbytes(35)).decode().lower() + ".onion",
    "IPFS": lambda: encoded(b"\x12\x20" + RNG.randbytes(32)),
    "card": lambda: "".join(RNG.choices("0123456789", k=16)),
    "IPv6": lambda: ":".join(RNG.randbytes(2).hex() for _ in range(8)),
    "passport": lambda: "".join(RNG.choices("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", k=RNG.randint(14, 40))),
}
DECOYS = [(kind, KINDS[kind]()) for kind in (list(KINDS) * 16)[:500]]


def test_there_are_five_hundred_decoys() -> None:
    assert len({decoy for _, decoy in DECOYS}) == 500


@pytest.mark.parametrize("kind", KINDS)
def test_no_decoy_is_a_wallet(kind: str) -> None:
    decoys = [decoy for of, decoy in DECOYS if of == kind]
    assert [decoy for decoy in decoys if find_wallets(f"It says {decoy} on the slip.").wallets] == []
    # said to be an address on Bitcoin, it is none either
    assert [decoy for decoy in decoys if wallet(decoy, "BTC") is not None] == []


def random_of(family: Family, rng: random.Random) -> str:
    """A string of the shape of a row: first characters, alphabet and length are right."""
    pattern = family.head.pattern
    bech = pattern.endswith("1") and pattern not in ("1", "tz1")
    head = pattern if bech else rng.choice(_HEADS[pattern])
    ripple = base58.RIPPLE if family.name == "xrp" else BASE58
    alphabet = _BECH32 if bech or family.name == "bch" else _ALPHABETS.get(family.name, ripple)
    return head + "".join(rng.choices(alphabet, k=rng.choice(family.lengths) - len(head)))


@pytest.mark.parametrize("number", range(len(CHECKED)), ids=lambda number: f"{CHECKED[number].name}-{number}")
def test_no_random_string_of_the_shape_passes(number: int) -> None:
    family, rng = CHECKED[number], random.Random(number)
    accepted = [text for _ in range(STRINGS // len(CHECKED)) if parse_word(text := random_of(family, rng)) is not None]
    assert accepted == []


def test_ton_is_known_in_both_forms_and_by_one_key() -> None:
    friendly, raw = (
        "EQAvlWFDxGF2lXm67y4yzC17wYKD9A0guwPkMs1gOsM__NOT",
        "0:2f956143c461769579baef2e32cc2d7bc18283f40d20bb03e432cd603ac33ffc",
    )
    assert {parse_address(friendly).key, parse_address(raw).key} == {raw}
    assert [w.address for w in find_wallets(f"https://tonviewer.com/{friendly}").wallets] == [friendly]
    assert find_wallets(f"The account {raw} paid.").wallets == ()
    assert [w.address for w in find_wallets(f"The TON account {raw} paid.").wallets] == [raw]


@pytest.mark.parametrize("before", ["x", "_", "-", "0"])
def test_ton_is_not_cut_out_of_a_longer_word(before: str) -> None:
    friendly = "EQAvlWFDxGF2lXm67y4yzC17wYKD9A0guwPkMs1gOsM__NOT"
    assert find_wallets(f"see {before}{friendly}").wallets == ()
    assert find_wallets(f"see {friendly}{before}").wallets == ()
