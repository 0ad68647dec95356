"""Which addresses of the internet may be asked: those that everybody can reach, none of this machine or its network."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

from ingest.fetch.errors import FetchFailed, FetchRefused

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to addresses as text; raises OSError where there are none."""

# https://www.iana.org/assignments/iana-ipv4-special-registry; written out, since `ipaddress` changes its mind between
# patch releases of Python
_NOT_PUBLIC_4: Final = {
    IPv4Network("0.0.0.0/8"): "this network",
    IPv4Network("10.0.0.0/8"): "private",
    IPv4Network("100.64.0.0/10"): "a provider's own (CGNAT)",
    IPv4Network("127.0.0.0/8"): "loopback",
    IPv4Network("168.63.129.16/32"): "a cloud's own service",
    IPv4Network("169.254.0.0/16"): "link-local",
    IPv4Network("172.16.0.0/12"): "private",
    IPv4Network("192.0.0.0/24"): "reserved",
    IPv4Network("192.0.2.0/24"): "for documentation",
    IPv4Network("192.88.99.0/24"): "reserved",
    IPv4Network("192.168.0.0/16"): "private",
    IPv4Network("198.18.0.0/15"): "for benchmarks",
    IPv4Network("198.51.100.0/24"): "for documentation",
    IPv4Network("203.0.113.0/24"): "for documentation",
    IPv4Network("224.0.0.0/4"): "multicast",
    IPv4Network("240.0.0.0/4"): "reserved",
}
_NOT_PUBLIC_6: Final = {
    IPv6Network("::/128"): "unspecified",
    IPv6Network("::1/128"): "loopback",
    IPv6Network("2001::/23"): "reserved (Teredo and others)",
    IPv6Network("2001:db8::/32"): "for documentation",
    IPv6Network("3fff::/20"): "for documentation",
    IPv6Network("fc00::/7"): "private",
    IPv6Network("fe80::/10"): "link-local",
    IPv6Network("fec0::/10"): "private",
    IPv6Network("ff00::/8"): "multicast",
}
_GLOBAL_6: Final = IPv6Network("2000::/3")
_MAPPED: Final = IPv6Network("::ffff:0:0/96")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR: Final = IPv6Network("2002::/16")


def lookup(host: str, port: int) -> list[str]:
    """Ask the system's resolver, once; each address is named once, in the order in which it would be tried."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def why_not_public(address: str) -> str | None:
    """Say what keeps an address from being public, None where it is: "loopback", "private in a NAT64 address"."""
    try:
        found = ip_address(address)
    except ValueError:
        return "not an address"
    if isinstance(found, IPv4Address):
        return next((why for network, why in _NOT_PUBLIC_4.items() if found in network), None)
    # the zone of fe80::1%eth0 keeps it out of every network that it is compared with
    return _why_not_public_6(IPv6Address(int(found)))


def _why_not_public_6(address: IPv6Address) -> str | None:
    for network, shift, name in (
        (_MAPPED, 0, "an IPv4-mapped address"),
        (_NAT64, 0, "a NAT64 address"),
        (_SIX_TO_FOUR, 80, "a 6to4 address"),
    ):
        if address in network:
            why = why_not_public(str(IPv4Address(int(address) >> shift & 0xFFFFFFFF)))
            return why and f"{why} in {name}"
    why = next((why for network, why in _NOT_PUBLIC_6.items() if address in network), None)
    return why or (None if address in _GLOBAL_6 else "reserved")


def resolve(url: str, host: str, port: int, resolver: Resolver) -> list[str]:
    """The addresses of a host; raises FetchFailed where it has none."""
    try:
        found = list(resolver(host, port))
    except socket.gaierror as error:
        temporary = error.errno == socket.EAI_AGAIN
        raise FetchFailed(url, f"{host} has no address ({error.strerror})", temporary=temporary) from error
    except (OSError, UnicodeError) as error:
        raise FetchFailed(url, f"{host} has no address ({type(error).__name__})") from error
    if not found:
        raise FetchFailed(url, f"{host} has no address")
    return found


def check(url: str, host: str, found: Sequence[str]) -> None:
    """Raise FetchRefused where one address is not public: a host with a public and a private one is an attack as well."""
    for address in found:
        why = why_not_public(address)
        if why is not None:
            is_at = "is" if host == address else f"is at {address}, which is"
            rule = f"{host} {is_at} {why}, not on the public internet"
            raise FetchRefused(url, rule, "--allow-private fetches from this machine and its network")
