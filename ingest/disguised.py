"""Names that only look like others: told when a document is loaded, since nobody sees it in print."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kg.model import DocumentClaims
from kg.names import look_of, mixed_words


def disguised_names(claims: DocumentClaims) -> Iterator[str]:
    """Say of each name that mixes look-alike alphabets what it looks like and which letter is the odd one; each once."""
    names = {claim.value for claim in claims.claims if claim.predicate in {"name", "alias"} and claim.value}
    for name in sorted(names):
        if words := mixed_words(name):
            yield f"{name!r} is kept apart from {look_of(name)!r}, which it looks like: it holds a {_odd_letter(words[0])}"


def _odd_letter(word: str) -> str:
    """Name the first letter that is not of the alphabet of most."""
    alphabets = [unicodedata.name(letter, "?").split()[0] for letter in word]
    usual = max(sorted(set(alphabets)), key=alphabets.count)
    odd = next(letter for letter, alphabet in zip(word, alphabets, strict=True) if alphabet != usual)
    return unicodedata.name(odd, "letter without a name")
