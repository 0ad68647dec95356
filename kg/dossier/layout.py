"""Where everything of a drawing stands: plain arithmetic, the same places each time, and nothing on top of anything else.

The entity stands in the middle, its neighbours in a column on either side; or, for a narrow page, on top of one column.
Every line has a level of its own on which its words stand, so that no two words meet however many lines there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.dossier.network import Neighbour

LEVEL, BETWEEN, EDGE = 24.0, 16.0, 18.0
"""Height of one line with its words, the gap between two neighbours, and the margin, all in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the parts of a column stand from left to right, or mirrored (`way` -1): the line's bend, its level part, shape and name.

    There is room for so many characters in a name, and on a line.
    """

    start: float
    bend: float
    shape: float
    name: float
    way: int
    name_room: int
    line_room: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a neighbour stands, and the heights of its lines."""

    neighbour: Neighbour
    column: Column
    y: float
    levels: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawing's size, where the entity stands and how large its box is, and the spots of the neighbours."""

    width: float
    height: float
    x: float
    y: float
    box: tuple[float, float]
    spots: tuple[Spot, ...]
    hanging: bool = False
    """Whether the lines come down from the box, or out of its sides."""


RIGHT = Column(start=575, bend=610, shape=800, name=817, way=1, name_room=22, line_room=24)
LEFT = Column(start=425, bend=390, shape=200, name=183, way=-1, name_room=22, line_room=24)
DOWN = Column(start=24, bend=38, shape=228, name=244, way=1, name_room=18, line_room=23)


def wide(neighbours: Sequence[Neighbour]) -> Layout:
    """Two columns of about one height, in the order of the neighbours: the first ones on the left."""
    first = _half(neighbours)
    left, right = neighbours[:first], neighbours[first:]
    height = max(_height(left), _height(right), 120.0) + 2 * EDGE
    spots = (*_stack(left, LEFT, height), *_stack(right, RIGHT, height))
    return Layout(1000, height, 500, height / 2, (150, 64), spots)


def tall(neighbours: Sequence[Neighbour]) -> Layout:
    """One column under the entity."""
    top = 96.0
    height = top + _height(neighbours) + EDGE
    return Layout(400, height, 130, 44, (220, 52), tuple(_stack(neighbours, DOWN, height, top)), hanging=True)


def _half(neighbours: Sequence[Neighbour]) -> int:
    """How many go to the left, so that neither column is much higher than the other."""
    total = _height(neighbours)
    return min(range(len(neighbours) + 1), key=lambda first: abs(_height(neighbours[:first]) - total / 2))


def _height(neighbours: Sequence[Neighbour]) -> float:
    return sum(LEVEL * len(one.lines) + BETWEEN for one in neighbours)


def _stack(neighbours: Sequence[Neighbour], column: Column, height: float, top: float | None = None) -> list[Spot]:
    """Put neighbours below each other, from `top` or in the middle of the height."""
    at = (height - _height(neighbours)) / 2 if top is None else top
    spots = []
    for one in neighbours:
        levels = tuple(at + BETWEEN / 2 + LEVEL * (place + 0.75) for place in range(len(one.lines)))
        spots.append(Spot(one, column, sum(levels) / len(levels), levels))
        at += LEVEL * len(one.lines) + BETWEEN
    return spots
