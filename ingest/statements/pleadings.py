"""Whom a civil pleading holds to have broken the law, where no sentence says that they were charged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.reading import Party
from ingest.statements.actions_pleadings import is_relief_defendant
from ingest.statements.clauses import sentence_of, surface_subjects
from ingest.statements.defendants_tied import firms_run
from ingest.statements.drafts import Deed
from ingest.statements.named_order import named_within
from ingest.statements.parties import distinct, parties
from ingest.statements.scene import Scene

Token = Any

BREAKING = frozenset({"violate", "breach", "contravene", "infringe"})
AIDING = frozenset({"aid", "abet"})
ALLEGES = re.compile(
    r"\b(?:complaint|suit|lawsuit|action|SEC|Commission|CFTC|FTC|agency)\b[^.;]{0,80}?\b(?:further |also |additionally )?"
    r"(?:alleg|charg|claim|contend|assert)(?:es|ed|ing|s|e)\b|"
    r"\b(?:[Aa]ccording to|[Aa]s alleged in|[Ii]n) (?:the |its |their )?(?:[\w.’']+ ){0,3}(?:complaint|lawsuit|suit)\b"
)
"""Words that open what the complaint says."""
LAW = frozenset(
    "act rule rules section sections law laws provision provisions statute order injunction exchange securities".split()
)
NAMING = frozenset({"charge", "sue", "indict", "accuse", "name", "file", "bring"})
OFFENCE = re.compile(r"\b(?:with|for|alleging|that|arising|who)\b")
AND = re.compile(r"(?:,? ?\([^()]{1,40}\))?(?:,? and (?:the )?|, )")
WITH_BREACH = re.compile(r"(?:,? ?\([^()]{1,40}\))?,? with (?:violat|aid|abet|secur|fraud|insider|breach)")
ACTORS = frozenset({"Person", "Company", "Group"})


def violators(scene: Scene, found: list[Deed], issuer: Party | None) -> Iterator[Deed]:
    """ "The complaint alleges that A and B violated Section 17(a)" charges A and B, whoever else was charged before."""
    if issuer is None:
        return
    charged = {p.entity for deed in found if deed.kind == "charge" for p in deed.against}
    for token in scene.doc:
        if token.pos_ != "VERB" or token.lemma_ not in BREAKING | AIDING or token.i in scene.mentions:
            continue
        if token.lower_ in {"violating", "aiding", "abetting"} or any(c.dep_ == "neg" for c in token.children):
            continue
        sent = sentence_of(token)
        before = scene.doc._.source_text[sent.start_char : token.idx]
        if not ALLEGES.search(before) or not {t.lower_ for t in token.subtree} & LAW:
            continue
        doers = [p for s in surface_subjects(token) for p in parties(scene, s)]
        against = [p for p in distinct(doers) if scene.label(p.entity) in ACTORS and not is_relief_defendant(scene, p)]
        if against and not {p.entity for p in against} <= charged:
            charged |= {p.entity for p in against}
            yield Deed("charge", (issuer,), tuple(against), token, "pleaded breach", "asserted")


def named_charges(scene: Scene, found: list[Deed], issuer: Party | None) -> Iterator[Deed]:
    """ "... and charges B with violating Section 15(a)": B is charged, even where the parse takes "charges" for a noun."""
    if issuer is None:
        return
    charged = {p.entity for deed in found if deed.kind == "charge" for p in deed.against}
    text = scene.doc._.source_text
    for token in scene.doc[:-1]:
        if token.lower_ not in {"charges", "charged", "charging"} or token.i in scene.mentions:
            continue
        start = token.idx + len(token) + 1
        against: list[Party] = []
        for entity, mention in named_within(scene, start, start + 240):
            between = text[start : mention.start]
            if scene.label(entity) not in ACTORS or not (AND.fullmatch(between) if against else not between):
                break
            against.append(Party(entity, (mention.start, mention.end)))
            start = mention.end
        fresh = {p.entity for p in against} - charged
        if fresh and WITH_BREACH.match(text, start) and _is_ours(scene, token, issuer):
            charged |= fresh
            yield Deed("charge", (issuer,), tuple(distinct(against)), token, "pleaded breach", "asserted")


def _is_ours(scene: Scene, token: Token, issuer: Party) -> bool:
    """Tell whether it is the issuer, its complaint or "it" that charges, and no other authority."""
    sent = sentence_of(token)
    before = scene.doc[sent.start : token.i]
    agencies = {t._.entity for t in before if t.i in scene.mentions and scene.label(t._.entity) == "Agency"}
    return agencies <= {issuer.entity} and (
        bool(agencies) or any(t.lower_ in {"complaint", "it", "action"} for t in before)
    )


def with_firms(scene: Scene, found: list[Deed]) -> Iterator[Deed]:
    """ "Charged A and the two companies he controls, X and Y": X and Y are charged with him."""
    charges = [d for d in found if d.kind == "charge" and d.against and d.trigger.lemma_ in NAMING]
    if not charges:
        return
    for _, owners, firms in firms_run(scene):
        start = firms[0][1].start if firms else 0
        deed = next((d for d in charges if _names_firms(scene, d, {p.entity for p in owners}, start)), None)
        if deed is not None:
            listed = [Party(e, (m.start, m.end)) for e, m in firms]
            yield Deed("charge", deed.by, tuple(distinct([*deed.against, *listed])), deed.trigger, "firms charged")


def _names_firms(scene: Scene, deed: Deed, owners: set[int], start: int) -> bool:
    """Tell whether a list that begins at a place goes on with whom a charge names."""
    sent = sentence_of(deed.trigger)
    before = scene.doc._.source_text[deed.trigger.idx : start]
    return (
        sent.start_char <= start < sent.end_char
        and deed.trigger.idx < start
        and bool(owners & {p.entity for p in deed.against})
        and not OFFENCE.search(before)
    )
