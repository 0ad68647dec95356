"""The grammar of OFAC's remarks: one clause -> what it is about and what it says."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from ingest.lists.ofac_heads import FIELD, ID_CLAUSE, IDS, STATEMENT
from kg.names import country_code, name_key

_SIMPLE: Final = (
    ("birth", re.compile(r"DOB:? (?P<value>.+)")),
    ("birthplace", re.compile(r"POB:? (?P<value>.+)")),
    ("registered", re.compile(r"Nationality of Registration:? (?P<value>.+)")),
    ("nationality", re.compile(r"(?:nationality|citizen)(?: of)?:? (?P<value>.+)", re.IGNORECASE)),
    ("gender", re.compile(r"Gender:? (?P<value>.+)")),
    ("linked", re.compile(r"Linked To: (?P<value>.+)", re.IGNORECASE)),
    ("alias", re.compile(r"[afn]\.k\.a\. '(?P<value>.+)'$")),
    ("alias", re.compile(r"[afn]\.k\.a\.,? (?P<value>.+)")),
    ("wallet", re.compile(r"Digital Currency Address(?: -)?(?P<value>.*)")),
)  # fmt: skip

_DATE: Final = re.compile(r"(?:(?:(?P<day>\d{1,2}) )?(?P<month>[A-Z][a-z]{2}) )?(?P<year>(?:1[6-9]|20)\d\d)")
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_RANGE: Final = re.compile(r"\s+to\s+|(?<=\d{4})\s*-\s*(?=\d{4})")
_TAIL: Final = re.compile(
    r"(?P<value>.*?)(?P<brackets>(?:\s*\([^()]*\))*)(?:,? issued (?P<issued>[^()]*?))?(?:,? expires (?P<expires>[^()]*?))?"
    r"(?P<after>(?:\s*\([^()]*\))*)$"
)
_COURT_REGISTER: Final = re.compile(r"HR[AB]\b|HR[AB]\d")
_LEI: Final = re.compile(r"[0-9A-Z]{18}\d\d")
_GENERIC: Final = frozenset(
    "academy agency air airlines and army association bank brigade brigades business capital center centre commercial "
    "company construction corp development division electronics energy engineering enterprise enterprises exchange export "
    "financial for force foundation front fund general global gmbh group holding holdings import industrial industries "
    "industry institute international investment investments iran iranian joint llc limited logistics management marine "
    "ministry movement national office oil ojsc organization oao ooo petroleum project projects research russian security "
    "service services shipping solutions state stock systems team technologies technology the trade trading transport unit".split()
)


MAX_CLAUSE: Final = 2_000
MAX_NUMBER: Final = 300
"""The longest clause that is parted, and the longest that states a number; OFAC's have some hundred characters."""


class Clause(NamedTuple):
    """What a clause is about (the name of a rule, "statement", "remark" or "unknown"), what it says, and its head."""

    about: str
    value: str
    head: str = ""


class Number(NamedTuple):
    """An identifier that a clause states: its type, value and country's code."""

    kind: str
    value: str
    country: str | None


def read_clause(text: str) -> Clause:
    """Tell what a clause, cleaned, is about; a number's head comes with it in lower case."""
    if len(text) > MAX_CLAUSE:
        return Clause("unknown", text, f"a clause of more than {MAX_CLAUSE:,} characters")
    for about, pattern in _SIMPLE:
        if found := pattern.match(text):
            return Clause(about, found["value"].strip())
    if found := ID_CLAUSE.match(text):
        return Clause("number", found["rest"].strip(), found["head"].lower())
    if STATEMENT.match(text):
        return Clause("statement", text)
    if text.lower().startswith(("www.", "http://", "https://")):
        return Clause("number", text, "website")
    if found := FIELD.match(text):
        return Clause("unknown", text, " ".join((found["head"] or found["number_of"]).split()[:5]).strip(" .,#-"))
    return Clause("remark", text)


def number_of(clause: Clause, *, person: bool) -> Number | None:
    """The identifier that a clause of that kind states; dates of issue and expiry are not kept; None where no value is.

    A place in brackets that is no state belongs to the number: two federal states may give the same one.
    """
    kind, country = IDS[clause.head]
    if kind in ("phone", "fax", "email", "website"):
        return Number(kind, clause.value.lstrip(":# "), None)
    found = _TAIL.match(clause.value) if len(clause.value) <= MAX_NUMBER else None
    if found is None:
        return None
    value = found["value"].strip(" #:,")
    for bracket in re.findall(r"\(([^()]*)\)", found["brackets"] + found["after"]):
        code = code_of(bracket)
        country, value = (code, value) if code else (country, f"{value} {bracket}")
    return Number(*_typed(kind, value.strip(), person=person), country) if value else None


def national_register(number: Number) -> str:
    """The register whose number this is by country and length, where lists name it by its own name: "inn", "ogrn", or ""."""
    if number.country != "ru" or not number.value.isdecimal():
        return ""
    lengths = {"tax-id": ("inn", (10, 12)), "registration": ("ogrn", (13, 15))}
    register, allowed = lengths.get(number.kind, ("", ()))
    return register if len(number.value) in allowed else ""


def _typed(kind: str, value: str, *, person: bool) -> tuple[str, str]:
    """Say more exactly what a number is, by its own form."""
    if value.upper().startswith("IMO ") or kind == "imo":
        # a company's own number, or that of a ship of its fleet, which tells nothing about who the company is
        own = "vessel-imo" if kind.startswith("vessel") else "imo"
        return own, value.upper().removeprefix("IMO").strip()
    if value.startswith("ISIN"):
        return "isin", value.removeprefix("ISIN").strip(": ")
    if kind == "lei" and not _LEI.fullmatch(value):
        return "registration", value
    if kind == "registration" and _COURT_REGISTER.match(value):
        return "court-register", value
    if kind == "identification-number" and person:
        return "national-id", value
    return kind, value


@lru_cache(maxsize=4096)
def code_of(place: str) -> str | None:
    """The code of a state or territory that OFAC names, also as "Region: X"; None where it is neither."""
    name = place.removeprefix("Region:").strip()
    code = country_code(name) if name and name != "undetermined" else None
    # the look-up knows provinces too ("ua-43"), which are no states
    return code if code and len(code) == 2 else None


def birth_dates(value: str) -> tuple[tuple[str, float], ...]:
    """Read a date of birth: ISO, as exact as stated, with how sure it is; both ends of a range; () where it is no date."""
    ends = [end.strip() for end in _RANGE.split(value)]
    vague = [_date(end.removeprefix("circa").strip()) for end in ends]
    if len(ends) > 2 or not all(vague):
        return ()
    if len(ends) == 2:
        return tuple(dict.fromkeys((day[:4], 0.5) for day in vague))
    return ((vague[0][:4], 0.6),) if ends[0].startswith("circa") else ((vague[0], 1.0),)


def _date(text: str) -> str:
    found = _DATE.fullmatch(text)
    if found is None or found["month"] not in (None, *_MONTHS):
        return ""
    parts = [found["year"]]
    if found["month"]:
        parts.append(f"{_MONTHS.index(found['month']) + 1:02d}")
    if found["day"]:
        parts.append(f"{int(found['day']):02d}")
    try:
        date.fromisoformat("-".join((*parts, "01", "01")[:3]))
    except ValueError:
        return ""
    return "-".join(parts)


def telling(alias: str) -> bool:
    """True where an organisation's alias that OFAC calls weak still says whom it means.

    OFAC calls acronyms and plain words weak, and "HIDDEN COBRA" too. Two words that are neither short nor any firm's, or
    one that mixes letters and digits ("APT38"), are a name.
    """
    words = [word for word in name_key("Company", alias).split() if word not in _GENERIC]
    if len(words) == 1:
        return len(words[0]) > 3 and not words[0].isdigit() and not words[0].isalpha()
    return sum(len(word) > 2 or word.isdigit() for word in words) > 1
