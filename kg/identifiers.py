"""Identifiers as one string that two lists write alike: type, country and value, so that what is equal can be found."""

from __future__ import annotations

import re
from typing import Final

_NOT_WORD: Final = re.compile(r"[\W_]+")

JOINING: Final = frozenset({
    "passport", "national-id", "tax-id", "registration", "imo", "lei", "swift", "duns", "mitre", "ofac", "un", "eu", "uk",
    "inn", "ogrn", "wikidata",
})  # fmt: skip
"""Types of which one number belongs to one holder, where the issuing country is known or there is but one issuer."""

_ONE_ISSUER: Final = frozenset(
    {"imo", "lei", "swift", "duns", "mitre", "ofac", "un", "eu", "uk", "inn", "ogrn", "wikidata"}
)


def identifier(kind: str, value: str, country: str | None = None) -> str:
    """Write an identifier as `type:country:VALUE`, its value in capitals without punctuation; "" where no value is left.

    `kind` is one of JOINING, or a short lower-case word for what only describes (`phone`, `email`, `website` and the
    like keep their value as it is). `country` is an ISO 3166 alpha-2 code.
    """
    kept = " ".join(value.split()) if kind in ("phone", "email", "website") else _NOT_WORD.sub("", value).upper()
    return f"{kind}:{(country or '').lower()}:{kept}" if kept else ""


def joins(text: str) -> bool:
    """True where two that bear this identifier are one: a joining type, a known issuer, and four characters or more.

    A country's number has a digit beside zeros: "none" and "000000" stand where no number is known.
    """
    kind, _, rest = text.partition(":")
    country, _, value = rest.partition(":")
    if kind not in JOINING or len(value) < 4:
        return False
    return kind in _ONE_ISSUER or bool(country and any(sign.isdigit() for sign in value.replace("0", "")))
