"""Who is said to have done a theft or attack that the text told before: "Elliptic points to X", "X was behind it", "a job of X"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.reading import Party
from ingest.statements.actions_incidents import attackers
from ingest.statements.clauses import sentence_of
from ingest.statements.drafts import Deed
from ingest.statements.parties import distinct
from ingest.statements.scene import Scene, is_state
from ingest.statements.status import status_of
from ingest.statements.victims import topic_victim

Token = Any
Span = Any

INCIDENTS = ("theft", "ransomware", "attack")
SHORT = 110
REACH = 8
"""Sentences through which a deed stays what the text speaks of."""
MOST = 50
"""Deeds looked back at; a text that tells more of them in so few sentences is a list."""
DEED = r"(?:thefts?|heists?|hacks?|raids?|attacks?|breach(?:es)?|exploits?|robber(?:y|ies)|intrusions?|incidents?|hacking|outages?|thie(?:f|ves)|crimes?)"
MEANT = re.compile(
    rf"\b(?:the|this|that|these|those|its|both|which|whose)\s+(?:[\w$’'.-]+\s+){{0,4}}?{DEED}\b|\bresponsible\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:it|this|that|them|the job)\b", re.IGNORECASE)
_GAP = r"[^.;:!?]{0,70}?"
_LEAD = r"(?:(?:the|an?|its|their)\s+)?(?:[\w’'.-]+\s+){0,5}?$"
LAYING = re.compile(
    r"\b(?:point(?:s|ed|ing)?\s+(?:(?:the|a|its|their)\s+finger\s+)?(?:to|at|towards?)"
    rf"|(?:trac(?:ed?|es|ing)|t(?:ies?|ied|ying)|link(?:s|ed|ing)?|connect(?:s|ed)|attribut(?:es?|ed|ing)|ascrib(?:es?|ed)|credit(?:s|ed)?)\b{_GAP}\b(?:to|with)"
    rf"|(?:put(?:s|ting)?|set)\b{_GAP}\bdown\s+to|pin(?:s|ned|ning)?\b{_GAP}\bon|la(?:id|ys?|ying)\b{_GAP}\bat\s+the\s+door\s+of"
    rf"|(?:blam(?:es?|ed|ing)|suspects?|suspected|fingers?|fingered|accus(?:es?|ed)|resembl(?:es?|ed|ing)|nam(?:es?|ed|ing)|thinks?\s+of)"
    r"|(?:suspicion|blame)\b[^.;:!?]{0,30}\b(?:on|upon|at|to|with)"
    r"|(?:work|handiwork|doing|job|signatures?|hallmarks?|marks?|fingerprints?|tradecraft|hand|hands)\s+of"
    r"|(?:carried\s+out|committed|perpetrated|conducted|done|orchestrated|staged|mounted|executed|masterminded|pulled\s+off|claimed)\s+(?:\w+\s+){0,2}?by)\s+"
    + _LEAD,
    re.IGNORECASE,
)
"""What stands before the name of whom a deed is laid to."""
CULPRIT = re.compile(
    r"\b(?:culprits?|perpetrators?|attackers?|hackers?|intruders?|suspects?|thie(?:f|ves)|responsible)\b"
    r"[^.;!?]{0,40}?\b(?:is|are|was|were|be|as|been|being)\s+(?:\w+\s+){0,2}?" + _LEAD,
    re.IGNORECASE,
)
NAMED_AS = re.compile(
    r"(?![’']s\b)[’'\"”)]*(?:\s+and\s+[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?)?(?:,[^.;!?,]{0,80},)?\s*(?:[^.;!?]{0,40}\b)?(?:"
    r"(?:(?:was|were|is|are|has\s+been|had\s+been|be|being|stood|stands|lay)\s+(?:\w+\s+){0,2}?behind(?!\s+(?:some|many|several|numerous|a|an|other|more|dozens|hundreds|most|\d)\b))"
    r"|(?:had\s+)?d(?:id|one)\s+(?:it|that|this|the\s+job|so)\b|d(?:id|one)\s+the\s+job"
    r"|(?:has\s+|had\s+)?(?:claim(?:s|ed)|t(?:akes?|ook|aken)|admit(?:s|ted)|accept(?:s|ed))\s+(?:the\s+)?(?:responsibility|credit)"
    r"|(?:is|are|was|were|be|been)\s+(?:(?:widely|publicly|officially|also|later|likely|probably|believed|thought|said|to|be|the)\s+){0,4}"
    r"(?:responsible|blamed|suspected|(?:(?:the|a)\s+)?(?:prime|main|chief|likely|probable|most\s+likely)\s+(?:suspects?|culprits?|thie(?:f|ves)|perpetrators?|author))"
    r")",
    re.IGNORECASE,
)
"""What stands after the name of who did a deed."""
DOUBTING = re.compile(
    r"\b(?:suspect\w*|suspicion|accus\w+|likely|probably|believ\w+|thought|thinks?|hallmarks?|marks|fingerprints?|signatures?|point(?:s|ed|ing)?|allege\w*|"
    r"possibl[ey]|may|might|could|appears?|seems?|apparently|consistent)\b",
    re.IGNORECASE,
)
NO_DEED = re.compile(
    r"\b(?:not|n't|never|no\s+evidence|denie[sd]|deny|denying|nobody|doubts?|doubted)\b", re.IGNORECASE
)


OF_MONEY = re.compile(
    r"\b(?:wallets?|address(?:es)?|accounts?|funds?|domains?|servers?|coins?)\b[^.;]{0,40}\b(?:linked|tied|connected|traced|attributed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A deed with its victims as the text told it, and the number of its sentence."""

    deed: Deed
    sentence: int


def attributions(scene: Scene, found: list[Deed]) -> Iterator[Deed]:
    """Yield, for each name to whom a sentence lays a deed without saying whose loss it was, the deed told last before."""
    told = [deed for deed in found if deed.kind in INCIDENTS and deed.against]
    topic = topic_victim(scene)
    if not told and topic is None:
        return
    numbers = {sent.start: number for number, sent in enumerate(scene.doc.sents)}
    events = sorted(
        (_Told(deed, numbers[sentence_of(deed.trigger).start]) for deed in told), key=lambda one: one.deed.trigger.i
    )
    read = {(numbers[sentence_of(d.trigger).start], p.entity) for d in told for p in d.by}
    for token in scene.named_tokens("Group", "Agency"):
        number = numbers[sentence_of(token).start]
        if (number, token._.entity) in read or scene.mentions[token.i].start != token.idx:
            continue
        doers = attackers(scene, [token])
        if not doers or doers[0].entity != token._.entity or not _lays(scene, doers[0], sentence_of(token)):
            continue
        event = _meant(events, doers[0], token, number)
        read |= {(number, party.entity) for party in doers}
        if event is not None:
            by = distinct([*doers, *_state_behind(scene, events, event)])
            yield Deed(event.kind, tuple(by), event.against, token, "attributed", _status(scene, token))
        elif topic is not None and not any(told_of.deed.trigger.i < token.i for told_of in events):
            kind = "ransomware" if scene.entities[doers[0].entity].kind == "ransomware" else "theft"
            yield Deed(kind, tuple(doers), (topic,), token, "attributed", _status(scene, token))


def _state_behind(scene: Scene, events: list[_Told], meant: Deed) -> list[Party]:
    """Give the state to which the same deed was laid before: the group did it for that state."""
    victims = {p.entity for p in meant.against}
    same = [e.deed for e in events if e.deed.kind == meant.kind and victims & {p.entity for p in e.deed.against}]
    return [p for deed in same for p in deed.by if is_state(scene.entities[p.entity])]


def _lays(scene: Scene, party: Party, sent: Span) -> bool:
    text = scene.doc._.source_text
    before = text[max(sent.start_char, party.span[0] - 130) : party.span[0]]
    after = text[party.span[1] : min(sent.end_char, party.span[1] + 130)]
    if NO_DEED.search(before) or NO_DEED.search(after[:60]) or OF_MONEY.search(before):
        return False
    if CULPRIT.search(before):
        return True
    laid = LAYING.search(before) or NAMED_AS.match(after)
    return laid is not None and (PRONOUN.search(laid[0]) is not None or _is_about(text, sent))


def _is_about(text: str, sent: Span) -> bool:
    """Tell whether a sentence means a deed told before, or is too short to be about anything else."""
    words = text[sent.start_char : sent.end_char]
    return MEANT.search(words) is not None or len(words) < SHORT


def _meant(events: list[_Told], party: Party, token: Token, number: int) -> Deed | None:
    """Give the deed told last before, unless somebody else is said to have done it; of a text with one victim, that one's."""
    place = bisect_left(events, token.i, key=lambda event: event.deed.trigger.i)
    before = [event for event in events[max(place - MOST, 0) : place] if number - event.sentence <= REACH]
    victims = {frozenset(p.entity for p in event.deed.against) for event in events[:MOST]}
    candidates = before or (events if len(victims) == 1 and len(events) <= MOST else [])
    for event in reversed(candidates):
        if not event.deed.by or party.entity in {p.entity for p in event.deed.by}:
            return event.deed
    return None


def _status(scene: Scene, token: Token) -> str | None:
    status = status_of(token)
    doubted = DOUBTING.search(scene.doc._.source_text, sentence_of(token).start_char, sentence_of(token).end_char)
    return "alleged" if status == "asserted" and doubted else status
