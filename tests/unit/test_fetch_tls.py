"""Certificates and names are verified, always, and no redirect leads from https to http."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.fetch import FetchFailed, FetchRefused, Limits
from kg.errors import SettingsError
from tests.unit.fetch_certificates import make_pem, server_context
from tests.unit.fetch_server import Server, answer, client, redirect, resolving, server, serving

__all__ = ["server"]


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    return make_pem(tmp_path)


@pytest.fixture
def secured(pem: Path) -> Iterator[Server]:
    with serving(server_context(pem)) as one:
        one.routes["/"] = answer(b"x")
        yield one


def untrusted(url: str, **outside: object) -> FetchFailed:
    with pytest.raises(FetchFailed, match="its certificate is not trusted") as caught:
        client(outside=dict(outside)).fetch(url, robots=False)
    return caught.value


def test_a_certificate_that_signs_itself_is_refused_once(secured: Server) -> None:
    error = untrusted(secured.url)
    assert str(error) == (
        f"{secured.url}/: its certificate is not trusted (self-signed certificate); check the address; SSL_CERT_FILE names "
        "your network's own certificates, and verifying is never off"
    )
    assert (error.temporary, secured.requests) == (False, [])


def test_the_networks_own_certificates_are_taken(secured: Server, pem: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    assert client().fetch(secured.url, robots=False).content == b"x"  # type: ignore[union-attr]


def test_a_certificate_for_another_name_is_refused(secured: Server, pem: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    error = untrusted(f"https://example.org:{secured.port}/", resolver=resolving(["127.0.0.1"]))
    assert "Hostname mismatch" in error.rule


def test_the_name_of_the_url_is_what_tls_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pem = make_pem(tmp_path, host="example.org")
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with serving(server_context(pem)) as one:
        one.routes["/"] = answer(b"x")
        outside = {"resolver": resolving(["127.0.0.1"])}
        got = client(outside=outside).fetch(f"https://example.org:{one.port}/", robots=False)
    assert got.content == b"x"  # type: ignore[union-attr]


def test_a_certificate_that_is_over_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pem = make_pem(tmp_path, days=-1)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with serving(server_context(pem)) as one:
        assert "certificate has expired" in untrusted(one.url).rule


def test_a_server_that_speaks_no_tls_is_told(server: Server) -> None:
    limits = Limits(size=100, seconds=5, connect=0.2)
    with pytest.raises(FetchFailed, match=r"no connection within 0\.2 seconds"):
        client(attempts=1).fetch(server.url.replace("http:", "https:"), robots=False, limits=limits)


def test_a_handshake_that_breaks_off_is_told(secured: Server, pem: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    secured.context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(FetchFailed, match=r"TLS fails \(.*(?i:protocol|alert)"):
        client(attempts=1).fetch(secured.url, robots=False)


def test_certificates_that_cannot_be_read_are_told(secured: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere.pem")
    with pytest.raises(SettingsError, match="SSL_CERT_FILE"):
        client().fetch(secured.url, robots=False)


def test_a_redirect_from_https_to_http_is_refused(
    secured: Server, server: Server, pem: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    secured.routes["/down"] = redirect(f"{server.url}/?token=abc")
    with pytest.raises(FetchRefused) as caught:
        client().fetch(f"{secured.url}/down", robots=False)
    assert caught.value.rule == f"redirects from https to {server.url}/?token=…, which anybody on the way can change"
    assert server.requests == []


def test_a_redirect_from_http_to_https_is_followed(
    secured: Server, server: Server, pem: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    server.routes["/up"] = redirect(secured.url)
    assert client().fetch(f"{server.url}/up", robots=False).url_final == f"{secured.url}/"
