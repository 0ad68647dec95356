"""What speaks for and against a statement that a rule read: the rule, the words for its parties, what stands between them.

Each ground is a short phrase that a reader can understand, since the strongest are shown beside the statement.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.entities.anaphors import PRONOUNS
from ingest.entities.extensions import entity_at
from ingest.reading import Party, ReadAction, ReadEntity, ReadRelation
from ingest.statements.scene import Scene

COUNTS = ("none", "one", "two", "three")
NEAR = 400
"""Characters within which a pronoun's rivals are looked for."""
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})


@dataclass(frozen=True, slots=True)
class Telling:
    """All statements of a text, counted in the ways that grounds ask for."""

    scene: Scene
    pairs: dict[frozenset[int], set[str]] = field(default_factory=dict)
    repeats: Counter[object] = field(default_factory=Counter)
    in_sentence: Counter[object] = field(default_factory=Counter)
    of_source: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    of_target: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    deeds: Counter[object] = field(default_factory=Counter)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    """Where each entity is named, in the order of the text."""
    words: Counter[str] = field(default_factory=Counter)
    """In how many names a word stands."""


def tell(scene: Scene, relations: Sequence[ReadRelation], actions: Sequence[ReadAction]) -> Telling:
    """Count what a text states, so that each statement can be seen beside the others."""
    telling = Telling(scene)
    if relations or actions:
        for entity in scene.entities.values():
            telling.mentions.extend((mention.start, entity.index) for mention in entity.mentions)
            telling.words.update(set(entity.name.split()))
        telling.mentions.sort()
    for relation in relations:
        source, target = relation.source.entity, relation.target.entity
        telling.pairs.setdefault(frozenset((source, target)), set()).add(relation.type)
        telling.repeats[relation.type, source, target] += 1
        telling.in_sentence[relation.type, relation.sentence] += 1
        telling.of_source.setdefault((relation.type, source), set()).add(target)
        telling.of_target.setdefault((relation.type, target), set()).add(source)
    for action in actions:
        telling.in_sentence[action.kind, action.sentence] += 1
        telling.deeds[action.kind] += 1
        for party in action.against:
            telling.repeats[action.kind, party.entity] += 1
    return telling


def relation_grounds(telling: Telling, relation: ReadRelation) -> list[str]:
    """List what speaks for or against a relation, each ground once."""
    source, target = relation.source, relation.target
    found = [*_rule_grounds(relation.type, relation.rule), f"status {relation.status}"]
    found += _party_grounds(telling, source, relation.sentence, "source")
    found += _party_grounds(telling, target, relation.sentence, "target")
    labels = f"{telling.scene.label(source.entity)} {relation.type} {telling.scene.label(target.entity)}"
    found += [labels, *_between_grounds(telling.scene, source, target)]
    ends = source.entity, target.entity
    others = telling.pairs[frozenset(ends)] - {relation.type}
    found += [f"{relation.type} beside {other}" for other in sorted(others)]
    length = relation.sentence[1] - relation.sentence[0]
    found.append(
        f"a sentence of {'few' if length < 120 else 'some' if length < 250 else 'many' if length < 450 else 'very many'} words"
    )
    found.append("another type between the two" if others else "no other type between the two")
    found.append(f"stated {_count(telling.repeats[(relation.type, *ends)])}")
    found.append(f"{_count(telling.in_sentence[relation.type, relation.sentence])} of its type in the sentence")
    found.append(f"{relation.type}: source has {_count(len(telling.of_source[relation.type, source.entity]))}")
    found.append(f"{relation.type}: target has {_count(len(telling.of_target[relation.type, target.entity]))}")
    return list(dict.fromkeys(found))


def action_grounds(telling: Telling, action: ReadAction) -> list[str]:
    """List what speaks for or against an action, each ground once."""
    found = [*_rule_grounds(action.kind, action.rule), f"status {action.status}", f"{action.kind} {action.status}"]
    for role, parties in (("doer", action.by), ("target", action.against)):
        found.append(f"{_count(len(parties))} {role}")
        found.append(f"{action.kind}: {_count(len(parties))} {role}")
        for party in parties[:3]:
            found += _party_grounds(telling, party, action.sentence, role)
            entity = telling.scene.entities[party.entity]
            length = _count(len(entity.name.split()))
            found += [
                f"{action.kind} {role} {entity.label}",
                f"{role}: a name of {length}",
                f"{role}: {entity.label} of {length}",
            ]
    found.append("an amount" if action.amount is not None else "no amount")
    found.append("a date" if action.date is not None else "no date")
    found.append(f"{_count(telling.deeds[action.kind])} of its kind in the text")
    found.append(f"{_count(telling.in_sentence[action.kind, action.sentence])} of its kind in the sentence")
    repeats = max((telling.repeats[action.kind, party.entity] for party in action.against), default=0)
    found.append(f"told {_count(repeats)} against the same")
    for party in (*action.by[:2], *action.against[:2]):
        found += [_trigger_distance(action, party)]
    return list(dict.fromkeys(found))


def _trigger_distance(action: ReadAction, party: Party) -> str:
    gap = max(action.trigger[0] - party.span[1], party.span[0] - action.trigger[1])
    return f"a party {_far(gap // 6)} the word"


def _rule_grounds(kind: str, rule: str) -> Iterator[str]:
    parts = rule.split(":")
    yield kind
    if parts[0] == "frame" and len(parts) > 3:
        yield from ("a frame", f"{kind} by a frame", f"{kind} by “{parts[2]}”", f"{kind} by a frame {parts[3]}")
        yield f"frame of a {parts[3].split(' ')[0]}"
    else:
        yield from ("a rule of its own", f"{kind} by {rule}")


def _party_grounds(telling: Telling, party: Party, sentence: tuple[int, int], role: str) -> Iterator[str]:
    scene = telling.scene
    entity = scene.entities[party.entity]
    yield f"{role}: {entity.label}"
    yield f"{role}: {entity.label} known by {entity.label_method}"
    yield f"{role} named {_count(len(entity.mentions))}"
    yield from (f"{role}: {ground}" for ground in _name_grounds(telling, entity))
    surface = scene.doc._.source_text[party.span[0] : party.span[1]].lower()
    if any(mention.start <= party.span[0] < mention.end for mention in entity.mentions):
        yield f"{role} by name"
    elif surface in RELATIVE:
        yield f"{role} by relative pronoun"
    else:
        how = "pronoun" if surface in PRONOUNS else "noun"
        yield f"{role} by {how}"
        yield f"{role} by “{surface.split(' ')[-1]}”"
        yield f"{role} by {how} with {_count(_rivals(telling, party))} like it before"
    if not sentence[0] <= party.span[0] < sentence[1]:
        yield f"{role} in another sentence"


def _name_grounds(telling: Telling, entity: ReadEntity) -> Iterator[str]:
    """What makes a name look whole and rightly labelled, or not."""
    words = entity.name.split()
    if entity.kind:
        yield "of a known kind"
    if any(telling.words[word] > 1 for word in words if word[:1].isupper()):
        yield f"{entity.label} shares a word with another name"
    if {"and", "&", "of", "for"} & set(words):
        yield f"{entity.label} with a small word"
    if any(character.isdigit() for character in entity.name):
        yield "a digit in the name"
    if entity.name.isupper():
        yield f"{entity.label} in capitals"
    if words and not words[-1][:1].isupper() and entity.label != "Wallet":
        yield "name ends in lower case"


def _rivals(telling: Telling, party: Party) -> int:
    """Count the entities of the party's label named shortly before the words that stand for it, itself left out."""
    at = bisect_left(telling.mentions, (party.span[0], -1))
    label = telling.scene.label(party.entity)
    near = {index for start, index in telling.mentions[max(0, at - 12) : at] if party.span[0] - start < NEAR}
    return sum(telling.scene.label(index) == label for index in near - {party.entity})


def _between_grounds(scene: Scene, source: Party, target: Party) -> Iterator[str]:
    first, second = sorted((source.span, target.span))
    yield "source first" if first == source.span else "target first"
    if second[0] < first[1]:
        yield "one within the other"
        return
    span = scene.doc.char_span(first[1], second[0], alignment_mode="contract")
    words = list(span) if span is not None else []
    yield f"the two {_far(len(words))} each other"
    at = entity_at(scene.doc)
    others = {at[token.i] for token in words if token.i in at} - {source.entity, target.entity}
    yield f"{_count(len(others))} others between"
    for role, party in (("source", source), ("target", target)):
        alike = [other for other in others if scene.label(other) == scene.label(party.entity)]
        yield f"{'others' if alike else 'none'} of the {role}'s label between"
    text = scene.doc._.source_text[first[1] : second[0]]
    for mark, name in (
        (";", "semicolon"),
        (":", "colon"),
        ("\n", "new line"),
        ("(", "bracket"),
        (",", "comma"),
        ('"', "quote"),
    ):
        if mark in text:
            yield f"a {name} between"
    if any(token.pos_ == "VERB" for token in words):
        yield "a verb between"
    if any(token.lower_ in {"and", "or"} for token in words):
        yield "an “and” between"


def _count(number: int) -> str:
    return COUNTS[number] if number < len(COUNTS) else "many"


def _far(tokens: int) -> str:
    for limit, name in ((1, "beside"), (3, "close to"), (7, "near"), (15, "away from"), (30, "far from")):
        if tokens <= limit:
            return name
    return "very far from"
