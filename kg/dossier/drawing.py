"""A drawing of the network as SVG: shapes by label, lines by status, words on every line; each neighbour is a link."""

from __future__ import annotations

from html import escape

from kg.dossier.layout import Layout, Spot, tall, wide
from kg.dossier.network import ACTION, Line, Network
from kg.ontology import AGENCY, COMPANY, COUNTRY, ENTITY_LABELS, GROUP, PERSON, STATUSES, WALLET
from kg.printable import printable

BOX_ROOM = 16
"""Characters for which there is room in the box of the entity."""

_SHAPES = {
    COMPANY: '<rect x="-11" y="-7" width="22" height="14" rx="3"/>',
    PERSON: '<circle r="8.5"/>',
    GROUP: '<path d="M-10 0-5-8.7H5L10 0 5 8.7H-5Z"/>',
    AGENCY: '<path d="M-9 8V-3L0-10 9-3V8Z"/>',
    WALLET: '<path d="M0-10 10 0 0 10-10 0Z"/>',
    COUNTRY: '<ellipse rx="11" ry="7"/>',
    ACTION: '<path d="M-3-9H3V-3H9V3H3V9H-3V3H-9V-3H-3Z"/>',
}


def drawings(network: Network) -> str:
    """The drawing twice: for a wide page and for a narrow one; a page shows one of them."""
    return "\n".join(
        _svg(network, layout(network.neighbours), name) for name, layout in (("wide", wide), ("tall", tall))
    )


def legend() -> str:
    """The shapes and lines with what they mean."""
    shapes = "".join(
        f'<li><svg viewBox="-13 -12 26 24" width="26" height="24" aria-hidden="true">{_shape(label)}</svg> {label}</li>'
        for label in (*ENTITY_LABELS, ACTION)
    )
    lines = "".join(
        f'<li><svg viewBox="0 0 40 12" width="40" height="12" aria-hidden="true">'
        f'<path class="line {status}" d="M1 6H39"/></svg> {status}</li>'
        for status in STATUSES
    )
    return f'<ul class="legend" aria-label="What shapes and lines mean">{shapes}{lines}</ul>'


def _svg(network: Network, layout: Layout, name: str) -> str:
    told = f"{clipped(network.name, 60)} and {len(network.neighbours)} neighbours; each is a link to what is stated"
    spots = "\n".join(_spot(spot, layout) for spot in layout.spots)
    return (
        f'<svg class="graph {name}" viewBox="0 0 {layout.width:g} {layout.height:g}" role="group" aria-label="{escape(told)}">\n'
        f"{spots}\n{_middle(network, layout)}\n</svg>"
    )


def _middle(network: Network, layout: Layout) -> str:
    width, height = layout.box
    x, y = layout.x, layout.y
    return (
        f'<g class="middle {network.label.lower()}"><title>{_text(network.name)}</title>'
        f'<rect x="{x - width / 2:g}" y="{y - height / 2:g}" width="{width:g}" height="{height:g}" rx="8"/>'
        f'<text class="name" x="{x:g}" y="{y - 2:g}" text-anchor="middle">{_text(clipped(network.name, BOX_ROOM))}</text>'
        f'<text class="small" x="{x:g}" y="{y + 16:g}" text-anchor="middle">{escape(network.label)}</text></g>'
    )


def _spot(spot: Spot, layout: Layout) -> str:
    """A neighbour with its lines; its own link leads to the first of them."""
    one, column = spot.neighbour, spot.column
    lines = "".join(_line(line, level, spot, layout) for line, level in zip(one.lines, spot.levels, strict=True))
    anchor = "start" if column.way > 0 else "end"
    told = "; ".join(line.title for line in one.lines)
    return (
        f'<a class="node" href="#{escape(one.lines[0].link)}" aria-label="{_text(f"{one.label} {one.name}: {told}")}">'
        f"<title>{_text(f'{one.name} ({one.label}): {told}')}</title>{lines}"
        f'<g transform="translate({column.shape:g} {spot.y:g})">{_shape(one.label)}</g>'
        f'<text class="name" x="{column.name:g}" y="{spot.y + 4.5:g}" text-anchor="{anchor}">'
        f"{_text(clipped(one.name, column.name_room))}</text></a>"
    )


def _shape(label: str) -> str:
    return f'<g class="shape {label.lower()}">{_SHAPES[label]}</g>'


def _line(line: Line, level: float, spot: Spot, layout: Layout) -> str:
    """A line from the entity: a bend, then a level part that carries the words, then straight to the shape."""
    column, way = spot.column, spot.column.way
    # a status that is not plain is told in a word too, and never cut
    status = f" ({line.status})" if line.status != "asserted" else ""
    words = clipped(line.words, column.line_room - len(status)) + status
    near = column.shape - 40 * way
    middle = (column.bend + near) / 2
    if layout.hanging:
        start = f"M{column.start:g} {layout.y + layout.box[1] / 2:g}V{level - 8:g}Q{column.start:g} {level:g} {column.bend:g} {level:g}"
    else:
        half = (column.start + column.bend) / 2
        start = f"M{column.start:g} {layout.y:g}C{half:g} {layout.y:g} {half:g} {level:g} {column.bend:g} {level:g}"
    path = f"{start}H{near:g}L{column.shape - 13 * way:g} {spot.y:g}"
    return (
        f'<path class="line {line.status}" d="{path}"/>{_head(line, level, spot)}'
        f'<text class="words {line.status}" x="{middle:g}" y="{level - 4:g}" text-anchor="middle">'
        f"<title>{_text(line.title)}</title>{_text(words)}</text>"
    )


def _head(line: Line, level: float, spot: Spot) -> str:
    """The head of the arrow, on the level part: at its far end where the line runs outward, else at its near end."""
    if line.outward is None:
        return ""
    column, way = spot.column, spot.column.way
    tip = column.shape - 38 * way if line.outward else column.bend - 2 * way
    back = tip - 9 * way if line.outward else tip + 9 * way
    return f'<path class="head {line.status}" d="M{tip:g} {level:g}L{back:g} {level - 4.5:g}V{level + 4.5:g}Z"/>'


def clipped(text: str, room: int) -> str:
    """A text cut to so many characters; of an address, which has no spaces, the middle goes."""
    text = printable(" ".join(text.split()))
    if len(text) <= room:
        return text
    if " " not in text:
        half = (room - 1) // 2
        return f"{text[:half]}…{text[-half:]}"
    return f"{text[: room - 1].rstrip()}…"


def _text(text: str) -> str:
    return escape(printable(text))
