"""Reads the short ways of writing a federal trial court ("N.D. Tex.", "D. Utah", "S.D.N.Y.") as the district they mean."""

from __future__ import annotations

import re

_SIDES = {"N": "Northern", "S": "Southern", "E": "Eastern", "W": "Western", "M": "Middle", "C": "Central"}
_STATES = {
    "Ala": "Alabama", "Alaska": "Alaska", "Ariz": "Arizona", "Ark": "Arkansas", "Cal": "California", "Calif": "California", "Colo": "Colorado",
    "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida", "Fl": "Florida", "Ga": "Georgia", "Haw": "Hawaii", "Idaho": "Idaho", "Ill": "Illinois",
    "Ind": "Indiana", "Iowa": "Iowa", "Kan": "Kansas", "Ky": "Kentucky", "La": "Louisiana", "Me": "Maine", "Md": "Maryland", "Mass": "Massachusetts",
    "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri", "Mont": "Montana", "Neb": "Nebraska", "Nev": "Nevada",
    "N.H": "New Hampshire", "N.J": "New Jersey", "N.M": "New Mexico", "N.Y": "New York", "N.C": "North Carolina", "N.D": "North Dakota", "Ohio": "Ohio",
    "Okla": "Oklahoma", "Or": "Oregon", "Ore": "Oregon", "Pa": "Pennsylvania", "P.R": "Puerto Rico", "R.I": "Rhode Island", "S.C": "South Carolina",
    "S.D": "South Dakota", "Tenn": "Tennessee", "Tex": "Texas", "Utah": "Utah", "Vt": "Vermont", "Va": "Virginia", "Wash": "Washington",
    "W. Va": "West Virginia", "W.Va": "West Virginia", "Wis": "Wisconsin", "Wyo": "Wyoming",
}  # fmt: skip
_FULL = frozenset(_STATES.values())


def _names() -> str:
    forms = sorted({*_STATES, *_FULL}, key=lambda form: (-len(form), form))
    return "|".join(re.escape(form) for form in [*forms, *(form.upper() for form in forms if form.isalpha())])


SHORT_DISTRICT = rf"\b(?:U\. ?S\. ?D\. ?C\.,?(?: ?[-–—/])? ?)?(?:[NSEWMC]\. ?)?D\. ?(?:of )?(?:{_names()})(?![a-z])\.?"
"""A district in its lawyers' form; a bare "D." before a state's name counts too."""
_PARTS = re.compile(r"(?:(?P<side>[NSEWMC])\. ?)?D\. ?(?:of )?(?P<state>[A-Z][\w. ]*?)\.?$")


def district_of(short: str) -> str | None:
    """Give "Southern District of New York" for "S.D.N.Y.", and None for what is no such form."""
    match = _PARTS.search(re.sub(r"^(?:U\. ?S\. ?D\. ?C\.)[\s,/–—-]*", "", short))
    if match is None:
        return None
    printed = match["state"]
    state = _STATES.get(printed) or next(
        (name for form, name in _STATES.items() if printed.casefold() in (form.casefold(), name.casefold())), None
    )
    side = _SIDES.get(match["side"] or "")
    return None if state is None else f"{side} District of {state}" if side else f"District of {state}"
