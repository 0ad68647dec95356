"""What a noun says of whom: who does what it names, whose it is, and of what it is said."""

from __future__ import annotations

from typing import Any

from ingest.statements.clauses import (
    MAX_DEPTH,
    MEASURE_VERBS,
    OBJECT_CONTROL,
    children,
    is_passive,
    logical_objects,
    logical_subjects,
    surface_subjects,
)

Token = Any

LIGHT_VERBS = frozenset(
    "announce bring commit conduct continue enter execute file grant hand handle have impose institute issue launch lead level levy make "
    "obtain open order perform perpetrate publish receive release request return reveal secure seek serve take unseal undertake win "
    "carry stage mount post sign approve adopt finalize propose say report disclose confirm initiate commence pursue charge".split()
)
"""Verbs that say little themselves; the subject does what the object noun names ("the SEC announced charges")."""

NAMING_VERBS = frozenset(
    "appoint call consider describe designate elect hire identify install know label list make name present promote regard register see "
    "style track view".split()
)
COPULAS = frozenset({"be", "become", "remain", "stay"})


ENGAGING_VERBS = frozenset(
    "plead admit confess engage participate partake involve collude indulge specialize specialise resort assist implicate succeed persist".split()
)
EVENT_NOUNS = frozenset(
    "conspiracy charge count scheme offence offense operation activity plot attempt campaign case violation spree attack".split()
)


def whole_noun(noun: Token) -> Token:
    """Climb from a modifier or later conjunct to the noun that stands in the clause: "money laundering conspiracy"."""
    for _ in range(MAX_DEPTH):
        if noun.head.pos_ != "NOUN" or noun.dep_ not in {"compound", "nmod", "conj"}:
            break
        if noun.dep_ != "conj" and noun.head.lemma_ not in EVENT_NOUNS:
            break
        noun = noun.head
    return noun


def noun_targets(noun: Token) -> list[Token]:
    """List against whom a noun's measure goes: "charges against X for hiding" has X hide."""
    noun = whole_noun(noun)
    found = [
        obj for prep in children(noun, "prep") if prep.lower_ in {"against", "on"} for obj in children(prep, "pobj")
    ]
    if not found and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        found = [o for p in children(noun.head, "prep") if p.lower_ in {"against", "on"} for o in children(p, "pobj")]
    if (
        not found
        and noun.dep_ == "pobj"
        and noun.head.head.pos_ in {"VERB", "AUX"}
        and noun.head.lower_ in {"with", "for", "of"}
    ):
        host = noun.head.head
        if host.lemma_ in OBJECT_CONTROL | MEASURE_VERBS:
            return logical_objects(host)
    return found


def doers(noun: Token, depth: int = 0) -> list[Token]:
    """List who does what a noun leads to: its agents, what it is said of ("a hub for laundering"), or the accused."""
    if depth > MAX_DEPTH:
        return []
    return noun_agents(noun, depth) or noun_targets(noun) or [t for t in said_of(noun) if t != noun]


def noun_agents(noun: Token, depth: int = 0) -> list[Token]:
    """List who does what a noun names: its possessor, its "by", or the subject of the light verb that it completes."""
    if depth > MAX_DEPTH:
        return []
    found = children(noun, "poss")
    found += [obj for prep in children(noun, "prep", "agent") if prep.lower_ == "by" for obj in children(prep, "pobj")]
    for verb in children(noun, "acl", "relcl"):
        if verb.lemma_ in LIGHT_VERBS and is_passive(verb):
            found += [
                obj for prep in children(verb, "agent", "prep") if prep.lower_ == "by" for obj in children(prep, "pobj")
            ]
    if found:
        return found
    return _light_subject(noun, depth)


def _light_subject(noun: Token, depth: int) -> list[Token]:
    host = whole_noun(noun)
    if host.dep_ == "dobj" and host.head.lemma_ in LIGHT_VERBS:
        return logical_subjects(host.head, depth + 1)
    if host.dep_ == "nsubjpass" and host.head.lemma_ in LIGHT_VERBS:
        return logical_subjects(host.head, depth + 1)
    if host.dep_ == "pobj":
        above = host.head.head
        if above.lower_ == "guilty":
            above = above.head
        if above.pos_ == "NOUN" and host.head.lower_ in {"of", "in", "to", "for"}:
            return noun_agents(above, depth + 1)
        if above.lemma_ in ENGAGING_VERBS and host.head.lower_ in {"in", "to", "with"}:
            return surface_subjects(above, depth + 1)
    return []


def co_prefix(noun: Token) -> Token | None:
    """Give the "co" of "co-founder", which the tokeniser cuts off and the parser may hang the rest of the phrase from."""
    if noun.i >= 2 and noun.nbor(-1).text == "-" and noun.nbor(-2).lower_ in {"co", "vice", "ex"}:
        return noun.nbor(-2)
    return None


def possessors(noun: Token) -> list[Token]:
    """List whose a noun is: "X's chief", "X chief", "the X-based firm"; modifiers of a first conjunct are shared."""
    found = children(noun, "poss", "compound", "nmod", "amod")
    first = co_prefix(noun)
    if first is not None:
        found += children(first, "poss", "compound", "nmod")
    if noun.dep_ == "conj" and not any(c.dep_ == "poss" for c in found) and noun.head.pos_ in {"NOUN", "PROPN"}:
        found += children(noun.head, "poss", "compound", "nmod")
    for name in children(noun, "compound"):
        found += children(name, "compound", "poss", "nmod")
    if noun.dep_ in {"compound", "nmod", "appos"} and noun.head._.entity is not None:
        # "Bybit CEO Ben Zhou" may hang everything from the last name
        found += [c for c in children(noun.head, "compound", "nmod", "poss") if c.i < noun.i]
    described = {token._.entity for token in said_of(noun) if token._.entity is not None}
    return [
        token
        for token in found
        if (token.dep_ == "poss" or token._.entity is not None) and token._.entity not in described
    ]


def is_single_apposition(noun: Token) -> bool:
    """Tell whether a noun explains one name only: "A, the chief of X, and B" says nothing of B."""
    return noun.dep_ == "appos" and noun.tag_ in {"NN", "NNP"}


def said_of(noun: Token, depth: int = 0) -> list[Token]:
    """List what a noun is said of: a copula's subject, an apposition's partner, the name that follows a title."""
    if depth > 4:
        return []
    found = _apposed(noun)
    head = noun.head
    if noun.dep_ in {"attr", "oprd", "acomp"} or (noun.dep_ == "dobj" and head.lemma_ in COPULAS):
        found += logical_objects(head) if head.lemma_ in NAMING_VERBS else surface_subjects(head)
    elif noun.dep_ == "xcomp":
        found += surface_subjects(head)
    elif noun.dep_ == "pobj" and head.lower_ == "as":
        found += _named_as(head)
    elif (
        noun.dep_ == "pobj"
        and head.lower_ == "of"
        and head.head.lower_ in {"one", "some", "both", "two", "three", "many"}
    ):
        found += said_of(head.head, depth + 1)
    elif noun.dep_ == "pobj" and head.lower_ == "among" and head.head.lemma_ in COPULAS:
        found += surface_subjects(head.head)  # "X is among the operators of Y"
    elif noun.dep_ in {"nsubj"} and head.lemma_ in COPULAS:
        found += children(head, "attr")
    elif noun.dep_ == "conj" and head.pos_ in {"NOUN", "PROPN"} and head._.entity is None:
        found += [token for token in said_of(head, depth + 1) if token.i != noun.i]
    return found


def _addressed(place: Token) -> list[Token]:
    """Climb from an address to whose it is: "A, of Omaha, Nebraska, the former chief of X"."""
    for _ in range(4):
        if place._.entity is not None or place.dep_ not in {"appos", "conj", "pobj"}:
            break
        place = place.head.head if place.dep_ == "pobj" else place.head
    return [place] if place._.entity is not None else []


def first_of_list(name: Token) -> Token:
    """Climb to the first of coordinated names: "A and B, both Russian nationals" speaks of A too."""
    for _ in range(MAX_DEPTH):
        if name.dep_ != "conj" or name.head._.entity is None:
            break
        name = name.head
    return name


def users(noun: Token) -> list[Token]:
    """List who owns or uses what a noun names: "LockBit's servers", "domains used by LockBit", "funds belonging to X"."""
    found = children(noun, "poss")
    for verb in children(noun, "acl", "relcl"):
        if verb.lemma_ in {"use", "operate", "control", "own", "run", "hold", "administer", "host", "register"}:
            found += [
                o
                for prep in children(verb, "agent", "prep")
                if prep.lower_ in {"by", "to"}
                for o in children(prep, "pobj")
            ]
        elif verb.lemma_ in {"belong", "link", "tie", "connect", "associate", "relate"}:
            found += [
                o for prep in children(verb, "prep") if prep.lower_ in {"to", "with"} for o in children(prep, "pobj")
            ]
    return found


def _apposed(noun: Token) -> list[Token]:
    found = [child for child in children(noun, "appos") if child._.entity is not None or child.pos_ == "PROPN"]
    if noun.dep_ == "appos" and noun.head._.entity is None:
        found += _addressed(noun.head)
    if noun.dep_ == "appos" or (noun.dep_ in {"compound", "nmod"} and noun.head._.entity is not None):
        found.append(first_of_list(noun.head) if noun.tag_ in {"NNS", "NNPS"} else noun.head)
    for conjunct in children(noun, "conj")[:1]:
        # "its founder and CEO Elizabeth Holmes": the name hangs from the first title
        if conjunct._.entity is not None and any(c._.entity is None for c in children(conjunct, "compound")):
            found.append(conjunct)
    return found


def _named_as(prep: Token) -> list[Token]:
    verb = prep.head
    if verb.pos_ in {"VERB", "AUX"}:
        return logical_objects(verb) if verb.lemma_ in NAMING_VERBS else surface_subjects(verb)
    if verb.pos_ in {"NOUN", "PROPN"}:
        return noun_agents(verb) or children(verb, "poss")
    return []
