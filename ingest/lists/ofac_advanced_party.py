"""A party of OFAC's advanced XML -> an entry in the words of the simple formats, so that it gives the same claims."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from lxml import etree

from ingest.lists.ofac_advanced_index import Index, day_of
from ingest.lists.ofac_entry import AIRCRAFT, INDIVIDUAL, ORGANISATION, VESSEL, Address, Entry, clauses_of, tidy
from ingest.lists.record import Notes
from ingest.lists.xml import local, text_of

_KINDS: Final = {"Individual": INDIVIDUAL, "Entity": ORGANISATION, "Other Entity": ORGANISATION}
_TRANSPORT: Final = {"Vessel": VESSEL, "Aircraft": AIRCRAFT}
_CAPITALS: Final = frozenset(
    {"Last Name", "Maiden Name", "Patronymic", "Matronymic", "Entity Name", "Vessel Name", "Aircraft Name"}
)
_KNOWN: Final = frozenset({
    *("DistinctParty", "Comment", "Profile", "Identity", "Alias", "DocumentedName", "DocumentedNamePart", "NamePartValue"),
    *("NamePartGroups", "MasterNamePartGroup", "NamePartGroup", "Feature", "FeatureVersion", "DatePeriod", "Start", "End"),
    *("From", "To", "Year", "Month", "Day", "VersionDetail", "VersionLocation", "IdentityReference"),
    *("SanctionsEntryReference", "FeatureVersionReference"),
})  # fmt: skip
_SAID: Final = {
    "Birthdate": "DOB",
    "Place of Birth": "POB",
    "Nationality Country": "nationality",
    "Citizenship Country": "citizen",
}
_PLACED: Final = "Location"
_TITLE: Final = "Title"


class Party(NamedTuple):
    """A party as an entry, with what the simple formats have not: its profile, and its names in other scripts."""

    profile: str
    entry: Entry
    other_scripts: tuple[str, ...]


class _Name(NamedTuple):
    text: str
    latin: bool
    weak: bool
    primary: bool
    type: str


def read_party(element: Any, index: Index, notes: Notes, path: Path) -> Party | None:
    """Make the entry of a DistinctParty; None where it lacks an id, a kind or a name, which is noted."""
    uid = element.get("FixedRef", "")
    locator = f"{path.name}, line {element.sourceline}, entry {uid or '?'}"
    profile = _child(element, "Profile")
    kind = "" if profile is None or not profile.get("ID") else _kind(profile, index, notes)
    names = [] if profile is None else list(_names(profile, index, notes))
    main = next((name for name in names if name.primary and name.latin), None)
    if not uid.isdecimal() or not kind or profile is None or main is None:
        notes.bad(locator, _broken_rule(uid, kind), str(etree.tostring(element, encoding="unicode", with_tail=False)))
        return None
    _report_unknown(element, notes)
    if sum(1 for _ in _children(element, "Profile")) > 1:
        notes.remark(f"{locator}: only the first of its profiles was read")
    features = list(_features(profile, index, notes, locator))
    entry = Entry(
        id=str(int(uid)),
        locator=locator,
        kind=kind,
        name=main.text,
        programs=index.programs(profile.get("ID", "")),
        title="; ".join(value for about, value in features if about == _TITLE),
        aliases=tuple(name.text for name in names if name.latin and not name.weak and name is not main),
        addresses=tuple(_addresses(profile, index, notes)),
        clauses=_clauses(element, profile, names, features, index),
    )
    return Party(profile.get("ID", ""), entry, tuple(name.text for name in names if not name.latin and not name.weak))


def _broken_rule(uid: str, kind: str) -> str:
    if not uid.isdecimal():
        return "a party without FixedRef"
    return "a party without a primary name" if kind else "a party without a profile of a known kind"


def target_clauses(profile: Any, index: Index, notes: Notes) -> tuple[str, ...]:
    """The clauses that tell of what kind an organisation is."""
    found = (f"{about} {value}" for about, value in _features(profile, index, notes, ""))
    return tuple(clause for clause in found if clause.startswith("Target Type"))


def _clauses(
    element: Any, profile: Any, names: list[_Name], features: list[tuple[str, str]], index: Index
) -> tuple[str, ...]:
    found = [f"{_SAID.get(about, about)} {value}" for about, value in features if about != _TITLE]
    for identity in _children(profile, "Identity"):
        found += index.papers(identity.get("ID", ""))
    found += [f"{name.type.lower()} '{name.text}'" for name in names if name.latin and name.weak]
    found += [text_of(element, "Comment") or "", text_of(profile, "Comment") or ""]
    return tuple(clause for text in found for clause in clauses_of(text))


def _child(element: Any, name: str) -> Any:
    return next(_children(element, name), None)


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if isinstance(child.tag, str) and local(child) == name)


def _report_unknown(element: Any, notes: Notes) -> None:
    for part in element.iter():
        if isinstance(part.tag, str) and local(part) not in _KNOWN:
            notes.unknown_field(local(part))


def _kind(profile: Any, index: Index, notes: Notes) -> str:
    key = profile.get("PartySubTypeID")
    subtype = index.sets.text("PartySubType", key, notes)
    party = index.sets.text("PartyType", index.sets.attribute("PartySubType", key, "PartyTypeID") or None, notes)
    return _KINDS.get(party) or (_TRANSPORT.get(subtype, "") if party == "Transport" else "")


def _names(profile: Any, index: Index, notes: Notes) -> Iterator[_Name]:
    for identity in _children(profile, "Identity"):
        groups = {
            group.get("ID"): index.sets.text("NamePartType", group.get("NamePartTypeID"), notes)
            for group in identity.iter()
            if isinstance(group.tag, str) and local(group) == "NamePartGroup"
        }
        for alias in _children(identity, "Alias"):
            kind = index.sets.text("AliasType", alias.get("AliasTypeID"), notes)
            weak = alias.get("LowQuality") == "true"
            # a second identity is somebody whom the party pretends to be: its name is no primary one
            primary = alias.get("Primary") == "true" and identity.get("Primary") != "false"
            for documented in _children(alias, "DocumentedName"):
                for script, text in _written(documented, groups, index, notes):
                    yield _Name(text, script == "Latin", weak, primary, kind)


def _written(documented: Any, groups: dict[Any, str], index: Index, notes: Notes) -> Iterator[tuple[str, str]]:
    """One documented name in each of its scripts: "SURNAME, Given" where the parts are those of a person."""
    by_script: dict[str, list[tuple[str, str]]] = {}
    for value in documented.iter():
        text = tidy(value.text or "") if isinstance(value.tag, str) and local(value) == "NamePartValue" else ""
        if text:
            script = index.sets.text("Script", value.get("ScriptID"), notes)
            by_script.setdefault(script, []).append((groups.get(value.get("NamePartGroupID"), ""), text))
    for script, parts in by_script.items():
        surname = " ".join(text for kind, text in parts if kind in _CAPITALS)
        others = " ".join(text for kind, text in parts if kind not in _CAPITALS)
        # the simple formats write surnames and the names of organisations in capitals
        yield script, ", ".join(filter(None, (surname.upper(), others)))


def _features(profile: Any, index: Index, notes: Notes, locator: str) -> Iterator[tuple[str, str]]:
    """What a profile's features are about, and what they say; locations are addresses, and left out here."""
    for feature in _children(profile, "Feature"):
        about = index.sets.text("FeatureType", feature.get("FeatureTypeID"), notes)
        if about in (_PLACED, ""):
            continue
        for version in _children(feature, "FeatureVersion"):
            values = list(_values(version, index, notes))
            for value in values:
                yield about, value
            if not values and locator:
                notes.unknown_field(f"feature without a value: {about}")


def _values(version: Any, index: Index, notes: Notes) -> Iterator[str]:
    for child in version:
        name = local(child) if isinstance(child.tag, str) else ""
        value = ""
        if name == "DatePeriod":
            value = period(child)
        elif name == "VersionDetail":
            value = tidy(child.text or "") or index.sets.text("DetailReference", child.get("DetailReferenceID"), notes)
        elif name == "VersionLocation":
            place = index.location(child.get("LocationID", ""))
            value = ", ".join(filter(None, (place.street, place.city, place.country))) if place else ""
        elif name == "Comment":
            value = tidy(child.text or "")
        if value:
            yield value


def _addresses(profile: Any, index: Index, notes: Notes) -> Iterator[Address]:
    for feature in _children(profile, "Feature"):
        if index.sets.text("FeatureType", feature.get("FeatureTypeID"), notes) == _PLACED:
            for part in feature.iter():
                if isinstance(part.tag, str) and local(part) == "VersionLocation":
                    place = index.location(part.get("LocationID", ""))
                    if place is None:
                        notes.unknown_field(f"Location {part.get('LocationID')}")
                    else:
                        yield place


def period(element: Any) -> str:
    """A DatePeriod as the simple formats write it: "1962", "05 Mar 1962", "circa 1962", "1960 to 1962"; "" for none.

    The file gives each date as the first and last day that it may be: a year is one from 1 January to 31 December.
    """
    start, end = _child(element, "Start"), _child(element, "End")
    days = [_edge(start, "From"), _edge(end, "To")]
    if not all(days):
        return ""
    first, last = days
    circa = any(part is not None and part.get("Approximate") == "true" for part in (start, end))
    return f"circa {first[:4]}" if circa and first[:4] == last[:4] else _span(first, last)


def _edge(element: Any, name: str) -> str:
    found = None if element is None else _child(element, name)
    return "" if found is None else day_of(found)


def _span(first: str, last: str) -> str:
    if first == last:
        return _day(first)
    year, month = first[:4], int(first[5:7])
    whole_years = first.endswith("-01-01") and last.endswith("-12-31")
    if whole_years:
        return year if year == last[:4] else f"{year} to {last[:4]}"
    days = calendar.monthrange(int(year), month)[1]
    if first == f"{year}-{month:02}-01" and last == f"{year}-{month:02}-{days:02}":
        return f"{calendar.month_abbr[month]} {year}"
    return f"{_day(first)} to {_day(last)}"


def _day(iso: str) -> str:
    return f"{iso[8:]} {calendar.month_abbr[int(iso[5:7])]} {iso[:4]}"
