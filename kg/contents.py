"""What the graph holds, counted by kind."""

from __future__ import annotations

from kg.graph import Graph

_COUNTS = """
RETURN COUNT { (d:Document) WHERE d.withdrawn IS NULL } AS documents, COUNT { (:Entity) } AS entities,
       COUNT { (:Action) } AS actions, COUNT { (:Entity)-[]->(:Entity) } AS edges,
       COUNT { (c:Claim) WHERE c.withdrawn IS NULL } AS claims
"""


def count_contents(graph: Graph) -> dict[str, int]:
    """Count documents and claims that are not withdrawn, entities, actions and the edges between entities."""
    return graph.read(_COUNTS)[0]
