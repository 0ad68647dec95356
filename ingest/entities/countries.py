"""Decides for each printed state whether it is a place or acts as a government, and which adjectives name a country at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.entities.cues import cue_nouns
from ingest.entities.gazetteer import PLACE, Hit, countries, table, word_set
from ingest.entities.mentions import Mention
from kg.ontology import AGENCY, COUNTRY

_US_NOUN = re.compile(
    r"\b(?:in|to|from|across|within|into|of|outside|inside|enter(?:ed|ing)?|and|by|against|targeting) the (?P<us>U\.S\.|US|USA|U\.S\.A\.)"
    r"(?=[.,;:)]|$|\s*$|\s(?:and|or|to|in|for|on|by|with|from|after|that|who|where|when|while|as|since|at|between|through|under)\b)"
)
_US_ACTOR = re.compile(
    r"\b[Tt]he (?P<us>U\.S\.|US)(?=\s(?:has|had|have|is|was|will|says|said|imposed|sanctioned|accused|charged|blacklisted|announced|designated|offered)\b)"
)
_LISTED = re.compile(r"(?:(?:,\s+(?:and\s+)?|\s+and\s+)(?:the\s+)?[A-Z][a-z.]+(?:\s[A-Z][a-z.]+)?)+(?=\s[a-z])")
_STATE_NOUN = re.compile(
    r"\s(?:intelligence services?|intelligence agenc(?:y|ies)|security services?|special services|military intelligence|government|authorities|regime|state)\b(?!-)",
    re.IGNORECASE,
)
_US_GOVERNMENT = re.compile(
    r"\b(?:U\.S\.|US|United States|U\.S|American|USA) [Gg]overnment\b|\b(?:UK|U\.K\.) [Gg]overnment\b"
)
_ACTS_BEFORE = re.compile(
    r"(?:\b(?:on behalf of|behalf of|sponsored by|backed by|state-sponsored [\w ]{0,30} of|directed by|ordered by|commanded by|funded by|controlled by|run by"
    r"|at the (?:request|direction|behest) of|blamed|blames|accused|accuses|accusing|government of|regime in|works? for|working for|worked for|revenue for|funds for|money for"
    r"|fund|finance|sanctions (?:by|from)|sanctioned by|tied to|attributed (?:\w+ ){0,4}to|imposed by|designated by|acting for|spied for|spying for|hackers for|generate (?:\w+ ){0,3}for)\s(?:the )?(?:government of )?)$",
    re.IGNORECASE,
)
_ACTS_AFTER = re.compile(
    r"(?:['’]s? behalf\b|['’]s (?:government|regime|leader|leadership|intelligence|military|weapons|nuclear|missile|ballistic)|\s(?:has |have |had |also |jointly |today |on \w+ )?"
    r"(?:sanction(?:s|ed)|impos(?:es|ed)|blacklist(?:s|ed)|accus(?:es|ed)|announc(?:es|ed)|hack(?:s|ed)|stole|steals|denie[sd]|den(?:y|ies)|designat(?:es|ed)|indict(?:s|ed)|charg(?:es|ed)"
    r"|froze|seized|order(?:s|ed)|launder(?:s|ed)|evade[sd]?|expel(?:s|led)|agreed|condemn(?:s|ed)|uses|used|says|said|relies|threatened|retaliated|extradited|arrested|banned|moved|acted|joined|coordinated|warned|retaliated|backed)\b)"
)
_PLACE_AFTER = re.compile(
    r"-(?:based|headquartered|registered|born|incorporated|listed|domiciled|resident)|['’]s (?!behalf|government)"
)
_ONE_OF_THEM = re.compile(
    r"\b(?:[Aa]n?|[Aa]nother|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ff]ellow|(?:[Tt]he|other|both|more|young|former|exiled))\s$"
)
_LABEL_BEFORE = re.compile(
    r"\b(?:[Nn]ationality|NATIONALITY|[Cc]itizenship|CITIZENSHIP|[Cc]itizen)(?: \(s\)|\(s\))?:?\s*(?:\(?\d\)?\.?\s*)?$"
)
_AFTER_NATIONAL = re.compile(
    r"(?:,| \(|[.;:]|$| (?:who|whom|known|named|called|aged|born|by birth|living|residing|resident in|in (?:his|her)|and an?)\b)"
)
_CAUCASUS = re.compile(r"\b(?:Tbilisi|Batumi|Abkhazia|Georgian|Armenia|Azerbaijan|Republic of Georgia|Caucasus)\b")
_GOVERNMENT_OF = re.compile(r"\b(?:Government|government|Regime|regime) of (?:the )?$")
_PLAINTIFF = re.compile(r"\b(?:United States(?: of America)?|UNITED STATES OF AMERICA)(?= [vV]\.)")


@dataclass(frozen=True, slots=True)
class StateMention:
    """A printed state: `iso2` says which, `label` as what (Agency, Country, or None where the rest of the text must tell)."""

    mention: Mention
    iso2: str
    label: str | None


def find_states(
    text: str, hits: Sequence[Hit], taken: Iterable[tuple[int, int]], headings: Sequence[tuple[int, int]]
) -> list[StateMention]:
    """Judge each country hit that no longer name contains; `taken` are the spans of other mentions."""
    spans = sorted(taken)
    found = [
        StateMention(_as_mention(text, match.start("us"), match.end("us")), "US", label)
        for pattern, label in ((_US_NOUN, COUNTRY), (_US_ACTOR, AGENCY))
        for match in pattern.finditer(text)
    ]
    found += [
        StateMention(_as_mention(text, *match.span()), "GB" if "K" in match.group()[:4] else "US", AGENCY)
        for match in _US_GOVERNMENT.finditer(text)
    ]
    found += [StateMention(_as_mention(text, *match.span()), "US", AGENCY) for match in _PLAINTIFF.finditer(text)]
    occupied = [*spans, *((item.mention.start, item.mention.end) for item in found)]
    occupied.sort()
    for hit, inside in zip(hits, _inside(hits, occupied), strict=True):
        if inside or hit.entries[0].label == PLACE or hit.entries[0].country is None:
            continue
        heading = any(start <= hit.start < end for start, end in headings)
        state = _judge(text, hit, spans, heading=heading)
        if state is not None:
            found.append(state)
    return found


def _inside(hits: Sequence[Hit], spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Tell for each hit, in one pass over both sorted lists, whether a span overlaps it."""
    result = []
    position = 0
    for hit in hits:
        while position < len(spans) and spans[position][1] <= hit.start:
            position += 1
        result.append(position < len(spans) and spans[position][0] < hit.end)
    return result


def _as_mention(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, text[start:end])


def _judge(text: str, hit: Hit, spans: Sequence[tuple[int, int]], *, heading: bool) -> StateMention | None:
    iso2 = hit.entries[0].country or ""
    after, before = text[hit.end : hit.end + 60], text[max(0, hit.start - 60) : hit.start]
    if (state := _STATE_NOUN.match(after)) is not None:
        return StateMention(_as_mention(text, hit.start, hit.end + state.end()), iso2, AGENCY)
    if not hit.adjective and _in_other_name(text, hit, heading=heading):
        return None
    if not hit.adjective and (match := _GOVERNMENT_OF.search(before)):
        return StateMention(_as_mention(text, hit.start - len(match.group()), hit.end), iso2, AGENCY)
    mention = _as_mention(text, hit.start, hit.end)
    if hit.adjective and text[hit.start : hit.end] not in ("DPRK",):
        if _is_national(before, after):
            return StateMention(mention, iso2, COUNTRY)
        return _judge_adjective(mention, iso2, after, hit.end, spans)
    if _PLACE_AFTER.match(after) and not _ACTS_AFTER.match(after):
        return StateMention(mention, iso2, COUNTRY)
    listed = _LISTED.match(text, hit.end)
    acts = _ACTS_AFTER.match(after) or (listed and _ACTS_AFTER.match(text, listed.end()))
    if _ACTS_BEFORE.search(before) or acts:
        return StateMention(mention, iso2, AGENCY)
    return StateMention(mention, iso2, COUNTRY)


def _is_national(before: str, after: str) -> bool:
    """An adjective that stands for a person: "X, an Italian", "a Liberian known as", "two Russians, A and B"."""
    return bool(_LABEL_BEFORE.search(before) or (_ONE_OF_THEM.search(before) and _AFTER_NATIONAL.match(after)))


def _in_other_name(text: str, hit: Hit, *, heading: bool) -> bool:
    """A state's name that belongs to a longer one ("China Daily"), or is a town's or a U.S. state's ("Lebanon, Ohio")."""
    after = text[hit.end : hit.end + 30]
    if not heading and re.match(r" (?!The |In |On |If |A )[A-Z][a-z]", after):
        return True
    if (match := re.match(r",\s([A-Z][a-z]+(?: [A-Z][a-z]+)?)", after)) and (
        match[1] in _american() or match[1].split()[0] in _american()
    ):
        return True
    return text[hit.start : hit.end] == "Georgia" and not _CAUCASUS.search(text)


@lru_cache(maxsize=1)
def _american() -> frozenset[str]:
    return frozenset(row["name"] for row in table("places") if row["level"] == "state") - {"Georgia"}


def _judge_adjective(
    mention: Mention, iso2: str, after: str, end: int, spans: Sequence[tuple[int, int]]
) -> StateMention | None:
    """An adjective names a country before a person or an organisation: "a Lithuanian national", "the Kyrgyz firm"."""
    if any(start == end + 1 for start, _ in spans if end <= start <= end + 2):
        return StateMention(mention, iso2, COUNTRY)
    words = re.match(r"[- ]((?:[\w’'-]+ ?){1,5})", after)
    if not words:
        return None
    for length, word in enumerate(words.group(1).split()[:5]):
        singular = word.rstrip(",")
        if singular in word_set("no_nationality") and length == 0:
            return StateMention(mention, iso2, None)
        cue = cue_nouns().get(singular) or cue_nouns().get(singular.rstrip("s"))
        if cue is not None:
            return StateMention(mention, iso2, COUNTRY)
        if word in ("of", "in", "and", "to", "for", "by", "on", "with", "at", "from", "that", "which"):
            break
    return StateMention(mention, iso2, None)


def country_name(iso2: str) -> str:
    """The common English name of a state by its ISO code."""
    return countries().get(iso2, iso2)
