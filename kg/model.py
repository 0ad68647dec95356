"""The nouns of the graph as frozen dataclasses: Source, Document, Passage, Mention, Claim. No I/O, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]
"""Character offsets into a document's text: first character, one past the last."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher; `primary` names whose statements it copies (a mirror of OFAC's list is OFAC), `reliability` is in 0..1."""

    name: str
    reliability: float
    primary: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a document: `text` is exactly the document's text between the two offsets."""

    id: str
    text: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Document:
    """One article or notice; `id` is the sha256 of its normalised text, `published` a date as exact as the source gives it.

    `recorded` is when its bytes first came, an ISO time in UTC; None where nobody has noted that, and now is meant.
    A list is one document for good: its id is made of its name and part, and it has no text.
    """

    id: str
    text: str
    raw_sha256: str
    source: Source
    title: str | None = None
    url: str | None = None
    published: str | None = None
    kind: str = "article"
    recorded: str | None = None
    list_name: str | None = None
    list_part: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """The place where a document names an entity: `ref` says which, the offsets say where."""

    ref: str
    passage_id: str
    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that one or two passages make. Its object is a ref or a literal `value`, never both.

    `id` hashes document, passages, predicate and refs, so it does not depend on the order of arrival.
    `origin` is the name of whom the text credits with the statement ("according to X"), if anyone. `published` and
    `recorded` are set where a claim is younger than its document, as what a list says since its last version is.
    """

    id: str
    document_id: str
    passage_ids: tuple[str, ...]
    predicate: str
    subject_ref: str
    status: str
    confidence: float
    method: str
    object_ref: str | None = None
    value: str | None = None
    subject_span: Span | None = None
    object_span: Span | None = None
    amount: float | None = None
    currency: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    role: str | None = None
    origin: str | None = None
    published: str | None = None
    recorded: str | None = None


@dataclass(frozen=True, slots=True)
class ListRecord:
    """One record of a list as a passage, with its claims; `hash` covers all that it says, whatever file says it.

    `locator` tells where in which file it stood when it last changed; the spans of its claims are places in its `text`.
    """

    passage_id: str
    record: str
    text: str
    hash: str
    locator: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class DocumentClaims:
    """Everything one document contributes to the graph; the unit of writing, all of it or nothing."""

    document: Document
    reader: str
    passages: tuple[Passage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = field(default=())
