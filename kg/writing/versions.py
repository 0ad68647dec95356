"""Versions of a page: the same address with a new text makes the newer document supersede the older, whose claims rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.graph import Row, Transaction

REASON = "superseded"
"""Why a claim is withdrawn that an older text of a page makes."""
STUB_WORDS, STUB_SHARE = 40, 0.2
"""A newer text of fewer words, or of a lesser share of the older one's, is an error page or a wall, and supersedes nothing."""


@dataclass(frozen=True, slots=True)
class Turned:
    """Documents that are `superseded` now, each with the time since when, and those that are `restored`, since what superseded
    them is gone."""

    superseded: Mapping[str, str]
    restored: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.superseded or self.restored)


@dataclass(frozen=True, slots=True)
class _Version:
    id: str
    recorded: str
    published: str
    words: int
    pages: tuple[str, ...]
    superseded: str | None
    newer: tuple[str, ...]

    @property
    def order(self) -> tuple[str, str, str]:
        """From the oldest to the newest: by when the bytes came, then by date."""
        return self.recorded, self.published, self.id


def settle_versions(tx: Transaction, touched: Collection[str], *, reread: Collection[str] = ()) -> Turned:
    """Bring SUPERSEDES up to date where `touched` documents came, went or got an address; tell which others that turned.

    A document is superseded once every article address at which it stood has a newer text. The claims of `reread` ones
    were just written as live, whatever the document was before.
    """
    pages = _pages(tx, touched)
    found = _versions(tx, pages)
    if not found and not pages:
        return Turned({}, ())
    found |= _versions(tx, {page for one in found.values() for page in one.pages} - pages)
    by_page: dict[str, list[_Version]] = defaultdict(list)
    for one in sorted(found.values(), key=lambda one: one.order):
        for page in one.pages:
            by_page[page].append(one)
    superseded, restored = {}, []
    for one in found.values():
        if not pages & set(one.pages):
            continue
        newer = _newer(one, by_page)
        since = max((found[other].recorded for other in newer), default=None)
        if tuple(newer) != one.newer or since != one.superseded:
            _mark(tx, one.id, newer, since)
        was = None if one.id in reread else one.superseded
        if since is not None and was != since:
            superseded[one.id] = since
        elif since is None and was is not None:
            restored.append(one.id)
    return Turned(superseded, tuple(sorted(restored)))


def _newer(one: _Version, by_page: Mapping[str, Sequence[_Version]]) -> list[str]:
    """The next text of each of its pages, none where one of them still has this text."""
    found = set()
    for page in one.pages:
        after = next((other for other in by_page[page] if other.order > one.order and not _is_stub(other, one)), None)
        if after is None:
            return []
        found.add(after.id)
    return sorted(found)


def _is_stub(newer: _Version, older: _Version) -> bool:
    return newer.words < min(STUB_WORDS, older.words) or newer.words < STUB_SHARE * older.words


def _pages(tx: Transaction, ids: Iterable[str]) -> set[str]:
    rows = tx.run(
        "UNWIND $ids AS id MATCH (d:Document {id: id}) UNWIND d.pages AS page RETURN DISTINCT page", ids=sorted(ids)
    )
    return {row["page"] for row in rows}


def _versions(tx: Transaction, pages: Collection[str]) -> dict[str, _Version]:
    """The documents that stood at these pages and were not retracted."""
    if not pages:
        return {}
    rows = tx.run(
        """
        CALL db.index.fulltext.queryNodes('document_likes', $query) YIELD node AS d
        WHERE d.withdrawn IS NULL
        RETURN d {.id, .recorded, .published, .pages, .superseded} AS d, size(split(d.text, ' ')) AS words,
               [(d)<-[:SUPERSEDES]-(newer:Document) | newer.id] AS newer
        """,
        query=" ".join(sorted(pages)),
    )
    return {row["d"]["id"]: _version(row) for row in rows}


def _version(row: Row) -> _Version:
    told = row["d"]
    return _Version(
        told["id"], told["recorded"], told["published"] or "", row["words"], tuple(told["pages"]), told["superseded"],
        tuple(sorted(row["newer"])),
    )  # fmt: skip


def _mark(tx: Transaction, document: str, newer: Sequence[str], since: str | None) -> None:
    tx.run(
        "MATCH (d:Document {id: $id}) SET d.superseded = $since WITH d MATCH (d)<-[old:SUPERSEDES]-() DELETE old",
        id=document,
        since=since,
    )
    tx.run(
        "MATCH (d:Document {id: $id}) UNWIND $newer AS other MATCH (n:Document {id: other}) MERGE (n)-[:SUPERSEDES]->(d)",
        id=document,
        newer=list(newer),
    )


def forget_versions(tx: Transaction, document: str) -> None:
    """Take a retracted document out of the order of its pages; what it superseded is looked at by `settle_versions`."""
    tx.run("MATCH (d:Document {id: $id}) REMOVE d.superseded WITH d MATCH (d)-[e:SUPERSEDES]-() DELETE e", id=document)


def rest_claims(tx: Transaction, since: Mapping[str, str]) -> None:
    """Mark the live claims of superseded documents as withdrawn from the time at which the newer text came."""
    tx.run(
        """
        UNWIND $rows AS row
        MATCH (c:Claim {document: row.id})
        USING INDEX c:Claim(document)
        WHERE c.withdrawn IS NULL OR (c.reason = $reason AND c.judged IS NULL)
        SET c.withdrawn = row.since, c.reason = $reason
        REMOVE c.value_key
        """,
        rows=[{"id": document, "since": at} for document, at in sorted(since.items())],
        reason=REASON,
    )


def claims_of(tx: Transaction, documents: Collection[str]) -> list[str]:
    """The ids of all claims that these documents make."""
    rows = tx.run("UNWIND $ids AS id MATCH (c:Claim {document: id}) RETURN c.id AS id", ids=sorted(documents))
    return [row["id"] for row in rows]
