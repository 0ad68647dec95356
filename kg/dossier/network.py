"""What is drawn of a dossier: the entity's neighbours, each with the links and actions between the two, the surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.dossier.model import Action, Dossier, Party, Relation, Sum
from kg.ontology import EDGES, STATUSES

DRAWN = 22
"""Neighbours that are drawn; the lists name all."""
STACKED = 4
"""Links that are drawn between the entity and one neighbour."""
ACTION = "Action"
_SHORT = {"LAUNDERED_FOR": "laundered for", "HOLDS": "holds", "USED": "used", "LOCATED_IN": "located in", "OFFICER_OF": "officer of",
          "MEMBER_OF": "member of", "NATIONAL_OF": "national of", "OPERATES": "runs", "SAME_AS": "may be the same"}  # fmt: skip
"""Words of a line where those of the ontology take more room than there is."""
_ENDS = re.compile(r"\s*\{[ab]\}\s*")
_UNITS = ((1e12, "T"), (1e9, "bn"), (1e6, "M"), (1e3, "k"))


@dataclass(frozen=True, slots=True)
class Line:
    """One link as it is drawn: its words, how it is stated, which way it runs (None: neither), where it leads on the page."""

    words: str
    status: str
    outward: bool | None
    title: str
    link: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One thing at the other end of lines; `label` is an entity's label, or ACTION of deeds whose other side nobody names."""

    id: str
    name: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The entity in the middle and its neighbours, those it suffers from first; `left` more are not drawn."""

    name: str
    label: str
    neighbours: tuple[Neighbour, ...]
    left: int


def network(dossier: Dossier, links: dict[str, str]) -> Network:
    """Choose what is drawn; `links` tells by the key of a relation or the id of an action where on the page it stands."""
    found: dict[str, tuple[Party, list[Line]]] = {}
    for party, line in (*_relations(dossier, links), *_actions(dossier, links)):
        found.setdefault(party.id, (party, []))[1].append(line)
    every = [
        Neighbour(party.id, party.name, party.label, tuple(sorted(lines, key=_weight)[:STACKED]))
        for party, lines in found.values()
    ]
    chosen = sorted(every, key=lambda one: (_weight(one.lines[0]), one.name, one.id))[:DRAWN]
    chosen.sort(key=lambda one: (_way(one), one.label, _weight(one.lines[0]), one.name, one.id))
    return Network(dossier.who.name, dossier.who.label, tuple(chosen), len(every) - len(chosen))


def _weight(line: Line) -> tuple[int, float, str]:
    """Denials are drawn as eagerly as what is asserted: who leaves them out tells half of it."""
    strength = 0 if line.status == "denied" else STATUSES.index(line.status)
    return strength, -line.confidence, line.words


def _way(one: Neighbour) -> int:
    ways = [0 if line.outward is None else 1 if line.outward else -1 for line in one.lines]
    return sum(ways) > 0


def _relations(dossier: Dossier, links: dict[str, str]) -> Iterator[tuple[Party, Line]]:
    held = [wallet.relation for wallet in dossier.wallets]
    for one in (*dossier.relations, *dossier.countries, *held, *dossier.candidates):
        yield one.other, _line(_phrase(one), one.sum, one.outward, one.words, links[one.key])


def _phrase(relation: Relation) -> str:
    return _SHORT.get(relation.type) or _ENDS.sub("", EDGES[relation.type].phrase)


def _actions(dossier: Dossier, links: dict[str, str]) -> Iterator[tuple[Party, Line]]:
    """An action is a line to whoever is on its other side; deeds of one kind against nobody named are one thing."""
    alone: dict[str, list[Action]] = {}
    for one in dossier.actions:
        did = "did" in one.roles
        others = [party for party in (one.against if did else one.by) if party.id != dossier.who.id]
        for party in others:
            yield party, _line(one.kind, one.sum, did, one.words, links[one.id])
        if not others:
            alone.setdefault(f"{'by' if did else 'against'} {one.kind}", []).append(one)
    for name, some in alone.items():
        kind = some[0].kind
        thing = Party(f"action {name}", f"{len(some)} × {kind}" if len(some) > 1 else kind, ACTION)
        for one in some:
            told = one.date or one.told or "no date"
            yield thing, _line(told, one.sum, "did" in one.roles, one.words, links[one.id])


def _line(words: str, summed: Sum, outward: bool | None, title: str, link: str) -> Line:
    more = "" if summed.amount is None else f" {short(summed.amount)} {summed.currency or ''}".rstrip()
    told = f"{title}{more}: {summed.status}, confidence {summed.confidence:.2f}"
    return Line(f"{words}{more}", summed.status, outward, told, link, summed.confidence)


def short(amount: float) -> str:
    """An amount in few characters: 37M, 1.5bn, 150k."""
    for size, unit in _UNITS:
        if abs(amount) >= size:
            return f"{amount / size:.3g}{unit}"
    return f"{amount:g}"
