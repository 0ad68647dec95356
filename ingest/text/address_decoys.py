"""What looks like a wallet and is none: digests, transaction hashes, keys, bank accounts."""

from __future__ import annotations

import re

from ingest.text import base58

_HEX = re.compile("[0-9a-f]+|[0-9A-F]+")
_IBAN = re.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_EXTENDED_KEY = re.compile("[xyzXYZtuv](pub|prv)[1-9A-HJ-NP-Za-km-z]{100,110}")
_DIGESTS = {
    32: "32 hex digits: an MD5 digest",
    40: "40 hex digits without 0x: a SHA-1 digest",
    64: "a transaction hash: 64 hex digits",
    128: "128 hex digits: a SHA-512 digest or a signature",
}


def _is_iban(word: str) -> bool:
    if not _IBAN.fullmatch(word):
        return False
    digits = "".join(str(int(character, 36)) for character in word[4:] + word[:4])
    return int(digits) % 97 == 1


def _is_private_key(word: str) -> bool:
    # Wallet import format: version 0x80, 32 bytes, and one more where the public key is compressed.
    if len(word) not in (51, 52) or word[0] not in "5KL":
        return False
    payload = base58.decode_check(word)
    return payload is not None and payload[0] == 0x80


def is_transaction_hash(word: str) -> bool:
    """Say whether the word is 0x and 64 hex digits, which may as well be a private key."""
    return len(word) == 66 and word[:2] in ("0x", "0X") and _HEX.fullmatch(word[2:].lower()) is not None


def decoy(word: str) -> str | None:
    """Return what the word is, where it is something known that is no address."""
    if len(word) < 15:
        return None
    if is_transaction_hash(word):
        return "a transaction hash: 0x and 64 hex digits"
    if len(word) in _DIGESTS and _HEX.fullmatch(word) and not word.isdigit():
        return _DIGESTS[len(word)]
    if _is_private_key(word):
        return "a private key (wallet import format)"
    if _EXTENDED_KEY.fullmatch(word):
        return "an extended key, not an address"
    return "an IBAN" if _is_iban(word) else None
