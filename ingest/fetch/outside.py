"""What fetching takes from outside of itself, so that tests can give their own: clocks, chance, resolver, sockets, proxies."""

from __future__ import annotations

import random
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpcore
import httpx

from ingest.fetch.addresses import Resolver, lookup
from ingest.fetch.errors import FetchRefused

Proxies = Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Outside:
    """`now` only goes forward, `wall` is the time of day in seconds since 1970, `chance` lies in 0..1.

    `proxies` gives a proxy's address by scheme, "no" those that need none, as HTTPS_PROXY and the like say.
    """

    now: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    resolver: Resolver = lookup
    backend: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)
    proxies: Proxies = urllib.request.getproxies_environment


def proxy_for(url: httpx.URL, proxies: Mapping[str, str]) -> httpx.URL | None:
    """The proxy that the environment names for a URL, None where none is meant; raises FetchRefused for other kinds."""
    host = url.raw_host.decode("ascii")
    named = proxies.get(url.scheme) or proxies.get("all")
    if not named or urllib.request.proxy_bypass_environment(host, dict(proxies)):  # type: ignore[attr-defined]
        return None
    try:
        proxy = httpx.URL(named if "://" in named else f"http://{named}")
    except (httpx.InvalidURL, ValueError):
        raise FetchRefused(
            str(url), "the proxy of the environment cannot be read as a URL", "mend HTTPS_PROXY"
        ) from None
    if proxy.scheme != "http" or not proxy.raw_host or b"%" in proxy.raw_host:
        rule = f"the environment names a proxy as {proxy.scheme}://, and only http:// with a host is used"
        raise FetchRefused(str(url), rule, "mend HTTPS_PROXY, or name the host in NO_PROXY")
    return proxy
