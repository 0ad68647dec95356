"""Checksums that one chain or a few share: Cardano, TON, Polkadot, Algorand, Stellar, Filecoin and bech32's many users.

Each check gets a string of its row's shape and returns None where it is an address, else the reason why not.
"""

from __future__ import annotations

from base64 import b32decode, urlsafe_b64decode
from binascii import crc32, crc_hqx
from hashlib import blake2b

from Crypto.Hash import SHA512

from ingest.text import base58, bech32

_TON_TAGS = (0x11, 0x51)  # to be sent back where nobody answers, or not; those of test networks are no wallets


def check_bech32(prefix: str, sizes: tuple[int, ...], address: str) -> str | None:
    """Bech32 without a witness version, as Cosmos and its kin have it; `sizes` are those of the payload in bytes."""
    payload = bech32.decode_plain(address, prefix)
    if payload is None:
        return "checksum failed (bech32)"
    return None if len(payload) in sizes else "wrong length (bech32)"


def check_byron(address: str) -> str | None:
    """Cardano's first form: CBOR of some bytes and their CRC32, in base58."""
    raw = base58.decode(address) or b""
    # 82: a pair; D8 18: CBOR within; 58 and a length, or 40 and more; 1A: a number of four bytes
    if raw[:3] != b"\x82\xd8\x18" or len(raw) < 12 or raw[-5] != 0x1A:
        return "no address (Cardano, Byron)"
    start = 5 if raw[3] == 0x58 else 4
    size = raw[4] if start == 5 else raw[3] - 0x40
    payload = raw[start:-5]
    if size != len(payload) or crc32(payload) != int.from_bytes(raw[-4:], "big"):
        return "checksum failed (Cardano, Byron)"
    return None


def check_shelley(address: str) -> str | None:
    """Cardano's present form; a key's or a script's hash of 28 bytes, with or without that of the stake."""
    payload = bech32.decode_plain(address, "addr")
    if payload is None:
        return "checksum failed (bech32)"
    kind, network = payload[0] >> 4, payload[0] & 15
    fits = len(payload) == 57 if kind <= 3 else len(payload) == 29 if kind in (6, 7) else kind in (4, 5)
    return None if fits and network == 1 else "wrong network or length (Cardano)"


def check_ton(address: str) -> str | None:
    """TON's form for people: flags, workchain, 32 bytes and a CRC16, in base64 for URLs."""
    raw = urlsafe_b64decode(address)
    if crc_hqx(raw[:-2], 0) != int.from_bytes(raw[-2:], "big"):
        return "checksum failed (TON)"
    return None if raw[0] in _TON_TAGS and raw[1] in (0, 255) else "wrong flags or workchain (TON)"


def ton_key(address: str) -> str:
    """The account behind either form, as `workchain:hex`."""
    if ":" in address:
        return address.lower()
    raw = urlsafe_b64decode(address)
    return f"{-1 if raw[1] == 255 else raw[1]}:{raw[2:34].hex()}"


def check_ton_raw(address: str) -> str | None:
    """The form for machines carries no checksum; the account of nothing but zeros is nobody's."""
    return "the zero account, which is nobody's" if set(address.partition(":")[2]) == {"0"} else None


def check_ss58(prefix: int, address: str) -> str | None:
    """Polkadot's and Kusama's accounts: a network's number, 32 bytes and two of their hash."""
    raw = base58.decode(address)
    if raw is None or len(raw) != 35 or raw[0] != prefix:
        return "wrong network or length (SS58)"
    digest = blake2b(b"SS58PRE" + raw[:-2], digest_size=64).digest()
    return None if digest[:2] == raw[-2:] else "checksum failed (SS58)"


def _base32(text: str) -> bytes | None:
    """Decode base32 without padding; None where bits are left over that are not zero."""
    padded = text + "=" * (-len(text) % 8)
    try:
        raw = b32decode(padded)
    except ValueError:
        return None
    spare = len(text) * 5 % 8
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".index(text[-1])
    return None if last & ((1 << spare) - 1) else raw


def check_algorand(address: str) -> str | None:
    """A public key and the last four bytes of its SHA-512/256."""
    raw = _base32(address)
    if raw is None or SHA512.new(raw[:-4], truncate="256").digest()[-4:] != raw[-4:]:
        return "checksum failed (Algorand)"
    return None


def check_stellar(address: str) -> str | None:
    """An account's key with its version byte and a CRC16, the low byte first."""
    raw = _base32(address)
    if raw is None or raw[0] != 6 << 3 or crc_hqx(raw[:-2], 0) != int.from_bytes(raw[-2:], "little"):
        return "checksum failed (Stellar)"
    return None


def check_filecoin(address: str) -> str | None:
    """The kind of key, its hash or itself, and four bytes of BLAKE2b over both."""
    raw = _base32(address[2:].upper())
    if raw is None or len(raw) != (52 if address[1] == "3" else 24):
        return "wrong length (Filecoin)"
    digest = blake2b(bytes([int(address[1])]) + raw[:-4], digest_size=4).digest()
    return None if digest == raw[-4:] else "checksum failed (Filecoin)"
