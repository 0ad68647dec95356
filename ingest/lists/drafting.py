"""A record while its reader gathers it: what was said once is kept once, countries and papers are known by their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ingest.lists.record import Fact, Link, Measure, Notes, Record, Thing
from kg.identifiers import identifier
from kg.names import country_code, country_name
from kg.ontology import COUNTRY, PERSON

MAX_TEXT: Final = 500
"""Characters of a remark that are kept; longer ones are a list's prose, which is not ours to repeat."""

_NOTHING: Final = frozenset({"", "-", "na", "n/a", "nil", "none", "unknown", "not available", "not known", "-0-"})
_SUFFIX: Final = re.compile(r"^(?:[ivx]+\b.*|jr\.?|sr\.?|junior|senior)$", re.IGNORECASE)
_PAPERS: Final = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("travel-document", r"travel document|laissez|deportation|refugee"),
        ("drivers-licence", r"driv(?:ing|er)"),
        ("military-id", r"military|servicem[ae]n|armed forces|fardc"),
        ("passport", r"passport|pasaporte|passeport"),
        ("birth-certificate", r"birth cert"),
        ("ration-card", r"\bration"),
        ("residence-permit", r"alien|residen"),
        ("nationality-certificate", r"nationality"),
        ("swift", r"swift|\bbic\b"),
        ("lei", r"\blei\b|legal entity identifier"),
        ("imo", r"\bimo\b"),
        ("tax-id", r"\btax|fiscal|v\.?a\.?t\b|\btin\b"),
        (
            "national-id",
            r"national id|national number|identity (?:card|number)|identification (?:card|n)|identity document"
            r"|personal id|tazkira|social security|civil id|\bssn\b|\bcedula\b|national insurance",
        ),
        ("registration", r"registration|registry|company n|business n|\bregnumber\b|trade licen"),
    )
)
_NUMBER_OF: Final = re.compile(r"^(.*?\b(?:number|no)\b\.?\s*:?|.*?[:)])\s*(?=\S*\d)", re.IGNORECASE | re.DOTALL)
_ASIDE: Final = re.compile(r"\s*\(([^()]*)\)\s*$|,\s*([A-Z][A-Za-z ]+)$")
_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T+Z-])")
_LEADING: Final = re.compile(r"^([A-Z][a-z]+(?: [A-Z][a-z]+)*)\s+(?=\S*\d)")


@dataclass(slots=True)
class Draft:
    """What a list says of one subject, gathered in the order in which it is said."""

    subject: Thing
    notes: Notes
    facts: dict[tuple[str, str], Fact] = field(default_factory=dict)
    links: dict[tuple[str, ...], Link] = field(default_factory=dict)

    def alias(self, name: str, *, weak: bool = False) -> None:
        """Another name; one that is also called good is not weak, and the subject's own is none."""
        name = " ".join(name.split())
        if name and name != self.subject.name:
            before = self.facts.get(("alias", name))
            self.facts["alias", name] = Fact("alias", name, weak=weak and (before is None or before.weak))

    def tag(self, kind: str, value: str | None) -> None:
        """A statement that is kept as words: `kind: value`, cut to MAX_TEXT."""
        value = " ".join((value or "").split())
        if value.casefold() not in _NOTHING:
            said = f"{kind}: {value}"[:MAX_TEXT].rstrip()
            self.facts["tag", said] = Fact("tag", said)

    def born(self, date: str, confidence: float = 1.0) -> None:
        """A birth date in ISO, as exact as stated; of two like ones the surer stands."""
        before = self.facts.get(("birth_date", date))
        if before is None or before.confidence < confidence:
            self.facts["birth_date", date] = Fact("birth_date", date, confidence=confidence)

    def identify(self, kind: str, value: str, country: str | None = None) -> None:
        """An identifier of the subject; one without letters and digits is none."""
        written = identifier(kind, value, country)
        if written:
            self.facts["identifier", written] = Fact("identifier", written)

    def national_of(self, words: str | None) -> None:
        """A nationality or citizenship, by the country's name or adjective; only people have one."""
        found = self.country(words)
        if found is not None:
            self.link(Link("NATIONAL_OF" if self.subject.label == PERSON else "LOCATED_IN", found))

    def located_in(self, words: str | None) -> None:
        """The country of an address."""
        found = self.country(words)
        if found is not None:
            self.link(Link("LOCATED_IN", found))

    def address(self, parts: list[str | None], country: str | None) -> None:
        """An address as a tag, its parts in their order and the country last, and the country as an edge."""
        kept = [" ".join(part.split()).strip(" ,") for part in [*parts, country] if part]
        kept = [part for part in kept if part.casefold() not in _NOTHING]
        if kept and not (country and len(kept) == 1):
            self.tag("address", ", ".join(kept))
        self.located_in(country)

    def link(self, link: Link) -> None:
        """An edge; the same one to the same thing is kept once."""
        source = link.source or self.subject
        key = (link.predicate, source.entry or source.name, link.target.entry or link.target.name, link.role or "")
        self.links.setdefault(key, link)

    def country(self, words: str | None) -> Thing | None:
        """The country that words name; what names none is reported once."""
        words = " ".join((words or "").split())
        if words.casefold() in _NOTHING:
            return None
        code = state(words)
        if code is None:
            self.notes.unknown_field(f"country: {words}")
            return None
        return Thing(country_name(code), COUNTRY)

    def paper(self, types: tuple[str | None, ...], value: str, country: str | None, note: str | None = None) -> None:
        """A document by the list's words for its type, the narrowest first; a forged one identifies nobody."""
        said, number, issuer = _number(value)
        kinds = [said, *(kind for kind in types if kind)]
        if re.search(r"false|fraud|counterfeit|forged|stolen", " ".join((*kinds, note or "")), re.IGNORECASE):
            self.tag("false document", f"{' '.join(kinds).strip()} {number}")
            return
        kind = next((found for words in kinds if (found := paper_kind(words))), None)
        self.identify(kind or slug(next(filter(None, types), said)), number, state(country or "") or issuer)

    def record(self, entry: str, locator: str, measures: tuple[Measure, ...], part: str = "") -> Record:
        """The record, complete."""
        return Record(
            entry, locator, self.subject, tuple(self.facts.values()), tuple(self.links.values()), measures, part
        )


def iso(text: str) -> str | None:
    """The date at the head of an xs:date, xs:dateTime, month or year, without its time zone; None where it is no date."""
    found = _ISO.match(text.strip())
    if found is None:
        return None
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return found[0]


def state(words: str) -> str | None:
    """The code of the country that words name, with or without an aside in brackets; None where they name none."""
    words = words.strip()
    if words.casefold() in _NOTHING:
        return None
    return country_code(words) or (country_code(words.partition("(")[0].strip()) if "(" in words else None)


def paper_kind(words: str) -> str | None:
    """The kind of identifier that a document's description names, or None where it names none that is known."""
    return next((kind for kind, pattern in _PAPERS if pattern.search(words)), None)


def slug(words: str) -> str:
    """A short lower-case word for a description: "Driver's Permit" gives "driver-s-permit"."""
    return "-".join(re.findall(r"[^\W_]+", words.casefold()))[:40].strip("-") or "document"


def forward(name: str) -> str:
    """A person's name in speaking order: what stands behind the one comma is put before what stands in front of it."""
    before, comma, after = (part.strip() for part in name.partition(","))
    if not comma or not after or "," in after or _SUFFIX.match(after):
        return " ".join(name.replace(",", " ").split())
    return f"{after} {before}"


def _number(value: str) -> tuple[str, str, str | None]:
    """What stands before a number ("Afghan passport number"), the number, and the country that is named around it."""
    value = " ".join(value.split())
    aside = _ASIDE.search(value)
    issuer = state(aside[1] or aside[2] or "") if aside else None
    if aside:
        value = value[: aside.start()]
    before = _NUMBER_OF.match(value) or _LEADING.match(value)
    if before is None:
        return "", value, issuer
    said = before[1].strip()
    return said, value[before.end() :], issuer or state(said) or state(said.split(" ")[0])
