"""Loading, reading again and retracting documents: what changes in the graph, and what must not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.checksum import fingerprint
from kg.graph import Graph
from tests.cli.conftest import BYBIT, HUIONE, SINBAD, Kg
from tests.conftest import wipe

pytestmark = pytest.mark.graph


@pytest.mark.parametrize("workers", [(), ("--workers", 1)], ids=["in this process", "a worker"])
def test_an_article_is_loaded_from_standard_input(kg_process: Kg, graph: Graph, workers: tuple[object, ...]) -> None:
    ran = kg_process("ingest", "-", *workers, stdin=SINBAD.encode())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("1 document: 1 written; ")
    texts = graph.read("MATCH (d:Document)<-[:IN]-(p:Passage) RETURN d.text AS text, count(p) AS passages")
    assert texts == [{"text": SINBAD, "passages": 2}]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", HUIONE),
        ("a.md", f"# A finding\n\n{HUIONE}"),
        ("a.html", f"<!doctype html><title>A finding</title><article><p>{HUIONE}</p></article>"),
        (
            "a.json",
            json.dumps({"title": "A finding", "text": HUIONE, "publisher": "FinCEN", "published": "2025-05-01"}),
        ),
    ],
    ids=["text", "markdown", "html", "json"],
)
def test_each_format_becomes_a_document_with_passages_mentions_claims_and_edges(
    kg: Kg, graph: Graph, tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content)
    assert kg("ingest", tmp_path / name).code == 0
    found = graph.read(
        "MATCH (s:Entity)<-[:SUBJECT]-(c:Claim)-[:EVIDENCE]->(p:Passage)-[:IN]->(d:Document)-[:FROM]->(:Source), "
        "(c)-[:OBJECT]->(o:Entity), (p)-[:MENTIONS]->(s), (s)-[e:LAUNDERED_FOR]->(o) "
        "WHERE e.key = c.edge AND substring(d.text, p.start_char, p.end_char - p.start_char) = p.text "
        "RETURN DISTINCT s.name AS s, o.name AS o"
    )
    assert found == [{"s": "Huione Group", "o": "Lazarus Group"}]


def test_a_second_run_changes_nothing_and_says_so(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    for name, text in (("a.txt", HUIONE), ("b.txt", BYBIT)):
        (tmp_path / name).write_text(text)
    first = kg("ingest", tmp_path)
    before = fingerprint(graph)
    second = kg("ingest", tmp_path)
    assert (first.code, second.code, fingerprint(graph)) == (0, 0, before)
    assert second.out == "2 documents: 2 unchanged; 0 claims added.\n"


def test_quiet_prints_results_only(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SINBAD)
    ran = kg("--quiet", "ingest", tmp_path / "a.txt")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("by", ["id", "prefix", "title"])
def test_retracting_is_exact(kg: Kg, graph: Graph, tmp_path: Path, by: str) -> None:
    (tmp_path / "a.txt").write_text(HUIONE)
    (tmp_path / "b.json").write_text(json.dumps({"title": "A heist", "text": BYBIT}))
    kg("ingest", tmp_path / "a.txt")
    alone = fingerprint(graph)
    kg("ingest", tmp_path / "b.json")
    assert fingerprint(graph) != alone
    heist = graph.read("MATCH (d:Document {title: 'A heist'}) RETURN d.id AS id")[0]["id"]
    ran = kg("retract", {"id": heist, "prefix": heist[:8], "title": "A heist"}[by], "--why", "a hoax")
    assert (ran.code, ran.out, fingerprint(graph)) == (0, f"Withdrawn: A heist ({heist[:12]})\n", alone)
    again = kg("ingest", tmp_path / "b.json")
    assert (again.code, again.out) == (0, "1 document: 1 retracted; 0 claims added.\n")
    assert "a hoax" in again.err
    assert fingerprint(graph) == alone


@pytest.mark.parametrize("wanted", ["no such title", "deadbeef", ""])
def test_retracting_an_unknown_document_exits_with_four(kg: Kg, loaded: Graph, wanted: str) -> None:
    before = fingerprint(loaded)
    ran = kg("retract", wanted)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (4, "", 1)
    assert fingerprint(loaded) == before


def test_reread_with_the_reader_installed_has_nothing_to_do(kg: Kg, loaded: Graph) -> None:
    before = fingerprint(loaded)
    assert (kg("reread").out, fingerprint(loaded)) == ("Every document was read by the reader installed now.\n", before)


def test_a_newer_reader_leaves_documents_alone_until_reread(
    kg: Kg, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(HUIONE)
    kg("ingest", tmp_path)
    monkeypatch.setattr("ingest.pipeline.RULES_VERSION", "rules-next")
    left = kg("ingest", tmp_path)
    assert (left.code, left.out) == (0, "1 document: 1 older reader; 0 claims added.\n")
    assert kg("reread").out.startswith("1 document: 1 reread; ")
    readers = graph.read("MATCH (d:Document) RETURN split(d.reader, '/')[0] AS rules")
    assert readers == [{"rules": "rules-next"}]
    wipe(graph)
    kg("ingest", tmp_path)
    assert kg("ingest", tmp_path).out == "1 document: 1 unchanged; 0 claims added.\n"


def test_workers_read_again_what_another_reader_has_read(kg: Kg, loaded: Graph) -> None:
    before = fingerprint(loaded)
    times = loaded.read("MATCH (n) WHERE n.recorded IS NOT NULL RETURN n.id AS id, n.recorded AS at ORDER BY id")
    loaded.command("MATCH (d:Document) SET d.reader = 'rules-0', d.recorded = '2020-01-01T00:00:00Z'")
    ran = kg("reread", "--workers", 1, "--log-documents")
    assert (ran.code, ran.out.startswith("2 documents: 2 reread; ")) == (0, True)
    assert [line.split()[:2] for line in ran.complaints] == [["committed", "reread"]] * 2
    assert fingerprint(loaded) == before
    again = loaded.read("MATCH (n) WHERE n.recorded IS NOT NULL RETURN n.id AS id, n.recorded AS at ORDER BY id")
    assert [row["id"] for row in again] == [row["id"] for row in times]
    assert {row["at"] for row in again} == {"2020-01-01T00:00:00Z"}


def test_a_time_limit_needs_workers(kg: Kg, graph: Graph) -> None:
    ran = kg("ingest", "--time-limit", 5, "-", stdin=SINBAD.encode())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("--time-limit: nobody can end the reading but another process; add --workers 1 or more\n")
