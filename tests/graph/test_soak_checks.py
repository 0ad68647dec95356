"""The soak's checks can fail: each kind of damage that a kill might do is found and named."""

from __future__ import annotations

import pytest

from bench.synthetic import documents
from kg.graph import Graph
from kg.writing.documents import write_documents
from soak.checks import contents, documents_of, violations

pytestmark = pytest.mark.graph
NOW = "2026-01-02T03:04:05Z"


@pytest.fixture
def whole(graph: Graph) -> dict[str, str]:
    write_documents(graph, list(documents(4)), now=NOW)
    return contents(graph)


def test_an_undisturbed_graph_breaks_nothing(graph: Graph, whole: dict[str, str]) -> None:
    assert len(whole) == 4
    assert violations(graph, whole) == []


def test_a_part_of_the_documents_breaks_nothing(graph: Graph, whole: dict[str, str]) -> None:
    graph.command("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    write_documents(graph, list(documents(2)), now="2027-01-01T00:00:00Z")
    assert len(documents_of(graph)) == 2
    assert violations(graph, whole) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("MATCH (n:Claim) WITH n ORDER BY n.id LIMIT 1 DETACH DELETE n", "half a document"),
        ("MATCH (n:Passage) WITH n ORDER BY n.id LIMIT 1 DETACH DELETE n", "half a document"),
        ("MATCH ()-[m:MENTIONS]->() WITH m LIMIT 1 DELETE m", "half a document"),
        ("MATCH (n:Claim) WITH n ORDER BY n.id LIMIT 1 SET n.confidence = 0.123", "half a document"),
        ("MATCH (:Passage)-[m:IN]->() WITH m LIMIT 1 DELETE m", "a passage without a document"),
        ("MATCH ()-[m:FROM]->() WITH m LIMIT 1 DELETE m", "a document without a source"),
        ("MATCH ()-[m:EVIDENCE {order: 0}]->() WITH m LIMIT 1 DELETE m", "a claim without evidence"),
        ("MATCH ()-[m:SUBJECT]->() WITH m LIMIT 1 DELETE m", "a claim that points at nothing"),
        ("MATCH ()-[m:OBJECT]->() WITH m LIMIT 1 DELETE m", "a claim whose object points at nothing"),
        ("CREATE (:Entity {id: 'org:nobody'})", "an entity without a claim"),
        ("CREATE (:Action {id: 'action:nothing'})", "an action without a claim"),
        ("CREATE (:Leftover)", "a node of no kind"),
        ("CREATE (:Document {id: 'none of ours'})-[:FROM]->(:Source {name: 'x'})", "a document that no run wrote"),
        ("MATCH (:Entity)-[e]->(:Entity) WITH e LIMIT 1 SET e.claims = e.claims + 1", "an edge whose claims"),
        ("MATCH (:Entity)-[e]->(:Entity) WITH e LIMIT 1 DELETE e", "a claim whose edge is not there"),
        (
            "MATCH (a:Entity)-[e:OWNS|USED|CONTROLS|LAUNDERED_FOR]->(b:Entity) WITH a, e, b LIMIT 1 "
            "CREATE (a)-[again:OWNS]->(b) SET again = properties(e)",
            "two edges of one key",
        ),
    ],
)
def test_damage_is_found_and_named(graph: Graph, whole: dict[str, str], damage: str, said: str) -> None:
    graph.command(damage)
    found = violations(graph, whole)
    assert any(one.startswith(said) for one in found), found
