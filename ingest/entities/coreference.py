"""Finds whom a pronoun or "the group" means, by label, kind, number, gender, recency and subject salience.

An anaphor is never a mention: it only lends its place in a sentence to an entity that is named elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.entities.anaphors import NUMBERS, PRONOUNS, Demand, demand_of_noun
from ingest.reading import ReadEntity

Doc = Any
Token = Any

_DEFINITE = frozenset("the this that these those its their both his her said such".split())
_INDEFINITE = frozenset("a an another any each some no other every".split())
_CLOSED = frozenset({"ADP", "VERB", "AUX", "CCONJ", "SCONJ"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_LINKS = re.compile(r"[\s,]*(?:(?:and|or|&|the)[\s,]*)*(?:\([^()]{1,40}\)[\s,]*)?(?:(?:and|or|&|the)\s*)*")
_MALE, _FEMALE = re.compile(r"\b(?:Mr|Sir|Lord)\.? $"), re.compile(r"\b(?:Mrs|Ms|Miss|Lady|Dame)\.? $")
_KEY = "kg_mentions_in_order"
_NOUN_KIND_BONUS, _SUBJECT_BONUS, _NAME_BONUS = 1.2, 0.5, 1.5
_SAID_BONUS = 1.5
_MAX_LIST = 12


@dataclass(frozen=True, slots=True)
class _Place:
    """One mention by tokens: which entity, where, in which sentence, whether it is a subject."""

    entity: int
    first: int
    last: int
    sentence: int
    subject: bool


def resolve_anaphor(doc: Doc, anchor: Any) -> tuple[int, ...]:
    """Return the indices of the entities that a pronoun or a definite generic noun stands for; empty where nobody fits.

    `anchor` is a token or a span (its root counts). "They", "the defendants" and "the pair" may give several.
    """
    token = anchor.root if hasattr(anchor, "root") else anchor
    demand = _demand_of(token)
    if demand is None:
        return ()
    places = _places(doc)
    before = places[: bisect_left(places, token.i, key=lambda place: place.first)]
    if not before:
        return ()
    if demand.count != 1:
        found = _several(doc, token, demand, before)
        if found or demand.count > 1:
            return found
    return _one(doc, token, demand, before)


def in_focus(doc: Doc, token: Token, label: str) -> int | None:
    """Give the entity of a label that is most in mind at a token, as if "the company" stood there; None if none is near."""
    places = _places(doc)
    before = places[: bisect_left(places, token.i, key=lambda place: place.first)]
    found = _one(doc, token, Demand((frozenset({label}),), reach=6), before)
    return found[0] if found else None


def _demand_of(token: Token) -> Demand | None:
    lower = token.lower_
    if lower in PRONOUNS:
        return None if lower == "that" and token.tag_ != "WDT" else PRONOUNS[lower]
    if token.dep_ == "compound":
        return None
    plural = "Number=Plur" in str(token.morph) or token.tag_ in ("NNS", "NNPS")
    lemma = _singular(lower) if plural else lower
    determiner, number = _before(token)
    if lower != "both" and not determiner:
        return None
    return demand_of_noun(lemma, plural=plural, number=number)


def _singular(lower: str) -> str:
    if lower in ("men", "women"):
        return lower[:-2] + "an"
    if lower.endswith("thieves"):
        return "thief"
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    return lower[:-2] if lower.endswith(("sses", "xes")) else lower.removesuffix("s")


def _before(token: Token) -> tuple[bool, int | None]:
    """Look left over adjectives for a definite determiner and a number: "the two Russian men"."""
    number = None
    for back in range(1, 6):
        if token.i - back < token.sent.start:
            break
        word = token.doc[token.i - back]
        if word._.entity is not None or word.is_punct or word.pos_ in _CLOSED or word.lower_ in _INDEFINITE:
            return False, number
        number = NUMBERS.get(word.lower_, number)
        if word.lower_ in _DEFINITE and word.tag_ != "IN":
            return True, number
    return False, number


def _places(doc: Doc) -> list[_Place]:
    """The mentions in order of the text, made once a doc."""
    if _KEY in doc.user_data:
        kept: list[_Place] = doc.user_data[_KEY]
        return kept
    sentence_of = {}
    for number, sent in enumerate(doc.sents):
        sentence_of[sent.start] = number
    found = []
    for span in doc.ents:
        entity = span._.entity
        if entity is not None:
            root = span.root
            found.append(_Place(entity, span.start, span.end, sentence_of[span.sent.start], root.dep_ in _SUBJECTS))
    doc.user_data[_KEY] = found
    return found


def _fits(entity: ReadEntity, labels: frozenset[str]) -> bool:
    return entity.label in labels


def _one(doc: Doc, token: Token, demand: Demand, before: list[_Place]) -> tuple[int, ...]:
    sentence = _sentence(doc, token)
    for labels in demand.labels:
        best: tuple[float, int, int] | None = None
        for place, distance in _near(before, sentence, demand.reach):
            entity = doc._.entities[place.entity]
            if not _fits(entity, labels) or _bound(token, doc, place) or not _agrees(doc, entity, demand):
                continue
            if demand.nearest:
                return (place.entity,)
            candidate = (_score(doc, entity, place, distance, demand, token), place.first, place.entity)
            best = max(best, candidate) if best else candidate
        if best is not None:
            return (best[2],)
    return ()


def _near(before: list[_Place], sentence: int, reach: int) -> Iterator[tuple[_Place, int]]:
    for place in reversed(before):
        distance = sentence - place.sentence
        if distance > reach:
            return
        yield place, distance


def _sentence(doc: Doc, token: Token) -> int:
    starts = doc.user_data.get("kg_sentence_starts")
    if starts is None:
        starts = [sent.start for sent in doc.sents]
        doc.user_data["kg_sentence_starts"] = starts
    return bisect_left(starts, token.i + 1) - 1


def _score(doc: Doc, entity: ReadEntity, place: _Place, distance: int, demand: Demand, token: Token) -> float:
    """Salience falls with each sentence; a subject, a fitting kind and a fitting word in the name raise it."""
    score = 2.0 / (1 + distance)
    score += _SUBJECT_BONUS if place.subject else 0.0
    score += _SAID_BONUS if demand.reach > 4 and _said_of(doc, entity, token) else 0.0
    if demand.kinds and entity.kind in demand.kinds:
        score += _NOUN_KIND_BONUS
    if demand.words and any(set(mention.surface.casefold().split()) & demand.words for mention in entity.mentions):
        score += _NAME_BONUS
    if distance == 0 and not demand.words and not demand.kinds:
        score += 0.2 * (place.first - doc[place.first].sent.start < 3)
    return float(score - 0.002 * min(token.i - place.last, 100))


def _bound(token: Token, doc: Doc, place: _Place) -> bool:
    """A plain pronoun is not the subject of its own verb: in "Conti paid them", "them" is not Conti."""
    if token.lower_.endswith(("self", "selves")) or token.dep_ in ("poss", "nsubj", "nsubjpass", "relcl"):
        return False
    head = token.head
    root = doc[place.first : place.last].root
    while head.dep_ in ("prep", "pobj", "dative") and head.head != head:
        head = head.head
    return bool(root.head == head and root.dep_ in _SUBJECTS)


def _said_of(doc: Doc, entity: ReadEntity, token: Token) -> bool:
    """Whether the text calls the entity by this very noun: "Sky Mavis, a studio from Vietnam" and later "the studio"."""
    noun = re.escape(token.lower_)
    told = re.compile(
        rf"[\"”']?,? (?:\([^()]*\),? )?(?:is |was |were |which is )?(?:an?|the|one|two) [^,.;]{{0,60}}\b{noun}\b",
        re.IGNORECASE,
    )
    beside = re.compile(rf"\b{noun},? $", re.IGNORECASE)
    for mention in entity.mentions[:6]:
        before = doc._.source_text[max(0, mention.start - len(noun) - 3) : mention.start]
        if mention.start < token.idx and (told.match(doc._.source_text, mention.end) or beside.search(before)):
            return True
    return False


def _agrees(doc: Doc, entity: ReadEntity, demand: Demand) -> bool:
    if demand.strict and not any(set(mention.surface.casefold().split()) & demand.words for mention in entity.mentions):
        return False
    return not _other_gender(doc, entity, demand)


def _other_gender(doc: Doc, entity: ReadEntity, demand: Demand) -> bool:
    if demand.gender is None:
        return False
    other = _FEMALE if demand.gender == "m" else _MALE
    return any(
        other.search(doc._.source_text[max(0, mention.start - 6) : mention.start]) for mention in entity.mentions
    )


def _several(doc: Doc, token: Token, demand: Demand, before: list[_Place]) -> tuple[int, ...]:
    """The last list of fitting entities ("A, B and C"), of the number asked for; else the last so many."""
    sentence = _sentence(doc, token)
    for labels in demand.labels:
        near = [
            place for place, _ in _near(before, sentence, demand.reach) if _fits(doc._.entities[place.entity], labels)
        ]
        if demand.count > 1 and (exact := _exactly(near, demand.count)):
            return exact
        for run in _lists(doc, near):
            if len(run) > 1 and demand.count in (0, len(run)):
                return run
        distinct = tuple(dict.fromkeys(place.entity for place in near))
        if demand.count > 1 and len(distinct) >= demand.count:
            return tuple(sorted(distinct[: demand.count]))
    return ()


def _exactly(near: list[_Place], count: int) -> tuple[int, ...]:
    """The entities of the nearest sentence that names exactly so many."""
    for sentence in dict.fromkeys(place.sentence for place in near):
        entities = tuple(dict.fromkeys(place.entity for place in reversed(near) if place.sentence == sentence))
        if len(entities) == count:
            return entities
    return ()


def _lists(doc: Doc, near: list[_Place]) -> Iterator[tuple[int, ...]]:
    """Yield runs of coordinated mentions, the nearest first; the first mention that stands alone ends a pronoun's search."""
    run: list[_Place] = []
    for place in near:
        if run and len(run) < _MAX_LIST and place.sentence == run[-1].sentence and _linked(doc, place, run[-1]):
            run.append(place)
            continue
        if len(run) > 1:
            yield tuple(dict.fromkeys(item.entity for item in reversed(run)))
        run = [place]
    if len(run) > 1:
        yield tuple(dict.fromkeys(item.entity for item in reversed(run)))


def _linked(doc: Doc, one: _Place, other: _Place) -> bool:
    between = doc[one.last : other.first].text
    return len(between) < 60 and _LINKS.fullmatch(between) is not None
