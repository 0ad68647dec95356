"""Titles of office: what kind of body gives each, and how they stand beside a name.

One row a kind: the titles as they stand before a name, and what the names of such bodies hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.statements.beside import TITLES


@dataclass(frozen=True, slots=True)
class Seat:
    """Titles of one kind of body, and what the names of such bodies hold."""

    titles: re.Pattern[str]
    bodies: re.Pattern[str]


def _seat(titles: str, bodies: str) -> Seat:
    return Seat(re.compile(rf"\b(?:{titles})$"), re.compile(bodies))


SEATS = (
    _seat(
        r"(?:(?:U\.? ?S\.?|United States|Federal|Senior|Chief|Presiding|District|Circuit|Magistrate|Bankruptcy|Crown Court|"
        r"Investigating) )*(?:Court )?(?:[Jj]udge|Recorder|Justice|Magistrate)(?: Dame| Sir)?|[Tt]he Hon(?:orable|\.)|Mrs? Justice|"
        r"(?:His|Her) Honour(?: Judge)?|District Judge|Sheriff Principal",
        r"\bCourts?\b|District of|\bCircuit\b|\b[NSEWCM]\.? ?D\.|Tribunal|Old Bailey|Assizes",
    ),
    _seat(
        r"(?:Acting |Interim |Assistant |First Assistant |Deputy )*(?:U\.? ?S\.?|United States) Attorneys?",
        r"Attorney['’]s Office|Attorneys['’] Office|\bUSAO\b|U\.S\. Attorney",
    ),
    _seat(
        r"(?:Acting |Principal |Deputy |Assistant |Associate )*(?:U\.S\. )?Attorneys? General|Solicitor General",
        r"Attorney[ -]General|Department of Justice|Justice Department|\bDOJ\b|Ministry of Justice|Department of Law",
    ),
    _seat(
        r"(?:(?:Acting|Temporary|Assistant|Deputy|Detective|Chief|Police|Senior|Commander|Det) )*(?:Superintendent|Supt|Inspector|Insp|"
        r"Sergeant|Sgt|Constable|Police Chief|Chief of Police|Commissioner|Cmsr|Commander|Cdr|DC|DI|DCI|DS|DSI|PC|ACC)(?: Dame| Sir)?",
        r"Polic|Constabulary|\bMet\b|\bPSNI\b|\bRCMP\b|\bAFP\b|\bNCA\b|Crime Agency|Crime Unit|Garda|Gendarm|ROCU|Sheriff|Commission\b|\bFCA\b|\bSEC\b",
    ),
    _seat(
        r"(?:Acting |Deputy |Supervisory |Assistant |Resident )*(?:Special Agents?|Agent|Director)(?:[ -]in[ -]Charge)?|Postal Inspector|"
        r"Inspector in Charge",
        r"\bFBI\b|Federal Bureau|Secret Service|\bHSI\b|Homeland Security|\bIRS\b|Internal Revenue|\bDEA\b|Drug Enforcement|\bATF\b|"
        r"Postal Inspection|Investigation",
    ),
    _seat(
        r"(?:Acting |Under |Assistant |Deputy |First |Parliamentary |Permanent |Treasury |Economic )*"
        r"(?:Secretar(?:y|ies)|Undersecretary)(?: of the Treasury)?|Treasury Secretary|Chancellor",
        r"Treasury|Department of|\bState Department\b",
    ),
    _seat(
        r"(?:Foreign|Home|Business|Defence|Justice|Finance|Interior|Trade|Energy|Health|Security|Prime)(?: Affairs)? (?:Secretary|Minister)",
        r"Ministry of|Foreign|Home Office|Interior",
    ),
    _seat(
        r"(?:[Cc]ouncil(?:l?or| leader| chair(?:man|woman)?)|Cllr|Mayor|Alderman|[Tt]own [Cc]lerk|[Pp]arish [Cc]lerk|[Mm]onitoring [Oo]fficer)",
        r"Council\b|City of|Borough|County|Town of|Board",
    ),
    _seat(
        r"(?:[Dd]eputy |[Ss]enior |[Ll]ead |[Cc]hief |[Ss]tate |[Pp]ublic |[Cc]rown |[Ff]ederal )*[Pp]rosecutor",
        r"[Pp]rosecut",
    ),
    _seat(r"Sheriff|[Dd]eputy [Ss]heriff|Undersheriff", r"Sheriff"),
    _seat(r"(?:Sen\.?|Senator)", r"\bSenate\b"),
    _seat(r"(?:Rep\.?|Representative|Congress(?:man|woman))", r"House of Representatives|\bCongress\b"),
    _seat(
        r"(?:SEC |Acting |Vice[ -]?)*(?:Commissioner|Chair(?:man|woman)?)",
        r"Commission\b|\bSEC\b|\bCFTC\b|\bFTC\b|Authority\b",
    ),
)
"""The first that fits a title counts, where the text names such a body."""

TAIL = r"(?: (?:Dame|Sir|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Prof\.?|Lord|Lady|The Honorable))?"
BEFORE = re.compile(rf"(?P<lead>^|[\s(\"“])(?P<title>{TITLES}),?{TAIL} $")
_LINKS = (
    r"(?:is|was|as|became|becomes|remains|had been|has been|serves as|served as|acts as|acted as|joined as|resigned as|retired as|"
    r"stepped down as|quit as|named|appointed|elected)(?: named| appointed| elected| promoted to)?"
)
AFTER = re.compile(
    rf"(?: \([^()]{{1,30}}\))?(?:, (?:aged? )?\d\d)?(?:,? \(|, |,? (?:who )?{_LINKS} )(?:the |an? |its |their |then |now |new )*"
    rf"(?P<title>{TITLES})(?: (?:of|for) [a-z]\w+(?: (?:and )?[a-z]\w+){{0,3}})?(?=[,.;:)\n]|,? (?:who|said|told|wrote|added|until|from|since|and|effective|in \d{{4}}|last|this|next)\b|$)"
)
OF_BODY = re.compile(rf"(?:['’]s|['’]) (?P<title>{TITLES})(?=[,.;:)\n]|$| (?:and|who|until|from|since)\b)")
BODY_FOLLOWS = re.compile(r",? (?:of|at|for|with|in|from) (?:the |its |their )?[A-Z]")
UNKNOWN_BODY = re.compile(r"(?:\b[A-Z][\w&]*(?<!The)(?<!And)|['’]s?) $")
JOINED = re.compile(r",? (?:and|&) |, ")
NEAR, FAR, LONGEST = 400, 1600, 60
HEADS = re.compile(
    r"C[EFTOIMR]O\b|CISO|[Cc]hief [Ee]xecutive|[Gg]eneral [Cc]ounsel|[Mm]anaging|[Tt]reasurer|[Cc]hief \w+(?: \w+)? [Oo]fficer|"
    r"[Gg]eneral [Mm]anager|[Vv]ice[ -][Pp]resident"
)
"""Titles that only a firm gives."""
ANY = re.compile(
    r"[Cc]hair|[Dd]irector|[Ss]ecretary|[Mm]anager|[Ss]pokes|[Cc]ontroller|[Cc]omptroller|[Cc]ounsel|[Oo]fficer|[Bb]oss"
)
PRESIDENT = re.compile(r"[Pp]resident")
LAST_WORDS = frozenset(
    "judge recorder justice magistrate dame sir honorable hon honour attorney attorneys general superintendent supt inspector insp "
    "sergeant sgt constable chief police commissioner cmsr commander cdr dc di dci ds dsi pc acc agent agents director directors "
    "charge secretary secretaries undersecretary treasury chancellor minister councillor councilor leader chairman chairwoman chair "
    "chairperson cllr mayor alderman clerk officer officers prosecutor sheriff undersheriff sen senator rep representative "
    "congressman congresswoman principal principals mr ms mrs dr prof lord lady ceo cfo cto coo cio cmo cro ciso executive executives "
    "president presidents manager managers counsel counsels treasurer treasurers comptroller comptrollers controller controllers "
    "spokesman spokeswoman spokesperson boss partner partners trader traders banker bankers bookkeeper bookkeepers accountant "
    "accountants employee employees auditor auditors shareholder shareholders owner owners engineer engineers analyst analysts "
    "developer developers editor editors curator curators trustee trustees founder founders administrator administrators operator "
    "operators creator creators".split()
)
"""The last words of titles: a name behind another word has no title before it, and no pattern is asked."""
