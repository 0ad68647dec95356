"""Whom a court's measure strikes where its words do not name him: "the founder of X was jailed" in the lead, "he" after a judge's name,
a subject that the parse has lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.entities.anaphors import NUMBERS
from ingest.statements.clauses import children, is_passive, logical_objects, sentence_of, surface_subjects, word_of
from ingest.statements.courts import is_judge
from ingest.statements.drafts import Deed
from ingest.statements.scene import Scene, named

Token = Any
Span = Any

STRICKEN = {
    "sentence": "sentence", "jail": "sentence", "imprison": "sentence", "convict": "conviction", "arrest": "arrest", "detain": "arrest",
    "extradite": "arrest", "charge": "charge", "indict": "charge", "acquit": "acquittal", "fine": "penalty", "arraign": "charge",
}  # fmt: skip
ACTIVE = frozenset("plead admit face appear receive get stand go confess agree surrender forfeit serve pay".split())
PERSONS = frozenset(
    "man woman founder co-founder cofounder executive owner operator boss head chief trader banker lawyer attorney developer hacker official "
    "minister mayor senator governor politician businessman businesswoman tycoon oligarch financier broker adviser advisor promoter manager "
    "director president chairman ceo administrator mastermind ringleader leader kingpin fugitive smuggler trafficker launderer fraudster "
    "accountant doctor student programmer engineer employee clerk treasurer officer national citizen resident teenager creator influencer "
    "dealer ex-banker ex-trader entrepreneur investor courier mule affiliate member".split()
)
ALL = frozenset({"each", "all", "both", "three", "four", "five"})
PRONOUNS = frozenset({"he", "him", "she"})
LEAD = 3
NEAR = 4
OFFICE_BEFORE = re.compile(
    r"(?:Attorney(?: General)?|Prosecutor|Director|Commissioner|Agent|Agent in Charge|Sheriff|Detective|Inspector|Superintendent|Constable|Officer|"
    r"Secretary|Minister|Chair|Chairman|Administrator|Recorder|Magistrate|Spokes\w+|spokes\w+|prosecutor|detective|lawyer)\s+$"
)
OFFICE_AFTER = re.compile(
    r",? (?:the )?(?:(?:[Aa]cting|[Aa]ssistant|[Dd]eputy|[Ss]enior|[Aa]ssociate) )*(?:U\.?S\.? [Aa]ttorney|[Dd]irector of the|[Ss]pecial [Aa]gent|"
    r"[Cc]hief of the|[Pp]rosecutor|[Cc]ommissioner|[Ss]pokes|[Hh]ead of the|who (?:prosecuted|presided|heard))"
)


def resolve_accused(scene: Scene) -> None:
    """Let a description in the lead mean the person named next, and "he" under a court's measure no judge or official."""
    sentences = list(scene.doc.sents)
    for number, sent in enumerate(sentences[:LEAD]):
        _resolve_lead(scene, sent, sentences[number + 1 : number + LEAD + 1])
    for number, sent in enumerate(sentences):
        for token in sent:
            if token.lower_ in PRONOUNS and _is_stricken(token):
                _resolve_pronoun(scene, token, sentences[max(number - NEAR, 0) : number])
            elif token.lower_ in ALL and _is_stricken(token) and token.i not in scene.resolved:
                _resolve_all(scene, token, sentences[max(number - 2, 0) : number])


def _is_stricken(token: Token) -> bool:
    """Tell whether a noun is the object of a court's measure, or the subject of a plea or the like."""
    verb = token.head
    if token.dep_ in {"nsubjpass", "dobj"}:
        return word_of(verb) in STRICKEN
    return token.dep_ == "nsubj" and (word_of(verb) in ACTIVE or (word_of(verb) in STRICKEN and verb.tag_ == "VBN"))


def _resolve_lead(scene: Scene, sent: Span, after: list[Span]) -> None:
    if any(_is_person(scene, token) for token in sent):
        return
    for token in sent:
        if token.pos_ not in {"NOUN", "PROPN"} or token.lemma_.lower() not in PERSONS or token.i in scene.mentions:
            continue
        if token.tag_ in {"NNS", "NNPS"} or not (_is_stricken(token) or _is_announced(token)):
            continue
        named_next = _first_named(scene, after)
        if named_next is not None and token.i not in scene.resolved:
            scene.resolved[token.i] = (named_next,)


def _is_announced(token: Token) -> bool:
    """In a headline the participle stands alone: "Former bank chief sentenced to ten years"."""
    return any(c.dep_ == "acl" and c.tag_ in {"VBN", "VBD"} and word_of(c) in STRICKEN for c in token.children)


def _first_named(scene: Scene, sents: list[Span]) -> int | None:
    """Give the person whom the next sentences name first, if as their subject."""
    for sent in sents:
        found = [t for t in sent if _is_person(scene, t) and not _is_official(scene, t)]
        if found:
            root = next((t for t in found if t.dep_ in {"nsubj", "nsubjpass"}), None)
            return int(root._.entity) if root is not None and root._.entity == found[0]._.entity else None
    return None


def _is_person(scene: Scene, token: Token) -> bool:
    return token.i in scene.mentions and token._.entity is not None and scene.label(token._.entity) == "Person"


def _is_official(scene: Scene, token: Token) -> bool:
    return token._.entity is not None and is_official(scene, token._.entity)


def is_official(scene: Scene, entity: int) -> bool:
    """Tell whether the text gives a person the title of a judge, prosecutor or head of an authority."""
    if is_judge(scene, entity):
        return True
    text = scene.doc._.source_text
    return any(
        OFFICE_BEFORE.search(text[max(m.start - 30, 0) : m.start]) or OFFICE_AFTER.match(text[m.end : m.end + 60])
        for m in scene.entities[entity].mentions
    )


def _resolve_pronoun(scene: Scene, token: Token, before: list[Span]) -> None:
    meant = scene.resolved.get(token.i) or scene.resolve(scene.doc, token)
    if meant and not any(is_official(scene, entity) for entity in meant if scene.label(entity) == "Person"):
        return
    for sent in reversed(before):
        found = [t for t in sent if _is_person(scene, t) and not _is_official(scene, t)]
        if found:
            subject = next((t for t in found if t.dep_ in {"nsubj", "nsubjpass"}), found[0])
            scene.resolved[token.i] = (int(subject._.entity),)
            return


def _resolve_all(scene: Scene, token: Token, before: list[Span]) -> None:
    """ "Each was jailed", "charged all three": the persons whom the sentence before names, if they are so many."""
    number = next((NUMBERS[c.lower_] for c in [token, *token.children] if c.lower_ in NUMBERS), None)
    for sent in reversed(before):
        persons = list(dict.fromkeys(t._.entity for t in sent if _is_person(scene, t) and not _is_official(scene, t)))
        if persons:
            if len(persons) > 1 and number in {None, len(persons)}:
                scene.resolved[token.i] = tuple(persons)
            return


def lost_subjects(scene: Scene, found: list[Deed]) -> Iterator[Deed]:
    """ "X, also known as Y, a citizen of Z, was sentenced": the only person before a measure without a subject suffers it."""
    read = {deed.trigger.i for deed in found}
    for token in scene.doc:
        kind = STRICKEN.get(word_of(token)) if token.pos_ == "VERB" and token.tag_ == "VBN" else None
        if kind is None or token.i in read or kind == "penalty" or not _has_auxiliary(token):
            continue
        if any(s._.entity is not None for s in [*surface_subjects(token), *logical_objects(token)]):
            continue
        sent = sentence_of(token)
        before = [t for t in scene.doc[sent.start : token.i] if _is_person(scene, t) and not _is_official(scene, t)]
        if len({t._.entity for t in before}) == 1 and not _is_subject_told(scene, token):
            yield Deed(kind, (), tuple(named(scene, before[-1])), token, "lost subject")


def _has_auxiliary(verb: Token) -> bool:
    return is_passive(verb) and any(c.dep_ in {"aux", "auxpass"} and c.i < verb.i for c in verb.children)


def _is_subject_told(scene: Scene, verb: Token) -> bool:
    """Tell whether the verb has a subject of its own that is somebody else: "after X's aide was arrested"."""
    return any(t.i not in scene.mentions and t.pos_ in {"NOUN", "PRON"} for t in children(verb, "nsubjpass", "nsubj"))
