"""The properties of a person, an organisation or a wallet as facts and links."""

from __future__ import annotations

import re
from typing import Any, Final

from ingest.lists.drafting import Draft
from ingest.lists.ftm_index import Index, values
from ingest.lists.ftm_words import IDENTIFIERS, KNOWN, NAMES, ONE_ISSUER, TAGS
from ingest.lists.record import Link
from kg.ontology import COMPANY, PERSON, WALLET, allows

_REFERENTS: Final = (
    ("ofac", re.compile(r"ofac-(\d+)$")),
    ("eu", re.compile(r"eu-fsf-(eu-\d+-\d+)$")),
    ("uk", re.compile(r"gb-hmt-(\d+)$")),
)
"""Ids that OpenSanctions makes of those that the lists themselves give."""


def describe(draft: Draft, entity: dict[str, Any], index: Index) -> None:
    """Take every property of the entity into the draft; one that is not known is reported, and kept as words."""
    properties = entity["properties"]
    for name in NAMES:
        for value in values(properties, name):
            draft.alias(value)
    for value in values(properties, "weakAlias"):
        draft.alias(value, weak=True)
    for value in values(properties, "birthDate"):
        draft.born(value)
    _identifiers(draft, entity)
    _places(draft, properties, index)
    _others(draft, properties, index)
    for name, kind in TAGS.items():
        for value in values(properties, name):
            draft.tag(kind, value)
    for name in properties.keys() - KNOWN - TAGS.keys() - IDENTIFIERS.keys() - set(NAMES):
        draft.notes.unknown_field(f"{entity['schema']}.{name}")
        for value in values(properties, name):
            draft.tag(name, value)


def _identifiers(draft: Draft, entity: dict[str, Any]) -> None:
    properties = entity["properties"]
    stated = [c for name in ("jurisdiction", "mainCountry", "country", "nationality") for c in values(properties, name)]
    # of several countries none is known to have issued it
    issuer = stated[0] if len(set(stated)) == 1 else None
    for name, kind in IDENTIFIERS.items():
        for value in values(properties, name):
            draft.identify(kind, value, None if kind in ONE_ISSUER else issuer)
    if re.fullmatch(r"Q\d+", entity["id"]):
        draft.identify("wikidata", entity["id"])
    referents = [*values(entity, "referents"), entity["id"]]
    for issuer_of, pattern in _REFERENTS:
        found = {match[1] for referent in referents if (match := pattern.match(referent))}
        # two entries of one list, which that list keeps apart, say nothing of which of them is meant
        if len(found) == 1:
            draft.identify(issuer_of, found.pop())


def _places(draft: Draft, properties: dict[str, Any], index: Index) -> None:
    for name in ("nationality", "citizenship"):
        for code in values(properties, name):
            draft.national_of(code)
    for name in ("jurisdiction", "mainCountry", "country"):
        for code in values(properties, name):
            # of a person it is any country that has to do with them
            if draft.subject.label in (PERSON, WALLET):
                draft.tag(name, code)
            else:
                draft.located_in(code)
    for entity in values(properties, "addressEntity"):
        known = index.known(entity)
        if known is None:
            draft.notes.unknown_field("addressEntity that is not in the file")
            continue
        draft.tag("address", known.name)
        for code in known.more if draft.subject.label != WALLET else ():
            draft.located_in(code)


def _others(draft: Draft, properties: dict[str, Any], index: Index) -> None:
    """Whoever holds the wallet, and whatever the organisation is a part of."""
    for predicate, name in (("HOLDS", "holder"), ("OWNS", "parent")):
        for entity in values(properties, name):
            thing = index.thing(entity)
            if thing is None:
                draft.notes.unknown_field(f"{name} of which no record is made")
                continue
            fits = allows(predicate, thing.label or COMPANY, draft.subject.label or COMPANY)
            draft.link(
                Link(predicate if fits else "ASSOCIATED_WITH", draft.subject, thing, role=None if fits else name)
            )
