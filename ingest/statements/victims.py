"""Whom a theft struck where its own clause does not say so: the firm that the whole text is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.reading import Party
from ingest.statements.clauses import children, is_passive, sentence_of, word_of
from ingest.statements.drafts import Deed
from ingest.statements.nouns import possessors
from ingest.statements.parties import parties
from ingest.statements.scene import Scene

Token = Any

OPENING = 300
"""Characters at the head of a text in which its subject is named."""
OFTEN = 3
TAKEN = frozenset("steal drain empty loot siphon plunder exploit hack compromise rob".split())
LOOT = frozenset(
    "wallet fund account coin bitcoin ether token asset pool money cryptocurrency crypto million billion reserve deposit vault key balance "
    "currency stablecoin nft".split()
)
THEFTS = frozenset("theft heist hack exploit robbery raid hacking".split())
ANALYST = re.compile(
    r"(?:[’']s)?\s+(?:researchers?|analysts?|observed|assess|tracked|tracks|traced|analy[sz]ed|has\s+(?:seen|observed|tracked))\b"
)
CRIMINAL = re.compile(
    r"\b(?:Ponzi|pyramid|defraud|misappropriat|embezzl|investors|indict|pleaded|sentenced)", re.IGNORECASE
)
STOLEN = re.compile(
    r"\b(?:theft|heist|hack(?:ed|ers?|ing)?|exploit(?:ed|er)?|stolen|stole|drained|emptied|siphoned|loot(?:ed)?|attackers?|intruders?)\b",
    re.IGNORECASE,
)


def topic_victim(scene: Scene) -> Party | None:
    """Give the company named at the head of a text on a theft, and more often than any other in it."""
    text = scene.doc._.source_text
    if len(STOLEN.findall(text)) < 2 or CRIMINAL.search(text):
        return None
    firms = [e for e in scene.entities.values() if e.label == "Company" and e.mentions and e.kind != "mixer"]
    most = max(firms, key=lambda e: len(e.mentions), default=None)
    if most is None or len(most.mentions) < OFTEN or most.mentions[0].start > OPENING:
        return None
    if any(ANALYST.match(text, m.end) for m in most.mentions):
        return None
    if sum(len(e.mentions) == len(most.mentions) for e in firms) > 1:
        return None
    return Party(most.index, (most.mentions[0].start, most.mentions[0].end))


def topic_thefts(scene: Scene, found: list[Deed]) -> Iterator[Deed]:
    """Yield the theft that a clause tells without its victim ("wallets were emptied", "the exploit cost $50 million")."""
    victim = topic_victim(scene)
    if victim is None:
        return
    told = {sentence_of(deed.trigger).start for deed in found if deed.kind in {"theft", "attack", "ransomware"}}
    told |= {sentence_of(deed.trigger).start for deed in found if deed.kind == "laundering"}
    for token in scene.doc:
        if token.i in scene.mentions or sentence_of(token).start in told:
            continue
        if _is_taking(token) or _is_theft(scene, token):
            told.add(sentence_of(token).start)
            yield Deed("theft", (), (victim,), token, "topic theft")


def _is_taking(token: Token) -> bool:
    if token.pos_ != "VERB" or word_of(token) not in TAKEN or not is_passive(token):
        return False
    taken = children(token, "nsubjpass")
    return any(t.lemma_.lower() in LOOT for noun in taken for t in [noun, *noun.children])


def _is_theft(scene: Scene, token: Token) -> bool:
    if token.pos_ != "NOUN" or token.lemma_.lower() not in THEFTS or token.dep_ in {"compound", "amod"}:
        return False
    if not any(c.lower_ in {"the", "this", "last"} for c in children(token, "det", "amod")):
        return False
    if any(parties(scene, owner) for owner in possessors(token)) or children(token, "acl", "relcl"):
        return False
    sent = sentence_of(token)
    return any(sent.start_char <= m.start < sent.end_char for m in scene.doc._.money)
