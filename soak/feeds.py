"""Kill `kg feed pull` with kill -9 at random moments of fetching, reading and writing; the next pull must end in the same graph.

python -m soak.feeds --rounds 50  prints a line for each round; exit 1 where a graph, an item or the archive differs
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import server
from kg.checksum import fingerprint
from kg.graph import Graph
from kg.moving.emptying import empty
from kg.schema import ensure_schema
from kg.settings import Settings, read_settings
from soak.articles import articles
from soak.feed_server import serving

FEEDS, ITEMS, SEED = 4, 15, 7
SLOWEST = 300
AT_START = 0.3


@dataclass(frozen=True, slots=True)
class End:
    """What must not depend on what happened on the way."""

    checksum: str
    items: tuple[Any, ...]
    archived: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """When a pull is killed: so many items after it began to tell of them and some seconds on, or while it starts and fetches."""

    events: int
    seconds: float
    at_start: bool

    def __str__(self) -> str:
        return "in its first half" if self.at_start else f"{self.seconds:.1f} s after its item {self.events}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=50)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--workers", type=int, default=1)
    chosen = options.parse_args()
    os.environ["JAVA_TOOL_OPTIONS"] = "-XX:TieredStopAtLevel=1"
    home = Path(tempfile.mkdtemp(prefix="kg-soak-feeds-"))
    settings = read_settings({"KG_HOME": str(home), "KG_CACHE": str(read_settings({}).cache)})
    server.start(settings)
    try:
        broken = _play(settings, chosen.rounds, random.Random(chosen.seed), chosen.workers)
    finally:
        server.stop(settings)
    if broken:
        print(f"\n{broken} of {chosen.rounds} rounds ended otherwise; what they left is in {home}")
        sys.exit(1)
    shutil.rmtree(home)
    print(f"\n{chosen.rounds} rounds: after kill -9 the next pull ended in the same graph, items and archive")


def _play(settings: Settings, rounds: int, rng: random.Random, workers: int) -> int:
    running = server.status(settings)
    assert running is not None
    texts = [article["text"] for article in articles(FEEDS * ITEMS, seed=SEED)]
    # one story in two feeds, and one text at two addresses
    texts[ITEMS] = texts[0]
    feeds = {f"feed{n}": texts[n * ITEMS : (n + 1) * ITEMS] for n in range(FEEDS)}
    with serving(feeds) as base, Graph(server.endpoint(settings, running)) as graph:
        ensure_schema(graph)
        _prepare(graph, settings, base, feeds)
        began = time.monotonic()
        _finish(_pull(settings, workers))
        whole = time.monotonic() - began
        wanted = _end(graph, settings)
        print(f"undisturbed: {whole:.1f} s, checksum {wanted.checksum}, {len(wanted.items)} items", flush=True)
        broken = 0
        for number in range(1, rounds + 1):
            _prepare(graph, settings, base, feeds)
            moment = Moment(rng.randrange(FEEDS * ITEMS), rng.uniform(0, whole / 10), at_start=rng.random() < AT_START)
            killed = _kill(_pull(settings, workers), moment, whole)
            half = graph.read("MATCH (d:Document) RETURN count(d) AS n")[0]["n"]
            _finish(_pull(settings, workers))
            found = _end(graph, settings)
            same = found == wanted
            broken += not same
            how = "killed" if killed else "had ended"
            verdict = "the same in the end" if same else f"OTHERWISE: {_difference(wanted, found)}"
            print(f"{number:>2}/{rounds} {how} {moment} with {half} documents: {verdict}", flush=True)
    return broken


def _prepare(graph: Graph, settings: Settings, base: str, feeds: dict[str, list[str]]) -> None:
    empty(graph)
    for name in ("archive", "quarantine"):
        shutil.rmtree(settings.home / name, ignore_errors=True)
    for name in feeds:
        properties = {"url": f"{base}/{name}", "title": name, "publisher": f"Gazette {name}", "page": True}
        graph.command("CREATE (f:Feed {id: $name}) SET f += $properties", name=name, properties=properties)


def _pull(settings: Settings, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "-q", "feed", "pull", "--allow-private"]
    command += ["--pause", "0", "--log", "json", *(["--workers", str(workers)] if workers else [])]
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment |= {"KG_HOME": str(settings.home), "KG_CACHE": str(settings.cache)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _kill(running: subprocess.Popen[bytes], moment: Moment, whole: float) -> bool:
    """Kill at a moment; False where the pull was quicker."""
    stderr = running.stderr
    if stderr is None:
        raise RuntimeError("the pull has no standard error to follow")
    if moment.at_start:
        time.sleep(whole * moment.events / (FEEDS * ITEMS) / 2)
    else:
        for _ in range(moment.events):
            if not stderr.readline():
                break
        time.sleep(moment.seconds)
    ended = running.poll() is not None
    running.kill()
    running.communicate()
    return not ended


def _finish(running: subprocess.Popen[bytes]) -> None:
    _, said = running.communicate(timeout=SLOWEST)
    if running.returncode not in (0, 3):
        raise SystemExit(f"kg feed pull ended with {running.returncode}: {said.decode()[-2000:]}")


def _end(graph: Graph, settings: Settings) -> End:
    rows = graph.read(
        "MATCH (i:FeedItem) RETURN i.feed AS feed, i.key AS key, i.state AS state, i.document AS document ORDER BY feed, key"
    )
    archived = sorted(path.name for path in (settings.home / "archive").glob("*/*.gz"))
    return End(fingerprint(graph).checksum, tuple(tuple(row.values()) for row in rows), tuple(archived))


def _difference(wanted: End, found: End) -> str:
    parts = [name for name in ("checksum", "items", "archived") if getattr(wanted, name) != getattr(found, name)]
    return ", ".join(parts)


if __name__ == "__main__":
    main()
