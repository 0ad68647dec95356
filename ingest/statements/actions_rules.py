"""Actions that no frame can say: case captions, rules and listings by an agency, what a complaint seeks, thefts by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.reading import Party
from ingest.statements.actions_crimes import denied_pleas
from ingest.statements.actions_incidents import incidents
from ingest.statements.actions_pleadings import pleaded_charge, pleaded_fraud
from ingest.statements.actions_strikes import strikes
from ingest.statements.clauses import (
    children,
    is_passive,
    logical_objects,
    logical_subjects,
    prepositional,
    sentence_of,
    surface_subjects,
)
from ingest.statements.drafts import Deed
from ingest.statements.nouns import noun_agents, possessors
from ingest.statements.parties import distinct, parties
from ingest.statements.pleadings import named_charges, violators, with_firms
from ingest.statements.scene import Scene, named
from ingest.statements.victim_lists import victim_lists

Token = Any

MEASURES = {
    "designated": "sanction", "redesignated": "sanction", "sanctioned": "sanction", "blacklisted": "sanction", "charged": "charge",
    "indicted": "charge", "sued": "charge", "arrested": "arrest", "fined": "penalty",
}  # fmt: skip
FINDING_VERBS = frozenset({"find", "conclude", "determine", "hold", "rule"})
BREACHES = frozenset(
    "violate breach infringe contravene defraud mislead deceive misappropriate misrepresent manipulate overstep abuse flout".split()
)
DOING = frozenset("make commit engage participate operate act conduct run fail aid offer sell conspire".split())
WRONGS = frozenset(
    "misrepresentation misrepresentations misstatements fraud unlawful unlawfully illegal illegally fraudulent scheme violation violations "
    "deceptive unfair laundering misconduct controls manipulation insider unregistered false misleading comply".split()
)
RULE_VERBS = frozenset("propose issue finalize adopt publish amend revise promulgate implement".split())
RULE_WORDS = frozenset(
    "rule rulemaking regulation regulations ear measure measures nprm prohibit prohibiting ban sever cut require".split()
)
LISTING_VERBS = frozenset("add place put include remove delete".split())
LISTED_NOUNS = frozenset("entity entities person persons individual individuals party parties".split())
LIST_WORDS = frozenset({"list", "sdn"})
SEEKING_VERBS = frozenset({"seek", "request", "ask"})
PENALTY_WORDS = frozenset("penalty penalties disgorgement fine fines restitution disgorge".split())
FREEZE_WORDS = frozenset({"freeze", "freezing", "forfeit", "forfeiture", "seize", "seizure"})
THEFT_NOUNS = frozenset("theft heist robbery hack exploit raid attack breach".split())
BLAMING_VERBS = frozenset("blame attribute pin link tie trace accuse suspect credit".split())
VERSUS = frozenset({"v.", "v", "vs", "vs."})


def special_deeds(scene: Scene, found: list[Deed], issuer: Party | None) -> Iterator[Deed]:
    """Yield what the named rules find; they may look at the deeds that the frames have found."""
    charged = _charged(found)
    for token in scene.doc:
        if token.pos_ == "VERB":
            yield from _told_by_verb(scene, token, charged, issuer)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in THEFT_NOUNS:
            yield from _blamed(scene, token)
            yield from _named_theft(scene, token)
    yield from incidents(scene)
    yield from strikes(scene)
    yield from victim_lists(scene)
    yield from _trading_suspensions(scene, issuer)
    pleaded = list(pleaded_charge(scene, found, issuer))
    pleaded += violators(scene, [*found, *pleaded], issuer)
    pleaded += named_charges(scene, [*found, *pleaded], issuer)
    pleaded += with_firms(scene, found)
    yield from pleaded
    yield from denied_pleas(scene)
    yield from pleaded_fraud(scene, [*found, *pleaded])
    yield from _adjacent(scene, {deed.trigger.i for deed in found})


def _told_by_verb(scene: Scene, verb: Token, charged: dict[int, list[Party]], issuer: Party | None) -> Iterator[Deed]:
    if verb.lemma_ in RULE_VERBS:
        yield from _rules(scene, verb)
    if verb.lemma_ in LISTING_VERBS:
        yield from _listings(scene, verb)
    if verb.lemma_ in FINDING_VERBS:
        yield from _found_to(scene, verb)
    if verb.lemma_ in SEEKING_VERBS:
        yield from _sought(scene, verb, charged, issuer)


def captions(scene: Scene) -> Iterator[Deed]:
    """ "SEC v. A, B and C" is a charge by the one against the others."""
    doc = scene.doc
    for token in doc[1:-1]:
        if token.lower_ not in VERSUS:
            continue
        by = named(scene, doc[token.i - 1])
        if not by or scene.label(by[0].entity) not in {"Agency", "Country"}:
            continue
        against: list[Party] = []
        for after in doc[token.i + 1 : token.i + 60]:
            if (
                after.text in {"(", "\n", ":"}
                or (after.is_space and "\n" in after.text)
                or after.lower_ in {"civ", "civil", "case"}
            ):
                break
            against += named(scene, after)
        against = [p for p in distinct(against) if scene.label(p.entity) in {"Person", "Company", "Group"}]
        if against:
            yield Deed("charge", tuple(by), tuple(against), token, "caption", "asserted")


def _charged(found: list[Deed]) -> dict[int, list[Party]]:
    """Collect whom each agency charges; under -1 everybody whom anyone charges."""
    table: dict[int, list[Party]] = {}
    for deed in found:
        if deed.kind == "charge":
            for key in [*(p.entity for p in deed.by), -1]:
                table[key] = distinct(table.get(key, []) + list(deed.against))
    return table


def _words(token: Token) -> set[str]:
    return {t.lower_ for t in token.subtree}


def _rules(scene: Scene, verb: Token) -> Iterator[Deed]:
    """An agency proposes or amends a rule; whom it names after that is concerned."""
    by = _agencies(scene, logical_subjects(verb))
    if not by or not _words(verb) & RULE_WORDS or _only_lists(verb):
        return
    if verb.lemma_ == "revise" and not any(o.lemma_.lower() in RULE_WORDS for o in logical_objects(verb)):
        return
    below = [t for t in verb.subtree if t.i > verb.i and t.dep_ in {"pobj", "dobj", "conj", "nsubj", "nsubjpass"}]
    against = distinct([p for t in below for p in parties(scene, t)])
    against = [p for p in against if scene.label(p.entity) in {"Company", "Group", "Person"}]
    status = "proposed" if verb.lemma_ == "propose" or "proposed" in _words(verb) else None
    yield Deed("rule", tuple(by), tuple(against), verb, "listing rule", status)


def _only_lists(verb: Token) -> bool:
    """A regulation amended by adding names to a list is a sanction, not a rule."""
    means = [g for prep in children(verb, "prep") if prep.lower_ == "by" for g in children(prep, "pcomp")]
    return any(g.lemma_ in LISTING_VERBS and _words(g) & LIST_WORDS for g in means)


def _listings(scene: Scene, verb: Token) -> Iterator[Deed]:
    """An agency adds entities to a list, or takes them off it, without naming them."""
    words = _words(verb)
    if not words & LIST_WORDS or not (words | {t.lower_ for t in sentence_of(verb)}) & LISTED_NOUNS:
        return
    kind = "delisting" if verb.lemma_ in {"remove", "delete"} else "sanction"
    objects = {t.lemma_.lower() for o in logical_objects(verb) for t in [o, *o.conjuncts]}
    if not is_passive(verb) and not objects & LISTED_NOUNS:
        return
    by = _agencies(scene, logical_subjects(verb))
    for above in verb.ancestors:
        by = by or (_agencies(scene, logical_subjects(above)) if above.pos_ == "VERB" else [])
    if by:
        yield Deed(kind, tuple(by), (), verb, "listing")


def _agencies(scene: Scene, heads: list[Token]) -> list[Party]:
    return distinct([p for head in heads for p in parties(scene, head) if scene.label(p.entity) == "Agency"])


def _sought(scene: Scene, verb: Token, charged: dict[int, list[Party]], issuer: Party | None) -> Iterator[Deed]:
    """A complaint or its author seeks penalties or a freeze: from those named after it, else from those charged."""
    words = _words(verb) | {t.lower_ for c in verb.conjuncts for t in c.subtree}
    for kind, wanted in (("penalty", PENALTY_WORDS), ("seizure", FREEZE_WORDS)):
        if not words & wanted:
            continue
        by = _agencies(scene, surface_subjects(verb)) or ([issuer] if issuer is not None else [])
        below = [
            p
            for t in verb.subtree
            if t.i > verb.i and t.dep_ in {"pobj", "dobj", "nsubj", "poss", "conj"}
            for p in named(scene, t)
        ]
        against = [p for p in distinct(below) if scene.label(p.entity) in {"Person", "Company", "Group"}]
        against = against or (charged.get(by[0].entity, []) if by else [])
        if against:
            yield Deed(kind, tuple(by), tuple(against), verb, "sought", "proposed")


def _blamed(scene: Scene, noun: Token) -> Iterator[Deed]:
    """ "The FBI blamed X for the theft", "attributed the hack to X": X did it."""
    victim = [
        p for name in ("from", "of", "against", "on") for h in prepositional(noun, name) for p in parties(scene, h)
    ]
    victim = victim or [p for h in possessors(noun) for p in parties(scene, h) if scene.label(p.entity) == "Company"]
    kind = "attack" if noun.lemma_ in {"attack", "breach"} else "theft"
    node = noun
    for _ in range(3):
        if node.head == node:
            return
        node = node.head
        if node.lemma_ in BLAMING_VERBS and node.pos_ == "VERB":
            break
    else:
        return
    heads = logical_objects(node) if node.lemma_ in {"blame", "accuse", "suspect", "credit"} else []
    heads += prepositional(node, "to") + prepositional(node, "on")
    by = [p for h in heads for p in parties(scene, h) if h.i != noun.i and not noun.is_ancestor(h)]
    by = [p for p in distinct(by) if scene.label(p.entity) in {"Group", "Person", "Agency", "Company"}]
    if by:
        status = "alleged" if node.lemma_ in {"accuse", "suspect"} else None
        yield Deed(kind, tuple(by), tuple(distinct(victim)), noun, "blamed", status)


def _named_theft(scene: Scene, noun: Token) -> Iterator[Deed]:
    """ "The Bybit hack", "Lazarus Group heists": a company's is its loss, a group's its deed."""
    if noun.lemma_ in {"attack", "breach", "raid"}:
        return
    owners = distinct([p for h in possessors(noun) for p in named(scene, h)])
    by = [p for p in owners if scene.label(p.entity) in {"Group", "Person"}]
    victims = [p for p in owners if scene.label(p.entity) == "Company"]
    doers = distinct(
        [p for h in noun_agents(noun) for p in parties(scene, h) if scene.label(p.entity) in {"Group", "Person"}]
    )
    if by or (victims and doers):
        yield Deed("theft", tuple(distinct(by + doers)), tuple(victims), noun, "named theft")


def _found_to(scene: Scene, verb: Token) -> Iterator[Deed]:
    """A jury or court finds that someone violated the law, or finds someone liable."""
    finders = surface_subjects(verb)
    if not any(f.lemma_.lower() in {"jury", "court", "judge", "tribunal"} or f._.entity is not None for f in finders):
        return
    by = _agencies(scene, finders)
    if not by and not any(f.lemma_.lower() in {"jury", "court", "judge", "tribunal"} for f in finders):
        return
    for clause in children(verb, "ccomp"):
        liable = any(c.lower_ == "liable" for c in clause.children)
        concern = {"primary", "concern"} <= _words(clause)
        if concern or _is_breach(clause) or (liable and not any(c.dep_ == "neg" for c in clause.children)):
            against = [p for s in children(clause, "nsubj", "nsubjpass") for p in parties(scene, s)]
            if against:
                yield Deed("finding", tuple(by), tuple(distinct(against)), verb, "found to")


def _is_breach(clause: Token) -> bool:
    """Tell whether a clause tells a breach of the law or of trust, done and not left undone."""
    if any(c.dep_ == "neg" for c in clause.children):
        return False
    return clause.lemma_ in BREACHES or (clause.lemma_ in DOING and bool(_words(clause) & WRONGS))


def _trading_suspensions(scene: Scene, issuer: Party | None) -> Iterator[Deed]:
    """ "The temporary suspension of trading in the securities of X" is a measure of the securities regulator."""
    for token in scene.doc:
        if token.lower_ != "suspension" or issuer is None:
            continue
        after = scene.doc[token.i + 1 : min(token.i + 25, sentence_of(token).end)]
        words = [t.lower_ for t in after]
        if "trading" not in words or not {"securities", "stock", "shares"} & set(words):
            continue
        against = next((parties(scene, t) for t in after if t.i in scene.mentions and t.dep_ == "pobj"), [])
        yield Deed("sanction", (issuer,), tuple(against), token, "trading suspension")


def _adjacent(scene: Scene, read: set[int]) -> Iterator[Deed]:
    """ "AGENCY, an office of ..., designated NAME": where the parse is lost, the words next to a verb of measure still tell it."""
    for token in scene.doc[1:-1]:
        kind = MEASURES.get(token.lower_)
        if kind is None or token.i in read or token.i in scene.mentions or scene.doc[token.i - 1].pos_ == "AUX":
            continue
        agencies = [t for t in scene.doc[sentence_of(token).start : token.i] if t.i in scene.mentions]
        agencies = [t for t in agencies if scene.label(t._.entity) == "Agency"]
        target = next((t for t in scene.doc[token.i + 1 : token.i + 3] if t.i in scene.mentions), None)
        if not agencies or target is None:
            continue
        nearest = agencies[-1] if scene.doc[token.i - 1].text != "," else agencies[0]
        yield Deed(kind, tuple(named(scene, nearest)), tuple(parties(scene, target)), token, "adjacent")
