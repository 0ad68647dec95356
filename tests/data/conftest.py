"""The lists that several modules ask about, loaded once for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph import Graph
from tests.conftest import wipe
from tests.loading import pull_lists


@pytest.fixture(scope="package")
def known_world(session_graph: Graph, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """OFAC's list, MITRE's groups and MISP's clusters; documents may be added, nothing may be taken away."""
    wipe(session_graph)
    pull_lists(session_graph, shared, tmp_path_factory.mktemp("spool"))
    return session_graph
