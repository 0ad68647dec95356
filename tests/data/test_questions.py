"""Questions across documents: the 27 annotated ones loaded together, asked what an analyst would ask."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.graph import Graph
from tests.answering import ask_all
from tests.conftest import wipe
from tests.loading import read_into

pytestmark = [pytest.mark.data, pytest.mark.graph]

LEAST_ANSWERED = 0.4
"""Measured: docs/benchmarks.md."""
MOST_FALSE = 1


def test_questions_over_the_annotated_documents(session_graph: Graph, shared: Path) -> None:
    wipe(session_graph)
    documents = sorted((shared / "gold" / "dev").glob("*.json"))
    read_into(session_graph, documents)
    questions = json.loads((shared / "gold" / "questions.json").read_text("utf-8"))["questions"]
    outcome = ask_all(session_graph, questions, documents)
    wipe(session_graph)
    print(outcome)
    assert len(outcome.false_links) <= MOST_FALSE, outcome
    assert len(outcome.answered) / outcome.asked >= LEAST_ANSWERED, outcome
