"""Joins back references within a document: surnames to persons, short forms and initials to organisations."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.entities.chunks import common_words
from ingest.entities.districts import district_of
from ingest.entities.heads import is_legal
from ingest.entities.mentions import NOTHING
from ingest.entities.names import initials, is_acronym, key_words, only_generic, refers_back, shortens
from ingest.entities.titles import forenames
from kg.ontology import AGENCY, COMPANY, GROUP, ORGANISATIONS, PERSON

if TYPE_CHECKING:
    from ingest.entities.clusters import Cluster

_BARE_COURT = re.compile(r"(?:(?:U\. ?S\.|US|United States|Federal) )?District Court", re.IGNORECASE)
_BARE_ATTORNEY = re.compile(r"(?:U\. ?S\.|US|United States) Attorney['’]?s['’]? Office")
_DISTRICT = re.compile(
    r"(?:\b(?:Northern|Southern|Eastern|Western|Middle|Central) )?\bDistrict of \w+(?: [A-Z]\w+)*(?: \([^()]*\))?$"
)


@dataclass(slots=True)
class _Index:
    """The fuller clusters, by what a short form can be looked up with: first word, last word, initials, district."""

    first: dict[str, list[Cluster]] = field(default_factory=lambda: defaultdict(list))
    last: dict[str, list[Cluster]] = field(default_factory=lambda: defaultdict(list))
    letters: dict[str, list[Cluster]] = field(default_factory=lambda: defaultdict(list))
    district: dict[str, list[Cluster]] = field(default_factory=lambda: defaultdict(list))

    def add(self, item: Cluster) -> None:
        """Make the cluster findable by all the forms of its name."""
        for form in dict.fromkeys(key_words(mention.surface) for mention in item.mentions):
            if form:
                self.first[form[0]].append(item)
                self.last[form[-1]].append(item)
        for letters in initials(item.name):
            self.letters[letters].append(item)
        if match := _DISTRICT.search(item.name):
            self.district[match.group()].append(item)


def join_short(found: list[Cluster]) -> list[Cluster]:
    """Return the clusters with every short form joined to the one fuller name that it stands for."""
    kept: list[Cluster] = []
    index = _Index()
    for item in sorted(found, key=lambda item: -len(key_words(item.name))):
        target = _referent(item, index) or _same_court(item, index) or _same_commission(item, kept)
        if target is None:
            kept.append(item)
            index.add(item)
        else:
            target.take(item)
    return kept


def _referent(item: Cluster, index: _Index) -> Cluster | None:
    short = key_words(item.name)
    if not short:
        return None
    sure_nothing = item.label == NOTHING and item.method == "cue"
    if item.label in (PERSON, NOTHING, COMPANY, GROUP) and item.method != "catalogue" and not sure_nothing:
        shorts = {key_words(mention.surface) for mention in item.mentions} if len(short) == 1 else {short}
        people = _people(shorts, index)
        if people and (item.label == PERSON or " " not in item.name):
            return _nearest(item, people)
    if item.label == PERSON and item.method == "cue" and (len(short) > 1 or item.name in forenames()):
        return None  # a lone word beside a verb of persons may still be the firm that begins so
    return _organisation(item, short, index)


def _people(shorts: set[tuple[str, ...]], index: _Index) -> list[Cluster]:
    found: dict[int, Cluster] = {}
    for short in sorted(filter(None, shorts)):
        for person in [*index.last[short[-1]], *index.first[short[0]]]:
            if person.label == PERSON and _refers(short, person):
                found[id(person)] = person
    return list(found.values())


def _refers(short: tuple[str, ...], person: Cluster) -> bool:
    """Whether any full form of the person's name, an alias too, can be shortened so."""
    return any(refers_back(short, words) for mention in person.mentions if len(words := key_words(mention.surface)) > 1)


def _nearest(item: Cluster, people: list[Cluster]) -> Cluster:
    """The person of that name who was named in full last before the short form."""
    start = item.mentions[0].start
    before = [other for other in people if other.mentions[0].start < start]
    return max(before, key=lambda other: other.mentions[0].start) if before else people[0]


def _organisation(item: Cluster, short: tuple[str, ...], index: _Index) -> Cluster | None:
    if item.method == "catalogue" or (item.label == NOTHING and any(entry.kind == "state" for entry in item.entries)):
        return None
    if is_acronym(item.name) and (item.label == NOTHING or item.label in ORGANISATIONS):
        for other in index.letters["".join(char for char in item.name if char.isalnum()).casefold()]:
            if other.label in ORGANISATIONS:
                return other
    if any(is_legal(words[-1]) for mention in item.mentions if len(words := mention.surface.split()) > 1):
        return None  # its own legal form makes it a full name
    longer = [
        other
        for other in index.first[short[0]]
        if other.label in ORGANISATIONS - {AGENCY} and shortens(short, key_words(other.name))
    ]
    longer = list({id(other): other for other in longer}.values())
    plain = [other for other in longer if only_generic(short, key_words(other.name))]
    if (item.label != PERSON or item.method in {"default", "cue"}) and (
        len(plain) == 1 or (len(longer) == 1 and (item.label != NOTHING or _distinctive(item)))
    ):
        return (plain or longer)[0]
    return None


def _distinctive(item: Cluster) -> bool:
    """A lone word that only the model took for a place or the like, which no dictionary and no table has."""
    name = item.name
    return (
        item.method == "default"
        and not item.entries
        and len(name) > 4
        and name.isalpha()
        and not name.isupper()
        and not all(mention.opens for mention in item.mentions)
        and name not in common_words()
        and name.lower() not in common_words()
    )


def _same_commission(item: Cluster, kept: list[Cluster]) -> Cluster | None:
    """ "The Commission" is the body of that name first named, in full or by an abbreviation that the tables know."""
    if item.name != "Commission":
        return None
    bodies = [
        other
        for other in kept
        if other.label == AGENCY
        and ("Commission" in other.name.split() or any("Commission" in entry.name for entry in other.entries))
    ]
    return min(bodies, key=lambda other: other.mentions[0].start, default=None)


def _same_court(item: Cluster, index: _Index) -> Cluster | None:
    """A bare "U.S. District Court", or a bare district, is the one court of that district named in full."""
    if _BARE_COURT.fullmatch(item.name):
        courts = [
            other
            for others in index.district.values()
            for other in others
            if other.label == AGENCY and "Attorney" not in other.name
        ]
        return courts[0] if len(courts) == 1 and item.label == AGENCY else None
    if _BARE_ATTORNEY.fullmatch(item.name) and item.label == AGENCY:
        offices = [other for others in index.district.values() for other in others if "Attorney" in other.name]
        return offices[0] if len(offices) == 1 else None
    if item.label == AGENCY and (place := district_of(item.name)) is not None:
        courts = [other for other in index.district[place] if other.label == AGENCY and "Attorney" not in other.name]
        return courts[0] if courts else None
    if item.label == NOTHING and (match := _DISTRICT.fullmatch(item.name)):
        known = (other for other in index.district[match.group()] if other.label == AGENCY)
        return next((other for other in known if "Attorney" not in other.name), None)
    return None
