"""Lists after a colon, however long and over however many parse units: "six firms, each owned by him: A; B; C; and D"."""

from __future__ import annotations

import re
from typing import Any

from ingest.reading import Party
from ingest.statements.named_order import named_within
from ingest.statements.scene import Scene

Token = Any

OPENING = re.compile(r"[^.:\n]{0,220}:\s{0,3}(?:[-•*·]\s*|\(?[\da-z]{1,2}[.)]\s*)?")
NEXT = re.compile(
    r"(?:\s?\([^()\n]{1,80}\))?(?:,? (?:of|in|from|a|an|the) [^,;:.\n]{2,60}?)?(?:[,;]\s*(?:and\s+)?|,?\s+and\s+|\s*\n\s*)"
    r"(?:[-•*·]\s*|\(?[\da-z]{1,2}[.)]\s*)?(?:the )?"
)
PERSONS = frozenset(
    "person individual man woman people member defendant national citizen officer executive operative hacker suspect".split()
)
FIRMS = frozenset(
    "business company firm entity subsidiary affiliate corporation bank exchange fund shareholder party".split()
)
LONGEST = 60


def listed_after(scene: Scene, token: Token) -> list[Party]:
    """Name the items of the list that a plural noun announces with a colon; empty where no list of two or more follows."""
    lemma = token.lemma_.lower()
    if token.tag_ != "NNS" or lemma not in PERSONS | FIRMS:
        return []
    text = scene.doc._.source_text
    opening = OPENING.match(text, token.idx + len(token))
    if opening is None:
        return []
    label = "Person" if lemma in PERSONS and lemma not in FIRMS else None
    found: list[Party] = []
    end = opening.end()
    for entity, mention in named_within(scene, end, end + 6_000):
        between = text[end : mention.start]
        here = scene.label(entity)
        if (found and not NEXT.fullmatch(between)) or (not found and between.strip()):
            if here == "Country" and mention.start - end < LONGEST:
                continue  # "A of Estonia, B of Latvia"
            break
        if here not in ({label} if label else {"Company", "Person", "Group"}):
            break
        found.append(Party(entity, (mention.start, mention.end)))
        end = mention.end
    return found if len(found) > 1 else []
