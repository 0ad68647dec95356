"""Short articles, made up, the same in every run: enough names in common that documents change each other's sums."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from bench.synthetic import Thing, things

_PAPERS = ("The Paper", "The Ledger", "The Wire", "The Herald")
_SENTENCES = (
    "{a} laundered ${n} million for {b}, prosecutors said on {date}.",
    "The Treasury Department sanctioned {a} on {date} for supporting {b}.",
    "{a} is owned by {b}.",
    "{a} denied that it had laundered money for {b}.",
    "{a} stole ${n} million from {b} on {date}, according to Europol.",
    "{p}, the chief executive of {a}, was arrested on {date}.",
    "{a} used {b} to move ${n} million.",
    "{a} is based in Cambodia and works closely with {b}.",
    "The wallet {w} belongs to {a}.",
)


def write_articles(folder: Path, count: int, *, seed: int) -> None:
    """Write `count` JSON documents of a few sentences each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, article in enumerate(articles(count, seed=seed)):
        (folder / f"{number:04}.json").write_text(json.dumps(article), "utf-8")


def articles(count: int, *, seed: int) -> Iterator[dict[str, str]]:
    """Make `count` articles with title, publisher, date and text; each depends on the seed and its own number alone."""
    pool = [thing for thing in things() if thing.label in ("Company", "Group")][:60]
    for number in range(count):
        yield _article(random.Random(f"{seed}/{number}"), pool, number)


def _article(rng: random.Random, pool: list[Thing], number: int) -> dict[str, str]:
    sentences = " ".join(_sentence(rng, pool) for _ in range(rng.randint(2, 5)))
    day = f"{rng.randint(2019, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    title = f"Note {number}"
    return {"title": title, "publisher": rng.choice(_PAPERS), "published": day, "text": f"{title}.\n\n{sentences}"}


def _sentence(rng: random.Random, pool: list[Thing]) -> str:
    # the square makes a few names frequent, so that many documents meet on one entity
    a, b = (pool[int(len(pool) * rng.random() ** 2)] for _ in range(2))
    return rng.choice(_SENTENCES).format(
        a=a.name,
        b=b.name if b is not a else "the Lazarus Group",
        n=rng.randint(2, 900),
        p=rng.choice(("Anna Marek", "Boris Zanul", "Carla Quinpel", "Daniel Solkor")),
        w="0x" + rng.randbytes(20).hex(),
        date=f"{rng.choice(('January', 'March', 'June'))} {rng.randint(1, 28)}, {rng.randint(2019, 2025)}",
    )
