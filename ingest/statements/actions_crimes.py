"""The deed inside a measure: who is charged with, convicted of or jailed for a crime is said to have committed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.statements.clauses import logical_objects, sentence_of, surface_subjects
from ingest.statements.drafts import Deed
from ingest.statements.parties import distinct, parties
from ingest.statements.scene import Scene

Token = Any

CHARGING = frozenset({"charge", "arrest"})
PROVEN = frozenset({"conviction", "plea", "sentence"})
CRIMES = {
    **dict.fromkeys(
        ("fraud", "defraud", "defrauding", "ponzi", "swindling", "embezzlement", "embezzling", "scamming"), "fraud"
    ),
    **dict.fromkeys(("laundering", "launder"), "laundering"),
    **dict.fromkeys(("trafficking", "smuggling", "traffic", "smuggle"), "trafficking"),
    **dict.fromkeys(("hacking", "intrusion", "intrusions", "cyberespionage"), "attack"),
    **dict.fromkeys(("ransomware", "extortion", "extort", "extorting"), "ransomware"),
    **dict.fromkeys(("terrorism",), "terrorism"),
}
EVADING = frozenset(
    "violate violating violation violations evade evading evasion breach breaching breaches circumvent circumventing bust busting".split()
)
EVADED = frozenset({"sanctions", "embargo", "ieepa", "export"})
LINKS = frozenset({"with", "of", "to", "for", "on", "over", "in", "relating", "and", "including", "namely"})
CARRIERS = frozenset(
    "count counts charge charges offence offences offense offenses conspiracy suspicion role part involvement scheme".split()
)
NO_CRIME = frozenset({"anti", "against", "combat", "prevent", "counter", "investigating", "antifraud", "anti-fraud"})
REACH = 30


def crimes(scene: Scene, found: list[Deed]) -> Iterator[Deed]:
    """Yield the crimes for which the measures in `found` were taken, unless the same sentence's deeds tell them already."""
    told = {(deed.kind, sentence_of(deed.trigger).start, p.entity) for deed in found for p in deed.by}
    for deed in found:
        if deed.kind not in CHARGING | PROVEN or not deed.against or deed.rule == "caption":
            continue
        by = [p for p in deed.against if scene.label(p.entity) in {"Person", "Company", "Group"}]
        start = sentence_of(deed.trigger).start
        for kind, token in _named_crimes(deed.trigger):
            doers = tuple(p for p in by if (kind, start, p.entity) not in told)
            if doers and len(doers) == len(by):
                told |= {(kind, start, p.entity) for p in doers}
                yield Deed(kind, doers, (), token, "crime", "alleged" if deed.kind in CHARGING else "asserted")


def accused_crimes(scene: Scene, found: list[Deed]) -> Iterator[Deed]:
    """Yield the crimes of which somebody is accused or suspected, or for which he is wanted, without a charge."""
    read = {deed.trigger.i for deed in found if deed.kind == "charge"}
    told = {(deed.kind, sentence_of(deed.trigger).start, p.entity) for deed in found for p in deed.by}
    for token in scene.doc:
        if token.pos_ != "VERB" or token.lemma_ not in {"accuse", "suspect", "want"} or token.i in read:
            continue
        heads = logical_objects(token) if token.lemma_ != "want" or token.tag_ == "VBN" else []
        by = [p for h in heads for p in parties(scene, h) if scene.label(p.entity) in {"Person", "Company", "Group"}]
        for kind, word in _named_crimes(token):
            doers = [p for p in distinct(by) if (kind, sentence_of(token).start, p.entity) not in told]
            if doers:
                told |= {(kind, sentence_of(token).start, p.entity) for p in doers}
                yield Deed(kind, tuple(doers), (), word, "crime", "alleged")


def _named_crimes(trigger: Token) -> Iterator[tuple[str, Token]]:
    sent = sentence_of(trigger)
    subtree = {t.i for t in _clause(trigger).subtree}
    opened = False
    for token in sent.doc[trigger.i + 1 : min(trigger.i + REACH, sent.end)]:
        opened = opened or token.lower_ in LINKS
        if token.i not in subtree or not opened:
            continue
        if _other_clause(token, trigger):
            return
        kind = _crime(token)
        if kind is not None:
            yield kind, token


def _clause(trigger: Token) -> Token:
    """Give the token under which what a measure is for hangs: its own, or the verb that a noun completes ("faces counts of")."""
    if (
        trigger.pos_ == "NOUN"
        and trigger.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}
        and trigger.head.pos_ in {"VERB", "ADP"}
    ):
        return trigger.head
    return trigger if trigger.pos_ in {"VERB", "AUX", "NOUN"} else trigger.head


def _other_clause(token: Token, trigger: Token) -> bool:
    """Tell whether a new subject has begun since: what it does is not what the measure is for."""
    return (
        token.dep_ in {"nsubj", "nsubjpass"}
        and token.pos_ in {"NOUN", "PROPN", "PRON"}
        and token.head != trigger
        and token.tag_ not in {"WP", "WDT"}
    )


def _crime(token: Token) -> str | None:
    word = token.lower_
    if token._.entity is not None or {t.lower_ for t in token.doc[max(token.i - 2, 0) : token.i]} & NO_CRIME:
        return None
    if word in EVADING:
        around = {t.lower_ for t in token.doc[max(token.i - 3, 0) : token.i + 6]}
        return "evasion" if around & EVADED else None
    kind = CRIMES.get(word)
    if kind == "fraud" and word == "fraud" and token.nbor(-1).lower_ in {"computer"}:
        return None
    return kind


def denied_pleas(scene: Scene) -> Iterator[Deed]:
    """ "Pleaded not guilty to seven counts": no plea, but a charge."""
    for token in scene.doc:
        if token.lemma_.lower() not in {"plead", "pled"} or not _not_guilty(token):
            continue
        against = [p for s in surface_subjects(token) for p in parties(scene, s)]
        words = {t.lower_ for t in token.subtree}
        if against and words & {"count", "counts", "charge", "charges", "indictment", "information", "complaint"}:
            yield Deed("charge", (), tuple(distinct(against)), token, "not guilty", "asserted")


def _not_guilty(plea: Token) -> bool:
    after = [t.lower_ for t in plea.doc[plea.i + 1 : plea.i + 4]]
    return {"not", "guilty"} <= set(after) or after[:1] == ["innocent"]


def is_not_guilty(trigger: Token) -> bool:
    """Tell whether a plea is one of not guilty."""
    return trigger.lemma_.lower() in {"plead", "pled"} and _not_guilty(trigger)


def found_not_guilty(trigger: Token) -> bool:
    """Tell whether a verdict clears: "was found not guilty"."""
    words = [t.lower_ for t in trigger.subtree]
    return "guilty" in words and words[words.index("guilty") - 1] == "not"
