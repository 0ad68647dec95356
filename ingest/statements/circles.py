"""Lists of those around a person: "his friends A, B and C"; and whose staff somebody is who is told of twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.reading import Party
from ingest.statements.drafts import Draft
from ingest.statements.named_order import in_order
from ingest.statements.scene import Scene

Token = Any

_NEAR = (
    r"(?:friends?|partners?|associates?|colleagues?|brothers?|sisters?|sons?|daughters?|wife|husband|spouse|father|mother|parents|cousins?|"
    r"uncle|aunt|nephews?|nieces?|in-laws?|brother-in-law|father-in-law|sister-in-law|son-in-law|girlfriend|boyfriend|fianc[eé]e?|"
    r"roommate|classmates?|neighbou?rs?|co-conspirators?|co-defendants?|codefendants?|co-accused|accomplices?|confederates?|cohorts?|acquaintances?|co-workers?|coworkers?)"
)
CIRCLE = re.compile(rf"\b(?P<who>his|her) (?:[a-z-]+ ){{0,3}}?{_NEAR}(?:,? (?:and|&) (?:[a-z-]+ ){{0,3}}?{_NEAR})?,? $")
NEXT = re.compile(r"(?:,? ?\([^()]{1,40}\))?(?:,? and |, )")
STAFF = re.compile(r"roster$|frame:OFFICER_OF:\w+:verb subj > obj\.poss$")
DIVISIONS = frozenset({"roster of", "affiliation"})
UNITED = re.compile(r"[’']s ")


def circles_of(scene: Scene) -> Iterator[Draft]:
    """Yield the ties of a person to all in a list of his friends, kin or partners."""
    names = in_order(scene)
    text = scene.doc._.source_text
    for at, (entity, mention) in enumerate(names):
        if scene.label(entity) != "Person":
            continue
        before = text[max(mention.start - 90, 0) : mention.start]
        told = CIRCLE.search(before)
        if told is None:
            continue
        pronoun = _token(scene, mention.start - len(before) + told.start("who"))
        meant = [e for e in scene.resolve(scene.doc, pronoun) if scene.label(e) == "Person"]
        last = mention
        for other, there in names[at : at + 12]:
            if scene.label(other) != "Person" or (
                there is not mention and not NEXT.fullmatch(text[last.end : there.start])
            ):
                break
            last = there
            for person in meant[:1]:
                if person != other:
                    span = (pronoun.idx, pronoun.idx + len(pronoun))
                    yield Draft(
                        "ASSOCIATED_WITH",
                        Party(other, (there.start, there.end)),
                        Party(person, span),
                        _token(scene, there.start),
                        "circle",
                    )
            if not told.group().rstrip(" ,").endswith("s"):
                break


def _token(scene: Scene, start: int) -> Token:
    return scene.doc.char_span(start, start + 1, alignment_mode="expand")[0]


def with_own_division(scene: Scene, drafts: Iterable[Draft]) -> list[Draft]:
    """Staff named with their division are not again staff of the agency whose case it is."""
    kept = list(drafts)
    offices: dict[int, set[int]] = {}
    for draft in kept:
        if draft.rule in DIVISIONS and scene.label(draft.target.entity) == "Agency":
            offices.setdefault(draft.source.entity, set()).add(draft.target.entity)
    return [
        draft
        for draft in kept
        if not (draft.edge == "OFFICER_OF" and _is_general(draft))
        or not offices.get(draft.source.entity, set()) - {draft.target.entity}
    ]


def _is_general(draft: Draft) -> bool:
    """Tell whether a draft rests on nothing but who worked on the case."""
    return draft.rule != "roster of" and STAFF.match(draft.rule) is not None


def at_division(scene: Scene, draft: Draft) -> Draft:
    """ "A and B of the SEC's Market Abuse Unit" are staff of the unit."""
    if draft.rule != "roster of" or scene.label(draft.target.entity) != "Agency":
        return draft
    end = draft.target.span[1]
    text = scene.doc._.source_text
    joined = UNITED.match(text, end)
    if joined is None:
        return draft
    token = _token(scene, joined.end())
    mention = scene.mentions.get(token.i)
    if mention is None or token._.entity is None or scene.label(token._.entity) != "Agency":
        return draft
    return Draft(
        draft.edge,
        draft.source,
        Party(token._.entity, (mention.start, mention.end)),
        draft.trigger,
        draft.rule,
        draft.role,
    )
