"""Measures that leave unsaid whom they strike because the text has him in mind: "the charges were dropped", "issued an advisory"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.entities.coreference import in_focus
from ingest.reading import Party
from ingest.statements.clauses import (
    agents,
    children,
    is_verbal,
    logical_objects,
    logical_subjects,
    sentence_of,
    word_of,
)
from ingest.statements.courts import is_court, is_judge
from ingest.statements.drafts import Deed
from ingest.statements.nouns import possessors
from ingest.statements.parties import distinct, parties
from ingest.statements.scene import Scene

Token = Any

DROPPING = frozenset("dismiss drop withdraw abandon discontinue throw toss quash scrap".split())
CASES = frozenset("case charge claim complaint indictment suit lawsuit count prosecution accusation proceeding".split())
WARNING = frozenset("issue publish release put circulate send post".split())
WARNINGS = frozenset("advisory warning alert bulletin".split())
ACCUSING = frozenset("charge arrest plea conviction".split())
COURTS = frozenset({"court", "judge", "tribunal"})
PROSECUTION = frozenset({"prosecutor", "prosecution", "government", "state", "authority"})
REACH = 6
SHARE_BEFORE = re.compile(
    r"(?:(?:was|were|is|are|being)\s+)?(?:levied|imposed|assessed|owed|payable|paid|collected|going|goes?|went)?\s*(?:by|to)\s+(?:the\s+|[A-Z][\w.]*(?:\s[A-Z][\w.]*)?[’']s\s+)?$"
)
"""What stands between a sum and whom it goes to: "$3.4 billion was levied by the"."""
FINED = re.compile(
    r"\b(?:of (?:that|this|which|the (?:total|sum))|levied|assessed|imposed|separately|in addition|penalt\w+|fines?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Mind:
    """Whom the text has accused up to where, in the order of the text, and the number of each sentence by its start."""

    accused: list[tuple[int, tuple[Party, ...]]]
    numbers: dict[int, int]

    def last(self, token: Token) -> tuple[Party, ...]:
        """Give those whom the last measure before a token strikes, if that was not long ago."""
        here = self.numbers[sentence_of(token).start]
        place = bisect_left(self.accused, token.i, key=lambda one: one[0]) - 1
        if place < 0 or here - self.numbers[sentence_of(token.doc[self.accused[place][0]]).start] > REACH:
            return ()
        return self.accused[place][1]


def measures_in_mind(scene: Scene, found: list[Deed]) -> Iterator[Deed]:
    """Yield dismissals, advisories and shares of penalties of those whom the text has in mind."""
    numbers = {sent.start: number for number, sent in enumerate(scene.doc.sents)}
    accused = sorted(((d.trigger.i, d.against) for d in found if d.kind in ACCUSING and d.against), key=lambda o: o[0])
    fined = sorted(((d.trigger.i, d.against) for d in found if d.kind == "penalty" and d.against), key=lambda o: o[0])
    read = {(deed.kind, sentence_of(deed.trigger).start) for deed in found}
    for token in scene.doc:
        if token.pos_ != "VERB" or token.i in scene.mentions or not is_verbal(token):
            continue
        start = sentence_of(token).start
        if word_of(token) in DROPPING and ("dismissal", start) not in read:
            yield from _dropped(scene, token, _Mind(accused, numbers))
        elif word_of(token) in WARNING and ("advisory", start) not in read:
            yield from _warned(scene, token)
    yield from _under_sanctions(scene)
    yield from _shares(scene, _Mind(fined, numbers))


def _under_sanctions(scene: Scene) -> Iterator[Deed]:
    """ "X, under EU sanctions since 2022": said of a name without a verb."""
    for token in scene.doc:
        if token.lower_ != "sanctions" or token.dep_ != "pobj" or token.head.lower_ != "under":
            continue
        by = [p for o in possessors(token) for p in parties(scene, o) if scene.label(p.entity) == "Agency"]
        against = parties(scene, token.head.head) if token.head.head._.entity is not None else []
        against = [p for p in against if scene.label(p.entity) in {"Person", "Company", "Group"}]
        if by and against:
            yield Deed("sanction", tuple(distinct(by)), tuple(against), token, "under sanctions")


def _dropped(scene: Scene, verb: Token, mind: _Mind) -> Iterator[Deed]:
    """ "Judge X threw the case out", "all charges were dropped": the last accused is rid of them."""
    things = [o for o in logical_objects(verb) if o.lemma_.lower() in CASES and o._.entity is None]
    if not things or any(c.lower_ in {"against", "of"} for thing in things for c in children(thing, "prep")):
        return
    doers = distinct([p for head in [*logical_subjects(verb), *agents(verb)] for p in parties(scene, head)])
    by = [p for p in doers if scene.label(p.entity) == "Agency" or is_judge(scene, p.entity)]
    heads = {h.lemma_.lower() for h in [*logical_subjects(verb), *agents(verb)]}
    passive = not logical_subjects(verb)
    against = tuple(p for p in mind.last(verb) if p.entity not in {b.entity for b in by})
    if against and (by or passive or heads & (COURTS | PROSECUTION)):
        yield Deed("dismissal", tuple(by), against, verb, "in mind")


def _warned(scene: Scene, verb: Token) -> Iterator[Deed]:
    """ "CISA issued an advisory": on the group that the text speaks of."""
    if not any(
        o.lemma_.lower() in WARNINGS or {c.lower_ for c in o.children} & WARNINGS for o in logical_objects(verb)
    ):
        return
    by = _authors_before(scene, verb)
    group = _main_group(scene, verb)
    if by and group is not None:
        yield Deed("advisory", tuple(by), (Party(group, (verb.idx, verb.idx + len(verb))),), verb, "in mind")


def _main_group(scene: Scene, verb: Token) -> int | None:
    """Give the group that the text has named most so far, if more than once; else the one named last."""
    groups = [e for e in scene.entities.values() if e.label == "Group"]
    told = {e.index: sum(m.start < verb.idx for m in e.mentions) for e in groups}
    most = max(told, key=lambda index: told[index], default=None)
    return most if most is not None and told[most] > 1 else in_focus(scene.doc, verb, "Group")


def _authors_before(scene: Scene, verb: Token) -> list[Party]:
    """List the agencies that are a verb's subject, those too that the parse has lost before it."""
    found = distinct(
        [p for s in logical_subjects(verb) for p in parties(scene, s) if scene.label(p.entity) == "Agency"]
    )
    if found:
        return [p for p in found if not is_court(scene, p.entity)]
    sent = sentence_of(verb)
    names = [t for t in scene.doc[sent.start : verb.i] if t.i in scene.mentions and t._.entity is not None]
    agencies = [p for t in names if scene.label(t._.entity) == "Agency" for p in parties(scene, t)]
    return [p for p in distinct(agencies) if not is_court(scene, p.entity)]


def _shares(scene: Scene, mind: _Mind) -> Iterator[Deed]:
    """ "Of that, $3.4 billion was levied by X and $968 million by Y": penalties of the one whom the text has just fined."""
    text = scene.doc._.source_text
    ends = {hit.end: hit for hit in scene.doc._.money}
    for token in scene.named_tokens("Agency"):
        mention, sent = scene.mentions[token.i], sentence_of(token)
        if mention.start != token.idx or token.i == sent.start or not FINED.search(text, sent.start_char, token.idx):
            continue
        last = max((end for end in ends if sent.start_char <= end <= mention.start), default=None)
        if last is None or not SHARE_BEFORE.fullmatch(text[last : mention.start].lstrip()):
            continue
        against = mind.last(scene.doc[sent.start])
        link = next((t for t in reversed(scene.doc[sent.start : token.i]) if t.lower_ in {"by", "to"}), None)
        if against and link is not None:
            yield Deed("penalty", tuple(parties(scene, token))[:1], against, link, "share")
