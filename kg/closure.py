"""Which refs must be judged together: those that share a name, an entity or a judgement, directly or through others."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.graph import Row, Transaction
from kg.identity import Naming, Pair


@dataclass(frozen=True, slots=True)
class Closure:
    """What was found: all `refs`, where each is `before`, and the judgements about them.

    `alone` share no name with any other and are what they are; `namings` tell how all the rest are called.
    """

    refs: frozenset[str]
    before: dict[str, str]
    alone: frozenset[str]
    namings: list[Naming]
    same: list[Pair]
    different: list[Pair]

    @property
    def contested(self) -> frozenset[str]:
        """Refs that may belong together with others."""
        return self.refs - self.alone


def closure(tx: Transaction, refs: Collection[str]) -> Closure:
    """Follow names, entities and judgements from these refs until nothing new comes."""
    before: dict[str, str] = {}
    alike: list[frozenset[str]] = []
    judged: set[tuple[str, str, str]] = set()
    seen: set[str] = set()
    new = with_mates(tx, refs, before)
    while new:
        seen |= new
        named = _called_alike(tx, new)
        ruled = _judgements(tx, new)
        alike += named
        judged |= ruled
        same = {ref for left, right, verdict in ruled if verdict == "same" for ref in (left, right)}
        new = with_mates(tx, same.union(*named) - seen, before) - seen
    alone = _alone(alike, judged)
    return Closure(
        refs=frozenset(seen),
        before=before,
        alone=alone,
        namings=_namings(tx, seen - alone),
        same=sorted((left, right) for left, right, verdict in judged if verdict == "same"),
        different=sorted((left, right) for left, right, verdict in judged if verdict == "different"),
    )


def _alone(alike: Iterable[frozenset[str]], judged: Iterable[tuple[str, str, str]]) -> frozenset[str]:
    """Refs that bear names, none of which anybody else bears; most are, and nothing more need be asked about them."""
    shared: set[str] = {ref for left, right, _ in judged for ref in (left, right)}
    named: set[str] = set()
    for refs in alike:
        named |= refs
        if len(refs) > 1:
            shared |= refs
    return frozenset(named - shared)


def with_mates(tx: Transaction, refs: Collection[str], before: dict[str, str]) -> set[str]:
    """These refs and those in one entity or action with them now; where each is goes into `before`.

    Where a join falls away, both sides must be looked at.
    """
    rows = _places(tx, refs)
    before |= {row["ref"]: row["entity"] for row in rows}
    mates = {mate for row in rows for mate in row["mates"] or ()} - set(refs)
    before |= current(tx, mates - before.keys())
    return mates | set(refs)


def current(tx: Transaction, refs: Collection[str]) -> dict[str, str]:
    """Where refs belong now; refs that no claim points from yet are left out."""
    return {row["ref"]: row["entity"] for row in _places(tx, refs)}


def _places(tx: Transaction, refs: Collection[str]) -> list[Row]:
    """Most refs are the id of their entity; only for the others a claim of theirs is followed."""
    rows: list[Row] = []
    for label in ("Entity", "Action"):
        if some := sorted(ref for ref in refs if ref.startswith("action:") == (label == "Action")):
            rows += tx.run(
                f"""
                UNWIND $refs AS ref
                MATCH (n:{label} {{id: ref}})
                WHERE n.refs IS NOT NULL
                RETURN ref, ref AS entity, n.refs AS mates
                """,
                refs=some,
            )
    if others := sorted(set(refs) - {row["ref"] for row in rows}):
        rows += tx.run(
            """
            UNWIND $refs AS ref
            CALL (ref) {
              MATCH (c:Claim {subject_ref: ref})-[:SUBJECT]->(e)
              USING INDEX c:Claim(subject_ref)
              RETURN e LIMIT 1
            }
            RETURN ref, e.id AS entity, e.refs AS mates
            """,
            refs=others,
        )
    return rows


def _called_alike(tx: Transaction, refs: Collection[str]) -> list[frozenset[str]]:
    """For each name or alias of these refs, all refs that bear it; withdrawn claims have no key."""
    rows = tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim)
        USING INDEX c:Claim(subject_ref, value_key)
        WHERE c.subject_ref = ref AND c.value_key IS NOT NULL
        WITH DISTINCT c.value_key AS key
        WHERE NOT key STARTS WITH 'person|' OR key CONTAINS ' '
        MATCH (other:Claim)
        USING INDEX other:Claim(value_key, subject_ref)
        WHERE other.value_key = key AND other.subject_ref IS NOT NULL
        RETURN key, collect(DISTINCT other.subject_ref) AS refs
        """,
        refs=sorted(refs),
    )
    return [frozenset(row["refs"]) for row in rows]


def _namings(tx: Transaction, refs: Collection[str]) -> list[Naming]:
    if not refs:
        return []
    rows = tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim)
        USING INDEX c:Claim(subject_ref, value_key)
        WHERE c.subject_ref = ref AND c.value_key IS NOT NULL
        RETURN DISTINCT ref, c.value_key AS key, c.predicate = 'name' AS is_name, c.document AS document
        """,
        refs=sorted(refs),
    )
    return [Naming(row["ref"], row["key"].split("|", 1)[1], row["is_name"], row["document"]) for row in rows]


def _judgements(tx: Transaction, refs: Collection[str]) -> set[tuple[str, str, str]]:
    """The judgements about these refs that hold, as left, right and verdict."""
    rows = tx.run(
        """
        MATCH (j:Judgement)
        WHERE j.withdrawn IS NULL AND (j.left IN $refs OR j.right IN $refs)
        RETURN j.left AS left, j.right AS right, j.verdict AS verdict
        """,
        refs=sorted(refs),
    )
    return {(row["left"], row["right"], row["verdict"]) for row in rows}
