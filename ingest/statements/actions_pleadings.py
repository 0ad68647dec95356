"""What a complaint or indictment makes of those in it: whom it charges, and the fraud that it alleges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.reading import Party
from ingest.statements.clauses import children, prepositional, sentence_of, surface_subjects
from ingest.statements.drafts import Deed
from ingest.statements.parties import distinct, parties
from ingest.statements.scene import Scene
from ingest.statements.status import RANK, status_of

Token = Any

CIVIL_PLEADINGS = frozenset({"complaint", "action", "lawsuit", "suit"})
CRIMINAL_PLEADINGS = frozenset({"indictment", "information"})
FRAUD_WORDS = frozenset(
    "fraud antifraud fraudulent fraudulently defraud defrauded defrauding ponzi misrepresentation misrepresentations misleading misappropriated "
    "misappropriating manipulation manipulative insider swindle scam embezzled".split()
)
STRONG = frozenset({"allege", "charge", "claim"})
ALLEGING = STRONG | {"say", "state", "describe", "accuse", "contend", "assert", "detail"}
TAKING_VERBS = frozenset({"raise", "obtain", "solicit", "collect", "receive", "take", "misappropriate"})
VICTIMS = frozenset({"investor", "investors", "client", "clients", "customers", "public"})


def pleaded_fraud(scene: Scene, found: list[Deed]) -> Iterator[Deed]:
    """Where a complaint speaks of fraud, those whom it charges are alleged to have committed it."""
    charges = [deed for deed in found if deed.kind == "charge" and deed.by and deed.against]
    if not charges:
        return
    for sent in scene.doc.sents:
        words = {t.lower_ for t in sent}
        trigger = next((t for t in sent if t.lower_ in FRAUD_WORDS), None)
        if trigger is None or not words & {
            "complaint",
            "alleges",
            "alleged",
            "charged",
            "charges",
            "charging",
            "complaints",
            "alleging",
        }:
            continue
        defendants = distinct(
            [p for deed in charges if deed.by[0].entity == charges[0].by[0].entity for p in deed.against]
        )
        defendants = [p for p in defendants if not is_relief_defendant(scene, p)]
        if defendants:
            status = max("alleged", status_of(trigger), key=RANK.__getitem__)
            yield Deed(
                "fraud", tuple(defendants), (), trigger, "pleaded fraud", "alleged" if status == "proposed" else status
            )
            yield from _raised(scene, {p.entity for p in defendants})
        return


def _raised(scene: Scene, defendants: set[int]) -> Iterator[Deed]:
    """What a pleading says that its defendants raised or took from investors is the sum of the fraud."""
    for token in scene.doc:
        if (
            token.lemma_ not in TAKING_VERBS
            or token.pos_ != "VERB"
            or not any(t.lower_ in VICTIMS for t in token.subtree)
        ):
            continue
        by = [p for s in surface_subjects(token) for p in parties(scene, s) if p.entity in defendants]
        if by:
            yield Deed("fraud", tuple(distinct(by)), (), token, "pleaded fraud", "alleged")


def pleaded_charge(scene: Scene, found: list[Deed], issuer: Party | None) -> Iterator[Deed]:
    """A text that tells what a pleading alleges, and never says whom it charges, charges whom the pleading has act."""
    charges = [deed for deed in found if deed.kind == "charge"]
    already = {p.entity for deed in charges for p in deed.against}
    issued = issuer is not None and any(issuer.entity in {p.entity for p in deed.by} for deed in charges)
    for words, by in ((CIVIL_PLEADINGS, issuer), (CRIMINAL_PLEADINGS, None)):
        if words is CIVIL_PLEADINGS and (by is None or issued):
            continue
        trigger, against = _pleaded(scene, words, by)
        against = [p for p in against if scene.label(p.entity) in {"Person", "Company", "Group"}]
        punished = {p.entity for deed in found if deed.kind == "penalty" for p in deed.against}
        against = [p for p in against if p.entity in punished] or against
        known = set() if by is not None else already
        if trigger is not None and against and not known & {p.entity for p in against}:
            yield Deed("charge", (by,) if by else (), tuple(against), trigger, "pleaded charge", "asserted")


def _pleaded(scene: Scene, pleadings: frozenset[str], by: Party | None) -> tuple[Token | None, list[Party]]:
    """Find the first verb with which a pleading (or its author) alleges, and who acts in what it alleges."""
    first, against = None, []
    for token in scene.doc:
        if token.lemma_ not in ALLEGING or token.pos_ != "VERB":
            continue
        subjects = surface_subjects(token)
        authors = {p.entity for s in subjects for p in parties(scene, s)}
        filed = by is not None and token.lower_ == "alleging" and "complaint" in {t.lower_ for t in sentence_of(token)}
        pleads = bool({s.lemma_.lower() for s in subjects} & pleadings)
        pleads = pleads and (token.lemma_ in STRONG or pleadings is CRIMINAL_PLEADINGS)
        filed = filed or (token.lemma_ in STRONG and by is not None and by.entity in authors)
        if not (filed or pleads):
            continue
        first = first or token
        against += [p for c in children(token, "ccomp") for s in surface_subjects(c) for p in parties(scene, s)]
        against += [p for o in children(token, "dobj") for h in prepositional(o, "by") for p in parties(scene, h)]
    return first, distinct(against)


def is_relief_defendant(scene: Scene, party: Party) -> bool:
    """A relief defendant holds the money and is accused of nothing."""
    for mention in scene.entities[party.entity].mentions:
        before = scene.doc._.source_text[max(mention.start - 400, 0) : mention.start].rsplit(".  ", 1)[-1]
        if "relief defendant" in before.lower() and "against defendant" not in before.lower():
            return True
        after = scene.doc._.source_text[mention.end : mention.end + 60].lower()
        if re.match(r"[^.;]{0,30}\bas (?:an? )?relief defendant", after):
            return True
    return False
