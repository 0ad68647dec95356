"""Money laundering told as movements: "the thieves pushed $60 million through a mixer", "the loot was swapped into ether"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.reading import Party
from ingest.statements.clauses import (
    agents,
    is_passive,
    is_verbal,
    logical_objects,
    logical_subjects,
    prepositional,
    sentence_of,
    surface_subjects,
    word_of,
)
from ingest.statements.drafts import Deed
from ingest.statements.parties import distinct, parties
from ingest.statements.scene import Scene

Token = Any

MOVING = frozenset(
    "push send flow go move route funnel swap convert feed bridge deposit transfer exchange turn scatter run pass channel pump split spread cycle "
    "mix tumble wash process disperse shift siphon cash hide layer chop peel pour launder change forward obfuscate".split()
)
FLOWING = frozenset({"pass", "run", "flow", "go", "move"})
LOOT = frozenset("loot proceed haul spoil ransom".split())
STOLEN = frozenset({"stolen", "looted", "ill-gotten", "illicit", "criminal", "dirty", "laundered", "hacked", "tainted"})
MONEY = frozenset(
    "money fund asset coin token bitcoin ether cryptocurrency crypto currency eth btc usdt million billion part portion rest half share most "
    "worth bulk some third quarter it stablecoin".split()
)
THIEVES = frozenset("thief hacker attacker intruder exploiter robber culprit gang launderer criminal".split())
MIXERS = frozenset("mixer tumbler mixers tumblers chain-hopping coinjoin".split())
THROUGH = ("through", "via", "into", "in", "to")
DOERS = frozenset({"Group", "Person"})
THEFTS = frozenset({"theft", "ransomware"})


def movements(scene: Scene, found: list[Deed]) -> Iterator[Deed]:
    """Yield the laundering that clauses tell of thieves and of their loot."""
    told = {sentence_of(deed.trigger).start for deed in found if deed.kind == "laundering"}
    thieves = distinct([p for deed in found if deed.kind in THEFTS for p in deed.by])
    for token in scene.doc:
        if token.pos_ != "VERB" or word_of(token) not in MOVING or token.i in scene.mentions or not is_verbal(token):
            continue
        if sentence_of(token).start in told:
            continue
        by = _movers(scene, token, thieves)
        if by:
            told.add(sentence_of(token).start)
            yield Deed("laundering", tuple(by), (), token, "movement")


def _movers(scene: Scene, verb: Token, thieves: list[Party]) -> list[Party]:
    subjects = [*logical_subjects(verb), *agents(verb)]
    doers = distinct([p for head in subjects for p in parties(scene, head) if scene.label(p.entity) in DOERS])
    things = logical_objects(verb) or (surface_subjects(verb) if not subjects else [])
    loot = any(_is_loot(thing) for thing in things)
    money = loot or any(_is_money(thing) for thing in things)
    if doers:
        told = {p.entity for p in thieves}
        if not money or not (loot or _through_mixer(scene, verb)):
            return []
        if any(s.lemma_.lower() in THIEVES and s._.entity is None for s in subjects):
            return thieves if told & {p.entity for p in doers} else doers
        return doers if {p.entity for p in doers} <= told else []
    if verb.lemma_ in FLOWING and not is_passive(verb) and any(_is_sum(s) for s in subjects):
        through = [p for h in prepositional(verb, "through") for p in parties(scene, h)]
        return [p for p in distinct(through) if scene.entities[p.entity].kind == "mixer"]
    if is_passive(verb) and loot:
        services = [p for name in ("through", "via") for h in prepositional(verb, name) for p in parties(scene, h)]
        return [p for p in distinct(services) if scene.label(p.entity) == "Company"]
    return []


def _is_loot(thing: Token) -> bool:
    words = {thing.lemma_.lower()} | {c.lower_ for c in thing.children}
    below = {t.lemma_.lower() for prep in thing.children if prep.dep_ == "prep" for t in prep.children}
    stolen = {t.lower_ for prep in thing.children if prep.dep_ == "prep" for o in prep.children for t in o.children}
    return bool((words | below) & (LOOT | STOLEN) or stolen & STOLEN)


def _is_money(thing: Token) -> bool:
    return thing.lemma_.lower() in MONEY or bool({c.lemma_.lower() for c in thing.children} & MONEY)


def _is_sum(thing: Token) -> bool:
    return _is_money(thing) and any(t.like_num for t in thing.subtree)


def _through_mixer(scene: Scene, verb: Token) -> bool:
    """Tell whether money goes through a service that hides its way, or is changed into another asset."""
    heads = [h for name in THROUGH for h in prepositional(verb, name)]
    if any(h.lemma_.lower() in MIXERS or {c.lower_ for c in h.children} & MIXERS for h in heads):
        return True
    services = [p for h in heads for p in parties(scene, h) if scene.label(p.entity) == "Company"]
    if any(scene.entities[p.entity].kind == "mixer" for p in services):
        return True
    return bool(services) and verb.lemma_ not in {"send", "transfer", "deposit"}
