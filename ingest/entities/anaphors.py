"""What a pronoun or a definite generic noun may stand for: labels, kinds, words of the name, and how many."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ontology import AGENCY, COMPANY, COUNTRY, GROUP, ORGANISATIONS, PERSON, WALLET

_ORGS = ORGANISATIONS


@dataclass(frozen=True, slots=True)
class Demand:
    """Whom an anaphor may mean: its labels in order of preference, its kinds, how many (0: any number above one)."""

    labels: tuple[frozenset[str], ...]
    kinds: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    count: int = 1
    reach: int = 4
    gender: str | None = None
    nearest: bool = False
    """Whether only nearness counts: a relative pronoun."""
    strict: bool = False
    """Whether the name itself must bear one of `words`: "the court" is no police."""


def _demand(*labels: str, kinds: str = "", words: str = "", count: int = 1, strict: bool = False) -> Demand:
    wanted = tuple(frozenset({label}) for label in labels)
    return Demand(wanted, frozenset(kinds.split()), frozenset(words.split()), count, reach=12, strict=strict)


_HE = Demand((frozenset({PERSON}),), reach=4, gender="m")
_SHE = Demand((frozenset({PERSON}),), reach=4, gender="f")
_IT = Demand((_ORGS,), reach=3)
_THEY = Demand((frozenset({PERSON, GROUP, COMPANY}), _ORGS), count=0, reach=3)
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), _HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), _SHE),
    **dict.fromkeys(("it", "its", "itself"), _IT),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), _THEY),
    **dict.fromkeys(("who", "whom"), Demand((frozenset({PERSON}), _ORGS), reach=0, nearest=True)),
    "whose": Demand((frozenset({PERSON}) | _ORGS,), reach=0, nearest=True),
    **dict.fromkeys(("which", "that"), Demand((_ORGS | {WALLET},), reach=0, nearest=True)),
}

_SINGULAR: dict[str, Demand] = {
    **dict.fromkeys(
        "gang crew hacker collective outfit syndicate cartel faction militia cluster".split(), _demand(GROUP)
    ),
    **dict.fromkeys(("group",), _demand(GROUP, COMPANY, words="group")),
    **dict.fromkeys(("organization", "organisation", "network"), _demand(GROUP, COMPANY)),
    **dict.fromkeys(
        "company firm business conglomerate corporation studio provider subsidiary startup entity victim".split(),
        _demand(COMPANY),
    ),
    **dict.fromkeys(("exchange", "exchanger"), _demand(COMPANY, kinds="exchange", words="exchange")),
    **dict.fromkeys(("mixer", "tumbler"), _demand(COMPANY, kinds="mixer", words="mixer")),
    **dict.fromkeys(
        ("marketplace", "market", "forum"), _demand(COMPANY, kinds="marketplace", words="market marketplace")
    ),
    **dict.fromkeys(("bank", "lender"), _demand(COMPANY, kinds="bank", words="bank")),
    **dict.fromkeys(("casino",), _demand(COMPANY, kinds="casino", words="casino")),
    **dict.fromkeys(
        ("platform", "service", "site", "website"), _demand(COMPANY, kinds="exchange mixer marketplace payment casino")
    ),
    **dict.fromkeys(("processor",), _demand(COMPANY, kinds="payment")),
    **dict.fromkeys(("fund", "adviser", "advisor", "broker", "dealer", "bridge", "protocol"), _demand(COMPANY)),
    **dict.fromkeys(
        ("agency", "regulator", "watchdog", "authority"),
        _demand(AGENCY, words="agency authority commission network office"),
    ),
    **dict.fromkeys(("bureau",), _demand(AGENCY, words="bureau fbi", strict=True)),
    **dict.fromkeys(("department",), _demand(AGENCY, words="department treasury doj", strict=True)),
    **dict.fromkeys(("ministry",), _demand(AGENCY, words="ministry", strict=True)),
    **dict.fromkeys(("commission",), _demand(AGENCY, words="commission sec cftc ftc", strict=True)),
    **dict.fromkeys(("court",), _demand(AGENCY, words="court district", strict=True)),
    **dict.fromkeys(
        "defendant man woman suspect founder executive hacker trader businessman lawyer national launderer".split(),
        _demand(PERSON),
    ),
    **dict.fromkeys(("country", "state"), _demand(COUNTRY)),
    **dict.fromkeys(("address", "wallet"), _demand(WALLET)),
}
_PLURAL: dict[str, Demand] = {
    **dict.fromkeys(
        "hacker thief cybercriminal attacker intruder culprit actor".split(), _demand(GROUP, PERSON, count=1)
    ),
    **dict.fromkeys(
        "defendant man woman suspect national brother individual person operator founder launderer".split(),
        _demand(PERSON, count=0),
    ),
    **dict.fromkeys(
        "company firm exchange mixer platform service bank marketplace site".split(), _demand(COMPANY, count=0)
    ),
    **dict.fromkeys("group gang crew".split(), _demand(GROUP, count=0)),
    **dict.fromkeys(("agency", "regulator"), _demand(AGENCY, count=0)),
    **dict.fromkeys(("address", "wallet"), _demand(WALLET, count=0)),
}
_SETS = {"pair": 2, "duo": 2, "couple": 2, "trio": 3}
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}


def demand_of_noun(lemma: str, *, plural: bool, number: int | None) -> Demand | None:
    """The demand of a generic noun; a number printed with it ("the two men") is how many it must be."""
    if lemma == "both":
        return Demand((frozenset({PERSON, COMPANY, GROUP}), _ORGS), count=2)
    if lemma in _SETS:
        return _demand(PERSON, count=_SETS[lemma])
    demand = (_PLURAL if plural else _SINGULAR).get(lemma)
    if demand is not None and plural and number:
        return Demand(demand.labels, demand.kinds, demand.words, number, demand.reach)
    return demand
