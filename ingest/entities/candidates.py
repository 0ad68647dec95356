"""Gathers every candidate mention of a Doc: table names, formulae, capitalised runs; the model's entities only vote."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from ingest.entities.chunks import Chunk, find_chunks
from ingest.entities.cues import votes_around
from ingest.entities.formulae import find_formulae
from ingest.entities.gazetteer import PLACE, Hit, find_organisations, words_of
from ingest.entities.heads import is_legal
from ingest.entities.mentions import NOTHING, Mention, known_mention, split_chunk
from ingest.entities.segments import Segment
from ingest.entities.state_bodies import bodies_of_states
from ingest.entities.titles import forenames
from kg.ontology import AGENCY, COMPANY, COUNTRY, GROUP, PERSON

Doc = Any

_MODEL_VOTES = {
    "PERSON": ((PERSON, 0.9),),
    "ORG": ((COMPANY, 0.9),),
    "PRODUCT": ((NOTHING, 0.3), (COMPANY, 0.35)),
    "WORK_OF_ART": ((NOTHING, 0.6),),
    "FAC": ((NOTHING, 0.6),),
    "EVENT": ((NOTHING, 0.8),),
    "LAW": ((NOTHING, 0.9),),
    "LANGUAGE": ((NOTHING, 0.9),),
    "NORP": ((NOTHING, 0.7),),
    "GPE": ((NOTHING, 0.8),),
    "LOC": ((NOTHING, 0.8),),
    "MONEY": ((NOTHING, 0.9),),
    "DATE": ((NOTHING, 0.9),),
    "CARDINAL": ((NOTHING, 0.6),),
}
_GROUP_CUE = re.compile(
    r"gang|group|ransomware|hackers?|actors?|operators?|crew|affiliates?|cartel|cluster|collective|syndicate|militia|extort",
    re.IGNORECASE,
)
_SERVICE_CUE = re.compile(
    r"exchange|mixer|market|darknet|dark web|platform|bank|broadcaster|company|service|casino|firm|wallet|crypto|bridge|tumbler|vendor|forum|payment|issuer",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(
    r"(?:Government|Regime) of (?:the )?\S+(?: \S+){0,3}|(?:U\.S\.|US|United States|UK|U\.K\.|American|British)\s[Gg]overnment"
)
_DEFINED = re.compile(r"[A-Za-z.]\s\([\"“']?([A-Z][A-Za-z]{1,7})[\"”']?\)")
_ACRONYM = 8
_PROGRAM = re.compile(
    r"\s+(?:ransomware|malware|botnet|trojan)\b(?!\s+(?:gang|group|operat|crew|actor|affiliate|cartel|organi|syndicate|team|outfit|cybercrim))"
)
_COMMISSION = re.compile(r"(?<=[Tt]he )Commission\b(?! (?:of|for)\b| on [A-Z][a-z]{4,}| [A-Z])")
_REACH = 60


def find_candidates(doc: Doc, text: str, places: Sequence[Hit]) -> list[Mention]:
    """Return the candidate mentions in order, none overlapping, each with its votes; countries are judged elsewhere."""
    segments = doc._.segments
    fixed = find_formulae(text)
    fixed += [_bare_commission(match) for match in _COMMISSION.finditer(text)]
    states = [
        (hit.start, hit.end)
        for hit in places
        if hit.entries[0].label == COUNTRY and "'" in text[hit.start : hit.end].replace("’", "'")
    ]
    fixed += [
        item
        for item in bodies_of_states(text, places)
        if not _overlaps(sorted((f.start, f.end) for f in fixed), item.start, item.end)
    ]
    blocked = sorted([(item.start, item.end) for item in fixed] + _numbers(doc) + states)
    hits = [hit for hit in _cued(text, find_organisations(text)) if not _overlaps(blocked, hit.start, hit.end)]
    found = list(fixed)
    bare = all(segment.heading for segment in segments)  # a text that is nothing but its headline
    for chunk in find_chunks(text, segments, headings=bare):
        for part in _uncovered(text, chunk, blocked):
            found += split_chunk(text, part, _within(hits, part), _within(places, part))
    for chunk in _named_lines(text, segments) if not bare else ():
        for part in _uncovered(text, chunk, blocked):
            found += split_chunk(text, part, _within(hits, part), _within(places, part))
    found += _missed(text, hits, found)
    found = [_as_nothing(item) if _is_place(item) else item for item in found]
    found = [
        item
        for item in found
        if not (item.entries and item.entries[0].label == COUNTRY) and not _GOVERNMENT.fullmatch(item.surface)
    ]
    found.sort(key=lambda item: (item.start, -item.end))
    return _voted(doc, text, _disjoint(found))


def _named_lines(text: str, segments: Sequence[Segment]) -> Iterator[Chunk]:
    """Lines that are a name and nothing else, as lists print them: "Name: Ivan Petrov", "NORVEX LTD."; a heading else is no name."""
    for segment in segments:
        line = _NAMED_LINE.fullmatch(text, segment.start, segment.end) if segment.heading else None
        if line is None:
            continue
        words = line["name"].split()
        person = 2 <= len(words) <= 4 and words[0].strip(",").title() in forenames()
        if person or (1 < len(words) < 9 and is_legal(words[-1]) and not {"v.", "vs.", "et"} & set(words)):
            yield Chunk(line.start("name"), line.end("name"), opens=False)


def _as_malware(text: str, hit: Hit, hits: Sequence[Hit]) -> bool:
    """A gang's name that everywhere stands for its program: "with BitPaymer ransomware attacks"."""
    entry = hit.entries[0]
    if entry.kind != "ransomware":
        return False
    return all(_PROGRAM.match(text, other.end) for other in hits if entry in other.entries)


_NAMED_LINE = re.compile(
    r"(?:\(?\w{1,3}[.)]\s*)?(?:(?:[Ff]ull )?(?:[Nn]ame|NAME|[Cc]ompany|[Ee]ntity|[Ii]ndividual)(?: \d+)?\s?:\s*)?(?P<name>[A-Z][\w.,&'’()-]*(?: [\w.,&'’()-]+)*)"
)


@lru_cache(maxsize=1)
def alone() -> frozenset[str]:
    """The abbreviations of two or three letters that mean their agency even where its name is not spelled out."""
    return words_of("abbreviations", "abbreviation")


def _numbers(doc: Doc) -> list[tuple[int, int]]:
    return [
        (item.start, item.end) for group in (doc._.wallets, doc._.money, doc._.dates, doc._.rejected) for item in group
    ]


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_left(spans, (start, start))
    return (index < len(spans) and spans[index][0] < end) or (index > 0 and spans[index - 1][1] > start)


def _within(hits: Sequence[Hit], part: Chunk) -> list[Hit]:
    index = bisect_left(hits, part.start, key=lambda hit: hit.start)
    first = index - 1 if index > 0 and hits[index - 1].end > part.start else index
    last = bisect_right(hits, part.end - 1, key=lambda hit: hit.start)
    return list(hits[first:last])


def _uncovered(text: str, chunk: Chunk, blocked: Sequence[tuple[int, int]]) -> list[Chunk]:
    """Cut out of a run what is already known to be a date, a sum, a wallet or a formula's name."""
    index = bisect_left(blocked, (chunk.start, chunk.start))
    index = max(0, index - 1)
    parts, start = [], chunk.start
    while index < len(blocked) and blocked[index][0] < chunk.end:
        low, high = blocked[index]
        if high > start:
            if low > start:
                parts.append((start, low))
            start = high
        index += 1
    if start < chunk.end:
        parts.append((start, chunk.end))
    if parts == [(chunk.start, chunk.end)]:
        return [chunk]
    return [
        _stripped(text, low, high, opens=chunk.opens and low == chunk.start)
        for low, high in parts
        if text[low:high].strip()
    ]


def _stripped(text: str, low: int, high: int, *, opens: bool) -> Chunk:
    piece = text[low:high]
    return Chunk(low + len(piece) - len(piece.lstrip()), high - len(piece) + len(piece.rstrip()), opens)


def _cued(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Keep names that are ordinary words only where the document cues one of their mentions."""
    allowed: set[str] = set()
    for hit in hits:
        around = text[max(0, hit.start - _REACH) : hit.start] + " " + text[hit.end : hit.end + _REACH]
        for entry in hit.entries:
            cue = _GROUP_CUE if entry.label == GROUP else _SERVICE_CUE
            if not entry.needs_cue or cue.search(around):
                allowed.add(entry.name)
    hits = [hit for hit in hits if not _as_malware(text, hit, hits)]
    spelled = {entry.name for hit in hits if hit.end - hit.start > _ACRONYM for entry in hit.entries}
    defined = set(_DEFINED.findall(text))
    kept = []
    for hit in hits:
        surface = text[hit.start : hit.end]
        entries = tuple(entry for entry in hit.entries if entry.name in allowed)
        if surface in defined or (len(surface) <= 3 and surface not in alone()):
            entries = tuple(entry for entry in entries if entry.name in spelled)
        if entries:
            kept.append(Hit(hit.start, hit.end, entries))
    return kept


def _missed(text: str, hits: Sequence[Hit], found: Sequence[Mention]) -> list[Mention]:
    """Table names that no run of capitals covered, in headings for instance."""
    spans = sorted((item.start, item.end) for item in found)
    return [known_mention(text, hit) for hit in hits if not _overlaps(spans, hit.start, hit.end)]


def _bare_commission(match: re.Match[str]) -> Mention:
    """ "The Commission" with its capital names a body; which one, the rest of the document says."""
    return Mention(match.start(), match.end(), match.group(), (), ((AGENCY, 10.0),))


def _is_place(item: Mention) -> bool:
    return bool(item.entries) and item.entries[0].label in (PLACE, COUNTRY)


def _as_nothing(item: Mention) -> Mention:
    """A town is no entity, but may turn out to be short for a firm ("Geneva" after "Geneva Financial Ltd.")."""
    return Mention(item.start, item.end, item.surface, item.entries, ((NOTHING, 10.0),))


def _disjoint(found: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for item in found:
        if item.end > item.start and (not kept or item.start >= kept[-1].end):
            kept.append(item)
    return kept


def _voted(doc: Doc, text: str, found: list[Mention]) -> list[Mention]:
    segments: Sequence[Segment] = doc._.segments
    model = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    starts = [segment.start for segment in segments]
    result = []
    position = 0
    for item in found:
        while position < len(model) and model[position][1] <= item.start:
            position += 1
        index = bisect_right(starts, item.start) - 1
        segment = segments[index] if index >= 0 else Segment(0, len(text))
        voted = item if segment.heading else _model_votes(item, model, position)
        for label, weight, kind in votes_around(text, item.start, item.end, segment.start, segment.end):
            voted = voted.plus(label, weight, kind)
        result.append(voted)
    return result


def _model_votes(item: Mention, model: Sequence[tuple[int, int, str]], position: int) -> Mention:
    while position < len(model) and model[position][0] < item.end:
        start, end, label = model[position]
        share = min(end, item.end) - max(start, item.start)
        if share * 2 > item.end - item.start:
            for name, weight in _MODEL_VOTES.get(label, ()):
                item = item.plus(name, weight)
        position += 1
    return item
