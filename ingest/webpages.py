"""A web address -> the bytes of its page or PDF, with what fetching told of them."""

from __future__ import annotations

from typing import Final

from ingest.documents.decoding import charset_of
from ingest.documents.given import NOTHING, Given
from ingest.fetch import Client, FetchFailed, NotModified
from ingest.job import Job

ACCEPT: Final = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5"


def fetch_page(client: Client, url: str, given: Given = NOTHING) -> Job:
    """Fetch one page or PDF; raises FetchRefused or FetchFailed. Where redirects end is the document's address."""
    got = client.fetch(url, accept=ACCEPT)
    if isinstance(got, NotModified):
        raise FetchFailed(url, "the server answers 304 to a request that names no version", status=304)
    known = Given(
        got.url_final, given.publisher, given.title, given.published, got.content_type, headline=given.headline
    )
    return Job(url, got.content, encoding=charset_of(got.content, got.encoding), given=known)
