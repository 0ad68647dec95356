"""Whose were the things seized, where the clause does not say so: of whom the text accuses, or the service whose servers they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from ingest.entities.coreference import in_focus
from ingest.reading import Party
from ingest.statements.clauses import agents, is_verbal, logical_objects, logical_subjects, sentence_of, word_of
from ingest.statements.drafts import Deed
from ingest.statements.nouns import possessors, users
from ingest.statements.parties import distinct, parties
from ingest.statements.scene import Scene

Token = Any

SEIZING = frozenset("seize confiscate freeze impound forfeit restrain".split())
CLOSING = frozenset("take shut switch bring seize dismantle close knock pull".split())
BELONGINGS = frozenset(
    "asset property money cash fund account wallet bitcoin cryptocurrency crypto ether token million billion house home mansion apartment villa car "
    "vehicle yacht jet plane boat gold watch jewellery jewelry phone laptop computer device drug weapon firearm document record ivory painting "
    "artwork handbag coin currency stablecoin proceed estate share deposit building luxury dollar euro pound bar hardware safe".split()
)
PLATFORM = frozenset(
    "server infrastructure domain website site portal backend webpage panel platform marketplace market forum service".split()
)
ACCUSING = frozenset("charge arrest plea conviction sentence sanction penalty finding".split())
SHADY = frozenset({"exchange", "mixer", "marketplace", "casino"})
REACH = 5


def forfeits(scene: Scene, found: list[Deed]) -> Iterator[Deed]:
    """Yield seizures of things whose owner the clause leaves out."""
    numbers = {sent.start: number for number, sent in enumerate(scene.doc.sents)}
    told = {sentence_of(deed.trigger).start for deed in found if deed.kind == "seizure" and deed.against}
    accused = sorted(
        ((d.trigger.i, p) for d in found if d.kind in ACCUSING for p in d.against if _may_own(scene, p)),
        key=lambda one: one[0],
    )
    for token in scene.doc:
        if token.pos_ != "VERB" or token.i in scene.mentions or not is_verbal(token):
            continue
        word = word_of(token)
        if word not in SEIZING | CLOSING or sentence_of(token).start in told:
            continue
        takers = _takers(scene, token)
        against = _owners(scene, token, accused, numbers, takers)
        by = [p for p in takers if scene.label(p.entity) == "Agency"]
        if (
            against
            and (by or (word in SEIZING and not takers))
            and not any(p.entity in {b.entity for b in by} for p in against)
        ):
            told.add(sentence_of(token).start)
            yield Deed("seizure", tuple(by), tuple(against), token, "forfeit")


def _may_own(scene: Scene, party: Party) -> bool:
    return scene.label(party.entity) in {"Person", "Company", "Group"}


def _takers(scene: Scene, verb: Token) -> list[Party]:
    return distinct([p for head in [*logical_subjects(verb), *agents(verb)] for p in parties(scene, head)])


def _owners(
    scene: Scene, verb: Token, accused: list[tuple[int, Party]], numbers: dict[int, int], takers: list[Party]
) -> list[Party]:
    for thing in logical_objects(verb):
        nouns = {t.lemma_.lower() for t in [thing, *thing.conjuncts, *thing.children] if t.i not in scene.mentions}
        if thing._.entity is not None or not nouns & (BELONGINGS | PLATFORM) or _has_owner(scene, thing, takers):
            continue
        if nouns & PLATFORM:
            service = in_focus(scene.doc, verb, "Company")
            shady = service is not None and (
                scene.entities[service].kind in SHADY or service in {party.entity for _, party in accused}
            )
            return [Party(service, (thing.idx, thing.idx + len(thing)))] if service is not None and shady else []
        if word_of(verb) in SEIZING and nouns & BELONGINGS:
            return _last_accused(verb, accused, numbers)
    return []


def _has_owner(scene: Scene, thing: Token, takers: list[Party]) -> bool:
    """Tell whether the clause says whose a thing is, named or not ("the victim's money"); its takers it did not belong to."""
    taking = {p.entity for p in takers}
    for owner in [*possessors(thing), *users(thing)]:
        held = {p.entity for p in parties(scene, owner)}
        if held - taking or (not held and owner.dep_ == "poss"):
            return True
    return False


def _last_accused(verb: Token, accused: list[tuple[int, Party]], numbers: dict[int, int]) -> list[Party]:
    """Give those whom the nearest measure before strikes, in the same sentence or a few before."""
    here = numbers[sentence_of(verb).start]
    place = bisect_left(accused, verb.i, key=lambda one: one[0]) - 1
    if place < 0 or here - numbers[sentence_of(verb.doc[accused[place][0]]).start] > REACH:
        return []
    first = bisect_left(accused, accused[place][0], key=lambda one: one[0])
    return distinct([party for _, party in accused[first : place + 1]])
