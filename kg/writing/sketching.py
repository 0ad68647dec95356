"""What finds a document's likes and its other versions, as properties of its node: computed before the graph is locked.

Keys of both kinds are looked up in the full-text index `document_likes`: Neo4j's other indexes take a list for one value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.credits import credited
from kg.graph import Transaction
from kg.likeness import VERSION, sketch
from kg.pages import page_key


@dataclass(frozen=True, slots=True)
class Traits:
    """`sketch` are keys that near copies share, `signature` tells how near they are, `pages` are keys of its addresses."""

    sketch: tuple[str, ...]
    signature: tuple[int, ...]
    pages: tuple[str, ...]
    origin: str | None

    def properties(self) -> dict[str, Any]:
        """As the node bears them, but for its pages: what is not known is not there."""
        named = {"sketch": list(self.sketch), "signature": list(self.signature), "origin": self.origin}
        return {"sketched": VERSION} | {name: value for name, value in named.items() if value}


def traits(text: str, urls: Iterable[str | None]) -> Traits:
    """Work out what is looked for later; a pure function of a document's text and addresses."""
    sketched = sketch(text)
    keys, signature = (sketched.keys, sketched.signature) if sketched is not None else ((), ())
    return Traits(keys, signature, page_keys(urls), credited(text))


def page_keys(urls: Iterable[str | None]) -> tuple[str, ...]:
    """The keys of those addresses that are articles'."""
    return tuple(sorted({key for url in urls if (key := page_key(url)) is not None}))


def note_traits(tx: Transaction, found: Sequence[tuple[str, Traits]], *, keep_pages: Collection[str] = ()) -> None:
    """Write traits on documents, by their ids; `keep_pages` names those that were there before, at more addresses perhaps."""
    rows = [
        {"id": document, "properties": one.properties(), "pages": None if document in keep_pages else list(one.pages) or None,
         "kept": document in keep_pages}
        for document, one in found
    ]  # fmt: skip
    if rows:
        tx.run(
            """
            UNWIND $rows AS row
            MATCH (d:Document {id: row.id})
            REMOVE d.sketch, d.signature, d.origin
            SET d += row.properties, d.pages = CASE WHEN row.kept THEN d.pages ELSE row.pages END
            """,
            rows=rows,
        )
