"""Which URLs may be fetched at all, before any name is resolved; where a redirect leads."""

from __future__ import annotations

import base64
import re
from typing import Final

import httpx

from ingest.fetch.errors import FetchRefused, shown
from ingest.fetch.limits import MAX_URL

_PORTS: Final = {"http": 80, "https": 443}
_HEXADECIMAL = re.compile(r"0[xX][0-9a-fA-F]*")
_NAME = re.compile(r"[a-z0-9._-]*[a-z0-9][a-z0-9._-]*")
_DOTTED = re.compile(r"(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})")


def parse(text: str) -> httpx.URL:
    """Read a URL with user and fragment still in it; raises FetchRefused for all but http and https with a host."""
    if len(text) > MAX_URL:
        raise FetchRefused(text, f"has {len(text):,} characters, and {MAX_URL:,} are the most")
    try:
        url = httpx.URL(text)
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError) as error:
        # the error quotes parts of the URL, perhaps a password: only its kind is told
        raise FetchRefused(text, f"cannot be read as a URL ({type(error).__name__})", readable=False) from None
    if url.scheme not in _PORTS:
        raise FetchRefused(text, "only http:// and https:// are fetched")
    if not host:
        raise FetchRefused(text, "names no host")
    if ":" not in host and not _NAME.fullmatch(host):
        # httpx writes percent signs for what no name has in it, and a resolver may read them as something else
        raise FetchRefused(text, "its host holds characters that no name has", readable=False)
    if url.port is not None and not 0 < url.port < 65_536:
        raise FetchRefused(text, "its port is not one from 1 to 65535")
    if _is_odd_number(host):
        raise FetchRefused(text, "its host is a number in disguise", "write an IPv4 address as four decimal numbers")
    return url


def _is_odd_number(host: str) -> bool:
    """True for 2130706433, 0x7f.1, 0177.0.0.1, 127.1: some programs read these as addresses, others as names."""
    if ":" in host:
        return False
    last = host.rstrip(".").rpartition(".")[2]
    is_number = last.isdigit() or _HEXADECIMAL.fullmatch(last) is not None
    return is_number and _DOTTED.fullmatch(host) is None


def bare(url: httpx.URL) -> httpx.URL:
    """Take user, password and fragment out: what is asked for, stored and told."""
    return url.copy_with(userinfo=b"", raw_path=url.raw_path or b"/", fragment=None)


def basic(url: httpx.URL) -> str | None:
    """The Authorization header of the user and password in a URL, None where there are none."""
    if not url.userinfo:
        return None
    return f"Basic {base64.b64encode(f'{url.username}:{url.password}'.encode()).decode('ascii')}"


def origin(url: httpx.URL) -> tuple[str, str, int]:
    """Scheme, host and port: who is asked, and who may see a password."""
    return url.scheme, url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme]


def redirected(url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads; raises FetchRefused for what may not be fetched, and from https to http."""
    try:
        joined = str(url.join(location))
    except (httpx.InvalidURL, ValueError):
        raise FetchRefused(str(url), "redirects to what cannot be read as a URL") from None
    target = bare(parse(joined))
    if url.scheme == "https" and target.scheme == "http":
        rule = f"redirects from https to {shown(str(target))}, which anybody on the way can change"
        raise FetchRefused(str(url), rule, "fetch the http:// address itself where that is acceptable")
    return target


def file_name(url: httpx.URL) -> str:
    """A plain name for what a URL holds, from its last word: letters, digits, dots, hyphens; "download" where none is left."""
    last = url.path.rstrip("/").rpartition("/")[2]
    return re.sub(r"[^A-Za-z0-9._-]+", "-", last).lstrip(".-")[-100:].lstrip(".-") or "download"
