"""The nouns of a dossier: who it is about, what is stated of it, and the words that prove each statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Span


@dataclass(frozen=True, slots=True)
class Words:
    """One passage: its text, where it stands in its document (or record), and where in both the two names stand.

    `subject` and `object` are offsets into the document's text as `start_char` is; None where the passage lacks them.
    """

    text: str
    start_char: int
    end_char: int
    subject: Span | None = None
    object: Span | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim with all that a citation needs; `passages` are one, or two where two sentences prove it together.

    `document` is the sha256 of the document's text (of a list: its id, and `record` is the entry); `published` and
    `retrieved` are ISO dates, `retrieved` when its bytes first came.
    """

    claim: str
    predicate: str
    value: str | None
    status: str
    confidence: float
    passages: tuple[Words, ...]
    document: str
    record: str | None
    title: str | None
    publisher: str
    url: str | None
    published: str | None
    retrieved: str | None
    kind: str | None
    reader: str | None
    method: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class Party:
    """Another entity in short."""

    id: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A literal that is stated of the entity (a name, an identifier, a birth date), by how many, with the best claim."""

    predicate: str
    value: str
    status: str
    confidence: float
    sources: int
    claims: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Sum:
    """What claims add up to: the strongest status, confidence in 0..1, independent sources, denials, amount, dates."""

    status: str
    confidence: float
    sources: int
    claims: int
    denials: int
    first_seen: str | None = None
    last_seen: str | None = None
    amount: float | None = None
    currency: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Relation:
    """One edge to another entity. `outward` tells whether it runs from the entity; None where no direction is meant."""

    key: str
    type: str
    words: str
    outward: bool | None
    other: Party
    sum: Sum
    evidence: tuple[Evidence, ...]
    denied_by: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Wallet:
    """A wallet that the entity holds, or who holds it where it is one; with the sentence behind each chain."""

    relation: Relation
    address: str
    chains: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A measure or a deed. `roles` tell the entity's part in it: "did", "suffered" or both.

    `date` is when it began, `until` when it ended, `told` when it was first told of. `answers` and `answered_by` are
    ids of actions: a delisting answers the sanction that it lifts.
    """

    id: str
    kind: str
    words: str
    roles: tuple[str, ...]
    by: tuple[Party, ...]
    against: tuple[Party, ...]
    date: str | None
    until: str | None
    told: str | None
    sum: Sum
    evidence: tuple[Evidence, ...]
    denied_by: tuple[Evidence, ...]
    answers: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction and the words that speak for it."""

    says: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two or more statements that cannot all be true; `about` is "relation", "action", "label", "kind" or "birth_date"."""

    about: str
    words: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Namesake:
    """Another entity that some source calls by one of the names."""

    other: Party
    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or list that speaks of the entity: in how many passages, and whether a statement here rests on it."""

    id: str
    title: str | None
    publisher: str
    url: str | None
    published: str | None
    retrieved: str | None
    kind: str | None
    reader: str | None
    passages: int
    cited: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of which only the first were taken, since there are too many."""

    part: str
    shown: int
    total: int


@dataclass(frozen=True, slots=True)
class Who:
    """The entity: `properties` are the graph's own beside name, label, kind and id (address, chains, iso2, birth_date)."""

    id: str
    name: str
    label: str
    kind: str | None
    aliases: tuple[str, ...]
    refs: tuple[str, ...]
    properties: Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it. `hidden` counts links by type that were not surely read, `rejected` claims that a person threw out.

    `as_of` is the day up to which statements count, None for all; then a statement without a date is left out.
    """

    who: Who
    as_of: str | None
    weak: bool
    names: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    countries: tuple[Relation, ...]
    wallets: tuple[Wallet, ...]
    actions: tuple[Action, ...]
    relations: tuple[Relation, ...]
    contradictions: tuple[Contradiction, ...]
    namesakes: tuple[Namesake, ...]
    candidates: tuple[Relation, ...]
    documents: tuple[Paper, ...]
    hidden: Mapping[str, int]
    rejected: int
    left_out: tuple[LeftOut, ...]
