"""A doc with what the rules ask of it all the time: entities, the mention over each token, what anaphors mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ingest.entities.extensions import entity_at
from ingest.entities.gazetteer import find_places
from ingest.reading import Party, ReadEntity, ReadMention

Token = Any
Doc = Any
Resolver = Callable[[Doc, Token], tuple[int, ...]]

_SCENE = "kg_scene"

GOVERNING = re.compile(r"(?:the|of|government|regime|state|republic|federation|authorities)+", re.IGNORECASE)
STATE_ARM = re.compile(
    r"Ministry|Reconnaissance|Guard|Intelligence|Corps|Army|Force|Directorate|government|regime|FSB|GRU|SVR|IRGC|MOIS|Quds|State Security|\bPLA\b|\bMSS\b|\bRGB\b|Unit \d|Lab \d"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A doc with what the rules ask of it all the time: its entities, the mention over each token, the resolver."""

    doc: Doc
    entities: dict[int, ReadEntity]
    mentions: dict[int, ReadMention]
    resolve: Resolver
    resolved: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """What each anaphor was found to mean, so that it is asked once however many frames look at it."""

    def label(self, entity: int) -> str:
        """Give the label of an entity by its index."""
        return self.entities[entity].label

    def named_tokens(self, *labels: str) -> Iterator[Token]:
        """Give the tokens that names of entities with one of these labels cover, in the order of the text."""
        at = entity_at(self.doc)
        return (self.doc[place] for place in sorted(self.mentions) if self.label(at[place]) in labels)


def is_state(entity: ReadEntity) -> bool:
    """Tell whether an agency is a state as such, not one of its bodies: "North Korea", "the Iranian government"."""
    return entity.label == "Agency" and _names_state(entity.name)


@lru_cache(maxsize=1024)
def _names_state(name: str) -> bool:
    places = find_places(name)
    if not places:
        return False
    rest = name[: places[0].start] + " " + name[places[0].end :]
    return all(GOVERNING.fullmatch(word) for word in re.findall(r"\w+", rest))


def build_scene(doc: Doc, resolve: Resolver) -> Scene:
    """Index a doc's entities by token; the scene is kept on the doc for the next who asks with the same resolver."""
    kept = doc.user_data.get(_SCENE)
    if kept is not None and kept.resolve is resolve and list(kept.entities.values()) == list(doc._.entities):
        return kept  # type: ignore[no-any-return]
    entities = {entity.index: entity for entity in doc._.entities}
    mentions = {}
    for entity in doc._.entities:
        for mention in entity.mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            for token in span or ():
                if token._.entity == entity.index:
                    mentions[token.i] = mention
    scene = doc.user_data[_SCENE] = Scene(doc, entities, mentions, resolve)
    return scene


def named(scene: Scene, token: Token) -> list[Party]:
    """Give the entity whose name covers the token, as a party."""
    mention = scene.mentions.get(token.i)
    if mention is None or token._.entity is None:
        return []
    office = _office_of(scene, token, mention)
    if office is not None:
        return named(scene, office)
    return [Party(token._.entity, (mention.start, mention.end))]


def _office_of(scene: Scene, token: Token, mention: ReadMention) -> Token | None:
    """ "The Department of the Treasury's OFAC" acts as OFAC, even where the parse makes the department the head."""
    if token.dep_ == "poss" or scene.label(token._.entity) != "Agency":
        return None
    span = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or span.end + 1 >= len(scene.doc) or scene.doc[span.end].tag_ != "POS":
        return None
    after = scene.doc[span.end + 1]
    own = after._.entity is not None and after._.entity != token._.entity
    return after if own and scene.label(after._.entity) == "Agency" else None
