"""The interpreter of trigger frames: given a frame of the ontology and a token, who stands in its two slots.

The notation is explained in `kg.triggers`. A frame is parsed once; `fill` is the only way to apply it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest.reading import Party
from ingest.statements.clauses import logical_objects, logical_subjects, prepositional
from ingest.statements.nouns import is_single_apposition, noun_agents, noun_targets, possessors, said_of, users
from ingest.statements.parties import distinct, namesake, parties
from ingest.statements.scene import Scene

Token = Any

FRAME = re.compile(r"(?P<words>[^:+]+)(?:\+(?P<needs>[^:]+))?:(?P<pos>verb|noun|adj) (?P<left>\S+) > (?P<right>\S+)$")
NOMINAL_DEPS = frozenset({"appos", "attr", "pobj", "dobj", "nsubj", "nsubjpass"})
_BELOW = "kg_words_below"
POS = {"verb": {"VERB", "AUX"}, "noun": {"NOUN", "PROPN"}, "adj": {"ADJ", "VERB"}}


@dataclass(frozen=True, slots=True)
class Frame:
    """A parsed frame: any of `words` triggers it where one of `needs` (if any) hangs below; slots are paths, tried in order."""

    words: frozenset[str]
    needs: frozenset[str]
    pos: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    shape: str


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits at a trigger, with the parties on its left and right."""

    trigger: Any
    frame: Frame
    left: list[Party]
    right: list[Party]

    @property
    def rule(self) -> str:
        """Name the frame by the word that triggered it, as counts of hits and misses are kept."""
        return f"{self.trigger.lemma_.lower()}:{self.frame.shape}"


@lru_cache(maxsize=2048)
def parse_frame(text: str) -> Frame:
    """Parse one frame; raises ValueError for text that is none."""
    found = FRAME.match(text)
    if found is None:
        raise ValueError(f"not a frame: {text!r}; expected 'word|word+need:verb subj > obj'")
    needs = frozenset(found["needs"].split("|")) if found["needs"] else frozenset()
    shape = f"{found['pos']} {found['left']} > {found['right']}"
    left, right = tuple(found["left"].split("/")), tuple(found["right"].split("/"))
    return Frame(frozenset(found["words"].split("|")), needs, found["pos"], left, right, shape)


def index_frames(rows: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[tuple[str, Frame], ...]]:
    """Arrange (row name, frames) by trigger word, so that a token is looked up once."""
    table: dict[str, list[tuple[str, Frame]]] = {}
    for name, frames in rows:
        for text in frames:
            frame = parse_frame(text)
            for word in sorted(frame.words):
                table.setdefault(word, []).append((name, frame))
    return {word: tuple(found) for word, found in table.items()}


def fits(scene: Scene, frame: Frame, token: Token) -> bool:
    """Tell whether a token can trigger a frame: its word class, no part of a name, the needed words below it."""
    if not _has_class(token, frame.pos) or (token.i in scene.mentions and frame.pos != "verb"):
        return False
    if token.dep_ in {"aux", "auxpass"} or (token.dep_ in {"amod", "compound"} and token.tag_ == "VBG"):
        return False
    return not frame.needs or bool(_below(token) & frame.needs)


def _has_class(token: Token, pos: str) -> bool:
    """Tell whether a token is of a frame's word class; "a Russian national" is tagged an adjective where a noun stands."""
    return token.pos_ in POS[pos] or (pos == "noun" and token.pos_ == "ADJ" and token.dep_ in NOMINAL_DEPS)


def _below(token: Token) -> set[str]:
    """Give the words that hang near a trigger; a token may trigger several frames, and is looked at once."""
    kept: dict[int, set[str]] = token.doc.user_data.setdefault(_BELOW, {})
    if token.i not in kept:
        kept[token.i] = _words_below(token)
    return kept[token.i]


def _words_below(token: Token) -> set[str]:
    """Collect a trigger's dependents, what its prepositions govern, and their modifiers."""
    words: set[str] = set()
    level = [token]
    for _ in range(4):
        level = [
            c for node in level for c in node.children if c.dep_ not in {"advcl", "relcl", "parataxis", "nsubj", "conj"}
        ]
        for node in level:
            if node._.entity is not None:
                continue  # "Tornado Cash" is no cash
            words |= {node.lower_, node.lemma_.lower()}
            words |= {w for c in node.conjuncts if c.i > node.i for w in (c.lower_, c.lemma_.lower())}
    if token.head != token and token.dep_ in {"compound", "amod", "acl"}:
        words.add(token.head.lemma_.lower())
    return words


def fill(scene: Scene, frame: Frame, token: Token) -> Match | None:
    """Apply a frame at a token that `fits`; None where neither side names anybody."""
    left, right = _slot(scene, frame.left, token), _slot(scene, frame.right, token)
    if not left and not right:
        return None
    return Match(token, frame, left, right)


def _slot(scene: Scene, paths: tuple[str, ...], token: Token) -> list[Party]:
    for path in paths:
        found = _walk(path.split("."), token)
        alone = path == "subj" and is_single_apposition(token)
        named = distinct(
            [party for head in found for party in (namesake(scene, head) if alone else parties(scene, head))]
        )
        if named:
            return named
    return []


def _walk(steps: list[str], token: Token) -> list[Token]:
    heads = [token]
    for step in steps:
        heads = [found for head in heads for found in step_from(head, step)]
    return heads


def step_from(token: Token, step: str) -> list[Token]:
    """Take one step of a slot's path: `subj`, `obj`, `poss`, `agent`, `doer`, `user`, `head`, `-`, or a preposition."""
    if step == "-":
        return []
    if step == "subj":
        return said_of(token) if token.pos_ in {"NOUN", "PROPN", "ADJ"} else logical_subjects(token)
    if step == "obj":
        return logical_objects(token)
    if step == "poss":
        return possessors(token)
    if step == "agent":
        return noun_agents(token) if token.pos_ in {"NOUN", "PROPN"} else logical_subjects(token)
    if step == "doer":
        return noun_agents(token) or noun_targets(token) if token.pos_ in {"NOUN", "PROPN"} else logical_subjects(token)
    if step == "user":
        return users(token)
    if step == "head":
        return [token.head] if token.dep_ in {"amod", "compound", "nmod", "npadvmod"} else []
    return prepositions_of(token, step)


def prepositions_of(token: Token, name: str) -> list[Token]:
    """List the objects of a preposition, those of a coordinated noun or its first conjunct too ("president and head of X")."""
    found = prepositional(token, name)
    if not found and token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"} and token.head.pos_ in {"NOUN", "PROPN"}:
        found = prepositional(token.head, name)
    return found
