"""Claims in hand that the graph does not hold yet, looked up as those in the graph are, and whose voice each claim is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kg.evidence import Statement
from kg.graph import Row, Transaction
from kg.identifiers import joins
from kg.identity import IDENTIFIED
from kg.ids import ref_origin
from kg.model import Claim
from kg.names import name_key
from kg.ontology import COMPANY, COUNTRY, PERSON, WALLET
from kg.writing.voices import Voice, voices

LABEL_OF_FAMILY = {"org": COMPANY, "person": PERSON, "wallet": WALLET, "country": COUNTRY}
"""The label that a family has where nothing more is said."""
WEAK_ALIAS = "weak alias"
"""The method of an alias that its own source calls too vague to go by."""


def statement(claim: Row, voice: Voice) -> Statement:
    """One claim as a sum sees it; `claim` has the properties of its node."""
    return Statement(
        id=claim["id"],
        status=claim["status"],
        confidence=claim["confidence"],
        document_id=voice.document_id,
        publisher=voice.publisher,
        primary=voice.primary,
        copy_cluster=voice.copy_cluster,
        published=claim.get("published") or voice.published,
        reliability=voice.reliability,
        origin=claim.get("origin") or voice.origin,
        **{name: claim.get(name) for name in ("amount", "currency", "start_date", "end_date")},
    )


def called(claim: Claim) -> str | None:
    """The key under which a name, alias or identifier is found by whoever bears it too; None where a claim names nothing.

    What only describes is no key: a word that its own source calls vague, an identifier that many may share.
    """
    family = claim.subject_ref.split(":", 1)[0]
    if claim.value is None or family not in LABEL_OF_FAMILY or claim.method == WEAK_ALIAS:
        return None
    if claim.predicate == "identifier":
        return f"{family}|{IDENTIFIED}{claim.value}" if joins(claim.value) else None
    if claim.predicate not in ("name", "alias"):
        return None
    return f"{family}|{name_key(LABEL_OF_FAMILY[family], claim.value)}"


def own_key(ref: str) -> str:
    """The name key that a ref was made of, as claims carry it."""
    family, rest = ref.split(":", 1)
    return f"{family}|{rest if ref_origin(ref) is None else rest.split(':', 1)[1]}"


class Fresh:
    """The claims of one transaction, by their refs; `new` are the beginnings of refs (family and origin) that the graph has never seen."""

    def __init__(self, claims: Sequence[Claim], known: Mapping[str, Voice], new: Collection[str] = ()) -> None:
        self.claims = claims
        self.voices = known
        self._new = frozenset(new)
        self.by_subject: dict[str, list[Claim]] = defaultdict(list)
        self.by_object: dict[str, list[Claim]] = defaultdict(list)
        self._bearers: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            self.by_subject[claim.subject_ref].append(claim)
            if claim.object_ref is not None:
                self.by_object[claim.object_ref].append(claim)
            if (key := called(claim)) is not None:
                self._bearers[key].add(claim.subject_ref)
                self._keys[claim.subject_ref].add(key)

    @property
    def refs(self) -> set[str]:
        """Every ref that these claims speak of."""
        return self.by_subject.keys() | self.by_object.keys()

    def old(self, refs: Iterable[str]) -> list[str]:
        """Those of the refs that the graph may know, sorted: a person or action of a new document it cannot know."""
        return sorted(ref for ref in set(refs) if not self.is_new(ref))

    def is_new(self, ref: str) -> bool:
        """True for what only a document or entry can name that the graph has never seen."""
        return bool(self._new) and f"{ref.split(':', 1)[0]}:{ref_origin(ref)}" in self._new

    def about(self, ref: str) -> Iterator[Claim]:
        """Claims in which a ref takes part on either side."""
        yield from self.by_subject.get(ref, ())
        yield from self.by_object.get(ref, ())

    def keys_of(self, ref: str) -> set[str]:
        """The keys of all names and aliases that a ref is called by."""
        return self._keys.get(ref, set())

    def bearers(self, key: str) -> set[str]:
        """The refs that are called so."""
        return self._bearers.get(key, set())

    def statement(self, claim: Claim) -> Statement:
        """One of these claims as a sum sees it."""
        fields = ("id", "status", "confidence", "origin", "amount", "currency", "start_date", "end_date", "published")
        return statement({name: getattr(claim, name) for name in fields}, self.voices[claim.document_id])


def fresh(tx: Transaction, claims: Sequence[Claim], new: Collection[str] = ()) -> Fresh:
    """Take claims in hand whose documents are in the graph already."""
    return Fresh(claims, voices(tx, {claim.document_id for claim in claims}), new)
