"""What a public body does by a notice whose words no frame takes for it: rules made, and names taken off a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.reading import Party
from ingest.statements.clauses import sentence_of
from ingest.statements.courts import is_court
from ingest.statements.drafts import Deed
from ingest.statements.named_order import in_order
from ingest.statements.scene import Scene, is_state

_RULE = r"(?:(?:interim |direct |temporary )?final rule|proposed rule(?:making|s)?|notice of proposed rulemaking|rulemaking|rules?|regulations)"
RULEMAKING = re.compile(
    rf"\)? ?(?:is |has |today |hereby |also |, in this rule, )*(?:mak(?:es|ing)|add(?:s|ing|ed)|adopt(?:s|ed|ing)|issu(?:es|ed|ing)|"
    rf"amend(?:s|ed|ing)|publish(?:es|ed|ing)|releas(?:es|ed|ing)|propos(?:es|ed|ing)|finaliz(?:es|ed|ing)|promulgat(?:es|ed|ing)|"
    rf"invit(?:es|ing) comments? on|seek(?:s|ing) comments? on|request(?:s|ing) comments? on|remov(?:es|ing) from the Code of Federal)\b"
    rf"[^.;]{{0,60}}?\b{_RULE}\b"
)
IN_RULE = re.compile(r"\b[Ii]n this (?:\w+ ){0,2}rule, (?:the )?(?:[A-Z][\w.’']+ |of |and |the ){0,9}\(?$")
LISTS = re.compile(r"\bby (?:adding|removing|revising|modifying)\b[^.]{0,120}\bList\b|\bEntity List\b")
UNLISTED = re.compile(
    r"[^.;]{0,220}?\b(?:ha(?:s|ve) been|was|were) (?:unblocked|removed from)|\)?(?:, .{0,160},)? (?:has|is) remov(?:ed|ing)\b.{0,160}\bList\b"
)
PAPERWORK = re.compile(r"information collection|Paperwork Reduction")


def notices(scene: Scene, found: list[Deed]) -> Iterator[Deed]:
    """Yield the rules and delistings of agencies for which none has been read."""
    text = scene.doc._.source_text
    told = {(deed.kind, p.entity) for deed in found for p in deed.by}
    for entity, mention in in_order(scene):
        if scene.label(entity) != "Agency" or is_state(scene.entities[entity]) or is_court(scene, entity):
            continue
        span = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or not len(span):
            continue
        sent = sentence_of(span[-1])
        if PAPERWORK.search(sent.text):
            continue
        rest = text[mention.end : sent.end_char]
        if rest.startswith(("'s ", "’s ")):
            continue  # "the Treasury's Office of Foreign Assets Control" acts as that office
        made = RULEMAKING.match(rest)
        by = (Party(entity, (mention.start, mention.end)),)
        stated = made or (IN_RULE.search(text[sent.start_char : mention.start]) and not LISTS.search(sent.text))
        if stated and ("rule", entity) not in told:
            told.add(("rule", entity))
            proposed = made is not None and "propos" in made.group()
            yield Deed("rule", by, (), span[-1], "listing notice", "proposed" if proposed else None)
        if UNLISTED.match(rest) and ("delisting", entity) not in told:
            told.add(("delisting", entity))
            yield Deed("delisting", by, (), span[-1], "listing notice", "asserted")
