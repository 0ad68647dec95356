"""How Neo4j Browser draws the graph, as GraSS: a colour and a caption for each label, colour and width for each type of edge.

GraSS knows labels and types, not properties, so a line cannot be dashed by its status; the status is written on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.ontology import EDGES, ENTITY_LABELS, PARTY_TYPES, STRUCTURE_TYPES

_DARK, _LIGHT = "#1F2933", "#FFFFFF"
NODES: Final[Mapping[str, tuple[str, str, str, int]]] = {
    "Company": ("#4C8DDA", _LIGHT, "{name}", 55),
    "Person": ("#F2B134", _DARK, "{name}", 55),
    "Group": ("#C8453B", _LIGHT, "{name}", 65),
    "Agency": ("#5B6C7D", _LIGHT, "{name}", 55),
    "Wallet": ("#2BA084", _LIGHT, "{name}", 45),
    "Country": ("#A98CCB", _DARK, "{name}", 50),
    "Action": ("#E57F3C", _DARK, "{name}", 50),
    "Document": ("#E4E7EB", _DARK, "{title}", 40),
    "Passage": ("#F5F7FA", _DARK, "{text}", 65),
    "Claim": ("#CBD2D9", _DARK, "{predicate} ({status})", 40),
    "Source": ("#9AA5B1", _DARK, "{name}", 45),
}
"""Of each label its colour, the colour of the words in it, its caption and its diameter in pixels."""

_OWNING, _ACTING, _MONEY, _PLACE, _VAGUE, _DEED = "#3B6FB5", "#B0792B", "#B5302A", "#8A6BB8", "#9AA5B1", "#D2691E"
LINES: Final[Mapping[str, tuple[str, int]]] = {
    "OWNS": (_OWNING, 3),
    "CONTROLS": (_OWNING, 3),
    "OPERATES": (_OWNING, 2),
    "OFFICER_OF": (_ACTING, 2),
    "MEMBER_OF": (_ACTING, 2),
    "ACTS_FOR": (_ACTING, 2),
    "HOLDS": ("#2BA084", 2),
    "LAUNDERED_FOR": (_MONEY, 3),
    "SENT_FUNDS_TO": (_MONEY, 3),
    "SUPPORTED": (_MONEY, 2),
    "USED": (_MONEY, 2),
    "LOCATED_IN": (_PLACE, 1),
    "NATIONAL_OF": (_PLACE, 1),
    "ASSOCIATED_WITH": (_VAGUE, 1),
    "SAME_AS": (_VAGUE, 1),
    "PERFORMED": (_DEED, 2),
    "TARGETED": (_DEED, 2),
}
"""Of each type of edge that is a sum of claims its colour and its width in pixels; what only holds evidence together is grey."""


def grass() -> str:
    """Write the style sheet, a rule for each label and type of the ontology."""
    return "\n".join(_rules()) + "\n"


def _rules() -> Iterator[str]:
    yield _rule(
        "node", {"color": "#CBD2D9", "border-color": "#9AA5B1", "text-color-internal": _DARK, "caption": '"{name}"'}
    )
    for label in (*ENTITY_LABELS, *(label for label in NODES if label not in ENTITY_LABELS)):
        colour, words, caption, diameter = NODES[label]
        properties = {
            "color": colour,
            "border-color": _darker(colour),
            "border-width": "2px",
            "text-color-internal": words,
        }
        yield _rule(f"node.{label}", {**properties, "diameter": f"{diameter}px", "caption": f'"{caption}"'})
    yield _rule("relationship", {"color": _VAGUE, "shaft-width": "1px", "font-size": "8px", "caption": '"<type>"'})
    for name in (*EDGES, *PARTY_TYPES):
        colour, width = LINES[name]
        yield _rule(
            f"relationship.{name}", {"color": colour, "shaft-width": f"{width}px", "caption": f'"{name} ({{status}})"'}
        )
    for name in STRUCTURE_TYPES:
        yield _rule(f"relationship.{name}", {"color": "#CBD2D9", "shaft-width": "1px", "caption": f'"{name}"'})


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    lines = [f"  {name}: {value};" for name, value in properties.items()]
    return "\n".join([f"{selector} {{", *lines, "}"])


def _darker(colour: str) -> str:
    """A colour at four fifths of its brightness, for the rim."""
    return "#" + "".join(f"{int(colour[place : place + 2], 16) * 4 // 5:02X}" for place in (1, 3, 5))
