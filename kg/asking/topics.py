"""What questions are about: the topics that they are listed by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

TOPICS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "entities": "Who and what",
        "links": "Links and chains",
        "money": "Money",
        "wallets": "Wallets",
        "measures": "Measures by authorities",
        "crimes": "Crimes and their victims",
        "evidence": "How sure it is",
        "sources": "Sources and documents",
        "history": "What is new, and when",
        "other": "Others",
    }
)
"""What a question may be about, in the order in which they are listed, and the heading of each."""
WHOLE_GRAPH: Final = "whole-graph"
"""The scope of a question that has no name to begin at, and looks through all there is."""
