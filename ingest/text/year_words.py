"""Tell a year from the other numbers of four digits: statutes, sections, dockets, counts."""

from __future__ import annotations

import re

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# Words before a number that make it the name of a law or of a numbered thing.
_STATUTE = re.compile(
    r"\b(?:Acts?|Laws?|Rules?|Codes?|Regulations?|Orders?|Ordinances?|Directives?|Conventions?|Resolutions?|Statutes?|Bill|"
    r"Amendments?)(?:\s+\([A-Z]\w*\))?(?:,?\s+(?:No\.\s*)?\d+)?,?\s+(?:(?:of|for)\s+)?(?:[Ff]iscal\s+[Yy]ear\s+)?\(?$"
    r"|\b(?:Act|Law|Convention|Directive|Treaty|Resolution)\b[^.;,()]{0,40}\($"
)
_STATUTE_AFTER = re.compile(r"\s+(?:[A-Z][\w-]*\s+){0,5}(?:Act|Acts|Law|Convention|Directive|Regulations?)\b")
_NUMBERED = re.compile(
    r"(?:§+|\b(?:[Ss]ections?|[Ss]ec\.|U\.?S\.?C\.?|CFR|C\.F\.R\.|FR|Reg\.|[Nn]os?\.|[Nn]umbers?|[Rr]ules?|[Tt]itles?|[Rr]oom|"
    r"[Ss]uite|Box|[Pp]arts?|[Pp]ages?|pp?\.|[Pp]aragraphs?|[Aa]rticles?|Release|Form|Flight|[Uu]nit|Bureau|Model|Windows|"
    r"Office|Server|COVID))\s*(?:\d+(?:\([a-z0-9]+\))*(?:,\s*|\s+and\s+|\s+or\s+|,\s+and\s+)){0,4}$"
)
_COUNTED = re.compile(
    r"\s+(?:hundred|thousand|million|billion|trillion|percent|per\s+cent|dollars?|euros?|bitcoins?|ether|BTC|ETH|USDT|USD|"
    r"people|persons|men|women|customers|investors|victims|addresses|wallets|accounts|hours|miles|kilomet\w+|meters|metres|"
    r"feet|kg|kilos?|kilograms|tons?|tonnes|pounds|grams|times|shares|bits?|bytes)\b"
)
_DATING = re.compile(r"\b(?i:in|since|during|until|early|late|mid|fiscal)[\s-]+$")
_PLURAL_AFTER = re.compile(r"\s+(?:\w+\s+)?[a-z]+s\b")
_OPENING = re.compile(
    r"(?:\b(?i:in|since|of|year|years|fiscal|FY|during|from|between|until|till|through|throughout|before|after|by|for|early|late|"
    r"mid|pre|post|summer|spring|autumn|fall|winter|half|quarter|Q[1-4]|H[12]|as|later\s+than|earlier\s+than|back|circa|the|a|an|its|his|her|their|this|that|our|"
    r"to|about|around|approximately|roughly|least|beyond|ending|ended)(?:\s+|-)"
    rf"|\bFY\)\s+|\(|\[|(?:(?:19|20)\d\d|{_MONTH})(?:,|,?\s+and|,?\s+or|,?\s+to|\s+through|\s*[-–—])\s*)$"
)
_SHAKY = re.compile(r"\b(?i:about|around|approximately|roughly|least|to|a|an|the|its|his|her|their|for|of|than)\s+$")
_IN_ABOUT = re.compile(r"\b(?i:in|since|from|between|until|by|through)\s+(?:or\s+)?(?:at\s+)?(?:\w+\s+)?$")
_HEADING = re.compile(r"\s*(?::|[-–—]\s)")
_TO_YEAR = re.compile(r"(?:\s*[-–—]\s*|\s+(?:to|through|until)\s+)(?:19|20)\d\d(?![\d\w-])")


def is_year(text: str, start: int, end: int) -> bool:
    """Say whether the four digits at these offsets are the year of something that happened."""
    before = text[max(0, start - 60) : start]
    if before.endswith("-") and not re.search(r"(?:mid|late|early|pre|post|(?:19|20)\d\d)-$", before, re.IGNORECASE):
        return False
    if re.match(r"-(?!(?:19|20)\d\d(?!\d))\w", text[end : end + 6]):
        return False
    if _STATUTE.search(before) or _NUMBERED.search(before) or _STATUTE_AFTER.match(text, end):
        return False
    if _COUNTED.match(text, end) and not _DATING.search(before):
        return False
    if _SHAKY.search(before) and not _IN_ABOUT.search(before) and _is_count(text, start, end):
        return False
    heading = (not before or before[-1] in "\n\r") and _HEADING.match(text, end) is not None
    return heading or _OPENING.search(before) is not None or _TO_YEAR.match(text, end) is not None


def _is_count(text: str, start: int, end: int) -> bool:
    # "about 2019 suspicious transfers", "the 2000 victims"; but "the 2019 thefts" are dated.
    shaky = re.search(r"(?i:about|around|approximately|roughly|least|than)\s+$", text[max(0, start - 20) : start])
    round_number = text[start:end].endswith("00")
    return (bool(shaky) or round_number) and _PLURAL_AFTER.match(text, end) is not None
