"""What a person judged about two names is honoured whenever documents are written."""

from __future__ import annotations

import pytest

from kg.checksum import fingerprint
from kg.graph import Graph
from kg.writing.documents import write_documents
from tests.conftest import NOW
from tests.graph.handmade import document, ref

pytestmark = pytest.mark.graph

QUILLON = document("Quillon used Vantage.", [("Quillon", "USED", "Vantage")])
OSMUND = document("Osmund used Vantage.", [("Osmund", "USED", "Vantage")], publisher="The Wire")
ALIASED = document("Osmund, or Quillon, owns Perrin.", [("Osmund", "OWNS", "Perrin")], aliases={"Osmund": ["Quillon"]})
TOGETHER = document("Quillon paid Osmund.", [("Quillon", "SENT_FUNDS_TO", "Osmund")])
HALE = document("Tamsin Hale runs Radley.", [("Tamsin Hale", "OFFICER_OF", "Radley")])
SAME_HALE = document("Radley is run by Tamsin Hale.", [("Tamsin Hale", "OFFICER_OF", "Radley")])
OTHER_HALE = document("Tamsin Hale runs Garnet.", [("Tamsin Hale", "OFFICER_OF", "Garnet")])


def judge(graph: Graph, left: str, right: str, verdict: str) -> None:
    graph.command(
        "CREATE (:Judgement {id: $left + '|' + $right, left: $left, right: $right, verdict: $verdict})",
        left=left, right=right, verdict=verdict,
    )  # fmt: skip


def withdraw(graph: Graph) -> None:
    graph.command("MATCH (j:Judgement) SET j.withdrawn = $now", now=NOW)


def write(graph: Graph, *documents) -> None:
    for item in documents:
        write_documents(graph, [item], now=NOW)


def things(graph: Graph) -> set[tuple[str, ...]]:
    """The refs of each entity that is neither Vantage nor a party of no interest."""
    rows = graph.read("MATCH (e:Entity) RETURN e.refs AS refs")
    known = {"org:quillon", "org:osmund"}
    return {tuple(row["refs"]) for row in rows if known & set(row["refs"]) or row["refs"][0].startswith("person:")}


def hale(item) -> str:
    return ref(item.document.id, "Tamsin Hale")


@pytest.mark.parametrize(("left", "right"), [("org:quillon", "org:osmund"), ("org:osmund", "org:quillon")])
@pytest.mark.parametrize("documents", [(QUILLON, OSMUND), (OSMUND, QUILLON)])
def test_same_joins_two_names(graph: Graph, left: str, right: str, documents: tuple) -> None:
    judge(graph, left, right, "same")
    write(graph, *documents)
    assert things(graph) == {("org:osmund", "org:quillon")}
    edges = graph.read("MATCH (a)-[e:USED]->(b:Entity) RETURN a.id AS a, b.id AS b, e.sources AS sources")
    assert edges == [{"a": "org:osmund", "b": "org:vantage", "sources": 2}]


def test_same_holds_for_names_that_were_there_before(graph: Graph) -> None:
    write(graph, QUILLON, OSMUND)
    judge(graph, "org:quillon", "org:osmund", "same")
    write(graph, document("Quillon owns Perrin.", [("Quillon", "OWNS", "Perrin")]))
    assert things(graph) == {("org:osmund", "org:quillon")}


def test_same_is_above_what_a_document_keeps_apart(graph: Graph) -> None:
    judge(graph, "org:quillon", "org:osmund", "same")
    write(graph, TOGETHER)
    assert things(graph) == {("org:osmund", "org:quillon")}


def test_same_with_a_name_that_nobody_has_printed_changes_no_refs(graph: Graph) -> None:
    judge(graph, "org:quillon", "org:nobody", "same")
    write(graph, QUILLON)
    assert things(graph) == {("org:quillon",)}


def test_an_alias_joins_where_nothing_is_judged(graph: Graph) -> None:
    write(graph, QUILLON, ALIASED)
    assert things(graph) == {("org:osmund", "org:quillon")}


@pytest.mark.parametrize("documents", [(QUILLON, ALIASED), (ALIASED, QUILLON)])
def test_different_keeps_apart_what_an_alias_would_join(graph: Graph, documents: tuple) -> None:
    judge(graph, "org:osmund", "org:quillon", "different")
    write(graph, *documents)
    assert things(graph) == {("org:quillon",), ("org:osmund",)}


def test_different_parts_what_was_one_before(graph: Graph) -> None:
    write(graph, QUILLON, ALIASED)
    judge(graph, "org:osmund", "org:quillon", "different")
    write(graph, document("Quillon owns Lorimer.", [("Quillon", "OWNS", "Lorimer")]))
    assert things(graph) == {("org:quillon",), ("org:osmund",)}
    edges = graph.read("MATCH (a)-[:OWNS|USED]->(b:Entity) RETURN a.id AS a, b.id AS b")
    assert {(row["a"], row["b"]) for row in edges} == {
        ("org:quillon", "org:vantage"), ("org:quillon", "org:lorimer"), ("org:osmund", "org:perrin"),
    }  # fmt: skip


def test_what_is_judged_different_is_no_candidate(graph: Graph) -> None:
    judge(graph, hale(HALE), hale(OTHER_HALE), "different")
    write(graph, HALE, OTHER_HALE)
    assert graph.read("MATCH (:Person)-[e:SAME_AS]->() RETURN e") == []


def test_same_joins_namesakes(graph: Graph) -> None:
    judge(graph, hale(HALE), hale(OTHER_HALE), "same")
    write(graph, HALE, OTHER_HALE)
    assert things(graph) == {tuple(sorted((hale(HALE), hale(OTHER_HALE))))}


def test_different_keeps_namesakes_apart_though_a_fact_agrees(graph: Graph) -> None:
    judge(graph, hale(HALE), hale(SAME_HALE), "different")
    write(graph, HALE, SAME_HALE)
    assert things(graph) == {(hale(HALE),), (hale(SAME_HALE),)}


def test_a_withdrawn_same_joins_nothing(graph: Graph) -> None:
    judge(graph, "org:quillon", "org:osmund", "same")
    withdraw(graph)
    write(graph, QUILLON, OSMUND)
    assert things(graph) == {("org:quillon",), ("org:osmund",)}


def test_a_withdrawn_different_keeps_nothing_apart(graph: Graph) -> None:
    judge(graph, "org:quillon", "org:osmund", "different")
    withdraw(graph)
    write(graph, QUILLON, ALIASED)
    assert things(graph) == {("org:osmund", "org:quillon")}


def test_the_order_of_ingestion_changes_nothing_under_a_judgement(graph: Graph) -> None:
    judge(graph, "org:quillon", "org:vantage", "same")
    judge(graph, "org:osmund", "org:quillon", "different")
    prints = set()
    for order in ((QUILLON, OSMUND, ALIASED), (ALIASED, OSMUND, QUILLON)):
        graph.command("MATCH (n) WHERE NOT n:Schema AND NOT n:Judgement DETACH DELETE n")
        write(graph, *order)
        prints.add(fingerprint(graph))
    assert len(prints) == 1
