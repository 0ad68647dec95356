"""Certificates that sign themselves, made in memory: no key lies in the repository."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from Crypto.Hash import SHA256
from Crypto.PublicKey import ECC
from Crypto.Signature import DSS
from Crypto.Util.asn1 import DerBitString, DerInteger, DerObjectId, DerOctetString, DerSequence, DerSetOf

COMMON_NAME = "2.5.4.3"
ALTERNATIVE_NAME = "2.5.29.17"
ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2"


def _tagged(tag: int, payload: bytes) -> bytes:
    """An object with a tag of the context, as [0] and the kinds of names have."""
    return bytes([tag]) + DerOctetString(payload).encode()[1:]


def _time(moment: datetime) -> bytes:
    return _tagged(0x17, moment.strftime("%y%m%d%H%M%SZ").encode("ascii"))


def make_pem(folder: Path, *, host: str = "127.0.0.1", days: int = 2) -> Path:
    """Key and certificate for an IPv4 address or a name, in one file; with negative `days` it is over."""
    key = ECC.generate(curve="P-256")
    algorithm = DerSequence([DerObjectId(ECDSA_WITH_SHA256).encode()]).encode()
    text = _tagged(0x0C, host.encode("ascii"))
    name = DerSequence([DerSetOf([DerSequence([DerObjectId(COMMON_NAME).encode(), text]).encode()]).encode()]).encode()
    is_address = host.replace(".", "").isdigit()
    kind = (
        _tagged(0x87, bytes(int(part) for part in host.split(".")))
        if is_address
        else _tagged(0x82, host.encode("ascii"))
    )
    alternative = DerOctetString(DerSequence([kind]).encode()).encode()
    extensions = DerSequence([DerSequence([DerObjectId(ALTERNATIVE_NAME).encode(), alternative]).encode()]).encode()
    end = datetime.now(UTC) + timedelta(days=days)
    inner = DerSequence(
        [
            _tagged(0xA0, DerInteger(2).encode()),
            DerInteger(days % 1000 + 1).encode(),
            algorithm,
            name,
            DerSequence([_time(end - timedelta(days=30)), _time(end)]).encode(),
            name,
            key.public_key().export_key(format="DER"),
            _tagged(0xA3, extensions),
        ]
    ).encode()
    signature = DSS.new(key, "fips-186-3", encoding="der").sign(SHA256.new(inner))
    whole = DerSequence([inner, algorithm, DerBitString(signature).encode()]).encode()
    path = folder / f"{host}{days}.pem"
    path.write_text(f"{key.export_key(format='PEM')}\n{ssl.DER_cert_to_PEM_cert(whole)}", "ascii")
    return path


def server_context(pem: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context
