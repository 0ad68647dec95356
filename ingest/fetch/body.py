"""Copies a body to a file, unpacked and counted while it comes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ingest.fetch.decoding import BrokenBody, coding_of, unpacked
from ingest.fetch.errors import FetchFailed, FetchRefused, unwritten
from ingest.fetch.faults import ended_early
from ingest.fetch.limits import UNPACKED_FLOOR, Limits

_REMEDY = "nothing of it was kept"


@dataclass(slots=True)
class _Sent:
    size: int = 0


def copy(url: str, sent: Iterable[bytes], packing: str, limits: Limits, out: BinaryIO) -> tuple[int, str]:
    """Give size and sha256 of what was written to `out`.

    Raises FetchRefused past the limits, FetchFailed where the body is broken, ends early or cannot be written.
    """
    counted = _Sent()
    digest = hashlib.sha256()
    size = 0
    try:
        for piece in unpacked(_count(sent, counted), coding_of(packing)):
            kept = piece[: limits.size - size] if limits.cut else piece
            size += len(kept)
            _check(url, size, counted.size, limits)
            digest.update(kept)
            _write(url, out, kept)
            if limits.cut and size >= limits.size:
                break
    except BrokenBody as error:
        raise ended_early(url, "its packing is not closed") if error.cut else FetchFailed(url, str(error)) from error
    return size, digest.hexdigest()


def check_announced(url: str, length: str | None, limits: Limits) -> None:
    """Raise FetchRefused for a body that says beforehand that it is too large."""
    if length is not None and length.isascii() and length.isdigit() and not limits.cut:
        _check(url, int(length[:18]), int(length[:18]), limits)


def _count(sent: Iterable[bytes], counted: _Sent) -> Iterator[bytes]:
    for piece in sent:
        counted.size += len(piece)
        yield piece


def _check(url: str, size: int, sent: int, limits: Limits) -> None:
    if size > limits.size:
        raise FetchRefused(url, f"is larger than {limits.size / 1e6:g} MB", _REMEDY)
    if size > UNPACKED_FLOOR and size > limits.ratio * sent:
        rule = f"unpacks {sent:,} bytes to more than {limits.ratio} times as many, as a bomb does"
        raise FetchRefused(url, rule, _REMEDY)


def _write(url: str, out: BinaryIO, piece: bytes) -> None:
    try:
        out.write(piece)
    except OSError as error:
        raise unwritten(url, error) from error
