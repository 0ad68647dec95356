"""Who took a measure that the text tells in the passive: the court it was taken at, or the regulator who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ingest.reading import Party
from ingest.statements.clauses import sentence_of, word_of
from ingest.statements.courts import is_court
from ingest.statements.drafts import Deed
from ingest.statements.scene import Scene, named

Token = Any

OF_COURTS = frozenset({"sentence", "conviction", "acquittal", "penalty"})
FINING = frozenset("fine penalise penalize levy impose slap penalty hand order".split())
PLACING = frozenset({"at", "in", "before"})
REACH = 25


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


def fining_issuer(deed: Deed, issuer: Party | None) -> Party | None:
    """A regulator's own release tells its fines in the passive: "the firm was fined"."""
    return issuer if deed.kind == "penalty" and word_of(deed.trigger) in FINING else None


def with_common_author(scene: Scene, deeds: list[Deed]) -> list[Deed]:
    """Where a text names one author of penalties only, those told without an author are his too."""
    authors = {p.entity: p for deed in deeds if deed.kind == "penalty" for p in deed.by}
    if len(authors) != 1:
        return deeds
    (author,) = authors.values()
    return [
        replace(deed, by=(author,)) if deed.kind == "penalty" and not deed.by and _names_no_other(scene, deed) else deed
        for deed in deeds
    ]


def _names_no_other(scene: Scene, deed: Deed) -> bool:
    sent = sentence_of(deed.trigger)
    return not any(scene.label(t._.entity) == "Agency" for t in sent if t._.entity is not None)
