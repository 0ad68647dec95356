"""Whose a title or a firm is that stands with a pronoun: "its founder" is a company's, not that of the agency just named."""

from __future__ import annotations

import re
from typing import Any

from ingest.entities.coreference import in_focus
from ingest.statements.scene import Scene

Token = Any

FIRST_PERSON = frozenset({"our", "we", "us", "my"})
OF_A_BUSINESS = frozenset({"its", "their"})
BUSINESS_NOUNS = frozenset(
    "founder cofounder owner ceo cfo coo cto executive chairman chairwoman chair president manager director trader "
    "shareholder investor parent subsidiary affiliate customer client employee staff operator administrator creator "
    "board co-founder treasurer partner bookkeeper accountant marketplace brand rival competitor".split()
)
"""Nouns that a company has, and an agency or a court hardly ever."""
BETWEEN = frozenset({"and", "or", "&", ",", "from", "with", "by", "through", "including", "both"})
_NAMES = re.compile(r"[^a-z0-9]+")


def has_business(pronoun: Token) -> bool:
    """Tell whether a possessive stands before a noun that a business has: "its founder", "our chief executive"."""
    if pronoun.lower_ not in OF_A_BUSINESS and pronoun.lower_ != "our":
        return False
    return pronoun.head.lemma_.lower() in BUSINESS_NOUNS or any(
        child.lemma_.lower() in BUSINESS_NOUNS for child in pronoun.head.children if child.dep_ in {"compound", "nmod"}
    )


def owner_of(scene: Scene, pronoun: Token, *labels: str) -> int | None:
    """Give whom a possessive before a business noun means: the firm named just before it, else the firm in focus."""
    wanted = labels or ("Company", "Group")
    if pronoun.lower_ in FIRST_PERSON:
        return publishing_firm(scene)
    beside = _just_before(scene, pronoun)
    if beside is not None and scene.label(beside) in wanted:
        return beside
    meant = [index for index in scene.resolve(scene.doc, pronoun) if scene.label(index) in wanted]
    if len(meant) == 1:
        return meant[0]
    return in_focus(scene.doc, pronoun, wanted[0])


def _just_before(scene: Scene, pronoun: Token) -> int | None:
    """Find the name that only "and", "from" or a comma parts from a possessive: "X and its founder"."""
    at, stepped = pronoun.i - 1, False
    while at > 0 and pronoun.i - at <= 4 and scene.doc[at].lower_ in BETWEEN:
        at, stepped = at - 1, True
    token = scene.doc[at] if at >= 0 else pronoun
    return int(token._.entity) if stepped and token.i in scene.mentions and token._.entity is not None else None


def publishing_firm(scene: Scene) -> int | None:
    """Give the company that publishes the text, where the text names it: who "we" and "our" are in its own blog."""
    publisher = _plain(scene.doc._.publisher or "")
    if not publisher:
        return None
    for entity in scene.entities.values():
        names = {_plain(name) for name in (entity.name, *(mention.surface for mention in entity.mentions))}
        if entity.label == "Company" and any(name.startswith(publisher) for name in names):
            return entity.index
    return None


def _plain(name: str) -> str:
    return _NAMES.sub("", name.lower())
