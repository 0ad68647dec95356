"""What a profile tells by its labels: "Nationality: Russian", "DOB 3 May 1980; citizen Iran", "Address: 4 Main St, Dubai, UAE"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.reading import Party, ReadMention
from ingest.statements.drafts import Draft
from ingest.statements.named_order import in_order
from ingest.statements.scene import Scene

Token = Any

NATIONALITY = re.compile(
    r"(?:^|[\n;(,•·|]\s*)(?:nationality|nationalities|citizenship|citizen)(?: ?\(s\))?(?:\s?:|\s)\s*(?:\(?[a-d1-4]\)\.?\s*)?"
    r"(?:[A-Z]\w+(?:,| and|;| /)\s+(?:\(?[a-d1-4]\)\.?\s*)?)?$",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"\b(?:address(?:es)?|location|based in|country|registered office|place of registration|principal place of business|headquarters|"
    r"organi[sz]ation established in)(?: ?\(s\))?\s?:\s?[^\n:;]{0,120}$",
    re.IGNORECASE,
)
REACH = 700
BEFORE = 160
SITTERS = frozenset({"Company", "Group", "Person"})


def profiles(scene: Scene) -> Iterator[Draft]:
    """Yield nationalities and addresses that a label tells, for whose entry it stands in."""
    text = scene.doc._.source_text
    names = in_order(scene)
    for at, (country, place) in enumerate(names):
        if scene.label(country) != "Country":
            continue
        before = text[max(place.start - BEFORE, 0) : place.start]
        if NATIONALITY.search(before):
            yield from _told(scene, names[:at], (country, place), "NATIONAL_OF", frozenset({"Person"}))
        elif ADDRESS.search(before):
            yield from _told(scene, names[:at], (country, place), "LOCATED_IN", SITTERS)


def _told(
    scene: Scene,
    earlier: list[tuple[int, ReadMention]],
    told: tuple[int, ReadMention],
    edge: str,
    labels: frozenset[str],
) -> Iterator[Draft]:
    """The entry is whose name stands last at the beginning of a line or of an item of a list, else the last such name."""
    country, place = told
    text = scene.doc._.source_text
    near = [(e, m) for e, m in earlier[-25:] if scene.label(e) in labels and place.start - m.end < REACH]
    heads = [(e, m) for e, m in near if _opens(text, m)] or near
    span = scene.doc.char_span(place.start, place.end, alignment_mode="expand")
    if not heads or span is None:
        return
    entity, mention = heads[-1]
    yield Draft(
        edge,
        Party(entity, (mention.start, mention.end)),
        Party(country, (place.start, place.end)),
        span.root,
        "profile",
    )


def _opens(text: str, mention: ReadMention) -> bool:
    line = text[text.rfind("\n", 0, mention.start) + 1 : mention.start]
    return bool(
        re.fullmatch(r"\W*(?:\(?[\dA-Za-z]{1,3}[.)]\s*)?(?:(?:Name|Entity|Individual)[^:]{0,20}:\s*)?", line)
    ) or text[max(mention.start - 2, 0) : mention.start] in {"; ", ": "}
