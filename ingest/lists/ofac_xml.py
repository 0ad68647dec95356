"""OFAC's simple XML (root `sdnList`) -> entries, in the words of the CSV form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from lxml import etree

from ingest.lists.ofac_entry import TYPES, Address, Entry, clauses_of, tidy
from ingest.lists.record import Notes
from ingest.lists.xml import elements, local, root_tag, text_of
from ingest.source import ListRefused

Item = dict[str, str]
"""The fields of one element by their names, blanks folded."""

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
_HEADS: Final = (
    ("DOB", "dateOfBirthList", "dateOfBirth"),
    ("POB", "placeOfBirthList", "placeOfBirth"),
    ("nationality", "nationalityList", "country"),
    ("citizen", "citizenshipList", "country"),
)
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
    fields, lists = _parted(element, notes)
    uid, name, kind = (fields.get(field, "") for field in ("uid", "lastName", "sdnType"))
    locator = f"{path.name}, line {element.sourceline}, entry {uid or '?'}"
    missing = [field for field, value in (("uid", uid), ("lastName", name), ("sdnType", kind)) if not value]
    if missing or kind.lower() not in TYPES or not uid.isdecimal():
        rule = f"no {' and no '.join(missing)}" if missing else f"uid {uid}, type {kind}"
        notes.bad(locator, rule, str(etree.tostring(element, encoding="unicode", with_tail=False)))
        return None
    strong = (aka for aka in lists["akaList"] if not _weak(aka))
    return Entry(
        id=str(int(uid)),
        locator=locator,
        kind=kind.lower(),
        name=_name(fields),
        programs=tuple(filter(None, (tidy(item.get("program", "")) for item in lists["programList"]))),
        title=tidy(fields.get("title", "")),
        aliases=tuple(filter(None, map(_name, strong))),
        addresses=tuple(map(_address, lists["addressList"])),
        clauses=_clauses(fields, lists),
    )


def _parted(element: Any, notes: Notes) -> tuple[Item, dict[str, list[Item]]]:
    """The fields of an entry, and the items of its lists by the list's name; what is not known goes to `notes`."""
    fields: Item = {}
    lists: dict[str, list[Item]] = defaultdict(list)
    for child in element.iterchildren(tag=etree.Element):
        name = _local(child.tag)
        if name not in _KNOWN["sdnEntry"]:
            notes.unknown_field(f"sdnEntry/{name}")
        elif name in _KNOWN:
            lists[name] = [_item(item, name, notes) for item in child.iterchildren(tag=etree.Element)]
        else:
            fields[name] = _text(child)
    return fields, lists


def _item(element: Any, within: str, notes: Notes) -> Item:
    """An item of a list by its fields; one without fields is a field itself."""
    name = _local(element.tag)
    if name not in _KNOWN[within]:
        notes.unknown_field(f"{within}/{name}")
        return {}
    if name not in _KNOWN:
        return {name: _text(element)}
    item = {_local(child.tag): _text(child) for child in element.iterchildren(tag=etree.Element)}
    for unknown in item.keys() - _KNOWN[name]:
        notes.unknown_field(f"{name}/{unknown}")
    return item


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _text(element: Any) -> str:
    return " ".join((element.text or "").split())


def _name(item: Item) -> str:
    return tidy(", ".join(filter(None, (item.get("lastName"), item.get("firstName")))))


def _weak(aka: Item) -> bool:
    return aka.get("category") == "weak"


def _address(item: Item) -> Address:
    street = ", ".join(filter(None, map(item.get, ("address1", "address2", "address3"))))
    city = ", ".join(filter(None, map(item.get, ("city", "stateOrProvince"))))
    city = " ".join(filter(None, (city, item.get("postalCode"))))
    return Address(tidy(street), tidy(city), tidy(item.get("country", "")))


def _clauses(fields: Item, lists: dict[str, list[Item]]) -> tuple[str, ...]:
    """What the CSV form has in its remarks: births, nationalities, ids, weak aliases and the remarks themselves."""
    found = [f"{head} {item[field]}" for head, name, field in _HEADS for item in lists[name] if item.get(field)]
    found += [_id(item) for item in lists["idList"]]
    found += [f"{aka.get('type') or 'a.k.a.'} '{_name(aka)}'" for aka in lists["akaList"] if _weak(aka)]
    return tuple(clause for text in (*found, fields.get("remarks", "")) for clause in clauses_of(text))


def _id(item: Item) -> str:
    country, issued, expires = map(item.get, ("idCountry", "issueDate", "expirationDate"))
    parts = (
        item.get("idType"),
        item.get("idNumber"),
        f"({country})" if country else None,
        f"issued {issued}" if issued else None,
        f"expires {expires}" if expires else None,
    )
    return " ".join(filter(None, parts))
