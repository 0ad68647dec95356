"""How long each attack on a pull takes to be refused, with the limits that a user has. A server on loopback plays them.

python bench/attacks.py  prints the figures as a Markdown table; four minutes, since two attacks last as long as they may
"""

from __future__ import annotations

import gzip
import resource
import time
from collections.abc import Callable, Mapping

from measure import machine, table

from ingest.documents.document import load_document
from ingest.feeds.parsing import parse_feed
from ingest.fetch import Client, Manners
from kg.errors import KgError
from tests.unit.fetch_server import Handler, Server, answer, dripping, raw, redirect, serving

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
RSS = b'<rss version="2.0"><channel><title>x</title>%b</channel></rss>'


def routes(server: Server) -> Mapping[str, Handler]:
    """The attacks that a server plays, by path."""
    bomb = gzip.compress(b"\0" * 100_000_000, 9)
    return {
        "/drip": dripping(OK + b"Content-Length: 100000\r\n\r\n", b"x", 0.5),
        "/endless": dripping(OK + b"\r\n", b"x" * 65_536, 0.0),
        "/loop": redirect(f"{server.url}/loop"),
        "/short": raw(OK + b"Content-Length: 1000\r\n\r\nshort"),
        "/chunks": raw(OK + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nx\r\n"),
        "/gzip": raw(OK + b"Content-Encoding: gzip\r\nContent-Length: 12\r\n\r\nnot gzip  \r\n"),
        "/bomb": answer(bomb, Content_Encoding="gzip", Content_Type="text/html"),
        "/headers": raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000),
    }


def bodies() -> Mapping[str, Callable[[], object]]:
    """The attacks that a body carries."""
    entities = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in ("ab", "bc", "cd", "de", "ef", "fg")
    )
    laughs = (f"{entities}]>" + RSS.decode().replace("%b", "%s") % "<item><title>&g;</title></item>").encode()
    item = b"<item><title>x</title><description>%b</description></item>"
    url = "https://example.org/feed"
    return {
        "entities in a feed": lambda: parse_feed(laughs, url=url),
        "entities in UTF-16": lambda: parse_feed(laughs.decode().encode("utf-16"), url=url),
        "a title of 5 MB": lambda: parse_feed(RSS % (b"<item><title>" + b"x" * 5_000_000 + b"</title></item>"), url=url),
        "100,000 items": lambda: parse_feed(RSS % (b"<item><title>x</title></item>" * 100_000), url=url),
        "20,000 nested tags in an item": lambda: parse_feed(RSS % (item % (b"&lt;b>" * 20_000)), url=url),
        "a broken feed of 5 MB": lambda: parse_feed((RSS % (item * 80_000))[:-20], url=url),
        "a page of 5,000 nested elements": lambda: load_document(b"<html>" + b"<div>" * 5_000 + b"x", name="a.html"),
        "a tag of a million attributes": lambda: load_document(b"<html><p " + b"a=1 " * 1_000_000 + b">x", name="a.html"),
        "a PDF cut in half": lambda: load_document(b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R", name="a.pdf"),
    }  # fmt: skip


def main() -> None:
    rows = []
    with serving() as server:
        server.routes |= routes(server)
        # loopback itself is private: what stands for the world must be let in, and what it leads to must not
        for path in server.routes:
            client = Client(Manners(allow_private=True, interval=0.0, attempts=1, proxied=False))
            strict = Client(Manners(interval=0.0, attempts=1, proxied=False))
            rows.append(_timed(path.strip("/"), lambda p=path, c=client: c.fetch(server.url + p, robots=False)))  # type: ignore[misc]
        rows.append(_timed("a loopback address", lambda: strict.fetch(server.url + "/short", robots=False)))
    rows += [_timed(name, play) for name, play in bodies().items()]
    print(f"{machine()}\n")
    print(table(["Attack", "Seconds", "What is said"], rows))
    print(f"\nhighest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _timed(name: str, play: Callable[[], object]) -> list[str]:
    began = time.perf_counter()
    try:
        play()
        said = "taken, within limits"
    except KgError as error:
        said = error.rule
    return [name, f"{time.perf_counter() - began:.2f}", said[:90].replace("|", "/")]


if __name__ == "__main__":
    main()
