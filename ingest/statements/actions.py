"""Actions in a doc: measures of authorities and illicit acts, from the ontology's frames and the named rules that are no frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ingest.reading import Party, ReadAction
from ingest.statements.accused import lost_subjects, resolve_accused
from ingest.statements.actions_authors import penalties_left_open, with_common_author
from ingest.statements.actions_crimes import accused_crimes, crimes
from ingest.statements.actions_merge import dates_agree, merge_actions
from ingest.statements.actions_parties import CONDUCT, admissible, issuer_of
from ingest.statements.actions_rules import captions, special_deeds
from ingest.statements.attach import Circumstances, circumstances, is_called_penalty
from ingest.statements.attributions import attributions
from ingest.statements.awards import with_awards
from ingest.statements.clauses import word_of
from ingest.statements.drafts import Deed
from ingest.statements.enumerations import extended, resolve_defendants
from ingest.statements.forfeits import forfeits
from ingest.statements.frames import Frame, fill, fits, index_frames
from ingest.statements.in_mind import measures_in_mind
from ingest.statements.incidents import with_incidents
from ingest.statements.movements import movements
from ingest.statements.notices import notices
from ingest.statements.questions import is_asked
from ingest.statements.relations import passage_of
from ingest.statements.scene import Scene, build_scene
from ingest.statements.schemes import with_schemes
from ingest.statements.shares import dealt
from ingest.statements.status import is_future, is_hypothetical, origin_of, status_of
from ingest.statements.sums_apart import fines_in_sentences, with_sums_before
from ingest.statements.timeline import dated
from ingest.statements.told_status import awaits_court, is_pleaded, is_settled, is_to_be_ordered
from ingest.statements.victims import topic_thefts
from ingest.statements.vocabulary import tokens_of
from kg.ontology import KINDS

Doc = Any
Token = Any

WITH_AMOUNT = frozenset({"penalty", "seizure", "laundering", "theft", "fraud", "ransomware", "evasion", "sentence"})
MAY_BE_PROPOSED = frozenset({"rule", "penalty", "seizure", "sanction", "finding", "delisting"})
UNDATED = frozenset(
    {
        "listing",
        "listing rule",
        "listing notice",
        "caption",
        "sought",
        "pleaded charge",
        "pleaded breach",
        "not guilty",
        "attributed",
    }
)
"""Rules whose sentence dates something else, if anything."""
ORDERED = frozenset({("seizure", "forfeit"), ("sentence", "serve"), ("sentence", "spend")})
"""What will be done because it was ordered already: "will spend nine years in prison"."""
MAY_BE_FUTURE = CONDUCT | {"penalty", "rule"}


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[str, Frame], ...]]:
    return index_frames((kind.name, kind.frames) for kind in KINDS.values())


def find_actions(doc: Doc, *, published: str | None = None, publisher: str | None = None) -> list[ReadAction]:
    """List every statement of an action in the order of the text; `publisher` may stand for a notice's silent authority."""
    from ingest.entities.coreference import resolve_anaphor

    return actions_of(build_scene(doc, resolve_anaphor), published=published, publisher=publisher)


def actions_of(scene: Scene, *, published: str | None = None, publisher: str | None = None) -> list[ReadAction]:
    """List every statement of an action in a scene whose entities are known."""
    issuer = issuer_of(scene, publisher)
    resolve_accused(scene)
    deeds = _admitted(scene, [*captions(scene), *_framed(scene, charging=True)], issuer)
    resolve_defendants(scene, deeds)
    drafts = list(_framed(scene, charging=False))
    deeds += _admitted(scene, drafts, issuer)
    deeds += _admitted(scene, penalties_left_open(scene, drafts, deeds), issuer)
    deeds += _admitted(scene, special_deeds(scene, deeds, issuer), issuer)
    deeds += _admitted(scene, lost_subjects(scene, deeds), issuer)
    deeds += _admitted(scene, crimes(scene, deeds), issuer)
    deeds += _admitted(scene, accused_crimes(scene, deeds), issuer)
    deeds += _admitted(scene, measures_in_mind(scene, deeds), issuer)
    deeds += _admitted(scene, forfeits(scene, deeds), issuer)
    deeds += _admitted(scene, topic_thefts(scene, deeds), issuer)
    deeds += _admitted(scene, attributions(scene, deeds), issuer)
    deeds += _admitted(scene, movements(scene, deeds), issuer)
    deeds += _admitted(scene, notices(scene, deeds), issuer)
    deeds = with_common_author(scene, deeds)
    found = [action for deed in deeds if (action := _action(scene, deed, published)) is not None]
    found = fines_in_sentences(with_sums_before(found, scene.doc), scene.doc)
    found = without_weaker(without_disgorgement(found, scene.doc))
    found.sort(key=lambda action: (action.trigger, action.kind, action.rule))
    found = dated(dealt(_once(found), scene.doc), scene.doc)
    return with_awards(with_incidents(with_schemes(found, scene.doc), scene.doc), scene.doc)


def _admitted(scene: Scene, found: Iterable[Deed], issuer: Party | None) -> list[Deed]:
    drafts = (extended(scene, draft) for draft in found)
    return [deed for draft in drafts if (deed := admissible(scene, draft, issuer)) is not None]


def _framed(scene: Scene, *, charging: bool) -> Iterator[Deed]:
    """Apply the frames of charges, or those of all other kinds: whom a text charges is known before its "defendants" are."""
    for token in tokens_of(scene.doc, _table()):
        for kind, frame in _table()[word_of(token)]:
            if (kind == "charge") == charging and fits(scene, frame, token):
                match = fill(scene, frame, token)
                if match is not None:
                    rule = f"frame:{kind}:{match.rule}"
                    yield Deed(kind, tuple(match.left), tuple(match.right), token, rule)


def _action(scene: Scene, deed: Deed, published: str | None) -> ReadAction | None:
    conduct = deed.kind in CONDUCT
    status = deed.status or status_of(deed.trigger, conduct=conduct)
    if (
        status == "asserted"
        and deed.kind == "penalty"
        and (awaits_court(deed.trigger) or is_to_be_ordered(deed.trigger))
    ):
        status = "proposed"
    if status == "asserted" and conduct and deed.rule != "crime" and is_pleaded(scene.doc, passage_of(deed.trigger)):
        status = "alleged"
    if status == "alleged" and conduct and deed.status is None and is_settled(deed.trigger):
        status = "asserted"
    if not _stands(deed, status) or is_hypothetical(deed.trigger) or is_asked(deed.trigger):
        return None
    facts = circumstances(
        deed.trigger, published=None if conduct else published, conduct=conduct, penalty=deed.kind == "penalty"
    )
    if deed.rule in UNDATED:
        facts = Circumstances(facts.amount, facts.currency)
    with_amount = deed.kind in WITH_AMOUNT
    return ReadAction(
        kind=deed.kind,
        by=deed.by,
        against=deed.against,
        trigger=(deed.trigger.idx, deed.trigger.idx + len(deed.trigger)),
        sentence=passage_of(deed.trigger),
        rule=deed.rule,
        status=status,
        date=facts.date,
        end=facts.end,
        amount=facts.amount if with_amount else None,
        currency=facts.currency if with_amount else None,
        origin=origin_of(scene, deed.trigger),
    )


def _stands(deed: Deed, status: str) -> bool:
    """A measure that was not taken is no action; one only sought counts for the kinds that are sought or proposed."""
    if status == "denied":
        return deed.kind in CONDUCT and any(t.lemma_ in {"clear", "acquit"} for t in deed.trigger.ancestors)
    if status == "proposed" and deed.kind not in MAY_BE_PROPOSED:
        return False
    ordered = (deed.kind, word_of(deed.trigger)) in ORDERED
    return ordered or deed.kind in MAY_BE_FUTURE or not is_future(deed.trigger)


def without_disgorgement(found: list[ReadAction], doc: Doc) -> list[ReadAction]:
    """Take the sum to be disgorged off a penalty where the text also gives the same persons' civil penalty."""
    called = [a for a in found if a.kind == "penalty" and is_called_penalty(doc, a.sentence, a.amount)]
    return [
        replace(a, amount=None, currency=None)
        if a.kind == "penalty"
        and any(_targets(a) == _targets(other) and dates_agree(a.date, other.date) for other in called)
        and not is_called_penalty(doc, a.sentence, a.amount)
        else a
        for a in found
    ]


def without_weaker(found: list[ReadAction]) -> list[ReadAction]:
    """Drop an attack where the same sentence tells a theft, an extortion or terrorism against the same or by the same."""
    strong = [a for a in found if a.kind in {"theft", "ransomware", "terrorism"}]
    return [a for a in found if a.kind != "attack" or not any(_covers(other, a) for other in strong)]


def _covers(strong: ReadAction, weak: ReadAction) -> bool:
    if strong.sentence != weak.sentence:
        return False
    if _targets(weak) or _targets(strong):
        return bool(_targets(weak) & _targets(strong))
    return bool({p.entity for p in weak.by} & {p.entity for p in strong.by})


def _targets(action: ReadAction) -> frozenset[int]:
    return frozenset(party.entity for party in action.against)


def _once(found: list[ReadAction]) -> list[ReadAction]:
    """Of several rules that read one trigger as one kind keep the one that names most parties."""
    best: dict[object, ReadAction] = {}
    for action in found:
        key = (action.kind, action.trigger)
        kept = best.get(key)
        if kept is None or _parties(action) > _parties(kept):
            best[key] = action
    return list(best.values())


def _parties(action: ReadAction) -> int:
    return len(action.by) + len(action.against)


def distinct_actions(found: Iterable[ReadAction]) -> list[ReadAction]:
    """Join the statements that tell one event, so that each is listed once with all its parties."""
    return merge_actions(list(found))
