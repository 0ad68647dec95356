"""Joins the mentions of one document into real things: one label, one name and all places a thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.aliases import stated_aliases
from ingest.gazetteer import Entry
from ingest.mentions import Mention
from ingest.names import is_acronym_of, key_words, only_generic, refers_back, shortens
from kg.ontology import AGENCY, COMPANY, GROUP, ORGANISATIONS, PERSON

NOTHING = "nothing"
"""The label of what is named and is no entity of ours: a product, a town, a law."""
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
    title: str | None = None
    """A name that stands for the printed ones: a country's common English name."""
    votes: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The fullest form that the text prints."""
        return fullest([mention.surface for mention in self.mentions])


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
    every = [*mentions, *(mention for _, mention in fresh)]
    pairs += [(owner, len(mentions) + offset) for offset, (owner, _) in enumerate(fresh)]
    joins = _Joins(len(every))
    _join_equal(every, joins)
    found = _gathered(every, joins)
    for item in found:
        label(item)
    for one, other in pairs:
        if _compatible(_of(found, every[one]), _of(found, every[other])):
            joins.join(one, other)
    found = _gathered(every, joins)
    for item in found:
        label(item)
    return [item for item in _join_short(found) if item.label != NOTHING]


def _of(found: list[Cluster], mention: Mention) -> Cluster:
    return next(item for item in found if any(other is mention for other in item.mentions))


def _compatible(one: Cluster, other: Cluster) -> bool:
    """Whether an alias may join them: not a person with an organisation, nor two things that the tables keep apart."""
    if one.entries and other.entries and one.entries[0].label != other.entries[0].label:
        return False
    labels = {one.label, other.label} - {NOTHING}
    if one.method == other.method == "cue" and len(labels) > 1 and PERSON in labels:
        return False
    return not (PERSON in labels and labels & ORGANISATIONS and _sure(one) and _sure(other))


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


def label(item: Cluster) -> None:
    """Decide what the cluster is from the votes of all its mentions: the table first, then words, then the model."""
    votes: Counter[str] = Counter()
    model: Counter[str] = Counter()
    for mention in item.mentions:
        for name, weight in mention.votes:
            if weight < 1.0:
                model[name] += weight
            else:
                votes[name] = max(votes[name], weight) + min(weight, 1.0)
    for name, weight in model.items():
        votes[name] += min(weight * 2, _NER_CAP)
    item.votes = votes
    item.entries = next((mention.entries for mention in item.mentions if len(mention.entries) == 1), item.mentions[0].entries)
    if votes:
        best, weight = max(votes.items(), key=lambda pair: (pair[1], pair[0]))
        item.label = best if weight >= _LEAST else NOTHING
        item.method = "default" if weight <= _NER_CAP else "cue"
    if any(entry.label == item.label for entry in item.entries):
        item.method = "catalogue"
    kinds = [mention.kind for mention in item.mentions if mention.kind]
    item.kind = Counter(kinds).most_common(1)[0][0] if kinds and item.label in (COMPANY, GROUP) else None


def _join_short(found: list[Cluster]) -> list[Cluster]:
    """Join back references: surnames to persons, short forms and initials to organisations."""
    kept: list[Cluster] = []
    order = sorted(found, key=lambda item: -len(key_words(item.name)))
    for item in order:
        target = _referent(item, kept)
        if target is None:
            kept.append(item)
        else:
            target.mentions = sorted([*target.mentions, *item.mentions], key=lambda mention: mention.start)
            target.kind = target.kind or (item.kind if item.label == target.label else None)
    return kept


def _referent(item: Cluster, kept: list[Cluster]) -> Cluster | None:
    short = key_words(item.name)
    if item.label in (PERSON, NOTHING, COMPANY, GROUP) and item.method != "catalogue":
        shorts = {key_words(mention.surface) for mention in item.mentions} if len(short) == 1 else {short}
        people = [other for other in kept if other.label == PERSON and any(refers_back(form, key_words(other.name)) for form in shorts)]
        if people and not (item.label != PERSON and len(short) > 1):
            return _nearest(item, people)
    if item.label == PERSON and item.method == "cue":
        return None
    return _organisation(item, short, kept)


def _organisation(item: Cluster, short: tuple[str, ...], kept: list[Cluster]) -> Cluster | None:
    organisations = [other for other in kept if other.label in ORGANISATIONS]
    if item.method == "catalogue":
        return None
    for other in organisations:
        if is_acronym_of(item.name, other.name) and (item.label == NOTHING or item.label in ORGANISATIONS):
            return other
    longer = [other for other in organisations if other.label != AGENCY and shortens(short, key_words(other.name))]
    plain = [other for other in longer if only_generic(short, key_words(other.name))]
    if item.label != PERSON and (len(plain) == 1 or (len(longer) == 1)):
        return (plain or longer)[0]
    return None


def _nearest(item: Cluster, people: list[Cluster]) -> Cluster:
    """The person of that name who was named in full last before the short form."""
    start = item.mentions[0].start
    before = [other for other in people if other.mentions[0].start < start]
    return max(before, key=lambda other: other.mentions[0].start) if before else people[0]
