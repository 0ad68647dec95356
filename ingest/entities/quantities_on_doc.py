"""Notes on a Doc the wallets, sums of money and dates that its text prints."""

from __future__ import annotations

from typing import Any

from ingest.text.dates import find_dates
from ingest.text.money import find_money
from ingest.text.wallets import find_wallets

Doc = Any


def note_quantities(doc: Doc) -> None:
    """Fill `doc._.wallets`, `doc._.rejected`, `doc._.money` and `doc._.dates`; dates resolve against `doc._.published`."""
    text = doc._.source_text = doc.text
    finds = find_wallets(text)
    doc._.wallets = finds.wallets
    doc._.rejected = finds.rejected
    doc._.money = find_money(text)
    doc._.dates = find_dates(text, doc._.published)
