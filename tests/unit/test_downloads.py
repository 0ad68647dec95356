"""Jars come through what a network sets up: a mirror, a proxy, certificates of its own. All of it on loopback."""

from __future__ import annotations

import hashlib
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import ServerError
from kg.server import jars
from kg.server.jars import Jar, ensure_jars, jars_folder

CONTENT = b"the bytes of a jar"
JAR = Jar("org.x", "one", "1", "", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
PATH = "/maven/org/x/one/1/one-1.jar"
NETWORK = "HTTPS_PROXY HTTP_PROXY ALL_PROXY NO_PROXY REQUESTS_CA_BUNDLE CURL_CA_BUNDLE SSL_CERT_FILE".split()


class Mirror(ThreadingHTTPServer):
    """A Maven repository with one jar, which is a proxy too; it remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: list[str] = []
        self.body = CONTENT
        self.broken = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Answer(BaseHTTPRequestHandler):
    server: Mirror

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if not self.path.endswith(PATH):
            self.send_error(404)
            return
        if self.server.broken:
            self.server.broken -= 1
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: object) -> None:
        """Say nothing on the console of a test."""


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NETWORK:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setattr(jars, "locked_jars", lambda *_: (JAR,))


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with Mirror() as served:
        threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True).start()
        yield served
        served.shutdown()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine that nobody has signed, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    made, key = folder / "own.pem", folder / "own.key"
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    )
    try:
        subprocess.run([*command.split(), "-keyout", key, "-out", made], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl, which makes the certificate of this test, is not installed")
    return made, key


@pytest.fixture
def safe_mirror(mirror: Mirror, certificate: tuple[Path, Path]) -> Mirror:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    mirror.socket = context.wrap_socket(mirror.socket, server_side=True)
    return mirror


def got(cache: Path) -> bytes:
    return (jars_folder(cache) / "one-1.jar").read_bytes()


def test_a_mirror_takes_the_place_of_the_usual_repository(mirror: Mirror, tmp_path: Path) -> None:
    ensure_jars(tmp_path, mirror=f"http://127.0.0.1:{mirror.port}/maven")
    assert (got(tmp_path), mirror.asked[0]) == (CONTENT, PATH)


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_a_network_with_its_own_certificates_is_trusted_by_the_usual_variables(
    safe_mirror: Mirror, certificate: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, str(certificate[0]))
    ensure_jars(tmp_path, mirror=f"https://127.0.0.1:{safe_mirror.port}/maven")
    assert got(tmp_path) == CONTENT


def test_a_certificate_that_nobody_vouches_for_is_refused_with_the_remedy(safe_mirror: Mirror, tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="set REQUESTS_CA_BUNDLE or SSL_CERT_FILE to your network's certificates"):
        ensure_jars(tmp_path, mirror=f"https://127.0.0.1:{safe_mirror.port}/maven")
    assert list(jars_folder(tmp_path).glob("*.jar")) == []


def test_a_proxy_is_asked_where_one_is_set(mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{mirror.port}")
    ensure_jars(tmp_path, mirror="http://maven.invalid/maven")
    assert (got(tmp_path), mirror.asked[0]) == (CONTENT, f"http://maven.invalid{PATH}")


def test_a_host_that_needs_no_proxy_is_asked_itself(
    mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.invalid:3128")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    ensure_jars(tmp_path, mirror=f"http://127.0.0.1:{mirror.port}/maven")
    assert got(tmp_path) == CONTENT


def test_a_proxy_that_is_not_there_is_told_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://clerk:s3cret@127.0.0.1:1")
    with pytest.raises(ServerError, match="check HTTPS_PROXY and NO_PROXY and run the command again") as told:
        ensure_jars(tmp_path, mirror="http://maven.invalid/maven")
    assert "s3cret" not in str(told.value)


def test_a_mirror_without_the_jar_is_told_without_its_password(mirror: Mirror, tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="check KG_MAVEN_MIRROR and run the command again") as told:
        ensure_jars(tmp_path, mirror=f"http://clerk:s3cret@127.0.0.1:{mirror.port}/elsewhere")
    assert "s3cret" not in str(told.value)
    assert len(str(told.value).splitlines()) == 1


def test_a_connection_that_breaks_once_is_tried_again(mirror: Mirror, tmp_path: Path) -> None:
    mirror.broken = 1
    ensure_jars(tmp_path, mirror=f"http://127.0.0.1:{mirror.port}/maven")
    assert got(tmp_path) == CONTENT


def test_a_page_in_the_place_of_a_jar_is_thrown_away(mirror: Mirror, tmp_path: Path) -> None:
    mirror.body = b"<html>Please log in to this network</html>"
    with pytest.raises(ServerError, match="what came does not have the locked sha256 and was thrown away"):
        ensure_jars(tmp_path, mirror=f"http://127.0.0.1:{mirror.port}/maven")
    assert list(jars_folder(tmp_path).glob("*.jar")) == []
