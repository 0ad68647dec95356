"""What the spaCy pipeline takes from one text, before any identity: entities, relations, actions with their offsets.

Every `Span` holds character offsets into the text that was read, so `text[start:end]` gives the very words.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Span


@dataclass(frozen=True, slots=True)
class ReadMention:
    """One place where the text names an entity; `surface` is `text[start:end]`."""

    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadEntity:
    """One real thing that the text names, all its mentions together.

    `name` is the fullest form (a country's common English name, a wallet's normalised address as printed).
    `label_method` says why it bears its label: "catalogue" (a shipped table knows the name), "cue" (words of the
    text say so), "default" (nothing did). `chains` and `family` are of wallets only, `kind` as in the ontology.
    """

    index: int
    label: str
    name: str
    mentions: tuple[ReadMention, ...]
    label_method: str = "default"
    kind: str | None = None
    family: str | None = None
    chains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """An entity in a role, and the words that stand for it there: its name, or "the group", "it", "who"."""

    entity: int
    span: Span


@dataclass(frozen=True, slots=True)
class ReadRelation:
    """One statement of an edge type between two entities; `sentence` is the passage that proves it, `rule` what found it.

    `confidence` is the chance that it was read right, None where nothing but the rule tells; `why` are its strongest grounds.
    """

    type: str
    source: Party
    target: Party
    sentence: Span
    rule: str
    status: str = "asserted"
    amount: float | None = None
    currency: str | None = None
    start: str | None = None
    end: str | None = None
    role: str | None = None
    origin: int | None = None
    confidence: float | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAction:
    """One event: who did it (`by`), against whom, and the word that tells it (`trigger`). Dates as exact as the text.

    `confidence` and `why` are as a relation's.
    """

    kind: str
    by: tuple[Party, ...]
    against: tuple[Party, ...]
    trigger: Span
    sentence: Span
    rule: str
    status: str = "asserted"
    date: str | None = None
    end: str | None = None
    amount: float | None = None
    currency: str | None = None
    origin: int | None = None
    confidence: float | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that looked like a wallet and is none, with the reason (a failed checksum, a transaction hash)."""

    surface: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole of what was read; `passages` are the sentences, in order, none overlapping."""

    text: str
    passages: tuple[Span, ...] = ()
    entities: tuple[ReadEntity, ...] = ()
    relations: tuple[ReadRelation, ...] = ()
    actions: tuple[ReadAction, ...] = ()
    rejected: tuple[Rejected, ...] = ()
