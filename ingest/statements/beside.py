"""Titles and ties with an owner beside a name, read off the words where the parse may lose them: "its co-founder, A"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.entities.coreference import in_focus
from ingest.reading import Party
from ingest.statements.drafts import Draft
from ingest.statements.named_order import token_at
from ingest.statements.owners import owner_of
from ingest.statements.scene import Scene, is_state

Token = Any

_SPECIFIC = (
    r"(?:(?:co-?)?founders?|administrators?|operators?|creators?|head traders?|chief [a-z]+(?:[ -][a-z]+)? officers?|"
    r"chief executives?|C[EFTOIMR]O|CISO|presidents?|vice-presidents?|chair(?:man|woman|person)?|(?:managing |executive )?directors?|"
    r"general managers?|managers?|general counsels?|treasurers?|comptrollers?|controllers?|spokes(?:man|woman|person)|boss|"
    r"(?:managing |general |senior )?partners?|traders?|bankers?|bookkeepers?|accountants?|employees?|executives?|auditors?|compliance officers?|"
    r"secretary|officers?|principals?|shareholders?|owners?|co-owners?|engineers?|analysts?|developers?|editors?|curators?|trustees?)"
)
_WORD = r"(?!(?:and|or|of|who|that|which|with|for|from|to|in|on|at|said|told|by|was|is)\b)[A-Za-z][\w’'-]*"
TITLES = rf"(?:{_WORD} ){{0,4}}?{_SPECIFIC}(?:(?:, |,? and |,? & |/)(?:{_WORD} ){{0,3}}?{_SPECIFIC}){{0,3}}"
_FIRMS = (
    r"company|firm|bank|exchange|business|group|platform|mixer|marketplace|operator|broker|brokerage|fund|lender|insurer|airline|"
    r"studio|processor|developer|carrier|startup"
)
_OWNER = rf"(?P<owner>\b(?:[Ii]ts|[Tt]heir|[Oo]ur)|\b(?:[Tt]he|[Tt]his) (?:{_FIRMS})['’]s|(?<=\w)['’]s|(?<=s)['’])"
_TAIL = r"(?: (?:Dame|Sir|Mr\.|Ms\.|Mrs\.|Dr\.|Prof\.))?"
OFFICE_BEFORE = re.compile(rf"{_OWNER} (?P<title>{TITLES}),?{_TAIL} $", re.IGNORECASE)
OFFICE_AFTER = re.compile(
    rf"(?: \([^()]{{1,30}}\))?(?:, (?:aged? )?\d\d)?,? (?:(?:who|and) (?:is|was) )?{_OWNER} (?P<title>{TITLES})"
    r"(?=[,.;:)\n]| (?:who|said|told|and|until|from|since|at the time|in \d{4})\b|$)",
    re.IGNORECASE,
)
FOUNDING = re.compile(r"founder|administrator|operator|creator|admin\b", re.IGNORECASE)
OWNING = re.compile(r"\b(?:co-)?owner|shareholder", re.IGNORECASE)
SERVING = re.compile(
    r"officer|executive|\bC[EFTOIMR]O\b|CISO|president|chair|director|manager|counsel|treasurer|troller|spokes|boss|partner|trader|banker|"
    r"keeper|accountant|employee|auditor|secretary|principal|engineer|analyst|developer|editor|curator|trustee",
    re.IGNORECASE,
)
PARENT = rf"(?:{_WORD} ){{0,3}}?(?P<kind>parent|subsidiary|affiliate|unit|arm|division|holding company|brand)(?: (?:company|firm|bank|group))?"
PARENT_BEFORE = re.compile(rf"{_OWNER} {PARENT},? $", re.IGNORECASE)
PARENT_AFTER = re.compile(rf", {_OWNER} {PARENT}(?=[,.;:)\n]| (?:since|from|until|and|which|said)\b|$)", re.IGNORECASE)
REACH = 120


def beside(scene: Scene) -> Iterator[Draft]:
    """Yield offices and holdings whose owner is a possessive beside the name."""
    found = {(m.start, scene.doc[place]._.entity): m for place, m in scene.mentions.items()}
    text = scene.doc._.source_text
    for (_, entity), mention in sorted(found.items()):
        label = scene.label(entity)
        if label not in {"Person", "Company"}:
            continue
        patterns = (OFFICE_BEFORE, OFFICE_AFTER) if label == "Person" else (PARENT_BEFORE, PARENT_AFTER)
        left = max(mention.start - REACH, 0)
        before = patterns[0].search(text[left : mention.start])
        after = patterns[1].match(text[mention.end : mention.end + REACH])
        for match, start in ((before, left), (after, mention.end)):
            if match is None:
                continue
            owner = _owner(scene, start + match.start("owner"), start + match.end("owner"), entity)
            if owner is not None:
                party = Party(entity, (mention.start, mention.end))
                token = token_at(scene, mention.start)
                yield from (
                    _offices(match["title"], party, owner, token)
                    if label == "Person"
                    else _holdings(match["kind"].lower(), party, owner, token)
                )


def _offices(title: str, person: Party, owner: Party, token: Token) -> Iterator[Draft]:
    if FOUNDING.search(title):
        yield Draft("OPERATES", person, owner, token, "owner beside")
    if OWNING.search(title):
        yield Draft("OWNS", person, owner, token, "owner beside")
    if SERVING.search(title):
        yield Draft("OFFICER_OF", person, owner, token, "owner beside", title)


def _holdings(kind: str, firm: Party, owner: Party, token: Token) -> Iterator[Draft]:
    if kind in {"parent", "holding company"}:
        yield Draft("OWNS", firm, owner, token, "parent beside")
    else:
        yield Draft("OWNS", owner, firm, token, "parent beside")


def _owner(scene: Scene, start: int, end: int, named: int) -> Party | None:
    """Resolve an owner's words: a name before "'s", "the firm's", or a possessive."""
    words = scene.doc._.source_text[start:end]
    if words[0] in "'’":
        return _named_before(scene, start)
    span = scene.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    if words.lower().startswith(("the ", "this ")):
        noun = span[1]
        found = [e for e in scene.resolve(scene.doc, noun) if e != named]
        meant = found[0] if len(found) == 1 else in_focus(scene.doc, noun, "Company")
    else:
        meant = owner_of(scene, span[0])
    if meant is None or meant == named or scene.label(meant) not in {"Company", "Agency", "Group"}:
        return None
    return Party(meant, (start, end))


def _named_before(scene: Scene, end: int) -> Party | None:
    """Give the organisation whose name ends where "'s" begins."""
    token = token_at(scene, end - 1)
    if token is None or token.i not in scene.mentions:
        return None
    mention = scene.mentions[token.i]
    if abs(mention.end - end) > 2 or scene.label(token._.entity) not in {"Company", "Agency"}:
        return None
    if is_state(scene.entities[token._.entity]):
        return None
    return Party(token._.entity, (mention.start, mention.end))
