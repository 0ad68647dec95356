"""OFAC's simple XML (root `sdnList`) -> entries, in the words of the CSV form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree

from ingest.lists.ofac_entry import TYPES, Address, Entry, clauses_of, tidy
from ingest.lists.record import Notes
from ingest.lists.xml import elements, local, root_tag, text_of
from ingest.source import ListRefused

NAMESPACES: Final = frozenset({
    "http://tempuri.org/sdnList.xsd", "http://tempuri.org/consolidated.xsd",
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
})  # fmt: skip

_FIELDS: Final = {
    "sdnEntry": "uid firstName lastName title sdnType remarks programList idList akaList addressList nationalityList "
    "citizenshipList dateOfBirthList placeOfBirthList vesselInfo",
    "programList": "program",
    "idList": "id",
    "id": "uid idType idNumber idCountry issueDate expirationDate",
    "akaList": "aka",
    "aka": "uid type category lastName firstName",
    "addressList": "address",
    "address": "uid address1 address2 address3 city stateOrProvince postalCode country",
    "nationalityList": "nationality",
    "nationality": "uid country mainEntry",
    "citizenshipList": "citizenship",
    "citizenship": "uid country mainEntry",
    "dateOfBirthList": "dateOfBirthItem",
    "dateOfBirthItem": "uid dateOfBirth mainEntry",
    "placeOfBirthList": "placeOfBirthItem",
    "placeOfBirthItem": "uid placeOfBirth mainEntry",
    "vesselInfo": "callSign vesselType vesselFlag vesselOwner tonnage grossRegisteredTonnage",
}
_KNOWN: Final = {name: frozenset(fields.split()) for name, fields in _FIELDS.items()}
_PUBLISHED: Final = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


def entries(path: Path, notes: Notes) -> Iterator[Entry]:
    """Yield the entries of a file; raises ListRefused where it is cut off, or holds fewer entries than it says."""
    namespace, root = root_tag(path)
    if root != "sdnList":
        rule = f"its root is <{root}>, that of OFAC's lists is <sdnList> or <Sanctions>"
        raise ListRefused(str(path), rule, "it is another list: name OFAC's file")
    if namespace not in NAMESPACES:
        notes.unknown_field(f"namespace {namespace or 'none'}")
    stated, seen = None, 0
    for element in elements(path, "publshInformation", "sdnEntry"):
        if local(element) == "publshInformation":
            stated = _published(element, notes)
            continue
        seen += 1
        entry = _entry(path, element, notes)
        if entry is not None:
            yield entry
    if stated is not None and seen < stated:
        raise ListRefused(str(path), f"it says that it has {stated:,} entries, and has {seen:,}", "fetch it again")


def _published(element: Any, notes: Notes) -> int | None:
    """Take the list's date, month first; return how many entries the list says it has."""
    if found := _PUBLISHED.fullmatch(text_of(element, "Publish_Date") or ""):
        month, day, year = found.groups()
        notes.dated(f"{year}-{month}-{day}")
    count = text_of(element, "Record_Count") or ""
    return int(count) if count.isdecimal() else None


def _entry(path: Path, element: Any, notes: Notes) -> Entry | None:
    uid, name, kind = (text_of(element, field) or "" for field in ("uid", "lastName", "sdnType"))
    locator = f"{path.name}, line {element.sourceline}, entry {uid or '?'}"
    missing = [field for field, value in (("uid", uid), ("lastName", name), ("sdnType", kind)) if not value]
    if missing or kind.lower() not in TYPES or not uid.isdecimal():
        notes.bad(locator, f"no {' and no '.join(missing)}" if missing else f"uid {uid}, type {kind}", _raw(element))
        return None
    _report_unknown(element, notes)
    return Entry(
        id=str(int(uid)),
        locator=locator,
        kind=kind.lower(),
        name=_name(element),
        programs=tuple(tidy(item.text or "") for item in _items(element, "programList") if item.text),
        title=tidy(text_of(element, "title") or ""),
        aliases=tuple(_name(aka) for aka in _items(element, "akaList") if not _weak(aka) and _name(aka)),
        addresses=tuple(_address(item) for item in _items(element, "addressList")),
        clauses=_clauses(element),
    )


def _raw(element: Any) -> str:
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def _items(element: Any, name: str) -> Iterator[Any]:
    for child in element:
        if isinstance(child.tag, str) and local(child) == name:
            yield from (item for item in child if isinstance(item.tag, str))


def _name(element: Any) -> str:
    parts = (text_of(element, "lastName"), text_of(element, "firstName"))
    return tidy(", ".join(part for part in parts if part))


def _weak(aka: Any) -> bool:
    return text_of(aka, "category") == "weak"


def _address(item: Any) -> Address:
    street = ", ".join(filter(None, (text_of(item, field) for field in ("address1", "address2", "address3"))))
    city = ", ".join(filter(None, (text_of(item, "city"), text_of(item, "stateOrProvince"))))
    city = " ".join(filter(None, (city, text_of(item, "postalCode"))))
    return Address(tidy(street), tidy(city), tidy(text_of(item, "country") or ""))


def _clauses(element: Any) -> tuple[str, ...]:
    """What the CSV form has in its remarks: births, nationalities, ids, weak aliases and the remarks themselves."""
    found = [f"DOB {text_of(item, 'dateOfBirth')}" for item in _items(element, "dateOfBirthList")]
    found += [f"POB {text_of(item, 'placeOfBirth')}" for item in _items(element, "placeOfBirthList")]
    found += [f"nationality {text_of(item, 'country')}" for item in _items(element, "nationalityList")]
    found += [f"citizen {text_of(item, 'country')}" for item in _items(element, "citizenshipList")]
    found += [_id(item) for item in _items(element, "idList")]
    found += [f"{text_of(aka, 'type')} '{_name(aka)}'" for aka in _items(element, "akaList") if _weak(aka)]
    remarks = [text_of(element, "remarks") or ""]
    return tuple(clause for text in found + remarks for clause in clauses_of(text))


def _id(item: Any) -> str:
    country, issued, expires = (text_of(item, field) for field in ("idCountry", "issueDate", "expirationDate"))
    parts = (
        text_of(item, "idType"),
        text_of(item, "idNumber"),
        f"({country})" if country else None,
        f"issued {issued}" if issued else None,
        f"expires {expires}" if expires else None,
    )
    return " ".join(part for part in parts if part)


def _report_unknown(element: Any, notes: Notes) -> None:
    for part in element.iter():
        known = _KNOWN.get(local(part)) if isinstance(part.tag, str) else None
        if known is not None:
            children = (local(child) for child in part if isinstance(child.tag, str))
            for name in children:
                if name not in known:
                    notes.unknown_field(f"{local(part)}/{name}")
