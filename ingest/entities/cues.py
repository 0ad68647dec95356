"""Votes for a name's label from the words around it: "the ransomware gang X", "X, an exchange in", "X, 34,", "Mr. X"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.entities.gazetteer import table, words_of
from ingest.entities.mentions import NOTHING
from kg.ontology import AGENCY, COMPANY, GROUP, PERSON

_BEFORE, _AFTER = 70, 130
_NAMING = r"(?:,? (?:called|named|known as|dubbed|nicknamed|tracked as|branded|styled))?(?:,? the)? ?[\"“'‘]?$"
_APPOSITION = re.compile(
    r"[\"”’']?\s*(?:\((?:[^()]{1,60})\)\s*)?(?:,\s*(?:also known as [^,]{1,40},\s*)?|\s*\b(?:is|was|are|were)\s+(?:also |itself )?|,?\s+which (?:is|was)\s+|\s*[–—-]\s+)"
    r"(?P<det>an?|the|one of (?:the|its)|its|his|her|their|two|three|another|both)?\s*(?P<rest>[^.;:()]{2,110})"
)
_BREAK = re.compile(
    r"\b(?:of|in|based|that|which|who|for|with|to|from|by|at|on|and|said|told|has|had|was|is|were|located|registered|hired|known|also"
    r"|responsible|accused|linked|behind|run|owned|whose|operating|operated|sponsored|controlled|under|used|believed|living|residing|into|as|when|where|incorporated|founded|headquartered)\b|,"
)
_AGE = re.compile(r",? (?:aged )?\d{2}(?:,| and\b|\.|;|$)|,? age(?:d)? \d{2}")
_HUMAN_AFTER = re.compile(
    r",?\s+(?:who\b|pleaded|pled|was (?:arrested|born|sentenced|convicted|extradited|jailed|indicted|detained|hired)|said\b|told\b|testified|resides?\b"
    r"|lives?\b|faces up to|remains at large|were (?:arrested|sentenced)|a (?:resident|citizen|national) of|of [A-Z][a-z]+, [A-Z]|and (?:his|her) |himself|herself)"
)
_HUMAN_BEFORE = re.compile(
    r"(?:\b(?:nationals?|citizens?|residents?|man|woman|men|women|brothers|defendants?|suspects?|individuals|persons|hackers?|named|businessm[ae]n|brothers?|sisters?|wife|husband|father|mother|sons?|daughters?|cousin|nephew|niece|uncle|twin|Messrs\.?"
    r"|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|attorneys?|lawyers?|conducted by|supervised by|led by|handled by|prosecuted by|assisted by),? (?:are |include |including )?[\"“]?)$"
)
_WITH_SUFFIX = re.compile(r"\s+(?P<noun>[a-z][\w-]+(?: [a-z][\w-]+){0,2})")


_OFFICE_AFTER = re.compile(r",\s+(?:(?:the|then|former|acting|its|and)\s+)?((?:[A-Z][\w.’'-]*\s?){1,5})")
_TRADING_AS = re.compile(r"\b(?:d/b/a|d\.b\.a\.|dba|doing business as|trading as|does business as) [\"“]?$")
_PROGRAM_AFTER = re.compile(
    r"\s+(?:ransomware|malware|trojan|botnet|backdoor|spyware|worm|wiper|infostealer|stealer|loader|rootkit)\b"
    r"(?!\s+(?:gang|group|operat|crew|actor|affiliate|cartel|organi|syndicate|team|outfit|cybercrim|admin|owner))"
)
_PROGRAMS = re.compile(
    r"\b[Mm]alware\b[^.;]{0,60}\b(?:such as|include[sd]?|including|like|named|called|dubbed|known as)\b[^.;]*$"
)
_NO_OFFICE = frozenset(
    {
        "Mr",
        "Mr.",
        "Mrs",
        "Mrs.",
        "Ms",
        "Ms.",
        "Dr",
        "Dr.",
        "Defendant",
        "Defendants",
        "Acting",
        "Judge",
        "President",
        "Former",
        "Agent",
    }
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What a noun near a name says of it."""

    label: str
    kind: str | None


@lru_cache(maxsize=1)
def cue_nouns() -> dict[str, Cue]:
    """The nouns that tell a label, with the kind they imply; "exchange" makes a company that is one."""
    return {row["noun"]: Cue(row["label"], row["kind"] or None) for row in reversed(table("cues"))}


def votes_around(text: str, start: int, end: int, lower: int, upper: int) -> list[tuple[str, float, str | None]]:
    """Give (label, weight, kind) votes from the words around a name, looking no further than its sentence."""
    before, after = text[max(lower, start - _BEFORE) : start], text[end : min(upper, end + _AFTER)]
    found = _votes_against(before, after, text[max(lower, start - 200) : start])
    if (cue := _before_cue(before)) is not None:
        found.append((cue.label, 4.0, cue.kind))
    if _TRADING_AS.search(before):
        found.append((COMPANY, 4.0, None))
    if (cue := _apposition_cue(after)) is not None:
        found.append((cue.label, 4.0, cue.kind))
    if (cue := _compound_cue(after)) is not None:
        found.append((cue.label, 3.0, cue.kind))
    if (office := _OFFICE_AFTER.match(after)) and _is_office(office[1]):
        found.append((PERSON, 4.0, None))
    if _AGE.match(after) or _HUMAN_AFTER.match(after):
        found.append((PERSON, 2.0, None))
    if _HUMAN_BEFORE.search(before):
        found.append((PERSON, 2.0, None))
    return found


def _votes_against(before: str, after: str, sentence: str) -> list[tuple[str, float, str | None]]:
    """Votes that the name is no entity: a program, or the town that somebody is of."""
    found: list[tuple[str, float, str | None]] = []
    if _PROGRAM_AFTER.match(after):
        found.append((NOTHING, 3.0, None))
    if before.endswith(", of "):
        found.append((NOTHING, 4.0, None))  # "Jane Doe, of Hampstead"
    if "alware" in sentence and _PROGRAMS.search(sentence):
        found.append((NOTHING, 14.0, None))
    return found


def _is_office(words: str) -> bool:
    """Whether a run after a comma opens with a person's title: "X, United States Attorney for", "X, Deputy Director of"."""
    parts = words.split()
    return (
        any(" ".join(parts[:length]) in words_of("titles", "title") for length in range(1, len(parts) + 1))
        and parts[0] not in _NO_OFFICE
    )


def _noun_at_end(words: list[str]) -> Cue | None:
    nouns = cue_nouns()
    for length in (3, 2, 1):
        if len(words) >= length and (cue := nouns.get(" ".join(words[-length:]))):
            return cue
    return None


def _before_cue(before: str) -> Cue | None:
    """ "the ransomware gang Conti", "a marketplace called X": the noun right before the name."""
    trimmed = re.sub(_NAMING, "", before)
    if trimmed == before and before and before[-1] not in " \n":
        return None
    words = re.findall(r"[^\W\d_][\w'-]*$|[^\W\d_][\w'-]*(?=[ \n])", trimmed.rstrip()[-45:] + " ")
    if not trimmed.rstrip() or not trimmed.rstrip()[-1].isalpha():
        return None
    cue = _noun_at_end(words)
    return None if cue is None or (cue.label == PERSON and words[-1] not in _HUMAN_NOUNS) else cue


_HUMAN_NOUNS = frozenset(
    "hacker businessman lawyer attorney founder trader developer administrator researcher executive chairman receiver trustee partner broker brother sister wife husband father mother son daughter cousin nephew niece uncle aunt colleague accomplice "
    "co-conspirator widow widower stepson stepfather twin sibling brothers sisters sons daughters cousins friend associate aide spokesman spokeswoman "
    "spokesperson magistrate inspector detective striker goalkeeper midfielder defender coach singer actor actress journalist accountant professor".split()
)


def _apposition_cue(after: str) -> Cue | None:
    """ "X, a crypto exchange based in", "X was a mixer on": the head noun of what follows the comma or the verb."""
    match = _APPOSITION.match(after)
    if not match:
        return None
    stop = _BREAK.search(match["rest"])
    head = match["rest"][: stop.start()] if stop else match["rest"]
    words = re.findall(r"[\w'’-]+", head)
    if not match["det"] and not (
        words and words[0] in ("former", "formerly", "co-founder", "founder", "director", "head", "president", "chief")
    ):
        return None
    cue = _noun_at_end(words)
    if cue is None and words and words[-1].endswith("s"):
        cue = _noun_at_end([*words[:-1], words[-1][:-1]])
    return cue


def _compound_cue(after: str) -> Cue | None:
    """ "the Conti ransomware gang", "Garantex executives": the common noun that the name stands before."""
    match = _WITH_SUFFIX.match(after)
    if not match:
        return None
    words = match["noun"].split()
    nouns = cue_nouns()
    for length in (3, 2, 1):
        cue = nouns.get(" ".join(words[:length])) if len(words) >= length else None
        if words[:length] == ["ransomware"]:
            return None  # the program, not the gang
        if cue is not None and cue.label in (GROUP, COMPANY, AGENCY):
            return (
                None
                if words[0] in ("network", "market", "trust", "fund", "provider", "platform", "service", "business")
                else cue
            )
    return None
