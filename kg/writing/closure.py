"""Which refs must be judged together: those that share a name, an entity or a judgement, directly or through others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass

from kg.graph import Row, Transaction
from kg.identity import IDENTIFIED, Naming, Pair
from kg.writing.fresh import Fresh, called, own_key

_NEVER_JOINED = ("wallet:", "country:")


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


def closure(tx: Transaction, refs: Collection[str], fresh: Fresh) -> Closure:
    """Follow names, entities and judgements from these refs until nothing new comes."""
    before: dict[str, str] = {}
    bearers: dict[str, set[str]] = {}
    judged: set[tuple[str, str, str]] = set()
    seen: set[str] = set()
    new = with_mates(tx, refs, before, fresh)
    while new:
        seen |= new
        found = _called_alike(tx, new, fresh, bearers)
        ruled = _judgements(tx, new)
        bearers |= found
        judged |= ruled
        same = {ref for left, right, verdict in ruled if verdict == "same" for ref in (left, right)}
        new = with_mates(tx, same.union(*found.values()) - seen, before, fresh) - seen
    living = {ref for ref in seen if ref in before or ref in refs or ref in fresh.by_subject}
    alone = _alone(living, bearers, judged)
    namings = _namings(tx, living - alone, fresh)
    same_refs = {ref for left, right, verdict in judged if verdict == "same" for ref in (left, right)}
    alone |= _nameless(tx, living - alone - same_refs - {naming.ref for naming in namings}, fresh)
    return Closure(
        refs=frozenset(living),
        before=before,
        alone=alone,
        namings=namings,
        same=sorted((left, right) for left, right, verdict in judged if verdict == "same"),
        different=sorted((left, right) for left, right, verdict in judged if verdict == "different"),
    )


def _alone(living: set[str], bearers: Mapping[str, set[str]], judged: Iterable[tuple[str, str, str]]) -> frozenset[str]:
    """Refs none of whose names anybody else bears; most are, and nothing more need be asked about them."""
    shared = {ref for left, right, _ in judged for ref in (left, right)}
    for refs in bearers.values():
        if len(refs & living) > 1:
            shared |= refs
    return frozenset(living - shared)


def _nameless(tx: Transaction, refs: Set[str], fresh: Fresh) -> frozenset[str]:
    """Refs whose names a person rejected, while other claims still speak of them: they are what they are, with nobody."""
    here = {ref for ref in refs if ref in fresh.by_subject or ref in fresh.by_object}
    return frozenset(here | speaking(tx, refs - here))


def speaking(tx: Transaction, refs: Collection[str]) -> set[str]:
    """Those of these refs of which a live claim in the graph speaks, be it without naming them."""
    rows: list[Row] = []
    for side in ("subject_ref", "object_ref") if refs else ():
        rows += tx.run(
            f"""
            UNWIND $refs AS ref
            CALL (ref) {{
              MATCH (c:Claim {{{side}: ref}})
              USING INDEX c:Claim({side})
              WHERE c.withdrawn IS NULL AND NOT c:Candidate
              RETURN 1 AS found LIMIT 1
            }}
            RETURN ref
            """,
            refs=sorted(refs),
        )
    return {row["ref"] for row in rows}


def with_mates(tx: Transaction, refs: Collection[str], before: dict[str, str], fresh: Fresh) -> set[str]:
    """These refs and those in one entity or action with them now; where each is goes into `before`.

    Where a join falls away, both sides must be looked at.
    """
    rows = _places(tx, fresh.old(refs))
    # an entity knows its refs, also one that no claim points from while claims are being corrected
    before |= {mate: row["entity"] for row in rows for mate in row["mates"] or ()}
    before |= {row["ref"]: row["entity"] for row in rows}
    mates = {mate for row in rows for mate in row["mates"] or ()} - set(refs)
    before |= current(tx, mates - before.keys())
    return mates | set(refs)


def current(tx: Transaction, refs: Collection[str]) -> dict[str, str]:
    """Where refs belong now; refs that no claim in the graph points from are left out."""
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
    # what never joins anything is where its ref says, or nowhere
    others = sorted(ref for ref in set(refs) - {row["ref"] for row in rows} if not ref.startswith(_NEVER_JOINED))
    if others:
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


def _called_alike(
    tx: Transaction, refs: Collection[str], fresh: Fresh, known: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """For each name or alias of these refs, all refs that bear it; names whose bearers are `known` are not asked about again.

    An organisation's ref tells its own name, and what a thousand documents call by that name is one ref; so only what
    others are called by it is looked for, and the thousand are passed over in the index.
    """
    keys = {key for ref in refs for key in (own_key(ref), *fresh.keys_of(ref))}
    keys |= _other_keys(tx, fresh.old(refs))
    keys = {key for key in keys - known.keys() if _tells(key)}
    found = {key: set(fresh.bearers(key)) for key in keys}
    for key in keys:
        if key.startswith("org|"):
            found[key].add(_owner(key))
    for ref in refs:
        if (bears := found.get(own_key(ref), known.get(own_key(ref)))) is not None:
            bears.add(ref)
    for row in _other_bearers(tx, keys):
        found[row["key"]].update(row["refs"])
    return found


def _tells(key: str) -> bool:
    """False for the bare first or last name of a person, which thousands bear."""
    return not key.startswith("person|") or " " in key or key.startswith(f"person|{IDENTIFIED}")


def _owner(key: str) -> str:
    return key.replace("|", ":", 1)


def bearers(tx: Transaction, keys: Iterable[str]) -> set[str]:
    """All refs that are, or may be, called by these keys: where one loses a name, the others may join or part."""
    asked = {key for key in keys if _tells(key)}
    owners = {_owner(key) for key in asked if key.startswith("org|")}
    return owners | {ref for row in _other_bearers(tx, asked) for ref in row["refs"]}


def _other_keys(tx: Transaction, refs: Collection[str]) -> set[str]:
    """The keys that these refs are called by beside their own; withdrawn claims have no key."""
    rows: list[Row] = []
    for statement in (_KEYS.format("<"), _KEYS.format(">")) if refs else ():
        rows += tx.run(statement, rows=[{"ref": ref, "key": own_key(ref)} for ref in refs])
    return {row["key"] for row in rows}


_KEYS = """
UNWIND $rows AS row
MATCH (c:Claim)
USING INDEX c:Claim(subject_ref, value_key)
WHERE c.subject_ref = row.ref AND c.value_key {} row.key
RETURN DISTINCT c.value_key AS key
"""


def _other_bearers(tx: Transaction, keys: Collection[str]) -> list[Row]:
    """Who is called by these keys, the owner of a key left out; nobody owns the name of a person."""
    rows: list[Row] = []
    for statement in (_BEARERS.format("<"), _BEARERS.format(">")) if keys else ():
        rows += tx.run(statement, rows=[{"key": key, "owner": _owner(key)} for key in sorted(keys)])
    return rows


_BEARERS = """
UNWIND $rows AS row
MATCH (c:Claim)
USING INDEX c:Claim(value_key, subject_ref)
WHERE c.value_key = row.key AND c.subject_ref {} row.owner
RETURN row.key AS key, collect(DISTINCT c.subject_ref) AS refs
"""


def _namings(tx: Transaction, refs: Collection[str], fresh: Fresh) -> list[Naming]:
    stored = [
        Naming(row["ref"], key.split("|", 1)[1], is_name, document)
        for row in _stored_namings(tx, fresh.old(refs))
        for key, is_name, document in row["namings"]
    ]
    here = [
        Naming(ref, key.split("|", 1)[1], claim.predicate == "name", claim.document_id)
        for ref in refs
        for claim in fresh.by_subject.get(ref, ())
        if (key := called(claim)) is not None
    ]
    return stored + here


def _stored_namings(tx: Transaction, refs: Collection[str]) -> list[Row]:
    if not refs:
        return []
    return tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim)
        USING INDEX c:Claim(subject_ref, value_key)
        WHERE c.subject_ref = ref AND c.value_key IS NOT NULL
        RETURN ref, collect(DISTINCT [c.value_key, c.predicate = 'name', c.document]) AS namings
        """,
        refs=list(refs),
    )


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
