"""Relations between the entities of a doc: the ontology's frames over the parse, then the named rules that are no frames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ingest.confidence import surest
from ingest.reading import Party, ReadRelation
from ingest.statements.attach import Circumstances, circumstances, is_dated_by
from ingest.statements.circles import with_own_division
from ingest.statements.clauses import sentence_of, word_of
from ingest.statements.drafts import Draft
from ingest.statements.frames import Frame, Match, fill, fits, index_frames
from ingest.statements.offices import officers_of
from ingest.statements.questions import is_asked
from ingest.statements.relations_rules import special_relations
from ingest.statements.scene import Scene, build_scene, is_state
from ingest.statements.seats import seats_of
from ingest.statements.status import RANK, is_hypothetical, origin_of
from ingest.statements.told_status import is_pleaded, relation_status
from ingest.statements.vocabulary import tokens_of
from kg.model import Span
from kg.ontology import EDGES, allows

Doc = Any
Token = Any

BIOGRAPHY = frozenset({"OFFICER_OF", "LOCATED_IN", "NATIONAL_OF"})
"""Facts that a complaint states by the way; only their own hedges make them less than asserted."""

PENALTY = re.compile(
    r"\b(?:fine[sd]?|penalt|settle|restitution|disgorge|forfeit|resolve|agreed to pay|ordered to pay)", re.IGNORECASE
)
"""What is paid to an authority under such words is a penalty and no transfer."""
WITH_AMOUNT = frozenset({"LAUNDERED_FOR", "SENT_FUNDS_TO"})
DEEDS = frozenset({"LAUNDERED_FOR", "SENT_FUNDS_TO", "SUPPORTED"})
"""Edges that tell what somebody did, as a pleading does."""
BUYING = frozenset({"buy", "purchase", "acquire", "take"})
WITH_DATES = frozenset(
    "LAUNDERED_FOR SENT_FUNDS_TO ACTS_FOR CONTROLS OPERATES OWNS OFFICER_OF MEMBER_OF NATIONAL_OF LOCATED_IN".split()
)
PRECEDENCE = (
    "LAUNDERED_FOR HOLDS OWNS OPERATES CONTROLS OFFICER_OF NATIONAL_OF LOCATED_IN MEMBER_OF ACTS_FOR SENT_FUNDS_TO SUPPORTED "
    "USED ASSOCIATED_WITH"
).split()
EXCLUDES = {
    "LAUNDERED_FOR": {"USED", "SUPPORTED", "ASSOCIATED_WITH", "SENT_FUNDS_TO"},
    "OFFICER_OF": {"MEMBER_OF", "CONTROLS", "USED", "SUPPORTED"},
    "OPERATES": {"CONTROLS", "USED", "SUPPORTED"},
    "SENT_FUNDS_TO": {"SUPPORTED", "USED"},
    "CONTROLS": {"MEMBER_OF", "ACTS_FOR"},
    "OWNS": {"CONTROLS", "USED"},
}
"""Between one ordered pair the more specific type stands and these fall; ASSOCIATED_WITH falls before any other type."""


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[str, Frame], ...]]:
    return index_frames((edge.name, edge.frames) for edge in EDGES.values())


def find_relations(doc: Doc) -> list[ReadRelation]:
    """List every statement of a relation, one per passage, type and pair, in the order of the text."""
    from ingest.entities.coreference import resolve_anaphor

    return relations_of(build_scene(doc, resolve_anaphor))


def relations_of(scene: Scene) -> list[ReadRelation]:
    """List every statement of a relation in a scene whose entities are known."""
    drafts = [_for_state(scene, draft) for draft in [*_framed(scene), *special_relations(scene)]]
    drafts = [draft for draft in drafts if _allowed(scene, draft)]
    drafts = with_own_division(scene, drafts)
    for fallback in (seats_of, officers_of):
        placed = {draft.source.entity for draft in drafts if draft.edge == "OFFICER_OF"}
        drafts += [draft for draft in fallback(scene, placed) if _allowed(scene, draft)]
    found = [
        _relation(scene, draft)
        for draft in _most_specific(drafts)
        if not (is_hypothetical(draft.trigger) or is_asked(draft.trigger))
    ]
    found.sort(key=lambda relation: (relation.sentence, relation.type, relation.source.span, relation.target.span))
    return _once(found)


def _framed(scene: Scene) -> Iterator[Draft]:
    for token in tokens_of(scene.doc, _table()):
        for edge, frame in _table()[word_of(token)]:
            if fits(scene, frame, token):
                match = fill(scene, frame, token)
                if match is not None:
                    yield from _pairs(edge, match)


def _pairs(edge: str, match: Match) -> Iterator[Draft]:
    role = match.trigger.text if edge == "OFFICER_OF" and match.trigger.pos_ == "NOUN" else None
    for source in match.left:
        for target in match.right:
            yield Draft(edge, source, target, match.trigger, f"frame:{edge}:{match.rule}", role)


def _for_state(scene: Scene, draft: Draft) -> Draft:
    """A unit "of" a state acts for it; only a body of the state can have members."""
    target = scene.entities[draft.target.entity]
    if draft.edge == "MEMBER_OF" and (target.label == "Country" or is_state(target)):
        return replace(draft, edge="ACTS_FOR")
    if draft.edge == "MEMBER_OF" and target.label == "Agency" and scene.label(draft.source.entity) == "Person":
        tied = draft.trigger.lemma_.lower() == "affiliate"
        return replace(draft, edge="ASSOCIATED_WITH" if tied else "OFFICER_OF")
    return draft


def _allowed(scene: Scene, draft: Draft) -> bool:
    source, target = draft.source.entity, draft.target.entity
    if source == target or not allows(draft.edge, scene.label(source), scene.label(target)):
        return False
    if draft.edge == "SUPPORTED" and scene.label(source) == "Agency" and not is_state(scene.entities[source]):
        return False  # authorities that help each other in a case
    if draft.edge in DEEDS and scene.label(target) == "Agency" and _by_pronoun(scene, draft.target):
        return False  # "OFAC designated X and a firm that built its platform": X's, whatever stands nearer
    return _plausible(draft, scene.label(source), scene.label(target))


def _by_pronoun(scene: Scene, party: Party) -> bool:
    return scene.doc._.source_text[slice(*party.span)].lower() in {"its", "their", "it", "them", "they"}


def _plausible(draft: Draft, source: str, target: str) -> bool:
    """Rule out what a frame's words mean only between other labels: an agency's company, a supervisor of persons."""
    word = draft.trigger.lemma_.lower()
    if draft.edge == "ASSOCIATED_WITH":
        return (
            "Country" not in {source, target}
            and {source, target} != {"Agency"}
            and not _is_mere_work(word, source, target)
        )
    if draft.edge == "SENT_FUNDS_TO" and target == "Agency":
        return word != "pay" and not PENALTY.search(sentence_of(draft.trigger).text)  # a fine is no transfer
    if draft.edge in {"SUPPORTED", "ACTS_FOR"} and source == "Person" and target == "Country":
        return False  # "a Malaysian financier"
    if draft.edge == "OWNS":
        return source != "Agency" or word not in {"company", "firm", "business", "outfit", "unit", "arm", "brand"}
    if draft.edge == "CONTROLS":
        return target != "Person" or word in {"control", "direct", "command", "boss", "handler", "superior"}
    if word in {"aid", "abet"} and source == "Agency":
        return False  # the authority says so, and aids nobody
    if word == "work":
        return (draft.edge == "OFFICER_OF") == (source == "Person" and target == "Company")
    return True


def _is_mere_work(word: str, source: str, target: str) -> bool:
    """Authorities that work together on a case, and persons who follow each other in office, are not tied by that."""
    if word in {"work", "cooperate", "coordinate", "collaborate", "partner", "meet"}:
        return "Agency" in {source, target}
    return word in {"succeed", "replace"} and source == target == "Person"


def _most_specific(drafts: Iterable[Draft]) -> list[Draft]:
    """Drop what a more specific statement about the same pair makes superfluous."""
    kept = list(drafts)
    types: dict[tuple[int, int], set[str]] = {}
    for draft in kept:
        types.setdefault((draft.source.entity, draft.target.entity), set()).add(draft.edge)
    return [draft for draft in kept if not _superfluous(draft, types)]


def _superfluous(draft: Draft, types: dict[tuple[int, int], set[str]]) -> bool:
    pair = draft.source.entity, draft.target.entity
    others = types[pair] - {draft.edge}
    if draft.edge == "ASSOCIATED_WITH":
        return bool(others | (types.get(pair[::-1], set()) - {"ASSOCIATED_WITH"}))
    if draft.edge == "USED" and "LAUNDERED_FOR" in types.get(pair[::-1], set()):
        return True
    if draft.edge == "SUPPORTED" and "ACTS_FOR" in types.get(pair[::-1], set()):
        return True
    return any(draft.edge in EXCLUDES.get(other, ()) for other in others)


def _relation(scene: Scene, draft: Draft) -> ReadRelation:
    status = relation_status(draft.trigger, draft.edge, biography=draft.edge in BIOGRAPHY)
    if status == "asserted" and draft.edge in DEEDS and is_pleaded(scene.doc, passage_of(draft.trigger)):
        status = "alleged"
    facts = circumstances(draft.trigger)
    bought = draft.edge == "OWNS" and draft.trigger.lemma_ in BUYING
    amount = (facts.amount, facts.currency) if draft.edge in WITH_AMOUNT or bought else (None, None)
    dates = (facts.date, facts.end) if _is_dated(draft, facts) else (None, None)
    return ReadRelation(
        type=draft.edge,
        source=draft.source,
        target=draft.target,
        sentence=passage_of(draft.trigger),
        rule=draft.rule,
        status=status,
        amount=amount[0],
        currency=amount[1],
        start=dates[0],
        end=dates[1],
        role=draft.role,
        origin=origin_of(scene, draft.trigger),
    )


def _is_dated(draft: Draft, facts: Circumstances) -> bool:
    return draft.edge in WITH_DATES and is_dated_by(draft.trigger, facts.date)


def passage_of(token: Token) -> Span:
    """Give the character offsets of the parse unit around a token, without the white space at its ends."""
    sent = sentence_of(token)
    text = sent.text
    start = sent.start_char + len(text) - len(text.lstrip())
    return (start, start + len(text.strip()))


def _once(found: list[ReadRelation]) -> list[ReadRelation]:
    best: dict[object, ReadRelation] = {}
    for relation in found:
        key = (relation.type, relation.source.entity, relation.target.entity, relation.sentence)
        kept = best.get(key)
        if kept is None or (kept.amount is None and relation.amount is not None):
            best[key] = relation
    return list(best.values())


def distinct_relations(found: Iterable[ReadRelation]) -> list[ReadRelation]:
    """Keep one statement per type and pair of a document: the strongest status, then the one that says most."""
    best: dict[object, ReadRelation] = {}
    for relation in found:
        ends = (relation.source.entity, relation.target.entity)
        key = (relation.type, ends if EDGES[relation.type].directed else tuple(sorted(ends)))
        kept = best.get(key)
        told = (relation,) if kept is None else (kept, relation)
        confidence, why = surest(told)
        best[key] = replace(min(told, key=_rank), confidence=confidence, why=why)
    return list(best.values())


def _rank(relation: ReadRelation) -> tuple[int, int]:
    stated = sum(value is not None for value in (relation.amount, relation.start, relation.end))
    return RANK[relation.status], -stated
