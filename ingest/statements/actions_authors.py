"""Who took a measure that the text tells in the passive: the court it was taken at, or the regulator who speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ingest.reading import Party
from ingest.statements.clauses import sentence_of, surface_subjects, word_of
from ingest.statements.courts import is_court
from ingest.statements.drafts import Deed
from ingest.statements.nouns import noun_agents, possessors
from ingest.statements.parties import parties
from ingest.statements.scene import Scene, named

Token = Any

OF_COURTS = frozenset({"sentence", "conviction", "acquittal", "penalty"})
FINING = frozenset("fine penalise penalize levy impose slap penalty hand order".split())
PLACING = frozenset({"at", "in", "before"})
REACH = 25
SANCTION_NOUNS = frozenset("sanction list blacklist freeze ban designation listing action package measure".split())
TARGETING = frozenset({"target", "hit", "cover"})
ACCOUNTABLE = frozenset({"penalty", "charge", "plea", "conviction", "seizure", "finding"})
IMPOSING = frozenset({"assess", "impose", "levy", "issue"})
LISTING = frozenset({"add", "place", "put", "include", "name"})
COMMON = ("penalty", "sanction")
BOURSE = frozenset({"trading", "stock", "shares", "nasdaq", "nyse", "securities", "token", "tokens"})
BANNING = frozenset({"ban", "bar", "disqualify", "debar", "blackball"})
OFFICES = frozenset("officer officers director directors penny returning entry entering travel travelling".split())


def court_around(scene: Scene, deed: Deed) -> Party | None:
    """Give the court at which a measure was taken: "was jailed for three years at Southwark Crown Court"."""
    if deed.kind not in OF_COURTS:
        return None
    sent = sentence_of(deed.trigger)
    for token in sent.doc[max(deed.trigger.i - REACH, sent.start) : min(deed.trigger.i + REACH, sent.end)]:
        if token.lower_ not in PLACING or token.i + 1 >= sent.end:
            continue
        for after in sent.doc[token.i + 1 : min(token.i + 3, sent.end)]:
            found = named(scene, after)
            if found and is_court(scene, found[0].entity):
                return found[0]
            if found or after.lower_ != "the":
                break
    return None


def bench(scene: Scene, deed: Deed, judge: Party) -> Party:
    """Give the court in whose name a judge acts, where the sentence names it with the judge."""
    if scene.label(judge.entity) != "Person":
        return judge
    found = (p for t in sentence_of(deed.trigger) for p in named(scene, t) if is_court(scene, p.entity))
    return next(found, judge)


def sanctioning(scene: Scene, deed: Deed, issuer: Party | None) -> Party | None:
    """Give whose sanctions they are: "placed under EU sanctions", "subject to a travel ban imposed by X", "today's action targets X"."""
    if deed.kind != "sanction":
        return None
    for token in deed.trigger.subtree:
        if token.lemma_.lower() in SANCTION_NOUNS:
            owners = [p for o in possessors(token) for p in named(scene, o)]
            owners += [p for o in noun_agents(token) for p in parties(scene, o)]
            found = [p for p in owners if scene.label(p.entity) == "Agency"]
            if found:
                return found[0]
    if issuer is not None and deed.trigger.lemma_ in LISTING and _names_list(deed.trigger):
        return issuer
    if deed.trigger.lemma_ in TARGETING:
        return issuer if _measure_subject(deed.trigger) else None
    return None


def _names_list(trigger: Token) -> bool:
    """Tell whether something is put on one of the lists that an authority keeps: "adds X to the Entity List"."""
    words = [t.lower_ for t in trigger.subtree]
    return any(other == "list" and one in {"entity", "unverified", "persons", "sdn"} for one, other in pairwise(words))


def _measure_subject(verb: Token) -> bool:
    return any(s.lemma_.lower() in SANCTION_NOUNS for s in surface_subjects(verb))


def is_no_sanction(trigger: Token) -> bool:
    """A ban from offices is part of a judgment, and what hits or targets must be a sanction."""
    words = {t.lower_ for t in trigger.subtree}
    if trigger.lemma_ == "be" and any(c.lower_ in {"still", "no", "not", "longer"} for c in trigger.children):
        return True
    if trigger.lemma_.lower() == "listing":
        return bool({t.lower_ for t in sentence_of(trigger)} & BOURSE)
    if trigger.lemma_ in BANNING:
        return bool(words & OFFICES) or bool(
            words & {"account", "accounts", "users", "app", "phones", "exports", "imports"}
        )
    if trigger.lemma_ in TARGETING and trigger.pos_ == "VERB":
        return not (_measure_subject(trigger) or words & {"sanction", "sanctions", "designation"})
    return False


def standing_before(scene: Scene, deed: Deed) -> Party | None:
    """Give the agency right before an active verb, where the parse hangs it elsewhere: "FinCEN named X a concern"."""
    verb = deed.trigger
    if verb.pos_ != "VERB" or verb.tag_ not in {"VBD", "VBZ", "VBP"} or any(c.dep_ == "auxpass" for c in verb.children):
        return None
    at = verb.i - 1
    while at > sentence_of(verb).start and scene.doc[at].pos_ in {"ADV", "AUX"}:
        at -= 1
    found = named(scene, scene.doc[at]) if at >= 0 else []
    return found[0] if found and scene.label(found[0].entity) == "Agency" else None


def fining_issuer(deed: Deed, issuer: Party | None) -> Party | None:
    """A regulator's own release tells its fines in the passive: "the firm was fined"."""
    return issuer if deed.kind == "penalty" and word_of(deed.trigger) in FINING else None


def with_common_author(scene: Scene, deeds: list[Deed]) -> list[Deed]:
    """Where a text names one author of penalties (or sanctions) only, those told without an author are his too."""
    for kind in COMMON:
        authors = {p.entity: p for deed in deeds if deed.kind == kind for p in deed.by}
        if len(authors) == 1:
            (author,) = authors.values()
            deeds = [
                replace(deed, by=(author,))
                if deed.kind == kind and not deed.by and _names_no_other(scene, deed)
                else deed
                for deed in deeds
            ]
    return _with_common_court(scene, deeds)


def _with_common_court(scene: Scene, deeds: list[Deed]) -> list[Deed]:
    """A sentence is passed by the only court of the text, where its own sentence names no other body."""
    if not any(deed.kind == "sentence" and not deed.by for deed in deeds):
        return deeds
    courts = [e for e in scene.entities.values() if e.label == "Agency" and e.mentions and is_court(scene, e.index)]
    if len(courts) != 1:
        return deeds
    first = courts[0].mentions[0]
    court = Party(courts[0].index, (first.start, first.end))
    return [
        replace(deed, by=(court,)) if deed.kind == "sentence" and not deed.by and _names_no_other(scene, deed) else deed
        for deed in deeds
    ]


def _names_no_other(scene: Scene, deed: Deed) -> bool:
    sent = sentence_of(deed.trigger)
    return not any(scene.label(t._.entity) == "Agency" for t in sent if t._.entity is not None)


def penalties_left_open(scene: Scene, drafts: list[Deed], deeds: list[Deed]) -> Iterator[Deed]:
    """ "FinCEN assessed a penalty of $184 million": against the only one whom the text charges, fines or has plead."""
    targets = {p.entity: p for deed in deeds if deed.kind in ACCOUNTABLE for p in deed.against}
    if len(targets) != 1:
        return
    (target,) = targets.values()
    for draft in drafts:
        imposes = draft.kind == "penalty" and word_of(draft.trigger) in IMPOSING and draft.trigger.pos_ == "VERB"
        agencies = draft.by and all(scene.label(p.entity) == "Agency" for p in draft.by)
        if (
            imposes
            and agencies
            and not draft.against
            and not _on_someone(draft.trigger)
            and any(t.like_num for t in draft.trigger.subtree)
        ):
            yield replace(draft, against=(target,))


def _on_someone(verb: Token) -> bool:
    """Tell whether a measure is on somebody whom the text leaves unnamed: "on nine banks"."""
    return any(t.dep_ == "prep" and t.lower_ in {"on", "against", "upon"} for t in verb.subtree)
