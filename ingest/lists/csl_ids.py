"""The column `ids` of the Consolidated Screening List: `type, number, country` one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ingest.lists.addresses import wallet
from ingest.lists.drafting import Draft, paper_kind, slug
from ingest.lists.ofac_heads import IDS, STATEMENT
from ingest.lists.record import Link
from kg.names import country_code

_CURRENCY: Final = re.compile(r"Digital Currency Address - (\w+)", re.IGNORECASE)
_WORLDWIDE: Final = frozenset({"lei", "swift", "duns", "imo", "isin", "website", "email", "phone"})
_NAMES: Final = frozenset({"issuer name"})
_NATIONALITY: Final = frozenset({"nationality country", "nationality of registration"})
_WORDS: Final = frozenset({"gender", "equity ticker", "purchase/sales for divestment date (cmic)", "phone number"})
_DETERMINATION: Final = re.compile(r"Executive Order|Directive|Information|risk|Prohibited", re.IGNORECASE)


def read_ids(draft: Draft, ids: Iterable[str], where: str) -> None:
    """Take each id into the draft as what its type says: an identifier, a wallet, a nationality or words."""
    for written in ids:
        head, _, rest = written.partition(", ")
        head, rest = head.strip(" :-"), rest.strip()
        currency = _CURRENCY.fullmatch(head)
        if currency is not None:
            _wallet(draft, rest, currency[1], where)
        elif head.lower() in _NATIONALITY:
            draft.national_of(rest)
        elif head.lower() in _NAMES:
            draft.alias(rest)
        elif rest:
            _number(draft, head, rest)
        else:
            draft.tag("remark", head)


def _number(draft: Draft, head: str, rest: str) -> None:
    number, _, last = rest.rpartition(", ")
    issuer = country_code(last) if number and len(last) == 2 else None
    value = number if issuer else rest
    kind, country = IDS.get(head.lower(), (paper_kind(head), None))
    if head.lower() in _WORDS or STATEMENT.match(head) or _DETERMINATION.search(head):
        draft.tag(head.lower() if head.lower() in _WORDS else head, rest)
    elif kind is not None:
        draft.identify(kind, value, None if kind in _WORLDWIDE else country or issuer)
    else:
        draft.notes.unknown_field(f"ids: {head}")
        draft.identify(slug(head), value, issuer)


def _wallet(draft: Draft, address: str, asset: str, where: str) -> None:
    found = wallet(address, asset)
    if found is None:
        draft.notes.bad(where, f"the address {address[:200]} passes no checksum", address)
    else:
        draft.link(Link("HOLDS", found))
