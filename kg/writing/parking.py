"""Mentions of names that nothing speaks of any more, since a person rejected all that did: kept, so that they can come back.

They hang on a rejected claim about the name instead of on an entity, where no question and no checksum sees them. So do
those of a document that a newer text of its page supersedes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from kg.graph import Row, Transaction
from kg.model import Mention
from kg.writing.closure import current, speaking
from kg.writing.pointing import draw_mentions, mention_rows

_PLACES = """
WITH passage, subject, m, m.surfaces AS surfaces, m.starts AS starts, m.ends AS ends, m.refs AS refs
DELETE m
WITH passage, subject, surfaces, starts, ends, refs
UNWIND range(0, size(refs) - 1) AS i
RETURN passage, subject AS entity, refs[i] AS ref, surfaces[i] AS surface, starts[i] AS start, ends[i] AS end
"""


def set_aside(tx: Transaction, refs: Iterable[str], nodes: Collection[str]) -> None:
    """Park the mentions, drawn to these nodes, of those of the refs of which nothing speaks any more."""
    asked = set(refs)
    if not asked or not _is_anything_rejected(tx):
        return
    silent = asked - speaking(tx, asked)
    rows = tx.run(
        """
        UNWIND $nodes AS id
        MATCH (e:Entity {id: id})<-[m:MENTIONS]-(p:Passage)
        WHERE any(ref IN m.refs WHERE ref IN $silent)
        WITH p.id AS passage, e.id AS subject, m
        """
        + _PLACES,
        nodes=sorted(nodes),
        silent=sorted(silent),
    )
    draw_mentions(tx, [row for row in rows if row["ref"] not in silent])
    park(tx, [row for row in rows if row["ref"] in silent])


def _is_anything_rejected(tx: Transaction) -> bool:
    return bool(tx.run("MATCH (j:Judgement) WHERE j.verdict = 'reject' RETURN 1 AS found LIMIT 1"))


def lift(tx: Transaction, claims: Collection[str]) -> list[Row]:
    """Take up what is parked on claims that are about to be taken away."""
    statement = "UNWIND $claims AS id MATCH (c:Claim {id: id})<-[m:MENTIONS]-(p:Passage) WITH p.id AS passage, null AS subject, m"
    return tx.run(statement + _PLACES, claims=sorted(claims))


def hold(tx: Transaction, documents: Collection[str]) -> list[Row]:
    """Take up all mentions of documents whose claims are about to rest."""
    statement = "UNWIND $ids AS id MATCH (:Document {id: id})<-[:IN]-(p:Passage)-[m:MENTIONS]->() WITH p.id AS passage, null AS subject, m"
    return tx.run(statement + _PLACES, ids=sorted(documents)) if documents else []


def settle(tx: Transaction, refs: Collection[str], mentions: Sequence[Mention], lifted: Sequence[Row] = ()) -> None:
    """Draw mentions where their refs belong now, or park them; those of `refs` that were parked before come back."""
    rows = [*lifted, *mention_rows(mentions, {}), *_parked(tx, refs)]
    if not rows:
        return
    places = current(tx, speaking(tx, {row["ref"] for row in rows}))
    back = [row | {"entity": places[row["ref"]]} for row in rows if row["ref"] in places]
    draw_mentions(tx, [*_take_up(tx, back), *back])
    park(tx, [row for row in rows if row["ref"] not in places])


def _parked(tx: Transaction, refs: Collection[str]) -> list[Row]:
    """Take up what is parked of these refs; by way of the rejections, which are few, for claims may be very many."""
    return tx.run(
        """
        MATCH (j:Judgement)
        WHERE j.verdict = 'reject' AND j.subject_ref IN $refs
        WITH DISTINCT j.document AS document, j.subject_ref AS ref
        MATCH (c:Claim {document: document})
        USING INDEX c:Claim(document)
        WHERE c.subject_ref = ref
        MATCH (c)<-[m:MENTIONS]-(p:Passage)
        WITH p.id AS passage, null AS subject, m
        """
        + _PLACES,
        refs=sorted(refs),
    )


def _take_up(tx: Transaction, pairs: Iterable[Row]) -> list[Row]:
    """Take up what is drawn between these passages and entities, so that it can be drawn anew as one edge."""
    wanted = sorted({(row["passage"], row["entity"]) for row in pairs})
    if not wanted:
        return []
    return tx.run(
        """
        UNWIND $pairs AS pair
        MATCH (p:Passage {id: pair[0]})-[m:MENTIONS]->(e:Entity {id: pair[1]})
        WITH p.id AS passage, e.id AS subject, m
        """
        + _PLACES,
        pairs=[list(pair) for pair in wanted],
    )


def park(tx: Transaction, rows: Iterable[Row]) -> None:
    """Hang mentions on a claim about their ref that their document makes and that does not live."""
    places: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["start"], row["end"])):
        places[row["passage"], row["ref"]].append(row)
    if not places:
        return
    tx.run(
        """
        UNWIND $rows AS row
        MATCH (p:Passage {id: row.passage})-[:IN]->(d:Document)
        MATCH (c:Claim {document: d.id})
        USING INDEX c:Claim(document)
        WHERE c.subject_ref = row.ref AND c.withdrawn IS NOT NULL
        WITH row, p, min(c.id) AS first
        MATCH (c:Claim {id: first})
        CREATE (p)-[:MENTIONS {surfaces: row.surfaces, starts: row.starts, ends: row.ends, refs: row.refs}]->(c)
        """,
        rows=[
            {
                "passage": passage,
                "ref": ref,
                "surfaces": [row["surface"] for row in found],
                "starts": [row["start"] for row in found],
                "ends": [row["end"] for row in found],
                "refs": [ref] * len(found),
            }
            for (passage, ref), found in sorted(places.items())
        ],
    )
