"""What entities and actions are called and are: properties as sums of claims, those in the graph and those in hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from kg.evidence import Statement, summarise
from kg.graph import Row, Transaction
from kg.names import country_name, name_key
from kg.ontology import AGENCY, COMPANY, COUNTRY, ENTITY_LABELS, GROUP, LITERAL_PREDICATES, PARTY_TYPES, WALLET
from kg.writing.fresh import LABEL_OF_FAMILY, Fresh, statement
from kg.writing.voices import voices

LABEL_RANK = {"label:catalogue": 0, "label:list": 1, "label:cue": 2, "label:default": 3}
"""The most specific source of a label decides; the words behind the colon become `label_status`."""

_SINGLE = ("kind", "birth_date")
_TOLD_BY_IDENTIFIER = {"mitre": "mitre_id", "registration": "registration", "website": "website"}
Assignment = Mapping[str, str]


def describe_entities(
    tx: Transaction,
    ids: Collection[str],
    fresh: Fresh,
    assignment: Assignment,
    *,
    created: Collection[str],
    changed: Collection[str],
) -> None:
    """Make the properties of entities sums of their live claims; those that no claim points at go.

    No claim in the graph speaks yet of `created` ones. Of `changed` ones some claims have gone or come from elsewhere; of
    all others something is said in hand, and where that only confirms what they are, they are left as they are.
    """
    said = _fresh_facts(fresh, assignment)
    old = sorted(set(ids) - set(created))
    current = _current(tx, [entity for entity in old if entity not in changed])
    ask = [entity for entity in old if entity not in current or not _confirms(current[entity], said.get(entity, ()))]
    stored = _stored_facts(tx, ask)
    wanted = (*ask, *sorted(entity for entity in ids if entity in created))
    facts = {entity: added_up(stored.get(entity, ()), said.get(entity, ())) for entity in wanted}
    pointed = {assignment[ref] for ref in fresh.refs}
    bare = [entity for entity, known in facts.items() if not known and entity not in pointed]
    gone = _remove_unclaimed(tx, "Entity", bare)
    _write_entities(tx, {entity: known for entity, known in facts.items() if entity not in gone}, created)


def _fresh_facts(fresh: Fresh, assignment: Assignment) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for claim in fresh.claims:
        if claim.predicate in LITERAL_PREDICATES:
            out[assignment[claim.subject_ref]].append({
                "ref": claim.subject_ref, "predicate": claim.predicate, "value": claim.value,
                "method": claim.method, "times": 1, "confidence": claim.confidence,
            })  # fmt: skip
    return out


def _current(tx: Transaction, ids: Sequence[str]) -> dict[str, Row]:
    if not ids:
        return {}
    rows = tx.run(
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, labels(e) AS labels, properties(e) AS properties",
        ids=ids,
    )
    return {row["id"]: row for row in rows}


def _confirms(current: Row, facts: Iterable[Row]) -> bool:
    """True where facts say nothing of an entity that its properties do not say already, so that their sums stay the same."""
    known = current["properties"]
    if "refs" not in known:
        return False
    label = next(label for label in current["labels"] if label in ENTITY_LABELS)
    return all(row["ref"] in known["refs"] and _is_known(row, known, label) for row in facts)


def _is_known(row: Row, known: Row, label: str) -> bool:
    predicate, value = row["predicate"], row["value"]
    if predicate == "label":
        return _leaves_label(row, label, known["label_status"])
    if predicate == "alias":
        return value == known["name"] or value in known["aliases"]
    if predicate == "identifier":
        kind, number = value.partition(":")[0], value.rpartition(":")[2]
        return kind not in _TOLD_BY_IDENTIFIER or bool(known.get(_TOLD_BY_IDENTIFIER[kind]) == number)
    if predicate == "chain":
        return value in known.get("chains", ())
    # one more word for what is best already leaves it the best; any other might become it
    return predicate not in ("name", "address", *_SINGLE) or bool(value == known.get(predicate))


def _leaves_label(row: Row, label: str, label_status: str) -> bool:
    if _family(row["ref"]) != "org":
        return True
    rank, stated = LABEL_RANK.get(f"label:{label_status}"), LABEL_RANK[row["method"]]
    return rank is not None and (stated > rank or (stated == rank and bool(row["value"] == label)))


def _family(entity: str) -> str:
    return entity.split(":", 1)[0]


def _stored_facts(tx: Transaction, ids: Sequence[str]) -> dict[str, list[Row]]:
    facts: dict[str, list[Row]] = defaultdict(list)
    if not ids:
        return facts
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
    for row in rows:
        facts[row.pop("id")].append(row)
    return facts


def added_up(stored: Iterable[Row], said: Iterable[Row]) -> list[Row]:
    """Facts of both, each value once: how often it is stated, and how surely at best."""
    out: dict[tuple[str, ...], Row] = {}
    for row in (*stored, *said):
        key = (row["ref"], row["predicate"], row["value"], row["method"])
        there = out.get(key)
        out[key] = row if there is None else row | {
            "times": there["times"] + row["times"], "confidence": max(there["confidence"], row["confidence"])
        }  # fmt: skip
    return list(out.values())


def _write_entities(tx: Transaction, facts: Mapping[str, Sequence[Row]], created: Collection[str]) -> None:
    by_label: dict[tuple[str, bool], list[Row]] = defaultdict(list)
    for entity, known in facts.items():
        label, label_status = label_of(entity, known)
        properties = entity_properties(entity, label, known) | {"label_status": label_status}
        by_label[label, entity in created].append({"id": entity, "properties": properties})
    for (label, is_new), nodes in sorted(by_label.items()):
        others = "".join(f":{other}" for other in ENTITY_LABELS if other != label)
        # what is as it was is left alone: writing a name again would index it again
        unlike = f"WHERE NOT e:{label} OR properties(e) <> row.properties REMOVE e{others}"
        tx.run(
            f"""
            UNWIND $rows AS row
            MATCH (e:Entity {{id: row.id}})
            {"" if is_new else unlike}
            SET e:{label}
            SET e = row.properties
            """,
            rows=nodes,
        )


def label_of(entity: str, facts: Sequence[Row]) -> tuple[str, str]:
    """The label that the most specific source gives; of equals the one most often given, Company last."""
    stated = [row for row in facts if row["predicate"] == "label"]
    if _family(entity) != "org" or not stated:
        return LABEL_OF_FAMILY[_family(entity)], "family"
    rank = min(LABEL_RANK[row["method"]] for row in stated)
    votes: dict[str, int] = defaultdict(int)
    for row in stated:
        if LABEL_RANK[row["method"]] == rank:
            votes[row["value"]] += row["times"]
    order = (AGENCY, GROUP, COMPANY)
    label = min(votes, key=lambda value: (-votes[value], order.index(value)))
    return label, next(method for method, value in LABEL_RANK.items() if value == rank).split(":")[1]


def entity_properties(entity: str, label: str, facts: Sequence[Row]) -> dict[str, Any]:
    """What an entity is called and is, from all that is stated about it; no row at all leaves what its id tells."""
    rest = entity.split(":", 1)[1]
    # the id of a person begins with the document that names it
    name = _best(facts, "name") or (country_name(rest) if label == COUNTRY else rest.rsplit(":", 1)[-1])
    called = {row["value"] for row in facts if row["predicate"] in ("name", "alias")} - {name}
    properties: dict[str, Any] = {
        "id": entity,
        "name": name,
        "name_key": name_key(label, name),
        "aliases": sorted(called),
        "refs": sorted({row["ref"] for row in facts} or {entity}),
    }
    for predicate in _SINGLE:
        if value := _best(facts, predicate):
            properties[predicate] = value
    properties |= _identified(facts)
    if label == WALLET:
        properties |= {
            "address": _best(facts, "address") or name,
            "family": entity.split(":")[1],
            "chains": sorted({row["value"] for row in facts if row["predicate"] == "chain"}),
        }
    if label == COUNTRY and len(rest) == 2:
        properties["iso2"] = rest.upper()
    return properties


def _identified(facts: Iterable[Row]) -> dict[str, str]:
    """The properties that identifiers give; of several of one kind the first by alphabet."""
    told = sorted((row["value"] for row in facts if row["predicate"] == "identifier"), reverse=True)
    by_kind = {kind: value for kind, _, value in (one.split(":", 2) for one in told if one.count(":") > 1)}
    return {name: by_kind[kind] for kind, name in _TOLD_BY_IDENTIFIER.items() if kind in by_kind}


def _best(facts: Sequence[Row], predicate: str) -> str | None:
    """The value with the highest confidence, then the most often stated, the longest, the first by alphabet."""
    stated: dict[str, tuple[float, int]] = {}
    for row in facts:
        if row["predicate"] == predicate:
            sure, times = stated.get(row["value"], (0.0, 0))
            stated[row["value"]] = max(sure, row["confidence"]), times + row["times"]
    if not stated:
        return None
    return min(stated, key=lambda value: (-stated[value][0], -stated[value][1], -len(value), value))


def describe_actions(
    tx: Transaction, ids: Collection[str], fresh: Fresh, assignment: Assignment, *, created: Collection[str]
) -> None:
    """Make the properties of actions sums of their parties' claims; those that no claim points at go."""
    facts = _stored_parts(tx, sorted(set(ids) - set(created)))
    for claim in fresh.claims:
        if claim.predicate in PARTY_TYPES:
            ref = claim.object_ref if claim.predicate == "PERFORMED" else claim.subject_ref
            facts[assignment[str(ref)]].append((str(ref), fresh.statement(claim)))
    pointed = {assignment[ref] for ref in fresh.refs}
    bare = set(ids) - facts.keys()
    gone = _remove_unclaimed(tx, "Action", sorted(bare - pointed))
    described = {**facts, **{action: [] for action in bare - gone}}
    rows = [
        {"id": action, "properties": action_properties(action, known)} for action, known in sorted(described.items())
    ]
    if rows:
        tx.run("UNWIND $rows AS row MATCH (a:Action {id: row.id}) SET a = row.properties", rows=rows)


def _stored_parts(tx: Transaction, ids: Sequence[str]) -> dict[str, list[tuple[str, Statement]]]:
    facts: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
    if not ids:
        return facts
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (a:Action {id: id})<-[:SUBJECT|OBJECT]-(c:Claim)
        WHERE c.withdrawn IS NULL AND c.predicate IN $parties
        RETURN id, CASE c.predicate WHEN 'PERFORMED' THEN c.object_ref ELSE c.subject_ref END AS ref, c.document AS document,
               c {.id, .status, .confidence, .origin, .amount, .currency, .start_date, .end_date, .published} AS claim
        """,
        ids=list(ids),
        parties=list(PARTY_TYPES),
    )
    known = voices(tx, {row["document"] for row in rows})
    for row in rows:
        facts[row["id"]].append((row["ref"], statement(row["claim"], known[row["document"]])))
    return facts


def action_properties(action: str, facts: Sequence[tuple[str, Statement]]) -> dict[str, Any]:
    """The sum of what is stated about an action's parties; each statement comes with the ref that it is about."""
    summary = summarise([stated for _, stated in facts]).properties() if facts else {}
    kind = action.split(":")[2]
    kept = ("status", "start_date", "end_date", "amount", "currency")
    properties = {key: summary[key] for key in kept if key in summary}
    refs = sorted({ref for ref, _ in facts} or {action})
    return {"id": action, "kind": kind, "name": _action_name(kind, properties), "refs": refs} | properties


def _action_name(kind: str, properties: dict[str, Any]) -> str:
    """A caption from the action's own facts: the parties stand beside it in the graph, and their names may change."""
    words = [kind]
    if "amount" in properties:
        words.append(f"{properties['amount']:,.0f} {properties.get('currency', '')}".strip())
    if "start_date" in properties:
        words.append(properties["start_date"])
    return ", ".join(words)


def _remove_unclaimed(tx: Transaction, label: str, ids: Sequence[str]) -> set[str]:
    """Remove nodes that no live claim points at; returns the ids of those that are gone."""
    if not ids:
        return set()
    rows = tx.run(
        f"""
        UNWIND $ids AS id
        MATCH (n:{label} {{id: id}})
        WHERE NOT EXISTS {{ (n)<-[:SUBJECT|OBJECT]-(c:Claim) WHERE c.withdrawn IS NULL }}
        DETACH DELETE n
        RETURN id
        """,
        ids=list(ids),
    )
    return {row["id"] for row in rows}
