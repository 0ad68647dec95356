"""The side of a page: each claim in words with status, sentence, rule and confidence; entities; what was no wallet."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from ingest.pages.marks import sentence_anchor, statements
from kg.ontology import EDGES

Record = dict[str, Any]


def claim_items(record: Record, prefix: str) -> list[str]:
    """Render each claim as a list item, numbered as in the text."""
    names = {entity["id"]: _linked(entity, prefix) for entity in record["entities"]}
    return [_item(one, number, names, prefix) for number, one in enumerate(statements(record), 1)]


def entity_rows(record: Record, prefix: str) -> list[str]:
    """Render each entity as a table row, where its mentions lead."""
    return [
        f'<tr id="{prefix}-{entity["id"]}"><th scope="row"><bdi class="entity {entity["type"].lower()}">{escape(entity["name"])}</bdi>'
        f"<td>{escape(_kind(entity))}<td>{escape(entity['label_method'])}<td>{len(entity['offsets'])}</tr>"
        for entity in record["entities"]
    ]


def rejected_rows(record: Record) -> list[str]:
    """Render what looked like a wallet and is none."""
    return [
        f"<tr><td><bdi>{escape(one['surface'])}</bdi><td>{escape(one['reason'])}</tr>" for one in record["rejected"]
    ]


def _kind(entity: Record) -> str:
    return f"{entity['type']}, {entity['kind']}" if entity.get("kind") else str(entity["type"])


def _linked(entity: Record, prefix: str) -> str:
    return f'<a href="#{prefix}-{entity["id"]}"><bdi>{escape(entity["name"])}</bdi></a>'


def _item(statement: Record, number: int, names: dict[str, str], prefix: str) -> str:
    status = statement["status"]
    words = _relation(statement, names) if "type" in statement else _action(statement, names)
    confidence = statement["confidence"]
    return (
        f'<li id="{prefix}-c{number}"><p><strong>{number}.</strong> {words} <span class="status {status}">{status}</span></p>'
        f"{_details(statement, names)}<blockquote><bdi>{escape(statement['evidence'])}</bdi></blockquote>"
        f'<p class="rule">Rule <code>{escape(statement["rule"])}</code>, confidence '
        f'<meter min="0" max="1" value="{confidence:.2f}" aria-label="confidence">{confidence:.2f}</meter> {confidence:.2f}, '
        f'<a href="#{sentence_anchor(prefix, statement)}">characters {statement["evidence_start"]}–{statement["evidence_end"]}</a></p>'
        f"{_why(statement)}</li>"
    )


def _why(statement: Record) -> str:
    """What weighs most in the confidence, for (+) and against (−) it."""
    return f'<p class="rule">Because: {escape("; ".join(statement["why"]))}</p>' if statement.get("why") else ""


def _relation(statement: Record, names: dict[str, str]) -> str:
    words = EDGES[statement["type"]].phrase.format(a=names[statement["from"]], b=names[statement["to"]])
    return f"{words} <code>{statement['type']}</code>"


def _action(statement: Record, names: dict[str, str]) -> str:
    by, against = (_list(names[entity] for entity in statement[side]) for side in ("by", "against"))
    who = f" by {by}" if by else ""
    whom = f" against {against}" if against else ""
    return f"<strong>{escape(statement['kind'])}</strong>{who}{whom}"


def _details(statement: Record, names: dict[str, str]) -> str:
    """The amount, time, role and whom the text credits, as far as there are any."""
    told = []
    if statement["amount"] is not None:
        told.append(f"{statement['amount']:,} {statement['currency'] or ''}".strip())
    told += [_time(statement)] if _time(statement) else []
    told += [f"as {statement['role']}"] if statement.get("role") else []
    parts = [escape(part) for part in told]
    if statement["origin"] is not None:
        parts.append(f"according to {names[statement['origin']]}")
    return f"<p>{', '.join(parts)}</p>" if parts else ""


def _time(statement: Record) -> str:
    start, end = statement.get("start") or statement.get("date"), statement["end"]
    if not start:
        return f"until {end}" if end else ""
    return f"{start} to {end}" if end else str(start)


def _list(names: Iterable[str]) -> str:
    *before, last = [*names] or [""]
    return f"{', '.join(before)} and {last}" if before else last
