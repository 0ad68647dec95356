"""Intrusions, thefts and extortions told by a noun and words around it: "was the work of X", "X claimed the attack on Y"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ingest.reading import Party
from ingest.statements.clauses import (
    agents,
    children,
    is_passive,
    logical_objects,
    logical_subjects,
    prepositional,
    sentence_of,
    surface_subjects,
    word_of,
)
from ingest.statements.drafts import Deed
from ingest.statements.nouns import noun_agents, possessors
from ingest.statements.parties import distinct, parties
from ingest.statements.scene import STATE_ARM, Scene, is_state, named

Token = Any

STEALING = frozenset("theft heist robbery burglary".split())
ATTACKS = frozenset(
    "attack intrusion breach cyberattack cyber-attack hack hacking compromise espionage cyberespionage sabotage campaign operation "
    "incident exploitation infiltration disruption defacement break-in spying cyberintrusion".split()
)
EVENTS = ATTACKS | STEALING | {"extortion", "exploit"}
PLAIN = frozenset("campaign operation incident compromise disruption exploitation infiltration raid".split())
"""Nouns that tell an intrusion only beside a word of the trade."""
TRADE = frozenset(
    "cyber espionage hacking phishing spearphishing spear-phishing malware ddos denial-of-service intrusion supply-chain wiper network networks "
    "computer computers system systems backdoor hackers hacker cyberattack cyberattacks ransomware data".split()
)
CYBER = frozenset(
    "hack hacking infiltrate infiltration spy spying intrusion cyberattack cyber-attack espionage cyberespionage cyberintrusion intrude".split()
)
EXTORTION = frozenset({"ransomware", "extortion", "ransom"})
TAKEN = frozenset(
    "stole stolen steal stealing theft heist drained siphoned looted took taken million billion crypto cryptocurrency tokens bitcoin bitcoins ether eth btc".split()
)
WORK = frozenset("work handiwork doing job responsibility".split())
CLAIMING = frozenset({"claim", "admit", "take"})
PERFORMING = frozenset(
    "carry conduct launch mount stage perpetrate execute commit orchestrate pull mastermind perform undertake engineer direct do lead run".split()
)
ASCRIBING = frozenset("attribute link tie trace pin ascribe connect blame credit lay assign".split())
SUFFERING = frozenset("suffer experience sustain endure face confirm disclose report acknowledge weather".split())
STRIKING = frozenset(
    "hit strike cripple paralyse paralyze affect target disrupt compromise breach shut bring halt knock".split()
)
WEAPONS = frozenset(
    "ddos dos service denial-of-service notpetya petya wannacry ryuk emotet trickbot qakbot dridex conficker stuxnet mirai sunburst wiper bec rdp "
    "sms email powershell vpn apt raas log4j log4shell proxyshell zerologon".split()
)
"""What an attack is named by that is no victim: its means."""
AT = ("on", "against", "at", "of", "into", "from", "targeting", "upon", "inside", "within")
HARMLESS = frozenset({"terrorist", "cartel"})


def incidents(scene: Scene) -> Iterator[Deed]:
    """Yield intrusions, thefts and extortions that a noun names, with doer and victim from the clause around it."""
    for token in scene.doc:
        if token.pos_ in {"NOUN", "PROPN"} and token.i not in scene.mentions and token.dep_ not in {"compound", "amod"}:
            yield from _incident(scene, token)


def _incident(scene: Scene, noun: Token) -> Iterator[Deed]:
    kind = _kind(noun)
    if kind is None:
        return
    doers = _doers(scene, noun)
    victims = _victims(scene, noun)
    if kind == "attack" and doers and all(scene.entities[p.entity].kind == "ransomware" for p in doers):
        kind = "ransomware"
    if any(scene.entities[p.entity].kind in HARMLESS for p in doers) and kind == "attack":
        return
    if doers and victims:
        yield Deed(kind, tuple(doers), tuple(victims), noun, "incident")
    elif doers and _told_before(noun):
        yield Deed(kind, tuple(doers), (), noun, "blamed")
    elif victims:
        yield Deed(kind, (), tuple(victims), noun, "incident")


def _kind(noun: Token) -> str | None:
    word = noun.lemma_.lower()
    if word not in EVENTS:
        return None
    if word in ATTACKS | {"extortion"} and {c.lower_ for c in noun.children} & EXTORTION:
        return "ransomware"
    if word in STEALING:
        return "theft"
    if word in {"hack", "exploit", "breach", "attack"} and {t.lower_ for t in sentence_of(noun)} & TAKEN:
        return "theft"
    if word not in ATTACKS:
        return None
    near = {t.lower_ for t in noun.subtree} | {c.lower_ for c in noun.head.children}
    return "attack" if word not in PLAIN or near & TRADE else None


def attackers(scene: Scene, heads: Iterable[Token]) -> list[Party]:
    """Keep who may have done it: groups, persons, states and their arms."""
    found = distinct([p for head in heads for p in parties(scene, head)])
    return [p for p in found if _may_attack(scene, p)]


def _may_attack(scene: Scene, party: Party) -> bool:
    label, read = scene.label(party.entity), scene.entities[party.entity]
    return label in {"Group", "Person"} or (label == "Agency" and (is_state(read) or bool(STATE_ARM.search(read.name))))


def sufferers(scene: Scene, heads: Iterable[Token]) -> list[Party]:
    found = distinct([p for head in heads for p in [*parties(scene, head), *_owned(scene, head)]])
    return [p for p in found if scene.label(p.entity) in {"Company", "Agency"} and not _is_attacker_state(scene, p)]


def _is_attacker_state(scene: Scene, party: Party) -> bool:
    read = scene.entities[party.entity]
    return read.label == "Agency" and is_state(read)


def _owned(scene: Scene, head: Token) -> list[Party]:
    """ "An intrusion into X's systems", "the servers of X": X suffers it."""
    if head._.entity is not None:
        return []
    owners = [o for o in possessors(head) if o.dep_ == "poss" or o._.entity is not None]
    return [p for o in [*owners, *prepositional(head, "of"), *prepositional(head, "at")] for p in parties(scene, o)]


def _doers(scene: Scene, noun: Token) -> list[Party]:
    found = attackers(scene, noun_agents(noun)) if _performed(noun) else []
    found = found or attackers(scene, [o for o in possessors(noun) if o.dep_ == "poss" or o._.entity is not None])
    if not found and noun.dep_ in {"nsubj", "nsubjpass"}:
        found = _said_of_event(scene, noun)
    if not found:
        found = _claimed(scene, noun)
    return found or _reduced(scene, noun)


def _performed(noun: Token) -> bool:
    """Tell whether the noun's verb says that it was done: who discloses or suffers a breach did not commit it."""
    return noun.dep_ != "dobj" or noun.head.lemma_ in PERFORMING | CLAIMING


def _said_of_event(scene: Scene, noun: Token) -> list[Party]:
    """ "The hack was the work of X", "was carried out by X", "has been attributed to X"."""
    verb = noun.head
    heads: list[Token] = []
    if verb.lemma_ == "be":
        for attr in children(verb, "attr"):
            if attr.lemma_.lower() in WORK:
                heads += prepositional(attr, "of") + children(attr, "poss")
    elif verb.lemma_ in PERFORMING and is_passive(verb):
        heads += agents(verb)
    elif verb.lemma_ in ASCRIBING and is_passive(verb):
        heads += prepositional(verb, "to") + prepositional(verb, "on")
    return attackers(scene, heads)


def _claimed(scene: Scene, noun: Token) -> list[Party]:
    """ "X was behind the hack", "X claimed responsibility for it", "Y attributed it to X", "Y blamed X for it"."""
    if noun.dep_ == "pobj":
        prep, host = noun.head, noun.head.head
        if prep.lower_ == "behind":
            return attackers(scene, surface_subjects(host) if host.pos_ in {"VERB", "AUX"} else [host])
        if prep.lower_ == "for" and host.lower_ in {"responsible", "responsibility", "credit", "blame"}:
            verb = host.head
            return attackers(scene, surface_subjects(verb) if verb.pos_ in {"VERB", "AUX"} else [])
        if prep.lower_ == "for" and host.lemma_ in {"blame", "credit", "accuse"}:
            return attackers(scene, logical_objects(host))
    if noun.dep_ == "dobj":
        verb = noun.head
        if verb.lemma_ in ASCRIBING:
            return attackers(scene, prepositional(verb, "to") + prepositional(verb, "on"))
        if verb.lemma_ == "claim":
            return attackers(scene, logical_subjects(verb))
    return []


def _reduced(scene: Scene, noun: Token) -> list[Party]:
    """ "A hack attributed to X", "the breach carried out by X", "attacks linked to X"."""
    heads: list[Token] = []
    for verb in children(noun, "acl", "relcl"):
        if verb.lemma_ in ASCRIBING:
            heads += prepositional(verb, "to") + prepositional(verb, "on")
        elif verb.lemma_ in PERFORMING:
            heads += agents(verb)
    return attackers(scene, heads)


def _victims(scene: Scene, noun: Token) -> list[Party]:
    found = sufferers(scene, [h for name in AT for h in prepositional(noun, name)])
    found = found or sufferers(
        scene, [h for v in children(noun, "acl") if v.lemma_ == "target" for h in children(v, "dobj")]
    )
    if not found:
        owners = [o for o in possessors(noun) if scene.mentions.get(o.i) is not None or o.dep_ == "poss"]
        found = distinct([p for o in owners for p in named(scene, o) if scene.label(p.entity) == "Company"])
        found = [p for p in found if scene.entities[p.entity].name.casefold() not in WEAPONS]
    if not found and noun.dep_ == "dobj" and word_of(noun.head) in SUFFERING:
        found = sufferers(scene, logical_subjects(noun.head))
    if not found and noun.dep_ == "pobj":
        found = _struck(scene, noun)
    if not found and noun.dep_ == "nsubj" and word_of(noun.head) in STRIKING and not is_passive(noun.head):
        found = sufferers(scene, logical_objects(noun.head))
    return found


def _struck(scene: Scene, noun: Token) -> list[Party]:
    """ "X was crippled by an attack", "X was the victim of a breach"."""
    prep, host = noun.head, noun.head.head
    if prep.dep_ == "agent" and word_of(host) in STRIKING:
        return sufferers(scene, logical_objects(host))
    if prep.lower_ == "of" and host.lemma_.lower() in {"victim", "target"} and host.dep_ == "attr":
        return sufferers(scene, surface_subjects(host.head))
    return []


def is_cyber(trigger: Token, *, victim: bool) -> bool:
    """Tell whether a word that leaves doer or victim unsaid still tells an intrusion: "breached its licence" does not."""
    if trigger.pos_ == "NOUN" and not victim:
        return False
    return trigger.lemma_.lower() in CYBER or bool({t.lower_ for t in sentence_of(trigger)} & TRADE)


def is_suffered(trigger: Token) -> bool:
    """Tell whether a noun is the object of suffering or telling: who discloses a breach did not commit it."""
    return trigger.dep_ == "dobj" and trigger.pos_ == "NOUN" and word_of(trigger.head) in SUFFERING


def _told_before(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"the", "this", "that"} for c in noun.children)
