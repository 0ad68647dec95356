"""The tokens of a doc by their word, made once: a rule asks for its own words instead of walking the whole text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ingest.statements.clauses import word_of

Doc = Any
Token = Any
_KEY = "kg_vocabulary"


def vocabulary(doc: Doc) -> Mapping[str, list[Token]]:
    """Give each word of a doc, as `word_of` has it, with its tokens in the order of the text."""
    if _KEY not in doc.user_data:
        found: dict[str, list[Token]] = {}
        for token in doc:
            found.setdefault(word_of(token), []).append(token)
        doc.user_data[_KEY] = found
    kept: Mapping[str, list[Token]] = doc.user_data[_KEY]
    return kept


def tokens_of(doc: Doc, words: Iterable[str]) -> list[Token]:
    """List the tokens of a doc that are one of these words, in the order of the text."""
    known = vocabulary(doc)
    found = [token for word in known.keys() & set(words) for token in known[word]]
    return sorted(found, key=lambda token: token.i)
