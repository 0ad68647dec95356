"""Documents and news texts that are made up, and are the same in every run: what the benchmarks write and read."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.ids import action_ref, claim_id, entity_ref, passage_id
from kg.model import Claim, Document, DocumentClaims, Mention, Passage, Source
from kg.ontology import EDGES, KINDS, allows

READER = "synthetic-1"
SENTENCES, ENTITIES, RELATIONS, ACTIONS = 12, 8, 8, 2
"""A document's size; relations and actions together are its ten statements."""

_SYLLABLES = "an ber cor dal el far gar hu in jor kal lem mor nar or pel quin ras sol tur ul ver wex yor zan".split()
_FORMS = "Holdings Exchange Pay Trading Capital Mixer Logistics Markets Ventures Bank".split()
_BANDS = "Crew Spider Panda Cell Network Syndicate Collective".split()
_BODIES = "Bureau Authority Commission Directorate".split()
_FIRST = (
    "Anna Boris Carla Daniel Elena Farid Greta Hassan Irina Jorge Karim Lena Marek Nadia Oleg Petra Ravi Sonia".split()
)
_STATES = "Cambodia Estonia Georgia Iran Kenya Latvia Malta Panama Serbia Thailand Ukraine Vietnam".split()
_PAPERS = ("The Paper", "The Ledger", "The Wire", "The Herald", "The Courier", "The Standard")

_LINK_SENTENCES = (
    "{a} moved funds through {b}, according to blockchain records reviewed on Monday.",
    "Investigators said on {date} that {a} had worked closely with {b} for several years.",
    "{a}, which is based in {c}, denied any wrongdoing and said it would cooperate with the authorities.",
    "Prosecutors allege that {a} laundered ${n} million for {b} between {year} and {date}.",
    "Officials in {c} announced that {a} had been sanctioned for supporting {b}.",
    "{a} told reporters that the allegations against {b} were based on outdated information.",
    "A spokesman for {b} declined to comment on the arrest of a former director of {a}.",
)
_FILLER_SENTENCES = (
    "The company did not respond to requests for comment, and its website was offline for most of the week.",
    "Analysts had warned for months that oversight of the sector was too weak to stop such schemes.",
    "The case is one of several that have shaken confidence in the industry over the past two years.",
    "Customers who tried to withdraw their money were told to wait until an internal review was finished.",
    "The investigation, which began after a tip from a bank, involved officers from four countries.",
    "Much of the money passed through accounts that had been opened with forged documents.",
    "Court filings describe a network of shell companies that existed only on paper.",
    "No date has been set for a hearing, and lawyers for both sides said they expected a long process.",
    "Losses from online fraud rose to ${n} million in {year}, the highest figure on record.",
    "Residents said they had seen unmarked vans outside the building on {date}.",
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the things that the documents speak of."""

    label: str
    name: str
    alias: str | None = None


def things(seed: int = 7, *, times: int = 1) -> list[Thing]:
    """About 650 things, or so many `times` more; how often each is named falls with its place in the list."""
    rng = random.Random(seed)
    made = [Thing("Country", name) for name in _STATES]
    made += [_organisation(rng, "Company", _FORMS, place) for place in range(260 * times)]
    made += [_organisation(rng, "Group", _BANDS, place) for place in range(90 * times)]
    made += [_organisation(rng, "Agency", _BODIES, place) for place in range(40 * times)]
    made += [_person(rng) for _ in range(160 * times)]
    made += [Thing("Wallet", "0x" + rng.randbytes(20).hex()) for _ in range(90 * times)]
    unique = {thing.name: thing for thing in made}
    out = list(unique.values())
    rng.shuffle(out)
    return out


def _word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def _organisation(rng: random.Random, label: str, endings: Sequence[str], place: int) -> Thing:
    stem = _word(rng, 3)
    # every third is also called something else, as acronyms and old names are
    return Thing(label, f"{stem} {rng.choice(endings)}", _word(rng, 4) if place % 3 == 0 else None)


def _person(rng: random.Random) -> Thing:
    surname = _word(rng, 2)
    return Thing("Person", f"{rng.choice(_FIRST)} {surname}", surname)


def documents(count: int, *, seed: int = 11, times: int = 1) -> Iterator[DocumentClaims]:
    """Documents with the claims they make, eight things each out of one skewed pool, so that names and edges repeat."""
    pool = things(times=times)
    weights = list(accumulate(1 / (place + 3) for place in range(len(pool))))
    rng = random.Random(seed)
    return (_document(rng, _draw(rng, pool, weights), number) for number in range(count))


def _draw(rng: random.Random, pool: Sequence[Thing], weights: Sequence[float]) -> list[Thing]:
    drawn: dict[str, Thing] = {}
    while len(drawn) < ENTITIES:
        thing = rng.choices(pool, cum_weights=weights)[0]
        drawn[thing.name] = thing
    return list(drawn.values())


def _document(rng: random.Random, drawn: Sequence[Thing], number: int) -> DocumentClaims:
    # each thing is named in one sentence at least, and half of them in a second one
    pairs = [(drawn[i % ENTITIES], drawn[(i * 3 + 1) % ENTITIES]) for i in range(SENTENCES)]
    sentences = [f"{a.name} and {b.name} appear in note {number}-{i}." for i, (a, b) in enumerate(pairs)]
    text = " ".join(sentences)
    document_id = hashlib.sha256(text.encode()).hexdigest()
    source = Source(rng.choice(_PAPERS), 0.7)
    published = f"{rng.randint(2019, 2025)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    document = Document(document_id, text, document_id, source, title=f"Note {number}", published=published)
    maker = _Maker(document_id, sentences, drawn)
    claims = [*maker.namings(), *maker.relations(rng), *maker.actions(rng, published)]
    unique = {claim.id: claim for claim in claims}
    return DocumentClaims(document, READER, maker.passages, tuple(maker.mentions(pairs)), tuple(unique.values()))


class _Maker:
    """Holds what all claims of one document share."""

    def __init__(self, document_id: str, sentences: Sequence[str], drawn: Sequence[Thing]) -> None:
        self.document_id = document_id
        self.drawn = drawn
        ends = list(accumulate(len(sentence) + 1 for sentence in sentences))
        starts = [0, *ends[:-1]]
        self.passages = tuple(
            Passage(passage_id(document_id, start, start + len(text)), text, start, start + len(text))
            for start, text in zip(starts, sentences, strict=True)
        )
        self._refs = {
            thing.name: entity_ref(thing.label, thing.name, document_id=document_id, address_family="evm")
            for thing in drawn
        }

    def mentions(self, pairs: Sequence[tuple[Thing, Thing]]) -> list[Mention]:
        out = []
        for passage, pair in zip(self.passages, pairs, strict=True):
            for thing in dict.fromkeys(pair):
                start = passage.start_char + passage.text.index(thing.name)
                out.append(Mention(self._refs[thing.name], passage.id, thing.name, start, start + len(thing.name)))
        return out

    def namings(self) -> list[Claim]:
        out = []
        for place, thing in enumerate(self.drawn):
            ref = self._refs[thing.name]
            out.append(self._claim(place, "name", ref, thing.name, method="named"))
            out.append(self._claim(place, "label", ref, thing.label, method="label:cue"))
            if thing.alias and place % 2 == 0:
                out.append(self._claim(place, "alias", ref, thing.alias, method="named"))
            if thing.label == "Wallet":
                out.append(self._claim(place, "address", ref, thing.name, method="named"))
                out.append(self._claim(place, "chain", ref, "ethereum", method="named"))
        return out

    def relations(self, rng: random.Random) -> list[Claim]:
        out = []
        while len(out) < RELATIONS:
            a, b = rng.sample(self.drawn, 2)
            fitting = [name for name in EDGES if name != "SAME_AS" and allows(name, a.label, b.label)]
            place = rng.randrange(SENTENCES)
            predicate = rng.choice(fitting)
            amount = {"amount": float(rng.randint(1, 900)) * 1e5, "currency": "USD"} if rng.random() < 0.3 else {}
            out.append(self._claim(place, predicate, self._refs[a.name], None, self._refs[b.name], **amount))
        return out

    def actions(self, rng: random.Random, published: str) -> list[Claim]:
        out = []
        for number in range(ACTIONS):
            a, b = rng.sample(self.drawn, 2)
            kind = rng.choice(tuple(KINDS))
            place = rng.randrange(SENTENCES)
            ref = action_ref(self.document_id, kind, number)
            date = {"start_date": published} if rng.random() < 0.7 else {}
            out.append(self._claim(place, "kind", ref, kind))
            out.append(self._claim(place, "PERFORMED", self._refs[a.name], None, ref, **date))
            out.append(self._claim(place, "TARGETED", ref, None, self._refs[b.name], **date))
        return out

    def _claim(
        self, place: int, predicate: str, subject: str, value: str | None, target: str | None = None, **more: object
    ) -> Claim:
        passage = self.passages[place]
        fields = {"status": "asserted", "confidence": 0.56, "method": "made up", **more}
        made = claim_id(self.document_id, (passage.id,), predicate, subject, target or value or "")
        span = (passage.start_char, passage.start_char + 5)
        return Claim(
            made, self.document_id, (passage.id,), predicate, subject, object_ref=target, value=value,
            subject_span=span, object_span=span if target else None, **fields,
        )  # fmt: skip


def articles(count: int, *, seed: int = 13) -> list[str]:
    """News articles of some twenty sentences; one sentence in two names things of the pool."""
    pool = things()
    weights = list(accumulate(1 / (place + 3) for place in range(len(pool))))
    rng = random.Random(seed)
    return [_article(rng, _draw(rng, pool, weights)) for _ in range(count)]


def _article(rng: random.Random, drawn: Sequence[Thing]) -> str:
    actors = [thing.name for thing in drawn if thing.label not in ("Country", "Wallet")]
    paragraphs = [" ".join(_sentence(rng, actors) for _ in range(rng.randint(2, 5))) for _ in range(6)]
    return "\n\n".join(paragraphs)


def _sentence(rng: random.Random, actors: Sequence[str]) -> str:
    a, b = rng.sample(actors, 2)
    if rng.random() < 0.05:
        return f"{a} holds the wallet 0x{rng.randbytes(20).hex()}, the notice says."
    template = rng.choice(_LINK_SENTENCES if rng.random() < 0.5 else _FILLER_SENTENCES)
    date = f"{rng.choice(('January', 'March', 'June', 'October'))} {rng.randint(1, 28)}, {rng.randint(2019, 2025)}"
    return template.format(
        a=a, b=b, c=rng.choice(_STATES), n=rng.randint(2, 900), year=rng.randint(2015, 2018), date=date
    )


def short_articles(count: int, *, seed: int = 17) -> Iterator[str]:
    """Short notes, each naming somebody and a wallet that no other names, as news does: words never come to an end."""
    pool = [thing.name for thing in things() if thing.label not in ("Country", "Wallet")]
    rng = random.Random(seed)
    for _ in range(count):
        fresh = f"{_word(rng, 4)} {rng.choice(_FORMS)}"
        sentences = [_sentence(rng, [fresh, rng.choice(pool)]) for _ in range(3)]
        yield " ".join([*sentences, f"{fresh} holds the wallet 0x{rng.randbytes(20).hex()}."])
