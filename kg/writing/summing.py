"""Direct edges as the sums of their claims, those in the graph and those in hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, fields
from itertools import groupby
from typing import Any

from kg.evidence import Statement, Summary, summarise
from kg.graph import Transaction
from kg.ontology import RELATION_TYPES
from kg.writing.fresh import Fresh, statement
from kg.writing.pointing import Edge, edge_between
from kg.writing.voices import voices

_END_LABELS = {"PERFORMED": ("Entity", "Action"), "TARGETED": ("Action", "Entity")}


def edges_of(fresh: Fresh, assignment: Mapping[str, str]) -> dict[Edge, list[Statement]]:
    """The edges that claims in hand add to, with what they say."""
    out: dict[Edge, list[Statement]] = defaultdict(list)
    for claim in fresh.claims:
        if claim.object_ref is not None and claim.predicate in RELATION_TYPES:
            edge = edge_between(claim.predicate, assignment[claim.subject_ref], assignment[claim.object_ref])
            out[edge].append(fresh.statement(claim))
    return out


def sum_edges(
    tx: Transaction,
    touched: Iterable[Edge],
    stated: Mapping[Edge, Sequence[Statement]],
    *,
    created: Collection[str] = (),
) -> None:
    """Make each edge the sum of its live claims, or take it away where none is left.

    `touched` edges lost or gained claims that are in the graph, `stated` gives the claims in hand. No claim in the graph
    speaks yet of the nodes in `created`.
    """
    lost = set(touched)
    wanted = sorted(lost | stated.keys())
    ask = [edge for edge in wanted if edge in lost or not (edge.start in created or edge.end in created)]
    stored = _statements(tx, [edge.key for edge in ask])
    sums = {edge: [*stored.get(edge.key, ()), *stated.get(edge, ())] for edge in wanted}
    _remove_edges(tx, [edge for edge in wanted if not sums[edge]])
    # an edge without a claim in the graph, and that lost none just now, is not there
    there = {edge for edge in wanted if edge in lost or edge.key in stored}
    _create_edges(tx, [_row(edge, sums[edge]) for edge in wanted if edge not in there])
    kept = [edge for edge in wanted if edge in there and sums[edge]]
    for edge_type, group in groupby(kept, key=lambda edge: edge.type):
        _merge_edges(tx, edge_type, [_row(edge, sums[edge]) for edge in group])


_COLUMNS = ("key", *(field.name for field in fields(Summary)))
_LISTED = ", ".join(f"{name}: row[{place}]" for place, name in enumerate(_COLUMNS, 3))
"""An edge's properties travel as a list in this order, since their names weigh more than they do."""


def _row(edge: Edge, statements: Sequence[Statement]) -> list[Any]:
    return [_known_type(edge.type), edge.start, edge.end, edge.key, *astuple(summarise(statements))]


def _create_edges(tx: Transaction, rows: Sequence[list[Any]]) -> None:
    by_ends: dict[tuple[str, str], list[list[Any]]] = defaultdict(list)
    for row in rows:
        by_ends[_END_LABELS.get(row[0], ("Entity", "Entity"))].append(row)
    for (start, end), some in by_ends.items():
        tx.run(
            f"""
            UNWIND $rows AS row
            MATCH (a:{start} {{id: row[1]}})
            MATCH (b:{end} {{id: row[2]}})
            CREATE (a)-[e:$(row[0]) {{{_LISTED}}}]->(b)
            """,
            rows=some,
        )


def _merge_edges(tx: Transaction, edge_type: str, rows: Sequence[list[Any]]) -> None:
    start, end = _END_LABELS.get(edge_type, ("Entity", "Entity"))
    tx.run(
        f"""
        UNWIND $rows AS row
        MATCH (a:{start} {{id: row[1]}})
        MATCH (b:{end} {{id: row[2]}})
        MERGE (a)-[e:{_known_type(edge_type)}]->(b)
        SET e = {{{_LISTED}}}
        """,
        rows=list(rows),
    )


def _remove_edges(tx: Transaction, edges: Sequence[Edge]) -> None:
    for edge_type, group in groupby(edges, key=lambda edge: edge.type):
        start, end = _END_LABELS.get(edge_type, ("Entity", "Entity"))
        tx.run(
            f"""
            UNWIND $rows AS row
            MATCH (:{start} {{id: row.start}})-[e:{_known_type(edge_type)}]->(:{end} {{id: row.end}})
            DELETE e
            """,
            rows=[{"start": edge.start, "end": edge.end} for edge in group],
        )


def _known_type(edge_type: str) -> str:
    """Types reach Cypher only from the ontology's table."""
    return RELATION_TYPES[RELATION_TYPES.index(edge_type)]


def _statements(tx: Transaction, keys: Sequence[str]) -> dict[str, list[Statement]]:
    """The claims in the graph that add up to these edges; of two passages the first tells whose they are."""
    out: dict[str, list[Statement]] = defaultdict(list)
    if not keys:
        return out
    rows = tx.run(
        """
        UNWIND $keys AS key
        MATCH (c:Claim {edge: key})
        USING INDEX c:Claim(edge)
        WHERE c.withdrawn IS NULL
        RETURN key, c {.id, .status, .confidence, .origin, .amount, .currency, .start_date, .end_date, .published} AS claim,
               coalesce(c.document, [(c)-[:EVIDENCE {order: 0}]->(:Passage)-[:IN]->(d) | d.id][0]) AS document
        """,
        keys=list(keys),
    )
    known = voices(tx, {row["document"] for row in rows})
    for row in rows:
        out[row["key"]].append(statement(row["claim"], known[row["document"]]))
    return out
