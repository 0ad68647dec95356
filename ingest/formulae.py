"""Names that follow a formula rather than a list: courts, prosecutors' offices, state ministries, law firms."""

from __future__ import annotations

import re

from ingest.mentions import Mention
from kg.ontology import AGENCY, COMPANY

_STATE = r"[A-Z][a-z]+(?: (?!District|Court|Judge)[A-Z][a-z]+)?"
_DISTRICT = rf"(?:(?:Northern|Southern|Eastern|Western|Middle|Central) )?District of {_STATE}"
_US = r"(?:U\.\s?S\.|US|United States|Federal) "
_COURT = re.compile(
    rf"(?:{_US})?(?:Federal )?(?:Bankruptcy|District|Circuit|Tax|Appeals) Courts?(?: of Appeals)?"
    rf"(?:,? (?:for|in|of) the {_DISTRICT}|,? {_DISTRICT}|,? (?:for|in|of) the (?:[A-Z][a-z]+ )+Circuit)?"
    rf"|(?:{_US})?Court of Appeals(?: for the (?:[A-Z][a-z.]+ )+Circuit)?"
)
_DOCKET = re.compile(rf"(?:Action|Case|Docket|File|Civ\.?)[^()\n]{{0,40}}\(({_DISTRICT})\)")
_OFFICE = re.compile(
    rf"(?:{_US})?(?:District |State |County )?(?:Attorney(?:['’]s|s['’])? Office|Attorneys?['’] Office)(?: (?:for|of|in) the {_DISTRICT}| for {_STATE})?"
    rf"|Office of the (?:{_US}|{_STATE} )?(?:State )?(?:Attorney General|Attorney|Prosecutor General|Inspector General|Public Prosecutor)"
    rf"(?: (?:for|of) (?:the )?(?:{_DISTRICT}|{_STATE}))?"
)
_GOVERNMENT = re.compile(
    r"(?:U\.S\.|US|United States|UK|(?P<place>[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?(?:n|an|ese|sh|ch|i|ic|k|z))) "
    r"(?:[Gg]overnment|[Aa]uthorities|[Pp]rosecutors|[Ss]tate|[Rr]egime|[Mm]ilitary|[Pp]olice|[Aa]rmy|[Nn]avy|[Ee]mbassy|[Pp]arliament)\b"
)
_FIRM = re.compile(r"(?:[A-Z][\w'’.-]+, )+(?:[A-Z][\w'’.-]+ )?(?:&amp;|&|and) [A-Z][\w'’-]+(?:,? (?:LLP|LLC|L\.L\.P\.|P\.C\.|PLLC|P\.A\.|LP))")


def find_formulae(text: str) -> list[Mention]:
    """Find the names that a formula makes certain, in order, none overlapping."""
    found = [_mention(text, match.start(), match.end(), AGENCY) for pattern in (_COURT, _OFFICE) for match in pattern.finditer(text)]
    found += [_mention(text, match.start(1), match.end(1), AGENCY) for match in _DOCKET.finditer(text)]
    found += [_mention(text, match.start(), match.end(), COMPANY) for match in _FIRM.finditer(text)]
    found.sort(key=lambda item: (item.start, -item.end))
    kept: list[Mention] = []
    for item in found:
        if (not kept or item.start >= kept[-1].end) and len(item.surface.split()) > 1 and item.surface != "Circuit Court":
            kept.append(item)
    return kept


def _mention(text: str, start: int, end: int, label: str) -> Mention:
    return Mention(start, end, text[start:end], (), ((label, 10.0),))
