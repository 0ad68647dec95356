"""How A is linked to B: ranked paths, each hop in words with the sentence that proves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kg.asking.answering import with_answers
from kg.asking.links import Link, find_links, pair_of
from kg.asking.lookup import Found, find_entity
from kg.asking.then import NOW, WAS_THERE, Then
from kg.evidence import DENIED
from kg.graph import Graph
from kg.ontology import AGENCY, COUNTRY, PARTY_TYPES, STATUSES, WALKED

CONFIDENCE_STEPS = (0.8, 0.6, 0.4, 0.2, 0.0)
"""Paths are sought among the surest edges first; the step goes down until enough are found."""

HUB_DEGREE = 200
MAX_HOPS = 6
CANDIDATES = 60

_TYPES = "|".join((*WALKED, *PARTY_TYPES))


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: its best link first, then the others between the same two."""

    start: Found
    end: Found
    links: tuple[Link, ...]

    @property
    def best(self) -> Link:
        """The link the ranking goes by."""
        return self.links[0]


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of hops from A to B; it is as strong as its weakest one."""

    hops: tuple[Hop, ...]

    @property
    def weakest(self) -> Hop:
        """The hop that everything rests on."""
        return min(self.hops, key=lambda hop: (hop.best.confidence, hop.best.sources))

    @property
    def rank(self) -> tuple[float, int, int, tuple[str, ...]]:
        """Sorts better paths first: the weakest hop's confidence, independent sources, length, then ids."""
        ids = tuple(hop.end.id for hop in self.hops)
        return -self.weakest.best.confidence, -min(hop.best.sources for hop in self.hops), len(self.hops), ids


@dataclass(frozen=True, slots=True)
class Options:
    """How a search for paths is bounded."""

    max_hops: int = MAX_HOPS
    min_confidence: float = 0.0
    top: int = 5
    through_hubs: bool = False
    co_targeted: bool = False
    """Step from one target of an action to another."""
    weak: bool = False
    """Walk edges too whose sentence was not surely read right."""
    statuses: tuple[str, ...] = tuple(status for status in STATUSES if status != DENIED)
    then: Then = NOW
    """The day as of which it is asked, and the day on which it was known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Paths between two entities, what was denied between them, and what the search left out."""

    start: Found
    end: Found
    options: Options
    paths: tuple[Path, ...]
    denied: tuple[Link, ...] = ()
    hubs: tuple[str, ...] = field(default=())


def find_paths(graph: Graph, a: str, b: str, options: Options | None = None) -> Answer:
    """Answer how two entities are linked; raises NotFound where a name means none or several."""
    options = options or Options()
    start, end = find_entity(graph, a), find_entity(graph, b)
    sequences = _sequences(graph, start, end, options) if start.id != end.id else []
    pairs = {pair for nodes in sequences for pair in _steps(nodes)} | {pair_of(start.id, end.id)}
    links = find_links(graph, pairs, then=options.then, co_targeted=options.co_targeted)
    paths = [path for nodes in sequences if (path := _path(nodes, links, options)) is not None]
    ranked = sorted(paths, key=lambda path: path.rank)[: options.top]
    denied = tuple(link for link in links.get(pair_of(start.id, end.id), ()) if link.status == DENIED or link.denials)
    return Answer(start, end, options, _answered(graph, ranked, options), denied, _hubs(graph, start, end, options))


def _answered(graph: Graph, paths: list[Path], options: Options) -> tuple[Path, ...]:
    """Paths whose measures carry what undid them later."""
    links = (link for path in paths for hop in path.hops for link in hop.links)
    answered = with_answers(graph, links, then=options.then)
    return tuple(
        Path(tuple(Hop(hop.start, hop.end, tuple(answered.get(link, link) for link in hop.links)) for hop in path.hops))
        for path in paths
    )


def _steps(nodes: list[Found]) -> Iterator[tuple[str, str]]:
    for left, right in pairwise(nodes):
        yield pair_of(left.id, right.id)


def _sequences(graph: Graph, start: Found, end: Found, options: Options) -> list[list[Found]]:
    """Chains of entities from A to B, the surest first, with no two alike."""
    statement = _search_statement(options)
    chains: dict[tuple[str, ...], list[Found]] = {}
    for threshold in (*(step for step in CONFIDENCE_STEPS if step > options.min_confidence), options.min_confidence):
        rows = graph.read(
            statement,
            {
                "a": start.id,
                "b": end.id,
                "min_confidence": threshold,
                "statuses": list(options.statuses),
                "hub_degree": HUB_DEGREE,
                **options.then.parameters(),
            },
        )
        for row in rows:
            nodes = [Found(**node) for node in row["nodes"]]
            if len(nodes) - 1 <= options.max_hops:
                chains.setdefault(tuple(node.id for node in nodes), nodes)
        if len(chains) >= options.top:
            break
    return list(chains.values())


def _search_statement(options: Options) -> str:
    """The search, in one pattern: an action is crossed only from who did it to whom or back, never from target to target."""
    hub = (
        "true"
        if options.through_hubs
        else f"NOT y:{COUNTRY} AND NOT y:{AGENCY} AND COUNT {{ (y)-[:{_TYPES}]-() }} <= $hub_degree"
    )
    surely = "true" if options.weak else "coalesce(r.shown, true)"
    if not options.then.is_now:
        # how sure an edge was then, and whether it was shown, is known once its claims are summed
        surely = WAS_THERE
    crossing = " AND type(r[i]) = 'PERFORMED'" if options.co_targeted else ""
    certain = (
        "r.confidence >= $min_confidence AND r.status IN $statuses" if options.then.is_now else "$min_confidence <= 1"
    )
    return f"""
        MATCH p = SHORTEST {CANDIDATES} (
          (a:Entity {{id: $a}})
          ((x)-[r:{_TYPES} WHERE {certain} AND {surely}]-
           (y WHERE y.id = $b OR y:Action OR (y.id <> $a AND {hub}))){{1,{2 * options.max_hops:d}}}
          (b:Entity {{id: $b}})
          WHERE all(i IN range(0, size(r) - 2) WHERE NOT (y[i]:Action AND type(r[i]) = type(r[i + 1]){crossing}))
        )
        WITH [n IN nodes(p) WHERE n:Entity] AS entities
        RETURN DISTINCT [n IN entities | {{id: n.id, name: n.name, label: [l IN labels(n) WHERE l <> 'Entity'][0]}}] AS nodes
    """


def _path(nodes: list[Found], links: dict[tuple[str, str], list[Link]], options: Options) -> Path | None:
    hops = []
    for left, right in pairwise(nodes):
        held = [link for link in links.get(pair_of(left.id, right.id), []) if _walkable(link, options)]
        if not held:
            return None
        hops.append(Hop(left, right, tuple(sorted(held, key=_link_rank))))
    return Path(tuple(hops)) if len({node.id for node in nodes}) == len(nodes) else None


def _walkable(link: Link, options: Options) -> bool:
    sure = link.confidence >= options.min_confidence and (link.shown or options.weak)
    return link.status in options.statuses and sure


def _link_rank(link: Link) -> tuple[float, int, str, str]:
    return -link.confidence, -link.sources, link.type, link.start


def _hubs(graph: Graph, start: Found, end: Found, options: Options) -> tuple[str, ...]:
    """Names of the countries, agencies and other hubs beside either end that no path may pass through."""
    if options.through_hubs:
        return ()
    rows = graph.read(
        f"""
        MATCH (e:Entity)-[:{_TYPES}]-(hub:Entity)
        WHERE e.id IN $ends AND NOT hub.id IN $ends
          AND (hub:{COUNTRY} OR hub:{AGENCY} OR COUNT {{ (hub)-[:{_TYPES}]-() }} > $hub_degree)
        RETURN DISTINCT hub.name AS name
        ORDER BY name
        LIMIT 20
        """,
        {"ends": [start.id, end.id], "hub_degree": HUB_DEGREE},
    )
    return tuple(row["name"] for row in rows)
