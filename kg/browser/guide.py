"""The first steps in Neo4j Browser, as statements that it runs one after the other and draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.browser.scripts import alone


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a title, why to take it, the statement, and its parameters with examples."""

    title: str
    why: str
    statement: str
    parameters: Mapping[str, str | int] = field(default_factory=dict)

    def script(self) -> str:
        """The step as Browser runs it, once its parameters are set."""
        return alone(f"// {self.title}\n// {self.why}\n{self.statement}\n")


GUIDE: Final = (
    Step(
        "1 What the graph holds",
        "How many nodes there are of each kind.",
        """\
MATCH (n)
WHERE n:Entity OR n:Action OR n:Document OR n:Source
UNWIND [label IN labels(n) WHERE label <> 'Entity'] AS label
RETURN label, count(*) AS nodes
ORDER BY nodes DESC, label""",
    ),
    Step(
        "2 Find a name",
        "Names and aliases that hold these words; an id found here can be given for a name everywhere.",
        """\
CALL db.index.fulltext.queryNodes('entity_names', $name, {limit: 10}) YIELD node, score
RETURN node.name AS name, labels(node) AS labels, node.aliases AS aliases, node.id AS id, score
ORDER BY score DESC, id""",
        {"name": "huione"},
    ),
    Step(
        "3 Draw an entity and what it is linked to",
        "Each line says its type and status; a click on it shows confidence, sources and denials.",
        """\
MATCH (e:Entity {name: $name})-[r]-(other:Entity)
WHERE coalesce(r.shown, true) AND type(r) <> 'SAME_AS'
RETURN e, r, other
ORDER BY r.confidence DESC, r.key
LIMIT $limit""",
        {"name": "Huione Group", "limit": 50},
    ),
    Step(
        "4 Draw what was done to it",
        "Measures and crimes are nodes of their own, with who did them on the one side and against whom on the other.",
        """\
MATCH (e:Entity {name: $name})-[mine:PERFORMED|TARGETED]-(action:Action)
OPTIONAL MATCH (action)-[theirs:PERFORMED|TARGETED]-(other:Entity)
RETURN e, mine, action, theirs, other
ORDER BY action.start_date DESC, action.id, theirs.key
LIMIT $limit""",
        {"name": "Huione Group", "limit": 50},
    ),
    Step(
        "5 Draw the sentences behind a link",
        "From the claims that a link is the sum of, to their sentences, documents and sources.",
        """\
MATCH (a:Entity {name: $name})-[r]-(b:Entity {name: $other})
MATCH (claim:Claim {edge: r.key})-[proof:EVIDENCE]->(passage:Passage)-[in:IN]->(document:Document)-[from:FROM]->(source:Source)
WHERE claim.withdrawn IS NULL
RETURN a, r, b, claim, proof, passage, in, document, from, source
ORDER BY claim.confidence DESC, claim.id, proof.order
LIMIT $limit""",
        {"name": "Huione Group", "other": "Lazarus Group", "limit": 25},
    ),
    Step(
        "6 Draw how two are linked",
        "The shortest ways that do not pass through a country; `kg path` ranks them and tells each hop in words.",
        """\
MATCH (a:Entity {name: $name}), (b:Entity {name: $other})
MATCH way = allShortestPaths((a)-[*1..4]-(b))
WHERE all(step IN nodes(way)[1..-1] WHERE (step:Entity OR step:Action) AND NOT step:Country)
  AND all(r IN relationships(way) WHERE r.status <> 'denied' AND coalesce(r.shown, true))
RETURN way
LIMIT $limit""",
        {"name": "Huione Group", "other": "Lazarus Group", "limit": 5},
    ),
)
