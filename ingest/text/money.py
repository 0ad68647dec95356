"""Find the amounts of money that a text states, in currencies and in crypto assets, each end of a range as a hit of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.text.currencies import COIN_NAMES, COUNTED, ISO_CODES, NAMES, SYMBOLS, TICKERS
from ingest.text.quantities import Quantity, find_quantities

_SPACE = "[ \t\u00a0\u2009\u202f]"


def _choice(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Looked for in the few characters before a number. "A$" must not be the end of a word, "$" may.
_BEFORE = re.compile(
    rf"(?:(?<![\w$])(?:(?P<symbol>{_choice(list(SYMBOLS))}){_SPACE}?|(?P<code>{_choice(ISO_CODES)}){_SPACE}?)"
    rf"|(?P<sign>[$€£¥￥₽₹₩₴₺₪₫₦₱฿₸₿Ξ]){_SPACE}?)$"
)
_BREAK = r"(?:[ \t\u00a0\u2009\u202f-]|\r?\n){1,2}"
_TICKER_AFTER = re.compile(
    rf"(?:{_BREAK})?(?P<code>{_choice([*TICKERS, *ISO_CODES])}|[€£₽₴₸])(?!\w|-(?!TRC|ERC|BEP))(?!\s+{COUNTED})"
)
_COIN_AFTER = re.compile(
    rf"{_BREAK}(?:{'|'.join(f'(?P<c{i}>{name})' for i, name in enumerate(COIN_NAMES))})(?![\w-])(?!\s+{COUNTED})",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(
    rf"{_BREAK}(?:{'|'.join(f'(?P<n{i}>{name})' for i, name in enumerate(NAMES))})(?!\w)", re.IGNORECASE
)
_COIN_CODES = tuple(COIN_NAMES.values())
_NAME_CODES = tuple(NAMES.values())
_GOODS = re.compile(
    r"\s+(?:of\s+(?!(?:money|cash|funds|proceeds|fines?|losses|debt|assets|damage)\b)|per\b|each\b|in\s+weight)"
)
_APPROXIMATE = re.compile(
    r"(?:about|around|approximately|approx\.?|some|nearly|almost|roughly|close to|over|under|below|above|more than|less than|"
    r"at least|at most|up to|upwards of|as much as|as little as|no more than|no less than|not less than|in excess of|exceeding|"
    r"an estimated|estimated|estimated at|the equivalent of|~|≈|>|<)"
    r"(?:\s+(?:an?|the|another|estimated))?[\s(]*$",
    re.IGNORECASE,
)
_AROUND_A_YEAR = re.compile(
    r"(?:\b(?i:in|since|by|until|before|after|during|of|from|early|late|mid|and|to|fiscal)|[A-Z][a-z]{2,8}\.?|\d,?)[\s-]+$"
)
_RANGE = re.compile(rf"(?:{_SPACE}|\n)*(?:to|and|or|[-–—]){_SPACE}*\n?$")
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:\w+\s+)?$", re.IGNORECASE)
_LOOK_BACK = 32


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in units of `currency` (ISO 4217 or a ticker); `approximate` where the text says about, over, at least."""

    start: int
    end: int
    amount: float
    currency: str
    approximate: bool


@dataclass(frozen=True, slots=True)
class _Sum:
    """A number with the currency that stands at it, if one does, and the span of both."""

    quantity: Quantity
    start: int
    end: int
    currency: str | None


def find_money(text: str) -> tuple[Money, ...]:
    """Return the amounts in order; of "between $5 and $7 million" both ends, each with the scale that is meant."""
    sums = [_sum(text, quantity) for quantity in find_quantities(text)]
    for at in range(len(sums) - 1):
        sums[at], sums[at + 1] = _share(text, sums[at], sums[at + 1])
    return tuple(
        Money(s.start, s.end, _amount(text, s), s.currency, _is_approximate(text, s.start))
        for s in sums
        if s.currency is not None
    )


def _amount(text: str, found: _Sum) -> float:
    # "600.000 €": no sum of euros has three decimals, so the dot is a thousands separator.
    digits = text[found.quantity.start : found.quantity.end]
    thousands = found.currency == "EUR" and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits)
    return found.quantity.value * (1000 if thousands else 1)


def _is_approximate(text: str, start: int) -> bool:
    return _APPROXIMATE.search(text[max(0, start - _LOOK_BACK) : start]) is not None


def _sum(text: str, quantity: Quantity) -> _Sum:
    start, before = _currency_before(text, quantity)
    end, after = _currency_after(text, quantity)
    if before is not None and (after is None or before != after != "USD"):
        # "$5 million Canadian dollars" is the only case where the word after says more than the sign before.
        dollars = before == "USD" and after in ("AUD", "CAD", "HKD", "NZD", "SGD", "TWD")
        return _Sum(quantity, start, end if dollars else quantity.end, after if dollars else before)
    return _Sum(quantity, start, end, before or after)


def _currency_before(text: str, quantity: Quantity) -> tuple[int, str | None]:
    window_start = max(0, quantity.start - 14)
    match = _BEFORE.search(text[window_start : quantity.start])
    if match is None:
        return quantity.start, None
    mark = match["symbol"] or match["code"] or match["sign"]
    return window_start + match.start(), SYMBOLS.get(mark, mark)


def _currency_after(text: str, quantity: Quantity) -> tuple[int, str | None]:
    ticker = _TICKER_AFTER.match(text, quantity.end)
    if ticker is not None:
        code = ticker["code"]
        found: tuple[int, str | None] = ticker.end(), TICKERS.get(code, SYMBOLS.get(code, code))
    elif coin := _COIN_AFTER.match(text, quantity.end):
        found = coin.end(), _COIN_CODES[int(str(coin.lastgroup)[1:])]
    elif name := _NAME_AFTER.match(text, quantity.end):
        found = name.end(), _named(text, quantity, name.end(), _NAME_CODES[int(str(name.lastgroup)[1:])])
    else:
        return quantity.end, None
    return found if found[1] and not _is_year(text, quantity) else (quantity.end, None)


def _named(text: str, quantity: Quantity, end: int, currency: str) -> str | None:
    """Return the currency unless its name is another word here: pounds of goods, "won" as a verb, a rand."""
    last = text[:end].rpartition(" ")[2].lower()
    if (
        last in ("pound", "pounds")
        and quantity.value < 1e6
        and (_GOODS.match(text, end) or "-" in text[quantity.end : end])
    ):
        return None
    if last in ("won", "dong", "rand", "real", "reals", "som") and quantity.value < 1000:
        return None
    return currency


def _is_year(text: str, quantity: Quantity) -> bool:
    """Say whether "2019" in "in 2019 bitcoin fell" is a year."""
    if not quantity.plain or not 1900 <= quantity.number < 2100:
        return False
    return _AROUND_A_YEAR.search(text[max(0, quantity.start - _LOOK_BACK) : quantity.start]) is not None


def _share(text: str, first: _Sum, second: _Sum) -> tuple[_Sum, _Sum]:
    """Give each end of a range what only the other one spells out: the scale, the currency."""
    if first.end > second.start:
        # A sign between two numbers ("in 31 € 12") stands for the one that it precedes.
        own = first.currency if first.start < first.quantity.start else None
        return replace(first, end=first.quantity.end, currency=own), second
    between = text[first.end : second.start]
    if len(between) > 8 or not _RANGE.fullmatch(between) or not _is_range(text, first, second, between.strip()):
        return first, second
    if first.quantity.scale == 1 < second.quantity.scale and first.quantity.number < 1000:
        first = replace(first, quantity=replace(first.quantity, scale=second.quantity.scale))
    currency = first.currency or second.currency
    return replace(first, currency=currency), replace(second, currency=currency)


def _is_range(text: str, first: _Sum, second: _Sum, word: str) -> bool:
    """Tell "between $5 and $7 million" from the list "$500 and $7 million", "$5 to 7 million" from "$5 to three people"."""
    opened = _BETWEEN.search(text[max(0, first.start - _LOOK_BACK) : first.start]) is not None
    if word == "and" and not opened:
        return False
    if first.currency is not None and second.currency is not None:
        return first.currency == second.currency
    if first.currency is not None:
        scaled = second.quantity.scale > 1 and word != "or"
        return second.quantity.number > first.quantity.number and (scaled or opened or word in "-–—")
    # Only a currency that follows the second number can be meant for the first as well.
    return second.currency is not None and second.start == second.quantity.start and not _is_year(text, first.quantity)
