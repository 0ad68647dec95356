"""Names that belong to the name before them: "Rio Tinto's Technology Group" is its unit, "Binance's Richard Teng" its man."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from ingest.reading import Party
from ingest.statements.drafts import Draft
from ingest.statements.named_order import in_order
from ingest.statements.scene import Scene, is_state

Token = Any

POSSESSIVE = re.compile(r"['’]s? (?:own )?")
NEWS = re.compile(
    r"\b(?:Times|Post|Journal|News|Reuters|Bloomberg|Media|Herald|Guardian|Telegraph|CNN|BBC|CoinDesk|Cointelegraph)\b"
)


def possessed(scene: Scene) -> Iterator[Draft]:
    """Yield firms and persons whose name follows an organisation's possessive with nothing between."""
    names = in_order(scene)
    text = scene.doc._.source_text
    for (owner, there), (other, here) in itertools.pairwise(names):
        if not POSSESSIVE.fullmatch(text[there.end : here.start]):
            continue
        labels = scene.label(owner), scene.label(other)
        if labels == ("Company", "Company") and not NEWS.search(there.surface):
            edge = "OWNS"
        elif labels in {("Company", "Person"), ("Agency", "Person")} and not is_state(scene.entities[owner]):
            edge = "OFFICER_OF"
        else:
            continue
        span = scene.doc.char_span(here.start, here.end, alignment_mode="expand")
        if span is None or owner == other:
            continue
        first, second = Party(owner, (there.start, there.end)), Party(other, (here.start, here.end))
        if edge == "OWNS":
            yield Draft(edge, first, second, span.root, "possessive name")
        else:
            yield Draft(edge, second, first, span.root, "possessive name")
