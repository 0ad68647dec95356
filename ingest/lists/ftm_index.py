"""What other entities of a file are called, for those that speak of them: a first pass into a table on disk."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.lists.addresses import wallet
from ingest.lists.ftm_words import LABELS, NAMES, label_of
from ingest.lists.record import Thing
from kg.ontology import WALLET

_TABLE = "CREATE TABLE entities (id TEXT PRIMARY KEY, place TEXT, schema TEXT, name TEXT, more TEXT) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the file: where it stands first, and what is needed to speak of it.

    `more` is an organisation's topics, a wallet's asset, or an address's country codes.
    """

    place: str
    schema: str
    name: str
    more: tuple[str, ...]

    @property
    def loaded(self) -> bool:
        """Whether a record is made of it."""
        return self.schema in LABELS and bool(self.name)


class Index:
    """Entities by id."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def known(self, entity: str) -> Known | None:
        """The entity of that id, or None."""
        row = self._connection.execute(
            "SELECT place, schema, name, more FROM entities WHERE id = ?", (entity,)
        ).fetchone()
        return None if row is None else Known(row[0], row[1], row[2], tuple(json.loads(row[3])))

    def thing(self, entity: str) -> Thing | None:
        """The entity as an end of an edge; None where no record is made of it."""
        known = self.known(entity)
        if known is None or not known.loaded:
            return None
        label = label_of(known.schema, known.more)
        if label != WALLET:
            return Thing(known.name, label, entry=entity)
        found = wallet(known.name, next(iter(known.more), None))
        return None if found is None else Thing(found.name, WALLET, entity, found.family, found.key, found.chains)


@contextmanager
def index_of(entities: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[Index]:
    """Index what is given as place and entity; the first of one id counts."""
    with tempfile.TemporaryDirectory(prefix="kg-ftm-") as folder:
        connection = sqlite3.connect(Path(folder) / "entities.db", isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_TABLE)
            connection.execute("BEGIN")
            connection.executemany("INSERT OR IGNORE INTO entities VALUES (?, ?, ?, ?, ?)", map(_row, entities))
            connection.execute("COMMIT")
            yield Index(connection)
        finally:
            connection.close()


def _row(entity: tuple[str, dict[str, Any]]) -> tuple[str, str, str, str, str]:
    place, data = entity
    schema, properties = str(data["schema"]), data["properties"]
    more = {"CryptoWallet": ("currencySymbol", "currency", "blockchain"), "Address": ("country",)}.get(
        schema, ("topics",)
    )
    return data["id"], place, schema, name_of(data), json.dumps([v for name in more for v in values(properties, name)])


def name_of(data: dict[str, Any]) -> str:
    """What an entity is called: a wallet by its address, an address as it is written, others by caption or first name."""
    properties = data["properties"]
    if data["schema"] == "CryptoWallet":
        return next(iter([*values(properties, "publicKey"), *values(properties, "cryptoAddress")]), "")
    if data["schema"] == "Address":
        parts = ("street", "city", "postalCode", "region")
        return next(
            iter(values(properties, "full")), ", ".join(v for name in parts for v in values(properties, name)[:1])
        )
    named = [value for name in NAMES for value in values(properties, name)]
    caption = data.get("caption")
    # a caption that is none of its names says that it has none
    return caption if isinstance(caption, str) and caption in named else next(iter(named), "")


def values(properties: dict[str, Any], name: str) -> list[str]:
    """The values of one property, blanks folded; what is no text is none."""
    found = properties.get(name, ())
    return [
        " ".join(value.split()) for value in (found if isinstance(found, list) else [found]) if isinstance(value, str)
    ]
