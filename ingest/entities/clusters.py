"""Joins the mentions of one document into real things: one label, one name and all places a thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.entities.aliases import stated_aliases
from ingest.entities.chunks import common_words
from ingest.entities.districts import district_of
from ingest.entities.gazetteer import Entry, word_set
from ingest.entities.heads import is_suffix
from ingest.entities.mentions import NOTHING, Mention
from ingest.entities.names import initials, is_acronym, key_words
from ingest.entities.plausible import doubted
from ingest.entities.short_forms import join_short
from kg.ontology import COMPANY, GROUP, ORGANISATIONS, PERSON

_PLAIN = re.compile(r"(?<![\w’'-])[a-z]{3,}(?![\w’'-])")
_PATH = re.compile(r"[/@_]|\.(?:py|exe|dll|zip|txt|pdf|html?|js|php)\b|^(?:SHA|MD5|CVE|KB)-?\d")
_LEAST = 1.0
_NER_CAP = 3.0


@dataclass(slots=True)
class Cluster:
    """One real thing while it is put together."""

    mentions: list[Mention]
    label: str = NOTHING
    method: str = "default"
    kind: str | None = None
    entries: tuple[Entry, ...] = ()
    printed: str = ""
    title: str | None = None
    """A name that stands for the printed ones: a country's common English name."""

    @property
    def name(self) -> str:
        """The fullest form that the text prints."""
        return self.printed or self.settle()

    def settle(self) -> str:
        """Work the name out anew, after mentions were added."""
        self.printed = " ".join(fullest([mention.surface for mention in self.mentions]).split())
        return self.printed

    def take(self, other: Cluster) -> None:
        """Make the other cluster's mentions this one's."""
        self.mentions = sorted([*self.mentions, *other.mentions], key=lambda mention: mention.start)
        if other.label == self.label:
            self.kind = self.kind or other.kind
        self.settle()


def fullest(surfaces: Iterable[str]) -> str:
    """The form with the most words, then the longest, that is not all in capitals where another is not; the earliest of equals."""
    forms = list(dict.fromkeys(surfaces))
    mixed = [form for form in forms if not (form.isupper() and len(form) > 6)] or forms
    return max(mixed, key=lambda form: (len(key_words(form)), len(form.rstrip(".,"))))


class _Joins:
    """A union-find over mention indices, the smaller index the root."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, item: int) -> int:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self.parent[second] = first


def cluster(text: str, mentions: Sequence[Mention]) -> list[Cluster]:
    """Join mentions by table row, equal key, stated alias, acronym and short form; then label each cluster."""
    pairs, fresh = stated_aliases(text, mentions)
    every = [*(_unless_inside(mention, fresh) for mention in mentions), *(mention for _, mention in fresh)]
    pairs += [(owner, len(mentions) + offset) for offset, (owner, _) in enumerate(fresh)]
    joins = _Joins(len(every))
    _join_equal(every, joins)
    found = _gathered(every, joins)
    for item in found:
        label(item)
    owner = {id(mention): item for item in found for mention in item.mentions}
    for one, other in pairs:
        if _compatible(owner[id(every[one])], owner[id(every[other])]):
            joins.join(one, other)
    found = _gathered(every, joins)
    plain = frozenset(_PLAIN.findall(text))
    for item in found:
        label(item, plain)
    return [item for item in doubted(join_short(found)) if item.label != NOTHING]


def _unless_inside(mention: Mention, fresh: Sequence[tuple[int, Mention]]) -> Mention:
    """A run of capitals inside a quoted alias ("El 03") is no name of its own."""
    if any(other.start <= mention.start < other.end for _, other in fresh):
        return Mention(mention.start, mention.end, mention.surface, (), ((NOTHING, 20.0),))
    return mention


def _compatible(one: Cluster, other: Cluster) -> bool:
    """Whether an alias may join them: not a person with an organisation, nor two things that the tables keep apart."""
    if one.entries and other.entries and one.entries[0].label != other.entries[0].label:
        return False
    if _misplaced_acronym(one, other) or (NOTHING in (one.label, other.label) and _a_court(one, other)):
        return False
    labels = {one.label, other.label} - {NOTHING}
    if one.method == other.method == "cue" and len(labels) > 1 and PERSON in labels:
        return False
    return not (PERSON in labels and labels & ORGANISATIONS and _sure(one) and _sure(other))


def _misplaced_acronym(one: Cluster, other: Cluster) -> bool:
    """A bracketed abbreviation of a known body, after some other name: "..., New York Field Office (FBI)"."""
    known, unknown = (one, other) if one.entries else (other, one)
    if not known.entries or unknown.entries or not is_acronym(known.mentions[-1].surface):
        return False
    return known.mentions[-1].surface.casefold() not in initials(unknown.name) and len(known.mentions) > 1


def _a_court(one: Cluster, other: Cluster) -> bool:
    """A case's number and, in brackets, the court that hears it."""
    return any(district_of(item.name) is not None for item in (one, other))


def _sure(item: Cluster) -> bool:
    return item.method != "default"


def _join_equal(mentions: Sequence[Mention], joins: _Joins) -> None:
    first: dict[object, int] = {}
    sole = {mention.entries[0].name for mention in mentions if len(mention.entries) == 1}
    for index, mention in enumerate(mentions):
        entries = [entry for entry in mention.entries if entry.name in sole] or list(mention.entries)
        keys: list[object] = [key_words(mention.surface)]
        if len(entries) == 1:
            keys.append((entries[0].label, entries[0].name))
        for key in keys:
            if key in first:
                joins.join(first[key], index)
            else:
                first[key] = index


def _gathered(mentions: Sequence[Mention], joins: _Joins) -> list[Cluster]:
    groups: dict[int, list[Mention]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        groups[joins.find(index)].append(mention)
    return [Cluster(sorted(items, key=lambda item: item.start)) for items in groups.values()]


def label(item: Cluster, plain: frozenset[str] = frozenset()) -> None:
    """Decide what the cluster is from the votes of all its mentions: the table first, then words, then the model.

    `plain` are the words that the text prints without a capital: a name made of nothing else is none.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    model: defaultdict[str, float] = defaultdict(float)
    for mention in item.mentions:
        for name, weight in mention.votes:
            if weight < 1.0:
                model[name] += weight
            else:
                votes[name] = max(votes[name], weight) + min(weight, 1.0)
    for name, weight in model.items():
        votes[name] += min(weight * 2, _NER_CAP)
    if _short_for_known(item):
        votes.pop(NOTHING, None)
    item.entries = next(
        (mention.entries for mention in item.mentions if len(mention.entries) == 1), item.mentions[0].entries
    )
    if votes:
        best, weight = max(votes.items(), key=lambda pair: (pair[1], pair[0]))
        item.label = best if weight >= _LEAST else NOTHING
        item.method = "default" if weight <= _NER_CAP else "cue"
    if _doubtful(item, plain):
        item.label = NOTHING
    if item.label != NOTHING and any(entry.label == item.label for entry in item.entries):
        item.method = "catalogue"
    kinds = [mention.kind for mention in item.mentions if mention.kind]
    item.kind = Counter(kinds).most_common(1)[0][0] if kinds and item.label in (COMPANY, GROUP) else None


def _short_for_known(item: Cluster) -> bool:
    """A defined term is no name by itself; in 'Securities and Exchange Commission ("Commission")' it is short for one."""
    known = [mention for mention in item.mentions if len(mention.entries) == 1]
    return any(all(name != NOTHING or weight < 1.0 for name, weight in mention.votes) for mention in known) and any(
        (NOTHING, 12.0) in mention.votes for mention in item.mentions if mention not in known
    )


def _doubtful(item: Cluster, plain: frozenset[str]) -> bool:
    """What only the model calls a name: initials of a judge, a bare legal form, ordinary words in capitals."""
    name = item.name
    short = name.isupper() and len(name) <= 5
    if item.method != "default":
        return (
            item.label == PERSON
            and short
            and not any(weight > 4 for mention in item.mentions for _, weight in mention.votes)
        )
    if re.fullmatch(r"(?:[A-Z]\.){2,}", name) or is_suffix(name) or short or _PATH.search(name):
        return True
    words = re.findall(r"[^\W\d_][\w'’-]*", name)
    if item.label == PERSON and any(
        word in word_set("ordinary") or word in common_words() or word.endswith("ing") for word in words
    ):
        return True
    return bool(words) and all(
        word.lower() in plain or word in common_words() or word in word_set("ordinary") for word in words
    )
