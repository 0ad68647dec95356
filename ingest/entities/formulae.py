"""Names that follow a formula rather than a list (courts, attorneys' offices, law firms), and what looks like a name and is none."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.entities.districts import SHORT_DISTRICT
from ingest.entities.mentions import NOTHING, Mention
from kg.ontology import AGENCY, COMPANY


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The formulae with their labels, the more certain first; every blank may be a line end with indentation."""
    state = r"[A-Z][a-z]{1,20}(?: (?!District|Court|Judge|The|In|On)[A-Z][a-z]{1,20})?"
    district = rf"(?:(?:Northern|Southern|Eastern|Western|Middle|Central) )?District of {state}(?: \([A-Z][a-z]{{1,20}} Division\))?"
    us = r"(?:U\. ?S\.|US|United States|Federal) "
    shapes = (
        (
            rf"(?:{us})?(?:Federal )?(?:Bankruptcy|District|Circuit|Tax|Appeals) Courts?(?: of Appeals)?"
            rf"(?:,? (?:for|in|of) the {district}|,? {district}|,? (?:for|in|of) the (?:[A-Z][a-z]{{1,20}} )+Circuit)?(?! Judge| Magistrate)"
            rf"|(?:{us})?Court of Appeals(?: for the (?:[A-Z][a-z.]+ )+Circuit)?",
            AGENCY,
        ),
        (rf"(?:Action|Case|Docket|File|Civ\.?)[^()\n]{{0,40}}\((?P<name>{district})\)", AGENCY),
        (
            rf"(?:(?:District|Magistrate) Judge,? (?:for the |of the )?|\bsitting in the |\b(?:approv|order|issu|grant|decid)(?:al|ed|s) by the )(?P<name>{district})",
            AGENCY,
        ),
        (SHORT_DISTRICT, AGENCY),
        (
            rf"(?:{us})?(?:District |State |County )?Attorney(?:['’]s|s['’]) Office(?: (?:for|of|in) the {district}| for {state})?"
            rf"|Office of the (?:{us})?(?:{state} )?(?:State )?(?:Attorney General|Attorney|Prosecutor General|Inspector General|Public Prosecutor)"
            rf"(?: (?:for|of) (?:the )?(?:{district}|{state}))?"
            rf"|{us}Attorney for the {district}"
            r"|(?:\b(?!The |Prosecutors )[A-Z][a-z]{1,20} (?:am Main )?){0,2}(?:(?:Public|State|Special|Chief) )?"
            r"Prosecutor(?: General|-General)?(?:['’]s|s['’]) Office",
            AGENCY,
        ),
        (
            r"(?:\b(?!LLC|Inc|Ltd|LLP|Corp|LP\b|Co\b)[A-Z][\w'’.-]{1,30}, ){1,8}(?:[A-Z][\w'’.-]{1,30} )?(?:&amp;|&) [A-Z][\w'’-]{1,30},? (?:LLP|LLC|L\.L\.P\.|P\.C\.|PLLC|P\.A\.|LP)"
            r"|(?:\b(?!LLC|Inc|Ltd|LLP|Corp|LP\b|Co\b)[A-Z][\w'’.-]{1,30}, ){2,8}(?:[A-Z][\w'’.-]{1,30} )?and [A-Z][\w'’-]{1,30},? (?:LLP|L\.L\.P\.|P\.C\.|PLLC|P\.A\.)"
            r"|(?:\b(?!See )[A-Z][\w'’.-]{1,30},? ){1,3}(?:&amp;|&) [A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30})?\.?,? (?:LLP|LLC|L\.L\.P\.|P\.C\.|PLLC|P\.A\.|LP|Co\.|Inc\.|Ltd\.|Corp\.)"
            r"|(?:\b(?:[Ff]irm|[Pp]artnership|[Ss]olicitors|[Ll]awyers|[Aa]ttorneys|[Pp]artner|[Cc]ounsel|[Aa]ccountants|[Aa]uditors?)(?: of| at| with|,)? )"
            r"(?P<firm>(?:[A-Z][\w'’-]{1,30}, ){1,4}[A-Z][\w'’-]{1,30},? (?:&amp;|&) [A-Z][\w'’-]{1,30})",
            COMPANY,
        ),
        (district, NOTHING),
        (
            r"\(USDC [\w ]{2,20}\)"
            r"|\b(?:[A-Z][a-z]+ )?Boards? of (?:Directors|Managers|Trustees)"
            r"|\b(?:Civil|Criminal|Civ\.|Crim\.|Administrative|Adm\.|Admin\.)? ?(?:Action|Proceeding|Case|File|Docket|Cause) (?:File )?(?:Nos?\.|Number|Numbers|#)[^()\n;,]{0,45}"
            r"|\bC\. ?A\. (?:No\.)?[^()\n;,]{0,30}|\bLR-\d+|(?:[A-Z][a-z]{1,20} ){0,5}Releases? (?:Nos?\.?|Number)|\bA(?:AER|dmin)[ -]\d+",
            NOTHING,
        ),
        (
            r"\b[\"“]?[A-Z][\w’'-]{1,30}(?:(?: | and | of the | of | for the | for | to | on )[A-Z][\w’'-]{1,30}){1,12} (?:Act|Regulations)\b(?: of \d{4})?",
            NOTHING,
        ),
    )
    return tuple((re.compile(_any_blank(shape)), label) for shape, label in shapes)


def _any_blank(shape: str) -> str:
    """Let every blank of a pattern outside brackets be any white space."""
    outside = re.split(r"(\[[^\]]*\])", shape.replace(" ?", r"\s*"))
    return "".join(part if part.startswith("[") else part.replace(" ", r"\s+") for part in outside)


_QUOTED = re.compile(r"(?:(?<=[\s(])|^)[\"“‘](?=\S)([^\"“”\n]{25,220})[,.]?[\"”’](?=[\s,.;:)])")


def find_formulae(text: str) -> list[Mention]:
    """Find the names that a formula makes certain, and the false ones as `NOTHING`; in order, none overlapping."""
    found: list[Mention] = []
    for rank, (pattern, label) in enumerate(_patterns()):
        for match in pattern.finditer(text):
            start, end = _named(match)
            if label != AGENCY or len(text[start:end].split()) > 1 or text[start + 1] == ".":
                found.append(Mention(start, end, text[start:end], (), ((label, 12.0 - rank / 10),)))
    found += [
        Mention(*match.span(), match.group(), (), ((NOTHING, 10.0),))
        for match in _QUOTED.finditer(text)
        if _is_title(match.group(1))
    ]
    found.sort(key=lambda item: (item.start, -item.votes[0][1]))
    kept: list[Mention] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _named(match: re.Match[str]) -> tuple[int, int]:
    """The part of a formula that is the name, where words around it only prove it."""
    for group in ("name", "firm"):
        if group in match.re.groupindex and match.group(group):
            return match.span(group)
    return match.span()


def _is_title(quoted: str) -> bool:
    """A quoted title of a report or a rule: many words, nearly all with capitals."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", quoted) if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)
