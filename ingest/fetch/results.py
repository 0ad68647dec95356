"""What comes of fetching a URL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Head:
    """What an answer says of itself. `url_final` is where redirects ended, without user and fragment.

    `encoding` is the character set that Content-Type names, unchecked. `etag` and `last_modified` go into the next call
    as they stand.
    """

    url_final: str
    etag: str | None
    last_modified: str | None
    content_type: str | None
    encoding: str | None


@dataclass(frozen=True, slots=True)
class Downloaded(Head):
    """A file that came whole: `size` and `sha256` are those of its unpacked bytes."""

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Fetched(Head):
    """A body that came whole, unpacked."""

    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that what it would send is what the call's etag or date stand for."""

    url_final: str
    etag: str | None
    last_modified: str | None
