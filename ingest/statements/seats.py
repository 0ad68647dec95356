"""Whose office a bare title is: "Detective Superintendent Jane Roe" is of the police just told of, "the plant manager" of the firm.

Asked only of persons whose office no other rule could place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import Any

from ingest.reading import Party, ReadEntity, ReadMention
from ingest.statements.drafts import Draft
from ingest.statements.named_order import in_order, named_within, token_at
from ingest.statements.scene import Scene, is_state
from ingest.statements.titles_of_office import (
    AFTER,
    ANY,
    BEFORE,
    BODY_FOLLOWS,
    HEADS,
    JOINED,
    LAST_WORDS,
    OF_BODY,
    PRESIDENT,
    SEATS,
    UNKNOWN_BODY,
)

Token = Any

NEAR, FAR, LONGEST = 400, 1600, 60


def seats_of(scene: Scene, placed: Collection[int]) -> Iterator[Draft]:
    """Yield the offices of persons who bear a title and are not `placed` yet."""
    done = set(placed)
    text = scene.doc._.source_text
    before: tuple[int, tuple[Party, str, str]] | None = None
    for entity, mention in in_order(scene):
        if scene.label(entity) != "Person":
            continue
        listed = before is not None and JOINED.fullmatch(text[before[0] : mention.start])
        found = before[1] if before is not None and listed else _seat_at(scene, mention)
        shared = found is not None and found[1].endswith("s")
        before = (mention.end, found) if found is not None and shared else None
        token = token_at(scene, mention.start)
        if entity in done or found is None or token is None:
            continue
        body, role, rule = found
        done.add(entity)
        yield Draft("OFFICER_OF", Party(entity, (mention.start, mention.end)), body, token, rule, role)


def _seat_at(scene: Scene, mention: ReadMention) -> tuple[Party, str, str] | None:
    """Give the body, the title and the rule for the title beside one mention of a person."""
    text = scene.doc._.source_text
    before, after = text[max(mention.start - 90, 0) : mention.start], text[mention.end : mention.end + 110]
    words = before.rstrip(" ,.").split()
    if not words or words[-1].lower().rpartition("-")[2] not in LAST_WORDS:
        return _behind(scene, mention, after) or _officer(scene, mention, "", after)
    return (
        _behind(scene, mention, after)
        or _beside(scene, mention, before)
        or _official(scene, mention, before)
        or _officer(scene, mention, before, after)
    )


def _beside(scene: Scene, mention: ReadMention, before: str) -> tuple[Party, str, str] | None:
    """A body named just before the title or within it: "former Goldman bankers A and B", "FDA Special Agent Jane Roe"."""
    found = [
        match
        for match in (BEFORE.search(before), *(seat.titles.search(before.rstrip(" ,")) for seat in SEATS))
        if match
    ]
    offset = mention.start - len(before)
    for match in found:
        start = offset + match.start("title" if "title" in match.re.groupindex else 0)
        end = offset + match.end()
        for entity, there in named_within(scene, start - LONGEST, end):
            if scene.label(entity) not in {"Company", "Agency"} or is_state(scene.entities[entity]):
                continue
            if start - 3 <= there.end < end and text_between(scene, there.end, start) in {"", " ", "'s ", "’s "}:
                return Party(entity, (there.start, there.end)), match.group().strip(" ,"), "title beside a body"
    return None


def _behind(scene: Scene, mention: ReadMention, after: str) -> tuple[Party, str, str] | None:
    """A body with its title behind a name: "Jane Roe, Acme's former chief accountant"."""
    if not after.startswith(", "):
        return None
    for entity, there in named_within(scene, mention.end + 2, mention.end + 7):
        title = OF_BODY.match(scene.doc._.source_text, there.end)
        if title is not None and scene.label(entity) in {"Company", "Agency"} and not is_state(scene.entities[entity]):
            return Party(entity, (there.start, there.end)), title["title"], "title beside a body"
    return None


def text_between(scene: Scene, start: int, end: int) -> str:
    """The words between two places, empty where the first is not before the second."""
    return str(scene.doc._.source_text[start:end]) if start < end else ""


def _official(scene: Scene, mention: ReadMention, before: str) -> tuple[Party, str, str] | None:
    """A title of the state before a name: the body of that kind that the text named last, else the first that it names."""
    bare = before.rstrip(" ,")
    for seat in SEATS:
        match = seat.titles.search(bare)
        if match is None:
            continue
        bodies = [
            e
            for e in _bodies(scene, "Agency")
            if seat.bodies.search(" ".join(_names(e)))
            and not ("[Jj]udge" in seat.titles.pattern and "Attorney" in e.name)
        ]
        body = _last_named(bodies, mention.start) or _first_named(bodies)
        if body is not None:
            return body, match.group(), "title of a body"
    return None


def _officer(scene: Scene, mention: ReadMention, before: str, after: str) -> tuple[Party, str, str] | None:
    """A title of any organisation beside a name, its body unsaid: the organisation that the passage is about."""
    above, below = BEFORE.search(before), AFTER.match(after)
    if above is not None and (
        before[: above.start("title")].endswith((" a ", " an ")) or UNKNOWN_BODY.search(before[: above.start("title")])
    ):
        above = None
    if below is not None and BODY_FOLLOWS.match(after[below.end() :]):
        below = None
    if above is not None and BODY_FOLLOWS.match(after):
        above = None
    match = above or below
    if match is None:
        return None
    if HEADS.search(match["title"]):
        labels: tuple[str, ...] = ("Company",)
    elif ANY.search(match["title"]):
        labels = ("Company", "Agency")
    elif PRESIDENT.search(match["title"]) and not near_state(scene, mention):
        labels = ("Company",)
    else:
        return None
    body = _in_mind(scene, mention.start, labels)
    return None if body is None else (body, match["title"], "title in focus")


def near_state(scene: Scene, mention: ReadMention) -> bool:
    """Whether a country or government is named in the same passage: its president may be meant."""
    return any(
        scene.label(entity) == "Country" or is_state(scene.entities[entity])
        for entity, _ in named_within(scene, mention.start - NEAR, mention.start + NEAR)
    )


def _in_mind(scene: Scene, at: int, labels: tuple[str, ...]) -> Party | None:
    """The organisation that a passage is about: named near, often, first in the text, and as a subject."""
    best: tuple[float, Party] | None = None
    bodies = {e.index: e for e in _bodies(scene, *labels)}
    everything = sum(len(e.mentions) for e in bodies.values()) or 1
    near = {index for index, _ in named_within(scene, at - FAR, at) if index in bodies}
    for entity in (bodies[index] for index in sorted(near)):
        starts = [m.start for m in entity.mentions]
        last = bisect_left(starts, at) - 1
        mention = entity.mentions[last]
        score = 1.2 / (1 + (at - mention.end) / NEAR) + 1.5 * len(starts) / everything
        score += 0.4 * (starts[0] < NEAR) + 0.3 * _is_subject(scene, mention)
        if best is None or score > best[0]:
            best = score, Party(entity.index, (mention.start, mention.end))
    return best[1] if best is not None else None


def _is_subject(scene: Scene, mention: ReadMention) -> bool:
    span = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is not None and span.root.dep_ in {"nsubj", "nsubjpass"}


def _bodies(scene: Scene, *labels: str) -> list[ReadEntity]:
    return [e for e in scene.entities.values() if e.label in labels and e.mentions and not is_state(e)]


def _names(entity: ReadEntity) -> list[str]:
    return [entity.name, *(mention.surface for mention in entity.mentions[:6])]


def _last_named(bodies: list[ReadEntity], at: int) -> Party | None:
    before = [(m.start, m.end, e.index) for e in bodies for m in e.mentions if m.start < at]
    if not before:
        return None
    start, end, index = max(before)
    return Party(index, (start, end))


def _first_named(bodies: list[ReadEntity]) -> Party | None:
    places = [(e.mentions[0].start, e.mentions[0].end, e.index) for e in bodies]
    if not places:
        return None
    start, end, index = min(places)
    return Party(index, (start, end))
