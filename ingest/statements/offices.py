"""Offices whose body is not named beside them: "the chief executive, Ben Zhou", "Commissioner Jane Roe", rosters of staff."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from ingest.entities.coreference import in_focus
from ingest.reading import Party, ReadMention
from ingest.statements.clauses import sentence_of
from ingest.statements.drafts import Draft
from ingest.statements.named_order import in_order, token_at
from ingest.statements.scene import Scene
from ingest.statements.seats import near_state
from ingest.statements.titles_of_office import PRESIDENT

Token = Any

_RANK = r"(?:[Ff]ormer|[Tt]hen|[Cc]urrent|[Aa]cting|[Ii]nterim|[Dd]eputy|[Vv]ice|[Ss]enior|[Ee]xecutive|[Mm]anaging|[Gg]eneral|[Aa]ssistant|[Jj]oint|[Gg]roup|[Nn]on-executive|[Ff]ounding|co-|Co-)"
_OFFICER = (
    r"(?:[Cc]hief (?:[A-Za-z-]+ ){1,3}[Oo]fficer|C[EFTOIMR]O|CISO|[Cc]hief [Ee]xecutive|[Pp]resident|[Cc]hair(?:man|woman|person)?|"
    r"[Dd]irector|[Pp]artner|[Mm]anager|[Gg]eneral [Cc]ounsel|[Tt]reasurer|[Cc]omptroller|[Cc]ontroller|[Hh]ead trader|"
    r"[Ss]pokes(?:man|woman|person)|[Bb]oss)"
)
_TAIL = r"(?: (?:Dame|Sir|Mr\.|Ms\.|Mrs\.|Dr\.))?"
OFFICER_BEFORE = re.compile(rf"\b(?:{_RANK}[ -]?)*{_OFFICER},? ?{_TAIL} ?$")
OFFICER_AFTER = re.compile(
    rf"(?: \([^()]{{1,30}}\))?(?:, (?:aged )?\d\d)?,? \(?(?:(?:the|its|their|who is|who was|then) )?(?:(?:company|firm|group|bank|exchange)[’']s )?"
    rf"(?:{_RANK}[ -]?)*(?:[Cc]o-)?(?:[Ff]ounder (?:&|and) )?{_OFFICER}(?=[,.;)]| (?:who|said|told|wrote|added|until|from|since|and)\b|$)"
)
BODY_FOLLOWS = re.compile(r"[^.;:]{0,30}?\b(?:of|at|for|with|in) ")
BODY_BEFORE = re.compile(r"(?:[A-Z][\w&]*|['’]s),? $")
JOINED = re.compile(r",? (?:and|&) (?:the )?|, (?:and )?")
BODY_OF_LIST = re.compile(r",? (?:all )?(?:of|from|in|at|with) (?:the )?(?:[A-Z]{2,6}[’']s )?")
STAFF_ARE = re.compile(r"(?:['’]s)?(?: [a-z]+){0,8}?(?: (?:are|is|were|was|includes?|included)|:)(?: the)? ?")
ROSTER = re.compile(
    r"\b(?:conducted|handled|represented|led|supervised|overseen|investigated|litigated|prosecuted|assisted|brought|staff|counsel|"
    r"team|attorneys?|agents?|lawyers?|analysts?|investigators?|prosecutors?)\b",
    re.IGNORECASE,
)


def officers_of(scene: Scene, placed: Collection[int]) -> Iterator[Draft]:
    """Yield whose officers the persons are that are named by title alone and are not `placed` yet."""
    mentions = in_order(scene)
    for at, (entity, _) in enumerate(mentions):
        if scene.label(entity) == "Person" and entity not in placed:
            yield from _by_title(scene, mentions, at)


def rosters_of(scene: Scene) -> Iterator[Draft]:
    """Yield whose staff a list of names is."""
    mentions = in_order(scene)
    for at, (entity, _) in enumerate(mentions):
        if scene.label(entity) in {"Agency", "Company"}:
            if at:
                yield from _roster(scene, mentions, at)
            yield from _staff_list(scene, mentions, at)


def _by_title(scene: Scene, mentions: list[tuple[int, ReadMention]], at: int) -> Iterator[Draft]:
    """A title beside a name, without "of X" after it, is an office of the company or agency in focus."""
    entity, mention = mentions[at]
    text = scene.doc._.source_text
    before, after = text[max(mention.start - 60, 0) : mention.start], text[mention.end : mention.end + 90]
    above, below = OFFICER_BEFORE.search(before), OFFICER_AFTER.match(after)
    told = above or below
    if told is None or (PRESIDENT.search(told.group()) and near_state(scene, mention)):
        return
    if above is not None and before[: above.start()].endswith((" a ", " an ")):
        return  # "through a spokesman Low denied it"
    if above is not None and BODY_BEFORE.search(before[: above.start()]):
        return  # "SEC Chair Jane Roe", "Bybit's chief executive Ben Zhou" name the body
    if BODY_FOLLOWS.match(text[mention.end + (below.end() if below else 0) :][:40]):
        return
    token = token_at(scene, mention.start)
    body = None if token is None else in_focus(scene.doc, token, "Company")
    if body is not None:
        last = [m for e, m in mentions[:at] if e == body][-1]
        yield Draft(
            "OFFICER_OF",
            Party(entity, (mention.start, mention.end)),
            Party(body, (last.start, last.end)),
            token,
            "office in focus",
        )


def _roster(scene: Scene, mentions: list[tuple[int, ReadMention]], at: int) -> Iterator[Draft]:
    """ "Represented by A, B and C of the Atlanta Regional Office": all of them are its staff."""
    body, place = mentions[at]
    text = scene.doc._.source_text
    last, there = mentions[at - 1]
    if scene.label(last) != "Person" or not BODY_OF_LIST.fullmatch(text[there.end : place.start]):
        return
    listed = [(last, there)]
    for entity, mention in reversed(mentions[: at - 1]):
        if scene.label(entity) != "Person" or not JOINED.fullmatch(text[mention.end : listed[-1][1].start]):
            break
        listed.append((entity, mention))
    token = token_at(scene, place.start)
    if len(listed) < 2 or token is None:
        return
    if not ROSTER.search(text[sentence_of(token).start_char : listed[-1][1].start]):
        return
    yield from _officers(listed, (body, place), token, "roster of")


def _staff_list(scene: Scene, mentions: list[tuple[int, ReadMention]], at: int) -> Iterator[Draft]:
    """ "The FCA staff on the case are A, B and C", "Counsel for the SEC: A and B": a list after its heading."""
    body, place = mentions[at]
    text = scene.doc._.source_text
    listed: list[tuple[int, ReadMention]] = []
    for entity, mention in mentions[at + 1 :]:
        last = listed[-1][1].end if listed else None
        between = text[(last or place.end) : mention.start]
        if scene.label(entity) != "Person" or not (JOINED if last else STAFF_ARE).fullmatch(between):
            break
        listed.append((entity, mention))
    token = token_at(scene, place.start)
    opening = text[max(place.start - 60, 0) : place.start].rpartition(".")[2]
    told = opening + text[place.end : listed[0][1].start] if listed else ""
    if token is None or not ROSTER.search(told):
        return
    yield from _officers(listed, (body, place), token, "staff list")


def _officers(
    listed: list[tuple[int, ReadMention]], of: tuple[int, ReadMention], token: Token, rule: str
) -> Iterator[Draft]:
    body, place = of
    for entity, mention in listed:
        person = Party(entity, (mention.start, mention.end))
        yield Draft("OFFICER_OF", person, Party(body, (place.start, place.end)), token, rule)
