"""Documents that came before copies and versions were looked for, or by another way than the writer's: sketched and settled now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from kg.graph import Graph, Row, Transaction
from kg.likeness import VERSION
from kg.schema import lock_for_writing
from kg.writing.copies import edges_spoken_of
from kg.writing.deriving import derive
from kg.writing.sketching import note_traits, traits
from kg.writing.standing import resettle, settle_standing
from kg.writing.withdrawing import Unlinked

AT_ONCE: Final = 50


def catch_up(graph: Graph) -> int:
    """Sketch the documents that have no sketch of today's kind, some at a time; returns how many. Cut off, it goes on next time."""
    done = 0
    while rows := graph.read(
        """
        MATCH (d:Document)
        WHERE d.text IS NOT NULL AND (d.sketched IS NULL OR d.sketched <> $version)
        RETURN d.id AS id, d.text AS text, d.urls AS urls
        ORDER BY id LIMIT $limit
        """,
        {"version": VERSION, "limit": AT_ONCE},
        timeout=600,
    ):
        graph.write(partial(_settle, rows))
        done += len(rows)
    return done


def _settle(rows: Sequence[Row], tx: Transaction) -> None:
    lock_for_writing(tx)
    ids = [row["id"] for row in rows]
    found = [(row["id"], traits(row["text"], row["urls"])) for row in rows]
    note_traits(tx, found)
    credited = edges_spoken_of(tx, [document for document, one in found if one.origin is not None])
    unlinked = resettle(tx, Unlinked(edges=credited), ids)
    if unlinked.edges:
        derive(tx, [], [], unlinked)
    settle_standing(tx, ids)
