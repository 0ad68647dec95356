"""How two parties stand in one sentence, for a learned model: words between and around, the parse between, their labels.

The model was never told of any rule: it says how usual such words are for such a relation, whatever rule read it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.entities.extensions import entity_at
from ingest.reading import Party
from ingest.statements.clauses import sentence_of, word_of
from ingest.statements.frames import parse_frame
from ingest.statements.scene import Scene
from kg.ontology import EDGES, ENTITY_LABELS

LABELS = frozenset(ENTITY_LABELS)
MAX_PATH, MAX_CLIMB, MAX_SPELLED, MAX_NEAR, AROUND = 9, 30, 5, 16, 3
ALWAYS = "*"

Path = tuple[list[int], list[int], int | None]
"""The nodes from each head up to where the two meet, the meeting node left out of both."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a party stands: its entity, the first token, the one after the last, and the head of the words."""

    entity: int
    label: str
    start: int
    end: int
    root: int
    is_name: bool


@dataclass(slots=True)
class View:
    """The tokens of one sentence as the model sees them: a name is its label, a number "#"."""

    start: int
    words: list[str] = field(default_factory=list)
    kinds: list[tuple[str, ...]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)


def usual(scene: Scene, edge: str, source: Party, target: Party) -> float | None:
    """Tell how usual the words are for a relation, as log-odds; None where the two do not stand in one sentence."""
    told = told_of(scene, source, target)
    if told is None:
        return None
    return log_odds(weights_of_words(), typed(edge, told[1], told[0]))


def log_odds(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """Add up the weights of the features that were learned."""
    return weights.get(ALWAYS, 0.0) + sum(sorted(weights.get(feature, 0.0) for feature in features))


def weights_of_words() -> Mapping[str, float]:
    """The learned weight of each feature of a pair, by type and direction."""
    return weights_in("pairs.tsv")


@cache
def weights_in(name: str) -> Mapping[str, float]:
    """The learned weights of one shipped table."""
    table = files("ingest.statements").joinpath(name)
    rows = csv.reader(table.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {feature: float(weight) for feature, weight in rows}


def told_of(scene: Scene, source: Party, target: Party) -> tuple[list[str], bool] | None:
    """Give the features of two parties, and whether the source stands first; None where they are not in one sentence."""
    one, two = place_of(scene, source), place_of(scene, target)
    if one is None or two is None:
        return None
    first, second = (one, two) if one.start <= two.start else (two, one)
    sentence = sentence_of(scene.doc[first.start])
    if first.end > second.start or second.end > sentence.end:
        return None
    return pair_features(scene, view_of(scene, sentence), first, second), first is one


def place_of(scene: Scene, party: Party) -> Place | None:
    """Find the tokens of a party's words."""
    span = scene.doc.char_span(*party.span, alignment_mode="expand")
    if span is None or not len(span):
        return None
    root = span.root.i
    label = scene.label(party.entity) if party.entity in scene.entities else "word"
    return Place(party.entity, label, span.start, span.end, root, label == "word" or root in scene.mentions)


def view_of(scene: Scene, sentence: Any) -> View:
    """Look at one sentence once, whatever the number of its pairs; the view is kept on the doc."""
    kept: dict[int, View] = scene.doc.user_data.setdefault("kg_views", {})
    if sentence.start in kept:
        return kept[sentence.start]
    view = kept[sentence.start] = View(sentence.start)
    at, table = entity_at(scene.doc), lexicon()
    for token in sentence:
        entity = at.get(token.i)
        word = scene.label(entity) if entity is not None else "#" if token.like_num else _printable(word_of(token))
        view.words.append(word)
        view.kinds.append(() if entity is not None else table.get(word, ()))
        view.heads.append(token.head.i - sentence.start)
        view.deps.append(token.dep_)
    return view


def _printable(word: str) -> str:
    return "\\n" if word.isspace() or not word else word


@cache
def lexicon() -> Mapping[str, tuple[str, ...]]:
    """The edge types, with word class, of whose frames a word is a trigger."""
    found: dict[str, set[str]] = {}
    for edge in EDGES.values():
        for text in edge.frames:
            frame = parse_frame(text)
            for word in frame.words:
                found.setdefault(word, set()).add(f"{edge.name}.{frame.pos}")
    return {word: tuple(sorted(kinds)) for word, kinds in found.items()}


def pair_features(scene: Scene, view: View, first: Place, second: Place) -> list[str]:
    """Tell all of one pair in the order of the text; a feature of triggers ends in their types."""
    label = f"{first.label}>{second.label}"
    path = _path(view, first.root - view.start, second.root - view.start)
    found = ["", label]
    for number, place in ((1, first), (2, second)):
        entity = scene.entities.get(place.entity)
        if entity is not None:
            found += [f"e{number}:{entity.label_method}", f"e{number}n:{min(len(entity.mentions), 3)}"]
    found += _between(view, first, second, label)
    found += _around(view, first, second, label)
    found += _parse(view, first, second, label, path)
    return list(dict.fromkeys(found))


def _between(view: View, first: Place, second: Place, label: str) -> Iterator[str]:
    start, end = first.end - view.start, second.start - view.start
    words, length = view.words[start:end], end - start
    yield f"n{min(length, 6) if length < 8 else 8 if length < 14 else 14 if length < 25 else 25}"
    yield f"p{not first.is_name:d}{not second.is_name:d}"
    others = sum(word in LABELS and (at == 0 or words[at - 1] != word) for at, word in enumerate(words))
    yield f"o{min(others, 4)}"
    if length <= MAX_SPELLED:
        yield from (f"={label}:{' '.join(words)}", f"={' '.join(words)}")
    near = words if length <= MAX_NEAR else words[: MAX_NEAR // 2] + words[-MAX_NEAR // 2 :]
    for word in near:
        yield from (f"b:{word}", f"B:{label}:{word}")
    yield from (f"k:{kind}" for row in view.kinds[start:end] for kind in row)
    if words:
        yield from (f"bf:{label}:{words[0]}", f"bl:{label}:{words[-1]}")


def _around(view: View, first: Place, second: Place, label: str) -> Iterator[str]:
    start, end = first.start - view.start, second.end - view.start
    before, after = slice(max(0, start - AROUND), start), slice(end, end + AROUND)
    yield from (f"w-{word}" for word in view.words[before] or ["^"])
    yield from (f"w+{word}" for word in view.words[after])
    yield f"w-1:{label}:{view.words[start - 1] if start else '^'}"
    yield f"w+1:{label}:{view.words[end] if end < len(view.words) else '$'}"
    yield from (f"k-:{kind}" for row in view.kinds[before] for kind in row)
    yield from (f"k+:{kind}" for row in view.kinds[after] for kind in row)


def _parse(view: View, first: Place, second: Place, label: str, path: Path) -> Iterator[str]:
    up, down, top = path
    if top is None:
        yield "x0"
        return
    deps = [view.deps[node] for node in up], [view.deps[node] for node in down]
    inner = [node for node in (*up[1:], top, *down[1:]) if view.words[node] not in LABELS]
    length = len(up) + len(down)
    yield f"x{min(length, MAX_PATH)}"
    if length <= MAX_SPELLED + 1:
        shape = f"{'^'.join(deps[0])}|{'_'.join(deps[1])}"
        yield from (f"d:{shape}", f"D:{label}:{shape}", f"dt:{shape}:{view.words[top]}")
        if len(inner) < MAX_SPELLED:
            yield f"dl:{label}:{' '.join(view.words[node] for node in inner)}"
    yield from (f"t:{view.words[top]}", f"T:{label}:{view.words[top]}", f"td:{view.deps[top]}")
    yield from (f"i:{view.words[node]}" for node in inner)
    yield from (f"ik:{kind}" for node in inner for kind in view.kinds[node])
    ends = deps[0][-1] if up else ".", deps[1][-1] if down else "."
    yield from (f"tk:{ends[0]}:{ends[1]}:{kind}" for kind in view.kinds[top])
    yield f"h1:{first.label}:{view.words[_above(view, up)] if up else '.'}"
    yield f"h2:{second.label}:{view.words[_above(view, down)] if down else '.'}"


def _above(view: View, nodes: list[int]) -> int:
    head = view.heads[nodes[0]]
    return head if 0 <= head < len(view.words) else nodes[0]


def _path(view: View, one: int, two: int) -> Path:
    above = _climb(view, one)
    place = {node: at for at, node in enumerate(above)}
    down = _climb(view, two)
    for at, node in enumerate(down):
        if node in place:
            return above[: place[node]], down[:at], node
    return above, down, None


def _climb(view: View, node: int) -> list[int]:
    nodes = [node]
    for _ in range(MAX_CLIMB):
        parent = view.heads[node]
        if parent == node or not 0 <= parent < len(view.heads):
            break
        nodes.append(parent)
        node = parent
    return nodes


TRIGGERS = frozenset({"k", "k-", "k+", "ik", "tk"})


def typed(edge: str, ahead: bool, features: list[str]) -> list[str]:
    """The features as one type and direction sees them: each of its own, and those that all types share."""
    ahead = ahead or not EDGES[edge].directed
    way = ">" if ahead else "<"
    found = [edge]
    for feature in features:
        found.append(f"{edge}{way}|{feature}")
        head, _, rest = feature.partition(":")
        if head in TRIGGERS:
            found += _of_triggers(head, rest, edge, ahead=ahead)
        elif feature[:1] in {"n", "p", "x", "o", "e"}:
            found.append(feature)
    return list(dict.fromkeys(found))


def _of_triggers(head: str, rest: str, edge: str, *, ahead: bool) -> list[str]:
    """Whether a trigger is one of the type's own, and how the two hang from it, seen from the source."""
    *ends, kind = rest.split(":")
    name, _, pos = kind.partition(".")
    if name != edge:
        return [f"other {head}"] if head in {"k", "k-", "k+"} else []
    hang = "".join(f":{end}" for end in (ends if ahead else ends[::-1]))
    return [f"own {head}", f"own {head}:{pos}{hang}"]
