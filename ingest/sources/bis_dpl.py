"""The Denied Persons List of the Bureau of Industry and Security: who may take no part in exports from the United States."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from ingest.lists.csl import BIS, listing, stable_id
from ingest.lists.csl_kind import label_of
from ingest.lists.csv_rows import Table, locator, records
from ingest.lists.drafting import Draft, forward
from ingest.lists.record import Notes, Record, Thing
from ingest.source import ListRefused, ListSource
from kg.names import country_code
from kg.ontology import PERSON

_COLUMNS: Final = (
    "Name", "Street_Address", "City", "State", "Country", "Postal_Code",
    "Effective_Date", "Expiration_Date", "Standard_Order", "Last_Update", "Action", "FR_Citation",
)  # fmt: skip
_TABS: Final = Table("\t")
_NO_YEAR: Final = "2100"  # the list of 2019 says of one order that it was changed in 3017
_ALSO: Final = re.compile(r"\s*\(?\bA\.?/?K\.?/?A\.?\s+([^()]+)\)?\s*", re.IGNORECASE)


def read(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield one record an order; somebody under two orders, or at two addresses, stands there twice."""
    if not paths:
        raise ListRefused("the Denied Persons List", "no file was given", "give its tab-separated file")
    for path in paths:
        for line, row in records(path, notes, _TABS, required=_COLUMNS):
            for column in row.keys() - set(_COLUMNS):
                notes.unknown_field(column)
            found = _order(locator(path, line), row, notes)
            if found is not None:
                yield found


def _order(where: str, row: dict[str, str], notes: Notes) -> Record | None:
    try:
        start, end, updated = _date(row["Effective_Date"]), _date(row["Expiration_Date"]), _date(row["Last_Update"])
    except ValueError as error:
        notes.bad(where, str(error), "\t".join(row.values()))
        return None
    if not row["Name"]:
        notes.bad(where, "the name is empty", "\t".join(row.values()))
        return None
    if updated and updated < _NO_YEAR:
        notes.dated(updated)
    elif updated:
        notes.remark(f"{where}: the date of its last update is {updated}, which was not taken")
    draft = Draft(_named(row["Name"]), notes)
    for also in _ALSO.findall(row["Name"]):
        draft.alias(also)
    country = row["Country"] if country_code(row["Country"]) else None
    if row["Country"] and not country:
        notes.unknown_field(f"country: {row['Country']}")
    draft.address([row["Street_Address"], row["City"], row["State"], row["Postal_Code"]], country)
    draft.tag("list", "Denied Persons List")
    draft.tag("standard order", row["Standard_Order"])
    draft.tag("Federal Register", row["FR_Citation"])
    draft.tag("remarks", row["Action"])
    entry = stable_id(row, "Name", "Street_Address", "City", "Postal_Code", "Effective_Date")
    return draft.record(entry, where, (listing(BIS, draft.subject, start, end),))


def _named(words: str) -> Thing:
    name = _ALSO.sub(" ", words).strip() or words
    label = label_of(name)
    return Thing(forward(name) if label == PERSON else " ".join(name.split()), label)


def _date(text: str) -> str | None:
    """A date as the file writes it (06/29/2056, or 2007-01-31) in ISO; raises ValueError on another."""
    if not text:
        return None
    for form in ("%m/%d/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    raise ValueError(f"the date {text[:40]} is none")


SOURCE = ListSource(
    name="bis-dpl",
    title="Denied Persons List",
    publisher="Bureau of Industry and Security",
    primary="Bureau of Industry and Security",
    urls=("https://www.bis.doc.gov/dpl/dpl.txt",),
    licence="public domain (US government work)",
    reliability=0.97,
    reason="an authority's own orders, published in the Federal Register; whether a name is a person or a firm is not said",
    # 546 rows in 2019, 577 in a list of 2024
    bounds={"records": (250, 2_500), "Person": (120, 1_800), "Company": (60, 1_000)},
    read=read,
    suffixes=(".txt", ".tsv"),
)
