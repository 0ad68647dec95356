"""Bech32, bech32m (BIP-173, BIP-350) and Bitcoin Cash's cashaddr: the codes whose checksum is a polynomial."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32, _BECH32M = 1, 0x2BC830A3
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


def _sums(*terms: int) -> tuple[int, ...]:
    """What each of the 32 values of the five highest bits takes off: the sum of the terms of its bits."""
    sums = [0]
    for term in terms:
        sums += [done ^ term for done in sums]
    return tuple(sums)


_BECH32_TERMS = _sums(0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CASHADDR_TERMS = _sums(0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)


def _remainder(values: Iterable[int], terms: Sequence[int], shift: int) -> int:
    remainder, low = 1, (1 << shift) - 1
    for value in values:
        remainder = (remainder & low) << 5 ^ value ^ terms[remainder >> shift]
    return remainder


def _five_bit(string: str) -> list[int] | None:
    try:
        return [_VALUES[character] for character in string]
    except KeyError:
        return None


def _bytes(values: Iterable[int]) -> bytes | None:
    """Regroup five-bit values; None where the padding is longer than four bits or not zero."""
    held, bits, out = 0, 0, bytearray()
    for value in values:
        held, bits = held << 5 | value, bits + 5
        if bits >= 8:
            bits -= 8
            out.append(held >> bits & 0xFF)
            held &= (1 << bits) - 1
    return None if bits >= 5 or held else bytes(out)


def decode_segwit(address: str, prefix: str) -> tuple[int, bytes] | str:
    """Return witness version and program of a segwit address, or the reason why it is none.

    Version 0 must be bech32 with 20 or 32 bytes, later versions bech32m; mixed case is an error (BIP-173).
    """
    if address not in (address.lower(), address.upper()):
        return "mixed case (bech32)"
    hrp, _, data = address.lower().rpartition("1")
    values = _five_bit(data)
    if hrp != prefix or values is None or len(values) < 8 or len(address) > 90:
        return "no segwit address (bech32)"
    expanded = [ord(c) >> 5 for c in hrp] + [0] + [ord(c) & 31 for c in hrp]
    code = _remainder(expanded + values, _BECH32_TERMS, 25)
    version, program = values[0], _bytes(values[1:-6])
    if code != (_BECH32 if version == 0 else _BECH32M):
        return "checksum failed (bech32)" if version == 0 else "checksum failed (bech32m)"
    if program is None or version > 16 or not _program_fits(version, len(program)):
        return "wrong length of witness program"
    return version, program


def decode_plain(address: str, prefix: str) -> bytes | None:
    """Return the payload of a bech32 string without a witness version; None where case, prefix or checksum are wrong.

    Its length is not bound to BIP-173's 90 characters, which Cardano does not keep.
    """
    if address not in (address.lower(), address.upper()):
        return None
    hrp, _, data = address.lower().rpartition("1")
    values = _five_bit(data)
    if hrp != prefix or values is None or len(values) < 8:
        return None
    expanded = [ord(c) >> 5 for c in hrp] + [0] + [ord(c) & 31 for c in hrp]
    return _bytes(values[:-6]) if _remainder(expanded + values, _BECH32_TERMS, 25) == _BECH32 else None


def _program_fits(version: int, length: int) -> bool:
    # Taproot programs have 32 bytes; later versions are not spendable yet and keep BIP-141's bounds.
    return length in {0: (20, 32), 1: (32,)}.get(version, range(2, 41))


def decode_cashaddr(address: str, prefix: str = "bitcoincash") -> bytes | None:
    """Return version byte and hash of a cashaddr given without its prefix, or None where the checksum fails."""
    values = _five_bit(address.lower())
    if values is None or len(values) < 9:
        return None
    expanded = [ord(c) & 31 for c in prefix] + [0]
    if _remainder(expanded + values, _CASHADDR_TERMS, 35) != 1:
        return None
    return _bytes(values[:-8])
