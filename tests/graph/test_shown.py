"""What was not surely read stays in the graph and is shown only when asked for."""

from __future__ import annotations

from typing import Any

import pytest

from kg.asking.explain import explain
from kg.asking.paths import Options, find_paths
from kg.asking.queries import bind, load_query
from kg.evidence import SHOWN
from kg.graph import Graph
from kg.writing.documents import write_documents
from tests.conftest import NOW
from tests.graph.handmade import document

pytestmark = pytest.mark.graph

RELIABILITY = 0.8
SURE, UNSURE = {"confidence": RELIABILITY * 0.95}, {"confidence": RELIABILITY * (SHOWN - 0.1)}


def said(text: str, claims: list[tuple], publisher: str = "The Paper") -> Any:
    return document(text, claims, publisher=publisher, reliability=RELIABILITY)


DOUBTED = said("Quillon perhaps paid Tessera.", [("Quillon", "SENT_FUNDS_TO", "Tessera", UNSURE)])
AGAIN = said(
    "The Wire, too, has Quillon paying Tessera.", [("Quillon", "SENT_FUNDS_TO", "Tessera", UNSURE)], "The Wire"
)
PLAIN = said("Vantage paid Tessera.", [("Vantage", "SENT_FUNDS_TO", "Tessera", SURE)])


def shown(graph: Graph) -> dict[str, bool]:
    rows = graph.read("MATCH (a)-[e:SENT_FUNDS_TO]->() RETURN a.name AS name, e.shown AS shown")
    return {row["name"]: row["shown"] for row in rows}


def neighbours(graph: Graph, **raw: Any) -> set[str]:
    query = load_query("neighbourhood")
    return {row["neighbour"] for row in graph.read(query.text, bind(query, {"name": "Tessera", **raw}))}


def test_an_edge_is_shown_if_its_sentence_was_surely_read(graph: Graph) -> None:
    write_documents(graph, [DOUBTED, PLAIN], now=NOW)
    assert shown(graph) == {"Quillon": False, "Vantage": True}


def test_a_path_leaves_out_what_was_not_surely_read_and_says_so(graph: Graph) -> None:
    write_documents(graph, [DOUBTED, PLAIN], now=NOW)
    answer = find_paths(graph, "Quillon", "Vantage")
    assert answer.paths == ()
    assert "what was not surely read (--weak walks it)" in " ".join(explain(answer).split())
    assert len(find_paths(graph, "Quillon", "Vantage", Options(weak=True)).paths) == 1


def test_a_question_leaves_it_out_unless_asked(graph: Graph) -> None:
    write_documents(graph, [DOUBTED, PLAIN], now=NOW)
    assert neighbours(graph) == {"Vantage"}
    assert neighbours(graph, weak="true") == {"Vantage", "Quillon"}


def test_two_sources_that_agree_are_surer_than_each(graph: Graph) -> None:
    write_documents(graph, [DOUBTED, AGAIN], now=NOW)
    assert shown(graph) == {"Quillon": True}


def test_an_edge_of_a_graph_from_before_is_shown(graph: Graph) -> None:
    write_documents(graph, [DOUBTED], now=NOW)
    graph.command("MATCH ()-[e:SENT_FUNDS_TO]->() REMOVE e.shown")
    assert neighbours(graph) == {"Quillon"}
