"""Unpacks a body piece by piece: a small body cannot become a large one in memory, and a cut one is not taken for whole."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from ingest.fetch.limits import PIECE

_GZIP: Final = 31
_ZLIB: Final = 15
_RAW_DEFLATE: Final = -15


class BrokenBody(ValueError):
    """The body cannot be unpacked; `cut` where it only ends too early."""

    def __init__(self, rule: str, *, cut: bool = False) -> None:
        super().__init__(rule)
        self.cut = cut


def offered() -> str:
    """The Accept-Encoding header: what can be unpacked under a limit."""
    return "gzip, deflate, br" if _brotli() else "gzip, deflate"


def coding_of(header: str) -> str:
    """The one coding that a Content-Encoding header names, "" for none; raises BrokenBody for unknown ones and for two."""
    codings = [one for one in (part.strip().lower() for part in header.split(",")) if one not in {"", "identity"}]
    if len(codings) > 1:
        raise BrokenBody("is packed more than once")
    coding = codings[0].removeprefix("x-") if codings else ""
    if coding in {"", "gzip", "deflate"} or (coding == "br" and _brotli()):
        return coding
    raise BrokenBody(f"is packed as {coding[:40]}, which was not asked for")


def unpacked(sent: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Give the unpacked bytes, at most PIECE at a time; raises BrokenBody where they are broken or end too early."""
    if coding == "gzip":
        return _inflate(sent, _GZIP)
    if coding == "deflate":
        return _deflate(sent)
    return _unbrotli(sent) if coding == "br" else iter(sent)


def _deflate(sent: Iterable[bytes]) -> Iterator[bytes]:
    """Half the servers that say deflate mean zlib, as they should, the other half leave its header out."""
    pieces = iter(sent)
    head = b""
    while len(head) < 2:
        piece = next(pieces, None)
        if piece is None:
            break
        head += piece
    has_header = len(head) >= 2 and head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    yield from _inflate(_chain(head, pieces), _ZLIB if has_header else _RAW_DEFLATE)


def _chain(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from rest


def _inflate(sent: Iterable[bytes], wbits: int) -> Iterator[bytes]:
    stream = None
    for piece in sent:
        data, full = piece, False
        while data or full:
            if stream is None or stream.eof:
                data = data if stream is None else _next_member(data, wbits)
                if not data:
                    break
                stream = zlib.decompressobj(wbits)
            try:
                out = stream.decompress(data, PIECE)
            except zlib.error as error:
                raise BrokenBody("is not what its packing says: its data are broken") from error
            data = stream.unused_data if stream.eof else stream.unconsumed_tail
            full = len(out) == PIECE and not stream.eof
            if out:
                yield out
    if stream is not None and not stream.eof:
        raise BrokenBody("ended early: its packing is not closed", cut=True)


def _next_member(data: bytes, wbits: int) -> bytes:
    """What follows a closed stream: another gzip member, or padding with zeros."""
    rest = data.lstrip(b"\0")
    # a magic number cut in two by the network is a member as well
    if rest and not (wbits == _GZIP and rest[:2] in {b"\x1f", b"\x1f\x8b"}):
        raise BrokenBody("is not what its packing says: more follows after its end")
    return rest


@cache
def _brotli() -> Any:
    """The brotli package where it is installed and can stop in the middle, as it can from 1.2 on; otherwise None."""
    try:
        module = importlib.import_module("brotli")
    except ImportError:
        return None
    return module if hasattr(getattr(module, "Decompressor", None), "can_accept_more_data") else None


def _unbrotli(sent: Iterable[bytes]) -> Iterator[bytes]:
    brotli = _brotli()
    stream = brotli.Decompressor()
    began = False
    for piece in sent:
        began = began or bool(piece)
        data, more = piece, bool(piece)
        while more:
            try:
                out = stream.process(data, output_buffer_limit=PIECE)
            except brotli.error as error:
                raise BrokenBody("is not what its packing says: its data are broken") from error
            data, more = b"", bool(out)
            if out:
                yield out
    if began and not stream.is_finished():
        raise BrokenBody("ended early: its packing is not closed", cut=True)
