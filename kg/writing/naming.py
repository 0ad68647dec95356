"""What a person says of two entities: that they are the same, or that they are not; kept, undone and honoured by all that follows.

A judgement names refs, which no later merge or split changes. Which entities there are follows from all judgements that
hold and from what documents say, in the same transaction; so undoing one leaves the graph as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from kg.conflicts import Said, chain
from kg.errors import KgError, NotFound, UsageError
from kg.graph import Graph, Row, Transaction
from kg.ids import digest
from kg.names import name_key
from kg.ontology import COMPANY, PERSON
from kg.schema import lock_for_writing
from kg.writing.deriving import derive
from kg.writing.judged import DIFFERENT, ON_NAMES, SAME, Judgement, judgement_of, save
from kg.writing.withdrawing import Unlinked

JUDGED = ("org", "person")
"""Families of refs that can be merged: a wallet is its address, a country its code."""
SHORTEST = 6
"""Hex digits of a judgement's id that must be given at least."""


class Contradicts(KgError):
    """It contradicts what was judged before; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are judged: an entity with its refs, and how it was called by whoever judges."""

    entity: str
    name: str
    refs: tuple[str, ...]
    typed: str

    @property
    def family(self) -> str:
        """The family of its refs."""
        return self.entity.split(":", 1)[0]


def side(graph: Graph, entity: str, typed: str) -> Side:
    """The entity of that id as a side of a judgement."""
    rows = graph.read("MATCH (e:Entity {id: $id}) RETURN e.name AS name, e.refs AS refs", {"id": entity})
    return Side(entity, rows[0]["name"], tuple(rows[0]["refs"]), typed)


def judge_names(
    graph: Graph, left: Side, right: Side, verdict: str, *, by: str, now: str, why: str | None = None
) -> tuple[Judgement, bool]:
    """Say that two entities are the same, or different; returns the judgement and whether it is new.

    Raises UsageError where they cannot be either, Contradicts with the chain where somebody has judged otherwise.
    """
    _refuse(left, right, verdict)

    def work(tx: Transaction) -> tuple[Judgement, bool]:
        lock_for_writing(tx)
        pairs = list(_pairs(tx, left, right, verdict))
        held = _holding(tx)
        asked = {frozenset(pair) for pair in pairs}
        known = next((one for one in held if one.verdict == verdict and _pair(one) in asked), None)
        if known is not None:
            return known, False
        _refuse_contradiction(tx, held, left, right, verdict, pairs[0])
        made = [_judgement(verdict, pair, by=by, now=now, why=why) for pair in pairs]
        save(tx, made)
        refs = frozenset(ref for pair in pairs for ref in pair)
        derive(tx, [], [], Unlinked(refs=refs))
        if verdict == SAME and len(_entities_of(tx, refs)) > 1:
            raise Contradicts(
                f"{left.name} and {right.name}",
                "something else keeps them apart",
                "`kg judgements` lists what was judged",
            )
        return made[0], True

    return graph.write(work)


def undo(graph: Graph, text: str, *, by: str, now: str) -> list[Judgement]:
    """Undo a judgement on names, given by its id or the beginning of it; raises NotFound where none or several fit."""

    def work(tx: Transaction) -> list[Judgement]:
        lock_for_writing(tx)
        held = _holding(tx)
        found = [one for one in held if len(text) >= SHORTEST and one.id.startswith(text.lower())]
        if len(found) != 1:
            rule = "several judgements begin so" if found else "no judgement on names that holds begins so"
            raise NotFound(repr(text), rule, "`kg judgements` lists them")
        # what was said at once of all refs of two entities is undone at once
        meant = [one for one in held if (one.decision or one.id) == (found[0].decision or found[0].id)]
        save(tx, [replace(one, withdrawn=now, withdrawn_by=by) for one in meant])
        derive(tx, [], [], Unlinked(refs=frozenset(str(ref) for one in meant for ref in (one.left, one.right))))
        return [found[0]]

    return graph.write(work)


def judgements_on_names(graph: Graph, *, undone: bool = False) -> list[Row]:
    """What was said of names, the latest first, one row a decision, with what the entities are called now."""
    rows = graph.read(
        """
        MATCH (j:Judgement)
        WHERE j.verdict IN $verdicts AND ($undone OR j.withdrawn IS NULL)
        RETURN j.id AS id, j.verdict AS verdict, j.left AS left, j.right AS right, j.by AS by, j.at AS at, j.why AS why,
               j.withdrawn AS withdrawn, j.withdrawn_by AS withdrawn_by, coalesce(j.decision, j.id) AS decision
        ORDER BY at DESC, decision, id
        """,
        {"verdicts": list(ON_NAMES), "undone": undone},
    )
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["decision"], row)
    names = _names(graph, {ref for row in first.values() for ref in (row["left"], row["right"])})
    return [
        row | {"a": names.get(row["left"], row["left"]), "b": names.get(row["right"], row["right"])}
        for row in first.values()
    ]


def _refuse(left: Side, right: Side, verdict: str) -> None:
    thing = f"{left.name} and {right.name}"
    for one in (left, right):
        if one.family not in JUDGED:
            raise UsageError(
                one.name,
                f"is a {one.family}, which is what its address or code says",
                "judge companies, groups, agencies or persons",
            )
    if left.family != right.family:
        raise UsageError(thing, "one is a person and one is not", "say how they are linked by a document instead")
    if verdict == SAME and left.entity == right.entity:
        raise UsageError(thing, "they are one entity already", f"`kg show {left.entity}` tells why")


def _pairs(tx: Transaction, left: Side, right: Side, verdict: str) -> Iterator[tuple[str, str]]:
    """The refs that are judged: the entities' own, and of two called the same also those that one document keeps apart."""
    if left.entity == right.entity:
        yield _split(left, right)
        return
    yield left.entity, right.entity
    if verdict == SAME:
        documents = _documents(tx, (*left.refs, *right.refs))
        for a, b in product(left.refs, right.refs):
            if (a, b) != (left.entity, right.entity) and documents.get(a, set()) & documents.get(b, set()):
                yield a, b


def _split(left: Side, right: Side) -> tuple[str, str]:
    """The refs of one entity that two of its names stand for; raises UsageError where they stand for one, or for none."""
    label = PERSON if left.family == "person" else COMPANY
    found = [
        [ref for ref in one.refs if ref == one.typed or ref.rsplit(":", 1)[-1] == name_key(label, one.typed)]
        for one in (left, right)
    ]
    if len(found[0]) != 1 or len(found[1]) != 1 or found[0] == found[1]:
        listed = ", ".join(left.refs[:10])
        raise UsageError(
            f"{left.typed} and {right.typed}",
            f"they are one entity, and these names do not tell which of its parts are meant ({listed})",
            "name two of these",
        )
    return found[0][0], found[1][0]


def _documents(tx: Transaction, refs: Sequence[str]) -> dict[str, set[str]]:
    rows = tx.run(
        """
        UNWIND $refs AS ref
        MATCH (c:Claim {subject_ref: ref})
        USING INDEX c:Claim(subject_ref)
        WHERE c.predicate IN ['name', 'alias', 'identifier'] AND c.withdrawn IS NULL
        RETURN ref, collect(DISTINCT c.document) AS documents
        """,
        refs=list(refs),
    )
    return {row["ref"]: set(row["documents"]) for row in rows}


def _holding(tx: Transaction) -> list[Judgement]:
    rows = tx.run(
        "MATCH (j:Judgement) WHERE j.verdict IN $verdicts AND j.withdrawn IS NULL RETURN properties(j) AS j ORDER BY j.at, j.id",
        verdicts=list(ON_NAMES),
    )
    return [judgement_of(row["j"]) for row in rows]


def _pair(judgement: Judgement) -> frozenset[str]:
    return frozenset((str(judgement.left), str(judgement.right)))


def _judgement(verdict: str, pair: tuple[str, str], *, by: str, now: str, why: str | None) -> Judgement:
    decision = digest("decision", verdict, by, now, *pair)[:32]
    left, right = sorted(pair)
    return Judgement(
        digest("judgement", decision, left, right)[:32],
        verdict,
        by,
        now,
        why,
        left=left,
        right=right,
        decision=decision,
    )


def _refuse_contradiction(
    tx: Transaction, held: Iterable[Judgement], left: Side, right: Side, verdict: str, pair: tuple[str, str]
) -> None:
    """Raise Contradicts where what holds says otherwise, with who said what when, in names."""
    judged = list(held)
    refs = {str(ref) for one in judged for ref in (one.left, one.right)}
    rows = _entity_rows(tx, refs | {*left.refs, *right.refs})
    names = {row["ref"]: row["name"] for row in rows}
    entity = {row["ref"]: row["entity"] for row in rows}

    def told(one: Judgement, word: str) -> str:
        a, b = (names.get(str(ref), str(ref).rsplit(":", 1)[-1]) for ref in (one.left, one.right))
        return f"{_own(str(one.left), a)} is {word} {_own(str(one.right), b)} since {str(one.at)[:10]} ({one.by})"

    same = [Said(str(one.left), str(one.right), told(one, "the same as")) for one in judged if one.verdict == SAME]
    if verdict == DIFFERENT:
        steps = chain(same, *pair)
        if steps:
            _contradict(left, right, verdict, [step.label for step in steps])
        return
    for one in judged:
        if one.verdict != DIFFERENT:
            continue
        ends = {entity.get(str(one.left), str(one.left)), entity.get(str(one.right), str(one.right))}
        if ends == {left.entity, right.entity}:
            joined = [
                step for end in (one.left, one.right) for near in pair for step in chain(same, str(end), near) or ()
            ]
            _contradict(left, right, verdict, [told(one, "different from"), *(step.label for step in joined)])


def _own(ref: str, name: str) -> str:
    """A ref by its own name key where its entity is called otherwise: two parts of one entity must not be called alike."""
    key = ref.rsplit(":", 1)[-1]
    return name if name_key(COMPANY, name) == key else f"{name} ({key})"


def _contradict(left: Side, right: Side, verdict: str, steps: Sequence[str]) -> None:
    rule = f"cannot be {'the same' if verdict == SAME else 'different'}: {', and '.join(steps)}"
    raise Contradicts(f"{left.name} and {right.name}", rule, "undo one of these first (`kg judgements`, `kg undo ID`)")


def _entity_rows(tx: Transaction, refs: Iterable[str]) -> list[Row]:
    return tx.run(
        """
        UNWIND $refs AS ref
        CALL (ref) {
          MATCH (c:Claim {subject_ref: ref})-[:SUBJECT]->(e:Entity)
          RETURN e LIMIT 1
        }
        RETURN ref, e.id AS entity, e.name AS name
        """,
        refs=sorted(refs),
    )


def _entities_of(tx: Transaction, refs: Iterable[str]) -> set[str]:
    return {row["entity"] for row in _entity_rows(tx, refs)}


def _names(graph: Graph, refs: Iterable[str]) -> dict[str, str]:
    return {row["ref"]: row["name"] for row in graph.write(lambda tx: _entity_rows(tx, refs))}
