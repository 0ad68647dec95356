"""A record of a list as its reader understands it: what it is about, and the facts, links and measures that it states.

A reader says what the source says, in these words, and nothing else; refs, ids, texts and claims are made of it later,
so that one list in two formats gives the same claims.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

KEPT: Final = 1_000
"""Records that could not be read, and that are kept to be named; what is beyond is counted."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Somebody or something that a record speaks of.

    `label` is None for an organisation of which the list does not say what kind it is. `entry` is the id of the record
    of the same list that is about it, where the source says so; without, it is found by its name. A wallet's name is
    its address as printed, with the `family`, `key` and `chains` that `ingest.lists.addresses.wallet` finds.
    """

    name: str
    label: str | None = None
    entry: str | None = None
    family: str | None = None
    key: str | None = None
    chains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A literal: `predicate` is one of alias, kind, birth_date, identifier, tag; `about` is the record's subject or another.

    A `weak` alias is a word that the source itself calls too vague to go by: it is shown, and joins nothing.
    Name and label need no facts: they are in the thing itself.
    """

    predicate: str
    value: str
    about: Thing | None = None
    confidence: float = 1.0
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An edge of the ontology from `source` (the record's subject where None) to `target`."""

    predicate: str
    target: Thing
    source: Thing | None = None
    status: str = "asserted"
    confidence: float = 1.0
    role: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    amount: float | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """An action of the ontology; where `against` and `by` are both empty it is dropped.

    `key` tells two of one kind in one record apart; it must be the source's own, or the place among them.
    """

    kind: str
    by: tuple[Thing, ...] = ()
    against: tuple[Thing, ...] = ()
    status: str = "asserted"
    confidence: float = 1.0
    start_date: str | None = None
    end_date: str | None = None
    amount: float | None = None
    currency: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a list. `id` is the source's own and outlives versions and formats; `locator` says where it stands.

    `part` names a list within the source whose entries are kept apart from each other and not from those of other
    parts. `origin` is whom this record credits, where the source collects from others; `confidence` weighs all that it
    says. Dates are ISO, as exact as given.
    """

    id: str
    locator: str
    subject: Thing | None
    facts: tuple[Fact, ...] = ()
    links: tuple[Link, ...] = ()
    measures: tuple[Measure, ...] = ()
    part: str = ""
    origin: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that could not be read: where it stands, why, and what stood there."""

    locator: str
    rule: str
    raw: str


@dataclass(slots=True)
class Notes:
    """What a reader has to say beside its records; nothing that it passes over goes unnoted."""

    unreadable: list[Unreadable] = field(default_factory=list)
    unnamed_unreadable: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)
    published: str | None = None
    cut_off: list[str] = field(default_factory=list)

    def cut_short(self, where: str) -> None:
        """Tell that a file ends within a record: it may be but a part of the list."""
        self.cut_off.append(where)

    def bad(self, locator: str, rule: str, raw: str = "") -> None:
        """Count a record that cannot be read, with the rule that it breaks; the rest goes on."""
        if len(self.unreadable) < KEPT:
            self.unreadable.append(Unreadable(locator, rule, raw[:10_000]))
        else:
            self.unnamed_unreadable += 1

    def unknown_field(self, name: str) -> None:
        """Count a field that the reader does not know; each is reported once."""
        self.unknown[name[:100]] += 1

    def leave_out(self, kind: str) -> None:
        """Count what is understood and not loaded, by its kind (a vessel, malware)."""
        self.left_out[kind[:100]] += 1

    def remark(self, text: str) -> None:
        """Tell something of the list that a user should know."""
        if len(self.remarks) < KEPT:
            self.remarks.append(text)

    def dated(self, date: str) -> None:
        """Take the list's own date; of several the latest."""
        self.published = max(self.published or date, date)

    @property
    def bad_records(self) -> int:
        """How many records could not be read."""
        return len(self.unreadable) + self.unnamed_unreadable
