"""What must hold whatever bytes come in, one function a target; tests/unit/test_fuzz_seeds.py replays the seeds on them."""

from __future__ import annotations

import datetime
import hashlib
import math
import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from ingest.documents.cleaning import clean_text
from ingest.documents.document import load_document
from ingest.text.dates import find_dates
from ingest.text.money import find_money
from ingest.text.wallets import find_wallets, parse_address
from kg.asking.queries import bind, parse_query
from kg.errors import KgError, SkipDocument
from kg.model import Document

SUFFIXES: Final = (".json", ".txt", ".html", "")
ENCODINGS: Final = (None, "cp1252", "utf-16", "shift_jis", "gb18030")
_CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Broken(Exception):
    """Something that must hold does not."""


def wallets(data: bytes) -> None:
    """Every address lies where it is said to, is found again in its normal form, and nothing else ever raises."""
    text = data.decode("utf-8", "replace")
    finds = find_wallets(text)
    _ordered(text, finds.wallets)
    _ordered(text, finds.rejected)
    for rejected in finds.rejected:
        _must(text[rejected.start : rejected.end] == rejected.surface, "a surface is not what its offsets say")
    for wallet in finds.wallets:
        again = parse_address(wallet.address)
        _must(again is not None and again.key == wallet.key, f"{wallet.address} is not found again")
        printed = "".join(c for c in text[wallet.start : wallet.end] if c.isascii() and c.isalnum())
        _must(printed.casefold() == wallet.address.casefold(), f"{wallet.address} is not what is printed")
    parse_address(text)


def document(data: bytes) -> None:
    """Any bytes become a document in its one normal form, or are refused in one line; no other error comes through."""
    suffix, encoding, raw = SUFFIXES[_at(data, 0) % 4], ENCODINGS[_at(data, 1) % 5], data[2:]
    try:
        loaded = load_document(raw, name=f"fuzzed{suffix}", encoding=encoding)
    except SkipDocument as error:
        _must(error.rule != "" and error.remedy != "", "a refusal without rule or remedy")
        return
    _check_document(loaded)


def quantities(data: bytes) -> None:
    """Amounts are finite, dates are in the calendar, and both lie where they are said to."""
    text = data.decode("utf-8", "replace")
    money = find_money(text)
    _ordered(text, money)
    _must(all(math.isfinite(hit.amount) and hit.amount >= 0 for hit in money), "an amount that is none")
    dates = find_dates(text, "2024-02-29")
    _ordered(text, dates)
    for hit in dates:
        _must(_is_date(hit.date) and (hit.end_date is None or _is_date(hit.end_date)), f"{hit} is in no calendar")


def queries(data: bytes) -> None:
    """A query file is read, or refused in one line; so is what a user gives for its parameters."""
    text = data.decode("utf-8", "replace")
    try:
        query = parse_query(text, "fuzzed.cypher")
        bind(query, {param.name: text[:50] for param in query.params})
    except KgError as error:
        _must(error.rule != "", "a refusal without a rule")


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "wallets": wallets,
    "document": document,
    "quantities": quantities,
    "queries": queries,
}


def _check_document(loaded: Document) -> None:
    _must(loaded.text != "" and clean_text(loaded.text) == loaded.text, "a text that is not in its normal form")
    _must(not _CONTROL.search(loaded.text), "a control character in the text")
    _must(loaded.id == hashlib.sha256(loaded.text.encode("utf-8")).hexdigest(), "an id that is not the text's hash")
    for line in (loaded.title, loaded.source.name, loaded.url):
        _must(line is None or ("\n" not in line and not _CONTROL.search(line)), f"{line!r} is not one clean line")
    _must(loaded.url is None or loaded.url.lower().startswith(("http://", "https://")), f"{loaded.url!r} is no link")
    _must(loaded.published is None or _is_date(loaded.published), f"{loaded.published!r} is no date")


def _ordered(text: str, hits: Iterable[Any]) -> None:
    end = 0
    for hit in hits:
        _must(end <= hit.start < hit.end <= len(text), "hits that overlap or lie outside the text")
        end = hit.end


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    parts = [int(part) for part in text.split("-")]
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        return False
    return True


def _at(data: bytes, place: int) -> int:
    return data[place] if len(data) > place else 0


def _must(holds: bool, rule: str) -> None:
    if not holds:
        raise Broken(rule)
