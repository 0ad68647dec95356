"""The Consolidated Screening List as a table: one row an entry of one of the lists that it collects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from ingest.lists.csl_ids import read_ids
from ingest.lists.csl_kind import label_of
from ingest.lists.csv_rows import Table, locator, records
from ingest.lists.drafting import Draft, forward
from ingest.lists.record import Measure, Notes, Record, Thing
from ingest.source import ListRefused
from kg.names import country_code
from kg.ontology import AGENCY, PERSON


@dataclass(frozen=True, slots=True)
class Lister:
    """Who keeps a list: its name as an agency, and as a publisher whose statements these are."""

    agency: str
    origin: str


OFAC: Final = Lister("Office of Foreign Assets Control", "OFAC")
BIS: Final = Lister("Bureau of Industry and Security", "Bureau of Industry and Security")
STATE: Final = Lister("U.S. Department of State", "U.S. Department of State")

_LISTERS: Final = {"treasury department": OFAC, "bureau of industry and security": BIS, "state department": STATE}
_REQUIRED: Final = (
    "_id",
    "source",
    "entity_number",
    "type",
    "name",
    "addresses",
    "start_date",
    "alt_names",
    "ids",
    "federal_register_notice",
)
_TAGS: Final = (
    ("title", "position"),
    ("federal_register_notice", "Federal Register"),
    ("standard_order", "standard order"),
    ("license_requirement", "licence requirement"),
    ("license_policy", "licence policy"),
    ("remarks", "remarks"),
)
_KNOWN: Final = frozenset(_REQUIRED) | {column for column, _ in _TAGS} | {
    "programs", "end_date", "citizenships", "dates_of_birth", "nationalities", "places_of_birth",
    # where the list is to be found: the same for all its entries
    "source_list_url", "source_information_url",
    # of ships, which are left out
    "call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner",
}  # fmt: skip
_TABLE: Final = Table(may_be_cut=True)
_WHEN: Final = (("start_date",), ("start_date", "federal_register_notice"))
_LEFT_OUT: Final = frozenset({"vessel", "aircraft"})
_DATE: Final = re.compile(r"(circa )?(\d{4}(?:-\d\d){0,2})$", re.IGNORECASE)
_RANGE: Final = re.compile(r"(?:circa )?(\d{4})\S* (?:to|-) (?:circa )?(\d{4})\S*$", re.IGNORECASE)
_HEIRS: Final = re.compile(r"[;,]?\s+and any successor, sub-?unit, or subsidiary thereof\W*$", re.IGNORECASE)


def read(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield the entries of all lists that the files collect, each list a part of its own."""
    if not paths:
        raise ListRefused("the Consolidated Screening List", "no file was given", "give its CSV file")
    for path in paths:
        for line, row in records(path, notes, _TABLE, required=_REQUIRED):
            for column in row.keys() - _KNOWN:
                if row[column]:
                    notes.unknown_field(column)
            found = _entry(locator(path, line), row, notes)
            if found is not None:
                yield found


def _entry(where: str, row: dict[str, str], notes: Notes) -> Record | None:
    title, _, keeper = row["source"].rpartition(" - ")
    lister = _LISTERS.get(keeper.lower())
    if row["type"].lower() in _LEFT_OUT:
        notes.leave_out(row["type"].lower())
        return None
    rule = _rule(row, lister)
    if rule is not None or lister is None:
        notes.bad(where, rule or "", str(row))
        return None
    subject = _subject(row)
    draft = Draft(subject, notes)
    _describe(draft, row, title, where)
    entry = row["entity_number"] if lister is OFAC else ""
    if entry:
        draft.identify("ofac", entry)
    measure = listing(lister, subject, row["start_date"], row.get("end_date", ""))
    record = draft.record(
        entry or stable_id(row, "name", "addresses", *_WHEN[not row["start_date"]]), where, (measure,), slug(title)
    )
    return Record(
        record.id, where, record.subject, record.facts, record.links, record.measures, record.part, lister.origin
    )


def _rule(row: dict[str, str], lister: Lister | None) -> str | None:
    """The rule that a row breaks, if any."""
    if lister is None:
        return f"the list {row['source'] or '(none)'} is not known"
    if not row["name"]:
        return "the name is empty"
    if row["type"].lower() not in ("", "individual", "entity"):
        return f"the type {row['type']} is not known"
    if lister is OFAC and not row["entity_number"].isdigit():
        return "the entity number is none"
    for column in ("start_date", "end_date"):
        if row.get(column) and not re.fullmatch(r"\d{4}-\d\d-\d\d", row[column]):
            return f"the {column} {row[column]} is no date"
    return None


def _subject(row: dict[str, str]) -> Thing:
    name = _HEIRS.sub("", row["name"])
    if row["type"].lower() == "individual":
        return Thing(forward(name), PERSON)
    if row["type"]:
        # an "Entity" may be a bank, a ministry or a terrorist group
        return Thing(" ".join(name.split()), None)
    label = label_of(name)
    return Thing(forward(name) if label == PERSON else " ".join(name.split()), label)


def _describe(draft: Draft, row: dict[str, str], title: str, where: str) -> None:
    person = draft.subject.label == PERSON
    for name in _each(row["alt_names"]):
        draft.alias(forward(name) if person else name)
    for date in _each(row.get("dates_of_birth", "")):
        _born(draft, date)
    for code in [*_each(row.get("nationalities", "")), *_each(row.get("citizenships", ""))]:
        draft.national_of(code)
    for place in _each(row.get("places_of_birth", "")):
        draft.tag("place of birth", place)
    for address in _each(row["addresses"]):
        place, _, last = address.rpartition(", ")
        known = _is_country(last)
        draft.address([place] if known else [address], last if known else None)
    read_ids(draft, _each(row["ids"]), where)
    draft.tag("list", title)
    for program in _each(row.get("programs", "")):
        draft.tag("program", program)
    for column, kind in _TAGS:
        draft.tag(kind, row.get(column))


@lru_cache(maxsize=65536)
def _is_country(words: str) -> bool:
    """Whether the last part of an address is a country: its code in capitals, or its name."""
    return (
        len(words) > 1
        and not any(map(str.isdigit, words))
        and (len(words) > 2 or words.isupper())
        and bool(country_code(words))
    )


def _born(draft: Draft, date: str) -> None:
    exact = _DATE.fullmatch(date)
    span = _RANGE.fullmatch(date)
    if exact is not None:
        draft.born(exact[2], 0.6 if exact[1] else 1.0)
    elif span is not None:
        draft.born(span[1], 0.5)
        draft.born(span[2], 0.5)
    else:
        draft.tag("born", date)


def listing(lister: Lister, subject: Thing, start: str | None, end: str | None) -> Measure:
    """That the keeper of a list put the subject on it."""
    by = (Thing(lister.agency, AGENCY),)
    return Measure("sanction", by, (subject,), start_date=start or None, end_date=end or None)


def stable_id(row: dict[str, str], *columns: str) -> str:
    """An id for an entry that its list gives none: of what names it, so that a row keeps it wherever it stands."""
    words = "\x1f".join(" ".join(row[column].casefold().split()) for column in columns)
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def slug(title: str) -> str:
    """A list's title in small letters and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _each(values: str) -> list[str]:
    return [value.strip() for value in values.split("; ") if value.strip(" ;")]
