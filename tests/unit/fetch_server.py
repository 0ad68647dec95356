"""A web server on loopback that answers byte by byte as it is told, right or wrong; a clock that sleeps without waiting."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpcore
import pytest

from ingest.fetch import Client, FetchFailed, FetchRefused, Limits, Manners
from ingest.fetch.outside import Outside

QUICK = Limits(size=1_000_000, seconds=0.6, idle=0.2, connect=1.0)
OK = b"HTTP/1.1 200 OK\r\n"

Handler = Callable[[socket.socket, int], None]
"""Writes an answer to the connection; the number of the request for this path, from 1 on."""


def answer(body: bytes = b"", status: str = "200 OK", **headers: str | None) -> Handler:
    """A whole answer. A header of None is left out; underscores stand for hyphens."""
    told = {"Content-Length": str(len(body)), "Content-Type": "text/plain"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in told.items() if value is not None)]
    head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
    return lambda connection, number: connection.sendall(head + body)


def raw(data: bytes) -> Handler:
    return lambda connection, number: connection.sendall(data)


def redirect(location: str, status: str = "302 Found") -> Handler:
    return answer(status=status, Location=location)


def in_turn(*handlers: Handler) -> Handler:
    """One after the other, the last one for good."""
    return lambda connection, number: handlers[min(number, len(handlers)) - 1](connection, number)


def dripping(head: bytes, piece: bytes, every: float) -> Handler:
    """Goes on until the other side hangs up."""

    def drip(connection: socket.socket, number: int) -> None:
        connection.sendall(head)
        for _ in range(10_000):
            connection.sendall(piece)
            time.sleep(every)

    return drip


def silent(head: bytes = b"") -> Handler:
    def wait(connection: socket.socket, number: int) -> None:
        connection.sendall(head)
        connection.settimeout(5)
        connection.recv(1)

    return wait


class Server:
    """`routes` by path; `requests` holds the heads of what came, in order."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.routes: dict[str, Handler] = {}
        self.requests: list[str] = []
        self.context = context
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"{'https' if self.context else 'http'}://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [request.split(" ")[1] for request in self.requests]

    def headers(self, number: int = -1) -> dict[str, str]:
        lines = self.requests[number].split("\r\n")[1:]
        return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(2)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            if self.context is not None:
                connection = self.context.wrap_socket(connection, server_side=True)
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        data = b""
        while b"\r\n\r\n" not in data:
            piece = connection.recv(65_536)
            if not piece:
                return
            data += piece
        request = data.partition(b"\r\n\r\n")[0].decode("latin-1")
        path = request.split(" ")[1]
        with self._lock:
            self.requests.append(request)
            number = self._counts[path] = self._counts.get(path, 0) + 1
        self.routes.get(path, answer(status="404 Not Found"))(connection, number)


class FakeTime:
    """Goes on as real time does, and jumps where somebody sleeps; `slept` holds for how long each time."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._jumped = 0.0

    def now(self) -> float:
        return time.monotonic() + self._jumped

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._jumped += seconds

    def wall(self) -> float:
        return 1_700_000_000.0 + self._jumped  # 14 November 2023, 22:13:20 UTC


class Detour(httpcore.NetworkBackend):
    """Notes which address is connected to, and connects to a port of loopback instead: nothing leaves the machine."""

    def __init__(self, port: int) -> None:
        self.asked: list[tuple[str, int]] = []
        self._port = port

    def connect_tcp(self, host: str, port: int, *rest: Any, **more: Any) -> httpcore.NetworkStream:
        self.asked.append((host, port))
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self._port, *rest, **more)


def no_proxies() -> dict[str, str]:
    return {}


def client(clock: FakeTime | None = None, *, outside: dict[str, Any] | None = None, **manners: Any) -> Client:
    """A client that may ask loopback unless told otherwise, and whose chance is always 0."""
    clock = clock or FakeTime()
    given = {"now": clock.now, "wall": clock.wall, "sleep": clock.sleep, "chance": lambda: 0.0, "proxies": no_proxies}
    return Client(Manners(**{"allow_private": True, **manners}), Outside(**{**given, **(outside or {})}))


def resolving(*answers: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    """A resolver that gives one answer after the other, the last one for good."""
    left = list(answers)
    return lambda host, port: left.pop(0) if len(left) > 1 else left[0]


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(context)
    try:
        yield server
    finally:
        server.close()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def parts_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fails(server: Server, path: str = "/", limits: Limits = QUICK, attempts: int = 1) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        client(attempts=attempts).fetch(server.url + path, limits=limits, robots=False)
    return caught.value


def refused(server: Server, path: str = "/", limits: Limits = QUICK) -> FetchRefused:
    with pytest.raises(FetchRefused) as caught:
        client().fetch(server.url + path, limits=limits, robots=False)
    return caught.value
