"""Where an organisation sits by the words that explain it: "X, the largest bank in Y", "X (Z), Y's investment fund"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ingest.reading import Party, ReadMention
from ingest.statements.drafts import Draft
from ingest.statements.named_order import in_order
from ingest.statements.scene import Scene

Token = Any

_ASIDE = r"[\"”]?\)?(?: \([^()]{1,40}\))?"
_TELLING = r"(?!.*\b(?:used?|by|who|which|that|to|for|against|with(?! headquarters| offices)|on|at|charged|accused|arrested|sued|fined|whose)\b)"
EXPLAINED = re.compile(
    rf"{_ASIDE}, {_TELLING}(?:an?|the|its|one of) [^.;:()\n]{{3,80}}? (?:in|of|from) (?:the )?(?:[A-Z][\w’'-]+, )?"
)
REGISTERED = re.compile(
    rf"{_ASIDE},? (?:which (?:is|was) )?(?:registered|incorporated|based|headquartered|domiciled|located|established|formed) in (?:the )?"
    r"(?:[A-Z][\w’'-]+, ){0,2}"
)
OWNED = re.compile(rf"{_ASIDE}, ")
POSSESSIVE = re.compile(r"['’]s? (?!government|authorities|president|prime|king|leader|parliament)[a-z]")
SITTERS = frozenset({"Company", "Group", "Agency"})
FAR = 130


def whereabouts(scene: Scene) -> Iterator[Draft]:
    """Yield where organisations sit that are explained by a country right behind their name."""
    text = scene.doc._.source_text
    for (entity, mention), (other, place) in pairwise(in_order(scene)):
        if scene.label(entity) not in SITTERS or scene.label(other) != "Country" or place.start - mention.end > FAR:
            continue
        between, after = text[mention.end : place.start], text[place.end : place.end + 30]
        possessive = POSSESSIVE.match(after)
        if possessive and OWNED.fullmatch(between):
            rule = "country's own"
        elif after[:1] in {"'", "’", "-"}:
            continue
        elif REGISTERED.fullmatch(between):
            rule = "registered in"
        elif EXPLAINED.fullmatch(between) and scene.label(entity) != "Agency":
            rule = "explained by place"
        else:
            continue
        token = _token_at(scene, place)
        if token is not None:
            yield Draft(
                "LOCATED_IN",
                Party(entity, (mention.start, mention.end)),
                Party(other, (place.start, place.end)),
                token,
                rule,
            )


def _token_at(scene: Scene, mention: ReadMention) -> Token | None:
    span = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None
