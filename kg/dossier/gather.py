"""Gathers a dossier from the graph: a dozen statements in read access, each entering by an index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from kg.dossier.actions import action_of, in_time
from kg.dossier.disputes import contradictions
from kg.dossier.evidence import best, denials, evidence_of, quotes_of, sums_as_of
from kg.dossier.model import Dossier, Evidence, Fact, LeftOut, Namesake, Paper, Party, Relation, Sum, Wallet, Who
from kg.dossier.statements import (
    ACTIONS,
    ANSWERING,
    CHAINS,
    COUNTS,
    DOCUMENTS,
    FACTS,
    NAMESAKES,
    REJECTED,
    RELATIONS,
    WHO,
)
from kg.errors import NotFound
from kg.graph import Graph, Row
from kg.names import name_key
from kg.ontology import COMPANY, COUNTRY, EDGES, PERSON, STATUSES

MOST = 200
"""Relations of a type, facts of a kind, actions and documents that are taken; what is beyond is counted."""
OTHERS = 50
"""Other entities of the same name that are named."""
QUOTES = 3
"""Sentences shown for a statement, one a publisher, the best first."""
PARTIES = 12
"""Parties of one action that are named."""

_NAMES = ("name", "alias")
_TIMELESS = frozenset({"address", "chains", "iso2"})
_OF_WHO = frozenset({"id", "name", "name_key", "aliases", "refs", "kind", "label_status", "family"})


@dataclass(frozen=True, slots=True)
class Asked:
    """The graph, the entity and how much of it is wanted."""

    graph: Graph
    id: str
    weak: bool
    as_of: str | None
    most: int
    left_out: list[LeftOut] = field(default_factory=list)

    def read(self, statement: str, **more: Any) -> list[Row]:
        """Run a statement with what all of them take."""
        known = {"id": self.id, "weak": self.weak, "as_of": self.as_of, "most": self.most, **more}
        return self.graph.read(statement, known)

    def note(self, part: str, shown: int, total: int) -> None:
        """Note that more is there than was taken."""
        if total > shown:
            self.left_out.append(LeftOut(part, shown, total))


def gather(graph: Graph, entity_id: str, *, weak: bool = False, as_of: str | None = None, most: int = MOST) -> Dossier:
    """Gather what is stated of an entity; raises NotFound where the graph has none of this id.

    `as_of` is an ISO date: only what was public on that day counts, and sums are made anew. `weak` brings links whose
    sentence was not surely read. At most `most` of each part are taken, the surest first; `left_out` counts the rest.
    """
    asked = Asked(graph, entity_id, weak, as_of, most)
    who = _who(asked)
    counts = {row["type"]: row for row in asked.read(COUNTS)}
    rows = asked.read(RELATIONS, most=most)
    done = asked.read(ACTIONS, answering=list(ANSWERING), parties=PARTIES)
    told = _Told.about(asked, rows, done)
    relations = [relation for row in rows if (relation := _relation(row, who, told)) is not None]
    _count(asked, relations, counts)
    actions = in_time(found for row in done if (found := action_of(row, told.sums, told.quotes, QUOTES)))
    asked.note("actions", len(actions), _actions_there(counts, len(done), most))
    facts = _facts(asked)
    namesakes = _namesakes(asked, who)
    shown = [relation for relation in relations if relation.type != "SAME_AS"]
    return Dossier(
        who=who if as_of is None else _then(who, facts),
        as_of=as_of,
        weak=weak,
        names=tuple(fact for fact in facts if fact.predicate in _NAMES),
        facts=tuple(fact for fact in facts if fact.predicate not in _NAMES),
        countries=tuple(relation for relation in shown if is_place(relation)),
        wallets=_wallets(asked, shown, rows),
        actions=actions,
        relations=tuple(one for one in shown if not is_place(one) and one.type != "HOLDS"),
        contradictions=contradictions(facts, shown, actions),
        namesakes=namesakes,
        candidates=tuple(relation for relation in relations if relation.type == "SAME_AS"),
        documents=_documents(asked, told.documents() | {fact.evidence.document for fact in facts}),
        hidden={} if weak else {name: row["weak"] for name, row in sorted(counts.items()) if row["weak"]},
        rejected=asked.read(REJECTED, refs=list(who.refs))[0]["rejected"],
        left_out=tuple(asked.left_out),
    )


def is_place(relation: Relation) -> bool:
    """True of a link from the entity to a country."""
    return relation.type in ("LOCATED_IN", "NATIONAL_OF") and relation.outward is True


@dataclass(frozen=True, slots=True)
class _Told:
    """The sums of all edges that a dossier shows, and the sentences behind them, by key."""

    sums: Mapping[str, Sum]
    quotes: Mapping[str, Sequence[Evidence]]

    @classmethod
    def about(cls, asked: Asked, rows: Iterable[Row], done: Iterable[Row]) -> _Told:
        edges = {row["edge"]["key"]: row["edge"] for row in rows}
        for row in done:
            edges |= {part["edge"]["key"]: part["edge"] for part in (*row["own"], *row["parties"])}
        if asked.as_of is not None:
            edges = sums_as_of(asked.graph, edges, asked.as_of)
        quotes = quotes_of(asked.graph, edges, as_of=asked.as_of, most=QUOTES)
        return cls({key: sum_of(edge) for key, edge in edges.items()}, quotes)

    def documents(self) -> set[str]:
        return {quote.document for quotes in self.quotes.values() for quote in quotes}


def sum_of(edge: Mapping[str, Any]) -> Sum:
    """The sum that an edge carries; one of a graph from before is shown."""
    return Sum(**{one.name: edge[one.name] for one in fields(Sum) if edge.get(one.name) is not None})


def _who(asked: Asked) -> Who:
    found = asked.read(WHO)
    if not found:
        raise NotFound(repr(asked.id), "no entity in the graph has this id", "`kg show NAME` finds it by a name")
    row, properties = found[0], found[0]["properties"]
    rest = {
        name: tuple(value) if isinstance(value, list) else str(value)
        for name, value in sorted(properties.items())
        if name not in _OF_WHO
    }
    aliases, refs = (tuple(properties.get(name, ())) for name in ("aliases", "refs"))
    return Who(row["id"], properties["name"], row["label"], properties.get("kind"), aliases, refs, rest)


def _then(who: Who, facts: Sequence[Fact]) -> Who:
    """The head as of a day: what others call it and its kind only where that was public; its label and id are the graph's own."""
    called = sorted({fact.value for fact in facts if fact.predicate in _NAMES} - {who.name})
    kinds = [fact.value for fact in facts if fact.predicate == "kind"]
    properties = {name: value for name, value in who.properties.items() if name in _TIMELESS}
    return replace(who, aliases=tuple(called), kind=kinds[0] if kinds else None, properties=properties)


def _relation(row: Row, who: Who, told: _Told) -> Relation | None:
    """An edge as a relation; None where nothing of it was public on the day that is asked for."""
    key, edge_type = row["edge"]["key"], row["type"]
    if key not in told.sums:
        return None
    other, summed, quotes = Party(**row["other"]), told.sums[key], told.quotes.get(key, ())
    outward = row["outward"] if EDGES[edge_type].directed else None
    a, b = (other.name, who.name) if outward is False else (who.name, other.name)
    return Relation(
        key=key,
        type=edge_type,
        words=EDGES[edge_type].phrase.format(a=a, b=b),
        outward=outward,
        other=other,
        sum=summed,
        evidence=best(quotes, summed.status, QUOTES),
        denied_by=denials(quotes, summed.status, QUOTES),
    )


def rank(relation: Relation) -> tuple[int, int, float, str, str]:
    """The order of relations: by type as the ontology has it, what the entity does first, then the surest."""
    summed = relation.sum
    strength = STATUSES.index(summed.status)
    return (list(EDGES).index(relation.type), strength, -summed.confidence, relation.other.name, relation.other.id)


def _count(asked: Asked, relations: list[Relation], counts: Mapping[str, Row]) -> None:
    relations.sort(key=rank)
    for name in EDGES:
        taken = sum(relation.type == name for relation in relations)
        there = counts[name]["total"] if name in counts else 0
        if taken >= asked.most:
            asked.note(name, taken, there)


def _actions_there(counts: Mapping[str, Row], taken: int, most: int) -> int:
    """How many actions there are: the edges to them, which is one too many for one that somebody did to himself."""
    there = sum(counts[name]["total"] for name in ("PERFORMED", "TARGETED") if name in counts)
    return int(there) if taken >= most else taken


def _facts(asked: Asked) -> list[Fact]:
    rows = asked.read(FACTS)
    totals = {row["predicate"]: row["total"] for row in rows}
    for predicate, total in sorted(totals.items()):
        asked.note(predicate, sum(row["predicate"] == predicate for row in rows), total)
    return [_fact(row) for row in rows]


def _fact(row: Row) -> Fact:
    evidence = evidence_of(row["evidence"])
    return Fact(
        predicate=evidence.predicate,
        value=row["value"],
        status=evidence.status,
        confidence=evidence.confidence,
        sources=row["sources"],
        claims=row["claims"],
        evidence=evidence,
    )


def _wallets(asked: Asked, relations: Iterable[Relation], rows: Iterable[Row]) -> tuple[Wallet, ...]:
    held = [relation for relation in relations if relation.type == "HOLDS"]
    addresses = {row["other"]["id"]: row["address"] for row in rows}
    outward = [relation.other.id for relation in held if relation.outward]
    chains: dict[str, list[Fact]] = {}
    for row in asked.read(CHAINS, ids=outward) if outward else ():
        chains.setdefault(row["id"], []).append(_fact(row))
    return tuple(
        Wallet(
            relation,
            (addresses[relation.other.id] if relation.outward else None) or relation.other.name,
            tuple(chains.get(relation.other.id, ())),
        )
        for relation in held
    )


def _namesakes(asked: Asked, who: Who) -> tuple[Namesake, ...]:
    """Who else is called by one of the names; a wallet and a country have none."""
    if who.label == COUNTRY or who.id.startswith("wallet:"):
        return ()
    names = (who.name, *who.aliases)[: asked.most]
    families = (("org", COMPANY), ("person", PERSON))
    keys = sorted({f"{family}|{name_key(label, name)}" for name in names for family, label in families})
    rows = asked.read(NAMESAKES, keys=keys, most=OTHERS)
    found = [Namesake(Party(**row["other"]), row["value"], evidence_of(row["evidence"])) for row in rows]
    asked.note("others of the same name", len(found), max((row["total"] for row in rows), default=0))
    return tuple(found)


def _documents(asked: Asked, cited: set[str]) -> tuple[Paper, ...]:
    rows = asked.read(DOCUMENTS, cited=sorted(cited))
    papers = [
        Paper(cited=row["id"] in cited, **{name: value for name, value in row.items() if name != "total"})
        for row in rows
    ]
    asked.note("documents", len(papers), max((row["total"] for row in rows), default=0))
    papers.sort(key=lambda paper: paper.id)
    papers.sort(key=lambda paper: paper.published or "", reverse=True)
    return tuple(papers)
