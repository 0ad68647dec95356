"""What looking for copies costs: a sketch, and a look-up among 10,000 documents, against the time it takes to read a document.

    python -m bench.copies [--documents 10000]

Starts a Neo4j of its own in a temporary home. Documents are the made stories with other facts each, without claims.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from collections.abc import Iterator
from statistics import median

from ingest.pipeline import build_nlp
from kg import server
from kg.graph import Graph
from kg.model import Document, DocumentClaims, Source
from kg.schema import ensure_schema, lock_for_writing
from kg.settings import read_settings
from kg.writing.copies import settle_copies
from kg.writing.documents import write_documents
from kg.writing.sketching import traits
from tests.gold.copies import stories

NOW = "2026-01-02T03:04:05Z"
SAMPLE = 50


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    count = parser.parse_args().documents
    with tempfile.TemporaryDirectory(prefix="bench-copies-") as home:
        settings = read_settings({"KG_HOME": home})
        server.start(settings)
        try:
            running = server.status(settings)
            if running is None:
                raise RuntimeError("the server stopped")
            with Graph(server.endpoint(settings, running)) as graph:
                ensure_schema(graph)
                print(json.dumps(_measure(graph, count), indent=2))
        finally:
            server.stop(settings)


def _measure(graph: Graph, count: int) -> dict[str, float]:
    made = list(_documents(count + SAMPLE))
    for place in range(0, count, 50):
        write_documents(graph, made[place : place + 50], now=NOW)
    last = made[count:]
    write_documents(graph, last, now=NOW)
    nlp = build_nlp()
    nlp(last[0].document.text)
    reading = median(_timed(lambda one=one: nlp(one.document.text)) for one in last)
    sketching = median(_timed(lambda one=one: traits(one.document.text, [])) for one in last)
    looking = median(_looked_up(graph, one.document.id) for one in last)
    return {
        "documents": count,
        "read_ms": round(1000 * reading, 2),
        "sketch_ms": round(1000 * sketching, 2),
        "look_up_ms": round(1000 * looking, 2),
        "share_of_reading": round((sketching + looking) / reading, 3),
    }


def _documents(count: int) -> Iterator[DocumentClaims]:
    for number in range(count):
        headline, body, _, _ = stories._story(number)
        text = stories._text(headline, body)
        made = hashlib.sha256(text.encode()).hexdigest()
        published = f"2025-{1 + number % 12:02}-{1 + number % 28:02}"
        yield DocumentClaims(Document(made, text, made, Source("The Paper", 0.6), published=published), "bench")


def _timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _looked_up(graph: Graph, document: str) -> float:
    def work(tx) -> float:
        lock_for_writing(tx)
        return _timed(lambda: settle_copies(tx, [document]))

    return graph.write(work)


if __name__ == "__main__":
    main()
