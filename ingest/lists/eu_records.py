"""The EU's consolidated list of financial sanctions (FSF), XML 1.1: one `sanctionEntity` -> one record.

The subject type `enterprise` stands for whatever is no person, an armed group as well as a bank, so that its label is
left open. An entity's `euReferenceNumber` is a tag and its `logicalId` the identifier, since without their dots two
reference numbers may be one ("EU.1.23", "EU.12.3").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from ingest.lists.drafting import Draft, iso, paper_kind, slug, state
from ingest.lists.record import Measure, Notes, Record, Thing
from ingest.lists.xml import elements, local, root_tag
from ingest.source import ListRefused
from kg.ontology import AGENCY, PERSON

COUNCIL: Final = Thing("Council of the European Union", AGENCY)
NAMESPACE: Final = "http://eu.europa.ec/fpi/fsd/export"

_COUNTRY: Final = "countryIso2Code countryDescription region"
_DETAIL: Final = "logicalId regulationLanguage"
KNOWN: Final = {
    name: frozenset(attributes.split())
    for name, attributes in {
        "sanctionEntity": "logicalId delistingDate designationDate designationDetails unitedNationId euReferenceNumber",
        "regulation": "logicalId regulationType organisationType publicationDate entryIntoForceDate numberTitle programme",
        "regulationSummary": "regulationType publicationDate numberTitle publicationUrl",
        "corrigendum": "regulationType publicationDate numberTitle publicationUrl",
        "publicationUrl": "",
        "subjectType": "code classificationCode",
        "nameAlias": f"{_DETAIL} firstName middleName lastName wholeName function gender title nameLanguage strong",
        "citizenship": f"{_DETAIL} {_COUNTRY} acquisitionDate disenfranchisementDate",
        "birthdate": f"{_DETAIL} {_COUNTRY} circa calendarType city zipCode birthdate dayOfMonth monthOfYear year "
        "yearRangeFrom yearRangeTo place",
        "address": f"{_DETAIL} {_COUNTRY} city street poBox zipCode place asAtListingTime",
        "identification": f"{_DETAIL} {_COUNTRY} diplomatic knownExpired knownFalse reportedLost revokedByIssuer issueDate "
        "issuedBy latinNumber nameOnDocument number validFrom validTo identificationTypeCode identificationTypeDescription",
        "contactInfo": "key value",
        "additionalInformation": "key value",
        "remark": "",
    }.items()
}
"""The attributes of each element that the schema has; the elements within are named like their own rows."""
_PAPERS: Final = {
    "passport": "passport", "id": "national-id", "ssn": "national-id", "fiscalcode": "tax-id", "regnumber": "registration",
    "swiftbic": "swift", "imo": "imo", "imonumber": "imo", "residentid": "residence-permit", "travel": "travel-document",
}  # fmt: skip
_CONTACTS: Final = {
    "email": "email",
    "phone": "phone",
    "fax": "fax",
    "web": "website",
    "website": "website",
    "mobile": "phone",
}
_PLACE: Final = ("street", "poBox", "place", "zipCode", "city", "region")
_GENDERS: Final = {"M": "male", "F": "female"}
_LATIN: Final = re.compile(r"[A-Za-z]")


def read_eu(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield the records of the list; raises ListRefused where a file is another list, holds no entry, or is broken."""
    for path in paths:
        if not path.is_file():
            raise ListRefused(str(path), "there is no such file", "name a file that is there")
        namespace, root = root_tag(path)
        if root != "export" or "/fsd/" not in namespace:
            raise ListRefused(str(path), "it is not the EU's list of financial sanctions", "fetch the official XML 1.1")
        if namespace != NAMESPACE:
            notes.unknown_field(f"namespace {namespace}")
        found = False
        for element in elements(path, "sanctionEntity"):
            if not found:
                found = True
                _date(element, notes)
            record = _record(element, path, notes)
            if record is not None:
                yield record
        if not found:
            raise ListRefused(str(path), "it holds no entry", "fetch it again")


def _date(element: Any, notes: Notes) -> None:
    stated = element.getroottree().getroot().get("generationDate", "")
    if day := iso(stated):
        notes.dated(day)
    else:
        notes.remark(f"the list does not say when it was made (generationDate: {stated or 'missing'})")


def _record(element: Any, path: Path, notes: Notes) -> Record | None:
    locator = f"{path.name}, line {element.sourceline}"
    entry = (element.get("logicalId") or "").strip()
    kind = next((child.get("classificationCode") for child in _children(element, "subjectType")), None)
    names = [alias for alias in _children(element, "nameAlias") if _name(alias)]
    missing = [
        what
        for what, there in (("logicalId", entry), ("subject type", kind in ("P", "E")), ("name", names))
        if not there
    ]
    if missing:
        raw = " ".join(f"{part.tag} {dict(part.attrib)}" for part in element.iter())
        notes.bad(locator, f"an entry without {' and '.join(missing)}", raw)
        return None
    _report_unknown(element, notes)
    draft = Draft(Thing(_name(_main(names)), PERSON if kind == "P" else None, entry), notes)
    draft.identify("eu", entry)
    draft.identify("un", element.get("unitedNationId") or "")
    draft.tag("EU reference", element.get("euReferenceNumber"))
    draft.tag("designation", element.get("designationDetails"))
    for child in element:
        take = _TAKERS.get(local(child) if isinstance(child.tag, str) else "")
        if take is not None:
            take(child, draft)
    return draft.record(entry, locator, _measures(element, draft, locator))


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if isinstance(child.tag, str) and local(child) == name)


def _report_unknown(element: Any, notes: Notes) -> None:
    for part in element.iter():
        if isinstance(part.tag, str):
            name = local(part)
            if name not in KNOWN:
                notes.unknown_field(name)
            for attribute in set(part.attrib) - KNOWN.get(name, frozenset(part.attrib)):
                notes.unknown_field(f"{name}@{attribute}")


def _name(alias: Any) -> str:
    whole = alias.get("wholeName") or " ".join(
        alias.get(part) or "" for part in ("firstName", "middleName", "lastName")
    )
    return " ".join(whole.split())


def _main(names: list[Any]) -> Any:
    """The name to go by: the first strong one in Latin letters, else the first strong one, else the first."""
    strong = [alias for alias in names if _true(alias, "strong")] or names
    return next((alias for alias in strong if _LATIN.search(_name(alias))), strong[0])


def _true(element: Any, name: str) -> bool:
    return element.get(name) in ("true", "1")


def _take_name(element: Any, draft: Draft) -> None:
    draft.alias(_name(element), weak=element.get("strong") in ("false", "0"))
    draft.tag("position", element.get("function"))
    draft.tag("title", element.get("title"))
    draft.tag("gender", _GENDERS.get(element.get("gender", "")))
    _take_remarks(element, draft)


def _country(element: Any) -> str | None:
    """The country of an element by its code, else by its description; "00" and UNKNOWN are none."""
    code, words = element.get("countryIso2Code") or "", element.get("countryDescription") or ""
    return code if state(code) else words


def _shown(element: Any) -> str | None:
    words = element.get("countryDescription") or ""
    return None if words.upper() in ("", "UNKNOWN") else words


def _take_citizenship(element: Any, draft: Draft) -> None:
    draft.national_of(_country(element))
    _take_remarks(element, draft)


def _take_address(element: Any, draft: Draft) -> None:
    draft.located_in(_country(element))
    parts = [element.get(part) for part in _PLACE]
    if any(parts):
        draft.tag("address", ", ".join(filter(None, (*parts, _shown(element)))))
    for child in _children(element, "contactInfo"):
        kind = _CONTACTS.get((child.get("key") or "").casefold())
        if kind is None:
            draft.tag(slug(child.get("key") or "contact"), child.get("value"))
        else:
            draft.identify(kind, child.get("value") or "")
    _take_remarks(element, draft)


def _take_birth(element: Any, draft: Draft) -> None:
    draft.tag("place of birth", ", ".join(filter(None, (*(element.get(part) for part in _PLACE), _shown(element)))))
    circa = _true(element, "circa")
    dates = [(day, 0.6 if circa else 1.0)] if (day := _birth_day(element)) else []
    if not dates:
        ends = (element.get("yearRangeFrom"), element.get("yearRangeTo"))
        dates = [(year, 0.5) for year in ends if year and iso(year)]
    gregorian = (element.get("calendarType") or "GREGORIAN") == "GREGORIAN"
    for day, confidence in dates:
        if gregorian:
            draft.born(day[:4] if circa else day, confidence)
        else:
            draft.tag("birth date", f"{day} ({element.get('calendarType').lower()} calendar)")
    _take_remarks(element, draft)


def _birth_day(element: Any) -> str | None:
    whole = iso(element.get("birthdate") or "")
    if whole:
        return whole
    parts = [element.get(part) or "" for part in ("year", "monthOfYear", "dayOfMonth")]
    numbers = [int(part) if part.isdecimal() else 0 for part in parts]
    if not numbers[0]:
        return None
    kept = f"{numbers[0]:04}" + (
        f"-{numbers[1]:02}" + (f"-{numbers[2]:02}" if numbers[2] else "") if numbers[1] else ""
    )
    return iso(kept)


def _take_identification(element: Any, draft: Draft) -> None:
    number = element.get("latinNumber") or element.get("number") or ""
    code, words = element.get("identificationTypeCode") or "", element.get("identificationTypeDescription") or ""
    if _true(element, "knownFalse"):
        draft.tag("false document", f"{words or code} {number}")
    elif number:
        kind = _PAPERS.get(code.casefold()) or paper_kind(words) or slug(words or code)
        draft.identify(kind, number, state(_country(element) or ""))
    draft.alias(element.get("nameOnDocument") or "", weak=True)
    _take_remarks(element, draft)


def _take_regulation(element: Any, draft: Draft) -> None:
    draft.tag("program", element.get("programme"))
    draft.tag("regulation", element.get("numberTitle"))
    _take_remarks(element, draft)


def _take_remarks(element: Any, draft: Draft) -> None:
    for child in element:
        if isinstance(child.tag, str) and local(child) in ("remark", "additionalInformation"):
            _take_remark(child, draft)


def _take_remark(element: Any, draft: Draft) -> None:
    if local(element) == "remark":
        draft.tag("remark", element.text)
    else:
        draft.tag(slug(element.get("key") or "information"), element.get("value"))


def _measures(element: Any, draft: Draft, locator: str) -> tuple[Measure, ...]:
    """The listing, from its designation or else the first publication that names the entity; its end, where stated."""
    stated, ended = element.get("designationDate"), element.get("delistingDate")
    published = (part.get("publicationDate") for part in element.iter() if isinstance(part.tag, str))
    start = iso(stated or "") or min((day for text in published if text and (day := iso(text))), default=None)
    end = iso(ended or "")
    for name, text in (("designationDate", stated), ("delistingDate", ended)):
        if text and not iso(text):
            draft.notes.remark(f"{locator}: {name} is no date: {text}")
    sanction = Measure("sanction", (COUNCIL,), (draft.subject,), start_date=start, end_date=end)
    if end is None:
        return (sanction,)
    return sanction, Measure("delisting", (COUNCIL,), (draft.subject,), start_date=end)


_TAKERS: Final = {
    "regulation": _take_regulation,
    "nameAlias": _take_name,
    "citizenship": _take_citizenship,
    "birthdate": _take_birth,
    "address": _take_address,
    "identification": _take_identification,
    "remark": _take_remark,
    "additionalInformation": _take_remark,
}
