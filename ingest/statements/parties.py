"""From a head token to the entities that it stands for: names, lists, appositions, relative pronouns, anaphors."""

from __future__ import annotations

from typing import Any

from ingest.reading import Party, ReadMention
from ingest.statements.clauses import children, sentence_of
from ingest.statements.colon_lists import listed_after
from ingest.statements.nouns import said_of
from ingest.statements.owners import has_business, owner_of
from ingest.statements.scene import Scene, named

Token = Any
Doc = Any


RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
KIND_NOUNS = frozenset(
    "actor affiliate agency army arm authority bank brand branch bridge broker brokerage bureau business campaign cartel cell "
    "cluster collective company conglomerate corporation crew cybercriminal cyberactor desk exchange exchanger faction firm "
    "foundation fund gang government group hacker holding house hospital clinic leader leadership marketplace market member militia mixer "
    "network operation operator operative organisation organization outfit platform protocol provider regime regulator ring "
    "service site state store syndicate team tumbler unit website".split()
)
"""Nouns that add nothing to a name beside them: "the Conti gang", "Lazarus hackers", "the exchange Bybit"."""

CONTAINERS = frozenset(
    "account actor actors address all arm both branch cell client crew customer each either five four funds gang group hacker hundreds "
    "leader many member most network number one operation operator pair part rest series several set six some ten "
    "three two unit victim wallet".split()
)
"""Nouns before "of" that stand for what follows: "members of the Lazarus Group", "one of X and Y"."""

AGENTS = frozenset(
    "agent officer official investigator prosecutor regulator authority detective inspector policeman".split()
)
INSTRUMENTS = frozenset(
    "malware ransomware software trojan botnet worm backdoor hacker operator agent operative".split()
)
"""What these do, their owner does: "a crew whose malware drained accounts"."""


def parties(scene: Scene, token: Token, seen: frozenset[int] = frozenset()) -> list[Party]:
    """List the entities that a noun phrase names, its coordinated ones too, each once; empty when nobody is named."""
    if token.i in seen:
        return []
    seen = seen | {token.i}
    if (people := _people_named(scene, token)) is not None:
        return distinct([party for name in people for party in parties(scene, name, seen)])
    found = named(scene, token) + _listed(scene, token)
    if not found:
        found = _indirect(scene, token, seen)
    else:
        found += _included(scene, token, seen)
    for conjunct in children(token, "conj"):
        found += parties(scene, conjunct, seen)
    if token._.entity is not None:
        found += _misparsed_conjuncts(scene, token, seen)
    return distinct(found)


def _people_named(scene: Scene, token: Token) -> list[Token] | None:
    """ "Two Russians, A and B" are A and B, however "Russians" names a country too; None for any other token."""
    if token._.entity is None or scene.label(token._.entity) != "Country" or token.tag_ not in {"NNS", "NNPS", "NN"}:
        return None
    names = [c for c in children(token, "appos") if c._.entity is not None and scene.label(c._.entity) == "Person"]
    return names or None


def namesake(scene: Scene, token: Token) -> list[Party]:
    """Give only what the token itself names or refers to, without the list that it may head."""
    return named(scene, token) or parties(scene, token)


def distinct(found: list[Party]) -> list[Party]:
    """Keep the first party of each entity."""
    return list({party.entity: party for party in reversed(found)}.values())[::-1]


def _listed(scene: Scene, token: Token) -> list[Party]:
    """Follow a list by its commas where the parse loses it: "A, B, C and D" once A is a party."""
    mention = scene.mentions.get(token.i)
    if mention is None:
        return []
    chain: list[ReadMention] = [mention]
    closed = False
    while not closed:
        following = _next_item(scene, chain[-1])
        if following is None:
            break
        item, closed = following
        chain.append(item)
    if not closed or len(chain) < 3:
        return []
    # a comma may also open an apposition of place or a new clause: only a closed list of like things counts
    found = [scene.doc.char_span(m.start, m.end, alignment_mode="expand") for m in chain[1:]]
    return [party for span in found if span is not None for party in named(scene, span[-1])]


def _next_item(scene: Scene, mention: ReadMention) -> tuple[ReadMention, bool] | None:
    doc = scene.doc
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return None
    i, closed, commas = span.end, False, 0
    i = _skip_brackets(doc, i)
    while i < len(doc) and (doc[i].lower_ in {",", ";", "and", "or", "&", "the"} or doc[i].is_space):
        closed = closed or doc[i].lower_ in {"and", "or", "&"}
        commas += doc[i].lower_ in {",", ";", "and", "or", "&"}
        i += 1
    if not commas or i >= len(doc) or sentence_of(doc[i]).start != sentence_of(doc[span.start]).start:
        return None
    found = scene.mentions.get(i)
    labels = {_kind_of(scene, span[-1]), _kind_of(scene, doc[i])}
    return (found, closed) if found is not None and len(labels) == 1 else None


def _skip_brackets(doc: Doc, i: int) -> int:
    if i < len(doc) and doc[i].text == "(":
        for j in range(i + 1, min(i + 10, len(doc))):
            if doc[j].text == ")":
                return j + 1
    return i


def _kind_of(scene: Scene, token: Token) -> str:
    """Group labels that share a list: a roster mixes persons and companies, but hardly ever countries with them."""
    label = scene.label(token._.entity) if token._.entity is not None else "?"
    return label if label in {"Country", "Wallet", "Agency"} else "actor"


def _misparsed_conjuncts(scene: Scene, token: Token, seen: frozenset[int]) -> list[Party]:
    """A list's later items may hang from a name's inner token."""
    mention = scene.mentions.get(token.i)
    if mention is None:
        return []
    span = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    found = [
        party
        for inner in span or ()
        if inner.i != token.i
        for conjunct in children(inner, "conj")
        if conjunct.i >= span.end
        for party in parties(scene, conjunct, seen)
    ]
    for item in children(token, "appos"):
        # two names are never one apposition: "A, B and C" may hang B from A as if it explained it
        if item._.entity not in {None, token._.entity} and _kind_of(scene, item) == _kind_of(scene, token) == "actor":
            if scene.label(item._.entity) == scene.label(token._.entity):
                found += parties(scene, item, seen)
        elif item._.entity is None and scene.label(token._.entity) == "Company":
            # "X Inc., its founder A, and its former president B" hangs the persons from the first title
            found += [p for c in children(item, "conj") if c._.entity is not None for p in parties(scene, c, seen)]
    return found


def _included(scene: Scene, token: Token, seen: frozenset[int]) -> list[Party]:
    """Add what "including" or "such as" names after a noun phrase, and "along with" partners."""
    found: list[Party] = []
    for prep in children(token, "prep"):
        if _adds(prep):
            for obj in children(prep, "pobj"):
                found += parties(scene, obj, seen)
    return found


def _adds(prep: Token) -> bool:
    if prep.lower_ == "as":
        return _has(prep, "such")
    return prep.lower_ in {"including", "like"} or (prep.lower_ == "with" and _has(prep, "along", "together"))


def _has(token: Token, *words: str) -> bool:
    return any(child.lower_ in words for child in token.children)


def _indirect(scene: Scene, token: Token, seen: frozenset[int]) -> list[Party]:
    if token.lower_ in RELATIVES:
        return _antecedent(scene, token, seen)
    found: list[Party] = []
    for name in children(token, "appos"):
        if name._.entity is not None or name.pos_ == "PROPN":
            found += parties(scene, name, seen)
    found += _included(scene, token, seen)
    if found:
        return found
    return (
        listed_after(scene, token) or _by_kind(scene, token, seen) or _described(scene, token) or _anaphor(scene, token)
    )


def _by_kind(scene: Scene, token: Token, seen: frozenset[int]) -> list[Party]:
    """A noun of its kind stands for the name beside it: "members of X", "the X gang", "X, whose malware"."""
    lemma = token.lemma_.lower()
    heads: list[Token] = []
    if lemma in CONTAINERS and token.pos_ != "PROPN":
        heads = [obj for prep in children(token, "prep") if prep.lower_ == "of" for obj in children(prep, "pobj")]
    found = [party for head in heads for party in parties(scene, head, seen)]
    if not found and lemma in KIND_NOUNS:
        deps = ("compound", "nmod", "amod", "poss") if lemma in {"member", "hacker"} else ("compound", "nmod", "amod")
        found = [party for name in children(token, *deps) for party in named(scene, name)]
    if not found and lemma in AGENTS:
        found = [
            p
            for name in children(token, "compound", "nmod") + _employers(token)
            for p in named(scene, name)
            if scene.label(p.entity) == "Agency"
        ]
    if not found and lemma in INSTRUMENTS:
        found = [party for owner in children(token, "poss") for party in parties(scene, owner, seen)]
    return found


def _employers(agent: Token) -> list[Token]:
    """List whose agents somebody is: "officers of the National Crime Agency", "agents with the FBI"."""
    preps = [prep for prep in children(agent, "prep") if prep.lower_ in {"of", "from", "with", "at"}]
    return [obj for prep in preps for obj in children(prep, "pobj")]


def _described(scene: Scene, token: Token) -> list[Party]:
    """An indefinite noun stands for what it is said of: "X, an exchange", "X is a company"."""
    if token.pos_ != "NOUN" or any(c.lower_ in {"no", "any", "each"} for c in children(token, "det")):
        return []
    heads = [head for head in said_of(token) if head != token]
    found = [party for head in heads for party in named(scene, head)]
    if token.tag_ in {"NNS", "NNPS"}:
        found += [p for head in heads if head._.entity is not None for p in parties(scene, head, frozenset({token.i}))]
    return distinct(found)


def _antecedent(scene: Scene, token: Token, seen: frozenset[int]) -> list[Party]:
    node = token
    for _ in range(6):
        if node.dep_ == "relcl":
            return parties(scene, node.head, seen)
        if node.head == node:
            break
        node = node.head
    return _anaphor(scene, token)


def _resolved(scene: Scene, token: Token) -> tuple[int, ...]:
    if token.i not in scene.resolved:
        first = _listed_owner(scene, token)
        if first is None and token.dep_ == "poss" and has_business(token):
            first = owner_of(scene, token)
        scene.resolved[token.i] = (first,) if first is not None else scene.resolve(scene.doc, token)
    return scene.resolved[token.i]


def _listed_owner(scene: Scene, token: Token) -> int | None:
    """In "X and its owner Y" the pronoun is X, where the label fits."""
    listed = token.head.dep_ == "conj" or (token.head.dep_ == "appos" and bool(children(token.head, "conj")))
    if token.dep_ != "poss" or not listed:
        return None
    first = token.head.head
    label = scene.label(first._.entity) if first._.entity is not None else None
    fits = (
        label == "Person" if token.lower_ in {"his", "her"} else token.lower_ == "its" and label in {"Company", "Group"}
    )
    return int(first._.entity) if fits else None


def _short_form(scene: Scene, token: Token) -> int | None:
    """A capital makes a defined term: "the Commission", "the Group" is the one named most whose name has that word."""
    if (
        not token.is_title
        or token.pos_ not in {"PROPN", "NOUN"}
        or not any(c.lower_ == "the" for c in children(token, "det"))
    ):
        return None
    word = token.text
    owners = [
        e for e in scene.entities.values() if word in e.name.split() and e.mentions and e.mentions[0].start < token.idx
    ]
    owners = [e for e in owners if e.label in {"Agency", "Company", "Group"}]
    return max(owners, key=lambda e: (len(e.mentions), -e.index)).index if owners else None


def _anaphor(scene: Scene, token: Token) -> list[Party]:
    if token.pos_ not in {"PRON", "NOUN", "DET", "PROPN"}:
        return []
    short = _short_form(scene, token)
    found = (short,) if short is not None else _resolved(scene, token)
    determiners = [child for child in children(token, "det", "poss") if child.i < token.i and token.i - child.i < 4]
    start = min([child.idx for child in determiners] + [token.idx])
    span = (start, token.idx + len(token))
    return [Party(index, span) for index in found]
