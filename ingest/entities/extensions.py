"""The custom attributes that the pipeline puts on spaCy's Doc, Span and Token, registered in this one place."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc, Span, Token

_ENTITY_AT = "kg_entity_at"
_DOC_DEFAULTS: dict[str, Any] = {
    "source_text": "",
    "published": None,
    "publisher": None,
    "entities": (),
    "money": (),
    "dates": (),
    "wallets": (),
    "rejected": (),
    "segments": (),
}


def register() -> None:
    """Register every attribute once; calling it again changes nothing.

    `doc._.entities` are `ReadEntity`s by index, `token._.entity` and `span._.entity` the index of the cluster whose
    mention covers the token, or the span's root (None where no mention does). `doc._.source_text` is `doc.text` once
    and for all: spaCy builds that string anew at each access, which costs more than the rules that ask for it.
    """
    for name, default in _DOC_DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if not Token.has_extension("entity"):
        Token.set_extension("entity", getter=_token_entity)
    if not Span.has_extension("entity"):
        Span.set_extension("entity", getter=_span_entity)


def entity_at(doc: Doc) -> dict[int, int]:
    """The cluster of each token that a mention covers, for annotation to fill.

    It stands in the doc's own table, not among the attributes: rules ask for it a thousand times a document.
    """
    at: dict[int, int] = doc.user_data.setdefault(_ENTITY_AT, {})
    return at


def _token_entity(token: Token) -> int | None:
    return entity_at(token.doc).get(token.i)


def _span_entity(span: Span) -> int | None:
    at = entity_at(span.doc)
    found = {at[token.i] for token in span if token.i in at}
    if len(found) == 1 and len(span) <= 12:
        return found.pop()
    return at.get(span.root.i) if len(span) else None
