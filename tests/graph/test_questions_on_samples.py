"""The main questions have something to say about the sample pack, as the real pipeline reads it, and shows words that are in it."""

from __future__ import annotations

from typing import Any

import pytest

from kg.asking.paths import find_paths
from kg.asking.queries import bind, load_queries, load_query
from kg.cli.demo import QUESTION, TRY
from kg.graph import Graph

pytestmark = pytest.mark.graph

ASKED: dict[str, dict[str, Any]] = {
    "actions_against": {"name": "Tornado Cash"},
    "edge_evidence": {"name": "Huione Group", "other": "Lazarus Group"},
    "entity_profile": {"name": "Lazarus Group"},
    "entity_wallets": {"name": "Lazarus Group"},
    "launderers": {},
    "name_search": {"name": "huione"},
    "neighbourhood": {"name": "Huione Group"},
    "wallet_holders": {"name": "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"},
}


def ask(graph: Graph, name: str) -> list[dict[str, Any]]:
    query = load_query(name)
    return graph.read(query.text, bind(query, ASKED[name]))


def test_what_is_asked_is_a_question():
    """The others have golden rows of a graph made for them (test_field_queries): seven articles hold no answer to each."""
    assert set(ASKED) <= set(load_queries())


@pytest.mark.parametrize("name", sorted(ASKED))
def test_the_samples_answer(loaded_graph, name):
    assert {tuple(row) for row in ask(loaded_graph, name)} == {load_query(name).returns}


@pytest.mark.parametrize("name", sorted(set(ASKED) - {"name_search"}))
def test_the_sentences_shown_are_in_the_samples(loaded_graph, name):
    texts = [row["text"] for row in loaded_graph.read("MATCH (d:Document) RETURN d.text AS text")]
    shown = [row.get("evidence") or row.get("sentence") for row in ask(loaded_graph, name)]
    sentences = [sentence for evidence in shown if evidence for sentence in evidence.split(" [...] ")]
    assert sentences
    assert [sentence for sentence in sentences if not any(sentence in text for text in texts)] == []


@pytest.mark.parametrize("names", [QUESTION, TRY], ids=" to ".join)
def test_what_the_demo_asks_and_proposes_has_an_answer(loaded_graph, names):
    assert find_paths(loaded_graph, *names).paths
