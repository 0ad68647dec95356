"""What kind of event a trigger tells once its parties are known, and which triggers tell no event at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ingest.statements.actions_authors import is_no_sanction
from ingest.statements.actions_crimes import found_not_guilty, is_not_guilty
from ingest.statements.clauses import children, logical_objects, sentence_of, surface_subjects, word_of
from ingest.statements.courts import is_criminal_court
from ingest.statements.drafts import Deed
from ingest.statements.scene import Scene

Token = Any

TAKING = frozenset(
    "stolen stole steal stealing theft taken took heist loot drained siphoned emptied lost lose losing".split()
)
SCHEMING = frozenset("ponzi scheme investors clients investor client fraud fraudulent".split())
CLIENTS = frozenset({"customer", "customers", "depositors", "savers", "pensioners", "donors"})
BREAKING_IN = frozenset({"hack", "exploit", "breach", "attack", "compromise"})
WANTING = frozenset("warrant reward lead call order request notice seek information".split())
GIVING = frozenset("receive get draw give hand serve".split())
PILFERING = frozenset("steal siphon drain pilfer purloin loot plunder".split())
LIFTING = frozenset(
    "lift ease revoke rescind terminate waive withdraw remove end relax overturn quash vacate drop".split()
)
TERMS = frozenset(
    "sentence term year month imprisonment custody jail prison time probation order detention day".split()
)
FEES = frozenset("fee price markup rate interest premium commission rent toll money sum amount customer client".split())
IDIOMS = frozenset({"march", "show", "scene", "thunder", "limelight", "heart", "spotlight", "glance", "headline"})
NOTICES = frozenset("notice sanction measure designation order fine penalty bill tariff ban news letter".split())


def retyped(scene: Scene, deed: Deed) -> Deed:
    """Hacking that takes money is theft; stealing from clients is fraud; a fine by a criminal court is its sentence."""
    word, words = word_of(deed.trigger), {t.lower_ for t in sentence_of(deed.trigger)}
    if deed.kind == "attack" and word in BREAKING_IN and words & TAKING and (deed.against or _by_group(scene, deed)):
        return replace(deed, kind="theft")
    if deed.kind == "attack" and any(scene.entities[p.entity].kind == "ransomware" for p in deed.by):
        return replace(deed, kind="ransomware")
    if deed.kind == "conviction" and found_not_guilty(deed.trigger):
        return replace(deed, kind="acquittal")
    if deed.kind == "seizure" and word == "seize" and _seizes_person(scene, deed):
        return replace(deed, kind="arrest")
    if deed.kind == "theft" and (word == "steal" or (word in PILFERING and deed.by)) and not _by_group(scene, deed):
        return _cheating(deed, words)
    return deed


def _cheating(deed: Deed, words: set[str]) -> Deed:
    if words & SCHEMING:
        return replace(deed, kind="fraud", against=())
    return replace(deed, kind="fraud") if words & CLIENTS else deed


def _by_group(scene: Scene, deed: Deed) -> bool:
    return any(scene.label(p.entity) in {"Group", "Agency"} for p in deed.by)


def _seizes_person(scene: Scene, deed: Deed) -> bool:
    heads = logical_objects(deed.trigger) if deed.trigger.pos_ == "VERB" else []
    return any(h._.entity is not None and scene.label(h._.entity) == "Person" for h in heads)


def sentenced(scene: Scene, deed: Deed) -> Deed:
    """A fine that a criminal court imposes is a sentence."""
    if deed.kind == "penalty" and any(is_criminal_court(scene, p.entity) for p in deed.by):
        return replace(deed, kind="sentence")
    return deed


def is_none(scene: Scene, deed: Deed) -> bool:
    """Tell whether a trigger tells no event: a plea of not guilty, an arrest that is wanted, a ban from office, a fee charged."""
    trigger = deed.trigger
    if deed.kind == "plea":
        return is_not_guilty(trigger) or (
            trigger.lemma_ in {"admit", "confess"} and any(scene.label(p.entity) != "Person" for p in deed.against)
        )
    if deed.kind == "arrest":
        if trigger.pos_ == "NOUN" and {"warrant", "warrants"} & {t.lower_ for t in sentence_of(trigger)}:
            return True
        return trigger.dep_ == "pobj" and trigger.head.head.lemma_ in WANTING
    if deed.kind == "charge" and trigger.pos_ == "VERB" and trigger.lemma_ == "charge":
        return any(o.lemma_.lower() in FEES for o in children(trigger, "dobj"))
    if deed.kind == "dismissal" and deed.by:
        return {p.entity for p in deed.against} == {p.entity for p in deed.by}  # "X dropped its claim"
    if deed.kind == "sanction" and trigger.pos_ == "NOUN" and trigger.dep_ in {"dobj", "nsubjpass"}:
        return word_of(trigger.head) in LIFTING or is_no_sanction(trigger)
    if deed.kind == "sanction":
        return is_no_sanction(trigger)
    if deed.kind == "sentence" and trigger.pos_ == "VERB" and trigger.lemma_ in GIVING:
        return not _gives_term(trigger)
    if deed.kind == "seizure":
        return _by_group(scene, deed) and any(scene.label(p.entity) == "Group" for p in deed.by)
    return deed.kind in {"attack", "theft", "ransomware"} and _is_no_incident(scene, deed)


def _gives_term(verb: Token) -> bool:
    near = verb.doc[verb.i + 1 : verb.i + 8]
    given = [
        t for o in children(verb, "dobj") if o.pos_ in {"NOUN", "NUM"} for t in o.subtree if t.i < verb.i + 8
    ] or near
    return any(t.lemma_.lower() in TERMS for t in [*given, *surface_subjects(verb)])


def _is_no_incident(scene: Scene, deed: Deed) -> bool:
    """A notice hits someone, the police infiltrate a gang, a rival steals a march."""
    if deed.trigger.pos_ != "VERB":
        return False
    if any(o.lemma_.lower() in IDIOMS for o in children(deed.trigger, "dobj")):
        return True
    if any(s.lemma_.lower() in NOTICES for s in surface_subjects(deed.trigger)):
        return True
    acting = {scene.label(p.entity) for p in deed.by}
    return acting == {"Agency"} and not any(scene.label(p.entity) != "Group" for p in deed.against)
