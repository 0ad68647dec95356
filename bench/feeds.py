"""From feed bytes to the committed graph: items a second, a second pull of which nine tenths are known, memory, attacks.

python bench/feeds.py  prints the figures as Markdown tables; twenty minutes (--items 1000 for a short run)
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import psutil
import spacy
from local import own_server
from measure import machine, table, verdict
from synthetic import short_articles

from ingest.pipeline import build_nlp
from kg import server
from kg.graph import Graph
from kg.schema import ensure_schema
from kg.settings import Settings

ITEMS, KNOWN, BARE = 10_000, 0.9, 400
GOAL_SECOND = 0.10
EVERY_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one pull took: seconds, and resident megabytes of the command at its highest."""

    seconds: float
    megabytes: float


class Site:
    """JSON feeds in pages of a thousand items that carry their texts whole: what is measured is ours, not a server's."""

    def __init__(self, texts: list[str], base: str) -> None:
        self.texts, self.base, self.first = texts, base, 0

    def page(self, number: int, count: int) -> bytes:
        """The JSON of one page; items are numbered, the newest first."""
        import json

        newest = self.first + count - 1
        start, end = number * 1_000, min(count, (number + 1) * 1_000)
        items = [
            {"id": str(newest - n), "url": f"{self.base}/{newest - n}", "title": f"Note {newest - n}",
             "content_html": f"<article><p>{self.texts[newest - n]}</p></article>", "date_published": "2025-05-01"}
            for n in range(start, end)
        ]  # fmt: skip
        more = {"next_url": f"{self.base}/feed/{number + 1}"} if end < count else {}
        return json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "title": "Bench", "items": items, **more}
        ).encode()


@contextmanager
def serving(texts: list[str], count: int) -> Iterator[Site]:
    """Serve a site on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = int(self.path.removeprefix("/feed").strip("/") or 0) if self.path.startswith("/feed") else None
            body = b"" if number is None else site.page(number, count)
            self.send_response(404 if number is None else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
        site = Site(texts, f"http://127.0.0.1:{web.server_address[1]}")
        threading.Thread(target=web.serve_forever, daemon=True).start()
        try:
            yield site
        finally:
            web.shutdown()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--items", type=int, default=ITEMS)
    options.add_argument("--few", type=int, default=0, help="items of a smaller pull to compare memory with; a tenth")
    chosen = options.parse_args()
    print(f"{machine()}\n")
    few = chosen.few or chosen.items // 10
    texts = list(short_articles(int(chosen.items * (2 - KNOWN)) + 1))
    bare = _bare(texts[:BARE])
    rows, first = [], {}
    for workers, count in ((0, few), (1, few), (2, few), (2, chosen.items)):
        pulls = _pulls(texts, count, workers)
        first[workers, count] = pulls[0]
        rate = count / pulls[0].seconds
        rows.append([f"{workers or 'none'}", f"{count:,}", f"{rate:.1f}", f"{rate / bare:.2f}", f"{pulls[0].megabytes:.0f}",
                     f"{pulls[0].seconds:.0f}", f"{pulls[1].seconds:.1f}", f"{pulls[1].seconds / pulls[0].seconds:.1%}"])  # fmt: skip
    print(f"bare spaCy, one process: {bare:.1f} documents/s\n")
    head = [
        "Workers",
        "Items",
        "Items/s",
        "of bare spaCy",
        "MB",
        "First pull, s",
        "nine tenths known, s",
        "of the first",
    ]
    print(table(head, rows))
    growth = first[2, chosen.items].megabytes / first[2, few].megabytes
    print(f"\nmemory of {chosen.items:,} items against {few:,}: {growth:.2f} times")
    last = float(rows[-1][-1].rstrip("%")) / 100
    print(f"nine tenths known: {last:.1%} of the first pull, {verdict(last, GOAL_SECOND, at_least=False)}")


def _bare(texts: list[str]) -> float:
    """Documents a second of the model alone, as it comes."""
    model = spacy.load(build_nlp().meta["kg_model"])
    list(model.pipe(texts[:50]))
    began = time.perf_counter()
    for text in texts:
        model(text)
    return len(texts) / (time.perf_counter() - began)


def _pulls(texts: list[str], count: int, workers: int) -> tuple[Pulled, Pulled]:
    """A first pull, then one of which nine tenths are known, in a graph and a home of their own."""
    with own_server() as settings, serving(texts, count) as site:
        running = server.status(settings)
        if running is None:
            raise SystemExit("the local Neo4j ended while it was waited for")
        with Graph(server.endpoint(settings, running)) as graph:
            ensure_schema(graph)
            properties = {"url": f"{site.base}/feed", "title": "Bench", "publisher": "Bench", "page": False}
            graph.command("CREATE (f:Feed {id: 'bench'}) SET f += $properties", properties=properties)
        first = _watched(settings, workers)
        site.first = int(count * (1 - KNOWN))
        return first, _watched(settings, workers)


def _watched(settings: Settings, workers: int) -> Pulled:
    command = [
        sys.executable,
        "-c",
        "from kg.cli import main; main()",
        "-q",
        "feed",
        "pull",
        "--allow-private",
        "--pause",
        "0",
    ]
    command += ["--workers", str(workers)] if workers else []
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment |= {"KG_HOME": str(settings.home), "KG_CACHE": str(settings.cache)}
    began = time.perf_counter()
    highest = 0
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as running:
        process = psutil.Process(running.pid)
        while running.poll() is None:
            try:
                highest = max(highest, process.memory_info().rss)
            except psutil.Error:
                break
            time.sleep(EVERY_SECONDS)
    if running.wait() not in (0, 3):
        raise SystemExit(f"kg feed pull ended with {running.returncode}")
    return Pulled(time.perf_counter() - began, highest / 2**20)


if __name__ == "__main__":
    main()
