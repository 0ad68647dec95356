"""What changed since a day, and what is new since a watch was last run."""

from __future__ import annotations

import json

import pytest

from kg.graph import Graph
from kg.writing.correcting import reject
from kg.writing.documents import retract, write_documents
from tests.cli.conftest import Kg
from tests.graph.handmade import document

pytestmark = pytest.mark.graph

OLD = document("Quillon used Vantage.", [("Quillon", "USED", "Vantage")])
NEW = document(
    "Quillon owns Radley.", [("Quillon", "OWNS", "Radley")], publisher="The Wire", url="https://wire.example/1"
)
OTHER = document("Garnet used Perrin.", [("Garnet", "USED", "Perrin")], publisher="The Post")


def write(graph: Graph, item, day: str) -> None:
    write_documents(graph, [item], now=f"{day}T12:00:00Z")


def changed(kg: Kg, *arguments: str) -> list[tuple[str, str, str, str]]:
    rows = json.loads(kg("changes", *arguments, "--format", "json").out)
    return [(row["at"][:10], row["change"], row["fact"], row["b"]) for row in rows]


def test_what_came_since_a_day_is_told(kg: Kg, graph: Graph) -> None:
    write(graph, OLD, "2026-01-01")
    write(graph, NEW, "2026-02-01")
    write(graph, OTHER, "2026-03-01")
    assert changed(kg, "--since", "2026-02-01") == [
        ("2026-02-01", "new", "OWNS", "Radley"),
        ("2026-03-01", "new", "USED", "Perrin"),
    ]
    about = changed(kg, "--since", "2026-02-01", "--about", "Quillon")
    assert ("2026-02-01", "new", "OWNS", "Radley") in about
    assert all(row[3] != "Perrin" for row in about)


def test_what_was_withdrawn_and_judged_is_told_with_the_reason(kg: Kg, graph: Graph) -> None:
    write(graph, OLD, "2026-01-01")
    write(graph, NEW, "2026-01-01")
    retract(graph, OLD.document.id, now="2026-02-02T00:00:00Z", reason="corrected")
    claim = next(one.id for one in NEW.claims if one.predicate == "OWNS")
    reject(graph, claim, why="misread", by="Ann", now="2026-03-03T00:00:00Z")
    told = changed(kg, "--since", "2026-02-01")
    assert ("2026-02-02", "withdrawn", "USED", "org:vantage (corrected)") in told
    assert ("2026-03-03", "judged", "reject", "org:radley") in told


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01"])
def test_what_is_no_day_is_refused(kg: Kg, graph: Graph, day: str) -> None:
    ran = kg("changes", "--since", day)
    assert (ran.code, "is no day" in ran.err) == (2, True)


def test_a_watch_tells_what_is_new_once(kg: Kg, graph: Graph) -> None:
    write(graph, OLD, "2026-01-01")
    assert kg("watch", "add", "Quillon").out.startswith("Watching: Quillon (")
    assert kg("watch", "add", "Quillon").out.startswith("Watched already: ")
    assert (kg("watch", "run", "--exit-code").code, kg("watch", "run", "--exit-code").code) == (0, 0)

    # it came before the last run and was written after it
    write(graph, NEW, "2025-12-31")
    ran = kg("watch", "run", "--exit-code", "--format", "json")
    assert ran.code == 5
    told = json.loads(ran.out)
    facts = {(row["fact"], row["b"], row["url"]) for row in told[0]["new"]}
    assert ("OWNS", "Radley", "https://wire.example/1") in facts
    again = kg("watch", "run", "--exit-code")
    assert (again.code, again.out) == (0, "Nothing new for 1 watch.\n")

    retract(graph, NEW.document.id, now="2026-02-02T00:00:00Z", reason="corrected")
    ran = kg("watch", "run", "--exit-code")
    assert (ran.code, "are gone" in ran.out) == (5, True)


def test_a_watch_waits_for_somebody_who_is_not_there_yet(kg: Kg, graph: Graph) -> None:
    write(graph, OTHER, "2026-01-01")
    kg("watch", "add", "Quillon")
    assert kg("watch", "run", "--exit-code").code == 0
    write(graph, NEW, "2026-01-02")
    ran = kg("watch", "run", "--exit-code")
    assert (ran.code, "New: Quillon" in ran.out) == (5, True)


def test_a_question_is_watched_by_its_rows(kg: Kg, graph: Graph) -> None:
    write(graph, OLD, "2026-01-01")
    ran = kg("watch", "add", "neighbourhood", "--param", "name=Quillon")
    assert ran.code == 0, ran
    assert kg("watch", "run", "--exit-code").code == 0
    write(graph, NEW, "2026-01-02")
    assert kg("watch", "run", "--exit-code").code == 5
    rows = json.loads(kg("watch", "list", "--format", "json").out)
    assert [(row["kind"], row["target"]) for row in rows] == [("query", "neighbourhood")]
    assert kg("watch", "remove", rows[0]["id"]).code == 0
    assert kg("watch", "remove", rows[0]["id"]).code == 4


@pytest.mark.parametrize(
    "arguments",
    [("neighbourhood",), ("neighbourhood", "--param", "nonsense"), ("Quillon", "--param", "name=x")],
)
def test_what_cannot_be_watched_is_refused(kg: Kg, graph: Graph, arguments: tuple[str, ...]) -> None:
    assert kg("watch", "add", *arguments).code == 2
