"""What the fields of a MISP galaxy entry say: other names, countries, sponsors, victims, relations; the rest are tags."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.lists.misp import Cluster, Galaxy
from ingest.lists.record import Fact, Link, Measure, Notes, Thing
from kg.names import country_code, country_name
from kg.ontology import COUNTRY, GROUP

LONGEST_TAG: Final = 500
UNSTATED: Final = 50
"""The attribution confidence, in percent, where an entry gives none; nearly all that give one give this."""

_MITRE_ID: Final = re.compile(r"[GC]\d{4}")
_NAMED_BY: Final = re.compile(r"(?P<name>.+?) \((?P<by>[^()]+)\)")
_SUBGROUP: Final = re.compile(r"sub-?group\s*:", re.IGNORECASE)
_LIKELIHOOD: Final = re.compile(r'estimative-language:likelihood-probability="([a-z-]+)"')
LIKELIHOODS: Final = {
    "almost-certain": 0.95, "very-likely": 0.85, "likely": 0.7, "roughly-even-chance": 0.5, "roughly-even": 0.5,
    "unlikely": 0.2, "very-unlikely": 0.1, "almost-no-chance": 0.05,
}  # fmt: skip
_MEMBER: Final = frozenset({"part-of", "subgroup-of", "subgroup"})
_ASSOCIATED: Final = frozenset(
    "similar linked-to overlaps related-to associated-with successor-of parent-of variant-of derived-from".split()
)

_TAGS: Final = {
    "cfr-type-of-incident": "incident", "cfr-target-category": "target", "targeted-sector": "target", "sector": "sector",
    "motive": "motive", "since": "since", "victimology": "victims", "capabilities": "capabilities",
    "mode-of-operation": "mode of operation", "threat-actor-classification": "classification", "GRU": "GRU",
    "spoken-language": "language", "microsoft-origin-threat": "origin", "payment-method": "payment method",
}  # fmt: skip
_LEFT_OUT: Final = {
    **dict.fromkeys(("refs", "references", "sources"), "reference"),
    **dict.fromkeys(("content", "summary", "description"), "description"),
    # with them come passwords and stolen files; the names of the gangs are what texts use
    "links": "address of a leak site",
    "name-attribution": "who coined a name, by a number of another galaxy",
    **dict.fromkeys(
        "ransomnotes ransomnotes-filenames ransomnotes-files ransomnotes-filesnames ransomnotes-refs ransomenotes "
        "ransomenotes-refs ransomenotes-files extensions extension encryption Encryption price date TTP ttp "
        "colt-average colt-median".split(),
        "detail of malware",
    ),
}
ORGANISATIONS: Final = frozenset(
    "association of southeast asian nations|asia pacific economic cooperation|at&t|bangladesh bank|bank of america|bb&t|"
    "capital one|citigroup|european commission|european union|fifth third bank|hsbc|international association of athletics "
    "federations|korea institute for defense analyses|ministry of unification|nato|nyse|osce|pnc|sejong institute|sony "
    "pictures entertainment|us bancorp|wells fargo|world anti-doping agency".split("|")
)
"""Victims that are an organisation, in small letters. The field also holds regions, sectors and peoples, which are nobody."""


@dataclass(slots=True)
class Draft:
    """A record in the making: what has been understood of an entry."""

    cluster: Cluster
    galaxy: Galaxy
    notes: Notes
    facts: list[Fact] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)

    def tag(self, text: str) -> None:
        """Say something that is no edge; what is longer than a tag is counted instead."""
        if len(text) > LONGEST_TAG:
            self.notes.leave_out("description")
        else:
            self.facts.append(Fact("tag", text))

    def texts(self, name: str) -> list[str]:
        """Take a field that holds a text or a list of texts, blanks folded; what is neither is told as unknown."""
        value = self.cluster.meta.pop(name, None)
        found = value if isinstance(value, list) else [] if value is None else [value]
        texts = [" ".join(str(each).split()) for each in found if isinstance(each, str | int | float)]
        if len(texts) < len(found):
            self.notes.unknown_field(f"{name} that is no text")
        return list(dict.fromkeys(text for text in texts if text))


def understand(draft: Draft, subject: Thing) -> None:
    """Take every known field of the entry, and tell the names of those that are left."""
    _names(draft, subject)
    confidence = _attribution(draft)
    _places(draft, confidence)
    _victims(draft, subject)
    _relations(draft)
    _tags(draft)
    for name in (*draft.cluster.meta, *draft.cluster.rest):
        draft.notes.unknown_field(name)


def country(name: str) -> Thing | None:
    """The state or territory of a name or code; None for a region, a union and what is neither."""
    code = country_code(name)
    return Thing(country_name(code), COUNTRY) if code and len(code) == 2 and code not in ("eu", "zz") else None


def _names(draft: Draft, subject: Thing) -> None:
    met = {subject.name.casefold()}
    synonyms = draft.texts("synonyms")
    parts = {part.casefold() for name in synonyms if (part := _part_of(name))}
    for name in synonyms:
        if _MITRE_ID.fullmatch(name):
            # a tag only: one entry may bear the ids of groups that MITRE keeps apart
            draft.tag(f"mitre id: {name}")
        elif part := _part_of(name):
            draft.tag(f"subgroup: {part}")
        else:
            named = _NAMED_BY.fullmatch(name)
            alias = named["name"] if named else name
            if named:
                draft.tag(f"{alias}: named by {named['by']}")
            if alias.casefold() not in met:
                met.add(alias.casefold())
                # the name of a part is given to the whole too: that is no name to join by
                draft.facts.append(Fact("alias", alias, weak=alias.casefold() in parts))


def _part_of(name: str) -> str:
    """The name of the subgroup that a synonym says it is; "" for another synonym."""
    found = _SUBGROUP.match(name)
    return name[found.end() :].strip() if found else ""


def _attribution(draft: Draft) -> float:
    stated = draft.texts("attribution-confidence")
    if not stated:
        return UNSTATED / 100
    if stated[0].isascii() and stated[0].isdigit() and int(stated[0]) <= 100:
        return int(stated[0]) / 100
    draft.notes.unknown_field(f"attribution-confidence: {stated[0]}")
    return UNSTATED / 100


def _places(draft: Draft, confidence: float) -> None:
    for code in draft.texts("country"):
        place = country(code)
        if place is None:
            draft.notes.unknown_field(f"country: {code}")
        else:
            draft.links.append(Link("LOCATED_IN", place, status="alleged", confidence=confidence))
    sponsored = False
    for name in draft.texts("cfr-suspected-state-sponsor"):
        sponsor = country(name)
        if sponsor is not None:
            draft.links.append(Link("ACTS_FOR", sponsor, status="alleged", confidence=confidence))
            sponsored = True
        elif name.casefold() not in ("unknown", "none"):
            draft.notes.unknown_field(f"cfr-suspected-state-sponsor: {name}")
    if sponsored:
        draft.facts.append(Fact("kind", "state"))


def _victims(draft: Draft, subject: Thing) -> None:
    against: dict[str, Thing] = {}
    for name in (*draft.texts("cfr-suspected-victims"), *draft.texts("suspected-victims")):
        victim = country(name) or (Thing(name) if name.casefold() in ORGANISATIONS else None)
        if victim is None:
            draft.tag(f"victim: {name}")
        else:
            against[victim.name] = victim
    if against:
        draft.measures.append(Measure("attack", (subject,), tuple(against.values()), status="alleged"))


def _relations(draft: Draft) -> None:
    for each in draft.cluster.related:
        kind, target = (each.get("type"), each.get("dest-uuid")) if isinstance(each, dict) else (None, None)
        if not isinstance(kind, str) or not isinstance(target, str):
            draft.notes.unknown_field("related without type and dest-uuid")
        elif target not in draft.galaxy.names:
            draft.notes.leave_out("relation to another galaxy, or to what is left out")
        elif kind not in _MEMBER and kind not in _ASSOCIATED:
            draft.notes.leave_out(f"relation: {kind}")
        elif target != draft.cluster.id:
            draft.links.append(_link(kind, Thing(draft.galaxy.names[target], GROUP, entry=target), each.get("tags")))


def _link(kind: str, target: Thing, tags: Any) -> Link:
    """A relation, as sure as its tag in estimative language says; whatever is short of certain is alleged."""
    words = [found[1] for tag in tags or () if isinstance(tag, str) and (found := _LIKELIHOOD.fullmatch(tag))]
    confidence = min((LIKELIHOODS[word] for word in words if word in LIKELIHOODS), default=0.5)
    status = "asserted" if confidence >= LIKELIHOODS["almost-certain"] else "alleged"
    if kind in _MEMBER:
        return Link("MEMBER_OF", target, status=status, confidence=confidence)
    return Link("ASSOCIATED_WITH", target, status=status, confidence=confidence, role=kind)


def _tags(draft: Draft) -> None:
    meta = draft.cluster.meta
    for name, word in _TAGS.items():
        for text in draft.texts(name):
            draft.tag(f"{word}: {text}")
    for name in [name for name in meta if name.startswith("origin:")]:
        for by in draft.texts(name):
            draft.tag(f"{name.removeprefix('origin:')}: named by {by}")
    for fields in (meta, draft.cluster.rest):
        for name in [name for name in fields if name in _LEFT_OUT]:
            value = fields.pop(name)
            for _ in value if isinstance(value, list) else (value,):
                draft.notes.leave_out(_LEFT_OUT[name])
