"""Whom a measure names beyond its own clause: items after semicolons, under a colon, behind "among them", and all "the defendants"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ingest.reading import Party
from ingest.statements.actions_pleadings import is_relief_defendant
from ingest.statements.clauses import sentence_of
from ingest.statements.companions import companions
from ingest.statements.drafts import Deed
from ingest.statements.parties import distinct
from ingest.statements.scene import Scene

Token = Any
Span = Any

MEASURES = frozenset({"sanction", "delisting", "charge", "penalty", "arrest", "finding", "seizure", "advisory"})
ACTORS = frozenset({"Person", "Company", "Group", "Wallet"})
BULLET = re.compile(r"(?:[-–—*•·▪●◦‣]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])$")
LEADING = frozenset(
    {"DET", "ADJ", "NOUN", "PROPN", "PUNCT", "CCONJ", "PRON", "PART", "NUM", "SYM", "SPACE", "X", "ADV"}
)
ANNOUNCING = frozenset(
    "following individual individuals person persons entity entities people company companies men defendants defendant firm firms".split()
)
PEOPLE = frozenset(
    "officer official individual person people man woman national citizen member hacker operator founder executive director defendant "
    "suspect entity company firm exchange institution bank organisation organization operative agent manager employee trader promoter "
    "target party vessel subsidiary affiliate shareholder accomplice associate conspirator spy soldier".split()
)
ITEMS = 60


def extended(scene: Scene, deed: Deed) -> Deed:
    """Add whom the units after a measure's own go on to list."""
    if deed.kind not in MEASURES:
        return deed
    sent = sentence_of(deed.trigger)
    deed = replace(deed, against=_joined(deed, companions(scene, deed, sent)))
    text = sent.text.rstrip()
    if text.endswith(":") and (_announces(sent, deed.trigger) if not deed.against else _lists(deed)):
        return replace(deed, against=_joined(deed, _bulleted(scene, sent)))
    if text.endswith(";") and deed.against and _lists(deed):
        return replace(deed, against=_joined(deed, _after_semicolons(scene, sent)))
    if not deed.against:
        return replace(deed, against=tuple(distinct(list(_among(scene, deed.trigger, sent)))))
    return deed


def _joined(deed: Deed, found: Iterable[Party]) -> tuple[Party, ...]:
    return tuple(distinct([*deed.against, *found]))


def _lists(deed: Deed) -> bool:
    """Tell whether those named so far stand after the measure, so that a list may go on after them."""
    return all(party.span[0] > deed.trigger.idx for party in deed.against)


def _announces(sent: Span, trigger: Token) -> bool:
    return any(t.lower_ in ANNOUNCING for t in sent if t.i > trigger.i - 12)


def _units(sent: Span) -> Iterator[Span]:
    doc, at = sent.doc, sent.end
    for _ in range(ITEMS):
        if at >= len(doc):
            return
        unit = sentence_of(doc[at])
        yield unit
        at = unit.end


def _after_semicolons(scene: Scene, sent: Span) -> Iterator[Party]:
    for unit in _units(sent):
        item = _item(scene, unit)
        if not item:
            return
        yield from item
        if not unit.text.rstrip().endswith(";"):
            return


def _bulleted(scene: Scene, sent: Span) -> Iterator[Party]:
    """Take the first name of each item under a colon; the list ends where an item has none or the bullets do."""
    marked: bool | None = None
    for unit in _units(sent):
        words = [t for t in unit if not t.is_space]
        if not words:
            continue
        bullet = bool(BULLET.match(words[0].text)) or (
            len(words) > 1 and BULLET.match(words[0].text + words[1].text) is not None
        )
        if marked is None:
            marked = bullet
        item = _item(scene, unit)
        if (marked and not bullet) or not item:
            if marked and not bullet and item is not None and not bullet and _goes_on(unit):
                continue
            return
        if not marked and len(words) > 30:
            return
        yield from item


def _goes_on(unit: Span) -> bool:
    """Tell whether a unit is a further sentence of the item before it, not a line of its own."""
    start = unit.start
    return start > 0 and "\n" not in unit.doc[start - 1].text + unit.doc[start - 1].whitespace_


def _item(scene: Scene, unit: Span) -> list[Party]:
    """Give the name that opens a list item, with those coordinated to it; nothing where a verb comes first."""
    for token in unit:
        mention = scene.mentions.get(token.i)
        if mention is not None and scene.label(token._.entity) in ACTORS:
            last = token
            while last.i + 1 < unit.end and scene.mentions.get(last.i + 1) == mention:
                last = last.nbor(1)
            return [p for p in _named_at(scene, last) if scene.label(p.entity) in ACTORS]
        if mention is None and token.pos_ not in LEADING and not BULLET.match(token.text) and token.tag_ != "VBN":
            return []
    return []


def _named_at(scene: Scene, token: Token) -> list[Party]:
    mention = scene.mentions[token.i]
    return [Party(token._.entity, (mention.start, mention.end))]


def _among(scene: Scene, trigger: Token, sent: Span) -> Iterator[Party]:
    """ "Charged six officers, among them A and B": the names after the words that open an enumeration."""
    doc = sent.doc
    for token in doc[trigger.i : sent.end - 1]:
        opens = (
            token.lower_ == "among" and doc[token.i + 1].lower_ in {"them", "these", "whom"}
        ) or token.lower_ == "namely"
        if not opens or not _of_actors(doc, trigger, token):
            continue
        start = token.i + (1 if token.lower_ == "namely" else 2)
        for after in doc[start : sent.end]:
            if after.i in scene.mentions and scene.label(after._.entity) in ACTORS:
                yield from _named_at(scene, after)
            elif after.pos_ not in LEADING:
                return


def _of_actors(doc: Any, trigger: Token, opening: Token) -> bool:
    """Tell whether the noun before an enumeration is of persons or firms: "six officers", not "attacks of the past decade"."""
    nouns = [t for t in doc[trigger.i : opening.i] if t.pos_ == "NOUN"]
    return bool(nouns) and nouns[-1].tag_ == "NNS" and nouns[-1].lemma_.lower() in PEOPLE


def resolve_defendants(scene: Scene, charges: Iterable[Deed]) -> None:
    """Let "the defendants" mean all whom the text charges, where it charges several by one authority."""
    groups: dict[int, list[Party]] = {}
    for deed in charges:
        for key in {p.entity for p in deed.by} or {-1}:
            groups[key] = distinct(groups.get(key, []) + list(deed.against))
    if not groups:
        return
    accused = [p for p in max(groups.values(), key=len) if not is_relief_defendant(scene, p)]
    if len(accused) < 2:
        return
    for token in scene.doc:
        if token.lower_ == "defendants" and token.i not in scene.mentions and _means_all(token, len(accused)):
            scene.resolved[token.i] = tuple(p.entity for p in accused)


def _means_all(token: Token, count: int) -> bool:
    before = {c.lower_ for c in token.children if c.i < token.i}
    if before & {
        "other",
        "certain",
        "some",
        "individual",
        "corporate",
        "relief",
        "remaining",
        "these",
        "criminal",
        "several",
    }:
        return False
    if not before & {"the", "all", "both"}:
        return False
    numbers = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
    wanted = {numbers[w] for w in before if w in numbers}
    return not wanted or wanted == {count}
