"""One connection for one request, to an address that was checked and to no other, closed when its time is over."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from ingest.fetch.limits import Limits
from kg.errors import SettingsError

SocketOptions = Iterable[Any]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment, on the clock `now`, at which an exchange is given up however lively it is."""

    at: float
    now: Callable[[], float]

    def left(self) -> float:
        """Seconds that are left, below zero once it is over."""
        return self.at - self.now()

    def clip(self, timeout: float | None) -> float:
        """The shorter of a timeout and what is left; raises httpcore.ReadTimeout where nothing is."""
        left = self.left()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is over")
        return left if timeout is None else min(timeout, left)


class TimedStream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline: a server that sends a byte a second ends there too."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.clip(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.clip(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._deadline.clip(timeout))
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to the given addresses, one after the other, whatever host it is asked for: no name is resolved twice.

    The host of the URL stays what TLS checks and the Host header says.
    """

    def __init__(self, inner: httpcore.NetworkBackend, addresses: Sequence[str], deadline: Deadline) -> None:
        self._inner = inner
        self._addresses = tuple(addresses)
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses:
            wait = self._deadline.clip(timeout)
            try:
                stream = self._inner.connect_tcp(address, port, wait, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self._deadline)
        raise failure


def open_pool(
    backend: PinnedBackend, context: ssl.SSLContext | None, proxy: httpx.URL | None
) -> httpcore.ConnectionPool:
    """A pool of a single connection that is not kept alive; through the proxy where one is given."""
    if proxy is None:
        return httpcore.ConnectionPool(context, max_connections=1, max_keepalive_connections=0, network_backend=backend)
    user = (proxy.username, proxy.password) if proxy.userinfo else None
    return httpcore.HTTPProxy(
        httpcore.URL(scheme=proxy.raw_scheme, host=proxy.raw_host, port=proxy.port, target=b"/"),
        proxy_auth=user,
        ssl_context=context,
        max_connections=1,
        max_keepalive_connections=0,
        network_backend=backend,
    )


def timeouts(limits: Limits) -> dict[str, Any]:
    """What httpcore calls the limits of time."""
    idle = limits.idle
    return {"timeout": {"connect": limits.connect, "read": idle, "write": idle, "pool": idle}}


def trusted() -> ssl.SSLContext:
    """Verify certificates and names, always, by the certificates of SSL_CERT_FILE or SSL_CERT_DIR, else the usual ones.

    Raises SettingsError where such a file cannot be read.
    """
    try:
        return httpx.create_ssl_context(trust_env=True)
    except OSError as error:
        rule = f"holds no certificates that can be read ({error.strerror or type(error).__name__})"
        raise SettingsError("SSL_CERT_FILE or SSL_CERT_DIR", rule, "name a PEM file, or unset it") from error
