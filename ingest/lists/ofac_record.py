"""An entry of OFAC's lists -> a record: its facts, links and the measure, in an order that no format changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ingest.lists.addresses import wallet
from ingest.lists.ofac_entry import AIRCRAFT, INDIVIDUAL, VESSEL, Entry, clauses_of
from ingest.lists.ofac_remarks import Clause, birth_dates, code_of, national_register, number_of, read_clause, telling
from ingest.lists.record import Fact, Link, Measure, Notes, Record, Thing
from kg.identifiers import identifier
from kg.names import country_name
from kg.ontology import AGENCY, COMPANY, COUNTRY, GROUP, PERSON

OFAC: Final = Thing("Office of Foreign Assets Control", AGENCY)
TERRORIST: Final = frozenset({"FTO"})
"""Programs that call an organisation a terrorist one. SDGT does not: it names banks and airlines that serve such."""

MAX_TEXT: Final = 500
_NOT_LOADED: Final = frozenset({VESSEL, AIRCRAFT})
_TARGET_TYPES: Final = (("Target Type Government Entity", AGENCY), ("Target Type State-Owned Enterprise", COMPANY))
_PERSON_NAME: Final = re.compile(r"[^a-z,]*[^\Wa-z][^a-z,]*, [A-Z][\w'-]*[a-z]")
_SUFFIXES: Final = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})


def record(entry: Entry, notes: Notes) -> Record | None:
    """Make the record of an entry; None for vessels and aircraft, which are counted. What it cannot read goes to `notes`."""
    if entry.kind in _NOT_LOADED:
        notes.leave_out(entry.kind)
        return None
    return _Making(entry, notes).record()


def person_name(name: str) -> str:
    """Put "SURNAME, Given, Jr." in the order in which it is spoken; a name without a comma stays."""
    surname, _, given = (part.strip() for part in name.partition(","))
    first, _, suffix = (part.strip() for part in given.rpartition(","))
    if suffix in _SUFFIXES and first:
        return f"{first} {surname} {suffix}"
    return f"{given.replace(',', '')} {surname}".strip()


class _Making:
    """One record while it is made: facts and links by what makes them one, so that nothing is said twice."""

    def __init__(self, entry: Entry, notes: Notes) -> None:
        self.entry, self.notes = entry, notes
        self.person = entry.kind == INDIVIDUAL
        self.subject = Thing(person_name(entry.name) if self.person else entry.name, _label(entry))
        self.facts: dict[tuple[str, str], Fact] = {}
        self.links: dict[tuple[str, str], Link] = {}

    def record(self) -> Record:
        self.fact("identifier", identifier("ofac", self.entry.id))
        for program in self.entry.programs:
            self.tag("program", program)
        for alias in self.entry.aliases:
            self.alias(alias, weak=False)
        self.addresses()
        positions = clauses_of(self.entry.title)
        for position in positions:
            self.tag("position", position)
        # the CSV form repeats the title in the remarks
        for clause in self.entry.clauses:
            if clause not in positions:
                self.clause(clause)
        if self.subject.label == GROUP:
            self.fact("kind", "terrorist")
        return Record(
            id=self.entry.id,
            locator=self.entry.locator,
            subject=self.subject,
            facts=tuple(self.facts[key] for key in sorted(self.facts)),
            links=tuple(self.links[key] for key in sorted(self.links)),
            measures=(Measure("sanction", by=(OFAC,), against=(self.subject,)),),
        )

    def fact(self, predicate: str, value: str, *, confidence: float = 1.0, weak: bool = False) -> None:
        known = self.facts.get((predicate, value))
        if value and (known is None or (known.weak and not weak)):
            self.facts[predicate, value] = Fact(predicate, value, confidence=confidence, weak=weak)

    def tag(self, head: str, value: str) -> None:
        self.fact("tag", f"{head}: {value[:MAX_TEXT]}")

    def link(self, predicate: str, target: Thing) -> None:
        self.links.setdefault((predicate, target.name), Link(predicate, target))

    def alias(self, written: str, *, weak: bool) -> None:
        name = person_name(written) if self.person else written
        if name and name != self.subject.name:
            self.fact("alias", name, weak=weak)

    def addresses(self) -> None:
        for address in self.entry.addresses:
            if address.country:
                self.place("LOCATED_IN", address.country)
            text = ", ".join(part for part in (address.street, address.city, address.country) if part)
            if text != address.country:
                self.tag("address", text)

    def place(self, predicate: str, name: str) -> None:
        """Link the subject with a state; a place that is none is kept as it stands."""
        code = code_of(name)
        if code is None:
            self.tag("place", name)
        else:
            self.link(predicate, Thing(country_name(code), COUNTRY))

    def clause(self, text: str) -> None:
        clause = read_clause(text)
        _RULES[clause.about](self, clause)

    def birth(self, clause: Clause) -> None:
        dates = birth_dates(clause.value)
        for date, confidence in dates:
            self.fact("birth_date", date, confidence=confidence)
        if not dates:
            self.notes.bad(self.entry.locator, f"a date of birth that cannot be read: {clause.value}", clause.value)

    def birthplace(self, clause: Clause) -> None:
        self.tag("place of birth", clause.value)

    def nationality(self, clause: Clause) -> None:
        self.place("NATIONAL_OF" if self.person else "LOCATED_IN", clause.value)

    def registered(self, clause: Clause) -> None:
        self.place("LOCATED_IN", clause.value)

    def gender(self, clause: Clause) -> None:
        self.tag("gender", clause.value.lower())

    def weak_alias(self, clause: Clause) -> None:
        self.alias(clause.value, weak=self.person or not telling(clause.value))

    def linked(self, clause: Clause) -> None:
        named = _PERSON_NAME.match(clause.value)
        target = Thing(person_name(clause.value), PERSON) if named else Thing(clause.value)
        if target.name != self.subject.name:
            self.link("ASSOCIATED_WITH", target)

    def wallet(self, clause: Clause) -> None:
        asset, _, address = clause.value.strip(" -").partition(" ")
        thing = wallet(address, asset)
        if thing is None:
            rule = f"the address {address or asset} passes no checksum"
            self.notes.bad(self.entry.locator, rule, clause.value.strip())
        elif ("HOLDS", thing.name) not in self.links:
            self.link("HOLDS", thing)
        else:
            self._widen(thing)

    def _widen(self, thing: Thing) -> None:
        """One address under two assets lives on the chains of both."""
        known = self.links["HOLDS", thing.name].target
        chains = tuple(sorted({*known.chains, *thing.chains}))
        both = Thing(thing.name, thing.label, family=thing.family, key=thing.key, chains=chains)
        self.links["HOLDS", thing.name] = Link("HOLDS", both)

    def number(self, clause: Clause) -> None:
        number = number_of(clause, person=self.person)
        found = identifier(number.kind, number.value, number.country) if number else ""
        self.fact("identifier", found)
        if number and (register := national_register(number)):
            self.fact("identifier", identifier(register, number.value))
        if not found:
            self.tag("remark", f"{clause.head} {clause.value}")

    def statement(self, clause: Clause) -> None:
        self.tag("remark", clause.value)

    def unknown(self, clause: Clause) -> None:
        self.notes.unknown_field(f"remarks: {clause.head}")
        self.tag("remark", clause.value)


_RULES: Final[Mapping[str, Callable[[_Making, Clause], None]]] = MappingProxyType({
    "birth": _Making.birth,
    "birthplace": _Making.birthplace,
    "nationality": _Making.nationality,
    "registered": _Making.registered,
    "gender": _Making.gender,
    "linked": _Making.linked,
    "alias": _Making.weak_alias,
    "wallet": _Making.wallet,
    "number": _Making.number,
    "statement": _Making.statement,
    "remark": _Making.statement,
    "unknown": _Making.unknown,
})  # fmt: skip


def _label(entry: Entry) -> str | None:
    if entry.kind == INDIVIDUAL:
        return PERSON
    if not TERRORIST.isdisjoint(entry.programs):
        return GROUP
    return next((label for text, label in _TARGET_TYPES if text in entry.clauses), None)
