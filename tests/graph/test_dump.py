"""A dump carries a whole graph; one that is damaged, foreign or hostile changes nothing."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from kg.checksum import fingerprint
from kg.errors import DatabaseRefused
from kg.graph import Graph
from kg.moving.dump import read_dump, write_dump
from kg.moving.dump_format import DumpError
from kg.schema import ensure_schema, set_importing
from kg.writing.documents import retract, write_documents
from tests.conftest import NOW, wipe
from tests.graph.handmade import document

pytestmark = pytest.mark.graph

HOSTILE = '\'}) DETACH DELETE n // \u202e\x00\\ "quoted" `ticks` 汇旺\n'
PAPER = document(
    "Huione Group, also Lazarus, laundered for Lazarus Group; FinCEN acted in Cambodia.",
    [
        ("Huione Group", "LAUNDERED_FOR", "Lazarus Group", {"amount": 37e6, "currency": "USD"}),
        ("Huione Group", "LOCATED_IN", "Cambodia"),
        ("FinCEN", "finding!", "Huione Group", {"start_date": "2025-05-01"}),
    ],
    aliases={"Lazarus Group": ["Lazarus"]},
    publisher=HOSTILE,
)
NAMESAKES = [document(f"Ben Zhou runs {name}.", [("Ben Zhou", "OFFICER_OF", name)]) for name in ("Bybit", "Sinbad")]
TAKEN = document("Quillon used Vantage.", [("Quillon", "USED", "Vantage")])


@pytest.fixture
def full(graph: Graph) -> Graph:
    """A graph with all that a graph may hold: candidates, a withdrawn document, a judgement, hostile strings."""
    write_documents(graph, [PAPER, *NAMESAKES, TAKEN], now=NOW)
    retract(graph, TAKEN.document.id, now=NOW, reason=HOSTILE)
    graph.command(
        "CREATE (:Judgement {id: 'j', left: 'org:a', right: 'org:b', verdict: 'same', why: $why})", why=HOSTILE
    )
    return graph


def everything(graph: Graph) -> tuple[list[str], list[str]]:
    """All nodes and edges with all they carry, what is withdrawn too."""
    nodes = graph.read("MATCH (n) WHERE NOT n:Schema RETURN labels(n) AS labels, properties(n) AS p")
    edges = graph.read(
        "MATCH (a)-[e]->(b) RETURN coalesce(a.id, a.name) AS a, type(e) AS t, coalesce(b.id, b.name) AS b, properties(e) AS p"
    )
    lines = [json.dumps([sorted(row["labels"]), row["p"]], sort_keys=True) for row in nodes]
    return sorted(lines), sorted(json.dumps(row, sort_keys=True) for row in edges)


def packed(path: Path, lines: list[Any], *, end: bool = True) -> Path:
    """A dump of these lines, with a hash that fits."""
    text = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    trailer = json.dumps({"sha256": hashlib.sha256(text).hexdigest()}).encode() + b"\n" if end else b""
    path.write_bytes(gzip.compress(text + trailer))
    return path


def header(nodes: int, edges: int, **other: Any) -> dict[str, Any]:
    said = {"schema": 1, "kg": "0", "nodes": nodes, "edges": edges, "checksum": "0" * 32}
    return {**said, "kind": "illicit-kg dump", "format": 1, **other}


def test_a_dump_fills_another_database_with_the_same_graph(full: Graph, tmp_path: Path) -> None:
    before, checksum = everything(full), fingerprint(full).checksum
    written = write_dump(full, tmp_path / "graph.gz")
    wipe(full)
    read = read_dump(full, tmp_path / "graph.gz")
    assert (everything(full), fingerprint(full).checksum) == (before, checksum)
    assert read == written
    ensure_schema(full)


def test_what_was_loaded_goes_on_growing(full: Graph, tmp_path: Path) -> None:
    later = document("Lazarus used Sinbad.", [("Lazarus", "USED", "Sinbad")])
    write_dump(full, tmp_path / "graph.gz")
    write_documents(full, [later], now=NOW)
    grown = everything(full)
    wipe(full)
    read_dump(full, tmp_path / "graph.gz")
    write_documents(full, [later], now=NOW)
    assert everything(full) == grown


def test_a_dump_writes_over_nothing_unless_told(full: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.gz"
    path.write_text("mine")
    with pytest.raises(DumpError, match="is there already; --force"):
        write_dump(full, path)
    assert path.read_text() == "mine"
    write_dump(full, path, force=True)
    assert [one.name for one in tmp_path.iterdir()] == ["graph.gz"]


def test_a_folder_that_is_not_there_is_told_in_one_line(full: Graph, tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="cannot be written"):
        write_dump(full, tmp_path / "no" / "graph.gz")


def test_a_graph_with_nodes_of_others_is_not_dumped_in_part(full: Graph, tmp_path: Path) -> None:
    full.command("CREATE (:Customer {id: 'x'})")
    with pytest.raises(DumpError, match="1 nodes and 0 edges are not of this project"):
        write_dump(full, tmp_path / "graph.gz")
    assert list(tmp_path.iterdir()) == []


def test_a_graph_that_holds_something_is_not_written_over(full: Graph, tmp_path: Path) -> None:
    write_dump(full, tmp_path / "graph.gz")
    before = everything(full)
    with pytest.raises(DatabaseRefused, match="holds a graph"):
        read_dump(full, tmp_path / "graph.gz")
    assert everything(full) == before


@pytest.mark.parametrize("kept", [0.0, 0.01, 0.5, 0.99])
def test_a_dump_that_is_cut_off_changes_nothing(full: Graph, tmp_path: Path, kept: float) -> None:
    path = tmp_path / "graph.gz"
    write_dump(full, path)
    wipe(full)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    with pytest.raises(DumpError):
        read_dump(full, path)
    assert everything(full) == ([], [])


def test_a_dump_with_a_flipped_bit_changes_nothing(full: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.gz"
    write_dump(full, path)
    wipe(full)
    text = gzip.decompress(path.read_bytes()).replace(b"Huione", b"Huiane", 1)
    path.write_bytes(gzip.compress(text))
    with pytest.raises(DumpError, match="its hash is another than it says"):
        read_dump(full, path)
    assert everything(full) == ([], [])


NODE = ["n", ["Source"], {"name": "x"}]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "is no dump of a graph"),
        ([{"kind": "a shopping list"}], "is no dump of a graph"),
        ([[1]], "is no dump of a graph"),
        ([header(0, 0, format=2)], "has format 2"),
        ([header(0, 0, schema=99)], "has schema 99"),
        ([header(0, 0, extra=1)], "first line is out of shape"),
        ([header(-1, 0)], "first line is out of shape"),
        ([header(2, 0), NODE], "less than its first line says"),
        ([header(0, 0), NODE], "more than its first line says"),
        ([header(1, 0), ["n", ["Customer"], {"id": "x"}]], "Customer is no label"),
        ([header(1, 0), ["n", ["Schema"], {"id": "x"}]], "Schema is no label"),
        ([header(1, 0), ["n", ["Entity", "Source"], {"id": "x"}]], "is no label"),
        ([header(1, 0), ["n", ["Entity", "X`) DETACH DELETE (n"], {"id": "x"}]], "is no label"),
        ([header(1, 0), ["n", [], {"id": "x"}]], "is no label"),
        ([header(1, 0), ["n", ["Source"], {}]], "a Source has no name"),
        ([header(1, 0), ["n", ["Source"], {"name": 3}]], "a Source has no name"),
        ([header(1, 0), ["n", ["Source"], {"name": "x", "a b": 1}]], "of no known shape"),
        ([header(1, 0), ["n", ["Source"], {"name": "x", "a": {"b": 1}}]], "of no known shape"),
        ([header(1, 0), ["n", ["Source"], {"name": "x", "a": [1, "2"]}]], "of no known shape"),
        ([header(1, 0), ["n", ["Source"], {"name": "x", "a": [[1]]}]], "of no known shape"),
        ([header(1, 0), ["n", ["Source"], {"name": "x", "a": None}]], "of no known shape"),
        ([header(1, 0), ["n", ["Source"], {"name": "x", "a": 2**63}]], "of no known shape"),
        ([header(1, 0), ["n", ["Source"], {"name": "x", "a": "\ud800"}]], "of no known shape"),
        ([header(1, 0), ["n", ["Source"], {"name": "x", "a": float("nan")}]], "is no JSON"),
        ([header(1, 0), ["x"]], "neither node nor edge"),
        ([header(0, 1), ["e", "KNOWS", "Source", "x", "Source", "x", {}]], "is no edge"),
        ([header(0, 1), ["e", "FROM", "Schema", "x", "Source", "x", {}]], "is no edge"),
        ([header(0, 1), ["e", "FROM", "Source", 1, "Source", "x", {}]], "neither node nor edge"),
        ([header(1, 0), "[" * 100_000], "neither node nor edge"),
    ],
)
def test_a_dump_of_the_wrong_shape_changes_nothing(graph: Graph, tmp_path: Path, lines: list[Any], said: str) -> None:
    with pytest.raises(DumpError, match=said):
        read_dump(graph, packed(tmp_path / "graph.gz", lines))
    assert everything(graph) == ([], [])
    ensure_schema(graph)


@pytest.mark.parametrize("content", [b"", b"plain text", gzip.compress(b"[" * 1_000_000, mtime=0)])
def test_what_is_no_dump_is_refused(graph: Graph, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "graph.gz").write_bytes(content)
    with pytest.raises(DumpError):
        read_dump(graph, tmp_path / "graph.gz")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([header(2, 0), NODE, NODE], "the database refuses a part of it"),
        ([header(1, 1), NODE, ["e", "FROM", "Document", "gone", "Source", "x", {}]], "1 of its edges end nowhere"),
        ([header(1, 0, checksum="1" * 32), NODE], "became a graph of checksum"),
    ],
    ids=["one thing twice", "an end that is not there", "another checksum"],
)
def test_a_dump_that_lies_leaves_a_graph_that_is_refused_until_it_is_imported_again(
    full: Graph, tmp_path: Path, lines: list[Any], said: str
) -> None:
    write_dump(full, tmp_path / "good.gz")
    before = everything(full)
    wipe(full)
    with pytest.raises(DumpError, match=said):
        read_dump(full, packed(tmp_path / "bad.gz", lines))
    with pytest.raises(DatabaseRefused, match="`kg import dump FILE` clears it"):
        ensure_schema(full)
    read_dump(full, tmp_path / "good.gz")
    ensure_schema(full)
    assert everything(full) == before


def test_an_import_that_was_killed_is_noticed_and_begun_again(full: Graph, tmp_path: Path) -> None:
    write_dump(full, tmp_path / "good.gz")
    before = everything(full)
    set_importing(full, True)
    with pytest.raises(DatabaseRefused, match="an import was cut off"):
        ensure_schema(full)
    read_dump(full, tmp_path / "good.gz")
    assert everything(full) == before
