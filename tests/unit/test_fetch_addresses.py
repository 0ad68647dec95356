"""Nothing of this machine and its network is asked: as a number, a name, behind a redirect or by a name that changes."""

from __future__ import annotations

import socket

import pytest

from ingest.fetch import Client, FetchFailed, FetchRefused, Manners
from ingest.fetch.addresses import lookup, why_not_public
from ingest.fetch.outside import Outside
from tests.unit.fetch_server import Detour, Server, answer, client, no_proxies, redirect, resolving, server

__all__ = ["server"]

PUBLIC = "93.184.215.14"


def refused(url: str, **outside: object) -> str:
    """The rule by which a client that may not ask private addresses refuses a URL."""
    with pytest.raises(FetchRefused) as caught:
        client(allow_private=False, outside=dict(outside)).fetch(url, robots=False)
    return caught.value.rule


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("0.0.0.0", "this network"), ("10.1.2.3", "private"), ("100.64.0.1", "a provider's own (CGNAT)"), ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"), ("168.63.129.16", "a cloud's own service"), ("169.254.169.254", "link-local"),
        ("172.31.255.255", "private"), ("192.0.0.8", "reserved"), ("192.0.2.1", "for documentation"), ("192.88.99.1", "reserved"),
        ("192.168.0.1", "private"), ("198.19.0.1", "for benchmarks"), ("198.51.100.1", "for documentation"),
        ("203.0.113.1", "for documentation"), ("224.0.0.1", "multicast"), ("240.0.0.1", "reserved"), ("255.255.255.255", "reserved"),
        ("::", "unspecified"), ("::1", "loopback"), ("fe80::1", "link-local"), ("fe80::1%eth0", "link-local"), ("fc00::1", "private"),
        ("fd00:ec2::254", "private"), ("fec0::1", "private"), ("ff02::1", "multicast"), ("2001:db8::1", "for documentation"),
        ("2001::1", "reserved (Teredo and others)"), ("3fff::1", "for documentation"), ("::127.0.0.1", "reserved"),
        ("::ffff:127.0.0.1", "loopback in an IPv4-mapped address"), ("::ffff:a00:1", "private in an IPv4-mapped address"),
        ("64:ff9b::7f00:1", "loopback in a NAT64 address"), ("64:ff9b::10.0.0.1", "private in a NAT64 address"),
        ("64:ff9b:1::808:808", "reserved"), ("2002:7f00:1::1", "loopback in a 6to4 address"), ("2002:a9fe:a9fe::1", "link-local in a 6to4 address"),
        ("4000::1", "reserved"), ("5f00::1", "reserved"), ("nonsense", "not an address"),
        (PUBLIC, None), ("8.8.8.8", None), ("172.32.0.1", None), ("100.128.0.1", None), ("2606:4700::1111", None),
        ("::ffff:8.8.8.8", None), ("64:ff9b::808:808", None), ("2002:808:808::1", None),
    ],
)  # fmt: skip
def test_only_addresses_that_everybody_can_reach_are_public(address: str, why: str | None) -> None:
    assert why_not_public(address) == why


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "0.0.0.0",
        "[::]",
    ],
)
def test_loopback_is_refused_by_whatever_name(server: Server, host: str) -> None:
    assert "not on the public internet" in refused(f"http://{host}:{server.port}/")
    assert server.requests == []


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "017700000001",
        "0x7f000001",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "127.1",
        "127.0.1",
        "127.0.0.0x1",
        "127.0.0.1.",
        "0x7f.1",
    ],
)
def test_numbers_in_disguise_are_refused(server: Server, host: str) -> None:
    assert refused(f"http://{host}:{server.port}/") in {
        "its host is a number in disguise",
        "cannot be read as a URL (InvalidURL)",
    }
    assert server.requests == []


def test_the_refusal_names_host_address_and_remedy(server: Server) -> None:
    with pytest.raises(FetchRefused) as caught:
        client(allow_private=False).fetch(f"http://localhost:{server.port}/feed", robots=False)
    assert str(caught.value) in {
        f"http://localhost:{server.port}/feed: localhost is at {address}, which is loopback, not on the public internet; "
        "--allow-private fetches from this machine and its network"
        for address in ("127.0.0.1", "::1")
    }


def test_without_being_told_otherwise_a_client_refuses_private_addresses(server: Server) -> None:
    with pytest.raises(FetchRefused, match="loopback"):
        Client(Manners(), Outside(proxies=no_proxies)).fetch(server.url, robots=False)


def test_robots_of_a_private_host_are_not_asked_for_either(server: Server) -> None:
    with pytest.raises(FetchRefused, match="loopback"):
        client(allow_private=False).fetch(server.url)
    assert server.requests == []


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1:{port}/in",
        "http://localhost:{port}/in",
        "//[::ffff:127.0.0.1]:{port}/in",
        "http://2130706433:{port}/in",
    ],
)
def test_a_redirect_to_loopback_is_refused(server: Server, place: str) -> None:
    server.routes |= {"/": redirect(place.format(port=server.port)), "/in": answer(b"secret")}

    def resolve(host: str, port: int) -> list[str]:
        return [PUBLIC] if host == "example.org" else lookup(host, port)

    rule = refused("http://example.org/", resolver=resolve, backend=Detour(server.port))
    assert "not on the public internet" in rule or "number in disguise" in rule
    assert server.paths() == ["/"]


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(server: Server) -> None:
    server.routes["/page"] = answer(b"x")
    detour, asked = Detour(server.port), []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC]

    outside = {"resolver": resolve, "backend": detour}
    client(allow_private=False, outside=outside).fetch("http://example.org:8080/page", robots=False)
    assert (asked, detour.asked) == (["example.org"], [(PUBLIC, 8080)])
    assert server.headers()["host"] == "example.org:8080"


def test_a_name_that_is_public_first_and_private_then_is_refused(server: Server) -> None:
    server.routes["/"] = redirect("/again")
    detour = Detour(server.port)
    rule = refused("http://example.org/", resolver=resolving([PUBLIC], ["127.0.0.1"]), backend=detour)
    assert rule == "example.org is at 127.0.0.1, which is loopback, not on the public internet"
    assert detour.asked == [(PUBLIC, 80)]


def test_a_name_with_a_public_and_a_private_address_is_refused(server: Server) -> None:
    detour = Detour(server.port)
    assert "10.0.0.1, which is private" in refused(
        "http://example.org/", resolver=resolving([PUBLIC, "10.0.0.1"]), backend=detour
    )
    assert detour.asked == []


def test_the_next_address_is_tried_where_one_does_not_answer(server: Server) -> None:
    server.routes["/"] = answer(b"x")
    outside = {"resolver": resolving(["127.0.0.2", "127.0.0.1"])}
    got = client(outside=outside).fetch(f"http://example.org:{server.port}/", robots=False)
    assert got.content == b"x"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("error", "temporary"),
    [(socket.gaierror(socket.EAI_NONAME, "Name or service not known"), False), (socket.gaierror(socket.EAI_AGAIN, "Temporary"), True),
     (UnicodeError("label too long"), False)],
)  # fmt: skip
def test_a_name_without_an_address_is_told(error: Exception, temporary: bool) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise error

    with pytest.raises(FetchFailed, match=r"nowhere\.example has no address") as caught:
        client(outside={"resolver": resolve}, attempts=1).fetch("http://nowhere.example/", robots=False)
    assert caught.value.temporary is temporary


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("file:///etc/passwd", "only http:// and https:// are fetched"), ("FTP://x/", "only http:// and https:// are fetched"),
        ("example.org/feed", "only http:// and https:// are fetched"), ("//example.org/", "only http:// and https:// are fetched"),
        ("http:///feed", "names no host"), ("https:feed", "names no host"), ("", "only http:// and https:// are fetched"),
        ("http://a:0/", "its port is not one from 1 to 65535"), ("http://a:70000/", "its port is not one from 1 to 65535"),
        ("http://[::1/", "cannot be read as a URL (InvalidURL)"), ("http://a\n/", "cannot be read as a URL (InvalidURL)"),
        ("http://１２７.０.０.１/", "cannot be read as a URL (InvalidURL)"), ("http://\ud800/", "cannot be read as a URL (InvalidURL)"),
        ("http://a b/", "its host holds characters that no name has"), ("http://exa%6dple.org/", "its host holds characters that no name has"),
        ("http://./", "its host holds characters that no name has"),
        ("http://a/" + "x" * 4000, "has 4,009 characters, and 4,000 are the most"),
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url: str, rule: str) -> None:
    assert refused(url) == rule


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://me:pass@h/x", "ftp://…@h/x"), ("http://me:pa/ss@h/", "http://…@h/"), ("http://me:sec[@ret@h:x/", "http://…@h:x/"), ("http://me:secret[@a b/", "http://…@a b/"),
        ("x:/?a=1&api_key=secret&b=2", "x:/?a=1&api_key=…&b=2"), ("ftp://h/@user?Signature=secret", "ftp://h/@user?Signature=…"),
        ("x:" + "y" * 400, "x:" + "y" * 298 + "…"),
    ],
)  # fmt: skip
def test_what_may_be_a_password_is_not_told(url: str, told: str) -> None:
    with pytest.raises(FetchRefused) as caught:
        client().fetch(url)
    assert caught.value.url == caught.value.thing == told
    assert "secret" not in str(caught.value) + repr(caught.value)


# --- proxies ---------------------------------------------------------------------------------------------------------


def nowhere(host: str, port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def through(server: Server, resolver: object, url: str, **manners: object) -> str:
    proxies = {"http": f"me:pass@127.0.0.1:{server.port}", "no": "direct.example"}
    outside = {"resolver": resolver, "proxies": lambda: proxies}
    one = client(outside=outside, attempts=1, **{"allow_private": False, **manners})
    return one.fetch(url, robots=False).content.decode()  # type: ignore[union-attr]


@pytest.mark.parametrize("resolver", [nowhere, resolving([PUBLIC])])
def test_the_proxy_of_the_environment_is_asked(server: Server, resolver: object) -> None:
    server.routes["http://example.org/feed"] = answer(b"by proxy")
    assert through(server, resolver, "http://example.org/feed") == "by proxy"
    assert server.headers()["proxy-authorization"] == "Basic bWU6cGFzcw=="


@pytest.mark.parametrize(
    ("resolver", "url"),
    [(resolving(["10.0.0.1"]), "http://intranet.example/"), (lookup, "http://127.0.0.1:9/"), (lookup, "http://[::1]:9/"), (lookup, "http://2130706433/")],
)  # fmt: skip
def test_what_is_private_here_is_refused_through_a_proxy_as_well(server: Server, resolver: object, url: str) -> None:
    with pytest.raises(FetchRefused):
        through(server, resolver, url)
    assert server.requests == []


def test_a_name_without_a_dot_is_not_left_to_the_proxy(server: Server) -> None:
    with pytest.raises(FetchFailed, match="intranet has no address"):
        through(server, nowhere, "http://intranet/")
    assert server.requests == []


def test_private_addresses_that_are_allowed_are_asked_without_the_proxy(server: Server) -> None:
    server.routes["/feed"] = answer(b"direct")
    assert through(server, lookup, f"{server.url}/feed", allow_private=True) == "direct"


def test_the_proxy_can_be_passed_by(server: Server) -> None:
    detour = Detour(server.port)
    server.routes["/"] = answer(b"direct")
    outside = {
        "resolver": resolving([PUBLIC]),
        "backend": detour,
        "proxies": lambda: {"http": "proxy:1", "no": "direct.example"},
    }
    client(outside=outside, proxied=False).fetch("http://example.org/", robots=False)
    client(outside=outside).fetch("http://direct.example/", robots=False)
    assert detour.asked == [(PUBLIC, 80), (PUBLIC, 80)]


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "https://127.0.0.1:1", "http://[", "http://"])
def test_a_proxy_of_another_kind_is_refused(proxy: str) -> None:
    with pytest.raises(FetchRefused, match="proxy"):
        client(outside={"resolver": resolving([PUBLIC]), "proxies": lambda: {"all": proxy}}).fetch(
            "http://example.org/", robots=False
        )


def test_a_proxy_that_refuses_a_tunnel_is_told(server: Server) -> None:
    server.routes["example.org:443"] = answer(status="407 Proxy Authentication Required")
    outside = {"resolver": nowhere, "proxies": lambda: {"https": server.url}}
    with pytest.raises(FetchFailed, match=r"the proxy refuses \(407 .*check HTTPS_PROXY"):
        client(allow_private=False, outside=outside).fetch("https://example.org/", robots=False)
