"""The Security Council's consolidated list, form of 2012 and after: one INDIVIDUAL or ENTITY -> one record.

No field says what kind of body an ENTITY is, and the regimes do not either: the Al-Qaida and Taliban lists hold
charities and money changers beside armed groups, that of North Korea ministries beside traders. An entity's label is
therefore left open, and its regime is kept as a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from ingest.lists.drafting import Draft, forward, iso
from ingest.lists.record import Link, Measure, Notes, Record, Thing
from ingest.lists.un_references import References, references
from ingest.lists.xml import elements, local, root_tag, text_of
from ingest.source import ListRefused
from kg.ontology import AGENCY, PERSON

COUNCIL: Final = Thing("United Nations Security Council", AGENCY)

_NAMES: Final = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_PLACE: Final = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")
_VALUE: Final = frozenset({"VALUE"})
_ALIAS: Final = frozenset({"QUALITY", "ALIAS_NAME", "DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", "NOTE"})
_ADDRESS: Final = frozenset({*_PLACE, "COUNTRY", "NOTE"})
_PLAIN: Final = (
    *("DATAID", "VERSIONNUM", *_NAMES, "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON", "GENDER", "SUBMITTED_BY"),
    *(
        "SUBMITTED_ON",
        "NAME_ORIGINAL_SCRIPT",
        "COMMENTS1",
        "NATIONALITY2",
        "SORT_KEY",
        "SORT_KEY_LAST_MOD",
        "DELISTED_ON",
    ),
)
_KNOWN: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(_PLAIN, frozenset()),
    **dict.fromkeys(("TITLE", "DESIGNATION", "NATIONALITY", "LIST_TYPE", "LAST_DAY_UPDATED"), _VALUE),
    **dict.fromkeys(("INDIVIDUAL_ALIAS", "ENTITY_ALIAS"), _ALIAS),
    **dict.fromkeys(("INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS", "INDIVIDUAL_PLACE_OF_BIRTH"), _ADDRESS),
    "INDIVIDUAL_DATE_OF_BIRTH": frozenset({"TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE"}),
    "INDIVIDUAL_DOCUMENT": frozenset({
        *("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "ISSUING_COUNTRY", "DATE_OF_ISSUE"),
        *("CITY_OF_ISSUE", "COUNTRY_OF_ISSUE", "NOTE"),
    }),
}  # fmt: skip
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_OF_YEAR: Final = re.compile(r"^([A-Za-z]{3})[a-z]*\.? (\d{4})$")
_TWO_NAMES: Final = re.compile(r"^([^()]+)\(([^()]+)\)\s*,?$")
_NO_LATIN: Final = re.compile(r"^[^A-Za-z]*[^\W\dA-Za-z_][^A-Za-z]*$")


def read_un(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield the records of the list; raises ListRefused where a file is another list, holds no entry, or is broken."""
    for path in paths:
        if not path.is_file():
            raise ListRefused(str(path), "there is no such file", "name a file that is there")
        if root_tag(path) != ("", "CONSOLIDATED_LIST"):
            raise ListRefused(str(path), "it is not the Security Council's consolidated list", "fetch the official XML")
        with references(path, _subject) as listed:
            found = False
            for element in elements(path, "INDIVIDUAL", "ENTITY"):
                if not found:
                    found = True
                    _date(element, notes)
                record = _record(element, path, listed, notes)
                if record is not None:
                    yield record
        if not found:
            raise ListRefused(str(path), "it holds no entry", "fetch it again")


def _date(element: Any, notes: Notes) -> None:
    stated = element.getroottree().getroot().get("dateGenerated", "")
    if date := iso(stated):
        notes.dated(date)
    else:
        notes.remark(f"the list does not say when it was made (dateGenerated: {stated or 'missing'})")


def _subject(element: Any) -> Thing | None:
    person = local(element) == "INDIVIDUAL"
    entry, name = text_of(element, "DATAID"), _name(element, person=person)
    return Thing(name, PERSON if person else None, entry) if entry and name else None


def _record(element: Any, path: Path, listed: References, notes: Notes) -> Record | None:
    locator = f"{path.name}, line {element.sourceline}"
    subject = _subject(element)
    if subject is None or subject.entry is None:
        missing = "name" if text_of(element, "DATAID") else "DATAID"
        notes.bad(locator, f"an entry without {missing}", " ".join("".join(element.itertext()).split()))
        return None
    _report_unknown(element, notes)
    draft = Draft(subject, notes)
    _take_plain(element, draft, person=subject.label == PERSON)
    for child in element:
        take = _TAKERS.get(local(child) if isinstance(child.tag, str) else "")
        if take is not None:
            take(child, draft)
    _take_references(element, draft, listed)
    return draft.record(subject.entry, locator, _measures(element, draft, locator))


def _take_references(element: Any, draft: Draft, listed: References) -> None:
    """Link the subject with the entries that its comments name by number; how they stand to it is said in prose only."""
    own, comments = text_of(element, "REFERENCE_NUMBER") or "", text_of(element, "COMMENTS1") or ""
    for reference, thing in listed.named_in(comments, own):
        if thing is None:
            draft.notes.unknown_field(f"reference {reference}")
        else:
            draft.link(Link("ASSOCIATED_WITH", thing))


def _name(element: Any, *, person: bool) -> str:
    parts = [part for tag in _NAMES if (part := text_of(element, tag)) and part.casefold() != "na"]
    # a comma is the list's own within a part of a person's name; in a company's it may be one ("CO., LTD")
    return " ".join(" ".join(parts).replace(",", " ").split()) if person else " ".join(parts)


def _report_unknown(element: Any, notes: Notes) -> None:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        parts = _KNOWN.get(local(child))
        if parts is None:
            notes.unknown_field(f"{local(element)}/{local(child)}")
            continue
        for part in child:
            if isinstance(part.tag, str) and local(part) not in parts:
                notes.unknown_field(f"{local(child)}/{local(part)}")


def _take_plain(element: Any, draft: Draft, *, person: bool) -> None:
    draft.identify("un", text_of(element, "REFERENCE_NUMBER") or "")
    for name in _names_in(text_of(element, "NAME_ORIGINAL_SCRIPT") or "", person=person):
        draft.alias(name)
    if not person:
        _take_acronym(draft)
    draft.tag("list", f"UN {text_of(element, 'UN_LIST_TYPE') or ''}")
    draft.tag("gender", (text_of(element, "GENDER") or "").lower())
    draft.tag("submitted by", text_of(element, "SUBMITTED_BY"))
    draft.tag("submitted on", text_of(element, "SUBMITTED_ON"))
    draft.national_of(text_of(element, "NATIONALITY2"))
    draft.tag("remark", text_of(element, "COMMENTS1"))


def _take_acronym(draft: Draft) -> None:
    """Where a name ends in the initials of its words, in brackets, both are names of their own."""
    found = _TWO_NAMES.match(draft.subject.name)
    if found is None:
        return
    long, short = found[1].strip(), found[2].strip()
    initials = iter(word[0].casefold() for word in re.findall(r"\w+", long))
    if 2 < len(short) < 9 and short.isalpha() and all(letter in initials for letter in short.casefold()):
        draft.alias(long)
        draft.alias(short)


def _names_in(text: str, *, person: bool) -> Iterator[str]:
    """The names in one field: some hold several, by semicolons, or one name in two scripts, the second in brackets."""
    text = text.removesuffix(" (Tigrinya)").replace("original script:", "")
    found = _TWO_NAMES.match(text)
    parts = [text]
    if found and (_NO_LATIN.match(found[1]) or _NO_LATIN.match(found[2])):
        parts = [found[1], found[2]]
    for part in parts:
        for name in part.split(";"):
            yield forward(name) if person else name


def _values(element: Any) -> Iterator[str]:
    for value in element:
        if isinstance(value.tag, str) and value.text:
            yield " ".join(value.text.split())


def _take_titles(element: Any, draft: Draft) -> None:
    for value in _values(element):
        draft.tag("title" if local(element) == "TITLE" else "position", value)


def _take_nationality(element: Any, draft: Draft) -> None:
    for value in _values(element):
        draft.national_of(value)


def _take_list(element: Any, draft: Draft) -> None:
    for value in _values(element):
        if value != "UN List":
            draft.tag("list", value)


def _take_alias(element: Any, draft: Draft) -> None:
    person = draft.subject.label == PERSON
    for name in _names_in(text_of(element, "ALIAS_NAME") or "", person=person):
        draft.alias(name, weak=(text_of(element, "QUALITY") or "").casefold() == "low")
    if date := iso(text_of(element, "DATE_OF_BIRTH") or ""):
        # given with another name, often in another's passport
        draft.born(date, 0.5)
    _take_birthplace(draft, [text_of(element, "CITY_OF_BIRTH")], text_of(element, "COUNTRY_OF_BIRTH"))
    if note := text_of(element, "NOTE"):
        draft.tag("note", f"{text_of(element, 'ALIAS_NAME') or ''}: {note}".strip(": "))


def _take_address(element: Any, draft: Draft) -> None:
    draft.address([text_of(element, part) for part in _PLACE], text_of(element, "COUNTRY"))
    draft.tag("address note", text_of(element, "NOTE"))


def _take_place_of_birth(element: Any, draft: Draft) -> None:
    _take_birthplace(draft, [text_of(element, part) for part in _PLACE], text_of(element, "COUNTRY"))
    draft.tag("place of birth note", text_of(element, "NOTE"))


def _take_birthplace(draft: Draft, parts: list[str | None], country: str | None) -> None:
    draft.tag("place of birth", ", ".join(part for part in (*parts, country) if part))


def _take_birth(element: Any, draft: Draft) -> None:
    kind, note = (text_of(element, "TYPE_OF_DATE") or "").upper(), text_of(element, "NOTE") or ""
    confidence = {"BETWEEN": 0.5, "APPROXIMATELY": 0.6}.get(kind, 0.6 if note == "Approximately" else 1.0)
    stated = [text_of(element, tag) or "" for tag in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR")]
    dates = [date for text in stated if (date := iso(text))]
    if not dates and (month := _MONTH_OF_YEAR.match(note)) and month[1].casefold() in _MONTHS:
        dates, note = [f"{month[2]}-{_MONTHS.index(month[1].casefold()) + 1:02}"], ""
    for date in dates:
        draft.born(date, confidence)
    for text in stated:
        if text and not iso(text):
            draft.tag("birth date", text)
    draft.tag("birth date note", note)


def _take_document(element: Any, draft: Draft) -> None:
    types = text_of(element, "TYPE_OF_DOCUMENT2"), text_of(element, "TYPE_OF_DOCUMENT")
    number, note = text_of(element, "NUMBER"), text_of(element, "NOTE")
    country = text_of(element, "ISSUING_COUNTRY") or text_of(element, "COUNTRY_OF_ISSUE")
    if number:
        draft.paper(types, number, country, note)
    elif note:
        draft.tag("document", ": ".join(filter(None, (*reversed(types), note))))


def _measures(element: Any, draft: Draft, locator: str) -> tuple[Measure, ...]:
    listed, delisted = text_of(element, "LISTED_ON"), text_of(element, "DELISTED_ON")
    start, end = iso(listed or ""), iso(delisted or "")
    if listed and not start:
        draft.notes.remark(f"{locator}: LISTED_ON is no date: {listed}")
    sanction = Measure("sanction", (COUNCIL,), (draft.subject,), start_date=start, end_date=end)
    if end is None:
        return (sanction,)
    return sanction, Measure("delisting", (COUNCIL,), (draft.subject,), start_date=end)


_TAKERS: Final = {
    "TITLE": _take_titles,
    "DESIGNATION": _take_titles,
    "NATIONALITY": _take_nationality,
    "LIST_TYPE": _take_list,
    "INDIVIDUAL_ALIAS": _take_alias,
    "ENTITY_ALIAS": _take_alias,
    "INDIVIDUAL_ADDRESS": _take_address,
    "ENTITY_ADDRESS": _take_address,
    "INDIVIDUAL_PLACE_OF_BIRTH": _take_place_of_birth,
    "INDIVIDUAL_DATE_OF_BIRTH": _take_birth,
    "INDIVIDUAL_DOCUMENT": _take_document,
}
