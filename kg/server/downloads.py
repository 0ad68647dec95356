"""Downloads jars with jgo: several at once, through the usual proxy and certificate variables, or from a mirror."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from kg.disk import FULL, MEGABYTE, require_free
from kg.errors import ServerError
from kg.server.jars import Jar, Progress, is_right

PARALLEL = 6
TIMEOUT_SECONDS = 60
TRIES = 2
"""A connection that breaks once is tried again; what is not there is not."""
LONGEST_REASON = 200


def download(jars: Sequence[Jar], folder: Path, *, mirror: str | None, progress: Progress | None) -> None:
    """Bring the jars into the folder, each whole or not at all. Raises ServerError for the first that does not come."""
    total = sum(jar.size for jar in jars)
    require_free(folder, total // MEGABYTE + 1, what="the download of Neo4j's jars", variable="KG_CACHE")
    partial = folder / "partial"
    shutil.rmtree(partial, ignore_errors=True)
    pool = ThreadPoolExecutor(PARALLEL)
    done = 0
    try:
        with _certificates():
            for size in pool.map(lambda jar: _one(jar, folder, partial, mirror), jars):
                done += size
                if progress is not None:
                    progress(done, total)
    finally:
        # those that have not begun need not run once one has failed
        pool.shutdown(cancel_futures=True)
        shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def _certificates() -> Iterator[None]:
    """Let requests, which jgo downloads with, heed SSL_CERT_FILE too: it knows two names of its own only."""
    own = os.environ.get("SSL_CERT_FILE")
    if not own or os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE"):
        yield
        return
    os.environ["REQUESTS_CA_BUNDLE"] = own
    try:
        yield
    finally:
        del os.environ["REQUESTS_CA_BUNDLE"]


def _one(jar: Jar, folder: Path, partial: Path, mirror: str | None) -> int:
    tries_left = TRIES
    path = None
    while path is None:
        tries_left -= 1
        path = _fetch(jar, partial / f"{jar.filename}.{tries_left}", mirror, tries_left)
    if not is_right(path, jar):
        raise ServerError(
            jar.filename,
            "what came does not have the locked sha256 and was thrown away",
            f"{_source(mirror)} or something on the way changed it: check that, and run the command again",
        )
    path.replace(folder / jar.filename)
    return jar.size


def _fetch(jar: Jar, cache: Path, mirror: str | None, tries_left: int) -> Path | None:
    """Download one jar; None where the connection broke and another try is left."""
    import requests
    from jgo import MAVEN_CENTRAL_URL, MavenContext

    # each try has a folder of its own: jgo writes to the final name at once and refuses one that is there
    context = MavenContext(
        repo_cache=cache, remote_repos={"central": mirror or MAVEN_CENTRAL_URL}, timeout=TIMEOUT_SECONDS
    )
    try:
        artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier)
        return Path(context.resolver.download(artifact))
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno in (*FULL, errno.EFBIG):
            raise
        broken = isinstance(error, requests.ConnectionError | requests.exceptions.ChunkedEncodingError)
        if broken and tries_left and not isinstance(error, requests.exceptions.SSLError):
            return None
        raise ServerError(
            jar.filename, f"could not be downloaded ({_reason(error)})", _remedy(error, mirror)
        ) from error


def _source(mirror: str | None) -> str:
    return "the mirror" if mirror else "the network"


def _reason(error: Exception) -> str:
    """The error's text on one line, without passwords that stand in the address of a proxy or a mirror."""
    return re.sub(r"//[^/@\s]+@", "//", " ".join(str(error).split()))[:LONGEST_REASON]


def _remedy(error: Exception, mirror: str | None) -> str:
    from requests import exceptions

    again = "run the command again: what has come is kept"
    if isinstance(error, exceptions.SSLError):
        return f"set REQUESTS_CA_BUNDLE or SSL_CERT_FILE to your network's certificates and {again}"
    if isinstance(error, exceptions.ProxyError):
        return f"check HTTPS_PROXY and NO_PROXY and {again}"
    if mirror:
        return f"check KG_MAVEN_MIRROR and {again}"
    return f"check the network and {again}"
