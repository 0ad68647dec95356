"""One request and its answer: name resolved once and checked, connection to that address, status, body."""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

import httpcore
import httpx

import kg
from ingest.fetch import addresses
from ingest.fetch.body import check_announced, copy
from ingest.fetch.connection import Deadline, PinnedBackend, open_pool, timeouts, trusted
from ingest.fetch.decoding import offered
from ingest.fetch.errors import FetchFailed
from ingest.fetch.faults import told
from ingest.fetch.limits import Limits
from ingest.fetch.outside import Outside, proxy_for
from ingest.fetch.results import Head
from ingest.fetch.retry import BUSY, retry_after
from ingest.fetch.robots import PRODUCT
from ingest.fetch.urls import origin

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHARSET = re.compile(r"""(?i);\s*charset\s*=\s*["']?([a-z0-9][a-z0-9_.:-]{0,39})""")
_REMEDIES = {
    401: "it wants a password: write it into the URL as user:password@",
    403: "it lets nobody in, or not programs: open it in a browser",
    404: "check the address",
    410: "it is gone for good: take the address out",
}


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked for. `url` is bare; `secret` is an Authorization header and the origin that may see it."""

    url: httpx.URL
    limits: Limits
    robots: bool
    accept: str = "*/*"
    etag: str | None = None
    last_modified: str | None = None
    secret: tuple[str, tuple[str, str, int]] | None = None


@dataclass(frozen=True, slots=True)
class Answer(Head):
    """A body that came whole, of that size and hash."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """304."""

    url_final: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A redirect, not followed yet."""

    location: str


class Exchange:
    """What all requests of a client have in common: name, certificates, proxies, and whether private addresses are let."""

    def __init__(self, contact: str | None, outside: Outside, *, allow_private: bool, proxied: bool) -> None:
        self._agent = user_agent(contact)
        self._outside = outside
        self._allow_private = allow_private
        self._proxies = dict(outside.proxies()) if proxied else {}

    @cached_property
    def _context(self) -> ssl.SSLContext:
        return trusted()

    def ask(self, call: Call, seconds: float, out: BinaryIO) -> Answer | Unchanged | Moved:
        """Ask once, within `seconds`; raises FetchRefused or FetchFailed."""
        url, outside = str(call.url), self._outside
        deadline = Deadline(outside.now() + seconds, outside.now)
        found, proxy = self._route(call.url)
        backend = PinnedBackend(outside.backend, found, deadline)
        # reading the certificates takes longer than a plain request
        context = self._context if call.url.scheme == "https" else None
        with told(url, call.limits, deadline), open_pool(backend, context, proxy) as pool:
            target = httpcore.URL(
                scheme=call.url.raw_scheme, host=call.url.raw_host, port=call.url.port, target=call.url.raw_path
            )
            headers = self._headers(call)
            with pool.stream("GET", target, headers=headers, extensions=timeouts(call.limits)) as response:
                return self._read(call, response, out)

    def _route(self, url: httpx.URL) -> tuple[list[str], httpx.URL | None]:
        """The addresses to connect to, and the proxy if they are those of one; raises FetchRefused for private ones.

        Through a proxy the host's own address is looked at as well: what is private here is refused. A name that only the
        proxy can resolve is the proxy's to judge.
        """
        host, port = origin(url)[1:]
        proxy = proxy_for(url, self._proxies)
        try:
            found = addresses.resolve(str(url), host, port, self._outside.resolver)
        except FetchFailed:
            if proxy is None or "." not in host.rstrip("."):
                raise
            found = []
        is_private = any(addresses.why_not_public(one) for one in found)
        if not self._allow_private:
            addresses.check(str(url), host, found)
        if proxy is None or is_private:
            return found, None
        return [proxy.raw_host.decode("ascii")], proxy

    def _headers(self, call: Call) -> list[tuple[str, str]]:
        headers = {
            "Host": call.url.netloc.decode("ascii"),
            "User-Agent": self._agent,
            "Accept": call.accept,
            "Accept-Encoding": offered(),
            "Connection": "close",
        }
        if call.secret is not None and call.secret[1] == origin(call.url):
            headers["Authorization"] = call.secret[0]
        for name, value in (("If-None-Match", call.etag), ("If-Modified-Since", call.last_modified)):
            if value and value.isprintable() and value.isascii():
                headers[name] = value
        return list(headers.items())

    def _read(self, call: Call, response: httpcore.Response, out: BinaryIO) -> Answer | Unchanged | Moved:
        url, status = str(call.url), response.status
        headers = httpx.Headers(response.headers)
        if status in _REDIRECTS and "location" in headers:
            return Moved(headers["location"])
        etag, last_modified = headers.get("etag"), headers.get("last-modified")
        if status == 304 and (call.etag or call.last_modified):
            return Unchanged(url, etag, last_modified)
        if status not in {200, 203}:
            raise self._failed(url, status, headers.get("retry-after"))
        check_announced(url, headers.get("content-length"), call.limits)
        size, sha256 = copy(url, response.iter_stream(), headers.get("content-encoding", ""), call.limits, out)
        content_type = headers.get("content-type")
        charset = _CHARSET.search(content_type or "")
        encoding = charset[1].lower() if charset else None
        return Answer(url, etag, last_modified, content_type, encoding, size, sha256)

    def _failed(self, url: str, status: int, asked: str | None) -> FetchFailed:
        wait = retry_after(asked, self._outside.wall) if status in BUSY else None
        rule = f"the server answers {status}" + (f" and asks to wait {wait:,.0f} seconds" if wait else "")
        temporary = status in BUSY or status in {408, 425, 500}
        remedy = _REMEDIES.get(status, "try again later" if temporary else "open it in a browser to see why")
        return FetchFailed(url, rule, remedy, status=status, temporary=temporary, retry_after=wait)


def user_agent(contact: str | None) -> str:
    """Who asks, and whom to write to: illicit-kg/0.1.0 (+mailto:desk@example.org)."""
    name = f"{PRODUCT}/{kg.__version__}"
    if not contact:
        return name
    return f"{name} (+{contact})" if "://" in contact else f"{name} (+mailto:{contact})"
