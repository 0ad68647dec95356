"""The heads that clauses of OFAC's remarks (types of ids in its XML) begin with, and what each of them is about."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

_NATIONAL_IDS: Final = (
    "National ID No.|Cedula No.|Cedula de Ciudadania|D.N.I.|N.I.E.|C.U.R.P.|C.U.I.|SSN|Numero de Identidad|"
    "Personal ID Card|Citizen's Card Number|Tazkira National ID Card|CNP (Personal Numerical Code)|National Foreign ID Number"
)
_TAX_IDS: Final = (
    "Tax ID No.|R.F.C.|RFC|NIT #|RUC #|RIF #|C.U.I.T.|RTN|C.I.F.|Fiscal Code|Romanian Tax Registration|"
    "Numero Unico de Identificacao Tributaria (NUIT)"
)
# one number, one holder in a country: no registers of towns and courts, whose numbers recur in the next one
_REGISTRATIONS: Final = (
    "Registration ID|Registration Number|Public Registration Number|Business Registration Number|"
    "Business Registration Document #|Business Number|Company Number|Commercial Registry Number|Enterprise Number|"
    "Certificate of Incorporation Number|Chamber of Commerce Number|C.R. No.|United Social Credit Code Certificate (USCCC)|"
    "Unified Social Credit Code (USCC)|Central Registration System Number|Romanian C.R.|RSIN|File Number|"
    "Economic Register Number (CBLS)|Organization Code|Central Registration Number"
)
_OTHERS: Final = (
    "Identification Number|Stateless Person ID Card|Refugee ID Card|Government Gazette Number|BIK (RU)|V.A.T. Number|"
    "Matricula Mercantil No|Folio Mercantil No.|Trade License No.|License|Tourism License No.|Registered Charity No.|"
    "Branch Unit Number|MSB Registration Number|Dubai Chamber of Commerce Membership No.|Istanbul Chamber of Comm. No.|"
    "Afghan Money Service Provider License Number|Electoral Registry No.|Credencial electoral|I.F.E.|C.U.I.P.|LE Number|"
    "Cartilla de Servicio Militar Nacional|Driver's License No.|Pilot License Number|Residency Number|VisaNumberID|"
    "Birth Certificate Number|Travel Document Number|Chinese Commercial Code|Immigration No.|SRE Permit No.|"
    "Seafarer's Identification Document|Tarjeta Profesional|MICEX Code|UN/LOCODE|Serial No.|Moroccan Personal ID No.|"
    "Public Security and Immigration No.|Romanian Permanent Resident CAN|Military Registration Number|Stock Ticker Symbol|"
    "Ship Registration Number|Vessel Registration Identification|Interpol Notice Number|Identifier Number|Professional Registration Number"
)
_OF_ONE_COUNTRY: Final = MappingProxyType({
    "UK Company Number": ("registration", "gb"),
    "US FEIN": ("tax-id", "us"),
    "Italian Fiscal Code": ("tax-id", "it"),
    "Turkish Identification Number": ("national-id", "tr"),
    "Kenyan ID No.": ("national-id", "ke"),
    "UAE Identification": ("national-id", "ae"),
    "British National Overseas Passport": ("passport", "gb"),
    "Government Gazette Number": ("okpo", "ru"),
    "BIK (RU)": ("bik", "ru"),
})  # fmt: skip
_WORLDWIDE: Final = MappingProxyType({
    "SWIFT/BIC": "swift", "D-U-N-S Number": "duns", "Legal Entity Number": "lei", "LEI": "lei", "ISIN": "isin",
    "International Maritime Organization No.": "imo",
})  # fmt: skip
_PASSPORTS: Final = (
    "Passport|Diplomatic Passport|Diplomatic Passport Laissez-Passer|Service Passport|Stateless Person Passport"
)
_CONTACTS: Final = MappingProxyType({
    "phone": "Telephone No.|Telephone Number|Telephone|Phone Number|Phone No.|Phone|Tel.|Tel|Cell Phone|Mobile Phone",
    "fax": "Fax No.|Fax Number|Fax", "email": "Email Address|Email|E-mail", "website": "Website|Web site",
})  # fmt: skip


def _slug(head: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", head.lower().replace(".", "").replace("'", "")).strip("-")


def _ids() -> dict[str, tuple[str, str | None]]:
    """The type of identifier and, where the head says it, the country, by the head in lower case."""
    found: dict[str, tuple[str, str | None]] = {head: (_slug(head), None) for head in _OTHERS.split("|")}
    typed = (
        ("national-id", _NATIONAL_IDS),
        ("tax-id", _TAX_IDS),
        ("registration", _REGISTRATIONS),
        ("passport", _PASSPORTS),
    )
    found |= {head: (kind, None) for kind, heads in typed for head in heads.split("|")}
    found |= {head: (kind, None) for head, kind in _WORLDWIDE.items()} | dict(_OF_ONE_COUNTRY)
    found |= {head: (kind, None) for kind, heads in _CONTACTS.items() for head in heads.split("|")}
    return {head.lower(): about for head, about in found.items()}


IDS: Final = MappingProxyType(_ids())

ID_CLAUSE: Final = re.compile(
    rf"(?P<head>{'|'.join(re.escape(head) for head in sorted(IDS, key=len, reverse=True))})(?:[ :#]+|(?=[(+]))(?P<rest>.+)",
    re.IGNORECASE,
)
"""A clause that begins with a known type of identifier, the longest first."""

STATEMENT: Final = re.compile(
    r"Additional Sanctions Information|Secondary sanctions risk|Transactions Prohibited For|U\.S\. Persons Must|"
    r"Executive Order \d+|CAATSA Section|IFCA Determination|Organization (?:Established Date|Type)|Target Type|"
    r"(?:Listing|Effective) Date|For more information|HIFPAA|PEESA Information|NS-|Section \d+|"
    r"all (?:offices|branches|locations)|and all other locations|Nationality of Registration|"
    r"Position:|Alternate Title|Title |Rank |Tribe:|Subtribe:|ethnicity|(?:Also )?operations in|From:? |member |"
    r"ICTY indictee|Occupation|Organization:|Individual's height|Interpol:|arrested |Effective immediately|Issuer Name|Equity Ticker|Purchase/Sales For Divestment Date|Bond |Sanctions Regulations",
    re.IGNORECASE,
)
"""Clauses that say in words what no other fact holds; each is kept as a tag."""

FIELD: Final = re.compile(r"(?P<head>[A-Z][^:;]{1,60}):\s|(?P<number_of>[A-Z][^\d:;]{1,50}?)[ #:]+[A-Z-]{0,6}\d{4,}")
"""What looks like a field: a head before a colon or a number. One that is not known is reported, and kept as a remark."""
