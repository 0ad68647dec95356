"""Victims in a list: "the victims of X include A and B", "among its targets were A and B", "intrusions at A, B and C"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.statements.actions_incidents import HARMLESS, attackers, sufferers
from ingest.statements.clauses import children, prepositional, surface_subjects
from ingest.statements.drafts import Deed
from ingest.statements.nouns import possessors
from ingest.statements.parties import distinct
from ingest.statements.scene import Scene

Token = Any

VICTIMS = frozenset({"victim", "target", "casualty"})
LISTING = frozenset({"include", "be", "comprise", "number", "count"})


def victim_lists(scene: Scene) -> Iterator[Deed]:
    """Yield the attacks of a group on those whom a clause lists as its victims."""
    for token in scene.doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in VICTIMS or token.i in scene.mentions:
            continue
        owners = [
            *(o for o in possessors(token) if o.dep_ == "poss" or o._.entity is not None),
            *prepositional(token, "of"),
        ]
        by = [p for p in attackers(scene, owners) if scene.label(p.entity) in {"Group", "Agency"}]
        by = [p for p in by if scene.entities[p.entity].kind not in HARMLESS]
        against = [p for p in distinct(list(_listed(scene, token))) if p.entity not in {b.entity for b in by}]
        if by and against:
            kind = "ransomware" if all(scene.entities[p.entity].kind == "ransomware" for p in by) else "attack"
            yield Deed(kind, tuple(by), tuple(against), token, "victim list")


def _listed(scene: Scene, noun: Token) -> Iterator[Any]:
    verb = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ in LISTING:
        yield from sufferers(scene, children(verb, "dobj", "attr"))
    elif noun.dep_ == "pobj" and noun.head.lower_ in {"among", "amongst"}:
        host = noun.head.head
        if host.lemma_ == "be":
            yield from sufferers(scene, [*surface_subjects(host), *children(host, "attr")])
    elif noun.dep_ == "attr" and verb.lemma_ == "be":
        yield from sufferers(scene, surface_subjects(verb))
    yield from sufferers(scene, [h for name in ("including", "like") for h in prepositional(noun, name)])
