"""OFSI's consolidated list of financial sanctions targets (ConList, CSV form of 2022): rows of one group -> one record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ingest.lists.csv_rows import locator
from ingest.lists.drafting import Draft, paper_kind, slug, state
from ingest.lists.record import Link, Measure, Notes, Record, Thing
from ingest.lists.uk_rows import FORENAMES, STREET, Item, grouped
from kg.ontology import AGENCY, COMPANY, GROUP, PERSON

OFSI: Final = Thing("Office of Financial Sanctions Implementation", AGENCY)
CLOSED: Final = "OFSI closed this list on 28 January 2026: what is newer stands on the UK Sanctions List"

_NUMBERED: Final = re.compile(r"\s*\(\d{1,2}\)\s*")
_FIELD: Final = re.compile(r"\(([A-Z][^():]{1,60})\)\s*:")
_DATE: Final = re.compile(r"(\d{1,2}|--)/(\d{1,2}|--)/(\d{4})")
_LATIN: Final = re.compile(r"[A-Za-z]")
_ISSUER: Final = re.compile(
    r"^\(?(?:the )?([A-Z][A-Za-z ,'-]+?)(?:\s+(?:number|passport|national|ID)\b|[.:()]|,? issued|$)"
)
_IDENTIFIERS: Final = {
    "phone number": "phone", "email address": "email", "website": "website",
    "business reg no": "registration", "business registration number": "registration", "imo number": "imo",
}  # fmt: skip
_REFERENCES: Final = {
    "uk sanctions list ref": ("uk", re.compile(r"[A-Z]{2,5}\d{3,5}\b")),
    "un ref": ("un", re.compile(r"[A-Z]{2}[ei]\.\d{3}\b")),
}
_BETWEEN: Final = re.compile(r"[\s.,;:&/]*(?:and|or)?[\s.,;:]*(?:\(\d{1,2}\))?\s*")
_TAGS: Final = {
    "gender": "gender",
    "type of entity": "type of entity",
    "uk statement of reasons": "remark",
    "further identifiying information": "remark",
    "further identifying information": "remark",
    "other information": "remark",
    "tonnage": "remark",
}
_TYPES: Final = (
    (GROUP, re.compile(r"terroris|armed group|militia|insurgen|criminal (?:group|organi[sz]ation|gang)", re.IGNORECASE)),
    (AGENCY, re.compile(r"ministry|government|military|public (?:body|authority)|intelligence|law enforcement", re.IGNORECASE)),
    (COMPANY, re.compile(r"company|corporation|bank|enterprise|limited|\bl\.?l\.?c|\bplc\b|joint.stock|business", re.IGNORECASE)),
)  # fmt: skip


def read_uk(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield the records of the list; ships are left out. Raises ListRefused where a file is another list, or cut off."""
    notes.remark(CLOSED)
    for path in paths:
        for entry, items in grouped(path, notes):
            record = _record(entry, items, path, notes)
            if record is not None:
                yield record


def _record(entry: str, items: list[Item], path: Path, notes: Notes) -> Record | None:
    where = locator(path, items[0].line)
    kinds = {item.values.get("Group Type", "").casefold() for item in items}
    if kinds == {"ship"}:
        notes.leave_out("vessel")
        return None
    named = [item for item in items if _name(item, person=kinds == {"individual"})]
    if not named or len(kinds) > 1 or not kinds <= {"individual", "entity"}:
        rule = f"Group Type {', '.join(sorted(kinds))}" if named else "an entry without a name"
        notes.bad(where, rule, str([item.values for item in items]))
        return None
    person = kinds == {"individual"}
    draft = Draft(Thing(_name(_main(named), person=person), PERSON if person else _label(items), entry), notes)
    draft.identify("uk", entry)
    for item in items:
        _take(item, draft, person=person)
    return draft.record(entry, where, (_measure(items, draft, where),))


def _name(item: Item, *, person: bool) -> str:
    before = [item.values.get(part, "") for part in FORENAMES]
    last = item.values.get("Name 6", "")
    return " ".join(" ".join((*before, last) if person else (last, *before)).split())


def _main(items: list[Item]) -> Item:
    return next((item for item in items if item.values.get("Alias Type", "").casefold() == "primary name"), items[0])


def _label(items: list[Item]) -> str | None:
    """What the list's own "Type of entity" calls an organisation; None where it says nothing, or something else."""
    for item in items:
        for head, value in _fields(item.values.get("Other Information", "")):
            if head == "type of entity":
                return next((label for label, pattern in _TYPES if pattern.search(value)), None)
    return None


def _take(item: Item, draft: Draft, *, person: bool) -> None:
    get = item.values.get
    weak = "low" in get("Alias Quality", "").casefold()
    draft.alias(_name(item, person=person), weak=weak)
    draft.alias(get("Name Non-Latin Script", ""), weak=weak)
    draft.tag("program", get("Regime"))
    for kind, column in (("title", "Title"), ("position", "Position")):
        for value in _parts(get(column, "")):
            draft.tag(kind, value)
    draft.address([get(part) for part in STREET], get("Country"))
    _take_birth(item, draft)
    for value in _parts(get("Nationality", "")):
        draft.national_of(value)
    _take_papers("passport", get("Passport Number", ""), get("Passport Details", ""), draft)
    details = get("National Identification Details", "")
    _take_papers("national-id", get("National Identification Number", ""), details, draft)
    for head, value in _fields(get("Other Information", "")):
        _take_field(head, value, draft)


def _parts(text: str) -> list[str]:
    """The values of a cell that numbers them, "(1) Iraq (2) Iran"; the whole of one that does not."""
    return [
        part.strip(" .;") if _NUMBERED.search(text) else part for part in _NUMBERED.split(text) if part.strip(" .;")
    ]


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """The fields within Other Information, "(UN Ref):QDi.1 (Gender):Male", by head in lower case; "" what is before."""
    pieces = _FIELD.split(text)
    yield from (
        (head.strip().casefold(), value.strip(" ;"))
        for head, value in zip(("", *pieces[1::2]), pieces[::2], strict=True)
    )


def _take_birth(item: Item, draft: Draft) -> None:
    for text in _parts(item.values.get("DOB", "")):
        day = _day(text, partly=True)
        if day:
            draft.born(day)
        else:
            draft.tag("birth date", text)
    towns, countries = (_parts(item.values.get(column, "")) for column in ("Town of Birth", "Country of Birth"))
    if len(towns) < 2 and len(countries) < 2:
        draft.tag("place of birth", ", ".join((*towns, *countries)))
        return
    for town in towns:
        draft.tag("place of birth", town)
    for country in countries:
        draft.tag("country of birth", country)


def _take_papers(kind: str, numbers: str, details: str, draft: Draft) -> None:
    """The documents of a cell; its details are taken for those of each number only where there are as many."""
    found, said = _parts(numbers), _parts(details)
    for place, number in enumerate(found):
        about = said[place] if len(said) == len(found) else ""
        if re.search(r"false|fraud|counterfeit|forged|stolen", about, re.IGNORECASE):
            draft.tag("false document", f"{kind} {number}")
        else:
            issuer = _ISSUER.match(about)
            narrower = paper_kind(about) or kind if kind == "national-id" else kind
            draft.identify(narrower, number, state(issuer[1]) if issuer else None)
    if said:
        draft.tag(f"{kind} details", details)


def _take_field(head: str, value: str, draft: Draft) -> None:
    if not value:
        return
    if head and _TAGS.get(head) != "remark":
        value = value.rstrip(" .")
    if head in _REFERENCES:
        _take_references(head, value, draft)
    elif head in _IDENTIFIERS:
        for part in _parts(value):
            draft.identify(_IDENTIFIERS[head], part)
    elif head in ("parent company", "subsidiaries"):
        _take_owned(head, value, draft)
    elif head in _TAGS:
        draft.tag(_TAGS[head], value.lower() if head == "gender" else value)
    else:
        if head:
            draft.notes.unknown_field(f"Other Information: {head}")
        draft.tag(slug(head).replace("-", " ") if head else "remark", value)


def _take_references(head: str, value: str, draft: Draft) -> None:
    """The references at the head of a field, "GHR0050 and BEL0045"; the prose that may follow them is a remark."""
    kind, pattern = _REFERENCES[head]
    end = 0
    for found in pattern.finditer(value):
        if _BETWEEN.fullmatch(value[end : found.start()]):
            draft.identify(kind, found[0])
            end = found.end()
    draft.tag("remark", value[end:].strip(" .;,"))


def _take_owned(head: str, value: str, draft: Draft) -> None:
    for name in _parts(value):
        other = Thing(name, COMPANY)
        if head == "subsidiaries" and draft.subject.label != PERSON:
            draft.link(Link("OWNS", other))
        elif head == "parent company" and draft.subject.label in (COMPANY, None):
            draft.link(Link("OWNS", draft.subject, source=other))
        else:
            draft.link(Link("ASSOCIATED_WITH", other, role=head))


def _measure(items: list[Item], draft: Draft, where: str) -> Measure:
    """The listing, from the first day on which OFSI listed any row of it, or else that of its designation."""
    days: dict[str, list[str]] = {}
    for column in ("Listed On", "UK Sanctions List Date Designated"):
        for item in items:
            text = item.values.get(column, "")
            if day := _day(text):
                days.setdefault(column, []).append(day)
            elif text:
                draft.notes.remark(f"{where}: {column} is no date: {text}")
    start = min(days.get("Listed On") or days.get("UK Sanctions List Date Designated") or [""])
    return Measure("sanction", (OFSI,), (draft.subject,), start_date=start or None)


def _day(text: str, *, partly: bool = False) -> str | None:
    """A date, day first, in ISO; where `partly`, 00 for an unknown day or month is left off. None where it is none."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return text.strip() if partly and re.fullmatch(r"(?:19|20)\d\d", text.strip()) else None
    day, month, year = (0 if part == "--" else int(part) for part in found.groups())
    try:
        whole = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    if day and month:
        return whole
    return whole[: 7 if month else 4] if partly else None
