"""Judgements as plain records, apart from any graph: written out, and taken in before or after the documents they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from kg.conflicts import Said, contradiction
from kg.errors import KgError
from kg.graph import Graph, Row, Transaction
from kg.ids import digest
from kg.schema import lock_for_writing
from kg.writing.correcting import apply_to_claims
from kg.writing.deriving import derive
from kg.writing.judged import DIFFERENT, ON_CLAIMS, ON_NAMES, RETRACT, SAME, VERDICTS, Judgement, judgement_of, save
from kg.writing.standing import withdraw
from kg.writing.withdrawing import Unlinked

BATCH: Final = 200
"""Judgements in one transaction."""

_NEEDED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(
            ON_CLAIMS, ("id", "at", "claim", "document", "predicate", "subject_ref", "target", "start", "end")
        ),
        **dict.fromkeys(ON_NAMES, ("left", "right")),
        RETRACT: ("document", "at", "why"),
    }
)
_NUMBERS: Final = ("start", "end")
_LONGEST: Final = 10_000


class BadRecord(KgError):
    """A record of judgements is out of shape: nothing of its batch was written."""


def read_judgements(graph: Graph) -> Iterator[dict[str, Any]]:
    """Every judgement, undone ones too, and every retracted document, in the order of their making."""
    rows = graph.stream(
        """
        CALL () {
          MATCH (j:Judgement)
          RETURN properties(j) AS record
          UNION ALL
          MATCH (d:Document)
          WHERE d.withdrawn IS NOT NULL
          RETURN {verdict: 'retract', document: d.id, at: d.withdrawn, why: d.reason} AS record
        }
        RETURN record
        ORDER BY record.at, record.verdict, coalesce(record.id, record.document)
        """
    )
    for row in rows:
        judgement = judgement_of(row["record"] | {"id": row["record"].get("id") or _made_id(row["record"])})
        yield judgement.properties()


def apply_judgements(graph: Graph, records: Iterable[Mapping[str, Any]], *, now: str) -> dict[str, int]:
    """Take records in, each once; those about what is not there yet hold when it comes. Returns counts by what became of them.

    `now` stamps what has no time of its own. Raises BadRecord at the first record that is out of shape; what came before
    it in batches of its own is kept, and the whole may be applied again.
    """
    counts: Counter[str] = Counter()
    numbered = enumerate(records, 1)
    while batch := [_judgement(record, number, now) for number, record in islice(numbered, BATCH)]:
        counts.update(graph.write(lambda tx, batch=batch: _apply(tx, batch)))  # type: ignore[misc]
    return dict(+counts)


def _made_id(record: Mapping[str, Any]) -> str:
    """An id for what has none: a document is retracted but once, two names are judged by their pair."""
    parts = (record.get("verdict"), record.get("document"), record.get("left"), record.get("right"), record.get("at"))
    return digest("judgement", *parts)[:32]


def _judgement(record: object, number: int, now: str) -> Judgement:
    if not isinstance(record, Mapping) or record.get("verdict") not in VERDICTS:
        raise BadRecord(f"judgement {number}", f"its verdict is none of {', '.join(VERDICTS)}", "mend the record")
    unknown = sorted(map(str, record.keys() - set(Judgement.__slots__)))
    if unknown:
        raise BadRecord(f"judgement {number}", f"it has an unknown field {unknown[0][:40]!r}", "mend the record")
    missing = [name for name in _NEEDED[record["verdict"]] if record.get(name) is None]
    if missing:
        raise BadRecord(f"judgement {number}", f"it has no {missing[0]}", "mend the record")
    wrong = [name for name, value in record.items() if not _fits(name, value)]
    if wrong:
        raise BadRecord(f"judgement {number}", f"its {wrong[0]} is of another type, or too long", "mend the record")
    return judgement_of({"at": now, **record, "id": record.get("id") or _made_id(record)})


def _fits(name: str, value: object) -> bool:
    if value is None:
        return True
    if name in _NUMBERS:
        return type(value) is int and 0 <= value < 2**53
    return isinstance(value, str) and len(value) <= _LONGEST and value == value.encode("utf-8", "ignore").decode()


def _apply(tx: Transaction, batch: list[Judgement]) -> Counter[str]:
    lock_for_writing(tx)
    new = _news(tx, batch)
    early = _retract(tx, [one for one in new if one.verdict == RETRACT])
    save(tx, [*(one for one in new if one.verdict != RETRACT), *early])
    documents = {str(one.document) for one in new if one.verdict in ON_CLAIMS}
    if documents:
        apply_to_claims(tx, documents)
    refs = {str(ref) for one in new if one.verdict in ON_NAMES for ref in (one.left, one.right)}
    if refs:
        _refuse_contradiction(tx)
        derive(tx, [], [], Unlinked(refs=frozenset(refs)))
    return Counter({"applied": len(new), "known": len(batch) - len(new)})


def _refuse_contradiction(tx: Transaction) -> None:
    """Raise BadRecord where names that are called the same, one by one, come to two that are called different."""
    rows = tx.run(
        "MATCH (j:Judgement) WHERE j.verdict IN $verdicts AND j.withdrawn IS NULL "
        "RETURN j.verdict AS verdict, j.left AS left, j.right AS right, j.by AS by, j.at AS at ORDER BY at, j.id",
        verdicts=list(ON_NAMES),
    )
    said = {verdict: [_said(row) for row in rows if row["verdict"] == verdict] for verdict in ON_NAMES}
    found = contradiction(said[SAME], said[DIFFERENT])
    if found is not None:
        different, steps = found
        told = ", and ".join(one.label for one in (different, *steps))
        raise BadRecord("judgements", f"contradict each other: {told}", "take one of these out")


def _said(row: Row) -> Said:
    word = "the same as" if row["verdict"] == SAME else "different from"
    when = f" since {row['at'][:10]}" if row["at"] else ""
    return Said(row["left"], row["right"], f"{row['left']} is {word} {row['right']}{when} ({row['by'] or 'unnamed'})")


def _news(tx: Transaction, batch: list[Judgement]) -> list[Judgement]:
    """Those that the graph does not know yet, or knows as not undone."""
    rows = tx.run(
        """
        UNWIND $rows AS row
        OPTIONAL MATCH (j:Judgement {id: row.id})
        OPTIONAL MATCH (d:Document {id: row.retracts})
        RETURN row.id AS id, j IS NOT NULL OR d.withdrawn IS NOT NULL AS known, j.withdrawn IS NOT NULL AS undone
        """,
        rows=[{"id": one.id, "retracts": one.document if one.verdict == RETRACT else None} for one in batch],
    )
    known = {row["id"]: row["undone"] for row in rows if row["known"]}
    unique = {one.id: one for one in batch}
    return [one for one in unique.values() if one.id not in known or (one.withdrawn and not known[one.id])]


def _retract(tx: Transaction, judgements: Iterable[Judgement]) -> list[Judgement]:
    """Withdraw the documents that are there; returns the judgements about those that have not come yet."""
    early = []
    for one in judgements:
        document = str(one.document)
        if tx.run("MATCH (d:Document {id: $id}) RETURN d.id AS id", id=document):
            withdraw(tx, document, now=str(one.at), reason=str(one.why))
        else:
            early.append(one)
    return early
