"""Finds where the text itself says that two names are one thing: "X (Y)", "X, also known as Y", "X, Y for short"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.entities.mentions import Mention

_AKA = (
    r"(?:(?:also|better|formerly|previously|currently|presently|variously|otherwise|now|collectively|publicly|commonly)\s+)*"
    r"(?:(?:widely )?known (?:online |publicly |simply )?(?:as|by)|tracked as|called|referred to as|dubbed|styled|operating as|doing business as|trading as|formerly|a\.?k\.?a\.?|a/k/a|f/k/a|n/k/a|d/b/a|f\.k\.a\.|d\.b\.a\.|alias(?:es)?|née)"
)
_BRACKET = re.compile(
    rf"['’]?s?\s*[(\[]\s*(?:{_AKA}\s+|collectively,?\s+|hereinafter,?\s+|hereafter,?\s+|the\s+|or\s+|formerly\s+)*[\"“'‘]?(?P<name>[^()\[\]\"“”;,]{{2,80}}?),?[\"”'’]?(?:\s+or\s+(?:the\s+)?[\"“](?P<other>[^\"”]{{2,60}})[\"”])?\s*[)\],;]"
)
_CLAUSE = re.compile(
    rf",?\s*(?:(?:an?|the)\s[^,.;()]{{1,70}}?,?\s+)?(?:who (?:is|was|are)\s+|which (?:is|was)\s+|(?:is|was)\s+)?{_AKA}\s+(?:the\s+|online as\s+|handle\s+)?[\"“'‘]?"
)
_SHORT = re.compile(r",\s*(?P<name>[A-Z][\w-]{1,12}) for short")
_NEXT = re.compile(r"[\"”'’]?(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)(?:the\s+)?[\"“'‘]?")
_QUOTED = re.compile(r"[^\"”“;()]{2,40}(?=[\"”])")


def stated_aliases(text: str, mentions: Sequence[Mention]) -> tuple[list[tuple[int, int]], list[tuple[int, Mention]]]:
    """Return pairs of mention indices that the text equates, and new mentions (quoted names) with the index of whose they are."""
    starts = {mention.start: index for index, mention in enumerate(mentions)}
    pairs: list[tuple[int, int]] = []
    fresh: list[tuple[int, Mention]] = []
    for index, mention in enumerate(mentions):
        for match in (_BRACKET.match(text, mention.end), _SHORT.match(text, mention.end)):
            if match:
                _take(text, index, match, starts, mentions, pairs, fresh)
        if (clause := _CLAUSE.match(text, mention.end)) is not None:
            _list_after(text, index, clause.end(), starts, mentions, pairs, fresh)
    return pairs, fresh


def _take(
    text: str,
    index: int,
    match: re.Match[str],
    starts: dict[int, int],
    mentions: Sequence[Mention],
    pairs: list[tuple[int, int]],
    fresh: list[tuple[int, Mention]],
) -> None:
    for group in ("name", "other"):
        if group not in match.re.groupindex or not match.group(group):
            continue
        start, end = match.span(group)
        other = starts.get(start)
        if other is not None and mentions[other].end == end:
            pairs.append((index, other))
        elif other is None and _nameable(text, match, start, end):
            fresh.append((index, Mention(start, end, text[start:end])))


def _nameable(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """A bracket that no mention fills is an alias where it is quoted, or short and in capitals."""
    name = text[start:end]
    quoted = text[start - 1] in '"“'
    told = re.search(r"k/?\.?a|known|alias", match.group()) is not None
    if name.islower() and not told:
        return False
    return (
        (quoted or told or (name.isupper() and len(name) < 9 and name.isalpha()))
        and any(char.isalpha() for char in name)
        and len(name.split()) < 7
    )


def _list_after(
    text: str,
    index: int,
    position: int,
    starts: dict[int, int],
    mentions: Sequence[Mention],
    pairs: list[tuple[int, int]],
    fresh: list[tuple[int, Mention]],
) -> None:
    """Take the names that follow "also known as"; more than the first only where "and" or "or" closes the list."""
    if text[position - 1] in "\"“'‘" and (quoted := _QUOTED.match(text, position)):
        end = position + len(quoted.group().rstrip(",. "))
        if (other := starts.get(position)) is not None and mentions[other].end == end:
            pairs.append((index, other))
        else:
            fresh.append((index, Mention(position, end, text[position:end])))
        return
    listed: list[int] = []
    closed = False
    while (other := starts.get(position)) is not None:
        listed.append(other)
        step = _NEXT.match(text, mentions[other].end)
        if step is None or closed:
            break
        closed = "and" in step.group() or "or" in step.group()
        if closed and len(listed) == 1 and "," in step.group():
            break  # "X, f/k/a Y, and Z": Z is another
        position = step.end()
    taken = listed if closed and starts.get(position) == (listed[-1] if listed else None) else listed[:1]
    pairs.extend((index, other) for other in taken)
