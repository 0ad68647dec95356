"""Where someone sits, told by layout and commas: "X Ltd., Dubai, United Arab Emirates", "FBI (United States)", "a Shanghai-based firm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ingest.entities.gazetteer import PLACE, countries, find_places
from ingest.reading import Party, ReadEntity, ReadMention
from ingest.statements.clauses import sentence_of
from ingest.statements.drafts import Draft
from ingest.statements.named_order import token_at
from ingest.statements.nouns import said_of
from ingest.statements.parties import parties
from ingest.statements.scene import Scene, is_state, named

Token = Any

_PLACE_WORDS = r"(?:the )?[A-Z0-9][\w.'’/-]*(?: (?:[A-Z0-9][\w.'’/-]*|of|de|al|el))*"
_ASIDE = r"(?: \([^()]{1,40}\))?(?:,? (?:a/k/a|f/k/a|also known as|formerly) [^,;\n]{2,60})*(?:,? (?:aged )?\d{1,2})?"
ADDRESS = re.compile(
    rf"{_ASIDE}(?:,? of |, (?:in |from |near )?)(?:{_PLACE_WORDS}(?:, | in (?:the )?)){{0,6}}(?:the )?"
)
"""What may stand between a name and the country of its address: brackets, an alias, an age, streets and towns."""
BRACKET = re.compile(r" \((?:the )?")
TOGETHER = re.compile(r",? (?:both|all|each)(?: \w+)? (?:in|of|from|based in|located in|registered in) (?:the )?")
BASED = re.compile(r"\w[-\u2010\u2011](based)\b", re.IGNORECASE)
JOINED = re.compile(r",? (?:and|&) (?:the )?|, (?:the )?")
ENUMERATED = re.compile(r"(?:,| and| or)+ (?:the )?[A-Z]")
ABROAD = re.compile(
    r"[Gg]overnment|[Ee]mbassy|[Cc]ourt|[Mm]ilitary|[Ii]ntelligence services|United (?:States|Nations)|Bank of"
)
"""Agencies whose country in the name is whom they serve or what they are, rather than an address worth telling."""
ELSEWHERE = frozenset(
    "customer client investor victim partner leader investment event attack conference project".split()
)
SITTERS = ("Person", "Company", "Group", "Agency")
MAX_BETWEEN = 160


def places_of(scene: Scene) -> Iterator[Draft]:
    """Yield who sits where by the words between a name and a country, and by "CITY-based"."""
    order = sorted(_places(scene))
    for at, (start, entity, mention) in enumerate(order):
        if scene.label(entity) == "Country" and at:
            yield from _before(scene, order[:at], start, Party(entity, (mention.start, mention.end)))
    yield from _based_in_town(scene)
    yield from _named_after(scene)
    yield from _explained(scene)


def _places(scene: Scene) -> Iterator[tuple[int, int, ReadMention]]:
    """Give every mention once as (start, entity, mention)."""
    seen = set()
    for place, mention in scene.mentions.items():
        key = mention.start, scene.doc[place]._.entity
        if key not in seen:
            seen.add(key)
            yield mention.start, key[1], mention


def _before(scene: Scene, earlier: list[tuple[int, int, ReadMention]], start: int, place: Party) -> Iterator[Draft]:
    """Read the last name before a country, and those coordinated with it."""
    _, entity, mention = earlier[-1]
    text = scene.doc._.source_text
    token = token_at(scene, place.span[0])
    if token is None or scene.label(entity) not in SITTERS or start - mention.end > MAX_BETWEEN:
        return
    between = text[mention.end : start]
    if (
        "\n" in between
        or text[place.span[1] : place.span[1] + 1] in {"'", "’"}
        or _is_adjective(text[slice(*place.span)])
    ):
        return
    last = Party(entity, (mention.start, mention.end))
    if BRACKET.fullmatch(between) and text[place.span[1] : place.span[1] + 1] in {")", ",", ";"}:
        yield from _seated(scene, [last, *_joined(scene, earlier, only_and=True)], place, token, "bracketed place")
    elif TOGETHER.fullmatch(between):
        yield from _seated(scene, [last, *_joined(scene, earlier, only_and=False)], place, token, "place of all")
    elif scene.label(entity) == "Agency" and not between.startswith((",", " (")):
        return  # "the Securities Commission of Malta" is a name, or should be one
    elif ADDRESS.fullmatch(between) and not _is_enumerated(scene, place) and not _runs_on(between):
        yield from _seated(scene, [last], place, token, "address")


def _seated(scene: Scene, sitters: list[Party], place: Party, token: Token, rule: str) -> Iterator[Draft]:
    for sitter in sitters:
        if scene.label(sitter.entity) in SITTERS:
            yield Draft("LOCATED_IN", sitter, place, token, rule)


def _joined(scene: Scene, earlier: list[tuple[int, int, ReadMention]], *, only_and: bool) -> list[Party]:
    """Go back over names that are joined by "and" (or commas) to the last one, if they are of its label."""
    text, found = scene.doc._.source_text, []
    label = scene.label(earlier[-1][1])
    for (_, entity, mention), (after, *_) in zip(reversed(earlier[:-1]), reversed(earlier), strict=False):
        between = text[mention.end : after]
        if not JOINED.fullmatch(between) or (only_and and " and " not in between) or scene.label(entity) != label:
            break
        found.append(Party(entity, (mention.start, mention.end)))
        if only_and:
            break
    return found


def _is_enumerated(scene: Scene, place: Party) -> bool:
    """Tell whether the country is one of several: "X, Iran and Russia" is no address."""
    after = scene.doc._.source_text[place.span[1] : place.span[1] + 40]
    found = ENUMERATED.match(after)
    if found is None:
        return False
    hits = find_places(after[found.end() - 1 :])
    return bool(hits) and hits[0].start == 0 and hits[0].entries[0].label != PLACE


@lru_cache(maxsize=1024)
def _is_adjective(country: str) -> bool:
    return any(hit.adjective for hit in find_places(country))


def _runs_on(between: str) -> bool:
    """Words that join or begin clauses stand in no address."""
    return bool(re.search(r"\b(?:and|or|with|by|who|which|that)\b", between))


def _based_in_town(scene: Scene) -> Iterator[Draft]:
    """ "A Shanghai-based operator": the town's country, where the text names it anywhere."""
    known = {entity.name: entity for entity in scene.entities.values() if entity.label == "Country" and entity.mentions}
    for found in BASED.finditer(scene.doc._.source_text) if known else ():
        token = token_at(scene, found.start(1))
        if token is None or token.i < 2 or token.lower_ != "based":
            continue
        country = known.get(_country_of_town(_town_before(scene, token.i - 1)) or "")
        noun = _noun_after(token)
        if country is None or noun is None:
            continue
        place = Party(country.index, (country.mentions[0].start, country.mentions[0].end))
        named_here = named(scene, noun)
        seated = named_here or [p for head in said_of(noun) for p in parties(scene, head)]
        yield from _seated(scene, seated[:1], place, token, "town-based")


def _town_before(scene: Scene, dash: int) -> str:
    """Give the capitalised words before a dash: "New York-based"."""
    first = dash
    while first > sentence_of(scene.doc[dash]).start and scene.doc[first - 1].text[:1].isupper() and dash - first < 3:
        first -= 1
    return str(scene.doc[first:dash].text)


@lru_cache(maxsize=1024)
def _country_of_town(town: str) -> str | None:
    """Name the country of a town that the shipped table knows, by its whole name or its last words."""
    words = town.split()
    for at in range(len(words)):
        name = " ".join(words[at:])
        for hit in find_places(name):
            entry = hit.entries[0]
            if hit.start == 0 and hit.end == len(name) and entry.label == PLACE and entry.country:
                return countries().get(entry.country)
    return None


def _noun_after(based: Token) -> Token | None:
    head = based.head
    return head if head.i > based.i and head.pos_ in {"NOUN", "PROPN"} else None


def _named_after(scene: Scene) -> Iterator[Draft]:
    """An agency that bears a country's name sits there, where the text names that country too: "Uganda Wildlife Authority"."""
    known = {entity.name: entity for entity in scene.entities.values() if entity.label == "Country" and entity.mentions}
    for entity in scene.entities.values() if known else ():
        if entity.label != "Agency" or not entity.mentions or is_state(entity) or ABROAD.search(entity.name):
            continue
        for hit in find_places(entity.name):
            country = known.get(hit.entries[0].name) if hit.entries[0].label == "Country" else None
            token = token_at(scene, entity.mentions[0].start)
            if country is not None and token is not None and (hit.start, hit.end) != (0, len(entity.name)):
                place = Party(country.index, (country.mentions[0].start, country.mentions[0].end))
                yield Draft("LOCATED_IN", _first(entity), place, token, "named after its country")


def _first(entity: ReadEntity) -> Party:
    return Party(entity.index, (entity.mentions[0].start, entity.mentions[0].end))


def _explained(scene: Scene) -> Iterator[Draft]:
    """ "X, a payment processor from Estonia": whatever kind of business the apposition calls it."""
    for token in scene.named_tokens("Country"):
        prep = token.head
        noun = prep.head
        if (
            token.dep_ != "pobj"
            or prep.lower_ not in {"from", "in"}
            or noun.pos_ != "NOUN"
            or noun._.entity is not None
        ):
            continue
        if noun.dep_ not in {"appos", "attr"} or prep.i != noun.i + 1 or noun.tag_ != "NN" or noun.lemma_ in ELSEWHERE:
            continue
        heads = [
            h
            for h in said_of(noun)
            if h._.entity is not None and scene.label(h._.entity) in {"Company", "Group", "Agency"}
        ]
        for head in heads[:1]:
            yield from _seated(scene, named(scene, head)[:1], named(scene, token)[0], token, "explained place")
