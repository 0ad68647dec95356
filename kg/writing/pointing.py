"""Point claims and mentions at the entities and actions that their refs belong to, and keep count of the edges this touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.graph import Row, Transaction
from kg.ids import edge_ends, edge_key
from kg.model import Mention
from kg.writing.linking import Assignment, Linked


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A place for an edge: its type and the ids of its ends, in the order in which it is stored."""

    type: str
    start: str
    end: str

    @property
    def key(self) -> str:
        """The key that its claims carry."""
        return edge_key(self.type, self.start, self.end)


def edge_between(predicate: str, subject: str, target: str) -> Edge:
    """Name the edge that a statement about these two resolved ends belongs to."""
    return Edge(predicate, *edge_ends(predicate, subject, target))


def node_label(node_id: str) -> str:
    """The label by which a node is found by its id."""
    return "Action" if node_id.startswith("action:") else "Entity"


def make_nodes(tx: Transaction, linked: Linked) -> set[str]:
    """Create entities and actions where no ref was before, bare but for their ids; returns their ids."""
    missing = set(linked.after.values()) - set(linked.before.values())
    for label in ("Entity", "Action"):
        if ids := sorted(node for node in missing if node_label(node) == label):
            tx.run(f"UNWIND $ids AS id MERGE (n:{label} {{id: id}})", ids=ids)
    return missing


def repoint(tx: Transaction, linked: Linked) -> set[Edge]:
    """Re-point every claim and mention of the refs that moved; returns the edges that lose or gain by it."""
    if not linked.moved:
        return set()
    touched = _edges_at(tx, linked.moved)
    for role, ref_property in (("SUBJECT", "subject_ref"), ("OBJECT", "object_ref")):
        for label in ("Entity", "Action"):
            rows = [
                {"ref": ref, "node": node} for ref, node in sorted(linked.moved.items()) if node_label(node) == label
            ]
            if not rows:
                continue
            tx.run(
                f"""
                UNWIND $rows AS row
                MATCH (n:{label} {{id: row.node}})
                MATCH (c:Claim {{{ref_property}: row.ref}})-[old:{role}]->()
                USING INDEX c:Claim({ref_property})
                DELETE old
                CREATE (c)-[:{role}]->(n)
                """,
                rows=rows,
            )
    _move_mentions(tx, linked)
    # candidates are made anew for where the refs are now, so theirs are left for `candidates` to take away
    statements = [row for row in _relation_claims(tx, linked.moved) if row["predicate"] != "SAME_AS"]
    return touched | _stamp(tx, statements)


def _edges_at(tx: Transaction, refs: Iterable[str]) -> set[Edge]:
    """The edges to which claims about these refs belong as things stand."""
    return {_edge(row) for row in _relation_claims(tx, refs)}


def _edge(row: Row) -> Edge:
    return edge_between(row["predicate"], row["subject"], row["object"])


def _relation_claims(tx: Transaction, refs: Iterable[str]) -> list[Row]:
    found: dict[str, Row] = {}
    for ref_property in ("subject_ref", "object_ref"):
        rows = tx.run(
            f"""
            UNWIND $refs AS ref
            MATCH (c:Claim {{{ref_property}: ref}})
            USING INDEX c:Claim({ref_property})
            WHERE c.object_ref IS NOT NULL AND c.withdrawn IS NULL
            MATCH (c)-[:SUBJECT]->(s), (c)-[:OBJECT]->(o)
            RETURN c.id AS id, c.predicate AS predicate, s.id AS subject, o.id AS object
            """,
            refs=sorted(refs),
        )
        found |= {row["id"]: row for row in rows}
    return list(found.values())


def _stamp(tx: Transaction, claims: Sequence[Row]) -> set[Edge]:
    """Write the edge key on claims; returns their edges."""
    by_edge: dict[Edge, list[str]] = defaultdict(list)
    for row in claims:
        by_edge[_edge(row)].append(row["id"])
    rows = [{"key": edge.key, "claims": ids} for edge, ids in sorted(by_edge.items())]
    if rows:
        tx.run(
            "UNWIND $rows AS row UNWIND row.claims AS id MATCH (c:Claim {id: id}) SET c.edge = row.key",
            rows=rows,
        )
    return set(by_edge)


def add_mentions(tx: Transaction, mentions: Iterable[Mention], assignment: Assignment) -> None:
    """Draw MENTIONS from passages to entities, one edge a passage and entity, its places in the order of the text."""
    draw_mentions(tx, mention_rows(mentions, assignment))


def mention_rows(mentions: Iterable[Mention], assignment: Assignment) -> list[Row]:
    """A row for each place; its entity is None where the assignment has none."""
    return [
        {
            "passage": m.passage_id,
            "entity": assignment.get(m.ref),
            "ref": m.ref,
            "surface": m.surface,
            "start": m.start,
            "end": m.end,
        }
        for m in mentions
    ]


def draw_mentions(tx: Transaction, rows: Iterable[Mapping[str, object]]) -> None:
    """Draw places as one edge a passage and entity, where none is drawn yet."""
    places: dict[tuple[str, str], list[Mapping[str, object]]] = defaultdict(list)
    for row in rows:
        places[str(row["passage"]), str(row["entity"])].append(row)
    drawn: dict[str, list[list[object]]] = defaultdict(list)
    for (passage, entity), found in sorted(places.items()):
        ordered = sorted(found, key=lambda row: (row["start"], row["end"], row["ref"]))
        drawn[passage].append(
            [entity, *([row[name] for row in ordered] for name in ("surface", "start", "end", "ref"))]
        )
    if not drawn:
        return
    tx.run(
        """
        UNWIND $rows AS row
        MATCH (p:Passage {id: row.passage})
        UNWIND row.places AS place
        MATCH (e:Entity {id: place[0]})
        CREATE (p)-[:MENTIONS {surfaces: place[1], starts: place[2], ends: place[3], refs: place[4]}]->(e)
        """,
        rows=[{"passage": passage, "places": there} for passage, there in drawn.items()],
    )


def _move_mentions(tx: Transaction, linked: Linked) -> None:
    """Take up the mentions of refs that moved, with what else their passages say of the same entities, and draw them anew."""
    rows = tx.run(
        """
        UNWIND $old AS id
        MATCH (:Entity {id: id})<-[hit:MENTIONS]-(p:Passage)
        WHERE any(ref IN hit.refs WHERE ref IN $moved)
        WITH DISTINCT p
        MATCH (p)-[m:MENTIONS]->(e:Entity)
        WHERE e.id IN $entities
        WITH p.id AS passage, e.id AS entity, m, m.surfaces AS surfaces, m.starts AS starts, m.ends AS ends, m.refs AS refs
        DELETE m
        WITH passage, entity, surfaces, starts, ends, refs
        UNWIND range(0, size(refs) - 1) AS i
        RETURN passage, entity, refs[i] AS ref, surfaces[i] AS surface, starts[i] AS start, ends[i] AS end
        """,
        old=sorted({linked.before[ref] for ref in linked.moved}),
        moved=sorted(linked.moved),
        entities=sorted({linked.before[ref] for ref in linked.moved} | set(linked.moved.values())),
    )
    draw_mentions(tx, [row | {"entity": linked.moved.get(row["ref"], row["entity"])} for row in rows])
