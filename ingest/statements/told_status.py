"""The status of a statement where more than the scope of its trigger decides: what is taken for granted, settled, or still to come."""

from __future__ import annotations

import re
from typing import Any

from ingest.statements.clauses import children, is_passive, is_verbal, sentence_of, word_of
from ingest.statements.status import own_status, status_of
from kg.model import Span

Token = Any
Doc = Any

GRANTED = frozenset({"OFFICER_OF", "LOCATED_IN", "NATIONAL_OF", "OWNS", "OPERATES", "ASSOCIATED_WITH"})
"""Edges that a noun phrase tells by the way ("his company X"), whatever the sentence says of him."""
LASTING = frozenset({"OWNS", "OFFICER_OF"})
"""Edges that begin with a deed which may be still to come: a purchase, an appointment."""
BEGINNING = frozenset("join become take buy acquire purchase merge succeed replace".split())
ORDERING = frozenset({"order", "require", "enjoin", "fine", "penalize", "impose", "direct"})
AGREEING = frozenset({"agree", "consent", "settle", "stipulate"})
AHEAD = frozenset({"agree", "plan", "intend", "want", "offer", "set", "due"})
AHEAD_NOUNS = frozenset({"agreement", "deal", "plan", "offer", "bid", "intention", "talk", "letter"})
SETTLING = frozenset({"plead", "convict", "admit", "confess"})
APPROVAL = re.compile(
    r"\b(?:subject to|pending|await(?:s|ing)|conditional (?:up)?on|contingent (?:up)?on)\b[^.;]{0,40}\bapproval\b"
    r"|\bif\b[^;\n]{0,60}\bapproves\b|\b(?:court|judge)\b[^.;]{0,30}\bmust (?:still )?approve\b",
    re.IGNORECASE,
)
PLEADS = re.compile(
    r"\b(?:complaint|indictment|information|affidavit|commission|sec|cftc|prosecutors|pleading|charges)\b[^.;]{0,80}?\balleg(?:es?|ed|ing)\b"
    r"|\b(?:complaint|indictment|charges)\b[^.\n]{0,20}:\s*\n"
    r"|\baccording to the (?:[\w'’]+ ){0,4}(?:complaint|indictment|charges|affidavit|pleading)\b",
    re.IGNORECASE,
)
SETTLED_BY = re.compile(
    r"\b(?:convict\w+|plead\w*|pled|admit\w*|found|sentenc\w+|verdict|jury|consent\w+|agreed|ordered|judgment)\b",
    re.IGNORECASE,
)
ITEM = re.compile(r"\s*(?:[•*·▪-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
PLEADING_REACH = 2500
OWN_ORDER = re.compile(
    r"\b(?:cease[- ]and[- ]desist|administrative|Commission's|SEC's|agency's) (?:\w+ )?orders?\b", re.IGNORECASE
)
"""Orders that an agency makes itself, with no court to approve them."""


def relation_status(trigger: Token, edge: str, *, biography: bool) -> str:
    """Tell the status of a relation: by its trigger's scope, unless it is taken for granted or still to come."""
    if edge in GRANTED and is_granted(trigger):
        return own_status(trigger)
    status = status_of(trigger, conduct=not biography)
    if status == "asserted" and biography and _is_believed(trigger):
        return "alleged"
    return "proposed" if status == "asserted" and edge in LASTING and _is_to_come(trigger) else status


def is_granted(trigger: Token) -> bool:
    """Tell whether a noun only says who somebody is, as an apposition or a possession does, and nothing is said of it."""
    node = trigger
    while node.dep_ == "conj" and node.head.pos_ in {"NOUN", "PROPN"}:
        node = node.head
    if trigger.pos_ not in {"NOUN", "PROPN"} or node.dep_ in {"attr", "oprd", "ROOT", "acomp", "ccomp", "relcl"}:
        return False
    return not (node.dep_ == "pobj" and node.head.lower_ == "as")


def _is_believed(verb: Token) -> bool:
    """Tell whether a verb hangs from hearsay: "is believed to sit", "is said to live"."""
    above = verb.head
    if verb.dep_ not in {"xcomp", "ccomp"} or above.lemma_ not in {
        "believe",
        "think",
        "suspect",
        "say",
        "report",
        "understand",
    }:
        return False
    return bool(children(above, "auxpass", "nsubjpass"))


def _is_to_come(verb: Token) -> bool:
    """Tell whether a deed is only agreed or announced: "will join", "agreed to buy", in a headline "X to buy Y"."""
    if not is_verbal(verb) or word_of(verb) not in BEGINNING or is_passive(verb):
        return False
    if any(c.dep_ == "aux" and c.lower_ in {"will", "'ll", "shall"} for c in verb.children):
        return True
    if verb.tag_ != "VB" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    above = verb.head
    return above == verb or word_of(above) in AHEAD | AHEAD_NOUNS


def is_settled(trigger: Token) -> bool:
    """Tell whether a court or the doer's own plea has settled the conduct: "pleaded guilty to one count of laundering"."""
    for node in trigger.ancestors:
        if node.dep_ in {"relcl", "ccomp"} and node.lemma_ not in SETTLING:
            return False
        if node.lemma_ in SETTLING:
            words = {c.lower_ for c in node.subtree}
            return not words & {"not"} and (node.lemma_ != "plead" or "guilty" in words)
    return False


def awaits_court(trigger: Token) -> bool:
    """Tell whether a settlement is only agreed: it, or what is agreed to, needs a court's approval by the text."""
    agreed = [trigger, *trigger.ancestors]
    if not any(word_of(node) in AGREEING for node in agreed) or OWN_ORDER.search(sentence_of(trigger).text):
        return False
    return APPROVAL.search(trigger.doc._.source_text) is not None


def is_to_be_ordered(trigger: Token) -> bool:
    """Tell whether a measure is told as one that a court will take: "will be ordered to pay"."""
    node = trigger
    while node.dep_ in {"xcomp", "conj", "advcl"} and node.head.pos_ == "VERB":
        node = node.head
    words = {c.lower_ for c in node.children if c.dep_ in {"aux", "auxpass"}}
    return {"will", "be"} <= words and word_of(node) in ORDERING


def is_pleaded(doc: Doc, sentence: Span) -> bool:
    """Tell whether a sentence goes on with what a pleading says: one before it in its paragraph, or over its list, alleges."""
    text = doc._.source_text
    words = text[sentence[0] : sentence[1]]
    if SETTLED_BY.search(words):
        return False
    before = text[max(0, sentence[0] - PLEADING_REACH) : sentence[0]]
    listed = ITEM.match(words) or ITEM.search(before.rsplit("\n", 1)[-1])
    paragraph = before if listed else re.split(r"\n\s*\n|[.:]\s*\n", before)[-1]
    pleads = list(PLEADS.finditer(paragraph))
    return bool(pleads) and SETTLED_BY.search(paragraph, pleads[-1].end()) is None
