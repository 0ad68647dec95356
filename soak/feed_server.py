"""A web server of feeds and their pages that says the same each time, however often and in whatever order it is asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Served:
    """What one path answers."""

    body: bytes
    kind: str
    status: int = 200


def site(feeds: Mapping[str, Sequence[str]], base: str) -> dict[str, Served]:
    """Pages by path: each feed an RSS file whose items lead to pages of the texts; every ninth page is gone."""
    served: dict[str, Served] = {"/robots.txt": Served(b"", "text/plain", 404)}
    for name, texts in feeds.items():
        items = []
        for number, text in enumerate(texts):
            path, title = f"/{name}/{number}", text[:60].rsplit(" ", 1)[0]
            items.append(
                f"<item><title>{escape(title)}</title><link>{base}{path}</link><guid>{base}{path}</guid>"
                f"<pubDate>{1 + number % 28:02d} May 2025 12:00:00 GMT</pubDate>"
                f"<description>{escape(text[:300])}</description></item>"
            )
            paragraphs = "".join(f"<p>{escape(one)}</p>" for one in text.split("\n\n"))
            page = f"<!doctype html><title>{escape(title)}</title><article>{paragraphs}</article>"
            gone = number % 9 == 8
            served[path] = Served(b"gone" if gone else page.encode(), "text/html", 410 if gone else 200)
        rss = f'<rss version="2.0"><channel><title>{name}</title>{"".join(items)}</channel></rss>'
        served[f"/{name}"] = Served(rss.encode(), "application/rss+xml")
    return served


@contextmanager
def serving(feeds: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Serve on a free port of loopback, with ETags, and yield the address."""
    served: dict[str, Served] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            one = served.get(self.path, Served(b"", "text/plain", 404))
            etag = f'"{sha256(one.body).hexdigest()[:16]}"'
            known = self.headers.get("If-None-Match") == etag
            self.send_response(304 if known else one.status)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", one.kind)
            self.send_header("Content-Length", str(0 if known else len(one.body)))
            self.end_headers()
            if not known:
                self.wfile.write(one.body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A client that is killed hangs up: that is what it is for."""

    with Quiet(("127.0.0.1", 0), Handler) as server:
        base = f"http://127.0.0.1:{server.server_address[1]}"
        served.update(site(feeds, base))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield base
        finally:
            server.shutdown()
