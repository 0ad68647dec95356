"""Near copies in the graph: each cluster is a star of COPY_OF around its first document, whatever came first.

Whether two texts are copies depends on the two texts and their dates alone. A cluster is what such pairs connect, so
neither the order in which documents come nor their number changes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.graph import Row, Transaction
from kg.likeness import WORTH_READING, Sketch, compare
from kg.published import apart
from kg.writing.pointing import Edge, edge_between

WINDOW_DAYS = 30
"""Days between two documents beyond which the same words are a notice of the same form, and no reprint."""


@dataclass(frozen=True, slots=True)
class _Document:
    id: str
    published: str | None
    recorded: str
    sketch: Sketch

    @property
    def order(self) -> tuple[str, str, str]:
        """The first of a cluster is the smallest: what was published first, the undated last."""
        return self.published or "9999", self.recorded, self.id


def settle_copies(tx: Transaction, came: Collection[str], gone: Collection[str] = ()) -> set[str]:
    """Bring the stars up to date with documents that `came` to live or are `gone`; returns the ids of all whose cluster changed.

    What depends on who speaks must be summed anew for these.
    """
    stars = _stars(tx, {*came, *gone})
    new = _documents(tx, came)
    found = _near(tx, new)
    stars |= _stars(tx, _all(found) - _all(stars))
    before = {first: frozenset(members) for first, members in stars.items()}
    if not before and not found:
        return set()
    pool = _documents(tx, (_all(stars) | _all(found)) - set(gone)) | new
    links = {frozenset((one, other)) for one, others in found.items() for other in others}
    links |= _links_within(tx, stars, pool, set(came) | set(gone))
    after = _clusters(pool, links)
    changed = {first for first in before.keys() | after.keys() if before.get(first) != after.get(first)}
    _draw(tx, {first: after.get(first, frozenset()) for first in changed}, before)
    return {one for first in changed for one in (first, *before.get(first, ()), *after.get(first, ()))}


def _all(stars: Mapping[str, Collection[str]]) -> set[str]:
    return {one for first, members in stars.items() for one in (first, *members)}


def _stars(tx: Transaction, ids: Collection[str]) -> dict[str, set[str]]:
    """The stars that these documents are part of, by their first ones."""
    if not ids:
        return {}
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (d:Document {id: id})
        OPTIONAL MATCH (d)-[:COPY_OF]->(centre:Document)
        WITH DISTINCT coalesce(centre, d) AS first
        MATCH (first)<-[:COPY_OF]-(member:Document)
        RETURN first.id AS first, collect(member.id) AS members
        """,
        ids=sorted(ids),
    )
    return {row["first"]: set(row["members"]) for row in rows}


def _documents(tx: Transaction, ids: Iterable[str]) -> dict[str, _Document]:
    """Those of the documents that live and have a sketch."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (d:Document {id: id})
        WHERE d.withdrawn IS NULL AND d.superseded IS NULL AND d.sketch IS NOT NULL
        RETURN d {.id, .published, .recorded, .sketch, .signature} AS d
        """,
        ids=wanted,
    )
    return {row["d"]["id"]: _document(row["d"]) for row in rows}


def _document(row: Row) -> _Document:
    sketch = Sketch(tuple(row["sketch"]), tuple(row["signature"]))
    return _Document(row["id"], row.get("published"), row["recorded"], sketch)


def _near(tx: Transaction, new: Mapping[str, _Document]) -> dict[str, set[str]]:
    """For each of these documents its near copies in the graph, found by the keys of its sketch."""
    if not new:
        return {}
    rows = tx.run(
        """
        UNWIND $rows AS row
        CALL (row) {
          CALL db.index.fulltext.queryNodes('document_likes', row.query) YIELD node AS d
          WHERE d.id <> row.id AND d.withdrawn IS NULL AND d.superseded IS NULL
          RETURN d
        }
        RETURN row.id AS id, d {.id, .published, .signature} AS d
        """,
        rows=[{"id": one.id, "query": " ".join(one.sketch.keys)} for one in new.values()],
    )
    pairs = {
        (min(row["id"], row["d"]["id"]), max(row["id"], row["d"]["id"]))
        for row in rows
        if _may_be(new[row["id"]], row["d"]["signature"], row["d"].get("published"))
    }
    return _verified(tx, pairs)


def _may_be(one: _Document, signature: list[int], published: str | None) -> bool:
    if apart(one.published, published) > WINDOW_DAYS:
        return False
    return one.sketch.resemblance(signature) >= WORTH_READING


def _verified(tx: Transaction, pairs: Collection[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    texts = _texts(tx, {one for pair in pairs for one in pair})
    for one, other in sorted(pairs):
        if compare(texts[one], texts[other]).is_copy:
            found[one].add(other)
    return found


def _texts(tx: Transaction, ids: Collection[str]) -> dict[str, str]:
    if not ids:
        return {}
    rows = tx.run("UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN id, d.text AS text", ids=sorted(ids))
    return {row["id"]: row["text"] for row in rows}


def _links_within(
    tx: Transaction, stars: Mapping[str, Collection[str]], pool: Mapping[str, _Document], turned: Collection[str]
) -> set[frozenset[str]]:
    """What holds stars together: a whole one is known to hold, one that lost a document must be looked at pair by pair."""
    links: set[frozenset[str]] = set()
    for first, members in stars.items():
        star = {first, *members}
        if star <= pool.keys() and not star & set(turned):
            links |= {frozenset((first, member)) for member in members}
            continue
        left = sorted(star & pool.keys())
        pairs = {
            (one, other)
            for place, one in enumerate(left)
            for other in left[place + 1 :]
            if set(pool[one].sketch.keys) & set(pool[other].sketch.keys)
            and _may_be(pool[one], list(pool[other].sketch.signature), pool[other].published)
        }
        links |= {frozenset((one, other)) for one, others in _verified(tx, pairs).items() for other in others}
    return links


def _clusters(pool: Mapping[str, _Document], links: Iterable[frozenset[str]]) -> dict[str, frozenset[str]]:
    """What links connect, each as its first document and the others."""
    beside: dict[str, set[str]] = defaultdict(set)
    for link in links:
        one, other = sorted(link)
        beside[one].add(other)
        beside[other].add(one)
    out: dict[str, frozenset[str]] = {}
    left = set(beside)
    while left:
        seen, ahead = set(), {min(left)}
        while ahead:
            seen |= ahead
            ahead = {other for one in ahead for other in beside[one]} - seen
        left -= seen
        first = min(seen, key=lambda one: pool[one].order)
        out[first] = frozenset(seen - {first})
    return out


def _draw(tx: Transaction, after: Mapping[str, Collection[str]], before: Mapping[str, Collection[str]]) -> None:
    """Take away the edges of these stars and draw those that are to be."""
    old = [{"first": first, "member": member} for first in sorted(after) for member in sorted(before.get(first, ()))]
    new = [{"first": first, "member": member} for first in sorted(after) for member in sorted(after[first])]
    if old:
        tx.run(
            """
            UNWIND $rows AS row
            MATCH (:Document {id: row.first})<-[e:COPY_OF]-(:Document {id: row.member})
            DELETE e
            """,
            rows=old,
        )
    if new:
        tx.run(
            """
            UNWIND $rows AS row
            MATCH (first:Document {id: row.first})
            MATCH (member:Document {id: row.member})
            CREATE (member)-[:COPY_OF]->(first)
            """,
            rows=new,
        )


def edges_spoken_of(tx: Transaction, documents: Collection[str]) -> frozenset[Edge]:
    """The edges to which live claims of these documents add."""
    if not documents:
        return frozenset()
    rows = tx.run(
        """
        UNWIND $ids AS id
        MATCH (c:Claim {document: id})
        USING INDEX c:Claim(document)
        WHERE c.withdrawn IS NULL AND c.edge IS NOT NULL
        MATCH (c)-[:SUBJECT]->(s), (c)-[:OBJECT]->(o)
        RETURN DISTINCT c.predicate AS predicate, s.id AS subject, o.id AS object
        """,
        ids=sorted(documents),
    )
    return frozenset(edge_between(row["predicate"], row["subject"], row["object"]) for row in rows)
