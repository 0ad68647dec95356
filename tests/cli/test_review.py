"""Going through pairs that may be one entity, on a terminal of the test's own."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time

import pytest

from kg.graph import Graph
from kg.reviewing import find_candidates
from kg.settings import Settings
from kg.writing.documents import write_documents
from tests.cli.conftest import Kg
from tests.conftest import NOW
from tests.graph import handmade
from tests.graph.handmade import document

pytestmark = pytest.mark.graph

NAMES = (
    "Quillon Trading House",
    "Quillon Tradings House",
    "Trading House Quillon",
    "Vantage Mixing Services",
    "Radley",
)


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handmade, "LABELS", {**handmade.LABELS, **dict.fromkeys(NAMES, "Company")})


@pytest.fixture
def likes(graph: Graph) -> Graph:
    for number, name in enumerate(NAMES[:4]):
        item = document(f"{name} used Radley.", [(name, "USED", "Radley")], publisher=f"Paper {number}")
        write_documents(graph, [item], now=NOW)
    return graph


def pairs(graph: Graph) -> list[tuple[str, str]]:
    return [(one.left.name, one.right.name) for one in find_candidates(graph, limit=10).candidates]


def test_likes_are_proposed_with_reasons_the_likeliest_first(kg: Kg, likes: Graph) -> None:
    ran = kg("review", "--format", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert {frozenset((row["left"]["name"], row["right"]["name"])) for row in rows} >= {
        frozenset(NAMES[:2]), frozenset((NAMES[0], NAMES[2])),
    }  # fmt: skip
    assert all("Vantage" not in row["left"]["name"] + row["right"]["name"] for row in rows)
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert all(row["reasons"] for row in rows)


def test_what_was_decided_is_not_proposed_again(kg: Kg, likes: Graph) -> None:
    before = pairs(likes)
    left, right = before[0]
    assert kg("different", left, right, "--by", "Ann").code == 0
    assert (left, right) not in pairs(likes)
    assert len(pairs(likes)) == len(before) - 1


def test_without_a_terminal_it_says_what_to_do(kg: Kg, likes: Graph) -> None:
    ran = kg("review")
    assert (ran.code, "--format jsonl lists the pairs" in ran.err) == (2, True)


def typed(settings: Settings, keys: str) -> str:
    """Run `kg review` on a terminal, press keys, and return what it printed."""
    master, slave = pty.openpty()
    environment = {**os.environ, "KG_HOME": str(settings.home), "KG_USER": "Ann", "COLUMNS": "120", "TERM": "dumb"}
    command = [sys.executable, "-c", "from kg.cli import main; main()", "review"]
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment, close_fds=True)
    os.close(slave)
    said, left, until = b"", list(keys), time.monotonic() + 60
    while time.monotonic() < until:
        ready, _, _ = select.select([master], [], [], 0.5)
        if ready:
            try:
                piece = os.read(master, 65_536)
            except OSError:
                break
            if not piece:
                break
            said += piece
        elif left and said.rstrip().endswith(b"these"):
            os.write(master, left.pop(0).encode())
            said += b"\n[key]"
    process.wait(10)
    os.close(master)
    return said.decode("utf-8", "replace")


def test_one_key_decides_and_one_undoes(environment: Settings, likes: Graph) -> None:
    before = len(pairs(likes))
    said = typed(environment, "dbq")
    assert "score" in said
    assert "undone" in said
    assert f"0 decided, {before} left of {before}." in said
    assert likes.read("MATCH (j:Judgement) WHERE j.withdrawn IS NULL RETURN count(j) AS n") == [{"n": 0}]

    said = typed(environment, "s?q")
    assert f"1 decided, {before - 1} left of {before}." in said
    assert likes.read("MATCH (j:Judgement {verdict: 'same'}) RETURN j.by AS by") == [{"by": "Ann"}]
