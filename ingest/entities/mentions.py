"""Turns capitalised runs and table hits into mentions: trimmed of titles, split where two names touch, with votes for a label."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.entities.chunks import Chunk, Word, common_words, function_words, words_in
from ingest.entities.gazetteer import Entry, Hit, word_set
from ingest.entities.heads import head_of, is_suffix
from ingest.entities.titles import forenames, office_length, title_length, titles
from kg.ontology import AGENCY, COMPANY, GROUP, PERSON

NOTHING = "nothing"
"""The label of what is named and is no entity of ours: a product, a town, a law."""
_HYPHENATED = re.compile(
    r"-(?:based|linked|backed|sponsored|controlled|affiliated|aligned|born|owned|registered|run|led|related|headquartered"
    r"|incorporated|listed|speaking|funded|made|nexus|directed|supported|state|language|wide|style|educated|occupied|domiciled|trained)$"
)
_BASED = re.compile(
    r"(?:[A-Z][\w.]*\s){0,2}[A-Z][\w.]*-(?:based|headquartered|registered|listed|born|incorporated)(?:\s+|$)"
)
_SMALL_START = re.compile(r"(?:(?:of|for|the|and)\s+)+")
_SMALL_END = re.compile(r"\s+(?:of|the|for|and|on|to)(?:\s+the)?\s*$")
_DESIGNATOR = re.compile(
    r"(?:APT|UNC|TA|FIN|DEV|UAC|STAC|TEMP|UTA|CL-STA|CL-CRI|TAG|RGB-TEAM|Storm|APT-C|GOLD|TGR-STA)[- ]?\d{1,5}"
)
_JOINTS = str.maketrans("", "", "-.'’/")
_STATE_WORDS = frozenset({"Government", "Authorities", "Regime", "State"})
_OF_PLACE = re.compile(r" of (?:the )?([A-Z]\w+(?: [A-Z]\w+)?)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where something is named; `votes` are (label, weight) pairs, `entries` the table rows that know the name."""

    start: int
    end: int
    surface: str
    entries: tuple[Entry, ...] = ()
    votes: tuple[tuple[str, float], ...] = ()
    kind: str | None = None
    adjective: bool = False
    opens: bool = False

    def plus(self, label: str, weight: float, kind: str | None = None) -> Mention:
        """Give the mention one more vote."""
        return replace(self, votes=(*self.votes, (label, weight)), kind=self.kind or kind)


def split_chunk(text: str, chunk: Chunk, hits: list[Hit], places: list[Hit]) -> list[Mention]:
    """Cut one run of capitals into mentions, given the table's names that lie in or across it."""
    if (based := _BASED.match(text, chunk.start, chunk.end)) is not None:
        chunk = Chunk(based.end(), chunk.end, opens=False)
    if not text[chunk.start : chunk.end].strip():
        return []
    if not any(hit.start <= chunk.start and hit.end >= chunk.end for hit in hits) and _is_law(
        text[chunk.start : chunk.end]
    ):
        return [Mention(chunk.start, chunk.end, text[chunk.start : chunk.end], (), ((NOTHING, 12.0),))]
    for hit in hits:
        if hit.start <= chunk.start and hit.end >= chunk.end:
            return [known_mention(text, hit)]
    if _title_end(text, chunk) > max((hit.end for hit in hits), default=chunk.end):
        return _plain(text, chunk, places)
    for hit in hits:
        if hit.end > chunk.start and hit.start < chunk.end:
            return _around(text, chunk, hit, hits, places)
    return _plain(text, chunk, places)


def _title_end(text: str, chunk: Chunk) -> int:
    """Where the title ends that opens the run, an authority's name inside it or not ("Secretary of the Treasury X")."""
    words = words_in(text, chunk.start, chunk.end)
    taken = title_length(words)
    return words[taken - 1].end if taken else chunk.start


def known_mention(text: str, hit: Hit, end: int | None = None) -> Mention:
    """The mention of a name that the tables know; `end` where the printed name is longer (a legal suffix)."""
    stop = end or hit.end
    entry = hit.entries[0]
    weight = 4.0 if entry.needs_cue else 10.0
    return Mention(hit.start, stop, text[hit.start : stop], hit.entries, ((entry.label, weight),), entry.kind)


def _around(text: str, chunk: Chunk, hit: Hit, hits: list[Hit], places: list[Hit]) -> list[Mention]:
    """A known name inside a longer run: the run is one longer name, or the rest is something else."""
    left, right = text[chunk.start : hit.start].strip(), text[hit.end : chunk.end].strip(" ,")
    if not left and right and is_suffix(right):
        return [known_mention(text, hit, chunk.end)]
    whole = _whole_name(text, chunk, left, right, places)
    if whole:
        return [whole]
    found = []
    if left:
        found += split_chunk(text, _trimmed(text, chunk.start, hit.start, chunk.opens), hits, places)
    found.append(known_mention(text, hit))
    if right:
        found += split_chunk(text, _trimmed(text, hit.end, chunk.end, opens=False), hits, places)
    return found


def _whole_name(text: str, chunk: Chunk, left: str, right: str, places: list[Hit]) -> Mention | None:
    """The longer name, where its own head noun makes it one ("Binance Labs", "Royal Bank of Canada")."""
    surface = text[chunk.start : chunk.end]
    head = head_of(surface)
    if (
        head is None
        or (head.weak and (head.label != AGENCY or left))
        or any(word in word_set("role") for word in surface.split())
    ):
        return None
    if (
        not left
        and head.label == AGENCY
        and re.match(r"of (?:the )?[A-Z]", right)
        and len(text[chunk.start : chunk.end].split()) > 4
    ):
        return None  # a known body's country: "Korean National Police of South Korea"
    first = words_in(text, chunk.start, chunk.end)[0]
    if left and (_place_at(places, first) or _is_common(left)):
        return None
    if right or left:
        return Mention(chunk.start, chunk.end, surface, (), ((head.label, 6.0),), head.kind)
    return None


def _trimmed(text: str, start: int, end: int, opens: bool) -> Chunk:
    if start < end and text[start] == "-":  # the rest of a compound: "Europol-supported"
        while start < end and not text[start].isspace():
            start += 1
    while start < end and not text[start].isalnum():
        start += 1
    if (opening := _SMALL_START.match(text, start, end)) is not None:
        start = opening.end()
    while (small := _SMALL_END.search(text, start, end)) is not None and small.end() == end:
        end = small.start()
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".})"):
        end -= 1
    return Chunk(start, end, opens)


def _plain(text: str, chunk: Chunk, places: list[Hit]) -> list[Mention]:
    """A run that holds no name of the tables: place, person with a title, or a name to be judged by its votes."""
    words = words_in(text, chunk.start, chunk.end)
    if not words:
        return []
    skip = title_length(words) or office_length(words)
    place = _place_at(places, words[0]) if skip < 2 else None
    if place is not None and place.end >= chunk.end - 1:
        return [_place(text, place)]
    if place is not None:
        return _after_place(text, chunk, place, words, places)
    surface = text[chunk.start : chunk.end]
    head = head_of(surface)
    if head is not None and not head.weak and len(words) > 1:
        return [Mention(chunk.start, chunk.end, surface, (), ((head.label, 6.0),), head.kind, opens=chunk.opens)]
    if skip or _is_common(surface):
        return _titled(text, chunk, words, skip, places)
    return _split_role(text, chunk, words, places)


def _place_at(places: list[Hit], word: Word) -> Hit | None:
    return next((hit for hit in places if hit.start == word.start and hit.end > word.start), None)


def _place(text: str, hit: Hit) -> Mention:
    entry = hit.entries[0]
    return Mention(
        hit.start, hit.end, text[hit.start : hit.end], hit.entries, ((entry.label, 10.0),), adjective=hit.adjective
    )


def _after_place(text: str, chunk: Chunk, place: Hit, words: list[Word], places: list[Hit]) -> list[Mention]:
    """A run that opens with a place: its adjective is cut off a full name, a namesake ("Jordan Smith") is left whole."""
    rest = [word for word in words if word.start >= place.end]
    if not rest:
        return [_place(text, place)]
    surface = text[chunk.start : chunk.end]
    if surface[place.end - chunk.start :].strip() in _STATE_WORDS:
        return []  # a state as a government is judged with the countries
    if (
        place.adjective
        and (tail := _OF_PLACE.search(surface))
        and _place_at(places, words_in(text, chunk.start + tail.start(1), chunk.end)[0])
    ):
        return split_chunk(text, Chunk(chunk.start, chunk.start + tail.start(), chunk.opens), [], places)
    head = head_of(surface)
    if head is not None and (head.label == AGENCY or not head.weak) and not _cuts_adjective(place, rest):
        return [Mention(chunk.start, chunk.end, surface, (), ((head.label, 6.0),), head.kind)]
    inner = Chunk(rest[0].start, chunk.end, opens=False)
    bare = not place.adjective or text[place.start : place.end] == "American"  # "American Superconductor" is a firm
    if bare and head is None and not title_length(rest) and text[place.end] == " ":
        namesake = text[place.start : place.end] in forenames()
        return [Mention(chunk.start, chunk.end, surface, (), ((PERSON, 3.0),) if namesake else ())]
    before = [_place(text, place)]
    if text[place.end : rest[0].start].strip() == "" or _HYPHENATED.search(surface.split()[0]):
        return before + split_chunk(text, inner, [], places)
    return before


def _cuts_adjective(place: Hit, rest: list[Word]) -> bool:
    """ "Dutch Fiscal Information ... Service" is that service; "Korean National Police" is called so."""
    return place.adjective and len(rest) > 3 and not is_suffix(rest[-1].text)


def _titled(text: str, chunk: Chunk, words: list[Word], skip: int, places: list[Hit]) -> list[Mention]:
    rest = words[skip:]
    if (
        rest and not rest[0].capital
    ):  # the title goes on: "Secretary of Transportation", "Secretary for Export Jane Doe"
        rest = rest[next((index for index, word in enumerate(rest) if word.text in forenames()), len(rest)) :]
    if not rest or (not skip and _is_common(text[chunk.start : chunk.end])):
        return []
    inner = Chunk(rest[0].start, chunk.end, opens=False)
    found = split_chunk(text, inner, [], places)
    if len(found) == 1 and found[0].start == inner.start and not found[0].entries:
        return [found[0].plus(PERSON, 5.0)]
    return found


def _split_role(text: str, chunk: Chunk, words: list[Word], places: list[Hit]) -> list[Mention]:
    """ "Pellworm CEO Jane Doe" names a firm and a person; what has no role inside is one name."""
    for index in range(1, len(words) - 1):
        if words[index].text in word_set("role"):
            left = Mention(
                chunk.start, words[index - 1].end, text[chunk.start : words[index - 1].end], (), ((COMPANY, 2.0),)
            )
            right = split_chunk(text, Chunk(words[index].start, chunk.end, opens=False), [], places)
            return [left, *right] if not _is_common(left.surface) else right
    return [_name(text, chunk, words)]


def _name(text: str, chunk: Chunk, words: list[Word]) -> Mention:
    surface = text[chunk.start : chunk.end]
    mention = Mention(chunk.start, chunk.end, surface, opens=chunk.opens)
    plain = all(word.text.translate(_JOINTS).isalpha() for word in words)
    initial = " & " not in surface and any(len(word.text) == 2 and word.text[1] == "." for word in words[:-1])
    initial = initial and not _numbered(text, chunk, words) and not any(word.text in ("of", "for") for word in words)
    if plain and 2 <= len(words) <= 5 and (words[0].text in forenames() or initial):
        mention = mention.plus(PERSON, 3.0)
    head = head_of(surface) if len(words) > 1 else None
    if head is not None:
        mention = mention.plus(head.label, 2.5 if head.label == AGENCY else 1.5, head.kind)
    if " & " in surface or " &amp; " in surface:
        mention = mention.plus(COMPANY, 4.0)
    if _DESIGNATOR.fullmatch(surface):
        mention = mention.plus(GROUP, 4.0)
    return mention


def _numbered(text: str, chunk: Chunk, words: list[Word]) -> bool:
    """Whether the initial is a paragraph's letter or number: "B. Malicious acts", "I. Procedural history", "Q. Does it"."""
    return len(words[0].text) == 2 and (chunk.start == 0 or text[chunk.start - 1] == "\n") and len(words) < 4


def _is_law(surface: str) -> bool:
    words = surface.split()
    return (
        words[-1] in word_set("law_tail")
        or (words[0] in word_set("law_start") and len(words) > 1)
        or common_words().get(surface, "function") != "function"
    )


def _is_common(surface: str) -> bool:
    common = common_words()
    return surface in common or all(
        word.strip(".,") in common or word.strip(".,") in titles() or word in function_words()
        for word in surface.split()
    )
