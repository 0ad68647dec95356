"""Bodies that drip, never end, end early, are cut in bad pieces, or packed to do harm."""

from __future__ import annotations

import gzip
import threading
import zlib
from pathlib import Path

import pytest

from ingest.fetch import FetchRefused, Limits, OutOfTime
from tests.unit.fetch_server import (
    OK,
    QUICK,
    Server,
    answer,
    client,
    dripping,
    fails,
    in_turn,
    parts_in,
    raw,
    redirect,
    refused,
    server,
    silent,
)  # fmt: skip

__all__ = ["server"]

BOMB = gzip.compress(bytes(60_000_000))


def test_a_slow_drip_of_a_body_ends_at_the_limit_of_time(server: Server) -> None:
    server.routes["/"] = dripping(OK + b"Content-Length: 100000\r\n\r\n", b"x", 0.02)
    error = fails(server, attempts=4)
    assert (type(error), error.rule) == (OutOfTime, "was not there after 0.6 seconds")
    assert len(server.requests) == 1


def test_a_slow_drip_of_headers_ends_at_the_limit_of_time(server: Server) -> None:
    server.routes["/"] = dripping(OK, b"X: y\r\n", 0.02)
    assert isinstance(fails(server), OutOfTime)


def test_a_slow_drip_over_redirects_shares_one_limit(server: Server) -> None:
    def slow(place: str) -> object:
        def go(connection: object, number: int) -> None:
            threading.Event().wait(0.15)
            redirect(place)(connection, number)  # type: ignore[arg-type]

        return go

    server.routes |= {f"/{number}": slow(f"/{number + 1}") for number in range(6)}  # type: ignore[misc]
    assert isinstance(fails(server, "/0"), OutOfTime)


@pytest.mark.parametrize("head", [b"", OK, OK + b"Content-Length: 9\r\n\r\nabc"])
def test_a_server_that_falls_silent_is_given_up(server: Server, head: bytes) -> None:
    server.routes["/"] = silent(head)
    assert (fails(server).rule, fails(server).temporary) == ("sent nothing for 0.2 seconds", True)


def test_an_endless_body_ends_at_the_limit_of_size(server: Server, tmp_path: Path) -> None:
    server.routes["/"] = dripping(OK + b"\r\n", b"x" * 100_000, 0)
    assert str(refused(server)) == f"{server.url}/: is larger than 1 MB; nothing of it was kept"
    with pytest.raises(FetchRefused):
        client().download(server.url, tmp_path, limits=QUICK)
    assert parts_in(tmp_path) == []


def test_a_body_that_announces_too_much_is_not_read(server: Server) -> None:
    server.routes["/"] = silent(OK + b"Content-Length: 1000001\r\n\r\n")
    assert refused(server).rule == "is larger than 1 MB"


def test_endless_headers_are_refused(server: Server) -> None:
    server.routes["/"] = dripping(OK, b"X: " + b"y" * 60_000, 0)
    assert "is not proper HTTP" in fails(server).rule


def test_endless_interim_answers_end_at_the_limit_of_time(server: Server) -> None:
    server.routes["/"] = dripping(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.01)
    assert isinstance(fails(server), OutOfTime)


def test_a_body_shorter_than_it_says_ended_early(server: Server) -> None:
    server.routes["/"] = answer(b"abc", Content_Length="9")
    assert fails(server).rule.startswith("ended early (received 3 bytes, expected 9")


def test_a_body_that_ends_early_is_asked_for_again(server: Server, tmp_path: Path) -> None:
    server.routes["/"] = in_turn(answer(b"abc", Content_Length="9"), answer(b"x"))
    got = client().download(server.url, tmp_path, name="a")
    assert (got.path.read_bytes(), len(server.requests)) == (b"x", 2)  # type: ignore[union-attr]


@pytest.mark.parametrize("length", ["nine", "-1", "9, 10"])
def test_a_length_that_is_none_is_refused(server: Server, length: str) -> None:
    server.routes["/"] = answer(b"abc", Content_Length=length)
    assert "is not proper HTTP" in fails(server).rule


@pytest.mark.parametrize(
    ("chunks", "rule"),
    [
        (b"5\r\nabcde\r\nzz\r\n", "is not proper HTTP"),
        (b"5\r\nabcdefgh\r\n", "is not proper HTTP"),
        (b"5\r\nabcde\r\n", "ended early"),
        (b"5\r\nab", "ended early"),
        (b"f" * 30 + b"\r\n", "is not proper HTTP"),
    ],
)
def test_bad_chunks_are_told(server: Server, chunks: bytes, rule: str) -> None:
    server.routes["/"] = raw(OK + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)
    assert rule in fails(server).rule


def test_good_chunks_are_joined(server: Server) -> None:
    server.routes["/"] = raw(OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\n")
    assert client().fetch(server.url).content == b"abc"  # type: ignore[union-attr]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"SSH-2.0-x\r\n", b"HTTP/1.1 2000 OK\r\n\r\n"])
def test_what_is_no_http_is_told(server: Server, data: bytes) -> None:
    server.routes["/"] = raw(data)
    assert fails(server).rule.startswith(("the answer is not proper HTTP", "closed the connection without an answer"))


# --- packed bodies -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"words " * 1000, mtime=0)),
        ("x-gzip", gzip.compress(b"words " * 500, mtime=0) + gzip.compress(b"words " * 500, mtime=0)),
        ("deflate", zlib.compress(b"words " * 1000)),
        ("deflate", zlib.compress(b"words " * 1000)[2:-4]),
        ("identity", b"words " * 1000),
    ],
    # gzip writes the time of day, which would make another id in each process
    ids=["gzip", "gzip twice", "deflate", "bare deflate", "identity"],
)
def test_packed_bodies_are_unpacked(server: Server, coding: str, packed: bytes) -> None:
    server.routes["/"] = answer(packed, Content_Encoding=coding)
    assert client().fetch(server.url).content == b"words " * 1000  # type: ignore[union-attr]
    assert server.headers()["accept-encoding"].startswith("gzip, deflate")


def test_a_bomb_is_refused_before_it_is_unpacked(server: Server) -> None:
    server.routes["/"] = answer(BOMB, Content_Encoding="gzip")
    error = refused(server, limits=Limits(size=500_000_000, seconds=5))
    assert "to more than 200 times as many, as a bomb does" in error.rule
    assert "is larger than 1 MB" in refused(server).rule


def test_a_bomb_in_a_bomb_is_not_unpacked(server: Server) -> None:
    server.routes["/"] = answer(gzip.compress(BOMB), Content_Encoding="gzip, gzip")
    assert fails(server).rule == "is packed more than once"


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (gzip.compress(b"words " * 1000, mtime=0)[:-9], "ended early (its packing is not closed)"),
        (b"no gzip at all", "is not what its packing says: its data are broken"),
        (gzip.compress(b"x", mtime=0) + b"rest", "is not what its packing says: more follows after its end"),
        (gzip.compress(b"words" * 99, mtime=0)[:-8] + bytes(8), "is not what its packing says: its data are broken"),
    ],
)
def test_broken_gzip_is_told(server: Server, body: bytes, rule: str) -> None:
    server.routes["/"] = answer(body, Content_Encoding="gzip")
    assert fails(server).rule == rule


def test_a_packing_that_was_not_asked_for_is_told(server: Server) -> None:
    server.routes["/"] = answer(b"x", Content_Encoding="zstd")
    assert fails(server).rule == "is packed as zstd, which was not asked for"


# --- statuses, pauses ------------------------------------------------------------------------------------------------
