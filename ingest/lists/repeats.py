"""What a list says twice in the same words: known by a hash in a file of SQLite, so that memory does not grow with it."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b


class Repeats:
    """What has been said so far."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # a temporary file that goes with the connection
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE said (hash BLOB PRIMARY KEY) WITHOUT ROWID")

    def said(self, *words: str) -> bool:
        """Take these words, and tell whether they had been said before."""
        hashed = blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=12).digest()
        return not self._database.execute("INSERT OR IGNORE INTO said VALUES (?)", (hashed,)).rowcount

    def close(self) -> None:
        """Let the file go."""
        self._database.close()
