"""The corpus of feedparser's own tests goes through our parser: no other exception than a refusal, and what it expects agrees."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from ingest.feeds.items import FeedRefused, ParsedFeed
from ingest.feeds.parsing import parse_feed

pytestmark = pytest.mark.data

WHERE = "data/feeds/feedparser"
URL = "http://127.0.0.1:8097/"
FILES = 1_293
REFUSED_AT_MOST = 10
"""Of the corpus seven are refused: two declare entities, the others hold no whole item or are a page."""
MOST_MEGABYTES = 100
_EXPECT = re.compile(r"Expect:\s*(.+?)\s*-->", re.DOTALL)
_SIMPLE = re.compile(
    r"(?:not bozo and )?(entries\[0\]\['(?:title|link|description|summary)'\]|feed\['title'\]|version|len\(entries\))\s*==\s*(.+)",
    re.DOTALL,
)
AGREE = 0.97


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / WHERE


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "LICENSE")


@cache
def parsed(folder: Path) -> dict[Path, ParsedFeed | FeedRefused]:
    out: dict[Path, ParsedFeed | FeedRefused] = {}
    for path in files(folder):
        try:
            out[path] = parse_feed(path.read_bytes(), url=URL)
        except FeedRefused as error:
            out[path] = error
    return out


def test_every_file_is_parsed_or_refused_with_a_reason(folder: Path) -> None:
    assert len(files(folder)) == FILES
    refused = {path.name: str(one) for path, one in parsed(folder).items() if isinstance(one, FeedRefused)}
    assert len(refused) <= REFUSED_AT_MOST, refused
    assert all(len(reason) > len(URL) + 10 for reason in refused.values())


def expectation(path: Path) -> tuple[str, object] | None:
    """What a file says that must come of it, where our items have such a field."""
    found = _EXPECT.search(path.read_bytes().decode("utf-8", "replace"))
    simple = _SIMPLE.fullmatch(found.group(1).strip()) if found else None
    if simple is None:
        return None
    try:
        return simple.group(1), ast.literal_eval(simple.group(2).strip())
    except (ValueError, SyntaxError):
        return None


def ours(feed: ParsedFeed, field: str) -> object:
    if field == "version":
        return feed.form
    if field == "len(entries)":
        return len(feed.items)
    if field == "feed['title']":
        return feed.title
    item = feed.items[0] if feed.items else None
    if item is None:
        return None
    return item.title if "title" in field else item.url if "link" in field else item.summary


def plain(value: object) -> object:
    """Markup, white space and what is no address count for nothing: titles are kept as text, addresses of the web alone."""
    if not isinstance(value, str):
        return value
    return " ".join(re.sub(r"<[^>]*>", "", value).split()) or None


def test_what_the_files_expect_agrees_with_what_is_read(folder: Path) -> None:
    checked = [(path, *said) for path in files(folder) if (said := expectation(path)) is not None]
    assert len(checked) > 250
    wrong = []
    for path, field, value in checked:
        feed = parsed(folder)[path]
        if isinstance(feed, FeedRefused) or plain(ours(feed, field)) != plain(value):
            wrong.append((path.name, field, value, None if isinstance(feed, FeedRefused) else ours(feed, field)))
    assert len(wrong) <= (1 - AGREE) * len(checked), wrong


def test_the_whole_corpus_takes_little_memory(folder: Path) -> None:
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from ingest.feeds.parsing import parse_feed; from ingest.feeds.items import FeedRefused\n"
        "start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for path in sorted(Path(sys.argv[1]).rglob('*')):\n"
        "    try:\n        path.is_file() and parse_feed(path.read_bytes(), url='http://127.0.0.1/')\n"
        "    except FeedRefused:\n        pass\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start) / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, timeout=300, check=True)
    assert float(done.stdout) < MOST_MEGABYTES
