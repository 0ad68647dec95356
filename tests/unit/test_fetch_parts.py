"""The small parts of fetching that need no server: pauses, packings in pieces, the contact."""

from __future__ import annotations

import gzip
import pickle
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.fetch import PAGE, FetchFailed
from ingest.fetch.body import copy
from ingest.fetch.decoding import BrokenBody, offered, unpacked
from ingest.fetch.limits import PIECE
from ingest.fetch.pace import REMEMBERED, Pace
from ingest.fetch.retry import LONGEST_ASKED, pause, retry_after
from kg.errors import SettingsError
from kg.settings import read_contact

WORDS = b"".join(b"%d words " % number for number in range(40_000))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0), ("120", 120), (" 7 ", 7), ("9" * 40, LONGEST_ASKED), ("Tue, 14 Nov 2023 22:14:20 GMT", 60), ("Tuesday, 14-Nov-23 22:14:20 GMT", 60),
        ("Tue, 14 Nov 2023 22:14:20 -0000", 60), ("Tue, 14 Nov 1999 22:14:20 GMT", 0), ("Tue, 14 Nov 2099 22:14:20 GMT", LONGEST_ASKED),
        ("soon", None), ("", None), (None, None), ("-5", None), ("1.5", None), ("٣", None), ("Tue, 99 Nov 2023 99:99:99 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_is_read_as_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, lambda: 1_700_000_000.0) == seconds


def test_pauses_double_up_to_a_minute_and_are_spread_by_chance() -> None:
    assert [pause(attempt, 0.0) for attempt in (1, 2, 3, 7, 5000)] == [0.5, 1, 2, 30, 30]
    assert [pause(attempt, 1.0) for attempt in (1, 2, 3, 7, 5000)] == [1, 2, 4, 60, 60]


def split(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


def members(data: bytes) -> bytes:
    return b"".join(gzip.compress(part) for part in split(data, 100_000)) + bytes(9)


@pytest.mark.parametrize("size", [1, 7, 65_536, 10_000_000])
@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("gzip", members), ("deflate", zlib.compress), ("deflate", raw_deflate)],
)
def test_however_the_network_cuts_it_a_body_is_the_same(coding: str, pack: Callable[[bytes], bytes], size: int) -> None:
    pieces = list(unpacked(split(pack(WORDS), size), coding))
    assert b"".join(pieces) == WORDS
    assert max(map(len, pieces)) <= PIECE


@pytest.mark.parametrize("coding", ["gzip", "deflate", ""])
def test_an_empty_body_stays_empty(coding: str) -> None:
    assert b"".join(unpacked([], coding)) == b""


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_every_cut_is_seen(coding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(b"words " * 20)
    for end in range(1, len(packed)):
        with pytest.raises(BrokenBody) as caught:
            list(unpacked([packed[:end]], coding))
        assert caught.value.cut


def test_brotli_is_offered_only_where_it_can_be_limited() -> None:
    brotli = pytest.importorskip("brotli", reason="brotli is not installed: it is not offered to servers")
    assert offered() == "gzip, deflate, br"
    packed = brotli.compress(WORDS)
    for size in (1, 1000, 10_000_000):
        pieces = list(unpacked(split(packed, size), "br"))
        assert b"".join(pieces) == WORDS
        assert max(map(len, pieces)) < 2 * PIECE  # its limit is a rough one
    for broken in (packed[:-3], b"no brotli"):
        with pytest.raises(BrokenBody):
            list(unpacked([broken], "br"))


def test_a_full_disk_is_told() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    with (
        full.open("wb", buffering=0) as out,
        pytest.raises(FetchFailed, match=r"cannot be written \(No space left on device\)"),
    ):
        copy("http://example.org/", [b"words"], "", PAGE, out)


def test_an_error_survives_the_way_between_processes() -> None:
    error = FetchFailed("http://me:pass@h/", "fails", "do", status=503, temporary=True, retry_after=9)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.status, again.retry_after) == ("http://…@h/: fails; do", 503, 9)


def test_hosts_that_need_no_pause_any_more_are_forgotten() -> None:
    pace = Pace(lambda: 0.0, lambda seconds: None, 10)
    pace.defer("busy", 5)
    for number in range(3 * REMEMBERED):
        with pace.turn(f"host{number}", 0, "http://x/"):
            pass
    assert len(pace._hosts) <= REMEMBERED
    assert "busy" in pace._hosts


@pytest.mark.parametrize("contact", ["desk@example.org", "https://example.org/about", "  desk@example.org "])
def test_a_contact_is_an_address(contact: str) -> None:
    assert read_contact({"KG_CONTACT": contact}) == contact.strip()


def test_no_contact_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_CONTACT", raising=False)
    assert read_contact() is None
    assert read_contact({"KG_CONTACT": ""}) is None


@pytest.mark.parametrize(
    "contact", ["me", "a@b\r\nX-Other: 1", "a@b (me)", "é@example.org", "https://" + "x" * 200, "ftp://a@b"]
)
def test_a_contact_that_is_none_is_refused(contact: str) -> None:
    with pytest.raises(SettingsError, match="must be an e-mail or web address"):
        read_contact({"KG_CONTACT": contact})
