"""Bytes that no document could be made of, kept with the reason, up to a size: somebody may want to look at them."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.archive import place
from ingest.documents.given import NOTHING, Given
from kg.errors import SkipDocument
from kg.filelock import only_one

MAX_BYTES: Final = 200_000_000
"""What the folder may hold, compressed; beyond it bytes are refused, and the reasons are still printed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing in quarantine. `is_document` tells whole documents from records of lists, which cannot be tried alone."""

    sha256: str
    name: str
    reason: str
    size: int
    recorded: str
    encoding: str | None = None
    given: Given = NOTHING
    is_document: bool = True


@dataclass(frozen=True, slots=True)
class Quarantine:
    """A folder laid out as the archive is: `ab/<sha256>.gz`, with the name and the reason in `ab/<sha256>.json`."""

    folder: Path
    limit: int = MAX_BYTES

    def put(
        self, raw: bytes, error: SkipDocument, *, now: str, encoding: str | None = None, given: Given | None = None
    ) -> bool:
        """Keep refused bytes with the reason; False where the folder is full or cannot be written.

        `given` is what is known of a document beside its bytes; without it they are a record of a list.
        """
        sha256 = hashlib.sha256(raw).hexdigest()
        packed = gzip.compress(raw, mtime=0)
        note = {"sha256": sha256, "size": len(raw), "name": error.thing, "reason": error.rule, "recorded": now}
        if given is not None:
            note |= {"encoding": encoding, "given": given.noted()}
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with only_one(self.folder / ".lock"):
                place = self.folder / sha256[:2] / sha256
                if not place.with_suffix(".gz").exists():
                    if not self._room_for(len(packed)):
                        return False
                    self._place(place.with_suffix(".gz"), packed)
                self._place(place.with_suffix(".json"), (json.dumps(note, indent=1) + "\n").encode("ascii"))
        except OSError:
            return False
        return True

    def notes(self) -> Iterator[Kept]:
        """Yield what is kept, by hash; a note that cannot be read is passed over, for its bytes tell nothing alone."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*.json")):
            try:
                note = json.loads(path.read_bytes())
                given = Given(**note["given"]) if "given" in note else None
                yield Kept(
                    note["sha256"], note["name"], note["reason"], note["size"], note["recorded"], note.get("encoding"),
                    given or NOTHING, given is not None,
                )  # fmt: skip
            except (OSError, ValueError, KeyError, TypeError):
                continue

    def read(self, sha256: str) -> bytes:
        """Give the bytes back; raises SkipDocument where they are gone or damaged."""
        path = self.folder / sha256[:2] / f"{sha256}.gz"
        try:
            raw = gzip.decompress(path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise SkipDocument(str(path), f"cannot be read ({error})", "fetch or ingest it again") from error
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise SkipDocument(str(path), "holds other bytes than its name says", "fetch or ingest it again")
        return raw

    def forget(self, sha256: str) -> None:
        """Take bytes out, with their note."""
        with only_one(self.folder / ".lock"):
            place = self.folder / sha256[:2] / sha256
            place.with_suffix(".json").unlink(missing_ok=True)
            place.with_suffix(".gz").unlink(missing_ok=True)
            (self.folder / ".size").unlink(missing_ok=True)  # counted anew when the next comes in

    def _room_for(self, size: int) -> bool:
        """Count what comes in; where no count is there yet, the folder is measured once."""
        counted = self.folder / ".size"
        try:
            held = int(counted.read_text("ascii"))
        except (FileNotFoundError, ValueError):
            held = sum(path.stat().st_size for path in self.folder.glob("*/*.gz"))
        if held + size > self.limit:
            return False
        counted.write_text(str(held + size), "ascii")
        return True

    def _place(self, path: Path, content: bytes) -> None:
        place(path, content, incoming=self.folder / ".incoming")
