"""Sums of claims: the properties of entities and actions, the direct edges between them, and what nothing carries any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from kg.evidence import Statement, summarise
from kg.graph import Row, Transaction
from kg.names import name_key
from kg.ontology import (
    AGENCY,
    COMPANY,
    COUNTRY,
    ENTITY_LABELS,
    GROUP,
    LITERAL_PREDICATES,
    PERSON,
    RELATION_TYPES,
    WALLET,
)
from kg.pointing import Edge, node_label
from kg.reliability import UNKNOWN_PUBLISHER

LABEL_RANK = {"label:catalogue": 0, "label:list": 1, "label:cue": 2, "label:default": 3}
"""The most specific source of a label decides; the words behind the colon become `label_status`."""

_LABEL_OF_FAMILY = {"person": PERSON, "wallet": WALLET, "country": COUNTRY, "org": COMPANY}


def sum_edges(tx: Transaction, edges: Iterable[Edge]) -> None:
    """Make each edge the sum of its live claims, or take it away where none is left."""
    wanted = sorted(set(edges))
    if not wanted:
        return
    statements = _statements(tx, [edge.key for edge in wanted])
    _remove_edges(tx, [edge for edge in wanted if edge.key not in statements])
    for edge_type, group in groupby(wanted, key=lambda edge: edge.type):
        some = list(group)
        rows = [
            {
                "start": edge.start,
                "end": edge.end,
                "properties": {"key": edge.key, **summarise(statements[edge.key]).properties()},
            }
            for edge in some
            if edge.key in statements
        ]
        _draw_edges(tx, edge_type, rows)


def _end_labels(edge_type: str) -> tuple[str, str]:
    return {"PERFORMED": ("Entity", "Action"), "TARGETED": ("Action", "Entity")}.get(edge_type, ("Entity", "Entity"))


def _draw_edges(tx: Transaction, edge_type: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    start, end = _end_labels(edge_type)
    tx.run(
        f"""
        UNWIND $rows AS row
        MATCH (a:{start} {{id: row.start}})
        MATCH (b:{end} {{id: row.end}})
        MERGE (a)-[e:{_known_type(edge_type)}]->(b)
        SET e = row.properties
        """,
        rows=list(rows),
    )


def _remove_edges(tx: Transaction, edges: Sequence[Edge]) -> None:
    """Take edges away, whatever their types: the key says which is meant."""
    by_ends: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for edge in edges:
        by_ends[_end_labels(edge.type)].append({"start": edge.start, "end": edge.end, "key": edge.key})
    for (start, end), rows in by_ends.items():
        tx.run(
            f"""
            UNWIND $rows AS row
            MATCH (:{start} {{id: row.start}})-[e:{"|".join(RELATION_TYPES)}]->(:{end} {{id: row.end}})
            WHERE e.key = row.key
            DELETE e
            """,
            rows=rows,
        )


def _known_type(edge_type: str) -> str:
    """Types reach Cypher text only from the ontology's table."""
    return RELATION_TYPES[RELATION_TYPES.index(edge_type)]


def _statements(tx: Transaction, keys: Sequence[str]) -> dict[str, list[Statement]]:
    rows = tx.run(
        """
        UNWIND $keys AS key
        MATCH (c:Claim {edge: key})
        USING INDEX c:Claim(edge)
        WHERE c.withdrawn IS NULL
        MATCH (c)-[:EVIDENCE {order: 0}]->(:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source)
        RETURN key, c {.id, .status, .confidence, .origin, .amount, .currency, .start_date, .end_date} AS claim, s.primary AS primary,
               d.id AS document_id, d.published AS published, s.name AS publisher,
               coalesce([(d)-[:COPY_OF]->(first) | first.id][0], [(d)<-[:COPY_OF]-() | d.id][0]) AS copy_cluster
        """,
        keys=list(keys),
    )
    out: dict[str, list[Statement]] = defaultdict(list)
    for row in rows:
        out[row.pop("key")].append(_statement(row))
    return dict(out)


def _statement(row: Row) -> Statement:
    """Nobody is not one publisher: documents of unknown origin are each their own source."""
    publisher = None if row["publisher"] == UNKNOWN_PUBLISHER else row["publisher"]
    return Statement(
        **row["claim"],
        document_id=row["document_id"],
        publisher=publisher,
        primary=row["primary"],
        copy_cluster=row.get("copy_cluster"),
        published=row["published"],
    )


def sum_nodes(tx: Transaction, ids: Iterable[str]) -> None:
    """Make the properties of entities and actions sums of their live claims; those without one go."""
    entities = sorted(node for node in set(ids) if node_label(node) == "Entity")
    actions = sorted(node for node in set(ids) if node_label(node) == "Action")
    _sum_entities(tx, entities)
    _sum_actions(tx, actions)


def _sum_entities(tx: Transaction, ids: Sequence[str]) -> None:
    if not ids:
        return
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (e:Entity {id: id})<-[:SUBJECT]-(c:Claim)
        WHERE c.withdrawn IS NULL AND c.predicate IN $literals
        RETURN id, c.subject_ref AS ref, c.predicate AS predicate, c.value AS value, c.method AS method,
               count(*) AS times, max(c.confidence) AS confidence
        """,
        ids=list(ids),
        literals=list(LITERAL_PREDICATES),
    )
    facts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        facts[row["id"]].append(row)
    _remove_nodes(tx, "Entity", [entity for entity in ids if entity not in facts])
    by_label: dict[str, list[Row]] = defaultdict(list)
    for entity, known in facts.items():
        label, label_status = _label(entity, known)
        properties = _entity_properties(entity, label, known) | {"label_status": label_status}
        by_label[label].append({"id": entity, "properties": properties})
    for label, nodes in sorted(by_label.items()):
        others = "".join(f":{other}" for other in ENTITY_LABELS if other != label)
        tx.run(
            f"""
            UNWIND $rows AS row
            MATCH (e:Entity {{id: row.id}})
            // what is as it was is left alone: writing a name again would index it again
            WHERE NOT e:{label} OR properties(e) <> row.properties
            REMOVE e{others}
            SET e:{label}
            SET e = row.properties
            """,
            rows=nodes,
        )


def _label(entity: str, facts: Sequence[Row]) -> tuple[str, str]:
    """The label that the most specific source gives; of equals the one most often given, Company last."""
    family = entity.split(":", 1)[0]
    stated = [row for row in facts if row["predicate"] == "label"]
    if family != "org" or not stated:
        return _LABEL_OF_FAMILY[family], "family"
    rank = min(LABEL_RANK[row["method"]] for row in stated)
    votes: dict[str, int] = defaultdict(int)
    for row in stated:
        if LABEL_RANK[row["method"]] == rank:
            votes[row["value"]] += row["times"]
    order = (AGENCY, GROUP, COMPANY)
    label = min(votes, key=lambda value: (-votes[value], order.index(value)))
    return label, next(method for method, value in LABEL_RANK.items() if value == rank).split(":")[1]


def _entity_properties(entity: str, label: str, facts: Sequence[Row]) -> dict[str, Any]:
    name = _best(facts, "name") or entity.split(":", 1)[1]
    called = {row["value"] for row in facts if row["predicate"] in ("name", "alias")} - {name}
    properties: dict[str, Any] = {
        "id": entity,
        "name": name,
        "name_key": name_key(label, name),
        "aliases": sorted(called),
        "refs": sorted({row["ref"] for row in facts}),
    }
    for predicate in ("kind", "birth_date"):
        if value := _best(facts, predicate):
            properties[predicate] = value
    if label == WALLET:
        properties |= {
            "address": _best(facts, "address") or name,
            "family": entity.split(":")[1],
            "chains": sorted({row["value"] for row in facts if row["predicate"] == "chain"}),
        }
    if label == COUNTRY and len(entity.split(":", 1)[1]) == 2:
        properties["iso2"] = entity.split(":", 1)[1].upper()
    return properties


def _best(facts: Sequence[Row], predicate: str) -> str | None:
    """The value with the highest confidence, then the most often stated, the longest, the first by alphabet."""
    stated = [row for row in facts if row["predicate"] == predicate]
    if not stated:
        return None
    return str(
        min(stated, key=lambda row: (-row["confidence"], -row["times"], -len(row["value"]), row["value"]))["value"]
    )


def _sum_actions(tx: Transaction, ids: Sequence[str]) -> None:
    if not ids:
        return
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (a:Action {id: id})<-[:SUBJECT|OBJECT]-(c:Claim)
        WHERE c.withdrawn IS NULL AND c.predicate IN ['PERFORMED', 'TARGETED']
        MATCH (c)-[:EVIDENCE {order: 0}]->(:Passage)-[:IN]->(d:Document)-[:FROM]->(source:Source)
        RETURN id, CASE c.predicate WHEN 'PERFORMED' THEN c.object_ref ELSE c.subject_ref END AS ref,
               c {.id, .status, .confidence, .origin, .amount, .currency, .start_date, .end_date} AS claim,
               source.primary AS primary, d.id AS document_id, d.published AS published, source.name AS publisher
        """,
        ids=list(ids),
    )
    facts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        facts[row["id"]].append(row)
    _remove_nodes(tx, "Action", [action for action in ids if action not in facts])
    nodes = [{"id": action, "properties": _action_properties(action, known)} for action, known in sorted(facts.items())]
    tx.run("UNWIND $rows AS row MATCH (a:Action {id: row.id}) SET a = row.properties", rows=nodes)


def _action_properties(action: str, facts: Sequence[Row]) -> dict[str, Any]:
    summary = summarise([_statement(row) for row in facts]).properties()
    kind = action.split(":")[2]
    kept = ("status", "start_date", "end_date", "amount", "currency")
    properties = {key: summary[key] for key in kept if key in summary}
    refs = sorted({row["ref"] for row in facts})
    return {"id": action, "kind": kind, "name": _action_name(kind, properties), "refs": refs} | properties


def _action_name(kind: str, properties: dict[str, Any]) -> str:
    """A caption from the action's own facts: the parties stand beside it in the graph, and their names may change."""
    words = [kind]
    if "amount" in properties:
        words.append(f"{properties['amount']:,.0f} {properties.get('currency', '')}".strip())
    if "start_date" in properties:
        words.append(properties["start_date"])
    return ", ".join(words)


def _remove_nodes(tx: Transaction, label: str, ids: Sequence[str]) -> None:
    if ids:
        tx.run(f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n", ids=list(ids))
