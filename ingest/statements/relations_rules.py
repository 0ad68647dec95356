"""Relations that no frame can say: rosters of staff, places beside names, lists of wallets under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.reading import Party
from ingest.statements.beside import beside
from ingest.statements.circles import at_division, circles_of
from ingest.statements.clauses import agents, children, is_passive, prepositional, sentence_of
from ingest.statements.courts import judges_of
from ingest.statements.defendants_tied import ties_of_defendants
from ingest.statements.drafts import Draft
from ingest.statements.nouns import is_single_apposition, said_of
from ingest.statements.offices import rosters_of
from ingest.statements.parties import namesake, parties
from ingest.statements.places import places_of
from ingest.statements.possessed import possessed
from ingest.statements.profiles import profiles
from ingest.statements.scene import Scene, is_state, named
from ingest.statements.whereabouts import whereabouts

Token = Any

TRADE_NAME = re.compile(r"\b(?:d/b/a|doing business as|trading as)\s+(?:the )?", re.IGNORECASE)
CASE_NOUNS = frozenset(
    {"investigation", "litigation", "case", "inquiry", "matter", "prosecution", "examination", "probe"}
)
CASE_VERBS = frozenset(
    {"conduct", "handle", "lead", "supervise", "assist", "litigate", "oversee", "prosecute", "manage", "investigate"}
)
NATIONAL_NOUNS = frozenset({"national", "citizen", "nationals", "citizens", "passport", "native"})
OFFICIAL_NOUNS = frozenset(
    "judge attorney court magistrate senator secretary president official marshal ambassador minister general governor district "
    "dollar prosecutor government authority congress embassy citizenship investor customer victim".split()
)
LEANINGS = frozenset(
    "linked backed aligned sponsored born raised educated trained bound themed made friendly allied affiliated supported nexus speaking led".split()
)
"""A "Russia-linked gang" may sit anywhere."""
PLACE_NOUNS = frozenset({"resident", "inhabitant", "based"})
ADDRESS_NOUNS = frozenset({"address", "wallet", "account"})
HOLDING_VERBS = frozenset({"control", "operate", "own", "hold", "use", "belong", "tie", "link", "manage", "associate"})
_STATES = (
    r"(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    r"Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|"
    r"Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|"
    r"Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    r"West Virginia|Wisconsin|Wyoming)"
)
US_STATES = re.compile(rf"\b{_STATES}$")
IN_STATE = re.compile(rf",\s+{_STATES}\b")


def special_relations(scene: Scene) -> Iterator[Draft]:
    """Yield what the named rules find, in the order of the rules."""
    affiliations = list(_affiliations(scene))
    offices = [at_division(scene, draft) for draft in rosters_of(scene)]
    divisions = {d.source.entity for d in [*affiliations, *offices] if scene.label(d.target.entity) == "Agency"}
    yield from offices
    # staff belong to their own division and not again to its parent
    yield from (draft for draft in _rosters(scene) if draft.source.entity not in divisions)
    yield from beside(scene)
    yield from possessed(scene)
    yield from _origins(scene)
    yield from places_of(scene)
    yield from whereabouts(scene)
    yield from profiles(scene)
    yield from _residents(scene)
    yield from affiliations
    yield from judges_of(scene)
    yield from _trade_names(scene)
    yield from _wallet_lists(scene)
    yield from ties_of_defendants(scene)
    yield from circles_of(scene)


def _rosters(scene: Scene) -> Iterator[Draft]:
    """ "The SEC's investigation was conducted by A and B, supervised by C": staff of the agency whose case it is."""
    agency: Party | None = None
    for token in scene.doc:
        if token.lemma_.lower() not in CASE_NOUNS or token.dep_ not in {"nsubj", "nsubjpass"}:
            continue
        owners = [p for child in children(token, "poss", "compound") for p in named(scene, child)]
        within = [p for o in prepositional(token.head, "in") for p in named(scene, o)]
        agency = next((p for p in [*within, *owners] if scene.label(p.entity) == "Agency"), agency) or _issuer(scene)
        if agency is None or token.head.lemma_ not in CASE_VERBS:
            continue
        for person in _staff(scene, token.head):
            yield Draft("OFFICER_OF", person, agency, token.head, "roster")


def _staff(scene: Scene, verb: Token) -> list[Party]:
    """Name everybody after a "by" or "supervision of" below the verb and its siblings."""
    found: list[Party] = []
    for node in [verb, *[t for t in verb.subtree if t.pos_ == "VERB" and t.lemma_ in CASE_VERBS and t != verb]]:
        heads = agents(node) or [o for c in node.subtree if c.lower_ == "by" for o in children(c, "pobj")]
        for prep in children(node, "prep"):
            if prep.lower_ in {"under", "with"}:
                heads += [o for n in children(prep, "pobj") for p in children(n, "prep") for o in children(p, "pobj")]
        found += [party for head in heads for party in parties(scene, head)]
    return [party for party in dict.fromkeys(found) if scene.label(party.entity) == "Person"]


def _issuer(scene: Scene) -> Party | None:
    """Give the first mention of the agency that the doc names most."""
    agencies = [e for e in scene.entities.values() if e.label == "Agency" and len(e.mentions) > 1 and not is_state(e)]
    if not agencies:
        return None
    best = max(agencies, key=lambda e: (len(e.mentions), -e.index))
    return Party(best.index, (best.mentions[0].start, best.mentions[0].end))


def _origins(scene: Scene) -> Iterator[Draft]:
    """A country beside a name or its apposition: "the Swiss firm X", "X, a Cambodia-based bank", "two Chinese nationals, A and B"."""
    for token in scene.named_tokens("Country"):
        noun = _modified(scene, token)
        if noun is None:
            continue
        if noun.lemma_.lower() in OFFICIAL_NOUNS:
            continue
        place = named(scene, token)[0]
        for party in _described(scene, noun):
            label = scene.label(party.entity)
            if label in {"Company", "Group"} or (label == "Agency" and not _is_united_states(scene, token)):
                yield Draft("LOCATED_IN", party, place, token, "origin")
            elif label == "Person" and not _based(token):
                resident = noun.lemma_.lower() in PLACE_NOUNS
                yield Draft("LOCATED_IN" if resident else "NATIONAL_OF", party, place, token, "origin")
            elif label == "Person":
                yield Draft("LOCATED_IN", party, place, token, "origin")


def _is_united_states(scene: Scene, token: Token) -> bool:
    return scene.entities[token._.entity].name in {"United States", "United States of America", "U.S.", "US"}


def _based(token: Token) -> bool:
    return bool(token.dep_ == "npadvmod" or token.head.lower_ == "based")


def _modified(scene: Scene, token: Token) -> Token | None:
    """Find the noun that a country modifies; a possessor counts only before an agency's name."""
    node = token
    if node.dep_ == "npadvmod" or (node.dep_ in {"compound", "nmod"} and node.head.lower_ == "based"):
        node = node.head
    if node is not token and node.lower_ in LEANINGS:
        return None
    if node.dep_ in {"amod", "compound", "nmod", "poss"} and (
        node.head.pos_ in {"NOUN", "PROPN"} or node.head.lower_ in NATIONAL_NOUNS
    ):
        noun = node.head
        if node.dep_ == "poss" and noun._.entity is None:
            return None
        if noun._.entity is not None and scene.mentions.get(noun.i) == scene.mentions.get(token.i):
            return None
        return noun
    if token.dep_ in {"appos", "attr"} and (
        any(c.lower_ in {"a", "an"} for c in children(token, "det")) or token.lower_.endswith("man")
    ):
        return token  # "X, a Kenyan", "X, the Frenchman who"
    return token if token.lower_.endswith("s") and children(token, "appos") else None


def _described(scene: Scene, noun: Token) -> list[Party]:
    """List the entities that a noun names or is said of; what merely refers back is left out unless it is a copula."""
    if noun._.entity is not None and scene.label(noun._.entity) != "Country":
        return named(scene, noun)
    heads = children(noun, "appos")
    heads += [head for head in said_of(noun) if head not in heads]
    read = namesake if is_single_apposition(noun) else parties
    return [party for head in heads for party in read(scene, head) if scene.label(party.entity) != "Country"]


def _residents(scene: Scene) -> Iterator[Draft]:
    """ "Texas resident X" lives in the United States, where the doc names that country."""
    country = next(
        (e for e in scene.entities.values() if e.label == "Country" and e.name == "United States" and e.mentions), None
    )
    if country is None:
        return
    for token in scene.doc:
        if token.lemma_.lower() != "resident" or token._.entity is not None:
            continue
        left = scene.doc[max(token.i - 2, 0) : token.i].text
        if US_STATES.search(left):
            place = Party(country.index, (country.mentions[0].start, country.mentions[0].end))
            for party in _described(scene, token):
                if scene.label(party.entity) == "Person":
                    yield Draft("LOCATED_IN", party, place, token, "resident")


def _affiliations(scene: Scene) -> Iterator[Draft]:
    """A preposition straight after a name: "A of the brokerage B" works there, "X SIA of Latvia" sits there."""
    for token in scene.named_tokens("Person", "Company", "Group", "Agency"):
        for prep in children(token, "prep"):
            if prep.lower_ not in {"of", "at", "from", "in"} or prep.i <= token.i or prep.i in scene.mentions:
                continue
            source = named(scene, token)[0]
            for obj in children(prep, "pobj"):
                yield from _affiliation(scene, source, obj, prep)


def _affiliation(scene: Scene, source: Party, obj: Token, prep: Token) -> Iterator[Draft]:
    for target in parties(scene, obj):
        labels = scene.label(source.entity), scene.label(target.entity)
        if IN_STATE.match(scene.doc._.source_text[target.span[1] : target.span[1] + 20]):
            continue  # "of Paoli, Pennsylvania" is an address
        if labels[0] == "Person" and labels[1] in {"Company", "Agency"} and prep.lower_ in {"of", "at", "from"}:
            yield Draft("OFFICER_OF", source, target, prep, "affiliation")
        elif labels[1] == "Country" and prep.lower_ in {"of", "from", "in"} and labels[0] != "Person":
            yield Draft("LOCATED_IN", source, target, prep, "affiliation")


def _trade_names(scene: Scene) -> Iterator[Draft]:
    """ "A, individually and d/b/a B": A runs a business under that name."""
    for found in TRADE_NAME.finditer(scene.doc._.source_text):
        owner = _mentioned(scene, found.start() - 30, found.start(), last=True)
        name = _mentioned(scene, found.end(), found.end() + 5, last=False)
        if owner is not None and name is not None and scene.label(owner._.entity) == "Person":
            yield Draft("OPERATES", named(scene, owner)[0], named(scene, name)[0], name, "trade name")


def _mentioned(scene: Scene, start: int, end: int, *, last: bool) -> Token | None:
    """Find a token of a mention that ends (`last`) or starts between two offsets."""
    for place, mention in scene.mentions.items():
        if start <= (mention.end if last else mention.start) <= end:
            return scene.doc[place]
    return None


def _wallet_lists(scene: Scene) -> Iterator[Draft]:
    """A printed address belongs to whoever the noun "addresses" before it is said to belong to."""
    holder: list[Party] = []
    heading = -1
    wallets = {token.i for token in scene.named_tokens("Wallet")}
    for sent in scene.doc.sents:
        for token in sent:
            if token.lemma_.lower() in ADDRESS_NOUNS and token._.entity is None:
                found = _holders(scene, token)
                if not found and token.lemma_.lower() != "account":
                    found = _last_target(scene, token)
                holder, heading = found or holder, token.i
            elif holder and token.i in wallets and token.i - heading < 120:
                for party in holder:
                    yield Draft("HOLDS", party, named(scene, token)[0], token, "wallet list")


def _holders(scene: Scene, noun: Token) -> list[Party]:
    heads = children(noun, "poss", "compound", "nmod")
    heads += [o for p in children(noun, "prep") if p.lower_ in {"of", "for"} for o in children(p, "pobj")]
    for verb in children(noun, "acl", "relcl"):
        if verb.lemma_ in HOLDING_VERBS:
            heads += agents(verb) if is_passive(verb) else []
            heads += [o for c in verb.subtree if c.dep_ in {"agent"} for o in children(c, "pobj")]
            heads += [o for p in children(verb, "prep") if p.lower_ in {"to", "with"} for o in children(p, "pobj")]
    found = [party for head in heads for party in parties(scene, head)] or _held_by(scene, noun)
    return [p for p in dict.fromkeys(found) if scene.label(p.entity) in {"Person", "Company", "Group"}]


def _held_by(scene: Scene, noun: Token) -> list[Party]:
    """Take the noun after "by" or "to" where a verb of holding stands between, however the parse hangs them."""
    after = scene.doc[noun.i + 1 : sentence_of(noun).end]
    if not any(t.lemma_ in HOLDING_VERBS for t in after[:8]):
        return []
    return [p for t in after if t.dep_ == "pobj" and t.head.lower_ in {"by", "to"} for p in parties(scene, t)]


def _last_target(scene: Scene, noun: Token) -> list[Party]:
    """Whose listing gives the addresses: the last company, person or group that was the object or subject of a sanction."""
    for token in reversed(scene.doc[max(noun.i - 200, 0) : noun.i]):
        if token.lemma_ in {"designate", "sanction", "blacklist"} and token.pos_ == "VERB":
            heads = children(token, "dobj", "nsubjpass") or [
                t for t in scene.doc[token.i + 1 : token.i + 2] if t.i in scene.mentions
            ]
            found = [p for head in heads for p in parties(scene, head)]
            found = [p for p in found if scene.label(p.entity) in {"Person", "Company", "Group"}]
            if found:
                return found
    return []
