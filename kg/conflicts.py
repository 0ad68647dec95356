"""Whether what persons said of names contradicts itself: A is B, B is C, and A is not C. Pure, and it names the chain."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """Two things that somebody called the same, or different; `label` tells who and when."""

    left: Hashable
    right: Hashable
    label: str = ""


def chain(same: Iterable[Said], start: Hashable, end: Hashable) -> list[Said] | None:
    """The shortest chain of things called the same that leads from one to the other; empty where they are one, None without."""
    beside: dict[Hashable, list[Said]] = defaultdict(list)
    for said in same:
        beside[said.left].append(said)
        beside[said.right].append(said)
    came: dict[Hashable, Said | None] = {start: None}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        if here == end:
            return _traced(came, start, end)
        for said in beside[here]:
            there = said.right if said.left == here else said.left
            if there not in came:
                came[there] = said
                queue.append(there)
    return None


def _traced(came: dict[Hashable, Said | None], start: Hashable, end: Hashable) -> list[Said]:
    steps: list[Said] = []
    here = end
    while here != start and (said := came[here]) is not None:
        steps.append(said)
        here = said.left if said.right == here else said.right
    return steps[::-1]


def contradiction(same: Iterable[Said], different: Iterable[Said]) -> tuple[Said, list[Said]] | None:
    """The first pair called different that a chain of things called the same joins, with that chain; None where there is none."""
    joined = list(same)
    for said in different:
        found = chain(joined, said.left, said.right)
        if found is not None:
            return said, found
    return None
