"""Fetches lists, feeds and pages over http and https: checked addresses, limits, retries, manners. See docs/fetching.md."""

from __future__ import annotations

from pathlib import Path

from ingest.fetch.client import Client, Manners
from ingest.fetch.errors import FetchFailed, FetchRefused, OutOfTime
from ingest.fetch.limits import LIST, PAGE, Limits
from ingest.fetch.results import Downloaded, Fetched, NotModified
from kg.settings import read_contact

__all__ = [
    "LIST",
    "PAGE",
    "Client",
    "Downloaded",
    "FetchFailed",
    "FetchRefused",
    "Fetched",
    "Limits",
    "Manners",
    "NotModified",
    "OutOfTime",
    "download",
    "fetch",
]


def download(url: str, folder: Path, *, name: str | None = None, allow_private: bool = False) -> Downloaded:
    """Fetch one file that its publisher offers for download, with the contact of KG_CONTACT; see Client.download."""
    client = Client(Manners(read_contact(), allow_private=allow_private))
    got = client.download(url, folder, name=name)
    if isinstance(got, NotModified):
        raise FetchFailed(url, "the server answers 304 to a request that names no version", status=304)
    return got


def fetch(
    url: str, *, etag: str | None = None, last_modified: str | None = None, allow_private: bool = False
) -> Fetched | NotModified:
    """Fetch one feed or page, with the contact of KG_CONTACT; see Client.fetch. Whoever fetches more keeps a Client."""
    client = Client(Manners(read_contact(), allow_private=allow_private))
    return client.fetch(url, etag=etag, last_modified=last_modified)
