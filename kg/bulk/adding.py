"""The sums: edges, entities and actions from what was stated about each, part by part."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from operator import attrgetter
from typing import Any

from kg.bulk.files import Columns, Edges, Nodes
from kg.bulk.laying import Laying
from kg.bulk.spool import Row
from kg.evidence import Statement, Summary, summarise
from kg.writing.describing import action_properties, entity_properties, label_of

_NUMBERS = {
    "confidence": "double",
    "amount": "double",
    "claims": "long",
    "sources": "long",
    "denials": "long",
    "shown": "boolean",
}
_SUMMED = tuple(one.name for one in fields(Summary))
_values = attrgetter(*_SUMMED)
EDGE: Columns = {"key": "string", **{name: _NUMBERS.get(name, "string") for name in _SUMMED}}
ENTITY: Columns = {
    **dict.fromkeys(("id", "name", "name_key"), "string"), "aliases": "string[]", "refs": "string[]", "kind": "string",
    "birth_date": "string", "mitre_id": "string", "registration": "string", "website": "string", "address": "string",
    "family": "string", "chains": "string[]", "iso2": "string", "label_status": "string",
}  # fmt: skip
ACTION: Columns = {"id": "string", "kind": "string", "name": "string", "refs": "string[]", "status": "string",
                   "start_date": "string", "end_date": "string", "amount": "double", "currency": "string"}  # fmt: skip


def add_up(laid: Laying) -> None:
    """Write all edges, entities and actions."""
    _edges(laid)
    _entities(laid)
    _actions(laid)


def _edges(laid: Laying) -> None:
    tables: dict[str, Edges] = {}
    for part in laid.edges:
        stated: dict[tuple[str, str, int, int], list[Statement]] = defaultdict(list)
        for _, key, predicate, start, end, *said in part:
            stated[predicate, key, start, end].append(_statement(said))
        for (predicate, key, start, end), statements in stated.items():
            table = tables.get(predicate) or tables.setdefault(predicate, laid.files.edges(predicate, EDGE))
            table.write(start, end, (key, *_values(summarise(statements))))


def _statement(said: list[Any]) -> Statement:
    (
        one,
        status,
        confidence,
        document,
        publisher,
        primary,
        published,
        reliability,
        origin,
        amount,
        currency,
        start,
        end,
    ) = said
    return Statement(
        one,
        status,
        confidence,
        document,
        publisher,
        primary,
        origin,
        None,
        published,
        amount,
        currency,
        start,
        end,
        reliability,
    )


def _entities(laid: Laying) -> None:
    tables: dict[str, Nodes] = {}
    for part in laid.entities:
        ids: dict[int, str] = {}
        facts: dict[int, dict[Row, tuple[int, float]]] = defaultdict(dict)
        for number, *row in part:
            if len(row) == 1:
                ids[number] = row[0]
                continue
            *fact, confidence = row
            times, sure = facts[number].get(tuple(fact), (0, confidence))
            facts[number][tuple(fact)] = times + 1, max(sure, confidence)
        for number, entity in ids.items():
            known = [
                {
                    "ref": ref,
                    "predicate": predicate,
                    "value": value,
                    "method": method,
                    "times": times,
                    "confidence": sure,
                }
                for (ref, predicate, value, method), (times, sure) in facts.pop(number, {}).items()
            ]
            label, label_status = label_of(entity, known)
            properties = entity_properties(entity, label, known) | {"label_status": label_status}
            table = tables.get(label) or tables.setdefault(label, laid.files.nodes(f"Entity:{label}", ENTITY))
            table.put(number, properties)


def _actions(laid: Laying) -> None:
    table = laid.files.nodes("Action", ACTION)
    for part in laid.actions:
        ids: dict[int, str] = {}
        stated: dict[int, list[tuple[str, Statement]]] = defaultdict(list)
        for number, first, *said in part:
            if said:
                stated[number].append((first, _statement(said)))
            else:
                ids[number] = first
        for number, action in ids.items():
            table.put(number, action_properties(action, stated.pop(number, [])))
