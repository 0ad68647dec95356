"""Base58 as the chains write it: plain, with a double SHA-256 checksum, and in Monero's blocks of eleven."""

from __future__ import annotations

from hashlib import sha256

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_DIGITS = {alphabet: {digit: value for value, digit in enumerate(alphabet)} for alphabet in (BITCOIN, RIPPLE)}

# How many bytes a Monero block of so many characters holds; other lengths do not occur.
_MONERO_BLOCK_BYTES = {2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}


def _number(string: str, alphabet: str) -> int | None:
    digits, number = _DIGITS[alphabet], 0
    try:
        for character in string:
            number = number * 58 + digits[character]
    except KeyError:
        return None
    return number


def decode(string: str, alphabet: str = BITCOIN) -> bytes | None:
    """Return the bytes that the digits stand for, leading zeros kept; None where a character is none of the alphabet."""
    number = _number(string, alphabet)
    if number is None:
        return None
    zeros = len(string) - len(string.lstrip(alphabet[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def decode_check(string: str, alphabet: str = BITCOIN) -> bytes | None:
    """Return the payload, version bytes included, or None where the four checksum bytes disagree."""
    raw = decode(string, alphabet)
    if raw is None or len(raw) < 5:
        return None
    payload, checksum = raw[:-4], raw[-4:]
    return payload if sha256(sha256(payload).digest()).digest()[:4] == checksum else None


def decode_monero(string: str) -> bytes | None:
    """Return the bytes of a Monero string, whose every eleven characters are a number of their own."""
    blocks = [string[at : at + 11] for at in range(0, len(string), 11)]
    raw = b""
    for block in blocks:
        size, number = _MONERO_BLOCK_BYTES.get(len(block)), _number(block, BITCOIN)
        if size is None or number is None or number >= 256**size:
            return None
        raw += number.to_bytes(size, "big")
    return raw
