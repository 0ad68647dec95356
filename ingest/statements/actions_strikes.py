"""What hackers do to a victim, told by a verb: they break in, extort, post it on a leak site, take sums from several at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.reading import Party
from ingest.statements.actions_incidents import HARMLESS, attackers, sufferers
from ingest.statements.clauses import (
    children,
    is_passive,
    is_verbal,
    logical_objects,
    logical_subjects,
    prepositional,
    sentence_of,
    word_of,
)
from ingest.statements.drafts import Deed
from ingest.statements.nouns import possessors
from ingest.statements.parties import distinct
from ingest.statements.scene import Scene, named

Token = Any

STRIKES = frozenset(
    "hit strike target attack breach compromise infect cripple penetrate infiltrate intrude spearphish spear-phish phish access exploit extort "
    "victimize victimise encrypt lock sabotage hack paralyse paralyze disrupt deface burrow tap raid".split()
)
DOWN = frozenset({"take", "bring", "knock", "shut", "switch", "turn"})
ENTERING = frozenset({"get", "break", "worm", "slip", "sneak", "tunnel", "hack", "move", "work"})
MAIL = frozenset(
    "email emails mail mailbox mailboxes inbox inboxes correspondence call calls message messages code".split()
)
READING = frozenset({"read", "view", "copy", "monitor", "intercept", "spy"})
LURKING = frozenset({"find", "detect", "spot", "discover", "lurk", "sit", "hide", "be", "linger", "remain", "catch"})
NETWORKS = frozenset(
    "network networks system systems servers server infrastructure mailboxes environment cloud tenant".split()
)
ACCESS = frozenset({"gain", "obtain", "get", "have", "maintain", "win", "buy", "secure"})
INTO = ("into", "at", "inside", "on", "against", "to")
POSTING = frozenset({"list", "post", "name", "add", "publish", "put", "claim", "place", "appear", "upload", "dump"})
LEAK_WORDS = frozenset({"leak", "leaks", "shame", "shaming", "extortion"})
SITE_WORDS = frozenset({"site", "sites", "blog", "portal", "page", "website"})
RANSOM = frozenset({"ransom", "ransoms", "extortion"})
HOLDING = frozenset({"exchange", "mixer", "casino"})
TAKING = frozenset(
    "take steal drain siphon loot grab withdraw transfer remove pilfer swipe snatch make get run".split()
)
PLAIN_TAKING = frozenset({"take", "withdraw", "transfer", "remove", "get", "make", "run"})
ROBBERS = frozenset(
    "hacker attacker thief intruder exploiter actor cybercriminal criminal culprit robber group gang".split()
)
MANY = frozenset("victim company business organisation organization hospital target entity firm school".split())
ACTORS = frozenset({"Company", "Agency"})


def strikes(scene: Scene) -> Iterator[Deed]:
    """Yield what verbs tell of named hackers and their named victims."""
    for token in scene.doc:
        if token.pos_ == "VERB" and token.i not in scene.mentions:
            word = word_of(token)
            if word in STRIKES or word in ACCESS or _is_in(token, word):
                yield from _struck(scene, token, word)
            elif word in LURKING:
                yield from _lurking(scene, token)
            if word in POSTING:
                yield from _posted(scene, token)
            if word in TAKING:
                yield from _takings(scene, token, word)
            if word in {"pay", "demand"}:
                yield from _ransoms(scene, token, word)


def _is_in(verb: Token, word: str) -> bool:
    """Tell whether common words mean an intrusion here: "took down the network", "got into the mail", "read its emails"."""
    if word in DOWN:
        return any(c.lower_ in {"down", "offline", "out"} for c in verb.children)
    if word in READING:
        return any({o.lower_, *(c.lower_ for c in o.children)} & MAIL for o in children(verb, "dobj"))
    return word in ENTERING and any(p.lower_ in {"into", "inside"} for p in children(verb, "prep"))


def _lurking(scene: Scene, verb: Token) -> Iterator[Deed]:
    """ "X was found inside the network of Y", "X had been in Y's systems for a year"."""
    found = verb.lemma_ in {"find", "detect", "spot", "discover", "catch"}
    subjects = logical_objects(verb) if found else logical_subjects(verb)
    by = [p for p in attackers(scene, subjects) if _is_group(scene, p)]
    heads = [h for name in ("inside", "in", "within", "on") for h in prepositional(verb, name)]
    heads = [h for h in heads if h.lemma_.lower() in NETWORKS or h.lower_ in NETWORKS]
    against = [p for p in sufferers(scene, heads) if p.entity not in {b.entity for b in by}]
    if by and against:
        yield Deed("attack", tuple(by), tuple(against), verb, "strike")


def _hackers(scene: Scene, verb: Token) -> list[Party]:
    return [p for p in attackers(scene, logical_subjects(verb)) if _is_group(scene, p)]


def _is_group(scene: Scene, party: Party) -> bool:
    return scene.label(party.entity) in {"Group", "Agency"} and scene.entities[party.entity].kind not in HARMLESS


def _struck(scene: Scene, verb: Token, word: str) -> Iterator[Deed]:
    by = _hackers(scene, verb)
    if not by or not is_verbal(verb):
        return
    if word in ACCESS:
        if not any(o.lemma_ in {"access", "foothold", "entry", "control"} for o in children(verb, "dobj")):
            return
        heads = [h for name in ("to", "in", "inside", "of", "over") for h in prepositional(verb, name)]
    else:
        heads = logical_objects(verb) + [h for name in INTO[:4] for h in prepositional(verb, name)]
    against = [p for p in sufferers(scene, heads) if p.entity not in {b.entity for b in by}]
    against = against or _telling_of_itself(scene, verb, heads)
    if not against and word not in ACCESS and _extorts_many(scene, by, heads):
        yield Deed("ransomware", tuple(by), (), verb, "strike")
    if against:
        extorts = all(scene.entities[p.entity].kind == "ransomware" for p in by) or _says(verb, {"ransomware"})
        yield Deed("ransomware" if extorts else "attack", tuple(by), tuple(against), verb, "strike")


def _telling_of_itself(scene: Scene, verb: Token, heads: list[Token]) -> list[Party]:
    """ "Microsoft said that X had accessed its mailboxes": what the speaker calls its own."""
    own = any(c.lower_ in {"its", "their", "our"} for head in heads for c in children(head, "poss"))
    node = verb.head if verb.dep_ == "ccomp" else None
    return sufferers(scene, logical_subjects(node)) if own and node is not None and node.pos_ == "VERB" else []


def _extorts_many(scene: Scene, by: list[Party], heads: list[Token]) -> bool:
    """Tell whether a ransomware gang strikes victims whom the text leaves unnamed: "attacked more than 2,000 victims"."""
    gangs = all(scene.entities[p.entity].kind == "ransomware" for p in by)
    return gangs and any(h.lemma_.lower() in MANY and h._.entity is None for h in heads)


def _says(verb: Token, words: frozenset[str] | set[str]) -> bool:
    return bool({t.lower_ for t in sentence_of(verb)} & words)


def _posted(scene: Scene, verb: Token) -> Iterator[Deed]:
    """ "X was listed on LockBit's leak site", "BlackCat posted X on its leak site"."""
    words = {t.lower_ for t in verb.subtree}
    if not words & LEAK_WORDS or not words & SITE_WORDS:
        return
    sites = [t for t in verb.subtree if t.lower_ in SITE_WORDS]
    owners = [o for s in sites for o in [*possessors(s), *prepositional(s, "of")]]
    by = [p for p in distinct([*_hackers(scene, verb), *attackers(scene, owners)]) if _is_group(scene, p)]
    heads = logical_objects(verb) or (logical_subjects(verb) if verb.lemma_ == "appear" else [])
    against = [p for p in sufferers(scene, heads) if p.entity not in {b.entity for b in by}]
    if by and against:
        yield Deed("ransomware", tuple(by), tuple(against), verb, "leak site")


def _ransoms(scene: Scene, verb: Token, word: str) -> Iterator[Deed]:
    """ "JBS paid a ransom to REvil", "REvil demanded $70 million from Kaseya"."""
    if word == "pay":
        gangs = attackers(scene, [*prepositional(verb, "to"), *children(verb, "dative")])
        by = [p for p in gangs if _is_group(scene, p)]
        extorting = bool(by) and all(scene.entities[p.entity].kind == "ransomware" for p in by)
        if not extorting and not {t.lower_ for t in verb.subtree} & RANSOM:
            return
        against = sufferers(scene, logical_subjects(verb))
    else:
        by, against = _hackers(scene, verb), sufferers(scene, prepositional(verb, "from"))
    if by and against:
        yield Deed("ransomware", tuple(by), tuple(against), verb, "ransom")


def _takings(scene: Scene, verb: Token, word: str) -> Iterator[Deed]:
    """ "X took $60 million from A and $37 million from B": one theft a victim."""
    subjects = logical_subjects(verb)
    by = attackers(scene, subjects)
    robbers = any(s.lemma_.lower() in ROBBERS for s in subjects)
    robbed = is_passive(verb) and any(scene.entities[p.entity].kind in HOLDING for _, p in _robbed(scene, verb))
    if word in PLAIN_TAKING and not robbed and not any(_is_group(scene, p) for p in by) and not robbers:
        return
    victims = list(_robbed(scene, verb))
    if len(victims) < 2 and word not in PLAIN_TAKING:
        return
    for prep, party in victims:
        yield Deed("theft", tuple(by), (party,), prep, "taking")


def _robbed(scene: Scene, verb: Token) -> Iterator[tuple[Token, Party]]:
    sent = sentence_of(verb)
    told = is_passive(verb) and any(t.like_num for s in children(verb, "nsubjpass") for t in s.subtree)
    for prep in sent.doc[verb.i + 1 : sent.end - 1]:
        if prep.pos_ == "VERB" and prep.dep_ not in {"acl", "amod", "conj"}:
            return
        near = sent.doc[max(prep.i - 7, verb.i) : prep.i]
        if prep.lower_ != "from" or not (told or any(t.like_num or t.text in "$€£" for t in near)):
            continue
        for after in sent.doc[prep.i + 1 : min(prep.i + 5, sent.end)]:
            found = [p for p in named(scene, after) if scene.label(p.entity) == "Company"]
            if found:
                yield prep, found[0]
                break
