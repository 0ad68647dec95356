"""A whole graph into a file and back into an empty graph: truth, sums, what is withdrawn, and judgements."""

from __future__ import annotations

import gzip
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg import __version__
from kg.checksum import fingerprint
from kg.errors import DatabaseRefused, QueryRefused
from kg.graph import Graph, Row, Transaction
from kg.moving.dump_format import EDGE_TYPES, KEYS, DumpError, Edge, Header, Node, Writer, labelled, records, verify
from kg.moving.emptying import empty
from kg.schema import SCHEMA_VERSION, lock_for_writing, set_importing
from kg.writing.catching_up import catch_up

BATCH = 5_000
BATCH_CHARACTERS = 4_000_000
"""Texts of documents count: what one transaction holds must fit a small server's memory."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What went into a dump, or came out of it; `checksum` is that of the live graph, `sha256` that of the lines."""

    nodes: int
    edges: int
    checksum: str
    sha256: str


def write_dump(graph: Graph, path: Path, *, force: bool = False) -> Summary:
    """Write the graph to a file, whole or not at all; writers wait meanwhile, so that it is the graph at one moment.

    Raises DumpError where the file is there and `force` is not set, where it cannot be written, or where the graph
    holds what is not of this project.
    """
    if path.exists() and not force:
        raise DumpError(str(path), "is there already", "--force writes over it")

    def work(tx: Transaction) -> Summary:
        lock_for_writing(tx)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, suffix=".part", delete=False) as file:
            part = Path(file.name)
            try:
                summary = _write(graph, file, str(path))
                file.flush()
                os.fsync(file.fileno())
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
        return summary

    try:
        return graph.write(work)
    except OSError as error:
        raise DumpError(str(path), f"cannot be written ({error.strerror or error})", "nothing was written") from error


def _write(graph: Graph, file: IO[bytes], name: str) -> Summary:
    counted = graph.read("RETURN COUNT { (n) WHERE NOT n:Schema } AS nodes, COUNT { ()-[]->() } AS edges", timeout=600)[
        0
    ]
    header = Header(SCHEMA_VERSION, __version__, counted["nodes"], counted["edges"], fingerprint(graph).checksum)
    nodes = edges = 0
    with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=5, mtime=0) as packed:
        writer = Writer(packed, name)
        writer.header(header)
        for node in _nodes(graph, name):
            writer.node(node)
            nodes += 1
        for edge in _edges(graph):
            writer.edge(edge)
            edges += 1
        sha256 = writer.close()
    if (nodes, edges) != (header.nodes, header.edges):
        missed = f"{header.nodes - nodes} nodes and {header.edges - edges} edges are not of this project"
        raise DumpError(graph.endpoint.uri, missed, "take them out of the graph")
    return Summary(nodes, edges, header.checksum, sha256)


def _nodes(graph: Graph, name: str) -> Iterator[Node]:
    for label in KEYS:
        for row in graph.stream(f"MATCH (n:{label}) RETURN labels(n) AS labels, properties(n) AS properties"):
            kind, labels = labelled(row["labels"], name)
            yield Node(kind, labels, row["properties"])


def _edges(graph: Graph) -> Iterator[Edge]:
    kinds = list(KEYS)
    for edge_type in EDGE_TYPES:
        rows = graph.stream(
            f"""
            MATCH (a)-[e:{edge_type}]->(b)
            RETURN [label IN labels(a) WHERE label IN $kinds][0] AS a, coalesce(a.id, a.name) AS a_key,
                   [label IN labels(b) WHERE label IN $kinds][0] AS b, coalesce(b.id, b.name) AS b_key, properties(e) AS properties
            """,
            {"kinds": kinds},
        )
        for row in rows:
            yield Edge(edge_type, (row["a"], row["a_key"]), (row["b"], row["b_key"]), row["properties"])


def read_dump(graph: Graph, path: Path) -> Summary:
    """Load a dump into an empty graph, or into one that a broken import left, which is emptied first.

    The file is verified as a whole before the first write. Until the graph's checksum equals the dump's, the graph is
    marked, and other commands refuse it. Raises DumpError on a dump that is damaged or of a newer schema, DatabaseRefused
    on a graph that holds something.
    """
    header, sha256 = verify(path)
    if header.schema > SCHEMA_VERSION:
        raise DumpError(str(path), f"has schema {header.schema}, this kg knows {SCHEMA_VERSION}", "install a newer kg")
    _make_room(graph)
    set_importing(graph, True)
    for batch in _batches(records(path)):
        try:
            _load(graph, batch, path)
        except QueryRefused as error:
            raise DumpError(str(path), f"the database refuses a part of it ({error.rule})", "make it anew") from error
    found = fingerprint(graph).checksum
    if found != header.checksum:
        raise DumpError(str(path), f"became a graph of checksum {found}, not {header.checksum}", "import it again")
    set_importing(graph, False)
    # what an older kg wrote knows nothing of copies
    catch_up(graph)
    return Summary(header.nodes, header.edges, found, sha256)


def _make_room(graph: Graph) -> None:
    state = graph.read(
        "OPTIONAL MATCH (s:Schema {id: 'graph'}) "
        "RETURN s.importing IS NOT NULL AS broken, EXISTS { (n) WHERE NOT n:Schema } AS holds"
    )[0]
    if state["holds"] and not state["broken"]:
        raise DatabaseRefused(
            graph.endpoint.uri, "holds a graph, and a dump goes into an empty one", "point NEO4J_URI at another server"
        )
    if state["holds"]:
        empty(graph)


def _batches(found: Iterable[Node | Edge]) -> Iterator[list[Node | Edge]]:
    batch: list[Node | Edge] = []
    characters = 0
    for one in found:
        batch.append(one)
        characters += len(one.properties.get("text", "")) if isinstance(one.properties.get("text"), str) else 0
        if len(batch) >= BATCH or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _load(graph: Graph, batch: list[Node | Edge], path: Path) -> None:
    statements: dict[str, list[Row]] = defaultdict(list)
    for one in batch:
        if isinstance(one, Node):
            statements[_node_statement(one)].append({"properties": one.properties})
        else:
            row = {"a": one.start[1], "b": one.end[1], "properties": one.properties}
            statements[_edge_statement(one)].append(row)
    made = graph.write(
        lambda tx: sum(tx.run(statement, rows=rows)[0]["made"] for statement, rows in statements.items())
    )
    if made != len(batch):
        raise DumpError(str(path), f"{len(batch) - made} of its edges end nowhere", "make the dump anew")


def _node_statement(node: Node) -> str:
    """Labels come from the ontology: `labelled` has seen them."""
    return f"UNWIND $rows AS row CREATE (n:{':'.join(node.labels)}) SET n = row.properties RETURN count(*) AS made"


def _edge_statement(edge: Edge) -> str:
    a, b = edge.start[0], edge.end[0]
    return (
        f"UNWIND $rows AS row MATCH (a:{a} {{{KEYS[a]}: row.a}}) MATCH (b:{b} {{{KEYS[b]}: row.b}}) "
        f"CREATE (a)-[e:{edge.type}]->(b) SET e = row.properties RETURN count(*) AS made"
    )
